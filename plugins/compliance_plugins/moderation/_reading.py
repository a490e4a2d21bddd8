"""What the words of readers' comments tell, sentence by sentence, in the language that fits them best."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from compliance.article import NOT_PROSE, Article, Role
from compliance.language.detect import story_language
from compliance.record import Record
from compliance_plugins.moderation._act import Act, surest
from compliance_plugins.moderation._doxxing import doxxing
from compliance_plugins.moderation._hate import hate
from compliance_plugins.moderation._matter import profanity, sexual, spam
from compliance_plugins.moderation._sentence import Sentence, sentences
from compliance_plugins.moderation._terms import terms
from compliance_plugins.moderation._threats import harassment, self_harm, threat

_KINDS = (threat, harassment, self_harm, profanity, sexual, spam)
_LANGUAGES = ("en", "es")
_SHORT = 200
"""Code points up to which a text's language is a guess: hidden letters mislead it."""


class Reading(Record):
    """Readers' comments as they were read.

    :param fit: how many of the words the language knows.
    """

    fit: int = 0
    language: str = ""
    sentences: tuple[Sentence, ...] = ()


class Told(Record):
    """What words told of readers' comments.

    :param silent: the sentences in which they told nothing.
    """

    language: str = ""
    acts: tuple[Act, ...] = ()
    silent: tuple[Sentence, ...] = ()


def told_by_words(article: Article) -> Told:
    """What is found in what readers wrote, in order, of each kind at most one a sentence."""
    if not has_comments(article):
        return Told()
    reading = _read(article)
    read = reading.sentences
    found: list[Act] = []
    silent: list[Sentence] = []
    for number, sentence in enumerate(read):
        beside = read[max(number - 1, 0) : number] + read[number + 1 : number + 2]
        some = _judged(sentence, beside)
        found += some
        if not some:
            silent.append(sentence)
    return Told(reading.language, tuple(found), tuple(silent))


def has_comments(article: Article) -> bool:
    """Whether readers wrote any of it."""
    return is_comment(article) or any(block.role is Role.COMMENT for block in article.blocks)


def is_comment(article: Article) -> bool:
    """Whether all of it was written by readers."""
    return article.metadata.product == "comments"


def _judged(sentence: Sentence, beside: Sequence[Sentence]) -> list[Act]:
    """The surest act of each kind in a sentence."""
    others = [tag for other in beside for tag in other.tags.get("people", ())]
    kinds: Iterable[Iterator[Act]] = (
        hate(sentence, others),
        doxxing(sentence, beside),
        *(kind(sentence) for kind in _KINDS),
    )
    return [one for acts in kinds if (one := surest(acts)) is not None]


def _read(article: Article) -> Reading:
    """The sentences of all that readers wrote, in the language that fits them best."""
    told = article.get(story_language)
    if told not in _LANGUAGES:
        if told is not None and (article.metadata.language or len(article.text) > _SHORT):
            return Reading()
        told = None
    return max((_in(article, language) for language in ((told,) if told else _LANGUAGES)), key=lambda one: one.fit)


def _in(article: Article, language: str) -> Reading:
    whole, known = is_comment(article), terms(article.lexicon, language)
    blocks = [b for b in article.blocks if b and b.role not in NOT_PROSE and (whole or b.role is Role.COMMENT)]
    read = tuple(one for b in blocks for one in sentences(article.text, b.start, b.end, known))
    return Reading(sum(word.plain in known.known for one in read for word in one.words), language, read)
