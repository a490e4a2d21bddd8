"""How stories get to the desk by hand: what was pasted or dropped, and what an editor changed in a story there."""

from __future__ import annotations

from datetime import UTC, datetime

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from compliance.service.desk.answers import language_of
from compliance.service.desk.asking import Desk, back_to, hand_of
from compliance.service.desk.door import Visit
from compliance.service.desk.errors import DeskError
from compliance.service.desk.forms import field, files, moment
from compliance.service.desk.looking import Copy
from compliance.service.store.desk_rows import Arrival, InHand, Version
from compliance.service.types import Person, new_id

FORMATS = ("text", "markdown", "html", "json")
LONGEST_STORY = 2_000_000


async def take_in(desk: Desk, request: Request, visit: Visit, form: FormData) -> Response:
    """Put what was pasted or dropped into the queue; a single story is shown at once."""
    title, language, deadline = visit.caller.title, language_of(request), moment(form, "deadline")
    found = []
    for copy in await copies(form):
        for item in range(await desk.looker.count(title, copy, language)):
            one = copy._replace(item=item)
            found.append(await bring(desk, title, one, language, deadline=deadline, holder=visit.person))
    if len(found) == 1:
        return back_to(f"/desk/stories/{found[0]}", "taken_in", "findings")
    return back_to("/desk", "all_taken_in")


async def take_version(desk: Desk, request: Request, visit: Visit, form: FormData) -> Response:
    """A newer version, pasted or dropped."""
    hand, language = await hand_of(desk, request, visit), language_of(request)
    copy = (await copies(form))[0]
    item = min(hand.newest.item, await desk.looker.count(hand.story.title, copy, language) - 1)
    here = await bring(desk, hand.story.title, copy._replace(item=item), language, of=hand.story)
    return back_to(f"/desk/stories/{here}", "new_version", "findings")


async def bring(
    desk: Desk,
    title: str,
    copy: Copy,
    language: str,
    *,
    of: InHand | None = None,
    deadline: datetime | None = None,
    holder: Person | None = None,
) -> str:
    """Check a copy and put it on the desk; the desk's id of its story.

    A copy that says its own id joins the story of that id, whatever it was brought for.

    :param of: the story that it is a newer version of; ``None``: a story that may be new.
    :param deadline: when it must be out; ``None``: as the story itself says.
    :param holder: who has it.
    """
    checked = (await desk.look(title, copy, language)).checked
    own, desk_id = checked.story_id, new_id("sty")
    if of is not None and own in (None, of.story_id):
        own, desk_id = of.story_id, of.id
    elif own is None:
        own = desk_id
    keep = copy.data if desk.house.keeps_text(title) else None
    version = Version(new_id("ver"), copy.name, copy.told, copy.media, copy.item, copy.now, checked, keep)
    arrival = Arrival(
        title=title,
        story_id=own,
        desk_id=desk_id,
        headline=checked.headline or copy.name,
        verdict=checked.report["verdict"],
        at=datetime.now(UTC),
        version=version,
        deadline=deadline or checked.goes_out,
        holder=holder,
        observed=desk.house.observed,
    )
    here = await run_in_threadpool(desk.store.desk.take_in, arrival)
    desk.house.texts.put(version.id, copy.data, (title, own or desk_id))
    return here


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
