"""The queue: stories with their deadline, verdict and holder, the same for all who look."""

from __future__ import annotations

from datetime import UTC, datetime

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from compliance.record import Record
from compliance.service.counting import Counted
from compliance.service.desk.answers import render
from compliance.service.desk.asking import Desk, said
from compliance.service.desk.bringing import FORMATS
from compliance.service.desk.door import Visit
from compliance.service.store.desk_rows import InHand
from compliance.service.store.hands import MOST_LINES

VERDICTS = ("hold", "review", "publish")


class Line(Record):
    """A story in the queue.

    :param counted: how it stands after what was decided until now.
    :param mine: whether whoever looks has it.
    :param late: whether its deadline is over.
    """

    story: InHand
    counted: Counted
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
        lines=[line for line in shown if line.counted.verdict != "publish"],
        ready=[line for line in shown if line.counted.verdict == "publish"],
        total=len(lines),
        most=MOST_LINES,
        asked=asked,
        verdicts=VERDICTS,
        formats=FORMATS,
        said=said(request),
    )


def _lines(desk: Desk, visit: Visit, now: datetime) -> list[Line]:
    stories = desk.store.desk.queue(visit.caller.title, desk.house.observed)
    return [_line(story, story.counted, visit.person.id, now) for story in stories if story.counted is not None]


def _line(story: InHand, counted: Counted, who: str, now: datetime) -> Line:
    late = story.deadline is not None and story.deadline < now
    mine = story.holder is not None and story.holder.id == who
    return Line(story, counted, mine, late)


def _wanted(line: Line, asked: dict[str, str]) -> bool:
    if asked["q"] and asked["q"].casefold() not in line.story.headline.casefold():
        return False
    if asked["verdict"] and asked["verdict"] != line.counted.verdict:
        return False
    return line.mine if asked["who"] == "me" else line.story.holder is None if asked["who"] == "nobody" else True
