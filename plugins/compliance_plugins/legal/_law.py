"""Decides whose law a story is judged by, and what that asks."""

from __future__ import annotations

from compliance.article import Article
from compliance.finding import Basis
from compliance.language.detect import story_language
from compliance.lexicon import Entry
from compliance.record import Record

_LIST = "jurisdictions"


class Law(Record):
    """What a jurisdiction asks of a story about a crime or a court.

    :param name: ``uk``, ``us``, ``es``, ``eu``.
    :param under: whoever is younger, in years, is a minor.
    :param minors: as what a minor is not to be named: ``suspect``, ``victim``, ``witness``.
    :param adult_court: whether a minor who is charged as an adult may be named.
    :param victims: by what a victim of a sexual offence is not to be told: ``name``, ``relation``, ``school``.
    """

    name: str
    under: int
    minors: tuple[str, ...]
    adult_court: bool
    victims: tuple[str, ...]
    entry: Entry

    def basis(self, of: str) -> tuple[Basis, ...]:
        """Where it is said; what no page confirms is not cited.

        :param of: ``guilt``, ``reply``, ``minors`` or ``victims``.
        """
        parts = (written.partition(": ") for written in self.entry.texts(f"{of}_basis"))
        unverified = self.entry.texts("unverified")
        return tuple(Basis(guide, clause) for guide, _, clause in parts if guide not in unverified)


def law(article: Article) -> Law:
    """The law a story is judged by: told, else by the country it is published in, else by its language."""
    entry = _entry(article)
    under = entry.data.get("under")
    return Law(
        entry.phrase,
        under if isinstance(under, int) else 18,
        entry.texts("minors"),
        entry.flag("adult_court"),
        entry.texts("victims"),
        entry,
    )


def _entry(article: Article) -> Entry:
    known, metadata = article.lexicon.entries(_LIST), article.metadata
    if metadata.jurisdiction:
        return next((one for one in known if one.phrase == metadata.jurisdiction), known[0])
    region = metadata.language.partition("-")[2].upper()
    for country in metadata.territories or (region,):
        for one in known:
            if country in one.texts("territories"):
                return one
    language = article.get(story_language)
    return next((one for one in known if one.text("tongue") == language), known[0])
