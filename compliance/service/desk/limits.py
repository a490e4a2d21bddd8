"""How much of a story one page shows: enough for any story that people write, and an end for what machines write.

What is not shown still counts, and the page says how much it shows.
"""

from __future__ import annotations

from itertools import islice

from compliance.renderers.marks import unseen_places
from compliance.service.workers.layout import Layout

MOST_UNSEEN = 2_000
"""Code points that nobody could see, each of which is written out."""
MOST_FINDINGS = 200
"""Of each pile."""
MOST_PLACES = 20
"""Other places of one finding."""
LONGEST_WORDS = 600
"""Code points of a message, or of words that a finding quotes."""


def shown_until(layout: Layout) -> int:
    """The offset in a story's text from which on nothing is shown; the length of what is laid out where all is."""
    until = len(layout.text)
    return next(islice(unseen_places(layout.text, 0, until), MOST_UNSEEN, None), until)


def shortened(words: str) -> str:
    """Words that somebody can still read at a glance, with every sign that could mislead them written out."""
    cut = words if len(words) <= LONGEST_WORDS else f"{words[:LONGEST_WORDS]}…"
    hidden = {ord(cut[at]): f"[U+{ord(cut[at]):04X}]" for at in unseen_places(cut, 0, len(cut))}
    return cut.translate(hidden) if hidden else cut
