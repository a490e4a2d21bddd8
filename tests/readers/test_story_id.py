"""What a story's own system calls it, in every format."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from compliance.article import Article
from compliance.errors import ReadError

Stories = Callable[..., list[Article]]

LINKED = '<script type="application/ld+json">{"@type": "NewsArticle", "@id": "https://example.org/2"}</script>'
PAGE = "<html><head>%s</head><body><article><h1>Boats</h1><p>They sail.</p></article></body></html>"


@pytest.mark.parametrize(
    ("told", "text", "story_id"),
    [
        ("markdown", "---\nid: 2024-17\n---\n\nThey sail.\n", "2024-17"),
        ("markdown", "They sail.\n", ""),
        ("json", json.dumps({"id": 17, "headline": "Boats"}), "17"),
        ("json", json.dumps({"id": "desk/17", "headline": "Boats"}), "desk/17"),
        ("html", PAGE % '<link rel="canonical" href="https://example.org/1?a&amp;b">', "https://example.org/1?a&b"),
        ("html", PAGE % LINKED, "https://example.org/2"),
        ("html", PAGE % ('<link rel="canonical" href="https://example.org/1">' + LINKED), "https://example.org/1"),
        ("html", PAGE % LINKED.replace("https://example.org/2", "#article"), ""),
        ("text", "They sail.", ""),
    ],
)
def test_it_is_read(stories: Stories, told: str, text: str, story_id: str) -> None:
    article = stories(text, told)[0]
    assert article.metadata.story_id == story_id
    assert "id" not in article.metadata.extra
    assert article.field("id") is None


def test_a_default_never_names_a_story(stories: Stories) -> None:
    assert stories("They sail.", "text", defaults={"id": "x"})[0].metadata.story_id == ""


def test_it_must_be_text(stories: Stories) -> None:
    with pytest.raises(ReadError, match="id"):
        stories(json.dumps({"id": {"a": 1}, "headline": "Boats"}), "json")
