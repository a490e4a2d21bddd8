"""The stories that the desk has in hand: copies at work, who has them, and what was decided of them.

It lives in memory and is bounded: a copy at work is a draft, and drafts are not kept. What must not be lost is the
record's affair.
"""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Mapping
from datetime import datetime
from threading import RLock

from compliance.errors import ComplianceError
from compliance.record import Record
from compliance.service.desk.looking import Copy
from compliance.service.types import Person, new_id

MOST_STORIES = 500
MOST_VERSIONS = 20


class DeskError(ComplianceError):
    """Something asked for on the page cannot be done.

    :param what: a key of the page's words, under ``refused``.
    """


class Said(Record):
    """What somebody let through, with whom, why, and until when.

    :param facts: the digest that the finding must still have.
    """

    fingerprint: str
    facts: str
    rule: str
    people: int
    by: tuple[Person, ...]
    reason: str
    until: datetime

    @property
    def complete(self) -> bool:
        """Whether as many different people agreed as the rule asks for."""
        return len({person.id for person in self.by}) >= self.people > 0


class Story(Record):
    """A story in hand.

    :param title: the newspaper or site that it belongs to; nobody sees another's.
    :param versions: the copies, the oldest first.
    :param deadline: when it must be out; ``None`` where nobody said.
    :param holder: who has it.
    :param sent_back: why it went back, and who sent it; ``None`` where it did not.
    :param waivers: by fingerprint.
    :param alarms: fingerprints called wrong alarms, with who did.
    """

    id: str
    title: str
    versions: tuple[Copy, ...]
    arrived: datetime
    deadline: datetime | None = None
    holder: Person | None = None
    sent_back: tuple[Person, str] | None = None
    waivers: Mapping[str, Said] = {}
    alarms: Mapping[str, Person] = {}

    @property
    def copy(self) -> Copy:
        """The newest version."""
        return self.versions[-1]

    def let_through(self, facts: Mapping[str, str], now: datetime) -> frozenset[str]:
        """The fingerprints whose waivers count: complete, not run out, and with the facts they were made on.

        :param facts: by fingerprint, the digest that each finding has now.
        """
        return frozenset(
            print_
            for print_, said in self.waivers.items()
            if said.complete and now < said.until and facts.get(print_) == said.facts
        )


class Board:
    """All stories in hand, for all who look at the page; safe from several threads."""

    def __init__(self) -> None:
        self._stories: OrderedDict[str, Story] = OrderedDict()
        self._alarms: dict[str, Counter[str]] = {}
        self._lock = RLock()

    def stories(self, title: str) -> tuple[Story, ...]:
        """The stories of a title: the nearest deadline first, then the newest."""
        with self._lock:
            found = [story for story in self._stories.values() if story.title == title]
        return tuple(sorted(found, key=_by_deadline))

    def story(self, title: str, story_id: str) -> Story:
        """A story of a title.

        :raises DeskError: there is none of that id.
        """
        with self._lock:
            found = self._stories.get(story_id)
        if found is None or found.title != title:
            raise DeskError("no_story")
        return found

    def add(self, title: str, copy: Copy, deadline: datetime | None, holder: Person | None) -> Story:
        """Take a story in; where there are too many, the one untouched for longest goes."""
        story = Story(new_id("sty"), title, (copy,), copy.now, deadline, holder)
        with self._lock:
            self._stories[story.id] = story
            while len(self._stories) > MOST_STORIES:
                self._stories.popitem(last=False)
        return story

    def new_version(self, title: str, story_id: str, copy: Copy) -> Story:
        """A newer copy of a story; what went back has come again."""
        with self._lock:
            story = self.story(title, story_id)
            return self._put(story._replace(versions=(*story.versions, copy)[-MOST_VERSIONS:], sent_back=None))

    def take(self, title: str, story_id: str, holder: Person | None) -> Story:
        """Take a story over, or (nobody) lay it back on the desk."""
        with self._lock:
            return self._put(self.story(title, story_id)._replace(holder=holder))

    def send_back(self, title: str, story_id: str, by: Person, reason: str) -> Story:
        """Send a story back to whoever wrote it."""
        with self._lock:
            return self._put(self.story(title, story_id)._replace(sent_back=(by, reason), holder=None))

    def waive(self, title: str, story_id: str, said: Said) -> Story:
        """Let a finding through, or be the second who agrees; then the first one's reason and end stand.

        :raises DeskError: the same person again.
        """
        with self._lock:
            story = self.story(title, story_id)
            first = story.waivers.get(said.fingerprint)
            if first is not None and not first.complete and first.facts == said.facts:
                if said.by[0].id in {person.id for person in first.by}:
                    raise DeskError("same_person")
                said = first._replace(by=(*first.by, *said.by), people=said.people)
            return self._put(story._replace(waivers={**story.waivers, said.fingerprint: said}))

    def wrong_alarm(self, title: str, story_id: str, rule: str, fingerprint: str, by: Person) -> Story:
        """Count a wrong alarm of a rule, once for each finding of a story."""
        with self._lock:
            story = self.story(title, story_id)
            if fingerprint not in story.alarms:
                self._alarms.setdefault(title, Counter())[rule] += 1
            return self._put(story._replace(alarms={**story.alarms, fingerprint: by}))

    def alarms(self, title: str) -> tuple[tuple[str, int], ...]:
        """How many wrong alarms each rule gave, the most first."""
        with self._lock:
            return tuple(self._alarms.get(title, Counter()).most_common())

    def _put(self, story: Story) -> Story:
        self._stories[story.id] = story
        self._stories.move_to_end(story.id)
        return story


def _by_deadline(story: Story) -> tuple[bool, float]:
    """Those with a deadline first."""
    if story.deadline is not None:
        return False, story.deadline.timestamp()
    return True, -story.arrived.timestamp()
