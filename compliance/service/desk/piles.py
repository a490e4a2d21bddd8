"""Sorts what was found into the three piles of the page, and says what an editor must know of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from compliance.finding import Severity
from compliance.record import Record
from compliance.service.types import Waiver

PILES = ("fix", "decide", "note")


class Repair(Record):
    """What can be done.

    :param place: its place among the finding's suggestions, from 0.
    :param changes: words that stand there and words to put there, of each edit; none for mere advice.
    :param applies: whether the page can do it by itself.
    """

    place: int
    title: str
    safety: str
    changes: tuple[tuple[str, str], ...]
    applies: bool


class Item(Record):
    """A finding on the page.

    :param number: from 1, in the order of the story.
    :param pile: ``fix`` (wrong, and it counts), ``decide`` (somebody must, and it counts) or ``note``.
    :param matched: the words at its place.
    :param labels: its other places: what is said, the words, their block, the supplied source they stand in, if any.
    :param more_places: how many more there are.
    :param why: the rule's reason.
    :param people: how many different people it takes to waive it; 0: nobody may.
    :param waiver: with which it was let through.
    :param waiting: a waiver that lacks another person.
    :param lapsed: a waiver that counts no longer.
    :param why_lapsed: ``over``, ``changed`` or ``nobody``; empty where none lapsed.
    """

    number: int
    pile: str
    rule: str
    variant: str
    kind: str
    severity: str
    message: str
    matched: str
    block: str
    labels: tuple[Mapping[str, Any], ...]
    more_places: int
    notes: tuple[str, ...]
    repairs: tuple[Repair, ...]
    basis: tuple[Mapping[str, str], ...]
    why: str
    people: int
    fingerprint: str
    waiver: Waiver | None = None
    waiting: Waiver | None = None
    why_lapsed: str = ""
    lapsed: Waiver | None = None


def in_piles(items: Iterable[Item]) -> Mapping[str, tuple[Item, ...]]:
    """The items by pile, every pile present; the gravest first, then in the order of the story."""
    every = sorted(items, key=lambda item: (-Severity(item.severity).rank, item.number))
    return {pile: tuple(item for item in every if item.pile == pile) for pile in PILES}
