"""What a picture's file says is kept apart, and completes what the story does not say."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from compliance.article import Article, Block, Picture, Role
from compliance.errors import ReadError

Stories = Callable[..., list[Article]]

EXIFTOOL = {
    "SourceFile": "quay.jpg",
    "IPTC:By-line": "BO LUND",
    "XMP-dc:Creator": ["Bo Lund", "Ana Díaz"],
    "IPTC:Credit": "REUTERS",
    "IPTC:Caption-Abstract": "The quay in Karsholm.",
    "IPTC:SpecialInstructions": "NO RESALES",
    "IPTC:DateCreated": "2025:05:06",
    "XMP-photoshop:Source": "X00446",
    "IPTC:Headline": "Quay",
    "XMP-iptcExt:DigitalSourceType": "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture",
    "XMP-xmpRights:UsageTerms": "For editorial use only",
    "IPTC:CopyrightNotice": "© Reuters",
    "IPTC:Urgency": 4,
}
STANDARD = {
    "Creator": "Bo Lund",
    "Credit Line": "REUTERS",
    "Description": {"x-default": "The quay in Karsholm.", "es": "El muelle."},
    "Instructions": "NO RESALES",
    "DateCreated": "2025-05-06",
    "Source": "X00446",
    "Headline": "Quay",
    "DigitalSourceType": "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture",
    "Rights Usage Terms": "For editorial use only",
    "CopyrightNotice": "© Reuters",
}
GROUPED = {
    "IPTC": {"By-line": "BO LUND", "Credit": "REUTERS", "SpecialInstructions": "NO RESALES", "DateCreated": "20250506"},
    "XMP-dc": {"Creator": "Bo Lund", "Description": "The quay in Karsholm.", "Rights": "© Reuters"},
    "XMP": {
        "Source": "X00446",
        "Headline": "Quay",
        "UsageTerms": "For editorial use only",
        "DigitalSourceType": "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture",
    },
}


def read(stories: Stories, **picture: Any) -> tuple[Article, Picture]:
    story = {"headline": "Boats", "body": ["They sail."], "pictures": [{"file": "quay.jpg"} | picture]}
    (article,) = stories(json.dumps(story), "json")
    return article, article.pictures[0]


def words(article: Article, block: Block | None) -> str | None:
    return None if block is None else article[block]


@pytest.mark.parametrize("file", [EXIFTOOL, STANDARD, GROUPED])
def test_every_naming_says_the_same(stories: Stories, file: dict[str, Any]) -> None:
    article, picture = read(stories, file_metadata=file)
    found = picture.file_metadata
    assert found is not None
    texts = (found.caption, found.credit, found.creator, found.source, found.headline, found.rights, found.usage_terms)
    assert [words(article, text) for text in texts] == [
        "The quay in Karsholm.",
        "REUTERS",
        "Bo Lund",
        "X00446",
        "Quay",
        "© Reuters",
        "For editorial use only",
    ]
    assert words(article, found.instructions) == "NO RESALES"
    assert found.date_created == date(2025, 5, 6)
    assert found.source_type.endswith("/digitalCapture")


def test_what_the_story_leaves_out_is_completed(stories: Stories) -> None:
    article, picture = read(stories, file_metadata=EXIFTOOL)
    assert article[picture.caption] == "The quay in Karsholm."
    assert picture.caption.role is Role.CAPTION
    assert article[picture.credit] == "REUTERS"
    assert words(article, picture.rights) == "For editorial use only"
    assert words(article, picture.instructions) == "NO RESALES"
    assert picture.date_created == date(2025, 5, 6)
    assert picture.source_type.endswith("/digitalCapture")


def test_what_the_story_says_stays_and_can_be_compared(stories: Stories) -> None:
    article, picture = read(
        stories, file_metadata=EXIFTOOL, caption="A pier.", credit="", date_created="2025-05-01", source_type="print"
    )
    assert (article[picture.caption], article[picture.credit]) == ("A pier.", "")
    assert (picture.date_created, picture.source_type) == (date(2025, 5, 1), "print")
    assert picture.file_metadata is not None
    assert words(article, picture.file_metadata.credit) == "REUTERS"
    assert picture.file_metadata.credit is not None
    assert picture.file_metadata.credit.role is Role.FIELD
    assert picture.file_metadata.credit.pointer == "/pictures/0/file_metadata/IPTC:Credit"
    assert picture.file_metadata.credit.id == "file_metadata.credit[1]"


def test_a_picture_in_the_body_shows_what_it_shows(stories: Stories) -> None:
    body = '<p>They sail.</p><figure><img src="quay.jpg"></figure>'
    story = {"headline": "Boats", "body": body, "pictures": [{"file": "quay.jpg", "file_metadata": EXIFTOOL}]}
    (article,) = stories(json.dumps(story), "json")
    (picture,) = article.pictures
    assert not picture.caption
    assert not picture.credit
    assert words(article, picture.instructions) == "NO RESALES"
    assert picture.file_metadata is not None


def test_in_front_matter_too(stories: Stories) -> None:
    record = "pictures:\n- file: quay.jpg\n  file_metadata:\n    Creator: [Bo Lund]\n    IPTC:Credit: EFE\n"
    text = f"---\n{record}---\n\nThey sail.\n"
    (article,) = stories(text, "markdown")
    assert article[article.pictures[0].credit] == "EFE"


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2025:05:06 10:11:12+02:00", datetime.fromisoformat("2025-05-06T10:11:12+02:00")),
        ("2025:05:06 10:11:12.50Z", datetime.fromisoformat("2025-05-06T10:11:12+00:00")),
        ("2025:05:06 10:11:12", date(2025, 5, 6)),
        ("2025-05-06T10:11", date(2025, 5, 6)),
        ("0000:00:00", None),
        ("2025-13-45", None),
        ("May", None),
    ],
)
def test_days_and_moments(stories: Stories, written: str, moment: date | None) -> None:
    _, picture = read(stories, file_metadata={"DateCreated": written})
    assert picture.file_metadata is not None
    assert picture.file_metadata.date_created == moment


@pytest.mark.parametrize(
    "file", [{}, {"Credit": 3}, {"Credit": []}, {"Credit": {"a": {"b": []}}}, {"Credit": " "}, {":": "x"}]
)
def test_what_says_nothing_is_nothing(stories: Stories, file: dict[str, Any]) -> None:
    article, picture = read(stories, file_metadata=file)
    assert not picture.credit
    assert picture.file_metadata is not None
    assert picture.file_metadata.credit is None
    assert article.text == "Boats\n\nThey sail.\n\n\n\n"


def test_no_table_is_an_error_with_its_place(stories: Stories) -> None:
    with pytest.raises(ReadError, match="file_metadata") as caught:
        stories(json.dumps({"uri": "x", "type": "picture", "headline": "H", "file_metadata": "no"}), "ninjs")
    assert caught.value.where.startswith("story.ninjs:1:")
