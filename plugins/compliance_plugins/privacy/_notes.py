"""Which part of a wire item is marked as not for publication."""

from __future__ import annotations

from compliance.article import Article, Span
from compliance.record import Record
from compliance_plugins.privacy._runs import seen_block

_NOTES = "nonpublic-notes"
_DESK = "desk-notes"
_LEAD = 60
"""Code points of a line before the words that mark it: *The following information is* …"""


class Note(Record):
    """A part that is not for publication: the words that say so, and all from their line to the end of the story."""

    mark: Span
    whole: Span


def nonpublic(article: Article) -> Note | None:
    """The part that is not for publication; ``None`` where no line opens one."""
    text = article.text
    for hit in article.hits(_NOTES):
        block = seen_block(article, hit.start)
        if block is None:
            continue
        line = max(block.start, text.rfind("\n", block.start, hit.start) + 1)
        end = text.find("\n", hit.end, block.end)
        rest = text[hit.end : end if end >= 0 else block.end].strip(" .*-–—)]")
        if hit.start - line <= _LEAD and (not rest or rest[0] in ":;(<["):
            return Note(Span(hit.start, hit.end), Span(line, len(text)))
    return None


def marked(article: Article, mark: Span) -> bool:
    """Whether the words are a desk's note too, of which ``copy/desk-note`` tells."""
    return _DESK in article.lexicon and any(mark.overlaps(Span(hit.start, hit.end)) for hit in article.hits(_DESK))
