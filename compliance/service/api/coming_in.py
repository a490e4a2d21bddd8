"""Who asks, found out beside the loop that answers: tokens and statements stand in the record."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from compliance.service.access.gate import Gate
from compliance.service.access.settings import AccessSettings
from compliance.service.api.state import state_of
from compliance.service.store import Store
from compliance.service.types import Caller


class ComingIn:
    """The gate, as the routes ask it, under the settings of now.

    :param store: where tokens are kept; the gate may wait for it.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._house = AccessSettings()
        self._gate = Gate(store, self._house)

    async def caller_of(self, request: Request, body: bytes = b"") -> Caller:
        """Who asks.

        :param body: as it came; the signature of a webhook is over it.
        :raises Denied: nobody that we know.
        """
        house = state_of(request).present.house
        if house is not self._house:
            self._house, self._gate = house, Gate(self._store, house)
        at_hand = self._gate.at_hand(request)
        if at_hand is not None:
            return at_hand
        return await run_in_threadpool(self._gate.caller_of, request, body)
