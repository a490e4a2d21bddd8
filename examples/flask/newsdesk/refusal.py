"""Stands before every flush: what readers see is written only when it may go, whoever writes it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import event, inspect
from sqlalchemy.orm import ORMExecuteState, Session, sessionmaker

from newsdesk.gate import Finding, Gate
from newsdesk.models import Picture, Story


class StoryRefusedError(Exception):
    """A story may not go; the transaction is to be rolled back."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("; ".join(f"{one.pointer or 'the story'}: {one.message}" for one in findings))
        self.findings = findings


class UnguardedError(Exception):
    """A statement that changes stories without loading them, so that nothing would be checked."""


def listen(sessions: sessionmaker[Session], gate: Gate) -> None:
    """Ask before each flush of these sessions; ``session.info`` knows the language, and keeps the warnings."""

    @event.listens_for(sessions, "before_flush")
    def check(session: Session, context: Any, instances: Any) -> None:
        for story in _touched(session):
            with session.no_autoflush:
                answer = gate(story.as_json(), _was_public(story), session.info.get("language", "en"))
            if answer.refused:
                raise StoryRefusedError(answer.findings)
            session.info.setdefault("warnings", []).extend(answer.findings)

    @event.listens_for(sessions, "do_orm_execute")
    def refuse(state: ORMExecuteState) -> None:
        if (state.is_update or state.is_insert) and state.bind_mapper in (inspect(Story), inspect(Picture)):
            raise UnguardedError("this would publish unchecked: change each story by itself")


def _touched(session: Session) -> list[Story]:
    """The public stories that are about to be written, or a picture of theirs."""
    changed = [one for one in (*session.new, *session.dirty) if session.is_modified(one)]
    stories = [one.story if isinstance(one, Picture) else one for one in changed]
    return [story for story in dict.fromkeys(stories) if story is not None and story.public]


def _was_public(story: Story) -> bool:
    """Whether readers have a version of the story."""
    if not inspect(story).persistent:
        return False
    before = inspect(story).attrs.public.history.deleted
    return bool(before[0]) if before else story.public
