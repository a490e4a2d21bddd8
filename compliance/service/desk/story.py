"""The page of one story, and the way back out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from compliance.service.desk.answers import HEADERS, language_of, render
from compliance.service.desk.asking import Desk, hand_of, said
from compliance.service.desk.bringing import FORMATS
from compliance.service.desk.door import Visit
from compliance.service.desk.errors import DeskError
from compliance.service.desk.page import Page, make_page
from compliance.service.desk.piles import Item
from compliance.service.desk.standing import copy_of, stand
from compliance.service.store.desk_rows import Hand
from compliance.service.types import Role


async def show_story(desk: Desk, request: Request, visit: Visit) -> Response:
    """A story with its marks and its piles."""
    hand = await hand_of(desk, request, visit)
    language = language_of(request)
    page = await run_in_threadpool(make_page, await stand(desk, hand, language), language)
    return render(
        request,
        "story",
        visit,
        story=hand.story,
        alarms=hand.alarms,
        page=page,
        change=await _change(desk, hand, page, language),
        formats=FORMATS,
        said=said(request),
        may_waive=visit.caller.may(Role.WAIVE),
        may_override=visit.caller.may(Role.OVERRIDE) and overridable(hand) and page.verdict != "publish",
        may_unanswer=visit.caller.may(Role.OVERRIDE) and hand.story.override and hand.story.story_id is not None,
        until=(datetime.now(UTC) + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M"),
    )


def overridable(hand: Hand) -> bool:
    """Whether the newest version is one that the record has a check of: what was only pasted is not published."""
    return hand.story.report_id is not None and hand.newest.id == hand.story.report_id


async def _change(
    desk: Desk, hand: Hand, page: Page, language: str
) -> tuple[tuple[Item, ...], tuple[Item, ...]] | None:
    if hand.before is None:
        return None
    before = await stand(desk, hand, language, hand.before)
    return change(await run_in_threadpool(make_page, before, language), page)


def change(before: Page, after: Page) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    """What is new and what is gone since the version before, by fingerprint."""
    old, new = _every(before), _every(after)
    return (
        tuple(item for print_, item in new.items() if print_ not in old),
        tuple(item for print_, item in old.items() if print_ not in new),
    )


def _every(page: Page) -> dict[str, Item]:
    return {item.fingerprint: item for item in (*page.items, *page.through)}


async def source(desk: Desk, request: Request, visit: Visit) -> Response:
    """The newest version as a file, to take away; it can be taken too while nobody can read it.

    :raises DeskError: its text is not kept here.
    """
    hand = await hand_of(desk, request, visit)
    copy = copy_of(desk, hand.newest)
    if copy is None:
        raise DeskError("no_text")
    endings = {"markdown": "md", "html": "html", "json": "json"}
    layout = (await stand(desk, hand, language_of(request))).looked.layout
    ending = endings.get(layout.form if layout is not None else copy.told or "", "txt")
    return Response(
        copy.data,
        media_type="application/octet-stream",
        headers={**HEADERS, "content-disposition": f'attachment; filename="{hand.story.id}.{ending}"'},
    )
