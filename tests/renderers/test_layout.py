from hypothesis import given
from hypothesis import strategies as st

from compliance.renderers.excerpt import Mark, excerpt
from compliance.renderers.layout import cells, clean, fit, wrap

ALPHABET = st.characters(codec="utf-8")


@given(st.text(ALPHABET), st.integers(2, 120))
def test_wrapped_lines_fit_and_lose_nothing(text, width):
    shown = clean(text)
    lines = wrap(shown, width)
    assert all(cells(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(shown.split())


@given(st.text("ab c—é漢\u0301", max_size=60), st.integers(2, 30), st.integers(0, 40))
def test_a_line_ends_where_the_next_word_has_no_room(text, width, taken):
    first, *rest = wrap(text, width, taken)
    for at, line in enumerate((first, *rest[:-1]) if rest else ()):
        word = rest[at].partition(" ")[0]
        room = width - (taken if at == 0 else 0)
        assert cells(line) + 1 + cells(word) > room or f"{line}{word}" in text


@given(st.text(ALPHABET), st.integers(1, 60))
def test_a_cut_line_fits(text, width):
    assert cells(fit(clean(text), width)) <= max(width, 1)


@given(st.text(ALPHABET, min_size=1, max_size=400), st.data(), st.integers(20, 100))
def test_an_excerpt_marks_every_place_and_keeps_to_its_width(text, data, width):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start, len(text)))
    rows = excerpt(text, (0, len(text)), [Mark(start, end, "^", "here")], width)
    assert any(row.signs for row in rows) or not clean(text[start:end]).strip()
    assert all(cells(row.text) <= width + len("<U+10FFFF>") for row in rows)


def test_the_marks_of_a_place_in_a_long_block_stand_under_it():
    text = "word " * 400 + "here" + " word" * 400
    rows = excerpt(text, (0, len(text)), [Mark(2000, 2004, "^")], 80)
    marked = next(index for index, row in enumerate(rows) if row.signs)
    start, end, _ = rows[marked].signs[0]
    assert rows[marked - 1].text[start:end] == "here"
