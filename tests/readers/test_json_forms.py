"""Which form a story in JSON has is told by its keys, story by story."""

from __future__ import annotations

import json
from typing import Any

import pytest

from compliance import check
from compliance.errors import ReadError
from compliance.readers import Desk
from compliance.readers.json_forms import form_of


@pytest.mark.parametrize(
    ("story", "form"),
    [
        ({"headline": "H", "body": "B"}, "json"),
        ({"headline": "H", "body": "B", "body_format": "html", "uri": "urn:x", "slugline": "b"}, "json"),
        ({"headline": "H"}, "json"),
        ({}, "json"),
        ({"headline": "H", "body_text": "B"}, "ninjs"),
        ({"headline": "H", "uri": "urn:x"}, "ninjs"),
        ({"standard": {"name": "VendorNinjs"}, "headline": "H", "body": "B"}, "ninjs"),
        ({"headlines": [], "bodies": [], "title": "T"}, "ninjs"),
        ({"title": {"rendered": "T"}, "content": {"rendered": "C"}, "status": "draft"}, "wordpress"),
        ({"title": {"raw": "T"}, "slug": "t"}, "wordpress"),
        ({"title": "T", "content": "C", "status": "publish"}, "wordpress"),
    ],
)
def test_it_is_told_by_keys(story: dict[str, Any], form: str) -> None:
    assert form_of(story, "x:1:1") == form


def test_a_tie_is_an_error() -> None:
    with pytest.raises(ReadError, match="json or ninjs") as caught:
        form_of({"body": "B", "bodies": []}, "x:1:1")
    assert "--as" in caught.value.hint


def test_each_story_of_a_file_has_its_own(story_desk: Desk) -> None:
    some = [
        {"id": "a", "headline": "H", "body": "B"},
        {"uri": "b", "headline": "H", "body_text": "B"},
        {"id": 3, "title": {"rendered": "H"}, "content": {"rendered": "<p>B</p>"}},
    ]
    for data in (json.dumps(some), "\n".join(map(json.dumps, some))):
        for content_type in ("application/json", None):
            found = list(story_desk.read(data.encode(), "x.json", content_type=content_type))
            assert [article.metadata.story_id for article in found] == ["a", "b", "3"]


def test_what_is_told_is_not_guessed(story_desk: Desk) -> None:
    data = json.dumps({"headline": "H", "body_text": "B", "uri": "urn:x"}).encode()
    (article,) = story_desk.read(data, "x.json", told="json")
    assert article.metadata.extra["uri"] == "urn:x"


def test_a_mapping_of_any_form_is_checked() -> None:
    report = check({"title": {"rendered": "Boats"}, "content": {"rendered": "<p>They sail on Monday (TK).</p>"}})
    assert ("copy/placeholder", "/content/rendered") in {
        (finding.rule, block.pointer)
        for finding in report.findings
        if report.article is not None and (block := report.article.block_at(finding.span.start)) is not None
    }
