"""Decides whether words inside quotation marks are others than they were."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from compliance.article import Article, Span
from compliance.language.quotations import Quotation, quotations
from compliance.record import Record
from compliance_plugins.corrections._alike import is_slip
from compliance_plugins.corrections._change import Change, both, plainly
from compliance_plugins.corrections._tokens import Phrases, Token, said
from compliance_plugins.corrections._versions import Edit, Pair

_KINDS = frozenset({"speech", "words", "scare"})
_SHORT = 4
_LONGEST = 12
_EXCHANGED = 3
"""Words up to which one phrase stands in the place of another where a quotation ends."""
_DOTS = ("…", "...", ". . .")


class Quoted(Record):
    """The quotations of both versions."""

    old: tuple[Quotation, ...]
    new: tuple[Quotation, ...]


def quoted_in(article: Article) -> Quoted:
    """The quotations of the published version and of the story, in order."""
    old, new = ([one for one in side.get(quotations) if one.kind in _KINDS] for side in both(article))
    return Quoted(tuple(old), tuple(new))


def inside(quoted: Quoted, pair: Pair, edit: Edit) -> tuple[Quotation, Quotation] | None:
    """The quotation that an edit lies in, in both versions; ``None`` where it does not in one of them."""
    old = _holding(quoted.old, pair.old.words, edit.old)
    new = _holding(quoted.new, pair.new.words, edit.new)
    return (old, new) if old is not None and new is not None else None


def _holding(found: Sequence[Quotation], words: Sequence[Token], place: tuple[int, int]) -> Quotation | None:
    start, end = place
    if start == end:
        # between two words, both of which must be quoted: what stands at an end was cut off or goes on
        if not 0 < start < len(words):
            return None
        first, last = words[start - 1], words[start]
    else:
        first, last = words[start], words[end - 1]
    at = bisect_right(found, first.start, key=lambda one: one.inner.start) - 1
    return found[at] if at >= 0 and found[at].inner.covers(Span(first.start, last.end)) else None


def quotation_change(
    article: Article, pair: Pair, edit: Edit, held: tuple[Quotation, Quotation], no: Phrases
) -> Change | None:
    """What an edit changed of a quotation; ``None`` for a slip, a cut that is marked, and small words."""
    old, new = pair.old.words[slice(*edit.old)], pair.new.words[slice(*edit.new)]
    if max(len(old), len(new)) > _LONGEST or is_slip(plainly(old), plainly(new)):
        return None
    if not _matters(old, no) and not _matters(new, no):
        return None
    if _is_marked(article, pair, edit) or _is_cut(pair, edit, held):
        return None
    return Change("quotation", held[0].span, held[1].span, (plainly(old), plainly(new)), pair)


def _matters(words: Sequence[Token], no: Phrases) -> bool:
    return bool(said(words, no)) or any(len(token.plain) >= _SHORT or token.plain[0].isdigit() for token in words)


def _is_cut(pair: Pair, edit: Edit, held: tuple[Quotation, Quotation]) -> bool:
    """Whether the edit reaches to an end of the quotation in both versions: it begins or stops elsewhere now."""
    old, new = pair.old.words[slice(*edit.old)], pair.new.words[slice(*edit.new)]
    if len(old) == len(new) or (old and new and max(len(old), len(new)) <= _EXCHANGED):
        return False
    sides = ((held[0].inner, old), (held[1].inner, new))
    return any(
        _at_an_end(inner, words, pair_words)
        for (inner, words), pair_words in zip(sides, (pair.old.words, pair.new.words), strict=True)
    )


def _at_an_end(inner: Span, words: Sequence[Token], sentence: Sequence[Token]) -> bool:
    quoted = [token for token in sentence if inner.start <= token.start < inner.end]
    return bool(words and quoted) and (words[0] == quoted[0] or words[-1] == quoted[-1])


def _is_marked(article: Article, pair: Pair, edit: Edit) -> bool:
    """Whether dots or brackets at the place say that words were left out or put in."""
    old, new = both(article)
    sides = ((old, pair.old.words, edit.old), (new, pair.new.words, edit.new))
    return any(_has_marks(side.text, words, place) for side, words, place in sides)


def _has_marks(text: str, words: Sequence[Token], place: tuple[int, int]) -> bool:
    start, end = place
    before = words[start - 1].end if start else words[0].start
    after = words[end].start if end < len(words) else words[-1].end
    if start == end:
        return any(sign in text[before:after] for sign in (*_DOTS, "[", "]"))
    opening, closing = text[before : words[start].start], text[words[end - 1].end : after]
    return "[" in opening or "]" in closing or any(sign in text[before:after] for sign in _DOTS)
