"""What of a story's own words is a slur, coarse or sexual: those that hardly ever mean anything else."""

from __future__ import annotations

from collections.abc import Iterator

from compliance.article import NOT_PROSE, Article, Block, Role
from compliance.language.detect import story_language
from compliance.language.reports import quoted_around
from compliance.scanner import Hit
from compliance_plugins.moderation._act import Act
from compliance_plugins.moderation._sentence import Sentence, sentences
from compliance_plugins.moderation._terms import SURE, terms

_REACH = 250
"""Code points either side of a word in which its sentence is looked for."""
_SURE, _DISCUSSED, _QUOTED = 0.8, 0.5, 0.4
_LANGUAGES = ("en", "es")


def story_acts(article: Article) -> tuple[Act, ...]:
    """What is found in a story, of each kind at most one a sentence."""
    language = article.get(story_language)
    if language is not None and language not in _LANGUAGES:
        return ()
    found: dict[tuple[str, int], Act] = {}
    for hit in article.hits(SURE, language):
        for act in _acts(article, hit, language or "en"):
            found.setdefault((act.kind, _sentence_of(article, act.start)), act)
    return tuple(found.values())


def _sentence_of(article: Article, at: int) -> int:
    return max(article.text.rfind(end, 0, at) for end in (". ", "\n", "? ", "! "))


def _acts(article: Article, hit: Hit, language: str) -> Iterator[Act]:
    block = article.block_at(hit.start)
    if block is None or block.role in NOT_PROSE or block.role in (Role.COMMENT, Role.CREDIT, Role.BYLINE):
        return
    if _is_name(article, hit):
        return
    if block.role is Role.QUOTE or quoted_around(article, hit.start, hit.end):
        yield _act(hit, _QUOTED, "quoted")
    elif _discussed(article, block, hit, language):
        yield _act(hit, _DISCUSSED, "discussed")
    else:
        reason = "slur" if hit.entry.text("is") == "hate" else "message"
        yield _act(hit, _SURE, reason)


def _act(hit: Hit, score: float, reason: str) -> Act:
    return Act(hit.entry.text("is"), hit.start, hit.end, score, reason)


def _is_name(article: Article, hit: Hit) -> bool:
    """Whether it is written as a name is, inside a sentence: a band, a title, a person."""
    text, start = article.text, hit.start
    if not text[start].isupper() or text[start : hit.end].isupper():
        return False
    before = text[max(start - 2, 0) : start]
    return before[-1:] == " " and before[:1] not in ".!?:…\n"


def _discussed(article: Article, block: Block, hit: Hit, language: str) -> bool:
    """Whether the sentence speaks of the word, or of who used it."""
    start, end = max(block.start, hit.start - _REACH), min(block.end, hit.end + _REACH)
    around: Sentence | None = None
    for one in sentences(article.text, start, end, terms(article.lexicon, language)):
        if one.words[0].start <= hit.start <= one.words[-1].end:
            around = one
    return around is not None and around.has("counter")
