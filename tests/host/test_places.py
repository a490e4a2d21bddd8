from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.article import Context, Role, Span
from compliance.lexicon import Lexicon
from compliance.places import place_of
from compliance.readers.builder import ArticleBuilder, PictureDraft
from compliance.readers.normalise import Piece, normalise
from compliance.scanner import Scanner
from compliance.source import JsonString, LineIndex, SourceFile

CONTEXT = Context(Lexicon({}), Scanner({}))


@given(
    st.text(alphabet=st.sampled_from("aeéñ\u0301\u0303\r\n \t😀한\u1112\u1161\u11ab\u212b\u09c7\u09be"), max_size=40)
)
def test_normalising_gives_nfc_and_segments_that_lead_back(source: str) -> None:
    text, segments = normalise(Piece(source, 5, len(source)), 3)
    assert text == unicodedata.normalize("NFC", source.replace("\r\n", "\n").replace("\r", "\n"))
    assert sum(segment.source_length for segment in segments) == len(source)
    for segment, following in zip(segments, [*segments[1:], None], strict=True):
        end = following.text_start - 3 if following else len(text)
        words = text[segment.text_start - 3 : end]
        written = source[segment.source_start - 5 : segment.source_start - 5 + segment.source_length]
        assert words == unicodedata.normalize("NFC", written.replace("\r\n", "\n").replace("\r", "\n"))
        if segment.codec == "identity":
            assert words == written


def test_blocks_are_laid_out_prose_first_and_lead_back() -> None:
    raw = "alt text|Head|First &amp; last.|x"
    builder = ArticleBuilder(SourceFile("s.html", raw), CONTEXT)
    alt = builder.add(Role.ALT, [Piece("alt text", 0, 8)])
    builder.add(Role.HEADLINE, [Piece("Head", 9, 4)])
    builder.add(Role.PARAGRAPH, [Piece("First ", 14, 6), Piece("&", 20, 5, "html"), Piece(" last.", 25, 6)])
    caption = builder.add(Role.CAPTION, anchor=32)
    credit = builder.add(Role.CREDIT, anchor=33)
    builder.add_picture(PictureDraft(caption, credit, alt=alt))
    article = builder.build()
    assert article.text == "Head\n\nFirst & last.\n\n\n\n\n\nalt text"
    assert [block.id for block in article.blocks] == ["headline", "body[1]", "caption[1]", "credit[1]", "alt[1]"]
    start = article.text.index("& last")
    place = place_of(article, Span(start, start + 6))
    assert raw[place.start : place.end] == "&amp; last"
    assert raw[slice(*place_of(article, article.blocks[-1].span)[1:3])] == "alt text"
    assert place_of(article, article.pictures[0].caption.span).start == 32
    assert place_of(article, article.pictures[0].credit.span).start == 33


def test_white_space_at_the_ends_of_a_block_is_dropped() -> None:
    builder = ArticleBuilder(SourceFile("s", " \n Head \n"), CONTEXT)
    block = builder.add(Role.HEADLINE, [Piece(" \n ", 0, 3), Piece("Head \n", 3, 6)])
    article = builder.build()
    assert article.text == "Head"
    assert place_of(article, Span(0, 4))[1:3] == (3, 7)
    assert block.id == "headline"


def test_a_mark_written_as_an_entity_joins_its_letter() -> None:
    builder = ArticleBuilder(SourceFile("s", "cafe&#769;s"), CONTEXT)
    builder.add(Role.PARAGRAPH, [Piece("cafe", 0, 4), Piece("\u0301", 4, 6, "html"), Piece("s", 10, 1)])
    article = builder.build()
    assert article.text == "cafés"
    assert place_of(article, Span(3, 4))[1:3] == (3, 10)
    assert place_of(article, Span(4, 5))[1:3] == (10, 11)


def test_json_strings_lead_to_the_file() -> None:
    text = '{"body": "a\\u00e9b"}'
    string = JsonString(start=10, decoded=(2,), raw=(17,))
    file = SourceFile("s.json", text, strings={"/body": string})
    assert text[file.offset("/body", 0) : file.offset("/body", 1)] == "a"
    assert text[file.offset("/body", 2)] == "b"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_and_columns(end: str) -> None:
    text = f"é😀x{end}{end}last"
    index = LineIndex(text)
    assert index.line_column(2) == (1, 3)
    assert index.utf16_column(2) == 4
    assert index.utf8_column(2) == 7
    assert index.line_column(text.index("last") + 1) == (3, 2)
    assert index.line(1) == "é😀x"
    assert index.line(3) == "last"


def test_vertical_tabs_and_unicode_separators_are_no_line_ends() -> None:
    assert LineIndex("a\vb\u2028c\r\nd").line_column(7) == (2, 1)
