"""Reads waivers in comments of a story: ``<!-- compliance: waive RULE by NAME — reason -->``.

A comment that speaks to the program and says nothing that it can follow is a slip: it is named, and waives nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from compliance.config_values import Problem
from compliance.errors import ConfigError
from compliance.waivers import Waiver
from compliance.waivers_file import rule_named

if TYPE_CHECKING:
    from compliance.renderers.model import RemarkView
    from compliance.rule import Rule

LONGEST = 1_000
"""Characters of a comment that is read."""
_AS_IN = "as in <!-- compliance: waive copy/spacing — the letter is printed as it came -->"


def waiver_in(remark: RemarkView, file: str, rules: Mapping[str, Rule]) -> Waiver:
    """The waiver that a comment is; one without a reason counts for nothing, and says so at its finding.

    :param file: of the story.
    :param rules: every rule there is, by name.
    :raises ConfigError: the comment is a slip; the message names its place and the next step.
    """
    place = f"{file}:{remark.line}:{remark.column}"
    if not remark.text.endswith("-->"):
        raise ConfigError("this comment is not closed", where=place, hint="end it with -->")
    said = " ".join(remark.text[4:-3].split())
    told = _form().fullmatch(said) if len(said) <= LONGEST else None
    if told is None:
        raise ConfigError("this comment says nothing that the program knows", where=place, hint=_AS_IN)
    try:
        rule = rule_named(told["rule"], rules, ())
    except Problem as problem:
        raise ConfigError(problem.what, where=place, hint=problem.hint) from None
    if not remark.blocks:
        what = "no part of the story follows this comment, so it waives nothing"
        raise ConfigError(what, where=place, hint="put it before the part that it is about")
    by, reason = told["by"] or told["signed"] or "", told["reason"] or ""
    if not by and reason.startswith("by "):
        by, reason = reason.removeprefix("by "), ""  # signed, and no reason given
    return Waiver(place, (by,) if by else (), "", reason, rule=rule, blocks=frozenset(remark.blocks))


@cache
def _form() -> re.Pattern[str]:
    dash = r"(?:\s*+—\s*|\s+(?:–|--?)\s+|:\s+)"
    return re.compile(
        rf"compliance\s*:\s*waive\s+(?P<rule>[^\s:—]+(?::[^\s:—]+)?)"
        rf"(?:\s+by\s+(?P<by>[^\s—](?:.*?[^\s:—])??))?"
        rf"(?:{dash}(?P<reason>.*?)(?:{dash}by\s+(?P<signed>[^—]+?))?)?\s*(?:—|–|-)?",
        re.IGNORECASE,
    )
