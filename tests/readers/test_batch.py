"""A batch is read line by line; what cannot be read takes nothing else down."""

from __future__ import annotations

import json

import pytest

from compliance.article import Article
from compliance.readers import Desk
from compliance.readers.batch import Unread, is_batch, lines, stories

BATCH = "application/x-ndjson; charset=utf-8"


def story(number: int) -> bytes:
    return json.dumps({"id": number, "headline": f"Boats {number}", "body": ["They sail."]}).encode()


def test_a_bad_line_is_an_error_for_that_line_only(story_desk: Desk) -> None:
    data = b"\xef\xbb\xbf" + b"\r\n".join(
        [story(1), b"", b'{"headline": 3}', b'{"headline": "x', story(2), b"[1]", b"\xff"]
    )
    found = list(stories(story_desk, data, "batch", content_type=BATCH))
    assert [type(one) for one in found] == [Article, Unread, Unread, Article, Unread, Unread]
    assert [one.item for one in found] == list(range(6))
    unread = [one for one in found if isinstance(one, Unread)]
    assert [one.line for one in unread] == [3, 4, 6, 7]
    assert [one.error.where for one in unread][:3] == ["batch:3:14", "batch:4:14", "batch:6:2"]
    assert "headline" in unread[0].error.what


def test_a_batch_is_read_as_it_is_asked_for(story_desk: Desk) -> None:
    found = stories(story_desk, story(1) + b"\n{", "batch", content_type=BATCH)
    first = next(found)
    assert isinstance(first, Article)
    assert first.metadata.story_id == "1"


def test_places_in_a_line_count_from_its_start(story_desk: Desk) -> None:
    *_, last = stories(story_desk, story(1) + b"\n" + story(2), "batch", content_type=BATCH)
    assert isinstance(last, Article)
    assert last.source.text == story(2).decode()
    assert last.headline is not None
    assert last.headline.pointer == "/headline"


def test_lines_keep_their_numbers() -> None:
    found = list(lines(b"\n  a \r\n\t\nb"))
    assert [(one.number, one.item, one.data) for one in found] == [(2, 0, b"a"), (4, 1, b"b")]
    assert list(lines(b"")) == []


def test_a_line_with_a_list_is_refused(story_desk: Desk) -> None:
    (one,) = stories(story_desk, b"[" + story(1) + b"]", "batch", content_type=BATCH)
    assert isinstance(one, Unread)
    assert one.error.where == "batch:1:1"


def test_a_body_that_is_no_batch(story_desk: Desk) -> None:
    (one,) = stories(story_desk, b"<h1>Boats</h1><p>They sail.</p>", "body", content_type="text/html")
    assert isinstance(one, Article)
    (bad,) = stories(story_desk, b"{", "body", content_type="application/json")
    assert isinstance(bad, Unread)
    assert (bad.item, bad.line) == (0, None)


@pytest.mark.parametrize(("content_type", "yes"), [(BATCH, True), ("application/json", False), (None, False)])
def test_what_is_a_batch(content_type: str | None, yes: bool) -> None:
    assert is_batch(content_type) is yes
