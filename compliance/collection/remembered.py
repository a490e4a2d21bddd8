"""What comparisons of earlier runs came to, kept with the results: only groups that changed are compared again.

A group is known by all that the rule is given of it, and by what the findings of the run are known by: the rule's code,
the options, the configuration. What all comparisons of a run came to is known by all files; where none has changed,
nothing is looked at again. What JSON would not give back the same is not kept.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from compliance.article import Span
from compliance.digests import hasher
from compliance.finding import Kind, Severity
from compliance.renderers.model import Seen
from compliance.sighting import Match, Sighted

if TYPE_CHECKING:
    from compliance.collection.group import Group
    from compliance.collection.store import Store
    from compliance.results.store import Store as Results
    from compliance.runner import Outcome

_DIGEST_BYTES = 16
_NOTHING = b"[]"


class Remembered:
    """The comparisons of earlier runs.

    :param known: what the findings of this run are known by, beside the files; not empty.
    :param store: where results are kept; it stays open meanwhile.
    :param keys: what the answers for this run's files are known by, by path, in their order; empty for a file that
        cannot be known.
    """

    def __init__(self, known: bytes, store: Results, keys: Mapping[str, bytes]) -> None:
        self._known, self._store, self.keys = known, store, keys

    def knows(self, outcome: Outcome) -> bool:
        """Whether an answer is for its file as it was when this run began, and will be the same in every run."""
        return isinstance(outcome, Seen) and outcome.key != b"" and outcome.key == self.keys.get(outcome.file)

    def recall(self, store: Store) -> bool:
        """Put into the store what comparing these very files came to; ``False`` where no earlier run did."""
        key = self._key_of_all()
        kept = self._store.get([key]).get(key)
        if kept is None:
            return False
        stories, rules, sightings, matches = json.loads(kept)
        for story in stories:
            store.involve_known(*story)
        group = [
            Sighted(number, story, file, item, Span(*at), data) for number, story, file, item, at, data in sightings
        ]
        for rule, row in zip(rules, matches, strict=True):
            store.mark(rule, _match(row, group))
        return True

    def keep(self, store: Store) -> None:
        """Keep what comparing all files came to."""
        found = list(store.marks())
        seen = {one.number: one for _, match in found for one in (match.at, *(other for other, _ in match.others))}
        content = _encoded([match for _, match in found], list(seen.values()))
        if content is None:
            return
        told = [list(store.all_involved()), [rule for rule, _ in found], list(seen.values())]
        parts = [json.dumps(part, separators=(",", ":"), default=dict) for part in told]
        self._store.put(self._key_of_all(), f"[{','.join(parts)},{content.decode()}]".encode())

    def _key_of_all(self) -> bytes:
        files = "".join(f"{key.hex()} " for key in self.keys.values())
        return bytes(hasher()(self._known + f"all\0{files}".encode(), digest_size=_DIGEST_BYTES).digest())

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
