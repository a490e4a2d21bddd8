"""Decides which words a story writes with a capital here and without one there, in one sense."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from compliance.article import Article, Block, Role, Span
from compliance.language.detect import story_language
from compliance.lexicon import Entry
from compliance.record import Record
from compliance.scanner import Hit
from compliance_plugins.consistency._own_words import (
    is_address,
    is_small_word,
    opens_sentence,
    own_block,
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
        small = [words.lower() for words in capitalised if words.lower() in text]
        if small or (len(capitalised) > 1 and hits[0].entry.flag("caps")):
            yield from _told_apart(article, [*hits, *_small(article, small, hits[0].entry)])


def _small(article: Article, words: Sequence[str], entry: Entry) -> Iterator[Hit]:
    """The places where the words stand in small letters."""
    if words:
        pattern = re.compile(rf"(?<![\w'’-])(?:{'|'.join(map(re.escape, words))})(?![\w-])")
        for match in pattern.finditer(article.text):
            yield Hit(*match.span(), entry)


def _told_apart(article: Article, hits: Sequence[Hit]) -> Iterator[Sequence[Written]]:
    senses: dict[str, list[Written]] = {}
    for hit in hits:
        block = own_block(article, hit.start, hit.end)
        if block is None or block.role is Role.HEADLINE or is_address(article.text, hit.start, hit.end):
            continue
        sense = _sense(article, block, hit)
        if sense:
            senses.setdefault(sense, []).append(_written(article, block, hit))
    for everywhere in senses.values():
        places = _comparable(everywhere)
        if len({place.form for place in places}) > 1:
            yield sorted(places)


def _written(article: Article, block: Block, hit: Hit) -> Written:
    words = article.text[hit.start : hit.end]
    small = words.lower()
    form = "small" if words == small else "all" if words == words.upper() else "capital"
    return Written(Span(hit.start, hit.end), form, hit.entry.flag("name") and _modified(article, block, hit.start))


def _sense(article: Article, block: Block, hit: Hit) -> str:
    """In what sense a word stands there; empty where its capital tells nothing, or is that of a name."""
    text, entry = article.text, hit.entry
    words = text[hit.start : hit.end]
    capital = words != words.lower()
    if capital and ((words.isupper() and not entry.flag("caps")) or opens_sentence(article, block, hit.start)):
        return ""
    before, after = word_before(text, hit.start, block.start), word_after(text, hit.end, block.end)
    if after[:1].isupper():
        described = not capital and before.endswith(_OWNED)
        return _called(text, hit.end, block.end) if entry.flag("name") and not described else ""
    if entry.flag("any"):
        return "" if capital and before[:1].isupper() and not is_small_word(article, before) else "any"
    if after in entry.texts("before"):
        return "before"
    return "after" if before.lower() in entry.texts("after") and after not in _OF else ""


def _called(text: str, end: int, high: int) -> str:
    """The last word of the name behind a title, by which two places are known to mean one person."""
    last = ""
    for word in text[end : min(high, end + _LONGEST)].split():
        bare = word.strip(_SIGNS)
        if not bare[:1].isupper():
            break
        last = bare[:-2] if bare.endswith(_OWNED) else bare
        if word[-1:] in _STOPS and len(word) > 2:
            break
    return last


def _modified(article: Article, block: Block, start: int) -> bool:
    """Whether the words before a title make it a description: Rimont's president Orme, former president Orme."""
    before = word_before(article.text, start, block.start)
    if before[:1].isupper():
        return not is_small_word(article, before)
    return before.endswith(_OWNED) or before in article.lexicon.phrases(MODIFIERS)


def _comparable(places: Sequence[Written]) -> Sequence[Written]:
    """The places without the small letters that houses write in a description alone, if no description has others."""
    if any(place.modified and place.form != "small" for place in places):
        return places
    return [place for place in places if not place.modified]
