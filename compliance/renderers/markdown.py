"""A summary for a pull request: verdicts in a table, then what was found in each story that is held or reviewed.

It stays below the longest comment that GitHub takes. Words of a story are never markup, a mention or a link.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from compliance.renderers.counting import counts, label_place, story_name, trouble
from compliance.renderers.layout import clean
from compliance.renderers.model import ErrorView, FindingView, ReportView, Seen
from compliance.renderers.waived import waived_how
from compliance.renderers.words import words
from compliance.renderers.words.phrases import in_language

if TYPE_CHECKING:
    from compliance.renderers import Look, Run

LONGEST = 60_000
"""Characters; GitHub refuses a comment of more than 65,536."""
_MOST_ROWS = 200
_SIGNS = {"hold": "❌", "review": "❓", "publish": "✅", "unread": "⛔"}


def render(run: Run) -> Iterator[str]:
    """The summary, when all stories are checked."""
    summary = _Summary(run.look)
    for outcome in run.outcomes:
        summary.take(outcome)
        yield ""
    yield from summary.pieces()


class _Summary:
    """Gathers the lines of a run."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._words = words(look.language)
        self._verdicts: Counter[str] = Counter()
        self._rows: list[str] = []
        self._stories: list[str] = []
        self._observed: Counter[str] = Counter()
        self._waived: list[str] = []
        self._used = 0
        self._left = self._waived_left = 0

    def take(self, outcome: Seen | ErrorView) -> None:
        """Add a story, or what could not be read."""
        if isinstance(outcome, ErrorView):
            self._row("unread", outcome.file, escape(trouble(outcome)))
            return
        view = outcome.view
        verdict = view.verdict if view.rules_run else "unread"
        self._observed.update(finding.rule for finding in view.observed)
        counted = Counter(finding.severity for finding in view.findings)
        said = [self._words.number(self._words.severity_counts[s], n) for s, n in sorted(counted.items())]
        self._row(verdict, story_name(view), ", ".join(said))
        if verdict == "hold" or verdict == "review":
            self._story(view, verdict)
        for finding in view.waived:
            self._let_through(view, finding)

    def _row(self, verdict: str, name: str, said: str) -> None:
        self._verdicts[verdict] += 1
        if verdict != "publish" and len(self._rows) < _MOST_ROWS:
            row = f"| {escape(name)} | {_SIGNS[verdict]} {self._words.verdict[verdict]} | {said} |\n"
            self._used += len(row)
            self._rows.append(row)

    def _story(self, view: ReportView, verdict: str) -> None:
        lines = [f"\n#### {_SIGNS[verdict]} {escape(story_name(view))}\n\n"]
        lines += [self._finding(finding) for finding in view.findings if counts(finding, self._look.gate)]
        lines += [self._skipped(s.rule, s.reason) for s in view.rules_skipped if s.undecided]
        text = "".join(lines)
        if self._used + len(text) > LONGEST:
            self._left += 1
            return
        self._used += len(text)
        self._stories.append(text)

    def _let_through(self, view: ReportView, finding: FindingView) -> None:
        where = in_language(f"line {finding.line}", self._look.language)
        how = escape(waived_how(finding, self._look.language))
        line = f"- {escape(story_name(view))}, {where}: {escape(finding.message)} (`{finding.rule}`): {how}\n"
        if self._used + len(line) > LONGEST:
            self._waived_left += 1
            return
        self._used += len(line)
        self._waived.append(line)

    def _finding(self, finding: FindingView) -> str:
        spoken = self._words
        where = in_language(f"line {finding.line}", self._look.language)
        told = f"- **{spoken.severity[finding.severity]}**, {where}: {escape(finding.message)} "
        told += f"({spoken.kind[finding.kind]}, `{finding.rule}`)\n"
        elsewhere = [label for label in finding.labels if label.file]
        places = [f"{label.text}: {label_place(label, self._look.language)}" for label in elsewhere]
        told += "".join(f"  - {escape(line)}\n" for line in (*places, *finding.notes))
        for suggestion in finding.suggestions[:1]:
            told += f"  - {spoken.texts['do']}: {escape(suggestion.title)}\n"
        return told

    def _skipped(self, rule: str, reason: str) -> str:
        said = escape(in_language(reason, self._look.language))
        return f"- {self._words.texts['not_run']}: `{rule}` ({said})\n"

    def pieces(self) -> Iterator[str]:
        """The document."""
        said = self._words.texts
        tally = [
            self._words.number(self._words.verdict_counts[verdict], self._verdicts[verdict])
            for verdict in ("hold", "review", "publish", "unread")
            if self._verdicts[verdict]
        ]
        worst = next((v for v in ("unread", "hold", "review") if self._verdicts[v]), "publish")
        # no story at all is no reason to publish
        sign = _SIGNS[worst if tally else "unread"]
        yield f"### {sign} {said['report']}: {', '.join(tally) or said['no_story']}\n"
        if self._rows:
            yield f"\n| {said['story']} | {said['verdict']} | {said['findings']} |\n| --- | --- | --- |\n"
            yield from self._rows
        yield from self._stories
        if self._observed:
            rules = ", ".join(f"`{rule}` {n:,}" for rule, n in sorted(self._observed.items()))
            yield f"\n{said['observes']}: {rules}\n"
        if count := len(self._waived) + self._waived_left:
            yield f"\n#### {self._words.number(said['waived'], count)}\n\n"
            yield from self._waived
        if self._waived_left:
            yield f"- {self._words.number(said['more'], self._waived_left)}\n"
        if self._left:
            yield f"\n{self._words.number(said['left_out'], self._left)}\n"


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Signs of markup; what a code host makes a mention, a reference or a link of."""
    return re.compile(r"[\\`*_\[\]|$]"), re.compile(r"(?<=[@#!%^~])(?=\w)|(?<=:)(?=//)|(?<=www)(?=\.)|(?<=\w)(?=@)")


def escape(text: str) -> str:
    """Words as Markdown shows them, in one line: no markup, no HTML, no mention, no link.

    A mention is made from what a reader would see, so nothing but an unseen joiner between its letters stops it.
    """
    markup, joints = _patterns()
    joined = joints.sub("\u2060", clean(text))
    plain = joined.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("~", "\\~")
    return markup.sub(r"\\\g<0>", plain).replace("\u2060", "&#8288;")
