"""Where in its line a phrase stands: what opens, closes or fills a line is a desk's, in the middle it may be prose."""

from __future__ import annotations

from compliance.article import Article, Block

_BEFORE = ' \t\xa0([{*-–—_>#"“«'
_AFTER = ' \t\xa0)]}*-–—_."”»'
_LINE = 400


def stands(article: Article, block: Block, start: int, end: int, where: str) -> bool:
    """Whether a phrase stands where its list wants it.

    :param where: ``line``, it opens a line; ``end``, it closes one; ``alone``, it is all of one; empty, anywhere.
    """
    if not where:
        return True
    text = article.text
    first = text.rfind("\n", max(block.start, start - _LINE), start) + 1 or max(block.start, start - _LINE)
    last = text.find("\n", end, min(block.end, end + _LINE))
    before = text[first:start].strip(_BEFORE)
    after = text[end : last if last >= 0 else min(block.end, end + _LINE)].strip(_AFTER)
    if where == "line":
        return not before
    return not after and (where == "end" or not before)


def following(text: str, end: int) -> str:
    """The word after a place, without marks; empty at the end of a line."""
    rest = text[end : end + 40].split("\n")[0].lstrip(" \xa0-\"”»’'")
    word = ""
    for sign in rest:
        if not sign.isalnum():
            break
        word += sign
    return word


def preceding(text: str, start: int) -> str:
    """The word before a place, without marks; empty at the start of a line."""
    rest = text[max(start - 40, 0) : start].split("\n")[-1].rstrip(" \xa0-\"“«‘'")
    word = ""
    for sign in reversed(rest):
        if not sign.isalnum():
            break
        word = sign + word
    return word
