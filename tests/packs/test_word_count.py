"""Counting words in bytes is counting words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.article import Span
from compliance.checker import Checker
from compliance.packs import word_count


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker()


SIGNS = "ab1é½ŁʼЖ_ '’‘.,/&-–—“”…€?!\n"


@given(text=st.text(SIGNS, min_size=1, max_size=40), cut=st.integers(0, 5))
@settings(max_examples=300)
def test_as_many_as_begin(checker: Checker, text: str, cut: int) -> None:
    (article,) = checker.read(f"Title\n\nA {text} b".encode(), "s", told="text")
    part = Span(cut, len(article.text) - cut)
    found = [match.start() for match in word_count._found(article, part)]
    assert word_count.count(article, part) == len(found)
    assert [word_count.start(article, part, number) for number in range(len(found))] == found


def test_what_a_word_is(checker: Checker) -> None:
    text = "It’s 1,200 of A.B.C and/or x-y-z, rock - roll; Łódź"
    (article,) = checker.read(text.encode(), "s", told="text")
    assert word_count.count(article, Span(0, len(article.text))) == 9
