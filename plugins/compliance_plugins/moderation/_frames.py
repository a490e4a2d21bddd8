"""Which words of a sentence together do what none of them does alone: the list ``moderation-frames`` says which kinds.

A frame is a phrase whose words are kinds: ``know where you haunt`` is found in *we know which street your house is in*.
What it does has a kind of its own, so that frames may stand on others before them in the list.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from compliance.lexicon import Entry
from compliance_plugins.moderation._tags import Tag
from compliance_plugins.moderation._terms import Frame

_CALL = 2
"""Words that call somebody (``…, you traitor``), and so many may follow what closes its sentence."""
Tags = Mapping[str, Sequence[Tag]]


def framed(frame: Frame, tags: Tags, clauses: Sequence[int]) -> Tag | None:
    """The first place in a sentence where all parts of a frame stand, as one tag of what the whole does.

    :param clauses: the clause of each word; a frame goes over none of their ends, unless it says so (``across``).
    """
    if not frame.needs <= tags.keys():
        return None
    entry = frame.term.entry
    if any(kind in tags for kind in entry.texts("unless")):
        return None
    for found in _chains(frame, tags, None, 0):
        whole = Tag(frame.term.kind, found[0].first, found[-1].last, frame.term)
        if _stands(whole, tags, clauses) and not _broken(found, tags, entry):
            return whole
    return None


def _chains(frame: Frame, tags: Tags, before: Tag | None, place: int) -> Iterator[tuple[Tag, ...]]:
    """Words for all places of a frame from one on, each near the one before it."""
    if place == len(frame.slots):
        yield ()
        return
    for kind in frame.slots[place]:
        for tag in tags.get(kind, ()):
            if before is None or 0 < tag.first - before.last <= frame.gap + 1:
                for rest in _chains(frame, tags, tag, place + 1):
                    yield (tag, *rest)


def _stands(whole: Tag, tags: Tags, clauses: Sequence[int]) -> bool:
    """Whether the words stand where the frame wants them: in one clause, at its beginning or at its end."""
    entry = whole.term.entry
    if not entry.flag("across") and clauses[whole.first] != clauses[whole.last]:
        return False
    if entry.flag("begins") and whole.first and clauses[whole.first - 1] == clauses[whole.first]:
        return False
    if entry.flag("closes") and len(clauses) - whole.last - 1 > _CALL:
        return False
    return not entry.flag("ends") or ends_clause(whole, tags, clauses)


def ends_clause(tag: Tag, tags: Tags, clauses: Sequence[int]) -> bool:
    """Whether a clause ends behind some words, so that nothing else is meant (``acabar con todo el pan``).

    :param tags: those of the sentence; what hangs on at an end (``any more``) is passed over.
    """
    last = tag.last
    for hanging in sorted(tags.get("tail", ()), key=lambda one: one.first):
        last = hanging.last if hanging.first == last + 1 else last
    return last + 1 == len(clauses) or clauses[last] != clauses[last + 1]


def _broken(found: Sequence[Tag], tags: Tags, entry: Entry) -> bool:
    """Whether a denial, or what else the frame does not allow, stands between two of its parts and is part of none."""
    kinds = entry.texts("without") if entry.flag("denied") else ("negator", *entry.texts("without"))
    between = {number for one, next_ in pairwise(found) for number in range(one.last + 1, next_.first)}
    return any(tag.first in between for kind in kinds for tag in tags.get(kind, ()))
