"""Reads what a house sets about access: ``[service.titles]``, ``[service.access]`` and ``[service.webhooks]``."""

from __future__ import annotations

from collections.abc import Mapping
from ipaddress import ip_network
from pathlib import Path
from typing import Any

from compliance.client.signing import SignatureError, sign
from compliance.config_values import Problem, check_keys, number, table, text_list
from compliance.service.access.reading_values import flag, secret, text
from compliance.service.access.settings import AccessSettings, Group, Hook, Oidc, Proxy, Title
from compliance.service.settings import days_kept
from compliance.service.telling import EVENTS
from compliance.service.types import Role


def from_tables(service: Mapping[str, Any], root: Path = Path()) -> AccessSettings:
    """The settings in the table ``[service]``; its other keys are others'.

    :param root: the folder that files of secrets are relative to.
    :raises Problem: one of them is not allowed.
    """
    access = table(service, "access")
    check_keys(access, ("groups", "oidc", "proxy", "idle_minutes", "session_hours"), ("access",))
    values = {name: _number(access, name) for name in ("idle_minutes", "session_hours") if name in access}
    return AccessSettings(
        titles={name: _title(name, one) for name, one in _named(service, "titles", ())},
        groups=tuple(_group(name, one) for name, one in _named(access, "groups", ("access",))),
        oidc=_oidc(access, root) if "oidc" in access else None,
        proxy=_proxy(access, root) if "proxy" in access else None,
        hooks={name: _hook(name, one, root) for name, one in _named(service, "webhooks", ())},
        **values,
    )


def _named(values: Mapping[str, Any], key: str, path: tuple[str, ...]) -> list[tuple[str, Mapping[str, Any]]]:
    found = table(values, key, path)
    return [(name, table(found, name, (*path, key))) for name in found]


def _number(values: Mapping[str, Any], key: str) -> float:
    try:
        return float(number(values, key, 1) or 1)
    except Problem as problem:
        raise Problem(("access", *problem.path), problem.what, problem.hint) from None


def _title(name: str, values: Mapping[str, Any]) -> Title:
    path = ("titles", name)
    check_keys(values, ("profile", "retention_days", "history", "keep_text"), path)
    days = days_kept(values, path)
    flags = {key: flag(values, key, path) for key in ("history", "keep_text") if key in values}
    return Title(name, text(values, "profile", path) if "profile" in values else None, days, **flags)


def _group(name: str, values: Mapping[str, Any]) -> Group:
    path = ("access", "groups", name)
    check_keys(values, ("roles", "titles", "position"), path)
    titles = text_list(values, "titles", path)
    if not titles:
        raise Problem((*path, "titles"), "a group needs titles", 'titles = ["daily"]')
    return Group(name, roles(values, path), titles, text(values, "position", path, ""))


def roles(values: Mapping[str, Any], path: tuple[str, ...]) -> frozenset[Role]:
    """The roles in a table.

    :raises Problem: there is none, or one that does not exist.
    """
    named = text_list(values, "roles", path) or ()
    known = [role.value for role in Role]
    if not named or any(name not in known for name in named):
        raise Problem((*path, "roles"), f"{list(named)!r} are no roles", f"some of: {', '.join(known)}")
    return frozenset(map(Role, named))


def _oidc(access: Mapping[str, Any], root: Path) -> Oidc:
    path = ("access", "oidc")
    values = table(access, "oidc", ("access",))
    words = ("issuer", "client_id", "public_url", "id_claim", "name_claim", "groups_claim")
    check_keys(values, (*words, "scopes", "secret_env", "secret_file"), path)
    told = {key: text(values, key, path) for key in words if key in values or key in words[:3]}
    for key in ("issuer", "public_url"):
        if not _safe_address(told[key]):
            raise Problem((*path, key), f"{told[key]!r} is no https:// address", "people's sign-in must be encrypted")
    told["public_url"] = told["public_url"].rstrip("/")
    more: dict[str, Any] = dict(told)
    scopes = text_list(values, "scopes", path)
    if scopes is not None:
        more["scopes"] = tuple(dict.fromkeys(("openid", *scopes)))
    return Oidc(client_secret=secret(values, path, root), **more)


def _safe_address(address: str) -> bool:
    """HTTPS, or this machine itself."""
    from urllib.parse import urlsplit

    parts = urlsplit(address)
    local = parts.scheme == "http" and parts.hostname in ("127.0.0.1", "::1", "localhost")
    return bool(parts.hostname) and (parts.scheme == "https" or local)


def _proxy(access: Mapping[str, Any], root: Path) -> Proxy:
    path = ("access", "proxy")
    values = table(access, "proxy", ("access",))
    words = ("secret_header", "user_header", "name_header", "groups_header")
    check_keys(values, ("addresses", *words, "secret_env", "secret_file"), path)
    told = {key: text(values, key, path) for key in words if key in values}
    try:
        addresses = tuple(ip_network(one) for one in text_list(values, "addresses", path) or ())
    except ValueError as error:
        raise Problem((*path, "addresses"), str(error), 'as in addresses = ["10.0.0.5/32"]') from None
    if not addresses:
        raise Problem((*path, "addresses"), "a proxy needs addresses", 'as in addresses = ["10.0.0.5/32"]')
    return Proxy(addresses, secret(values, path, root), **told)


def _hook(name: str, values: Mapping[str, Any], root: Path) -> Hook:
    path = ("webhooks", name)
    check_keys(values, ("title", "url", "events", "private", "secret_env", "secret_file"), path)
    address, private = text(values, "url", path, ""), flag(values, "private", path)
    if address and not address.startswith("https://") and not (private and address.startswith("http://")):
        raise Problem((*path, "url"), f"{address!r} is no https:// address", "http:// is for private = true alone")
    events = text_list(values, "events", path) or ()
    for event in events:
        if event not in EVENTS:
            raise Problem((*path, "events"), f"there is no event {event!r}", f"some of: {', '.join(EVENTS)}")
    return Hook(name, text(values, "title", path), _signing_secret(values, path, root), address, events, private)


def _signing_secret(values: Mapping[str, Any], path: tuple[str, ...], root: Path) -> str:
    """A secret that webhooks can be signed with.

    :raises Problem: there is none, or it cannot.
    """
    found = secret(values, path, root)
    try:
        sign(found, "", b"")
    except SignatureError as error:
        raise Problem(path, error.what, error.hint) from error
    return found
