"""A chart of each rule's precision: a table that can be read aloud, with the interval drawn in each row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from compliance.renderers.html.escaping import shown

if TYPE_CHECKING:
    from compliance.precision import Judged
    from compliance.renderers.words import Words


def chart(judged: Sequence[Judged], spoken: Words) -> str:
    """The chart of the rules of which something was judged; nothing where none was.

    :param judged: the rules in their order.
    """
    rows = "".join(_row(one, spoken) for one in judged if one.judged)
    if not rows:
        return ""
    said = spoken.texts
    return (
        f'<table class="chart precision"><caption>{shown(said["by_precision"])}</caption>'
        f"<tbody>\n{rows}</tbody></table>\n"
    )


def _row(judged: Judged, spoken: Words) -> str:
    low, high = judged.interval or (0.0, 1.0)
    share = judged.precision or 0.0
    percent = spoken.texts["percent"]
    figures = spoken.texts["judged"].replace("{right}", f"{judged.accepted:,}").replace("{of}", f"{judged.judged:,}")
    span = percent.replace("{n}", f"{100 * low:.0f}–{100 * high:.0f}")
    few = f" {spoken.texts['few']}" if judged.few else ""
    return (
        f'<tr{" class=few" if judged.few else ""}><th scope="row"><bdi>{shown(judged.rule)}</bdi></th>'
        '<td class="bar"><svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="whole" y="4" width="100" height="2"/>'
        f'<rect x="{100 * low:.1f}" y="2" width="{100 * (high - low):.1f}" height="6"/>'
        f'<rect class="point" x="{min(100 * share, 99):.1f}" width="1" height="10"/></svg></td>'
        f'<td class="n">{shown(percent.replace("{n}", f"{100 * share:.0f}"))}</td>'
        f'<td class="of">{shown(f"{figures}; {span}{few}")}</td></tr>\n'
    )
