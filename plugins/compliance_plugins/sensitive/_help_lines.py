"""Whether a story on suicide says where its readers find help, in a country that it is published in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from re import Pattern, compile

from compliance.article import NOT_PROSE, Article, Role
from compliance.lexicon import Entry
from compliance.record import Record
from compliance_plugins.sensitive._passages import Passage
from compliance_plugins.sensitive._phrases import Phrase, phrases

LINES = "help-lines"
_PAST = 50
_PROMINENT = (Role.HEADLINE, Role.STANDFIRST)
_MOST = 3


class Help(Record):
    """What a story says of help.

    :param given: the words of the lines that it gives for other countries alone.
    :param offers: lines that could be given to its readers, as they would be written.
    :param countries: where it is published, as far as lines of these countries are known.
    """

    given: str
    offers: tuple[str, ...]
    countries: tuple[str, ...]


def is_about(article: Article, said: Sequence[Passage]) -> bool:
    """Whether the story is about suicide: it begins with it, or comes back to it and not with the bare word alone.

    What was long ago is said in passing.
    """
    lead = next((block.end for block in article.body), 0)
    meant = [passage for passage in said if not _is_past(article, passage)]
    if any(one.sentence.block.role in _PROMINENT or one.sentence.start < lead for one in meant):
        return True
    return len(meant) > 1 and any(hit.entry.text("kind") != "noun" for one in meant for hit in one.hits)


def lacking(article: Article) -> Help | None:
    """What the story lacks; ``None`` where it gives a line that its readers can reach."""
    lines = list(_lines(article))
    countries = _countries(article)
    own = [line for line in lines if not _where(line) or not countries or set(_where(line)) & set(countries)]
    if own:
        return None
    given = article.text[lines[0].start : lines[0].end] if lines else ""
    return Help(given, tuple(_offers(article, countries)), countries)


def _lines(article: Article) -> Iterator[Phrase]:
    """The help lines that stand in what readers read, quotations too."""
    for block in article.blocks:
        if block.role in NOT_PROSE or not block:
            continue
        found = list(phrases(article, LINES, block.start, block.end, None))
        called = any(phrase.kind == "call" for phrase in found)
        for phrase in found:
            if phrase.kind != "call" and (
                called or not phrase.entry.flag("bare") or not phrase.entry.phrase[0].isdigit()
            ):
                yield phrase


def _where(line: Phrase) -> tuple[str, ...]:
    return _answers(line.entry)


def _answers(entry: Entry) -> tuple[str, ...]:
    """Where a line answers; where that was not verified, the story is believed."""
    return entry.texts("country") + entry.texts("unverified")


def _countries(article: Article) -> tuple[str, ...]:
    """Where the story is published, else the region of its language tag; only where lines are known."""
    metadata = article.metadata
    region = metadata.language.replace("_", "-").partition("-")[2].upper()
    wanted = metadata.territories or ((region,) if len(region) == 2 else ())
    lines = (entry for key in ("country", "unverified") for entry in article.lexicon.having(LINES, key))
    known = {country for entry in lines for country in _answers(entry)}
    return tuple(country for country in wanted if country in known)


def _offers(article: Article, countries: tuple[str, ...]) -> Iterator[str]:
    """The lines to give: only such as a page confirms for one of the countries."""
    offered: set[str] = set()
    for entry in article.lexicon.having(LINES, "offer"):
        offer = entry.text("offer")
        if offer not in offered and set(entry.texts("country")) & set(countries) and len(offered) < _MOST:
            offered.add(offer)
            yield offer


def _is_past(article: Article, passage: Passage) -> bool:
    """Whether a year before last stands soon behind the words, or a year that cannot be told from such."""
    recent = _year_of(article) - 1
    end = passage.hits[-1].end
    place = end, min(passage.sentence.end, end + _PAST)
    return any(int(year[0]) < recent for year in _years().finditer(article.text, *place))


def _year_of(article: Article) -> int:
    when = article.metadata.published or article.now
    return when.year if isinstance(when, date) else 10_000


@cache
def _years() -> Pattern[str]:
    return compile(r"\b(?:1[5-9]|20)\d\d\b")
