"""What a story calls a long number: the words that stand before it."""

from __future__ import annotations

from compliance.article import Article, Block, Span
from compliance_plugins.privacy._cues import Cue, cues

_LABELS = "number-labels"
_GAP = 45
"""Code points between a label and its number."""
BACK = 10
"""Code points of a number before its long run of figures: the country and check digits of an account."""


def label_of(article: Article, block: Block, run: Span) -> Cue | None:
    """What the story calls a number: the nearest label before it, with no other figures in between.

    A word as wide as *number* gives way to any other label there.
    """
    text = article.text
    start, end = max(block.start, run.start - _GAP - BACK), max(block.start, run.start - BACK)
    last = next((at for at in range(end - 1, start - 1, -1) if text[at].isdigit()), start)
    found = cues(article, _LABELS, last, run.start)
    return next((cue for cue in reversed(found) if not cue.entry.flag("weak")), found[-1] if found else None)
