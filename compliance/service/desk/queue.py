"""The queue: stories with their deadline, verdict and holder; and how a story gets there."""

from __future__ import annotations

from datetime import UTC, datetime

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from compliance.errors import ComplianceError
from compliance.record import Record
from compliance.service.desk.answers import language_of, render
from compliance.service.desk.asking import Desk, back_to, said
from compliance.service.desk.board import DeskError, Story
from compliance.service.desk.door import Visit
from compliance.service.desk.forms import field, files, moment
from compliance.service.desk.looking import Copy
from compliance.service.desk.page import Page, make_page

FORMATS = ("text", "markdown", "html", "json")
LONGEST_STORY = 2_000_000
VERDICTS = ("hold", "review", "publish")


class Line(Record):
    """A story in the queue.

    :param counts: findings to fix and to decide.
    :param mine: whether whoever looks has it.
    """

    story: Story
    headline: str
    verdict: str
    counts: tuple[int, int]
    mine: bool
    late: bool


async def show_queue(desk: Desk, request: Request, visit: Visit) -> Response:
    """The queue, filtered by words, verdict and holder."""
    now = datetime.now(UTC)
    lines = [await _line(desk, request, visit, story, now) for story in desk.board.stories(visit.caller.title)]
    asked = {name: request.query_params.get(name, "")[:200] for name in ("q", "verdict", "who")}
    shown = [line for line in lines if _wanted(line, asked)]
    return render(
        request,
        "queue",
        visit,
        lines=shown,
        total=len(lines),
        asked=asked,
        verdicts=VERDICTS,
        formats=FORMATS,
        said=said(request),
    )


async def take_in(desk: Desk, request: Request, visit: Visit, form: FormData) -> Response:
    """Put what was pasted or dropped into the queue; a single story is shown at once."""
    deadline = moment(form, "deadline")
    stories = []
    for copy in await copies(form):
        for item in range(await desk.looker.count(visit.caller.title, copy, language_of(request))):
            stories.append(desk.board.add(visit.caller.title, copy._replace(item=item), deadline, visit.person))
    if len(stories) == 1:
        return back_to(f"/desk/stories/{stories[0].id}", "taken_in", "findings")
    return back_to("/desk", "all_taken_in")


async def copies(form: FormData) -> list[Copy]:
    """The files that a form brought, or the text that was pasted.

    :raises DeskError: neither.
    """
    told = field(form, "format")
    form_told = told if told in FORMATS else None
    now = datetime.now(UTC)
    found = [Copy(await part.read(), (part.filename or "")[-120:], form_told, 0, now) for part in files(form, "file")]
    pasted = field(form, "text", LONGEST_STORY)
    if pasted:
        found.append(Copy(pasted.encode("utf-8", "surrogatepass"), "story", form_told, 0, now))
    if not found:
        raise DeskError("nothing_pasted")
    return found


async def page_of(desk: Desk, story: Story, language: str, number: int = -1) -> Page:
    """The page of a version of a story.

    :param number: of the version, from 0; -1 for the newest.
    """
    looked = await desk.look(story.title, story.versions[number], language)
    waived = story.let_through(looked.checked.facts, datetime.now(UTC))
    return make_page(looked, waived, language)


async def _line(desk: Desk, request: Request, visit: Visit, story: Story, now: datetime) -> Line:
    late = story.deadline is not None and story.deadline < now
    mine = story.holder is not None and story.holder.id == visit.person.id
    try:
        page = await page_of(desk, story, language_of(request))
    except ComplianceError:
        return Line(story, story.copy.name, "hold", (0, 0), mine, late)
    counts = (len(page.piles["fix"]), len(page.piles["decide"]))
    return Line(story, page.story.headline or _opening(page), page.verdict, counts, mine, late)


def _opening(page: Page) -> str:
    """The first words of a story without a headline."""
    words = [piece.text for part in page.story.parts for piece in getattr(part, "pieces", ()) if not piece.unseen]
    text = " ".join("".join(words[:4]).split())
    return text[:80] + "…" if len(text) > 80 else text or "—"


def _wanted(line: Line, asked: dict[str, str]) -> bool:
    if asked["q"] and asked["q"].casefold() not in line.headline.casefold():
        return False
    if asked["verdict"] and asked["verdict"] != line.verdict:
        return False
    return line.mine if asked["who"] == "me" else line.story.holder is None if asked["who"] == "nobody" else True
