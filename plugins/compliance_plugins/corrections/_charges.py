"""Decides whether a sentence names another offence than it did, or takes back how far a case had come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compliance.article import Article
from compliance.record import Record
from compliance_plugins.corrections._change import Change, plainly, span_of
from compliance_plugins.corrections._tokens import Phrases, Said, phrases_of, said
from compliance_plugins.corrections._versions import Edit, Pair

_REACH = 4


class Law(Record):
    """A language's words for offences, for how far a case has come, and for *not*."""

    offences: Phrases
    stages: Phrases
    no: Phrases


def law_of(article: Article, language: str) -> Law:
    """The words of a language."""
    lexicon = article.lexicon
    return Law(
        phrases_of(lexicon, "changed-charges", language),
        phrases_of(lexicon, "changed-stages", language),
        phrases_of(lexicon, "update-words", language, says="no"),
    )


def charge_changes(pair: Pair, law: Law) -> Iterator[Change]:
    """What changed of the charges in a sentence."""
    stages = said(pair.old.words, law.stages), said(pair.new.words, law.stages)
    if not any(stages):
        return
    offences = said(pair.old.words, law.offences), said(pair.new.words, law.offences)
    for edit in pair.edits:
        found = _other(edit, *offences) or _back(edit, *stages)
        if found is not None:
            yield _change(pair, *found)
            continue
        turned = _turned(pair, edit, law, stages[1], stages[0])
        if turned is not None:
            yield turned


def _change(pair: Pair, old: Said, new: Said) -> Change:
    before, after = pair.old.words[old.first : old.end], pair.new.words[new.first : new.end]
    return Change("charge", span_of(before), span_of(after), (plainly(before), plainly(after)), pair)


def _touched(place: tuple[int, int], found: Sequence[Said]) -> list[Said]:
    """The phrases on some words; of none, those that hold the place between two or stand at it."""
    start, end = place
    return [
        one
        for one in found
        if (one.first < end and start < one.end) or (start == end and one.first <= start <= one.end)
    ]


def _other(edit: Edit, old: Sequence[Said], new: Sequence[Said]) -> tuple[Said, Said] | None:
    """One offence in the place of another."""
    before, after = _touched(edit.old, old), _touched(edit.new, new)
    if len(before) != 1 or len(after) != 1 or before[0].entry.canonical == after[0].entry.canonical:
        return None
    return before[0], after[0]


def _back(edit: Edit, old: Sequence[Said], new: Sequence[Said]) -> tuple[Said, Said] | None:
    """A stage before the one that was told, or a conviction and an acquittal exchanged."""
    before = [one for one in _touched(edit.old, old) if _stage(one)]
    after = [one for one in _touched(edit.new, new) if _stage(one)]
    if len(before) != 1 or len(after) != 1:
        return None
    turned = before[0].entry.text("way") != after[0].entry.text("way") and _stage(before[0]) == _stage(after[0])
    return (before[0], after[0]) if turned or _stage(after[0]) < _stage(before[0]) else None


def _stage(one: Said) -> int:
    stage = one.entry.data.get("stage", 0)
    return stage if isinstance(stage, int) else 0


def _turned(pair: Pair, edit: Edit, law: Law, stages: Sequence[Said], before: Sequence[Said]) -> Change | None:
    """*Not* put before what was told of a case, or taken away."""
    old, new = pair.old.words[slice(*edit.old)], pair.new.words[slice(*edit.new)]
    if bool(said(old, law.no)) == bool(said(new, law.no)) or len(old) + len(new) > _REACH:
        return None
    after = next((one for one in stages if _stage(one) and 0 <= one.first - edit.new[1] < _REACH), None)
    was = next((one for one in before if _stage(one) and 0 <= one.first - edit.old[1] < _REACH), None)
    if after is None or was is None or after.entry.canonical != was.entry.canonical:
        return None
    whole = pair.old.words[edit.old[0] : was.end], pair.new.words[edit.new[0] : after.end]
    return Change("charge", span_of(whole[0]), span_of(whole[1]), (plainly(whole[0]), plainly(whole[1])), pair)
