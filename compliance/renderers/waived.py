"""What is said of findings that somebody let through: by whom, until when, and why."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from compliance.renderers.messages import fill
from compliance.renderers.words import words

if TYPE_CHECKING:
    from compliance.renderers.model import FindingView, WaiverView


def who_until(waiver: WaiverView, language: str) -> str:
    """“waived by M. Ruiz (desk head) until 1 March 2027”.

    :param language: the reader's.
    """
    texts = words(language).texts
    signed = fill("{by:list}", {"by": waiver.by}, language)
    if not signed:
        said = texts["waived_in_story" if waiver.in_story else "waived_unsigned"]
    else:
        said = fill(texts["waived_by"], {"who": f"{signed} ({waiver.role})" if waiver.role else signed}, language)
    return said + (fill(texts["waived_until"], {"until": waiver.until}, language) if waiver.until else "")


def waived_how(finding: FindingView, language: str) -> str:
    """How a waived finding was let through, with the reason and where that is said; at least that it was."""
    waiver = finding.waiver
    if waiver is None:
        return words(language).texts["waived_unsigned"]
    said = who_until(waiver, language)
    said = f"{said}: {waiver.reason}" if waiver.reason else said
    return f"{said} ({waiver.place})" if waiver.place else said


def waived_count(findings: Collection[FindingView], language: str) -> str:
    """“2 waived by M. Ruiz and L. Soto”; until when, where that is the same day for all."""
    spoken = words(language)
    said = spoken.number(spoken.texts["waived"], len(findings))
    waivers = [finding.waiver for finding in findings]
    by = list(dict.fromkeys(name for waiver in waivers if waiver is not None for name in waiver.by))
    if not by or not all(waiver is not None and waiver.by for waiver in waivers):
        return said
    said += fill(spoken.texts["waived_count_by"], {"by": by}, language)
    days = {waiver.until for waiver in waivers if waiver is not None}
    return said + (fill(spoken.texts["waived_until"], {"until": days.pop()}, language) if _one_day(days) else "")


def tally_waived(count: int, language: str) -> list[str]:
    """“5 waived”, for the summary of a run; nothing where there are none."""
    spoken = words(language)
    return [spoken.number(spoken.texts["waived"], count)] if count else []


def _one_day(days: Iterable[str]) -> bool:
    return len(found := set(days)) == 1 and "" not in found
