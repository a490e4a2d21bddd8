"""Entries kept in a cache are the entries that were, whichever is asked for first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.entry_rows import Rows, as_lines
from compliance.lexicon import Entry

ENTRIES = st.lists(
    st.builds(
        lambda phrase, exact: Entry(phrase, "canón", ("en",), exact, {"to": ("a", "b")}),
        st.text(min_size=1, max_size=6),
        st.booleans(),
    ),
    max_size=300,
)


@given(ENTRIES)
def test_lines_of_entries_and_back(entries: list[Entry]) -> None:
    rows = Rows(as_lines(entries).encode().decode())
    assert len(rows) == len(entries)
    assert list(reversed(rows)) == entries[::-1]
    assert list(rows[1:3]) == entries[1:3]


def test_a_row_counted_from_the_end() -> None:
    rows = Rows(as_lines([Entry("one", "one"), Entry("two", "two")]))
    assert rows[-1].phrase == "two"
    with pytest.raises(IndexError):
        rows[2]
