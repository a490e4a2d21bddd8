"""Asks whether a story may go: in this program, or the service where the settings name one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language

from compliance import Checker
from compliance.client import Client, RefusedError

if TYPE_CHECKING:
    from stories.models import Picture, Story


class Finding(NamedTuple):
    """What is wrong, or to be decided, at one place.

    :param pointer: JSON Pointer of the field in what ``Story.as_json`` gives; empty for the story as a whole.
    """

    pointer: str
    message: str


class Answer(NamedTuple):
    """Whether a story may go.

    :param verdict: ``publish``, ``review`` or ``hold``.
    :param findings: what counts, notes left out.
    """

    verdict: str
    findings: Sequence[Finding]

    @property
    def refused(self) -> bool:
        """Whether the house, with its settings, does not let it go."""
        return self.verdict == "hold" or (self.verdict == "review" and settings.COMPLIANCE["review"] != "warn")


def ask(story: Story, pictures: Sequence[Picture]) -> Answer:
    """Whether a story may go with these pictures."""
    data = story.as_json(pictures)
    return _ask_service(data, story) if settings.COMPLIANCE["url"] else _ask_here(data)


@cache
def checker() -> Checker:
    """The checker of this process: one for all threads, built when it is first needed."""
    return Checker.configured(settings.COMPLIANCE["config"], profile=settings.COMPLIANCE["profile"])


@cache
def service() -> Client:
    """The client of this process."""
    told = settings.COMPLIANCE
    return Client(told["url"], told["token"], fail=told["fail"], spool=told["spool"])


def _ask_here(data: dict[str, Any]) -> Answer:
    report = checker().check(data, now=timezone.now())
    view = checker().view(report, _language())
    counted = [found for found in view.findings if found.severity != "note"]
    return Answer(view.verdict, [Finding(found.source.pointer, found.message) for found in counted])


def _ask_service(data: dict[str, Any], story: Story) -> Answer:
    known = type(story).objects.filter(pk=story.pk, status=type(story).Status.PUBLISHED).exists()
    try:
        answer = service().check(data, event="update" if known else "publish", language=_language())
    except RefusedError as error:
        return Answer("hold", [Finding("", f"the service refuses the request: {error.what}")])
    if not answer.checked:
        return Answer(answer.verdict, [Finding("", f"the story was not checked: {answer.why}")])
    counted = [found for found in answer.report["findings"] if found["severity"] != "note"]
    return Answer(answer.verdict, [Finding(found["source"]["pointer"], found["message"]) for found in counted])


def _language() -> str:
    """The editor's, where findings are worded in it."""
    return "es" if (get_language() or "").startswith("es") else "en"
