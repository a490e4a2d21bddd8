"""Reads what readers wrote, or the marked words of a story, and says what moderation finds there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from compliance.article import NOT_PROSE, Article, Role
from compliance.language.detect import story_language
from compliance_plugins.moderation._act import Act, surest
from compliance_plugins.moderation._hate import hate
from compliance_plugins.moderation._matter import doxxing, profanity, sexual, spam
from compliance_plugins.moderation._sentence import Sentence, sentences
from compliance_plugins.moderation._story import story_acts
from compliance_plugins.moderation._terms import terms
from compliance_plugins.moderation._threats import harassment, self_harm, threat

_KINDS = (threat, harassment, self_harm, profanity, sexual, doxxing, spam)
_LANGUAGES = ("en", "es")
_SHORT = 200
"""Code points up to which a text's language is a guess: hidden letters mislead it."""


def acts(article: Article) -> tuple[Act, ...]:
    """What is found in a story and in readers' comments, of each kind at most one a sentence, in order."""
    if is_comment(article) or any(block.role is Role.COMMENT for block in article.blocks):
        return (*_of_readers(article), *(() if is_comment(article) else story_acts(article)))
    return story_acts(article)


def _of_readers(article: Article) -> tuple[Act, ...]:
    read = _read(article)
    found: list[Act] = []
    for number, sentence in enumerate(read):
        beside = read[max(number - 1, 0) : number] + read[number + 1 : number + 2]
        others = [tag for other in beside for tag in other.tags.get("people", ())]
        kinds: Iterable[Iterator[Act]] = (hate(sentence, others), *(kind(sentence) for kind in _KINDS))
        found += [one for acts in kinds if (one := surest(acts)) is not None]
    return tuple(found)


def _read(article: Article) -> list[Sentence]:
    """The sentences of all that readers wrote, in the language that fits them best."""
    told = article.get(story_language)
    if told not in _LANGUAGES:
        if told is not None and (article.metadata.language or len(article.text) > _SHORT):
            return []
        told = None
    blocks = [
        b for b in article.blocks if b.role not in NOT_PROSE and b and (is_comment(article) or b.role is Role.COMMENT)
    ]
    readings: dict[int, list[Sentence]] = {}
    for language in (told,) if told else _LANGUAGES:
        known = terms(article.lexicon, language)
        read = [one for b in blocks for one in sentences(article.text, b.start, b.end, known)]
        readings.setdefault(sum(word.plain in known.known for one in read for word in one.words), read)
    return readings[max(readings)]


def is_comment(article: Article) -> bool:
    """Whether all of it was written by readers."""
    return article.metadata.product == "comments"
