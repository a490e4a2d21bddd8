"""A WordPress post is read as its readers see it, every place in the field it was sent in."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from compliance.article import Article
from compliance.errors import ReadError

Stories = Callable[..., list[Article]]
Parts = Callable[[Article], list[tuple[str, str]]]

MEDIA: dict[str, Any] = {
    "id": 5,
    "source_url": "https://example.org/a.jpg",
    "alt_text": "A grey quay",
    "caption": {"rendered": "<p>The quay &amp; sea.</p>\n"},
    "meta": {"_media_credit": "Bo Lund/EFE"},
    "media_details": {"sizes": {"medium": {"source_url": "https://example.org/a-300x200.jpg"}}},
}
POST: dict[str, Any] = {
    "id": 17,
    "date": "2025-05-06T12:00:00",
    "date_gmt": "2025-05-06T10:00:00",
    "modified": "2025-05-06T13:30:00",
    "modified_gmt": "2025-05-06T11:30:00",
    "guid": {"rendered": "https://example.org/?p=17"},
    "link": "https://example.org/boats/",
    "status": "future",
    "title": {"rendered": "Boats &#8217;n&#8217; crews 😀"},
    "content": {"rendered": "\n<p>The boats <b>all</b> sail.</p>\n", "protected": False},
    "excerpt": {"rendered": "<p>The boats all sail.</p>\n"},
    "author": 3,
    "featured_media": 5,
    "_embedded": {
        "author": [{"id": 3, "name": "Ana Díaz"}],
        "wp:term": [[{"taxonomy": "category", "name": "Sea"}], [{"taxonomy": "post_tag", "name": "x"}]],
        "wp:featuredmedia": [MEDIA],
    },
}


def read(stories: Stories, **changed: Any) -> Article:
    (article,) = stories(json.dumps(POST | changed, ensure_ascii=False), "wordpress")
    return article


def test_a_post_with_what_is_embedded(stories: Stories, parts: Parts) -> None:
    article = read(stories)
    assert parts(article)[:6] == [
        ("headline", "Boats ’n’ crews 😀"),
        ("byline", "Ana Díaz"),
        ("paragraph", "The boats all sail."),
        ("caption", "The quay & sea."),
        ("credit", "Bo Lund/EFE"),
        ("alt", "A grey quay"),
    ]
    metadata = article.metadata
    assert metadata.story_id == "https://example.org/?p=17"
    assert metadata.published == datetime.fromisoformat("2025-05-06T12:00:00+02:00")
    assert metadata.updated == datetime.fromisoformat("2025-05-06T13:30:00+02:00")
    assert metadata.section == "Sea"
    assert metadata.extra["status"] == "future"


def test_places_are_in_the_fields_of_the_post(stories: Stories, written: Parts) -> None:
    article = read(stories)
    assert ("The boats all sail.", "The boats <b>all</b> sail.") in written(article)
    assert {block.id: block.pointer for block in article.blocks}["body[1]"] == "/content/rendered"
    assert ("Boats ’n’ crews 😀", "Boats &#8217;n&#8217; crews 😀") in written(article)


def test_the_featured_picture_in_the_content_is_one_picture(stories: Stories) -> None:
    figure = '<figure><img src="https://example.org/a-300x200.jpg"><figcaption>On Monday.</figcaption></figure>'
    content = f"{figure}<p>End.</p>"
    article = read(stories, content={"rendered": content})
    (picture,) = article.pictures
    assert article[picture.caption] == "On Monday."
    assert article[picture.credit] == "Bo Lund/EFE"


def test_an_excerpt_that_somebody_wrote(stories: Stories) -> None:
    article = read(stories, excerpt={"rendered": "<p>Why they sail</p>"})
    assert [article[block] for block in article.blocks if block.role == "standfirst"] == ["Why they sail"]
    cut = read(stories, excerpt={"rendered": "<p>Unlike the text [&hellip;]</p>"})
    assert not [block for block in cut.blocks if block.role == "standfirst"]


def test_what_is_sent_to_the_api_and_the_classic_editor(stories: Stories, parts: Parts) -> None:
    text = (
        "First para\nsame\n\nSecond <b>para</b>\n\n"
        '[caption id="x" width="300"]<img src="q.jpg" alt="quay" /> The quay. EFE[/caption]\n\n'
        '[gallery ids="1,2"]\n\nEnd.'
    )
    post = {"title": "Boats", "content": text, "excerpt": "", "status": "future"}
    (article,) = stories(json.dumps(post), "wordpress")
    assert parts(article) == [
        ("headline", "Boats"),
        ("paragraph", "First para same"),
        ("paragraph", "Second para"),
        ("caption", "The quay. EFE"),
        ("paragraph", "End."),
        ("alt", "quay"),
    ]
    assert article.metadata.story_id == ""


def test_blocks_as_they_are_stored(stories: Stories, parts: Parts) -> None:
    raw = "<!-- wp:paragraph -->\n<p>They sail.</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:paragraph --><p>On.</p>"
    article = read(stories, content={"raw": raw}, _embedded={})
    assert [words for role, words in parts(article) if role == "paragraph"] == ["They sail.", "On."]
    assert article.body[0].pointer == "/content/raw"


@pytest.mark.parametrize(
    ("changed", "story_id"),
    [
        ({"guid": None}, "https://example.org/?p=17"),
        ({"guid": None, "link": ""}, "17"),
        ({"guid": {"rendered": "https://example.org/?post_type=x&#038;p=17"}}, "https://example.org/?post_type=x&p=17"),
        ({"guid": None, "link": "https://["}, "17"),
    ],
)
def test_its_identifier_outlives_its_address(stories: Stories, changed: dict[str, Any], story_id: str) -> None:
    assert read(stories, **changed).metadata.story_id == story_id


def test_a_draft_has_no_day(stories: Stories) -> None:
    article = read(stories, date=None, date_gmt="0000-00-00T00:00:00", modified=None, modified_gmt=None)
    assert article.metadata.published is None


def test_attachments_that_come_with_it(stories: Stories) -> None:
    other = MEDIA | {"source_url": "https://example.org/b.jpg", "caption": {"raw": "The pier."}}
    article = read(stories, attachments=[other, MEDIA, 3])
    assert [article[picture.caption] for picture in article.pictures] == ["The quay & sea.", "The pier."]


def test_what_wordpress_read_from_the_file_is_no_credit_that_readers_see(stories: Stories) -> None:
    details = {"image_meta": {"credit": "EFE", "copyright": "© EFE", "aperture": "8"}}
    media = {"source_url": "https://example.org/a.jpg", "media_details": details}
    article = read(stories, _embedded={"wp:featuredmedia": [media]})
    (picture,) = article.pictures
    assert not picture.credit
    assert picture.file_metadata is not None
    assert picture.file_metadata.credit is not None
    assert article[picture.file_metadata.credit] == "EFE"
    assert picture.rights is not None
    assert article[picture.rights] == "© EFE"


@pytest.mark.parametrize(
    "changed",
    [
        {"title": 3, "content": None},
        {"title": {"rendered": 3}, "content": {"rendered": ""}},
        {"title": "", "content": []},
    ],
)
def test_what_is_no_post_is_refused(stories: Stories, changed: dict[str, Any]) -> None:
    with pytest.raises(ReadError, match="neither body nor headline"):
        read(stories, **changed)


@pytest.mark.parametrize("key", ["author", "_embedded", "guid", "link", "excerpt", "attachments", "meta", "date"])
@pytest.mark.parametrize("value", [3, [], {}, [[{}]], {"a": {"b": []}}, True, {"author": [3], "wp:term": [3]}])
def test_shapes_nobody_meant_are_read_or_refused(stories: Stories, key: str, value: Any) -> None:
    refused = None
    try:
        assert read(stories, **{key: value}).headline
    except ReadError as error:
        refused = error
    assert refused is None or refused.where.startswith("story.wordpress:1:")
