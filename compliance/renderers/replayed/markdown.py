"""A replay as a comment on a pull request that changes rules: no longer than such a comment may be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from compliance.renderers.markdown import LONGEST, escape
from compliance.renderers.replayed.text import moves, samples_of
from compliance.renderers.words import words

if TYPE_CHECKING:
    from compliance.renderers import Look
    from compliance.renderers.replay_model import Brief, Change, Summary
    from compliance.renderers.words import Words

_MOST_STORIES, _MOST_RULES, _MOST_FINDINGS = 40, 40, 3
_SIGNS = {"+": "➕", "-": "➖"}


def render(
    names: tuple[str, str], changes: Iterable[Change], summary: Callable[[], Summary], look: Look
) -> Iterator[str]:
    """The summary first, since a comment is read from its top; parameters as in ``render`` of the package."""
    spoken = words(look.language)
    rest = iter(changes)
    shown = ["".join(_change(change, spoken)) for change in islice(rest, _MOST_STORIES)]
    left = sum(1 for _ in rest)
    end = summary()
    used = 0
    for part in (*_head(end, names, spoken), *_rules(end, spoken), *shown):
        used += len(part)
        if used > LONGEST:
            left += 1
            continue
        yield part
    if left:
        yield f"\n{spoken.number(spoken.texts['more'], left)}\n"


def _head(end: Summary, names: tuple[str, str], spoken: Words) -> Iterator[str]:
    yield f"### {told_of(end, spoken)}\n\n{escape(names[0])} ↔ {escape(names[1])}\n"
    yield from (f"\n{escape(line)}\n" for line in _remarks(end, spoken))


def told_of(end: Summary, spoken: Words) -> str:
    """What it came to, in a line."""
    told = spoken.number(spoken.texts["changes"], end.changed).replace("{of}", f"{end.stories:,}")
    verdicts = "; ".join(moves(end, spoken.verdict))
    return f"{told}: {verdicts}" if verdicts else told


def _remarks(end: Summary, spoken: Words) -> Iterator[str]:
    if end.unmatched:
        yield spoken.number(spoken.texts["unmatched"], end.unmatched)
    for error in end.errors[:_MOST_STORIES]:
        yield f"{spoken.verdict['unread']}: {error.file}: {error.message}"


def _rules(end: Summary, spoken: Words) -> Iterator[str]:
    said = spoken.texts
    rows = [one for one in end.rules if one.new or one.gone][:_MOST_RULES]
    if not rows:
        return
    heads = (said["rule"], said["before"], said["after"], said["new"], said["gone"])
    yield f"\n| {' | '.join(heads)} |\n| --- | --: | --: | --: | --: |\n" + "".join(
        f"| `{one.rule}` | {one.before:,} | {one.after:,} | {one.new:,} | {one.gone:,} |\n" for one in rows
    )
    yield "\n" + "".join(
        f"- {_SIGNS[sign]} `{one.rule}` {escape(sample)}\n" for one in rows for sign, sample in samples_of(one)
    )


def _change(change: Change, spoken: Words) -> Iterator[str]:
    name = change.file if change.item is None else f"{change.file}#{change.item}"
    before, after = (spoken.verdict.get(verdict, verdict) for verdict in (change.before, change.after))
    yield f"\n#### {escape(name)}: {before} → {after}\n\n"
    for sign, findings in (("+", change.added), ("-", change.removed)):
        yield from (_brief(_SIGNS[sign], one, spoken) for one in findings[:_MOST_FINDINGS])
        if len(findings) > _MOST_FINDINGS:
            yield f"- {_SIGNS[sign]} {spoken.number(spoken.texts['more'], len(findings) - _MOST_FINDINGS)}\n"
    if change.not_run:
        rules = ", ".join(f"`{rule}`" for rule in change.not_run[:_MOST_FINDINGS])
        yield f"- {spoken.texts['not_run']}: {rules}\n"


def _brief(sign: str, one: Brief, spoken: Words) -> str:
    severity = spoken.severity.get(one.severity, one.severity)
    return f"- {sign} **{severity}**: {escape(one.message)} (`{one.rule}`, {one.line})\n"
