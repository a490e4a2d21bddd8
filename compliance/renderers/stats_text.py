"""How often each rule is right, for the terminal: a table, and what it does not say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from compliance.renderers.layout import cells, wrap
from compliance.renderers.words import words

if TYPE_CHECKING:
    from compliance.renderers.paint import Paint
    from compliance.renderers.stats_model import RuleStats, Stats
    from compliance.renderers.words import Words


def lines(found: Stats, language: str, width: int, paint: Paint) -> Iterator[str]:
    """The table, a line a rule.

    :param language: the reader's.
    :param width: cells of the terminal.
    """
    spoken = words(language)
    said = spoken.texts
    if not found.rules:
        yield f"{said['nothing_judged']}\n"
        return
    head, *rows = [headings(found, spoken), *(cells_of(row, spoken) for row in found.rules)]
    sizes = [max(cells(row[at]) for row in (head, *rows)) for at in range(len(head))]
    yield paint("dim", _line(head, sizes)) + "\n"
    for row, told in zip(rows, found.rules, strict=True):
        line = _line(row, sizes)
        yield (paint("dim", line) if told.few else line) + "\n"
    yield "\n"
    yield from (paint("dim", line) + "\n" for note in notes(found, spoken) for line in wrap(note, width))


def headings(found: Stats, spoken: Words) -> list[str]:
    """What the columns are called; those of what was not asked for are left out."""
    said = spoken.texts
    more = [said["wrong_alarms"]] if found.rules[0].wrong_alarms is not None else []
    fired = [said["fired"]] if found.rules[0].fired is not None else []
    return [said["rule"], *fired, said["accepted"], said["dismissed"], *more, said["precision"], said["interval"]]


def cells_of(row: RuleStats, spoken: Words) -> list[str]:
    """A rule's row."""
    more = [f"{row.wrong_alarms:,}"] if row.wrong_alarms is not None else []
    fired = [f"{row.fired:,}"] if row.fired is not None else []
    share = _share(row.precision, spoken)
    return [row.rule, *fired, f"{row.accepted:,}", f"{row.dismissed:,}", *more, share, _interval(row, spoken)]


def _line(row: list[str], sizes: list[int]) -> str:
    """The rule's name to the left, all else to the right of its column."""
    first = row[0] + " " * (sizes[0] - cells(row[0]))
    return "  ".join(
        [first, *(" " * (size - cells(cell)) + cell for cell, size in zip(row[1:], sizes[1:], strict=True))]
    )


def _share(share: float | None, spoken: Words) -> str:
    """A share in per cent; a dash where there is none."""
    return "–" if share is None else spoken.texts["percent"].replace("{n}", f"{100 * share:.0f}")


def _interval(row: RuleStats, spoken: Words) -> str:
    """Where the share lies, with what is to be said of few cases."""
    if row.low is None or row.high is None:
        return spoken.texts["not_judged"]
    told = spoken.texts["percent"].replace("{n}", f"{100 * row.low:.0f}–{100 * row.high:.0f}")
    return f"{told} {spoken.texts['few']}" if row.few else told


def notes(found: Stats, spoken: Words) -> Iterator[str]:
    """What the figures mean and do not say."""
    yield spoken.number(spoken.texts["precision_note"], found.enough)
    if any(row.wrong_alarms for row in found.rules):
        yield spoken.texts["alarms_note"]
