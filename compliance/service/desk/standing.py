"""How a story stands now: what was found in its newest version, and what everybody has decided of it since.

Where the story's bytes are at hand they are checked again, in the reader's language and by the rules of now. Where
they are not, or cannot be read now, the page shows what the record has.
"""

from __future__ import annotations

from datetime import UTC, datetime

from compliance.errors import ComplianceError
from compliance.finding import Verdict
from compliance.record import Record
from compliance.service.decisions import Settled, settle
from compliance.service.desk.asking import Desk
from compliance.service.desk.looking import Copy, Looked
from compliance.service.store.desk_rows import Hand, Version
from compliance.service.types import Checked


class Standing(Record):
    """A version of a story, as it stands now.

    :param looked: what was found, with how it is drawn where its text is at hand.
    :param settled: after everybody's decisions.
    :param unread: why the bytes that are at hand could not be read, so that this is what the record has.
    """

    hand: Hand
    looked: Looked
    settled: Settled
    unread: ComplianceError | None = None

    @property
    def checked(self) -> Checked:
        """What was found, the findings those that are still open."""
        return self.looked.checked._replace(report=self.settled.report)


def copy_of(desk: Desk, version: Version) -> Copy | None:
    """A version's own bytes; ``None`` where they are not kept here."""
    data = version.data if version.data is not None else desk.house.texts.get(version.id)
    return None if data is None else Copy(data, version.name, version.told, version.item, version.now, version.media)


async def stand(desk: Desk, hand: Hand, language: str, version: Version | None = None) -> Standing:
    """How a story stands.

    :param language: of the messages, where the text is at hand.
    :param version: one of its versions; ``None``: the newest.
    """
    version = version or hand.newest
    looked, unread = await _looked(desk, hand.story.title, version, language)
    looked = looked._replace(checked=looked.checked._replace(story_id=hand.story.story_id))
    return Standing(hand, looked, settled_now(desk, hand, looked.checked), unread)


async def _looked(desk: Desk, title: str, version: Version, language: str) -> tuple[Looked, ComplianceError | None]:
    """What was found in a version, and why that is only what the record has of bytes that are at hand."""
    recorded, copy = Looked(None, version.checked), copy_of(desk, version)
    if copy is None:
        return recorded, None
    try:
        return await desk.look(title, copy, language), None
    except ComplianceError as error:  # too much to do, or after a reload nobody reads this form
        return recorded, error


def settled_now(desk: Desk, hand: Hand, checked: Checked) -> Settled:
    """What people have decided of a check until now."""
    settled = settle(checked, hand.waivers, now=datetime.now(UTC), observed=desk.house.observed)
    return settled._replace(verdict=Verdict.PUBLISH.value) if hand.story.override else settled
