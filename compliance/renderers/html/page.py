"""The page: what the run came to, charts, filters, the stories, and what there is nothing to say of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from compliance.renderers.counting import counts, story_name, trouble
from compliance.renderers.html.charts import Charts
from compliance.renderers.html.escaping import element, shown
from compliance.renderers.html.filters import lists, styles
from compliance.renderers.html.findings import FindingList
from compliance.renderers.html.head import FOOT, head
from compliance.renderers.html.precision import chart
from compliance.renderers.html.text import StoryText
from compliance.renderers.model import ErrorView
from compliance.renderers.waived import tally_waived, waived_count, waived_how
from compliance.renderers.words import words
from compliance.renderers.words.phrases import in_language

if TYPE_CHECKING:
    from compliance.renderers import Run
    from compliance.renderers.model import FindingView, ReportView, Seen

_VERDICTS = ("hold", "review", "publish", "unread")
_SEVERITIES = ("error", "warning", "note")
_SIGNS = {"hold": "■", "review": "◆", "publish": "●", "unread": "▲"}


class Page:
    """Gathers the page of one run, story by story."""

    def __init__(self, run: Run) -> None:
        self._look = run.look
        self._judged = run.judged
        self._words = words(run.look.language)
        self._list = FindingList(run.rules, self._words, run.look.language)
        self._charts = Charts(self._words, run.look.language)
        self._classes: dict[str, str] = {}
        self._verdicts: Counter[str] = Counter()
        self._waived_in_all = 0
        self._stories: list[str] = []
        self._nothing: list[str] = []

    def take(self, outcome: Seen | ErrorView) -> None:
        """Add a story, or what could not be read."""
        if isinstance(outcome, ErrorView):
            self._verdicts["unread"] += 1
            self._stories.append(self._article("unread", outcome.file, element("p", shown(trouble(outcome)))))
            return
        view = outcome.view
        verdict = view.verdict if view.rules_run else "unread"
        self._verdicts[verdict] += 1
        self._waived_in_all += len(view.waived)
        if verdict == "publish" and not view.shown and not view.waived:
            self._nothing.append(story_name(view))
            return
        self._charts.take([finding.rule for finding in view.findings], outcome.section, outcome.day)
        self._stories.append(self._article(verdict, story_name(view), self._story(outcome)))

    def _article(self, verdict: str, name: str, content: str) -> str:
        number = len(self._stories) + 1
        title = f'<h2 id="s{number}"><bdi>{shown(name)}</bdi> {self._badge(verdict)}</h2>'
        return f'<article class="story {verdict}" aria-labelledby="s{number}">{title}\n{content}</article>\n'

    def _badge(self, verdict: str) -> str:
        sign = f'<span aria-hidden="true">{_SIGNS[verdict]}</span>'
        return f'<span class="verdict {verdict}">{sign} {shown(self._words.verdict[verdict])}</span>'

    def _story(self, seen: Seen) -> str:
        anchor = f"s{len(self._stories) + 1}"
        view = seen.view
        counted = len(view.findings)
        piles = [*map(self._pile, view.findings), *("note" for _ in view.observed)]
        items = [(n, pile, finding) for n, (pile, finding) in enumerate(zip(piles, view.shown, strict=True), 1)]
        classes = [f"{self._class(finding.rule)} {finding.severity}" for finding in view.shown]
        text = StoryText(seen, anchor, items, classes, self._words).marked()
        listed = "".join(
            self._list.finding(anchor, number, pile, finding, of, number in text.placed, observed=number > counted)
            for (number, pile, finding), of in zip(items, classes, strict=True)
        )
        beside = element("ol", listed, ["findings"]) + self._waived(seen) + self._skipped(view)
        return f'<div class="columns">{element("div", text.html, ["text"])}<div>{beside}</div></div>\n'

    def _pile(self, finding: FindingView) -> str:
        if not counts(finding, self._look.gate):
            return "note"
        return "fix" if finding.kind == "fail" else "decide"

    def _class(self, rule: str) -> str:
        return self._classes.setdefault(rule, f"r{len(self._classes) + 1}")

    def _waived(self, seen: Seen) -> str:
        """What was let through, with by whom and why where that is known."""
        if not seen.view.waived:
            return ""
        rows = [_let_through(finding, self._look.language) for finding in seen.view.waived]
        title = waived_count(seen.view.waived, self._look.language)
        return f'<details class="waived"><summary>{shown(title)}</summary><ul>{"".join(rows)}</ul></details>'

    def _skipped(self, view: ReportView) -> str:
        rows = [
            f"<li><code>{shown(s.rule)}</code>: {shown(in_language(s.reason, self._look.language))}</li>"
            for s in view.rules_skipped
            if s.undecided
        ]
        title = shown(self._words.texts["not_run"])
        return f"<p>{title}:</p><ul>{''.join(rows)}</ul>" if rows else ""

    def pieces(self) -> Iterator[str]:
        """The document."""
        said = self._words.texts
        present = [verdict for verdict in _VERDICTS if self._verdicts[verdict]]
        tally = [self._words.number(self._words.verdict_counts[v], self._verdicts[v]) for v in present]
        tally += tally_waived(self._waived_in_all, self._look.language)
        yield head(said["report"], self._look.language, styles(self._classes, _SEVERITIES, present))
        yield f'<h1>{shown(said["report"])}</h1>\n<p class="tally">{shown(", ".join(tally) or said["no_story"])}</p>\n'
        yield self._charts.html()
        yield element("div", chart(self._judged, self._words), ["wide"])
        if self._stories:
            yield lists(self._words, self._classes, _SEVERITIES, present)
        yield from self._stories
        if self._nothing:
            title = f"{said['without']} {self._words.number(said['stories'], len(self._nothing))}"
            rows = "".join(f"<li><bdi>{shown(name)}</bdi></li>" for name in self._nothing)
            yield f"<details><summary>{shown(title)}</summary><ul>{rows}</ul></details>\n"
        yield FOOT


def _let_through(finding: FindingView, language: str) -> str:
    where = shown(in_language(f"line {finding.line}", language))
    said = element("p", shown(waived_how(finding, language)), ["small"])
    return f"<li>{shown(finding.message)} <code>{shown(finding.rule)}</code> ({where}){said}</li>"
