"""Decides who a person is, whichever way they come, and what their groups let them do.

The same id is the same person, so that nobody is two by coming two ways, or by writing a name in another way.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

from compliance.record import Record
from compliance.service.access.denied import Denied
from compliance.service.access.settings import Group
from compliance.service.types import Person, Role

_LONGEST = 200


class Identity(Record):
    """A person, with their roles in each title that is open to them."""

    person: Person
    titles: Mapping[str, frozenset[Role]]


def person_id(told: str) -> str:
    """The id under which somebody is known: compatibility forms, case and space at the ends make no other person.

    :raises Denied: it is empty, too long, or holds what cannot be seen.
    """
    found = unicodedata.normalize("NFKC", told).strip().casefold()
    if not found or len(found) > _LONGEST or not found.isprintable():
        raise Denied(401, "the person's id cannot be used", hint=f"1 to {_LONGEST} characters that can be seen")
    return found


def person_name(told: str, otherwise: str) -> str:
    """A name as records show it, without what cannot be seen."""
    seen = "".join(letter for letter in unicodedata.normalize("NFC", told) if letter.isprintable()).strip()
    return seen[:_LONGEST] or otherwise


def identified(told_id: str, name: str, named: Iterable[str], groups: Iterable[Group]) -> Identity:
    """The person, and what the groups that were named for them let them do.

    :param named: the groups, as the house's sign-in calls them.
    :param groups: those that mean something here.
    :raises Denied: none of them opens a title.
    """
    own = set(named)
    theirs = [group for group in groups if group.name in own]
    titles: dict[str, frozenset[Role]] = {}
    for group in theirs:
        for title in group.titles:
            titles[title] = titles.get(title, frozenset()) | group.roles
    if not titles:
        raise Denied(403, "no group of yours may use this desk", hint="ask the house's administrator")
    known = person_id(told_id)
    everything = frozenset[Role]().union(*titles.values())
    position = next((group.position for group in theirs if group.position), "")
    return Identity(Person(known, person_name(name, known), everything, position), titles)
