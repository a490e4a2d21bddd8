"""What a house sets about who may come in: its titles, groups, ways of signing in and webhooks."""

from __future__ import annotations

from collections.abc import Mapping
from ipaddress import IPv4Network, IPv6Network
from types import MappingProxyType

from compliance.record import Record
from compliance.service.types import Role

Network = IPv4Network | IPv6Network


class Title(Record):
    """A newspaper, site or desk; what is not set is as for the whole house.

    :param profile: the configuration profile that its stories are checked with.
    :param retention_days: how long its reports are kept; ``None``: until somebody erases them.
    :param history: whether those who check may also read what was checked before.
    :param keep_text: whether the stories' text becomes part of its record.
    """

    name: str
    profile: str | None = None
    retention_days: float | None = None
    history: bool = True
    keep_text: bool | None = None


class Group(Record):
    """What the people of a group may do, the group being one that the house's sign-in names.

    :param titles: the titles that they may do it in.
    :param position: theirs in the newsroom, as records show it.
    """

    name: str
    roles: frozenset[Role]
    titles: tuple[str, ...]
    position: str = ""


class Oidc(Record):
    """The house's provider of OpenID Connect.

    :param public_url: the address of this service as browsers see it.
    :param id_claim: the claim that tells people apart; it must say the same that other ways in say of them.
    """

    issuer: str
    client_id: str
    client_secret: str
    public_url: str
    id_claim: str = "sub"
    name_claim: str = "name"
    groups_claim: str = "groups"
    scopes: tuple[str, ...] = ("openid", "profile", "email")


class Proxy(Record):
    """A proxy that signs people in and says in headers who they are.

    :param addresses: where it calls from; from elsewhere its headers are refused.
    :param secret: what it sends in ``secret_header``, since an address alone can be shared.
    """

    addresses: tuple[Network, ...]
    secret: str
    secret_header: str = "X-Proxy-Secret"
    user_header: str = "X-Forwarded-User"
    name_header: str = "X-Forwarded-Name"
    groups_header: str = "X-Forwarded-Groups"


class Hook(Record):
    """A webhook, out (with ``url``) or in.

    :param title: whose events are told, or in whose name stories come in.
    :param events: the kinds that are told; all where none is named.
    :param private: whether the receiver may be in the house's own network, and be reached without TLS.
    """

    name: str
    title: str
    secret: str
    url: str = ""
    events: tuple[str, ...] = ()
    private: bool = False


class AccessSettings(Record):
    """All of it.

    :param idle_minutes: a session ends that was not used for so long.
    :param session_hours: a session ends after so long in any case.
    """

    titles: Mapping[str, Title] = MappingProxyType({})
    groups: tuple[Group, ...] = ()
    oidc: Oidc | None = None
    proxy: Proxy | None = None
    hooks: Mapping[str, Hook] = MappingProxyType({})
    idle_minutes: float = 60.0
    session_hours: float = 12.0

    def title(self, name: str) -> Title:
        """What is set for a title; one that nobody set anything for is as the house."""
        return self.titles.get(name) or Title(name)
