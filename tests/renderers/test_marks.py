"""Marks overlap, nest, are empty, and cover what nobody can see; the text always comes back whole."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from compliance.renderers.marks import Mark, pieces

TEXT = st.text(st.characters(codec="utf-8"), max_size=40)
SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)).map(sorted), max_size=6)


def whole(text: str, found: tuple[object, ...]) -> str:
    return "".join(chr(int(p.unseen[2:], 16)) if p.unseen else p.text for p in found)  # type: ignore[attr-defined]


@given(TEXT, SPANS)
def test_the_pieces_give_the_text_back(text: str, spans: list[list[int]]) -> None:
    marks = [Mark(min(s, len(text)), min(e, len(text)), n, "fix") for n, (s, e) in enumerate(spans, 1)]
    found = pieces(text, 0, len(text), marks)
    assert whole(text, found) == text
    ended = [mark.finding for piece in found for mark in piece.ends]
    assert sorted(ended) == [mark.finding for mark in marks]


def test_overlapping_marks_are_split_at_their_bounds() -> None:
    found = pieces("abcdef", 0, 6, [Mark(1, 4, 1, "fix"), Mark(3, 6, 2, "decide")])
    assert [(p.text, [m.finding for m in p.marks]) for p in found] == [
        ("a", []),
        ("bc", [1]),
        ("d", [1, 2]),
        ("ef", [2]),
    ]


def test_an_own_place_comes_before_a_label() -> None:
    found = pieces("abc", 0, 3, [Mark(0, 3, 1, "note", "the dateline"), Mark(0, 3, 2, "fix")])
    assert [mark.finding for mark in found[0].marks] == [2, 1]


def test_what_is_missing_has_a_piece_of_its_own() -> None:
    found = pieces("", 0, 0, [Mark(0, 0, 1, "fix")])
    assert [(p.text, len(p.ends)) for p in found] == [("", 1)]


def test_what_nobody_can_see_is_named() -> None:
    found = pieces("a\u202eb\u200b", 0, 4, [])
    assert [(p.text, p.unseen) for p in found if p.unseen] == [
        ("RIGHT-TO-LEFT OVERRIDE", "U+202E"),
        ("ZERO WIDTH SPACE", "U+200B"),
    ]


def test_line_ends_and_joiners_stay() -> None:
    assert not any(p.unseen for p in pieces("a\nb\u200dc", 0, 5, []))
