"""A replay for people: each story whose verdict changes as it comes, then how often each rule speaks, then the sum."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from compliance.renderers.layout import cells, clean, fit, in_ascii, inert, wrap
from compliance.renderers.paint import Paint
from compliance.renderers.words import words

if TYPE_CHECKING:
    from compliance.renderers import Look
    from compliance.renderers.replay_model import Brief, Change, RuleChange, Summary

_MOST = 5
"""Findings of a story that are shown on each side."""


def render(
    names: tuple[str, str], changes: Iterable[Change], summary: Callable[[], Summary], look: Look
) -> Iterator[str]:
    """The lines; parameters as in :func:`compliance.renderers.replayed.render`."""
    for line in _lines(names, changes, summary, _Text(look)):
        yield inert(line if look.unicode else in_ascii(line)) + "\n"


def _lines(
    names: tuple[str, str], changes: Iterable[Change], summary: Callable[[], Summary], told: _Text
) -> Iterator[str]:
    for change in changes:
        yield from told.change(change)
    end = summary()
    yield from told.rules(end)
    yield from told.summary(end, names)


class _Text:
    def __init__(self, look: Look) -> None:
        self._words, self._paint, self._width = words(look.language), Paint(look.colour), look.width

    def change(self, change: Change) -> Iterator[str]:
        """A story: its verdicts, and the findings that made the difference."""
        spoken = self._words
        name = clean(change.file) + (f" #{change.item + 1}" if change.item is not None else "")
        before, after = (spoken.verdict.get(verdict, verdict) for verdict in (change.before, change.after))
        yield f"{self._paint('bold', name)}  {before} → {self._paint.badge(change.after, after)}"
        for sign, findings in (("+", change.added), ("-", change.removed)):
            yield from (line for one in findings[:_MOST] for line in self._brief(sign, one))
            if len(findings) > _MOST:
                yield f"  {sign} {spoken.number(spoken.texts['more'], len(findings) - _MOST)}"
        if change.not_run:
            yield from (f"  {line}" for line in wrap(f"{spoken.texts['not_run']}: {', '.join(change.not_run)}", 90))
        yield ""

    def _brief(self, sign: str, one: Brief) -> Iterator[str]:
        severity = f"{sign} {self._words.severity.get(one.severity, one.severity)}: "
        first, *rest = wrap(clean(one.message) or one.rule, self._width - 4, taken=cells(severity) - 2)
        yield f"  {self._paint(one.severity, severity.rstrip())} {first}"
        yield from (f"    {line}" for line in rest)
        yield "    " + self._paint("dim", f"{one.rule} · {one.line}")

    def rules(self, end: Summary) -> Iterator[str]:
        """The rules that speak otherwise than before, with samples."""
        said = self._words.texts
        rows = [one for one in end.rules if one.new or one.gone]
        if not rows:
            return
        heads = [said["rule"], said["before"], said["after"], said["new"], said["gone"]]
        table = [heads, *([one.rule, *map("{:,}".format, one[1:5])] for one in rows)]
        sizes = [max(cells(row[at]) for row in table) for at in range(5)]
        yield self._paint("dim", _line(heads, sizes))
        for row, one in zip(table[1:], rows, strict=True):
            yield self._paint("bold", _line(row, sizes))
            yield from self._samples(one)
        yield ""

    def _samples(self, one: RuleChange) -> Iterator[str]:
        for sign, sample in samples_of(one):
            yield fit(f"  {sign} {clean(sample)}", self._width)

    def summary(self, end: Summary, names: tuple[str, str]) -> Iterator[str]:
        """What it came to."""
        said, spoken = self._words.texts, self._words
        for error in end.errors:
            badge = self._paint.badge("unread", spoken.verdict["unread"])
            yield f"{badge}  {clean(error.file)}: {clean(error.message)}"
            if error.hint:
                yield f"  {said['next']}: {clean(error.hint)}"
        same = sum(not (one.new or one.gone) for one in end.rules)
        if same:
            yield spoken.number(said["as_before"], same)
        if end.unmatched:
            yield spoken.number(said["unmatched"], end.unmatched)
        rules = f"{clean(names[0])} ↔ {clean(names[1])}"
        verdicts = "; ".join(moves(end, spoken.verdict))
        told = spoken.number(said["changes"], end.changed).replace("{of}", f"{end.stories:,}")
        lines = wrap(f"{told}: {verdicts}" if verdicts else told, self._width)
        yield from (self._paint("bold", line) for line in lines)
        yield self._paint("dim", rules)


def moves(end: Summary, verdicts: dict[str, str]) -> Iterator[str]:
    """How many stories go where, those that stay left out."""
    for one in end.verdicts:
        if one.before != one.after:
            before, after = (verdicts.get(verdict, verdict) for verdict in (one.before, one.after))
            yield f"{one.stories:,} {before} → {after}"


def samples_of(one: RuleChange) -> Iterator[tuple[str, str]]:
    """A few of a rule's new findings (``+``) and of those that are gone (``-``): where each stands, and its words."""
    for sign, samples in (("+", one.samples_new), ("-", one.samples_gone)):
        for sample in samples:
            item = f"#{sample.item}" if sample.item is not None else ""
            found = sample.finding
            words = f"“{found.matched}”" if found.matched else found.message
            yield sign, f"{sample.file}{item}:{found.line}  {words}"


def _line(row: list[str], sizes: list[int]) -> str:
    first = row[0] + " " * (sizes[0] - cells(row[0]))
    return "  ".join(
        [first, *(" " * (size - cells(cell)) + cell for cell, size in zip(row[1:], sizes[1:], strict=True))]
    )
