"""What of a story's own words is a slur, coarse or sexual: those that hardly ever mean anything else."""

from __future__ import annotations

from compliance.article import NOT_PROSE, Article, Block, Role
from compliance.language.detect import story_language
from compliance.language.reports import quoted_around
from compliance.scanner import Hit
from compliance_plugins.moderation._act import Act
from compliance_plugins.moderation._sentence import sentences
from compliance_plugins.moderation._terms import HIDDEN, SURE, terms

_REACH = 250
"""Code points either side of a word in which its sentence is looked for."""
_SURE, _DISCUSSED, _QUOTED = 0.8, 0.5, 0.4
_ENDS = (". ", "\n", "? ", "! ")
_APART = frozenset({Role.COMMENT, Role.CREDIT, Role.BYLINE})
_LANGUAGES = ("en", "es")


def story_acts(article: Article) -> tuple[Act, ...]:
    """What is found in a story, of each kind at most one a sentence."""
    language = article.get(story_language)
    if language is not None and language not in _LANGUAGES:
        return ()
    found: dict[tuple[str, int], Act] = {}
    for hit in (*article.hits(SURE, language), *article.hits(HIDDEN, language)):
        key = hit.entry.text("is"), _begins(article.text, hit.start)
        if key not in found and (act := _act_of(article, hit, language or "en")) is not None:
            found[key] = act
    return tuple(sorted(found.values(), key=lambda act: act.start))


def _begins(text: str, at: int) -> int:
    """Where the sentence begins that has a place, as far as it is looked for."""
    least = max(at - _REACH, 0)
    return max(text.rfind(end, least, at) + 1 for end in _ENDS) or least


def _act_of(article: Article, hit: Hit, language: str) -> Act | None:
    block = article.block_at(hit.start)
    if hit.entry.text("is") == "harmless":
        return None
    if block is None or block.role in NOT_PROSE or block.role in _APART or _is_name(article, hit):
        return None
    if block.role is Role.QUOTE or quoted_around(article, hit.start, hit.end):
        return _act(hit, _QUOTED, "quoted")
    if _discussed(article, block, hit, language):
        return _act(hit, _DISCUSSED, "discussed")
    return _act(hit, _SURE, "slur" if hit.entry.text("is") == "hate" else "message")


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
    text, most = article.text, min(block.end, hit.end + _REACH)
    ends = [found for end in _ENDS if (found := text.find(end, hit.end, most)) >= 0]
    start, end = max(block.start, _begins(text, hit.start)), min(ends, default=most)
    return any(one.has("counter") for one in sentences(text, start, end, terms(article.lexicon, language)))
