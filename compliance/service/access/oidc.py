"""Decides who somebody is by OpenID Connect: the authorization code flow with PKCE, state and nonce.

What a browser keeps while it is away at the provider is one random secret; state, nonce and PKCE's verifier are
made of it, so that an answer counts only in the browser that asked, and nothing is stored.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote_plus, urlencode

import httpx
import jwt

from compliance.record import Record
from compliance.service.access.denied import Denied
from compliance.service.access.people import Identity, identified
from compliance.service.access.provider import Provider
from compliance.service.access.secrets import derived, new_secret, same
from compliance.service.access.settings import Group, Oidc

CALLBACK = "/desk/signed-in"
KINDS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
"""Signatures that a provider may use: with a public key, so never ``none`` and never a shared secret."""

_LEEWAY = 60


class Journey(Record):
    """Somebody on the way to the provider.

    :param address: where to send their browser.
    :param secret: what their browser keeps meanwhile.
    """

    address: str
    secret: str


class SignIn:
    """Signing in with the house's provider.

    :param client: for requests to it; with a time-out.
    """

    def __init__(self, settings: Oidc, groups: tuple[Group, ...], client: httpx.Client) -> None:
        self._settings = settings
        self._groups = groups
        self._provider = Provider(settings.issuer, client)

    def begin(self) -> Journey:
        """Send somebody to the provider.

        :raises ServiceError: it does not answer.
        """
        secret = new_secret()
        challenge = hashlib.sha256(derived(secret, "verifier").encode()).digest()
        query = {
            "response_type": "code",
            "client_id": self._settings.client_id,
            "redirect_uri": self._callback,
            "scope": " ".join(self._settings.scopes),
            "state": derived(secret, "state"),
            "nonce": derived(secret, "nonce"),
            "code_challenge": base64.urlsafe_b64encode(challenge).decode().rstrip("="),
            "code_challenge_method": "S256",
        }
        address = self._provider.about()["authorization_endpoint"]
        return Journey(f"{address}{'&' if '?' in address else '?'}{urlencode(query)}", secret)

    def finish(self, answer: Mapping[str, str], secret: str) -> Identity:
        """Who came back from the provider.

        :param answer: the query that they came with.
        :param secret: what their browser kept.
        :raises Denied: it is not the answer to what this browser asked, or the provider's word does not hold.
        :raises ServiceError: the provider does not answer.
        """
        if not secret or not same(answer.get("state", ""), derived(secret, "state")):
            raise _refused("the sign-in was not begun in this browser")
        if answer.get("iss", self._settings.issuer) != self._settings.issuer:
            raise _refused("the sign-in is another provider's")
        if "code" not in answer:
            raise _refused("the provider did not sign you in")
        word = self._exchanged(answer["code"], derived(secret, "verifier"))
        return self._identity(self._claims(word, derived(secret, "nonce")))

    @property
    def _callback(self) -> str:
        return f"{self._settings.public_url}{CALLBACK}"

    def _exchanged(self, code: str, verifier: str) -> str:
        """The provider's word about who it is, for the code that came back."""
        about, told = self._provider.about(), self._settings
        form = {"grant_type": "authorization_code", "code": code, "redirect_uri": self._callback}
        form["code_verifier"] = verifier
        if "client_secret_basic" in (about.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]):
            basic = httpx.BasicAuth(quote_plus(told.client_id), quote_plus(told.client_secret))
            found = self._provider.ask("POST", about["token_endpoint"], data=form, auth=basic)
        else:
            form |= {"client_id": told.client_id, "client_secret": told.client_secret}
            found = self._provider.ask("POST", about["token_endpoint"], data=form)
        word = found.get("id_token")
        if not isinstance(word, str):
            raise _refused("the provider did not say who you are")
        return word

    def _claims(self, word: str, nonce: str) -> Mapping[str, Any]:
        """What the provider says, once signature, audience, age and nonce hold (OpenID Connect Core, 3.1.3.7)."""
        told = self._settings
        try:
            head = jwt.get_unverified_header(word)
            if head.get("alg") not in KINDS:
                raise _refused("the provider's word is not signed as it must be")
            claims: Mapping[str, Any] = jwt.decode(
                word,
                self._provider.key(head.get("kid")),
                algorithms=[head["alg"]],
                audience=told.client_id,
                issuer=told.issuer,
                leeway=_LEEWAY,
                options={"require": ["iss", "sub", "aud", "exp", "iat"]},
            )
        except (jwt.PyJWTError, ValueError, TypeError) as error:
            raise _refused("the provider's word does not hold") from error
        several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
        if claims.get("azp", None if several else told.client_id) != told.client_id:
            raise _refused("the provider's word is for another program")
        if not same(str(claims.get("nonce", "")), nonce):
            raise _refused("the provider's word is not for this sign-in")
        return claims

    def _identity(self, claims: Mapping[str, Any]) -> Identity:
        told = self._settings
        person, name, named = (claims.get(key) for key in (told.id_claim, told.name_claim, told.groups_claim))
        groups = [named] if isinstance(named, str) else named if isinstance(named, list) else []
        if not isinstance(person, str):
            raise Denied(403, f"the provider does not tell {told.id_claim}", hint="ask the house's administrator")
        own = [one for one in groups if isinstance(one, str)]
        return identified(person, name if isinstance(name, str) else "", own, self._groups)


def _refused(what: str) -> Denied:
    return Denied(403, what, hint="sign in once more")
