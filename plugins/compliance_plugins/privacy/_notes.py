"""Which part of a wire item is marked as not for publication."""

from __future__ import annotations

from functools import cache
from re import MULTILINE, Pattern, compile

from compliance.article import Article, Span
from compliance.record import Record
from compliance_plugins.privacy._cues import has_cue
from compliance_plugins.privacy._runs import seen_block

_NOTES = "nonpublic-notes"
_DESK = "desk-notes"
_OPENINGS = "note-openings"
_LEAD = 60
"""The most code points of a line before the words that mark it: *The following information is* …"""


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
        if hit.start - line <= _LEAD and _opens(article, line, hit.start) and _rest().match(text, hit.end, block.end):
            return Note(Span(hit.start, hit.end), Span(line, len(text)))
    return None


def _opens(article: Article, line: int, mark: int) -> bool:
    """Whether the words open their line, or follow on such as *the following* or *note to editors*."""
    lead = article.text[line:mark]
    return not lead.strip(" ([*#-–—") or has_cue(article, _OPENINGS, line, mark)


def marked(article: Article, mark: Span) -> bool:
    """Whether the words are a desk's note too, of which ``copy/desk-note`` tells."""
    return _DESK in article.lexicon and any(mark.overlaps(Span(hit.start, hit.end)) for hit in article.hits(_DESK))


@cache
def _rest() -> Pattern[str]:
    """What stands behind the mark: the end of the line, or the colon of what is noted, after a word or two."""
    return compile(r"[ )\].*]*(?:$|[:;(<\[–—\-]|(?:[\w'’\-]+ ){0,2}[\w'’\-]+:)", MULTILINE)
