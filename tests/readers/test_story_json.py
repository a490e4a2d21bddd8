from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import jsonschema
import pytest

from compliance.article import Article
from compliance.errors import ReadError, TooLargeError
from compliance.places import place_of
from compliance.readers.story_schema import schema

Stories = Callable[..., list[Article]]
Parts = Callable[[Article], list[tuple[str, str]]]

STORY: dict[str, Any] = {
    "headline": 'A "new" harbour',
    "byline": ["Ana Díaz", "Bo Lund"],
    "body": [
        "Lisbon, Jun 3 (EFE).- The ministers agreed.",
        {"role": "quote", "text": "“We are glad.”"},
        {"role": "picture", "file": "quay.jpg", "caption": "The quay", "credit": "EFE", "alt": "A quay"},
        {"text": "It ends in *June*.", "format": "markdown"},
    ],
    "published": "2024-06-03",
    "product": "website",
    "teasers": {"push": "Harbour agreed"},
    "cms": {"id": 7},
}


def test_story(stories: Stories, parts: Parts) -> None:
    jsonschema.validate(STORY, schema())
    article = stories(json.dumps(STORY), "json")[0]
    assert parts(article) == [
        ("headline", 'A "new" harbour'),
        ("byline", "Ana Díaz"),
        ("byline", "Bo Lund"),
        ("dateline", "Lisbon, Jun 3 (EFE).-"),
        ("paragraph", "The ministers agreed."),
        ("quote", "“We are glad.”"),
        ("caption", "The quay"),
        ("credit", "EFE"),
        ("paragraph", "It ends in June."),
        ("alt", "A quay"),
        ("field", "2024-06-03"),
        ("field", "website"),
        ("field", "Harbour agreed"),
    ]
    assert article.metadata.extra == {"cms": {"id": 7}}
    assert article.metadata.byline == "Ana Díaz, Bo Lund"


def test_something_missing_is_shown_at_its_object(stories: Stories) -> None:
    text = '{"headline": "H",\n "body": ["One.", {"role": "picture", "file": "a.jpg"}]}'
    article = stories(text, "json")[0]
    place = place_of(article, article.pictures[0].caption.span)
    assert (place.pointer, place.file_start) == ("/body/1", text.index('{"role"'))


@pytest.mark.parametrize("format", ["text", "markdown", "html", None])
def test_whole_bodies(stories: Stories, parts: Parts, format: str | None) -> None:
    body = {
        "text": "One.\n\nTwo *x*.",
        "markdown": "One.\n\nTwo \\*x\\*.",
        "html": "<p>One.<p>Two *x*.",
        None: "<p>One.<p>Two *x*.",
    }
    article = stories(json.dumps({"body": body[format], "body_format": format, "headline": "H"}), "json")[0]
    assert parts(article)[-2:] == [("paragraph", "One."), ("paragraph", "Two *x*.")]
    assert {block.pointer for block in article.body} == {"/body"}


def test_lists_and_lines(stories: Stories) -> None:
    two = [{"headline": "A", "body": "x"}, {"headline": "B", "body": "y"}]
    listed = stories(json.dumps(two), "json")
    lines = stories("\n".join(json.dumps(story) for story in two) + "\n", "json")
    assert [article.item for article in listed] == [article.item for article in lines] == [0, 1]
    assert listed[1].blocks[0].pointer == "/1/headline"
    assert lines[1].blocks[0].pointer == "/headline"
    place = place_of(lines[1], lines[1].blocks[0].span)
    assert lines[1].source.text[place.file_start : place.file_end] == "B"
    assert stories(json.dumps(two[0]), "json")[0].item is None


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        ("{", "1:2", "a key"),
        ('{"headline": "x"', "1:17", "a comma"),
        ('{"headline":\n "x}', "2:2", "unterminated"),
        ('{"body": "a\\q"}', "1:12", "escape"),
        ('{"body": "a\nb"}', "1:12", "control"),
        ('{"body": "x",}', "1:14", "a key"),
        ('{"body": "x"} {"body": "y"}', "1:15", "something follows"),
        ("[]", "", "no story"),
        ("[1]", "1:2", "/0: this is no JSON object"),
        ('{"title": "x"}', "1:1", "neither body nor headline"),
        ('{"headline": 1}', "1:14", "/headline: input should be a valid string"),
        ('{"body": "x", "pictures": [{"alt": 3}]}', "1:36", "/pictures/0/alt"),
        ('{"body": [{"role": "nope", "text": "x"}]}', "1:20", "/body/0/role.*paragraph"),
        ('{"body": [{"role": "quote"}]}', "1:11", "/body/0: text: field required"),
        ('{"body": "x", "published": "soon"}', "1:28", "published"),
        ('{"body": "x", "territories": ["Spain"]}', "1:30", "territories"),
        ('{"body": "x", "n": ' + "9" * 5000 + "}", "1:20", "too long"),
        ("[" * 100_000, "1:101", "deep"),
        ('{"a":' * 100_000, "1:501", "deep"),
    ],
)
def test_broken(stories: Stories, text: str, where: str, what: str) -> None:
    with pytest.raises((ReadError, TooLargeError), match=what) as caught:
        stories(text, "json")
    assert caught.value.where == (f"story.json:{where}" if where else "story.json")
    assert caught.value.hint


def test_half_a_surrogate_pair(stories: Stories) -> None:
    article = stories('{"headline": "H", "body": ["a\\ud83d b \\ud83d\\ude00"]}', "json")[0]
    assert article[article.body[0]] == "a\ufffd b 😀"
