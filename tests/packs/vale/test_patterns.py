"""Many patterns sought at once find what one pattern of them all would, and none is passed over for its words."""

from __future__ import annotations

from collections.abc import Sequence

import regex
from hypothesis import given
from hypothesis import strategies as st

from compliance.packs.budget import Budget
from compliance.packs.literals import literals
from compliance.packs.vale.points.finder import found
from compliance.packs.vale.points.patterns import leftmost, words
from compliance.packs.vale.search import Search
from compliance.packs.vale.vocabulary import House
from tests.packs.conftest import make_checker
from tests.packs.vale.conftest import Style, flagged

LETTERS = "abc "


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
    some = literals(pattern).words
    for match in regex.finditer(pattern, text):
        assert not some or any(word in match[0] for word in some)


@given(st.lists(PATTERNS, min_size=1, max_size=4), st.text(LETTERS, max_size=20))
def test_alternatives_apart_find_what_one_pattern_finds(patterns: Sequence[str], text: str) -> None:
    union = "|".join(f"(?:{pattern})" for pattern in patterns)
    together = [match.span() for match in regex.finditer(union, text)]
    apart = [(start, end) for _, start, end in leftmost(patterns, range(len(patterns)), text, Search(Budget()))]
    # where alternatives match nothing at all, engines differ in what follows an empty match
    if all(start < end for start, end in [*together, *apart]):
        assert apart == together


TOKENS = st.text("abAB'- _k", min_size=1, max_size=4)
TEXTS = st.text("abAB'- _kK\u212aſéé\u0301²", max_size=24)


@given(TOKENS, TEXTS, st.booleans())
def test_words_are_found_as_their_pattern_finds_them(token: str, text: str, ignorecase: bool) -> None:
    for pattern in words("tokens", [token], House(), nonword=False, ignorecase=ignorecase):
        start = 0
        while match := regex.compile(pattern).search(text, start):
            assert found(pattern, text, start, Search(Budget())) == match.span()
            start = match.end()
        assert found(pattern, text, start, Search(Budget())) is None


def test_words_of_every_pattern_wake_a_rule(style: Style) -> None:
    rule = "extends: existence\nmessage: x\nignorecase: true\ntokens: [tides?, low water, "
    folder = style(All=rule + "quay]\n", Some=rule + "'[a-z]{9}']\n", Raw=rule + "quay]\nscope: raw\n")
    rules = make_checker(folder).registry.rules
    assert {name: rule.wakes for name, rule in rules.items()} == {
        "house/all": ("house/all#words",),
        "house/some": (),
        "house/raw": (),
    }
    assert sorted(set(flagged(folder, "TIDES, LOW WATER.\n"))) == ["LOW WATER", "TIDES"]
    assert flagged(folder, "Nothing.\n") == []
