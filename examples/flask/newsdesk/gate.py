"""Asks whether a story may go: in this program, or the service where the settings name one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from compliance import Checker
from compliance.client import Client, RefusedError


class Finding(NamedTuple):
    """What is wrong, or to be decided.

    :param pointer: JSON Pointer of its field in the story that was asked about; empty for the story as a whole.
    """

    pointer: str
    message: str


class Answer(NamedTuple):
    """Whether a story may go, and what was found, notes left out."""

    refused: bool
    findings: Sequence[Finding]


Gate = Callable[[Mapping[str, Any], bool, str], Answer]
"""Asks about a story in JSON, whether readers have a version of it already, and the editor's language."""


def gate_of(settings: Mapping[str, Any]) -> Gate:
    """The gate that the settings ask for, built once for all threads."""
    strict = settings["COMPLIANCE_REVIEW"] != "warn"
    if not settings["COMPLIANCE_URL"]:
        return _here(Checker.configured(settings["COMPLIANCE_CONFIG"], profile=settings["COMPLIANCE_PROFILE"]), strict)
    token, fail = settings["COMPLIANCE_TOKEN"], settings["COMPLIANCE_FAIL"]
    return _service(Client(settings["COMPLIANCE_URL"], token, fail=fail), strict)


def _here(checker: Checker, strict: bool) -> Gate:
    def ask(story: Mapping[str, Any], known: bool, language: str) -> Answer:
        view = checker.view(checker.check(story, now=datetime.now(UTC)), language)
        found = [Finding(one.source.pointer, one.message) for one in view.findings if one.severity != "note"]
        return Answer(_refused(view.verdict, strict), found)

    return ask


def _service(client: Client, strict: bool) -> Gate:
    def ask(story: Mapping[str, Any], known: bool, language: str) -> Answer:
        try:
            answer = client.check(story, event="update" if known else "publish", language=language)
        except RefusedError as error:
            return Answer(True, [Finding("", f"the service refuses the request: {error.what}")])
        refused = _refused(answer.verdict, strict)
        if not answer.checked:
            return Answer(refused, [Finding("", f"the story was not checked: {answer.why}")])
        counted = [one for one in answer.report["findings"] if one["severity"] != "note"]
        return Answer(refused, [Finding(one["source"]["pointer"], one["message"]) for one in counted])

    return ask


def _refused(verdict: str, strict: bool) -> bool:
    return verdict == "hold" or (verdict == "review" and strict)
