"""Runs the examples of a pack: in each bad story its rule must speak, in each good one it must not.

A text is a paragraph of a story, or the first part that the rule reads (a headline, a caption); a table is a whole
story as in the product's story JSON.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from compliance.errors import ReadError
from compliance.packs.rules import Joined, PackCheck
from compliance.record import Record

if TYPE_CHECKING:
    from compliance.checker import Checker
    from compliance.finding import Finding
    from compliance.rule import Rule

_AROUND: Mapping[str, str] = {"en": "The council met on Monday.", "es": "El pleno se reunió el lunes."}
_FIELDS = {"headline": "headline", "standfirst": "standfirst", "byline": "byline", "dateline": "dateline"}
_PICTURE = ("caption", "credit", "alt", "title", "rights", "instructions")
_BLOCKS = ("quote", "list", "table", "note", "comment")


class Example(Record):
    """A bad or a good story of a rule.

    :param rule: the name under which the rule's findings appear.
    :param part: the rule of the pack.
    :param bad: whether the rule must speak.
    :param story: a text, or a story as a table.
    """

    rule: str
    part: PackCheck
    bad: bool
    story: Any

    @property
    def name(self) -> str:
        """Which example it is, for a list of tests."""
        shown = self.story if isinstance(self.story, str) else json.dumps(self.story, ensure_ascii=False)
        kind = "bad" if self.bad else "good"
        return f"{self.part.pack}/{self.part.row['id']} {kind}: {shown[:60]}"


def examples(rules: Mapping[str, Rule], pack: str | None = None) -> Iterator[Example]:
    """The examples of all rules of packs, of those of one pack where it is named."""
    for name, rule in rules.items():
        check = rule.check
        parts = check.parts if isinstance(check, Joined) else (check,) if isinstance(check, PackCheck) else ()
        for part in parts:
            if pack is not None and part.pack != pack:
                continue
            bad, good = part.examples()
            yield from (Example(name, part, True, story) for story in bad)
            yield from (Example(name, part, False, story) for story in good)


def problem(checker: Checker, example: Example) -> str | None:
    """What is wrong with an example, in a sentence; ``None`` where it holds.

    Where the rule reads several languages, a bad example must be found in one of them, a good one in none.

    :param checker: one whose rules hold the example's.
    """
    try:
        return _problem(checker, example)
    except ReadError as error:
        return f"this is no story: {error.what}"


def _problem(checker: Checker, example: Example) -> str | None:
    heard: list[Finding] = []
    for language in example.part.row["languages"] or ("en",):
        data = json.dumps(_story(example, language), ensure_ascii=False).encode()
        for report in checker.check_bytes(data, "example", told="json"):
            for finding in report.findings:
                if finding.rule == "compliance/rule-crashed" and finding.data.get("failed_rule") == example.rule:
                    return f"the rule could not do its work: {finding.data.get('error', 'it overran its time')}"
                if finding.rule == example.rule and finding.variant in (None, example.part.row["id"]):
                    heard.append(finding)
    if example.bad and not heard:
        return "nothing was found"
    if not example.bad and heard:
        words = ", ".join(repr(str(one.data.get("matched", ""))) for one in heard)
        return f"it was found, and must not be: {words}"
    return None


def _story(example: Example, language: str) -> dict[str, Any]:
    """The example as a story of a section and product that the rule reads."""
    scope = example.part.rule.scope
    around: dict[str, Any] = {"language": language}
    if scope.products:
        around["product"] = scope.products[0]
    if scope.sections:
        around["section"] = scope.sections[0]
    if not isinstance(example.story, str):
        return {**around, **example.story}
    return {**around, **_placed(example.story, _role(scope.roles), language)}


def _role(roles: Sequence[str]) -> str:
    """The part that a text is an example of: a paragraph where the rule reads those, else the first that it reads."""
    return roles[0] if roles and "paragraph" not in roles else "paragraph"


def _placed(text: str, role: str, language: str) -> dict[str, Any]:
    """A text as a part of a story."""
    paragraph = _AROUND.get(language, _AROUND["en"])
    if role in _FIELDS:
        return {_FIELDS[role]: text, "body": [paragraph]}
    if role in _PICTURE:
        return {"body": [paragraph], "pictures": [{"file": "a.jpg", role: text}]}
    if role in _BLOCKS:
        return {"body": [paragraph, {"role": role, "text": text}]}
    return {"body": [text]}
