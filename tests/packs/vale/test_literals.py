"""The words that a match must hold, and that nothing is lost where only patterns with such words run."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from compliance.packs.vale.dialect import translate
from compliance.packs.vale.literals import required
from compliance.packs.vale.points.patterns import leftmost
from compliance.packs.vale.search import Search

LETTERS = "abc "


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"\b(?:quays?)\b", ("quay",)),
        (r"a lot|alot", ("a lot", "alot")),
        (r"[\w]+ward", ("ward",)),
        (r"(?:ab)?cd", ("cd",)),
        (r"(?:ab)+c", ("ab",)),
        (r"(?<!sea)port", ("port",)),
        (r"\.\.\.", ("...",)),
        (r"QUAY", ("quay",)),
        (r"x*|pier", ()),
        (r"x", ()),
        (r"(?=pier)x", ()),
        (r"pier{0,2}s", ("pie",)),
        (r"[pq]ier", ("ier",)),
    ],
)
def test_words(pattern: str, words: tuple[str, ...]) -> None:
    assert required(translate(pattern)[0]) == words


PATTERNS = st.recursive(
    st.sampled_from(["a", "b", "ab", "bc", "abc", "[ab]", "c?", r"\b"]),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map(lambda pair: f"(?:{pair[0]}|{pair[1]})"),
        inner.map(lambda one: f"(?:{one})?"),
        inner.map(lambda one: f"(?:{one}){{1,2}}"),
        inner.map(lambda one: f"(?={one}){one}"),
    ),
    max_leaves=6,
)


@given(PATTERNS, st.text(LETTERS, max_size=20))
def test_every_match_holds_one_of_the_words(pattern: str, text: str) -> None:
    words = required(pattern)
    for match in regex.finditer(pattern, text):
        assert not words or any(word in match[0] for word in words)


@given(st.lists(PATTERNS, min_size=1, max_size=4), st.text(LETTERS, max_size=20))
def test_alternatives_apart_find_what_one_pattern_finds(patterns: Sequence[str], text: str) -> None:
    union = "|".join(f"(?:{pattern})" for pattern in patterns)
    together = [match.span() for match in regex.finditer(union, text)]
    apart = [match.span() for _, match in leftmost(patterns, range(len(patterns)), text, Search())]
    # where alternatives match nothing at all, engines differ in what follows an empty match
    if all(start < end for start, end in [*together, *apart]):
        assert apart == together
