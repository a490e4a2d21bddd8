"""The checker as another program uses it: stories as it has them, its own configuration, findings in words."""

from __future__ import annotations

from collections import UserDict
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

import compliance
from compliance import Checker, ComplianceError, Verdict
from compliance.errors import ConfigError, ReadError


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker()


STORY = {
    "headline": "Ferry crews to strike",
    "body": ["Crews on the ferries will stop work on Monday, their union said on Friday."],
    "pictures": [{"file": "quay.jpg", "caption": "Crews at work (TK). EFE/Ana Díaz"}],
}


def test_days_and_moments_are_taken_as_python_has_them(checker: Checker) -> None:
    dated = {**STORY, "published": datetime(2025, 3, 11, 9, 30, tzinfo=UTC), "edition_date": date(2025, 3, 12)}
    metadata = checker.article(dated).metadata
    assert (metadata.published, metadata.edition_date) == (dated["published"], dated["edition_date"])


def test_a_mapping_need_be_no_dict(checker: Checker) -> None:
    class Lazy:
        """What a framework gives for a text in the reader's language."""

        def __str__(self) -> str:
            return "Crews go back (TK) to work"

    report = checker.check(UserDict({**STORY, "headline": Lazy(), "pictures": [UserDict(STORY["pictures"][0])]}))
    assert [
        finding.source.pointer for finding in checker.view(report).findings if finding.rule == "copy/placeholder"
    ] == [
        "/headline",
        "/pictures/0/caption",
    ]


@pytest.mark.parametrize(
    ("story", "what"),
    [
        (17, "a int is no story"),
        (None, "a NoneType is no story"),
        (b'{"headline": "One", "body": "One."}\n{"headline": "Two", "body": "Two."}', "there are several stories"),
        ({"headline": "A", ("b", "c"): 1}, "cannot be written as JSON"),
        (Path("absent.txt"), "the file cannot be read"),
    ],
)
def test_what_is_no_story_is_an_error_with_a_next_step(checker: Checker, story: Any, what: str) -> None:
    with pytest.raises(ReadError, match=what) as error:
        checker.check(story, name="story 17")
    assert error.value.where in ("story 17", "absent.txt")
    assert error.value.hint


def test_lone_surrogates_take_nothing_down(checker: Checker) -> None:
    assert checker.check({"headline": "Half \ud83d", "body": "The town paid."}).verdict in Verdict
    assert checker.article("Half \ud83d of a pair").text == "Half ? of a pair"


def test_the_moment_and_the_name_are_told(checker: Checker) -> None:
    moment = datetime(2025, 3, 11, tzinfo=UTC)
    report = checker.check(STORY, name="opinion/17", now=moment)
    assert report.file == "opinion/17"
    assert report.article is not None
    assert report.article.now == moment
    assert compliance.check(STORY, now=moment).article.now == moment  # type: ignore[union-attr]


def test_a_house_is_configured_by_its_file(tmp_path: Path) -> None:
    (tmp_path / "compliance.toml").write_text('select = ["copy/placeholder"]\n[story]\nproduct = "website"\n')
    for path in (tmp_path, tmp_path / "compliance.toml", str(tmp_path)):
        checker = Checker.configured(path)
        assert checker.check(STORY).rules_run == ("copy/placeholder",)
    assert Checker.configured(profile="wire").config.rules != Checker.configured().config.rules
    assert checker.article(STORY).metadata.product == "website"


@pytest.mark.parametrize(
    ("text", "what"),
    [(None, "no such configuration file"), ("gate = 3", "gate"), ("select = ['copy/nothing']", "fits")],
)
def test_a_configuration_that_is_wrong_says_so(tmp_path: Path, text: str | None, what: str) -> None:
    path = tmp_path / "compliance.toml"
    if text is not None:
        path.write_text(text)
    with pytest.raises(ConfigError, match=what):
        Checker.configured(path)


def test_findings_are_read_in_words_and_fields(checker: Checker) -> None:
    report = checker.check(STORY)
    (english,) = [f for f in checker.view(report).findings if f.rule == "copy/placeholder"]
    (spanish,) = [f for f in checker.view(report, "es").findings if f.rule == "copy/placeholder"]
    assert (english.source.pointer, english.matched) == ("/pictures/0/caption", "TK")
    caption = STORY["pictures"][0]["caption"]
    assert caption[english.source.start : english.source.end] == "TK"
    assert english.message != spanish.message
    assert checker.view(report).verdict == "hold"


def test_a_report_without_its_story_cannot_be_shown(checker: Checker) -> None:
    with pytest.raises(ComplianceError, match="was not read"):
        checker.view(checker.check(STORY)._replace(article=None))
