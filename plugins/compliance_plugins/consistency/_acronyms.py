"""Decides which words of a story are acronyms, and what the story says that they are short for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice

from compliance.article import Article, Role, Span
from compliance.language.detect import story_language
from compliance.language.locale import locale_data
from compliance.language.signs import capital_runs
from compliance.lexicon import Lexicon
from compliance.record import Record
from compliance_plugins.consistency._long_forms import is_spelt_out, other_long_form
from compliance_plugins.consistency._own_words import own_block, starts_of, word_after, word_before

LIST, BODIES = "familiar-acronyms", "organisation-words"
_LONGEST = 6
_ROMAN = frozenset("IVXLCDM")
_AROUND = 40
_BREAKS = (", ", " - ", " – ", " — ")
_ENDS = ("'s", "’s", ".", ",", ";", ":", "?", "!", ")", " - ", " – ", " — ", "\n")
_SHORT, _BEHIND = 3, 4
_CLAUSE = 80
_CUE = 8
"""Code points before an acronym in which its article stands."""
_MOST = 50
"""Acronyms of a story that are looked into: each is looked for in all of it."""


class Words(Record):
    """What a language's data say of acronyms.

    :param leads: words that open a phrase which the comma behind an acronym ends: *According to* the FHB, the price.
    :param praise: words before an acronym that do not say what it is: the powerful FHB.
    :param joins: words that may stand behind one that names a body, beside those of :attr:`alone`.
    :param relative: words that with an article before them open a clause: la FHB, la cual.
    :param cues: the ends of its articles, with the space behind, by which acronyms are found.
    """

    articles: frozenset[str]
    small: frozenset[str]
    alone: frozenset[str]
    others: frozenset[str]
    either: frozenset[str]
    leads: frozenset[str]
    praise: frozenset[str]
    joins: frozenset[str]
    relative: frozenset[str]
    endings: tuple[str, ...]
    cues: tuple[str, ...]


@cache
def _bracketed() -> re.Pattern[str]:
    return re.compile(rf"\(([A-ZÀ-ÖØ-Þ]{{{_SHORT},{_LONGEST}}})(?![\w&@/])")


def unexplained(article: Article, known: Sequence[str]) -> Iterator[tuple[str, Span]]:
    """The acronyms of a body that the story neither spells out nor explains, each with its first place.

    :param known: those of the house that need no explanation, beside those of the list.
    """
    text, language = article.text, article.get(story_language) or "en"
    words = acronym_words(language)
    found = dict.fromkeys(
        text[start:end]
        for start, end in capital_runs(article, _SHORT)
        if end - start <= _LONGEST and text.endswith(words.cues, max(start - _CUE, 0), start) and _ends(text, end)
    )
    for word in islice(found, _MOST):
        if word in _familiar(article.lexicon, language) or word in known or _ROMAN.issuperset(word):
            continue
        places = list(starts_of(text, word))
        alone = next((at for at in places if _names_body(article, at, at + len(word), words)), None)
        if alone is not None and not _is_clear(article, word, places, words):
            yield word, Span(alone, alone + len(word))


def _ends(text: str, end: int) -> bool:
    """Whether an acronym ends where its capitals do."""
    after = text[end : end + 1]
    return not after.isalnum() and after not in ("_", "&", "@", "/")


def _is_clear(article: Article, word: str, places: Sequence[int], words: Words) -> bool:
    """Whether the story says what an acronym is, or it is none."""
    text, size = article.text, len(word)
    return (
        any(_is_shouted(text, at, size) for at in places)
        or _is_described(article, places[0], places[0] + size, words)
        or any(_is_explained(text, at, at + size, words) for at in places)
        or _is_agency(article, word)
        or is_spelt_out(text, word, places[0], words.small, words.alone)
    )


def spelt_twice(article: Article) -> Iterator[tuple[str, Span, Span]]:
    """The acronyms that a story spells out in two ways: the acronym, one long form and the other, in their order."""
    text = article.text
    for word in islice(dict.fromkeys(_in_brackets(text)), _MOST):
        small = acronym_words(article.get(story_language) or "en").small
        forms = other_long_form(text, word, list(starts_of(text, word)), small)
        if forms is not None and all(own_block(article, *form) for form in forms):
            yield word, *forms


def _in_brackets(text: str) -> Iterator[str]:
    """The acronyms that stand first in a bracket, in order."""
    match = _bracketed().match
    at = text.find("(")
    while at >= 0:
        found = match(text, at)
        if found is not None:
            yield found[1]
        at = text.find("(", at + 1)


@cache
def _familiar(lexicon: Lexicon, language: str) -> frozenset[str]:
    return frozenset(entry.phrase for entry in lexicon.entries(LIST, language))


@cache
def _bodies(lexicon: Lexicon) -> frozenset[str]:
    return lexicon.phrases(BODIES)


@cache
def acronym_words(language: str) -> Words:
    """The words of a language by which acronyms are read."""
    data = locale_data(language, "acronyms")
    sets = {name: frozenset(data.get(name, "").split()) for name in Words._fields[:-2]}
    cues = sorted({f"{article[1:]} " for article in sets["articles"]})
    return Words(**sets, endings=tuple(data.get("endings", "").split()), cues=tuple(cues))


def _is_agency(article: Article, word: str) -> bool:
    return any(name in article.lexicon and article.lexicon.find(name, word) for name in ("agencies", "outlets"))


def _names_body(article: Article, start: int, end: int, words: Words) -> bool:
    """Whether an acronym stands in running prose as bodies do: behind an article, and not before what it describes."""
    text = article.text
    before, after = text[max(start - _AROUND, 0) : start], text[end : end + _AROUND]
    if before[-1:] != " " or not _is_article(before.split()[-1], words):
        return False
    block = own_block(article, start, end)
    if block is None or block.role is Role.HEADLINE:
        return False
    if after.startswith(_ENDS) or not after.strip():
        return True
    said = after.split()
    word = said[0].rstrip(".,;:") if after[:1] == " " and said else ""
    return word in words.alone or word in words.joins or (word.islower() and word.endswith(words.endings))


def _is_shouted(text: str, start: int, length: int) -> bool:
    """Whether a word beside it is all in capitals, too, so that capitals are for emphasis."""
    beside = word_before(text, start, 0), word_after(text, start + length, len(text))
    return any(word.isupper() and len(word) >= _SHORT for word in beside)


def _is_article(word: str, words: Words) -> bool:
    return word.lower() in words.articles and word[1:].islower()


def _is_explained(text: str, start: int, end: int, words: Words) -> bool:
    """Whether a bracket or an apposition beside an acronym says what it is."""
    before, after = text[max(start - _AROUND, 0) : start], text[end : end + _AROUND]
    if before[-1:] in "([" or after[:2] == " (":
        return True
    if after.startswith(_BREAKS):
        said, _, rest = after.lstrip(" ,-–—").partition(" ")
        clause = rest.partition(" ")[0] in words.relative
        if said in words.others or (
            said in words.articles and not clause and not _ends_phrase(text, end, before, words)
        ):
            return True
    rest, _, last = before.rstrip(" ").rpartition(" ")
    if last in words.either and rest[-1:] == ",":
        return True
    if last in words.articles:
        rest, _, last = rest.rpartition(" ")
        return last[-1:] == "," and last[:-1].isalpha() and last.islower() and after[:1] in ",.;"
    return last[-1:] in (",", "—", "–") and after[:1] in ",.—–"


def _ends_phrase(text: str, end: int, before: str, words: Words) -> bool:
    """Whether the comma behind an acronym ends an opening phrase, and begins no apposition that another closes."""
    lead = before.split()[-2:-1]
    return bool(lead) and lead[0].lower() in words.leads and "," not in text[end + 1 : end + _CLAUSE].partition(".")[0]


def _is_described(article: Article, start: int, end: int, words: Words) -> bool:
    """Whether a noun beside an acronym says what it is: the bakers' union FHB, the FHB research institute."""
    text = article.text
    before, after = text[max(start - _AROUND, 0) : start], text[end : end + _AROUND]
    last = before.split()[-1] if before[-1:] == " " and before.strip() else ""
    if (
        last.islower()
        and last.isalpha()
        and len(last) > _SHORT
        and last not in words.articles | words.alone | words.praise
    ):
        return True
    behind = after.split()[:_BEHIND] if after[:1] == " " else []
    return any(word.rstrip(".,;:") in _bodies(article.lexicon) for word in behind if word.islower())
