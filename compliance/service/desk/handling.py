"""What an editor does with a whole story: take it, send it back, answer for it, put it away."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from compliance.service.deciding import overridden, unanswered
from compliance.service.desk.asking import Desk, back_to, hand_of
from compliance.service.desk.door import Visit
from compliance.service.desk.errors import DeskError
from compliance.service.desk.forms import field
from compliance.service.desk.story import overridable


async def take(desk: Desk, request: Request, visit: Visit, form: FormData) -> Response:
    """Take a story over, or lay it back."""
    story = (await hand_of(desk, request, visit)).story
    lay_back = field(form, "how") == "release"
    await run_in_threadpool(desk.store.desk.hold, story.title, story.id, None if lay_back else visit.person)
    where = "/desk" if field(form, "from") == "queue" else f"/desk/stories/{story.id}"
    return back_to(where, "laid_back" if lay_back else "taken")


async def send_back(desk: Desk, request: Request, visit: Visit, form: FormData) -> Response:
    """Send a story back with a reason."""
    story = (await hand_of(desk, request, visit)).story
    reason = field(form, "reason")
    if not reason:
        raise DeskError("no_reason")
    await run_in_threadpool(desk.store.desk.send_back, story, visit.person, reason)
    return back_to("/desk", "sent_back")


async def override(desk: Desk, request: Request, visit: Visit, form: FormData) -> Response:
    """Publish a story although it is held, because somebody answers for it; the record says who and why."""
    hand = await hand_of(desk, request, visit)
    reason = field(form, "reason")
    if not reason:
        raise DeskError("no_reason")
    if not overridable(hand):
        raise DeskError("no_report")
    stored = await run_in_threadpool(desk.store.report, hand.story.title, str(hand.story.report_id))
    if stored is None:
        raise DeskError("no_report")
    house, asked_by = desk.house, visit.caller.id
    await run_in_threadpool(overridden, desk.store, house.key, house.telling, stored, asked_by, visit.person, reason)
    desk.house.overrode()
    return back_to(f"/desk/stories/{hand.story.id}", "overridden")


async def withdraw_override(desk: Desk, request: Request, visit: Visit, form: FormData) -> Response:
    """Answer for a story no longer: it stands again as it was checked; the record keeps both."""
    hand = await hand_of(desk, request, visit)
    reason = field(form, "reason")
    if not reason:
        raise DeskError("no_reason")
    stored = await run_in_threadpool(desk.store.report, hand.story.title, str(hand.story.report_id))
    if stored is None:
        raise DeskError("no_override")
    await run_in_threadpool(unanswered, desk.store, desk.house.telling, stored, visit.person, reason)
    return back_to(f"/desk/stories/{hand.story.id}", "unanswered")


async def put_away(desk: Desk, request: Request, visit: Visit, form: FormData) -> Response:
    """Take a story off the desk; its checks stay in the record."""
    story = (await hand_of(desk, request, visit)).story
    await run_in_threadpool(desk.store.desk.put_away, story, visit.person)
    desk.house.texts.forget((story.title, story.story_id or story.id))
    return back_to("/desk", "put_away")
