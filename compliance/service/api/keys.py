"""``GET /v1/keys``: the public keys of all certificates, those of before included, as a JSON Web Key Set (RFC 7517)."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from compliance.service.api.entry import record_of
from compliance.service.api.state import State
from compliance.service.api.written import written
from compliance.service.signing import PublicKey

MEDIA = "application/jwk-set+json"


async def keys(request: Request) -> Response:
    """The keys, the first used first; whoever has a certificate may ask for them."""
    found = await run_in_threadpool(record_of(request).keys)
    told = {"keys": [PublicKey(pem, key_id).jwk for key_id, pem in found.items()]}
    return Response(written(told), media_type=MEDIA)


def keep(state: State) -> None:
    """Keep the key that is signed with now, so that its certificates can be verified when another took its place.

    :raises StoreError: it cannot be kept, and nothing may be signed with it.
    """
    if state.store is not None and state.key is not None:
        state.store.keep_key(state.key.public.id, state.key.public.pem)
