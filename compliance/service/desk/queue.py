"""The queue: stories with their deadline, verdict and holder, the same for all who look."""

from __future__ import annotations

from datetime import UTC, datetime

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from compliance.record import Record
from compliance.service.desk.answers import render
from compliance.service.desk.asking import Desk, said
from compliance.service.desk.bringing import FORMATS
from compliance.service.desk.door import Visit
from compliance.service.desk.standing import piled, settled_now
from compliance.service.store.desk_rows import Hand, InHand
from compliance.service.store.hands import MOST_LINES

VERDICTS = ("hold", "review", "publish")


class Line(Record):
    """A story in the queue.

    :param verdict: after what was decided until now.
    :param counts: findings to fix and to decide.
    :param mine: whether whoever looks has it.
    :param late: whether its deadline is over.
    """

    story: InHand
    verdict: str
    counts: tuple[int, int]
    mine: bool
    late: bool


async def show_queue(desk: Desk, request: Request, visit: Visit) -> Response:
    """The queue, filtered by words, verdict and holder; what may go out lies folded below the rest."""
    now = datetime.now(UTC)
    lines = await run_in_threadpool(_lines, desk, visit, now)
    asked = {name: request.query_params.get(name, "")[:200] for name in ("q", "verdict", "who")}
    shown = [line for line in lines if _wanted(line, asked)]
    return render(
        request,
        "queue",
        visit,
        lines=[line for line in shown if line.verdict != "publish"],
        ready=[line for line in shown if line.verdict == "publish"],
        total=len(lines),
        most=MOST_LINES,
        asked=asked,
        verdicts=VERDICTS,
        formats=FORMATS,
        said=said(request),
    )


def _lines(desk: Desk, visit: Visit, now: datetime) -> list[Line]:
    return [_line(desk, visit, hand, now) for hand in desk.store.desk.queue(visit.caller.title)]


def _line(desk: Desk, visit: Visit, hand: Hand, now: datetime) -> Line:
    story, checked = hand.story, hand.newest.checked
    late = story.deadline is not None and story.deadline < now
    mine = story.holder is not None and story.holder.id == visit.person.id
    settled = settled_now(desk, hand, checked)
    counts = piled(settled, checked)
    return Line(story, settled.verdict, (counts["fix"], counts["decide"]), mine, late)


def _wanted(line: Line, asked: dict[str, str]) -> bool:
    if asked["q"] and asked["q"].casefold() not in line.story.headline.casefold():
        return False
    if asked["verdict"] and asked["verdict"] != line.verdict:
        return False
    return line.mine if asked["who"] == "me" else line.story.holder is None if asked["who"] == "nobody" else True
