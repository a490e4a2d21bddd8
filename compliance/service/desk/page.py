"""Everything that the page of one story shows, from the story, its check and the decisions made of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from compliance.record import Record
from compliance.renderers.words.phrases import in_language
from compliance.service.counting import pile_of
from compliance.service.decisions import ANOTHER, CHANGED, NOBODY, OVER, people_needed
from compliance.service.desk.limits import MOST_FINDINGS, MOST_PLACES, shortened
from compliance.service.desk.looking import Looked
from compliance.service.desk.piles import Item, Repair, in_piles
from compliance.service.desk.repairs import can_apply
from compliance.service.desk.standing import Standing
from compliance.service.desk.story_view import StoryView, marks_of, view

_LAPSED = {OVER: "over", CHANGED: "changed", NOBODY: "nobody"}


class Page(Record):
    """The page of a story.

    :param story: as its readers see it; ``None`` where its text is not kept here, or cannot be read now.
    :param verdict: after what was decided.
    :param piles: the findings that still stand; those of observed rules are notes.
    :param through: those that people let through.
    :param skipped: rules that did not run, each with its reason and whether it had work to do.
    :param unchecked: what could not be checked for want of data.
    :param unread: why its text cannot be read now; empty where it is shown, or not kept.
    :param most: how many findings of a pile are shown.
    """

    story: StoryView | None
    verdict: str
    piles: Mapping[str, tuple[Item, ...]]
    through: tuple[Item, ...]
    rules_run: tuple[str, ...]
    skipped: tuple[tuple[str, str, bool], ...]
    unchecked: tuple[Mapping[str, str], ...]
    unread: str = ""
    most: int = MOST_FINDINGS

    @property
    def items(self) -> tuple[Item, ...]:
        """Every finding that still stands, in the order of the piles."""
        return tuple(item for pile in self.piles.values() for item in pile)


def make_page(standing: Standing, language: str) -> Page:
    """The page of a story."""
    looked, settled = standing.looked, standing.settled
    checked, layout = looked.checked, looked.layout
    findings = [*checked.report["findings"], *checked.report.get("observed", ())]
    decided = _decisions(standing)
    items = [decided(_item(number, finding, looked)) for number, finding in enumerate(findings, 1)]
    piles = in_piles(item for item in items if item.waiver is None)
    shown = (item for pile in piles.values() for item in pile[:MOST_FINDINGS])
    marks = marks_of((item.number, item.pile, findings[item.number - 1]) for item in shown)
    return Page(
        story=view(layout, marks) if layout is not None else None,
        verdict=settled.verdict,
        piles=piles,
        through=tuple(item for item in items if item.waiver is not None),
        rules_run=tuple(checked.report["rules_run"]),
        skipped=tuple(
            (s["rule"], in_language(s["reason"], language), s["undecided"]) for s in checked.report["rules_skipped"]
        ),
        unchecked=tuple({**one, "reason": in_language(one["reason"], language)} for one in checked.unchecked),
        unread="" if standing.unread is None else shortened(in_language(standing.unread.what, language)),
    )


def _decisions(standing: Standing) -> Callable[[Item], Item]:
    """Gives each finding what people decided of it."""
    report = standing.settled.report
    observed = {found["fingerprint"] for found in report["observed"]}
    used = {waiver.fingerprint: waiver for waiver in standing.settled.used}
    lapsed = {one["fingerprint"]: one for one in reversed(report["lapsed"])}
    waivers = {waiver.id: waiver for waiver in standing.hand.waivers}

    def decided(item: Item) -> Item:
        if item.fingerprint in observed:
            return item._replace(pile="note")
        gone = lapsed.get(item.fingerprint)
        if gone is None:
            return item._replace(waiver=used.get(item.fingerprint))
        waiver = waivers[gone["waiver"]]
        if gone["why"] == ANOTHER:
            return item._replace(waiting=waiver)
        return item._replace(lapsed=waiver, why_lapsed=_LAPSED[gone["why"]])

    return decided


def _item(number: int, finding: Mapping[str, Any], looked: Looked) -> Item:
    return Item(
        number=number,
        pile=pile_of(finding, looked.checked.gate),
        rule=finding["rule"],
        variant=finding["variant"] or "",
        kind=finding["kind"],
        severity=finding["severity"],
        message=shortened(finding["message"]),
        matched=shortened(finding["matched"]),
        block=finding["block"] or "",
        labels=tuple(_place(label) for label in finding["labels"][:MOST_PLACES]),
        more_places=max(len(finding["labels"]) - MOST_PLACES, 0),
        notes=tuple(map(shortened, finding["notes"])),
        repairs=tuple(_repair(n, s, number, looked) for n, s in enumerate(finding["suggestions"])),
        basis=tuple(finding["basis"]),
        why=looked.layout.reasons[number - 1] if looked.layout is not None else "",
        people=people_needed(looked.checked, finding["rule"], finding["variant"]),
        fingerprint=finding["fingerprint"],
    )


def _place(label: Mapping[str, Any]) -> Mapping[str, Any]:
    told = {"matched": shortened(label["matched"]), "text": shortened(label["text"] or "")}
    return {**told, "file": label["file"], "block": label["block"]}


def _repair(index: int, suggestion: Mapping[str, Any], number: int, looked: Looked) -> Repair:
    layout, meant = looked.layout, suggestion["safety"] != "placeholder"
    applies = meant and layout is not None and can_apply(layout, number - 1, index)
    edits = suggestion["edits"][:MOST_PLACES]
    changes = tuple((shortened(edit["matched"]), shortened(edit["text"])) for edit in edits)
    return Repair(index, shortened(suggestion["title"]), suggestion["safety"], changes, applies)
