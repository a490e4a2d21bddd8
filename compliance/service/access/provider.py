"""What a provider of OpenID Connect says of itself, and the keys that it signs with."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import httpx
import jwt

from compliance.service.access.denied import Denied
from compliance.service.types import ServiceError

AGAIN = 5.0
"""Seconds before the keys are asked for again, however many words come signed with one that is not known."""

_DISCOVERED = 3600.0
_NEEDED = ("authorization_endpoint", "token_endpoint", "jwks_uri")


class Provider:
    """A provider, asked once and remembered for a while.

    :param issuer: its name, which is an address.
    """

    def __init__(self, issuer: str, client: httpx.Client) -> None:
        self._issuer = issuer
        self._client = client
        self._lock = threading.Lock()
        self._about: Mapping[str, Any] = {}
        self._about_until = float("-inf")
        self._keys: Mapping[str, jwt.PyJWK] = {}
        self._keys_at = float("-inf")

    def about(self) -> Mapping[str, Any]:
        """What it says about itself (OpenID Connect Discovery 1.0), asked for once an hour.

        :raises ServiceError: it does not answer, or is another one.
        """
        with self._lock:
            if time.monotonic() >= self._about_until:
                found = self.ask("GET", f"{self._issuer.rstrip('/')}/.well-known/openid-configuration")
                safe = all(_same_safety(found.get(key), self._issuer) for key in _NEEDED)
                if found.get("issuer") != self._issuer or not safe:
                    what = "what the sign-in provider says of itself does not fit"
                    raise ServiceError(what, where=self._issuer, hint="check the issuer in [service.access.oidc]")
                self._about, self._about_until = found, time.monotonic() + _DISCOVERED
            return self._about

    def key(self, kid: str | None) -> jwt.PyJWK:
        """Its key of a name; one that is new to us is asked for, since providers change their keys.

        :raises Denied: it has no such key.
        """
        address = self.about()["jwks_uri"]
        with self._lock:
            found = self._named(kid)
            if found is None and time.monotonic() - self._keys_at >= AGAIN:
                self._keys_at = time.monotonic()
                self._keys = _usable(self.ask("GET", address))
                found = self._named(kid)
        if found is None:
            raise Denied(403, "the provider's word is signed with a key that it does not show", hint="sign in again")
        return found

    def ask(self, method: str, address: str, **more: Any) -> dict[str, Any]:
        """The JSON object at an address.

        :raises ServiceError: nothing answers there.
        :raises Denied: it refuses.
        """
        try:
            answer = self._client.request(method, address, headers={"Accept": "application/json"}, **more)
            if answer.status_code >= 500:
                answer.raise_for_status()
            found = answer.json()
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            what = f"the sign-in provider does not answer: {type(error).__name__}"
            raise ServiceError(what, where=address, hint="try again soon") from error
        if answer.status_code >= 400 or not isinstance(found, dict):
            raise Denied(403, "the provider refused the sign-in", hint="sign in once more")
        return found

    def _named(self, kid: str | None) -> jwt.PyJWK | None:
        if kid is None:
            return next(iter(self._keys.values())) if len(self._keys) == 1 else None
        return self._keys.get(kid)


def _same_safety(address: Any, issuer: str) -> bool:
    """Whether an address is encrypted; where the issuer is on this machine, its addresses may be as it is."""
    if not isinstance(address, str):
        return False
    return urlsplit(address).scheme == "https" or urlsplit(address)[:2] == urlsplit(issuer)[:2]


def _usable(found: Mapping[str, Any]) -> dict[str, jwt.PyJWK]:
    """The keys for signatures, by their names; those of a kind that is not known are passed over."""
    told = found.get("keys")
    keys: dict[str, jwt.PyJWK] = {}
    for number, one in enumerate(told if isinstance(told, list) else []):
        if not isinstance(one, dict) or one.get("use", "sig") != "sig" or one.get("kty") == "oct":
            continue
        try:
            keys[str(one.get("kid", number))] = jwt.PyJWK(one)
        except (jwt.PyJWTError, ValueError):
            continue
    return keys
