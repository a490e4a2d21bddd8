"""Everything that the page of one story shows, from the story, its check and the decisions made of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from compliance.article import Span
from compliance.finding import Finding, Kind, Severity
from compliance.policy import verdict
from compliance.record import Record
from compliance.renderers.words.phrases import in_language
from compliance.service.decisions import people_needed
from compliance.service.desk.limits import MOST_FINDINGS, MOST_PLACES, shortened
from compliance.service.desk.looking import Looked
from compliance.service.desk.piles import Item, Repair, in_piles, pile_of
from compliance.service.desk.repairs import can_apply
from compliance.service.desk.story_view import StoryView, marks_of, view


class Page(Record):
    """The page of a story.

    :param verdict: after what was let through.
    :param piles: the findings that still stand.
    :param through: those that people let through.
    :param skipped: rules that did not run, each with its reason and whether it had work to do.
    :param unchecked: what could not be checked for want of data.
    :param most: how many findings of a pile are shown.
    """

    story: StoryView
    verdict: str
    piles: Mapping[str, tuple[Item, ...]]
    through: tuple[Item, ...]
    rules_run: tuple[str, ...]
    skipped: tuple[tuple[str, str, bool], ...]
    unchecked: tuple[Mapping[str, str], ...]
    most: int = MOST_FINDINGS

    @property
    def items(self) -> tuple[Item, ...]:
        """Every finding that still stands, in the order of the piles."""
        return tuple(item for pile in self.piles.values() for item in pile)


def make_page(looked: Looked, waived: frozenset[str], language: str) -> Page:
    """The page of a story.

    :param waived: fingerprints of what people let through.
    """
    checked = looked.checked
    findings = checked.report["findings"]
    items = [_item(number, finding, looked) for number, finding in enumerate(findings, 1)]
    standing = [item for item in items if item.fingerprint not in waived]
    piles = in_piles(standing)
    shown = (item for pile in piles.values() for item in pile[:MOST_FINDINGS])
    marks = marks_of((item.number, item.pile, findings[item.number - 1]) for item in shown)
    return Page(
        story=view(looked.layout, marks),
        verdict=verdict_of(looked, waived),
        piles=piles,
        through=tuple(item for item in items if item.fingerprint in waived),
        rules_run=tuple(checked.report["rules_run"]),
        skipped=tuple(
            (s["rule"], in_language(s["reason"], language), s["undecided"]) for s in checked.report["rules_skipped"]
        ),
        unchecked=tuple({**one, "reason": in_language(one["reason"], language)} for one in checked.unchecked),
    )


def verdict_of(looked: Looked, waived: frozenset[str]) -> str:
    """The verdict without the findings that people let through."""
    checked = looked.checked
    standing = [
        Finding(f["rule"], Span(f["start"], f["end"]), kind=Kind(f["kind"]), severity=Severity(f["severity"]))
        for f in checked.report["findings"]
        if f["fingerprint"] not in waived
    ]
    return verdict(standing, checked.undecided, Severity(checked.gate) if checked.gate else None).value


def _item(number: int, finding: Mapping[str, Any], looked: Looked) -> Item:
    return Item(
        number=number,
        pile=pile_of(finding, looked.checked.gate),
        rule=finding["rule"],
        variant=finding["variant"] or "",
        kind=finding["kind"],
        severity=finding["severity"],
        message=shortened(finding["message"]),
        block=finding["block"] or "",
        labels=tuple(_place(label) for label in finding["labels"][:MOST_PLACES]),
        more_places=max(len(finding["labels"]) - MOST_PLACES, 0),
        notes=tuple(map(shortened, finding["notes"])),
        repairs=tuple(_repair(n, s, number, looked) for n, s in enumerate(finding["suggestions"])),
        basis=tuple(finding["basis"]),
        why=looked.layout.reasons[number - 1],
        people=people_needed(looked.checked, finding["rule"], finding["variant"]),
        fingerprint=finding["fingerprint"],
    )


def _place(label: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"matched": shortened(label["matched"]), "text": shortened(label["text"]), "file": label["file"]}


def _repair(index: int, suggestion: Mapping[str, Any], number: int, looked: Looked) -> Repair:
    applies = suggestion["safety"] != "placeholder" and can_apply(looked.layout, number - 1, index)
    changes = tuple((shortened(edit["matched"]), shortened(edit["text"])) for edit in suggestion["edits"])
    return Repair(index, shortened(suggestion["title"]), suggestion["safety"], changes[:MOST_PLACES], applies)
