"""What comparisons of earlier runs came to, kept with the results: only groups that changed are compared again.

A group is known by all that the rule is given of it, and by what the findings of the run are known by: the rule's code,
the options, the configuration. What JSON would not give back the same is not kept.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from compliance.digests import hasher
from compliance.finding import Kind, Severity
from compliance.sighting import Match

if TYPE_CHECKING:
    from compliance.collection.group import Group
    from compliance.results.store import Store
    from compliance.sighting import Sighted

_DIGEST_BYTES = 16
_NOTHING = b"[]"


class Remembered:
    """The comparisons of earlier runs.

    :param known: what the findings of this run are known by, beside the files; not empty.
    :param store: where results are kept; it stays open meanwhile.
    """

    def __init__(self, known: bytes, store: Store) -> None:
        self._known, self._store = known, store

    def matches(self, rule: str, group: Group, compare: Callable[[], list[Match]]) -> list[Match]:
        """What comparing a group comes to.

        :param rule: its name.
        :param compare: is called where no earlier run compared the same; what it raises is raised, and not kept.
        """
        key = self._key(rule, group)
        kept = self._store.get([key]).get(key)
        if kept is not None:
            return [] if kept == _NOTHING else _decoded(kept, group.sightings)
        found = compare()
        content = _encoded(found, group.sightings)
        if content is not None:
            self._store.put(key, content)
        return found

    def _key(self, rule: str, group: Group) -> bytes:
        whole = self._known + f"compared\0{rule}\0".encode() + group.content
        return bytes(hasher()(whole, digest_size=_DIGEST_BYTES).digest())


def _encoded(found: Sequence[Match], group: Sequence[Sighted]) -> bytes | None:
    """The bytes of matches, with places in the group for sightings; ``None`` where these would not give the same."""
    places = {seen.number: at for at, seen in enumerate(group)}
    try:
        rows = [_row(match, places) for match in found]
        content = json.dumps(rows, separators=(",", ":")).encode()
    except (KeyError, TypeError, ValueError, RecursionError):
        return None
    return content if _decoded(content, group) == [match._replace(data=dict(match.data)) for match in found] else None


def _row(match: Match, places: dict[int, int]) -> list[Any]:
    others = [(places[seen.number], label) for seen, label in match.others]
    return [places[match.at.number], others, match.message, dict(match.data), *match[4:]]


def _decoded(content: bytes, group: Sequence[Sighted]) -> list[Match]:
    return [_match(row, group) for row in json.loads(content)]


def _match(row: Sequence[Any], group: Sequence[Sighted]) -> Match:
    at, others, message, data, variant, kind, severity, confidence, notes, advice = row
    return Match(
        group[at],
        tuple((group[other], label) for other, label in others),
        message,
        data,
        variant,
        None if kind is None else Kind(kind),
        None if severity is None else Severity(severity),
        confidence,
        tuple(notes),
        tuple(advice),
    )
