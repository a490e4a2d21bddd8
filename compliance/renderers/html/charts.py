"""Charts of findings by rule, desk and week: a table that can be read aloud, with a bar drawn in each row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from compliance.renderers.html.escaping import shown
from compliance.renderers.messages import fill

if TYPE_CHECKING:
    from compliance.renderers.words import Words

_MOST_ROWS = 20


class Charts:
    """Counts findings.

    :param spoken: the reader's words.
    :param language: the reader's language, for dates.
    """

    def __init__(self, spoken: Words, language: str) -> None:
        self._words = spoken
        self._language = language
        self._rules: Counter[str] = Counter()
        self._desks: Counter[str] = Counter()
        self._weeks: Counter[date | None] = Counter()

    def take(self, rules: Sequence[str], desk: str, day: date | None) -> None:
        """Count the findings of a story.

        :param rules: the rule of each finding.
        :param day: the story's day; its week begins on the Monday before.
        """
        if not rules:
            return
        self._rules.update(rules)
        self._desks[desk] += len(rules)
        self._weeks[day - timedelta(days=day.weekday()) if day else None] += len(rules)

    def html(self) -> str:
        """The charts, those without any data left out."""
        said = self._words.texts
        charts = [_chart(said["by_rule"], _largest(self._rules))]
        if any(self._desks):
            named = Counter({desk or said["no_desk"]: n for desk, n in self._desks.items()})
            charts.append(_chart(said["by_desk"], _largest(named)))
        if any(self._weeks):
            charts.append(_chart(said["by_week"], self._by_week()))
        return f'<div class="charts">\n{"".join(charts)}</div>\n' if self._rules else ""

    def _by_week(self) -> list[tuple[str, int]]:
        """The latest weeks in order, then what has no date."""
        weeks = sorted((week, n) for week, n in self._weeks.items() if week is not None)[-_MOST_ROWS:]
        rows = [(fill("{week:date}", {"week": week.isoformat()}, self._language), n) for week, n in weeks]
        return [*rows, *([(self._words.texts["no_week"], self._weeks[None])] if self._weeks[None] else [])]


def _largest(counted: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counted.items(), key=lambda row: (-row[1], row[0]))[:_MOST_ROWS]


def _chart(title: str, rows: Sequence[tuple[str, int]]) -> str:
    most = max((n for _, n in rows), default=0) or 1
    body = "".join(
        f'<tr><th scope="row"><bdi>{shown(name)}</bdi></th><td class="bar"><svg viewBox="0 0 100 10" '
        f'preserveAspectRatio="none" aria-hidden="true"><rect width="{100 * n / most:.1f}" height="10"/></svg></td>'
        f'<td class="n">{n:,}</td></tr>\n'
        for name, n in rows
    )
    return f'<table class="chart"><caption>{shown(title)}</caption><tbody>\n{body}</tbody></table>\n'
