"""Decides whether an address may be called: the service must not be made to reach into the house's own network."""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from compliance.service.types import ServiceError

# addresses of version 6 that carry one of version 4, which the other end of a tunnel calls
_CARRIERS = (ip_network("64:ff9b::/96"), ip_network("64:ff9b:1::/48"), ip_network("2002::/16"))


def reachable(host: str, port: int, *, private: bool) -> str:
    """The numeric address to call. It is called itself, so that a name cannot mean another one a moment later.

    :param private: whether it may be in the house's own network.
    :raises ServiceError: there is none, or any of them may not be called.
    """
    try:
        found = [str(one[4][0]) for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError) as error:
        raise ServiceError(f"there is no host {host!r}", hint="check the webhook's url") from error
    if not private and not all(_public(ip_address(one.partition("%")[0])) for one in found):
        raise ServiceError(f"{host!r} is in a private network", hint="if that is meant: private = true for the webhook")
    return found[0]


def _public(address: IPv4Address | IPv6Address) -> bool:
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return _public(address.ipv4_mapped)
        if any(address in network for network in _CARRIERS):
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved
