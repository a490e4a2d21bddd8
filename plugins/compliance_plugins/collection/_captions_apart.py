"""Decides whether two captions of one picture are one sentence with another name in it."""

from __future__ import annotations

import re
from functools import cache

from compliance.article import Span
from compliance.lexicon import fold_word

ALIKE = 0.7
"""Captions that share less of their words are two sentences, and both may be true."""
MOST_WORDS = 80
_LONGEST = 3
_ONE_SPELLING = 0.7
"""Names that share more of their letters are one name, spelt in two ways."""


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"\w+(?:['’.-]\w+)*")


def other_name(one: str, other: str) -> tuple[Span, Span] | None:
    """Where two captions differ in a name and else are the same; ``None`` where they do not contradict each other.

    :returns: the words in the first and in the second, offsets in each.
    """
    from difflib import SequenceMatcher

    words, others = (list(_word().finditer(text))[:MOST_WORDS] for text in (one, other))
    matcher = SequenceMatcher(None, [w[0].lower() for w in words], [w[0].lower() for w in others], autojunk=False)
    if len(words) < 5 or len(others) < 5 or matcher.ratio() < ALIKE:
        return None
    changed = [(words[a:b], others[c:d]) for how, a, b, c, d in matcher.get_opcodes() if how == "replace"]
    if len(changed) != 1:
        return None
    (first, second) = changed[0]
    if not (_is_name(first, words) and _is_name(second, others)) or _one_spelling(first, second):
        return None
    return _span(first), _span(second)


def _is_name(run: list[re.Match[str]], words: list[re.Match[str]]) -> bool:
    """Whether all the words begin with a capital, not only because a sentence does."""
    if len(run) > _LONGEST or not all(match[0][0].isupper() for match in run):
        return False
    return len(run) > 1 or run[0].start() > words[0].start()


def _one_spelling(one: list[re.Match[str]], other: list[re.Match[str]]) -> bool:
    from difflib import SequenceMatcher

    first, second = ("".join(fold_word(match[0]) for match in run) for run in (one, other))
    return SequenceMatcher(None, first, second).ratio() >= _ONE_SPELLING


def _span(run: list[re.Match[str]]) -> Span:
    return Span(run[0].start(), run[-1].end())
