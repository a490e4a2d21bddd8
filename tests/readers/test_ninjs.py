"""IPTC ninjs in each of its versions is read as the same story."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from compliance.article import Article
from compliance.errors import ReadError
from compliance.readers import Desk

Stories = Callable[..., list[Article]]
Parts = Callable[[Article], list[tuple[str, str]]]

VERSION_1: dict[str, Any] = {
    "uri": "urn:example:boats",
    "type": "text",
    "firstcreated": "2025-05-05T10:00:00Z",
    "versioncreated": "2025-05-06T10:00:00Z",
    "embargoed": "2025-05-06T12:00:00Z",
    "pubstatus": "usable",
    "language": "en",
    "byline": "Ana Díaz",
    "headline": "Boats & more",
    "body_text": "Karsholm, May 6 (EFE).- The boats & crews sail. And so on.",
    "body_xhtml": "<p>Karsholm, May 6 (EFE).- The boats &amp; crews sail.</p><p>And <b>so</b> on.</p>",
    "subject": [{"code": "1"}, {"name": "Shipping"}],
    "located": "Karsholm",
    "associations": {
        "main": {
            "uri": "urn:example:quay",
            "type": "picture",
            "byline": "Bo Lund/EFE",
            "description_text": "The quay.",
            "description_alttext": "A grey quay",
            "usageterms": "NO RESALES",
            "ednote": "Mandatory credit",
            "contentcreated": "2025-05-05T08:00:00Z",
            "digitalsourcetype": "digitalCapture",
            "renditions": {"small": {"href": "https://example.org/s.jpg"}},
        }
    },
}
PICTURE_2: dict[str, Any] = {
    "name": "main",
    "type": "picture",
    "by": "Bo Lund/EFE",
    "descriptions": [{"role": "alttext", "value": "A grey quay"}, {"contentType": "text/plain", "value": "The quay."}],
    "usageterms": "NO RESALES",
    "ednote": "Mandatory credit",
    "contentcreated": "2025-05-05T08:00:00Z",
    "digitalsourcetype": "digitalCapture",
    "renditions": [{"name": "small", "href": "https://example.org/s.jpg"}],
}
VERSION_2: dict[str, Any] = {
    "standard": {"name": "ninjs", "version": "2.1"},
    "uri": "urn:example:boats",
    "type": "text",
    "firstcreated": "2025-05-05T10:00:00Z",
    "versioncreated": "2025-05-06T10:00:00Z",
    "embargoed": "2025-05-06T12:00:00Z",
    "language": "en",
    "by": "Ana Díaz",
    "headlines": [{"role": "short", "value": "Boats"}, {"role": "main", "value": "Boats & more"}],
    "bodies": [
        {"contenttype": "text/plain", "value": VERSION_1["body_text"]},
        {"contenttype": "text/html", "value": VERSION_1["body_xhtml"]},
    ],
    "subjects": [{"name": "Shipping"}],
    "associations": [PICTURE_2],
}
_CASES = {
    "firstcreated": "firstCreated",
    "versioncreated": "versionCreated",
    "embargoed": "embargoedUntil",
    "contenttype": "contentType",
    "usageterms": "usageTerms",
    "ednote": "edNote",
    "contentcreated": "contentCreated",
    "digitalsourcetype": "digitalSourceType",
}


def in_version_3(value: Any) -> Any:
    if isinstance(value, dict):
        return {_CASES.get(key, key): in_version_3(one) for key, one in value.items()}
    return [in_version_3(one) for one in value] if isinstance(value, list) else value


VERSIONS = {"1": VERSION_1, "2": VERSION_2, "3": in_version_3(VERSION_2)}


@pytest.mark.parametrize("version", VERSIONS)
def test_every_version_says_the_same(stories: Stories, parts: Parts, version: str) -> None:
    (article,) = stories(json.dumps(VERSIONS[version]), "ninjs")
    assert parts(article)[:9] == [
        ("headline", "Boats & more"),
        ("byline", "Ana Díaz"),
        ("dateline", "Karsholm, May 6 (EFE).-"),
        ("paragraph", "The boats & crews sail."),
        ("paragraph", "And so on."),
        ("caption", "The quay."),
        ("credit", "Bo Lund/EFE"),
        ("alt", "A grey quay"),
        ("rights", "NO RESALES"),
    ]
    metadata, (picture,) = article.metadata, article.pictures
    assert metadata.story_id == "urn:example:boats"
    assert metadata.published == datetime.fromisoformat("2025-05-05T10:00:00+00:00")
    assert metadata.updated == datetime.fromisoformat("2025-05-06T10:00:00+00:00")
    assert (metadata.embargo, metadata.language, metadata.section) == ("2025-05-06T12:00:00Z", "en", "Shipping")
    assert picture.instructions is not None
    assert article[picture.instructions] == "Mandatory credit"
    assert picture.date_created == datetime.fromisoformat("2025-05-05T08:00:00+00:00")
    assert (picture.source_type, picture.file) == ("digitalCapture", "https://example.org/s.jpg")


def test_places_are_in_the_fields_of_the_item(stories: Stories, written: Parts) -> None:
    (article,) = stories(json.dumps(VERSION_1, ensure_ascii=False), "ninjs")
    assert ("And so on.", "And <b>so</b> on.") in written(article)
    pointers = {block.id: block.pointer for block in article.blocks}
    assert pointers["body[2]"] == "/body_xhtml"
    assert pointers["credit[1]"] == "/associations/main/byline"


def test_what_no_key_stands_for_is_kept(stories: Stories) -> None:
    (article,) = stories(json.dumps(VERSION_1), "ninjs")
    assert article.metadata.extra["pubstatus"] == "usable"
    assert article.metadata.extra["located"] == "Karsholm"


def test_the_rendition_in_the_body_is_the_picture_s_file(stories: Stories) -> None:
    item = json.loads(json.dumps(VERSION_2))
    item["associations"][0]["renditions"].append({"name": "big", "href": "https://example.org/b.jpg"})
    item["bodies"] = [{"contenttype": "text/html", "value": '<p>They sail.</p><img src="https://example.org/b.jpg">'}]
    (article,) = stories(json.dumps(item), "ninjs")
    (picture,) = article.pictures
    assert picture.file == "https://example.org/b.jpg"
    assert article[picture.caption] == "The quay."


def test_an_item_that_is_a_picture(stories: Stories, parts: Parts) -> None:
    item = {
        "uri": "urn:x",
        "type": "picture",
        "by": "Bo Lund",
        "description_richtext": "<p>The <i>quay</i> &amp; sea.</p>",
    }
    (article,) = stories(json.dumps(item), "ninjs")
    assert parts(article) == [("caption", "The quay & sea."), ("credit", "Bo Lund")]


def test_alternative_identifiers(stories: Stories) -> None:
    for altids in ({"desk": "A-1"}, [{"role": "desk", "value": "A-1"}]):
        (article,) = stories(json.dumps({"headline": "Boats", "altids": altids, "body_text": "x"}), "ninjs")
        assert article.metadata.story_id == "A-1"


def test_the_product_s_own_keys_count_where_they_are_meant(stories: Stories) -> None:
    item = {"uri": "urn:x", "body_text": "They sail.", "product": "EN-TEXT", "territories": ["gb"]}
    (article,) = stories(json.dumps(item), "ninjs")
    assert article.metadata.product == ""
    assert article.metadata.territories == ("GB",)


@pytest.mark.parametrize(
    ("item", "what"),
    [
        ({"uri": "urn:x"}, "there is neither body nor headline"),
        ({"uri": "urn:x", "headline": {"a": 1}, "body_text": 3}, "neither"),
        ({"uri": "urn:x", "headline": "B", "language": ["a", 1]}, "language"),
        ({"uri": "urn:x", "headline": "B", "versioncreated": "tomorrow"}, "published"),
        ([3], "this is no JSON object"),
    ],
)
def test_what_is_no_item_is_refused_with_its_place(stories: Stories, item: Any, what: str) -> None:
    with pytest.raises(ReadError, match=what) as caught:
        stories(json.dumps(item), "ninjs")
    assert caught.value.where.startswith("story.ninjs:1:")
    assert caught.value.hint


def test_the_content_type_tells(story_desk: Desk) -> None:
    data = json.dumps({"uri": "urn:x", "headline": "Boats", "body": "They sail."}).encode()
    (article,) = story_desk.read(data, "x", content_type="application/vnd.iptc.ninjs+json; charset=utf-8")
    assert article.metadata.story_id == "urn:x"
