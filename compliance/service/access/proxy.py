"""Decides whether a proxy's word about who somebody is counts: it comes from its address, and with its secret."""

from __future__ import annotations

from collections.abc import Mapping
from ipaddress import ip_address

from compliance.service.access.denied import Denied
from compliance.service.access.people import Identity, identified
from compliance.service.access.secrets import same
from compliance.service.access.settings import Group, Proxy


def told_by_proxy(
    proxy: Proxy, groups: tuple[Group, ...], headers: Mapping[str, str], address: str | None
) -> Identity | None:
    """Who the proxy says is there; ``None`` where no such header came.

    :param headers: of the request, looked up without regard to case.
    :param address: of whoever is at the other end of the connection, not of whom they claim to speak for.
    :raises Denied: the headers come from elsewhere or without the secret, or the person has no group.
    """
    user = headers.get(proxy.user_header)
    if user is None:
        return None
    if not _inside(proxy, address) or not same(headers.get(proxy.secret_header, ""), proxy.secret):
        raise Denied(403, "who you are is said by nobody that is trusted", hint="come through the house's proxy")
    named = [group.strip() for group in headers.get(proxy.groups_header, "").split(",") if group.strip()]
    return identified(_utf8(user), _utf8(headers.get(proxy.name_header, "")), map(_utf8, named), groups)


def _inside(proxy: Proxy, address: str | None) -> bool:
    try:
        found = ip_address(address or "")
    except ValueError:
        return False
    return any(found in network for network in proxy.addresses)


def _utf8(value: str) -> str:
    """A header's value as it was meant: headers are read as Latin-1, and proxies write UTF-8."""
    try:
        return value.encode("latin-1").decode()
    except UnicodeError:
        return value
