"""Decides whether a story has somebody else say that an act was done, or says it itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance.article import Article, Role, Span
from compliance_plugins.legal._cases import cases_in
from compliance_plugins.legal._frames import frame_words, words_in
from compliance_plugins.legal._named import sentence_before

if TYPE_CHECKING:
    from compliance.scanner import Hit

_TAIL = 12
"""A clause at the end that says who says it has so many words at most."""


def is_attributed(article: Article, sentence: Span, hit: Hit) -> bool:
    """Whether somebody else says it, or nobody says that it is so: by words before it, by a clause that follows it
    (``…, police said``), or in the sentence before (``The court heard of a quarrel. He stabbed …``).
    """
    hedge, says = frame_words(article, "hedge"), frame_words(article, "attribution")
    part = frame_words(article, "part")
    taken_back = hedge | says | part | frame_words(article, "denial")
    before = _without_cases(article, Span(sentence.start, hit.start))
    if taken_back.intersection(words_in(before)):
        return True
    after = _without_cases(article, Span(hit.end, sentence.end))
    if (hedge | frame_words(article, "according")).intersection(words_in(after)) or says_behind(article, after, says):
        return True
    earlier = sentence_before(article, sentence)
    block = article.block_at(earlier.start)
    if block is None or block.role is Role.HEADLINE:
        return False
    return bool((hedge | says | part).intersection(words_in(_without_cases(article, earlier))))


def says_behind(article: Article, after: str, says: frozenset[str]) -> bool:
    """Whether a clause behind a comma has somebody say what stands before: ``…, police said``, ``…, a friend of his
    told the paper``; not one that goes on telling (``…, and told his mother``, ``…, who told police``).

    :param after: the rest of a sentence.
    :param says: the verbs.
    """
    joins = frame_words(article, "joins")
    for clause in after.split(", ")[1:]:
        said = words_in(clause)[:_TAIL]
        if said and said[0] not in joins and says.intersection(said):
            return True
    return False


def _without_cases(article: Article, stretch: Span) -> str:
    """A stretch without the words by which it tells where the case stands (charged with …)."""
    text, at, rest = article.text, stretch.start, ""
    for case in cases_in(article, stretch):
        rest, at = rest + text[at : case.start], max(at, case.end)
    return rest + text[at : stretch.end]
