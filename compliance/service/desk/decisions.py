"""What an editor decides of a finding: apply a suggestion, let it through or no longer, call it a wrong alarm."""

from __future__ import annotations

from datetime import UTC, datetime

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from compliance.service.deciding import Case, let_through, withdrawn
from compliance.service.desk.answers import language_of
from compliance.service.desk.asking import Desk, back_to, hand_of
from compliance.service.desk.bringing import bring
from compliance.service.desk.door import Visit
from compliance.service.desk.errors import DeskError
from compliance.service.desk.forms import field, moment
from compliance.service.desk.page import make_page
from compliance.service.desk.piles import Item
from compliance.service.desk.repairs import applied
from compliance.service.desk.standing import Standing, copy_of, stand
from compliance.service.store.desk_rows import Alarm, Hand


async def apply_repair(desk: Desk, request: Request, visit: Visit, form: FormData) -> Response:
    """Write a suggestion into the story: a new version."""
    standing, item = await _finding(desk, request, visit, form)
    hand, looked = standing.hand, standing.looked
    if standing.unread is not None:
        raise standing.unread
    copy = copy_of(desk, hand.newest)
    if copy is None or looked.layout is None:
        raise DeskError("no_text")
    index = field(form, "repair", 4)
    chosen = [repair for repair in item.repairs if str(repair.place) == index and repair.applies]
    if not chosen:
        raise DeskError("no_repair")
    text = applied(looked.layout, item.number - 1, chosen[0].place)
    mended = copy._replace(data=text.encode("utf-8", "surrogatepass"), now=datetime.now(UTC))
    await bring(desk, hand.story.title, mended, language_of(request), of=hand.story)
    return _on(hand, "applied")


async def waive(desk: Desk, request: Request, visit: Visit, form: FormData) -> Response:
    """Let a finding through, alone or as the second of two."""
    standing, item = await _finding(desk, request, visit, form)
    reason, until = field(form, "reason"), moment(form, "until")
    if item.waiting is not None and visit.person.id in {person.id for person in item.waiting.by}:
        raise DeskError("same_person")
    if item.waiting is None and item.people and not reason:
        raise DeskError("no_reason")
    if item.waiting is None and item.people and (until is None or until <= datetime.now(UTC)):
        raise DeskError("no_end")
    waiver = await run_in_threadpool(
        let_through,
        desk.store,
        desk.house.telling,
        Case(standing.hand.story.title, standing.hand.newest.id, standing.checked),
        visit.person,
        item.fingerprint,
        reason,
        until or datetime.now(UTC),
    )
    complete = len({person.id for person in waiver.by}) >= item.people
    return _on(standing.hand, "waived" if complete else "waived_once", "" if complete else f"f{item.number}")


async def withdraw(desk: Desk, request: Request, visit: Visit, form: FormData) -> Response:
    """End a waiver of the story: what it let through counts again."""
    hand = await hand_of(desk, request, visit)
    waiver_id = field(form, "waiver", 40)
    if waiver_id not in {waiver.id for waiver in hand.waivers}:
        raise DeskError("no_waiver")
    title, reason, telling = hand.story.title, field(form, "reason"), desk.house.telling
    await run_in_threadpool(withdrawn, desk.store, telling, title, waiver_id, visit.person, reason)
    return _on(hand, "withdrawn")


async def wrong_alarm(desk: Desk, request: Request, visit: Visit, form: FormData) -> Response:
    """Count a finding among its rule's wrong alarms."""
    standing, item = await _finding(desk, request, visit, form)
    story = standing.hand.story
    alarm = Alarm(
        title=story.title,
        desk_id=story.id,
        story_id=story.story_id,
        rule=item.rule,
        variant=item.variant or None,
        fingerprint=item.fingerprint,
        by=visit.person,
        at=datetime.now(UTC),
    )
    if await run_in_threadpool(desk.store.desk.wrong_alarm, alarm):
        desk.house.alarmed(item.rule)
    return _on(standing.hand, "alarm", f"f{item.number}")


async def _finding(desk: Desk, request: Request, visit: Visit, form: FormData) -> tuple[Standing, Item]:
    """The open finding that a form speaks of, in the newest version.

    :raises DeskError: it is there no more.
    """
    language = language_of(request)
    standing = await stand(desk, await hand_of(desk, request, visit), language)
    page = make_page(standing, language)
    for item in page.items:
        if item.fingerprint == field(form, "finding", 200):
            return standing, item
    raise DeskError("no_finding")


def _on(hand: Hand, said: str, at: str = "findings") -> Response:
    return back_to(f"/desk/stories/{hand.story.id}", said, at or "findings")
