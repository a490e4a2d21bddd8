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
    found = cues(article, _LABELS, max(block.start, run.start - _GAP - BACK), run.start)
    if not found:
        return None
    label = next((cue for cue in reversed(found) if not cue.entry.flag("weak")), found[-1])
    between = article.text[label.end : max(label.end, run.start - BACK)]
    return None if any(sign.isdigit() for sign in between) else label
