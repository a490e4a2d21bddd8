"""The page of one story, a newer version of it, and the way back out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from compliance.service.desk.answers import HEADERS, language_of, render
from compliance.service.desk.asking import Desk, back_to, said, story_of
from compliance.service.desk.board import Story
from compliance.service.desk.door import Visit
from compliance.service.desk.page import Page
from compliance.service.desk.piles import Item
from compliance.service.desk.queue import FORMATS, copies, page_of
from compliance.service.types import Role


async def show_story(desk: Desk, request: Request, visit: Visit) -> Response:
    """A story with its marks and its piles."""
    story = story_of(desk, request, visit)
    language = language_of(request)
    page = await page_of(desk, story, language)
    before = await page_of(desk, story, language, -2) if len(story.versions) > 1 else None
    return render(
        request,
        "story",
        visit,
        story=story,
        page=page,
        change=change(before, page) if before else None,
        formats=FORMATS,
        said=said(request),
        may_waive=visit.caller.may(Role.WAIVE),
        until=(datetime.now(UTC) + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M"),
    )


def change(before: Page, after: Page) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    """What is new and what is gone since the version before, by fingerprint."""
    old, new = _every(before), _every(after)
    return (
        tuple(item for print_, item in new.items() if print_ not in old),
        tuple(item for print_, item in old.items() if print_ not in new),
    )


def _every(page: Page) -> dict[str, Item]:
    return {item.fingerprint: item for item in (*page.items, *page.through)}


async def take_version(desk: Desk, request: Request, visit: Visit, form: FormData) -> Response:
    """A newer version, pasted or dropped."""
    story = story_of(desk, request, visit)
    copy = (await copies(form))[0]
    item = min(story.copy.item, await desk.looker.count(story.title, copy, language_of(request)) - 1)
    desk.board.new_version(story.title, story.id, copy._replace(item=item))
    return back_to(f"/desk/stories/{story.id}", "new_version", "findings")


async def source(desk: Desk, request: Request, visit: Visit) -> Response:
    """The newest version as a file, to take away."""
    story: Story = story_of(desk, request, visit)
    endings = {"markdown": "md", "html": "html", "json": "json"}
    ending = endings.get((await desk.look(story.title, story.copy, language_of(request))).layout.form, "txt")
    return Response(
        story.copy.data,
        media_type="application/octet-stream",
        headers={**HEADERS, "content-disposition": f'attachment; filename="{story.id}.{ending}"'},
    )
