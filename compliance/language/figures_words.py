"""What a language's figures are made of, read once from its data file."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from compliance.language.locale import locale_data
from compliance.record import Record

if TYPE_CHECKING:
    from collections.abc import Mapping

LIST = "number-words"


class Speech(Record):
    """A language's figures.

    :param table: the data file as it stands.
    :param scales: what a word after a number multiplies it by.
    :param suffixes: what letters glued to a number multiply it by.
    :param units: unit by its words, in small letters.
    :param unit_words: the most words a unit has.
    :param bounds: how sure a figure is, by the words before it.
    """

    table: Mapping[str, Any]
    scales: Mapping[str, int]
    suffixes: Mapping[str, int]
    units: Mapping[str, str]
    unit_words: int
    bounds: Mapping[str, str]
    labels: frozenset[str]
    stops: frozenset[str]
    skip: frozenset[str]
    plurals: frozenset[str]
    before: frozenset[str]
    singulars: frozenset[str]
    of: frozenset[str]
    age_before: frozenset[str]
    clock_after: frozenset[str]
    change_words: frozenset[str]


@cache
def speech(language: str) -> Speech | None:
    """The figures of a language; ``None`` where there is no data for it."""
    table = locale_data(language, "figures")
    if not table:
        return None
    counted = table["counted"]
    words = table["lists"][LIST]
    return Speech(
        table=table,
        scales={word["phrase"]: word["scale"] for word in words if "scale" in word},
        suffixes=table["suffixes"],
        units=table["units"],
        unit_words=max(len(name.split()) for name in table["units"]),
        bounds=table["bounds"],
        labels=frozenset(table["labels"]),
        stops=frozenset(counted["stops"]),
        skip=frozenset(counted["skip"]),
        plurals=frozenset(counted["plurals"]),
        before=frozenset(counted["before"]),
        singulars=frozenset(counted["singulars"]),
        of=frozenset(table["of"]),
        age_before=frozenset(table["age_before"]),
        clock_after=frozenset(table["clock_after"]),
        change_words=frozenset(table["change_words"]),
    )
