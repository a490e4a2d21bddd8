"""Decides which words a story writes with a capital here and without one there, in one sense."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compliance.article import Article, Role, Span
from compliance.language.detect import story_language
from compliance.record import Record
from compliance.scanner import Hit
from compliance_plugins.consistency._own_words import (
    is_address,
    is_small_word,
    opens_sentence,
    own_block,
    starts_of,
    word_after,
    word_before,
)

LIST, MODIFIERS = "capitals", "title-modifiers"
_LONGEST = 60
_SIGNS = ".,;:!?()[]“”\"‘’'«»"
_STOPS = frozenset('.,;:!?)”"»')
_OWNED = ("'s", "’s")
_OF = frozenset({"of", "de", "del"})


class Written(Record):
    """A word as it stands somewhere.

    :param modified: it is a title with a word before it that makes it a description: the Rimontian president Orme.
    """

    span: Span
    form: str
    modified: bool = False


def two_ways(article: Article) -> Iterator[Sequence[Written]]:
    """For each word and each of its senses that a story writes in two ways, all its places."""
    text = article.text
    by_word: dict[str, list[Hit]] = {}
    for hit in article.hits(LIST, article.get(story_language)):
        by_word.setdefault(hit.entry.canonical, []).append(hit)
    for hits in by_word.values():
        capitalised = {text[hit.start : hit.end] for hit in hits}
        small = [word for words in capitalised if (word := words.lower()) in text]
        if small or (len(capitalised) > 1 and hits[0].entry.flag("caps")):
            yield from _told_apart(article, hits, small)


def _told_apart(article: Article, hits: Sequence[Hit], small: Sequence[str]) -> Iterator[Sequence[Written]]:
    """The places of a word by its senses, where the capitals of one are not the same everywhere.

    :param hits: where it has a capital.
    :param small: the word and its aliases without one, as far as they may stand in the story.
    """
    senses: dict[str, list[Written]] = {}
    for hit in hits:
        if (sense := _sense(article, hit)) and (place := _written(article, hit)):
            senses.setdefault(sense, []).append(place)
    if not senses:
        return
    for word in small:
        for start in starts_of(article.text, word):
            hit = Hit(start, start + len(word), hits[0].entry)
            if (sense := _sense(article, hit)) in senses and (place := _written(article, hit)):
                senses[sense].append(place)
    for everywhere in senses.values():
        places = _comparable(everywhere)
        if len({place.form for place in places}) > 1:
            yield sorted(places)


def _sense(article: Article, hit: Hit) -> str:
    """In what sense a word stands there; empty where it has none that is compared, or is part of a name."""
    text, (start, end, entry) = article.text, hit
    capital = text[start].isupper()
    before, after = word_before(text, start, 0), word_after(text, end, len(text))
    if after[:1].isupper():
        described = not capital and before.endswith(_OWNED)
        return _called(text, end) if entry.flag("name") and not described else ""
    if entry.flag("any"):
        return "" if capital and before[:1].isupper() and not is_small_word(article, before) else "any"
    if after in entry.texts("before"):
        return "before"
    return "after" if before.lower() in entry.texts("after") and after not in _OF else ""


def _written(article: Article, hit: Hit) -> Written | None:
    """The word there; ``None`` where its capital tells nothing, or the words are not the writer's own."""
    start, end, entry = hit
    words = article.text[start:end]
    small = words.lower()
    form = "small" if words == small else "all" if words == words.upper() else "capital"
    if form == "all" and not entry.flag("caps"):
        return None
    block = own_block(article, start, end)
    if block is None or block.role is Role.HEADLINE or is_address(article.text, start, end):
        return None
    if form != "small" and opens_sentence(article, block, start):
        return None
    return Written(Span(start, end), form, entry.flag("name") and _modified(article, start))


def _called(text: str, end: int) -> str:
    """The last word of the name behind a title, by which two places are known to mean one person."""
    last = ""
    for word in text[end : end + _LONGEST].split():
        bare = word.strip(_SIGNS)
        if not bare[:1].isupper():
            break
        last = bare[:-2] if bare.endswith(_OWNED) else bare
        if word[-1:] in _STOPS and len(word) > 2:
            break
    return last


def _modified(article: Article, start: int) -> bool:
    """Whether the words before a title make it a description: Rimont's president Orme, former president Orme."""
    before = word_before(article.text, start, 0)
    if before[:1].isupper():
        return not is_small_word(article, before)
    return before.endswith(_OWNED) or before in article.lexicon.phrases(MODIFIERS)


def _comparable(places: Sequence[Written]) -> Sequence[Written]:
    """The places without the small letters that houses write in a description alone, if no description has others."""
    if any(place.modified and place.form != "small" for place in places):
        return places
    return [place for place in places if not place.modified]
