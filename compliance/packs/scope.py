"""Decides whether a rule reads the place where something was found: role, section, quotation, name, exception."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from compliance.article import NOT_PROSE, Article, Block, Role, Span
from compliance.folding import lower
from compliance.language.detect import story_language
from compliance.language.quotations import quotations
from compliance.language.sentences import last_start

if TYPE_CHECKING:
    from compliance.packs.compiled import CompiledRule
    from compliance.scanner import Hit

_TITLE_CASE = 0.6
"""Part of a headline's longer words that begin with a capital, from which on capitals say nothing in it."""
_SHORT = 4
_TOO_LONG = 6


def found(article: Article, rule: CompiledRule, group: str, exceptions: Sequence[str]) -> Iterator[Hit]:
    """The hits of a group of a rule's phrases that stand where the rule reads, by start.

    :param exceptions: those of the house, beside the rule's own.
    """
    if not reads(article, rule):
        return
    for hit in article.hits(rule.group(group)):
        block = placed(article, rule, Span(hit.start, hit.end), exceptions)
        if block is not None and not (rule.scope.names == "skip" and is_name(article, block, hit)):
            yield hit


def reads(article: Article, rule: CompiledRule) -> bool:
    """Whether a rule is about stories of this section and product."""
    _, sections, products, *_ = rule.scope
    if products and article.metadata.product not in products:
        return False
    if not sections:
        return True
    own = article.metadata.section.casefold()
    return any(own == one.casefold() or own.startswith(f"{one.casefold()}/") for one in sections)


def blocks(article: Article, roles: Sequence[str]) -> Sequence[Block]:
    """The blocks with one of these roles; with none named, all that readers read."""
    known = article.get(_blocks_by_roles)
    some = known.get(roles)
    if some is None:
        some = known[roles] = [block for block in article.blocks if of_role(block, roles)]
    return some


def _blocks_by_roles(article: Article) -> dict[Sequence[str], Sequence[Block]]:
    """The blocks that :func:`blocks` was asked for, by their roles: many rules ask for the same."""
    return {}


def of_role(block: Block, roles: Iterable[str]) -> bool:
    """Whether a block has one of these roles; with none named, whether readers read it."""
    return block.role in roles if roles else block.role not in NOT_PROSE


def placed(article: Article, rule: CompiledRule, span: Span, exceptions: Sequence[str]) -> Block | None:
    """The block that a place stands in; ``None`` where the rule does not read it."""
    block = article.block_at(span.start)
    if block is None or not of_role(block, rule.scope.roles):
        return None
    if rule.scope.quotations != "both" and quoted(article, block, span) != (rule.scope.quotations == "inside"):
        return None
    for phrases in (rule.scope.exceptions, exceptions):
        if phrases and excepted(article, block, span, phrases):
            return None
    return block


def quoted(article: Article, block: Block, span: Span) -> bool:
    """Whether a place stands in somebody else's words: between quotation marks or dashes, or in a block quote."""
    if block.role is Role.QUOTE:
        return True
    starts = article.get(_quotation_starts)
    last = bisect_right(starts, span.start) - 1
    return last >= 0 and span.end <= article.get(quotations)[last].span.end


def _quotation_starts(article: Article) -> tuple[int, ...]:
    return tuple(quotation.span.start for quotation in article.get(quotations))


def excepted(article: Article, block: Block, span: Span, phrases: Sequence[str]) -> bool:
    """Whether a place lies inside one of these phrases, capitals apart."""
    longest, small = _small(tuple(phrases))
    start, end = span
    low = max(block.start, end - longest)
    around = lower(article.text[low : min(block.end, start + longest)])
    for phrase in small:
        at = around.find(phrase)
        while at >= 0:
            if low + at <= start and end <= low + at + len(phrase):
                return True
            at = around.find(phrase, at + 1)
    return False


@lru_cache(maxsize=1024)
def _small(phrases: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
    """How long the longest of the phrases is, and all of them without capitals."""
    return max(map(len, phrases), default=0), tuple(map(lower, phrases))


def is_name(article: Article, block: Block, hit: Hit) -> bool:
    """Whether capitals make a phrase of small letters a name.

    They do not where the block or the phrase is all in capitals, where a headline begins each word with one, and on
    the first letter of a sentence.
    """
    phrase, words = hit.entry.phrase, article.text[hit.start : hit.end]
    if phrase != phrase.lower() or words == words.lower():
        return False
    text = article[block]
    if text == text.upper() or _shouted(words):
        return False
    if block.role in (Role.HEADLINE, Role.STANDFIRST) and _title_case(text):
        return False
    return words[1:] != words[1:].lower() or not opens_sentence(article, block, hit.start)


def _shouted(words: str) -> bool:
    """Whether capitals are for emphasis: several words, or one that is too long for an abbreviation."""
    return words == words.upper() and (len(words) >= _TOO_LONG or len(words.split()) > 1)


def _title_case(text: str) -> bool:
    long = [word for word in text.split() if len(word) >= _SHORT and word[0].isalpha()]
    return len(long) > 1 and sum(word[0].isupper() for word in long) >= _TITLE_CASE * len(long)


def opens_sentence(article: Article, block: Block, at: int) -> bool:
    """Whether a sentence, or what somebody says in one, begins at a place."""
    before = article.text[block.start : at].rstrip()
    if not before or before[-1] in "“«\"'‘(—–:•-":
        return True
    if before[-1].isalnum():
        return False
    start = last_start(article.text, block.start, at + 1, article.get(story_language))
    return not any(char.isalnum() for char in article.text[start:at])
