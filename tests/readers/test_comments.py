"""Comments: many short texts in one file."""

from __future__ import annotations

import pytest

from compliance import Article, Checker
from compliance.article import Role
from compliance.errors import ReadError


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker()


def read(checker: Checker, text: str, name: str = "c.txt", told: str | None = "comments") -> list[Article]:
    return list(checker.read(text.encode(), name, told=told))


@pytest.mark.parametrize("key", ["text", "comment", "message"])
def test_json_lines_are_told_by_the_key_of_the_text(checker: Checker, key: str) -> None:
    lines = f'{{"id": 7, "{key}": "Well done!"}}\n{{"{key}": "No."}}\n'
    first, second = read(checker, lines, "c.jsonl", None)
    assert (first.text, second.text, second.item) == ("Well done!", "No.", 1)
    assert [block.role for block in first.blocks] == [Role.COMMENT]
    assert first.metadata.product == "comments"
    assert first.metadata.extra.get("id", first.metadata.story_id) in (7, "7")
    assert first.blocks[0].pointer == f"/{key}"


def test_other_keys_of_the_text_are_read_where_somebody_said_so(checker: Checker) -> None:
    (one,) = read(checker, '[{"content": "Well done!", "language": "en"}]', "c.json")
    assert (one.text, one.metadata.language) == ("Well done!", "en")


def test_a_story_stays_a_story(checker: Checker) -> None:
    (one,) = read(checker, '{"headline": "A", "body": "B.", "text": "C"}', "s.json", None)
    assert one.metadata.product != "comments"


def test_a_line_is_a_comment(checker: Checker) -> None:
    text = "First one\r\n\tSecond one\n"
    first, second = read(checker, text)
    assert (first.text, second.text, first.item, second.item) == ("First one", "Second one", 0, 1)
    segment = second.blocks[0].segments[0]
    assert text[segment.source_start :].startswith("Second one")


def test_blank_lines_part_comments_of_several_lines(checker: Checker) -> None:
    first, second = read(checker, "One\nline more\n\n \nTwo\n")
    assert (first.text, second.text) == ("One\nline more", "Two")


def test_letters_that_are_composed_keep_their_place(checker: Checker) -> None:
    (one,) = read(checker, "cafe\u0301 ok")
    assert one.text == "café ok"


def test_a_comment_without_text_is_an_error_that_names_the_place(checker: Checker) -> None:
    with pytest.raises(ReadError, match="no text in this comment") as error:
        read(checker, '{"text": "ok"}\n{"text": 3}', "c.jsonl")
    assert "2" in str(error.value.where)
    assert "comment" in (error.value.hint or "")
