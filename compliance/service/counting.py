"""Decides on which pile a finding lies, and how a story stands in few words: its verdict, and how many lie on each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from compliance.finding import Severity, Verdict
from compliance.record import Record
from compliance.service.decisions import settle
from compliance.service.types import Checked, Waiver


class Counted(Record):
    """How a story stands after all decisions.

    :param fix: open findings that are wrong, and count.
    :param decide: open findings that somebody must decide of, and count.
    :param notes: the others, those of observed rules included.
    :param until: the first moment at which it may stand otherwise although nobody did anything: a waiver ends;
        ``None`` where nothing ends.
    """

    verdict: str
    fix: int
    decide: int
    notes: int
    until: datetime | None = None


def pile_of(finding: Mapping[str, Any], gate: str | None) -> str:
    """The pile of a finding in its published form: ``fix``, ``decide`` or ``note``.

    :param gate: the severity from which findings count; ``None``: only the host's own do.
    """
    if str(finding["rule"]).startswith("compliance/"):
        return "fix"
    if gate is None or Severity(finding["severity"]).rank < Severity(gate).rank:
        return "note"
    return "fix" if finding["kind"] == "fail" else "decide"


def counted(
    checked: Checked, waivers: Sequence[Waiver], *, now: datetime, observed: Sequence[str], overridden: bool
) -> Counted:
    """How a story stands.

    :param checked: its newest version, before anybody decided anything.
    :param waivers: those of the story.
    :param observed: globs of rules whose findings are shown and never count.
    :param overridden: whether somebody answers for publishing it all the same.
    """
    settled = settle(checked, waivers, now=now, observed=observed)
    piles = {"fix": 0, "decide": 0, "note": len(settled.report["observed"])}
    for found in settled.report["findings"]:
        piles[pile_of(found, checked.gate)] += 1
    return Counted(
        Verdict.PUBLISH.value if overridden else settled.verdict,
        piles["fix"],
        piles["decide"],
        piles["note"],
        min((waiver.until for waiver in settled.used), default=None),
    )
