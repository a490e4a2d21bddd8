"""What an editor does with a finding or a story: apply, let through, call a wrong alarm, take, send back."""

from __future__ import annotations

from datetime import UTC, datetime

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from compliance.service.desk.answers import language_of
from compliance.service.desk.asking import Desk, back_to, story_of
from compliance.service.desk.board import DeskError, Said, Story
from compliance.service.desk.door import Visit
from compliance.service.desk.forms import field, moment
from compliance.service.desk.looking import Looked
from compliance.service.desk.page import make_page
from compliance.service.desk.piles import Item
from compliance.service.desk.repairs import applied


async def apply_repair(desk: Desk, request: Request, visit: Visit, form: FormData) -> Response:
    """Write a suggestion into the story: a new version."""
    story = story_of(desk, request, visit)
    looked, item = await _finding(desk, request, story, form)
    index = field(form, "repair", 4)
    chosen = [repair for repair in item.repairs if str(repair.place) == index and repair.applies]
    if not chosen:
        raise DeskError("no_repair")
    text = applied(looked.layout, item.number - 1, chosen[0].place)
    copy = story.copy._replace(data=text.encode("utf-8", "surrogatepass"), now=datetime.now(UTC))
    desk.board.new_version(story.title, story.id, copy)
    return _on(story, "applied")


async def waive(desk: Desk, request: Request, visit: Visit, form: FormData) -> Response:
    """Let a finding through, alone or as the second of two."""
    story = story_of(desk, request, visit)
    looked, item = await _finding(desk, request, story, form)
    if item.people == 0:
        raise DeskError("not_waivable")
    first = story.waivers.get(item.fingerprint)
    asked = first is None or first.complete
    reason, until = field(form, "reason"), moment(form, "until")
    if asked and not reason:
        raise DeskError("no_reason")
    if asked and (until is None or until <= datetime.now(UTC)):
        raise DeskError("no_end")
    said = Said(
        fingerprint=item.fingerprint,
        facts=looked.checked.facts[item.fingerprint],
        rule=item.rule,
        people=item.people,
        by=(visit.person,),
        reason=reason,
        until=until or datetime.now(UTC),
    )
    story = desk.board.waive(story.title, story.id, said)
    complete = story.waivers[item.fingerprint].complete
    return _on(story, "waived" if complete else "waived_once", "" if complete else f"f{item.number}")


async def wrong_alarm(desk: Desk, request: Request, visit: Visit, form: FormData) -> Response:
    """Count a finding among its rule's wrong alarms."""
    story = story_of(desk, request, visit)
    _, item = await _finding(desk, request, story, form)
    desk.board.wrong_alarm(story.title, story.id, item.rule, item.fingerprint, visit.person)
    return _on(story, "alarm", f"f{item.number}")


async def take(desk: Desk, request: Request, visit: Visit, form: FormData) -> Response:
    """Take a story over, or lay it back."""
    story = story_of(desk, request, visit)
    lay_back = field(form, "how") == "release"
    desk.board.take(story.title, story.id, None if lay_back else visit.person)
    where = "/desk" if field(form, "from") == "queue" else f"/desk/stories/{story.id}"
    return back_to(where, "laid_back" if lay_back else "taken")


async def send_back(desk: Desk, request: Request, visit: Visit, form: FormData) -> Response:
    """Send a story back with a reason."""
    story = story_of(desk, request, visit)
    reason = field(form, "reason")
    if not reason:
        raise DeskError("no_reason")
    desk.board.send_back(story.title, story.id, visit.person, reason)
    return back_to("/desk", "sent_back")


async def _finding(desk: Desk, request: Request, story: Story, form: FormData) -> tuple[Looked, Item]:
    """The finding that a form speaks of, in the newest version.

    :raises DeskError: it is there no more.
    """
    language = language_of(request)
    looked = await desk.look(story.title, story.copy, language)
    page = make_page(looked, frozenset(), language)
    for item in page.items:
        if item.fingerprint == field(form, "finding", 200):
            return looked, item
    raise DeskError("no_finding")


def _on(story: Story, said: str, at: str = "findings") -> Response:
    return back_to(f"/desk/stories/{story.id}", said, at or "findings")
