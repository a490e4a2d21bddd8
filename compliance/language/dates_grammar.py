"""Decides nothing by itself: the words and links of one language's dates, in the form the parser looks them up."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from compliance.language.locale import locale_data
from compliance.record import Record

# What two neighbouring parts of a date can be to each other; a gap between them may allow several.
DAY_MONTH = 1
MONTH_DAY = 2
MONTH_YEAR = 4
DAY_YEAR = 8
WEEKDAY_DATE = 16
WEEKDAY_DAY = 32
DATE_WEEKDAY = 64
LIST = 128
RANGE = 256
OF_UNIT = 512
MONTH_DAY_ALONE = 1024  # only where the year follows, or the sentence pauses

_LINKS = {
    "day_month": DAY_MONTH,
    "month_day": MONTH_DAY,
    "month_year": MONTH_YEAR,
    "day_year": DAY_YEAR,
    "weekday_date": WEEKDAY_DATE,
    "weekday_day": WEEKDAY_DAY,
    "date_weekday": DATE_WEEKDAY,
    "list": LIST,
    "range": RANGE,
    "of_unit": OF_UNIT,
    "month_day_alone": MONTH_DAY_ALONE,
}
LONGEST_GAP = 20

Words = frozenset[str]
Numbers = Mapping[str, int]


class _Sets(dict[str, Words]):
    """Lists of words; one that a language does not give is empty."""

    def __missing__(self, key: str) -> Words:
        return frozenset()


class _Tables(dict[str, Numbers]):
    """Tables of words with a number; one that a language does not give is empty."""

    def __missing__(self, key: str) -> Numbers:
        return {}


class _Phrases(dict[str, tuple[str, ...]]):
    """Phrases in their order; those that a language does not give are none."""

    def __missing__(self, key: str) -> tuple[str, ...]:
        return ()


class Grammar(Record):
    """The words of a language that stand in and around dates; all in lower case.

    :param links: what a gap between two parts may mean, as a sum of the constants above.
    :param words: the lists of ``[words]``, ``[tense]`` and ``[rules]`` as sets, by key.
    :param phrases: the lists of ``[rules]`` in their order.
    :param numbers: those that are tables, by key.
    :param verbs: what a word says of the time of what it governs: 1 future, -1 past, 0 nothing though it looks so.
    :param weak_verbs: the same for helpers and prepositions, which count where no other word does.
    :param pairs: by first word, the words that make it speak of the future.
    """

    language: str
    capitals: bool
    order: str
    month_first_regions: Words
    ordinals: tuple[str, ...]
    links: Mapping[str, int]
    words: Mapping[str, Words]
    phrases: Mapping[str, tuple[str, ...]]
    numbers: Mapping[str, Numbers]
    past_endings: tuple[str, ...]
    future_endings: tuple[str, ...]
    adverb_endings: tuple[str, ...]
    verbs: Mapping[str, int]
    weak_verbs: Mapping[str, int]
    pairs: Mapping[str, Words]

    def link(self, gap: str) -> int:
        """What a gap between two parts may mean; 0 for nothing known."""
        known = self.links.get(gap)
        if known is not None:
            return known
        if len(gap) > LONGEST_GAP or "\n\n" in gap:
            return 0
        if gap.isascii() and gap == gap.lower() and "\n" not in gap and "  " not in gap and "\t" not in gap:
            return 0  # it is plain already
        plain = "".join(" " if c.isspace() else c for c in gap.lower())
        while "  " in plain:
            plain = plain.replace("  ", " ")
        return self.links.get(plain, 0)


@cache
def grammar(language: str) -> Grammar | None:
    """The dates of a language; ``None`` where there is no data for it."""
    data = locale_data(language, "dates")
    if not data:
        return None
    links: dict[str, int] = {}
    for name, flag in _LINKS.items():
        for gap in data["links"].get(name, ()):
            links[gap] = links.get(gap, 0) | flag
    tables = {**data["words"], **data["tense"], **data.get("rules", {})}
    return Grammar(
        language=language,
        capitals=data["capitals"],
        order=data["order"],
        month_first_regions=frozenset(data["month_first_regions"]),
        ordinals=tuple(sorted(data["ordinals"], key=len, reverse=True)),
        links=links,
        words=_Sets({key: frozenset(value) for key, value in tables.items() if isinstance(value, list)}),
        phrases=_Phrases({key: tuple(value) for key, value in data.get("rules", {}).items()}),
        numbers=_Tables({key: value for key, value in tables.items() if isinstance(value, dict)}),
        past_endings=tuple(tables.get("past_endings", ())),
        future_endings=tuple(tables.get("future_endings", ())),
        adverb_endings=tuple(tables.get("adverb_endings", ())),
        verbs=_verbs(tables),
        weak_verbs={
            **dict.fromkeys(tables.get("weak_past", ()), -1),
            **dict.fromkeys(tables.get("weak_future", ()), 1),
        },
        pairs=_pairs(tables.get("future_pairs", ())),
    )


def _verbs(tables: Mapping[str, list[str]]) -> dict[str, int]:
    known = dict.fromkeys(tables.get("past", ()), -1)
    known.update(dict.fromkeys(tables.get("future", ()), 1))
    known.update(dict.fromkeys(tables.get("timeless", ()), 0))
    return known


def _pairs(phrases: list[str]) -> dict[str, Words]:
    known: dict[str, set[str]] = {}
    for phrase in phrases:
        first, _, second = phrase.partition(" ")
        known.setdefault(first, set()).add(second)
    return {first: frozenset(seconds) for first, seconds in known.items()}
