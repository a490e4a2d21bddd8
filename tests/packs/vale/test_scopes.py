"""Which parts of a story a rule reads, and where in it an alert stands."""

from __future__ import annotations

import pytest

from tests.packs.vale.conftest import Style, findings, flagged

STORY = """\
---
headline: Tide one
---

Tide two. A tide three.

> Tide four.

- Tide five

![Tide six](quay.jpg)

*Tide seven. JONAS HELM*
"""
RULE = "extends: existence\nmessage: '%s'\nignorecase: true\ntokens: ['tide \\w+']\nscope: "
ALL = {"one", "two", "three", "four", "five", "six", "seven"}


@pytest.mark.parametrize(
    ("scope", "parts"),
    [
        ("text", ALL),
        ("heading", {"one"}),
        ("heading.h1", {"one"}),
        ("text.heading.h1", {"one"}),
        ("heading.h2", set()),
        ("text.frontmatter.title", {"one"}),
        ("paragraph", {"two", "three", "seven"}),
        ("sentence", {"two", "three", "seven"}),
        ("blockquote", {"four"}),
        ("list", {"five"}),
        ("alt", {"six"}),
        ("figure.caption", {"seven"}),
        ("~blockquote", ALL - {"four"}),
        ("text & ~heading & ~list", ALL - {"one", "five"}),
        ("[heading, list]", {"one", "five"}),
        ("summary", {"two", "three", "four", "five", "seven"}),
        ("raw", ALL),
        ("text.md", ALL),
        ("text.html", set()),
    ],
)
def test_scopes_of_a_story_with_parts(style: Style, scope: str, parts: set[str]) -> None:
    scope = scope if scope.startswith("[") else f"'{scope}'"
    folder = style(Tide=RULE + scope)
    assert {words.split()[1] for words in flagged(folder, STORY)} == parts


def test_plain_text_is_one_text_whose_parts_are_known_all_the_same(style: Style) -> None:
    story = "Harbour towns wait for the tide\n\nKarsholm, Mar 11 (EFE).- The tide rose.\n\nThe tide fell.\n"
    count = "extends: occurrence\nmessage: '%s'\nmax: 2\ntoken: tide\nscope: "
    assert len(flagged(style(Count=count + "text"), story, "story.txt")) == 1
    assert flagged(style(Count=count + "text"), story, "story.md") == []
    assert flagged(style(Count=RULE.replace("tide ", "the tide") + "heading"), story, "story.txt") == []
    heads = "extends: existence\nmessage: '%s'\ntokens: [tide]\nscope: heading\n"
    (finding,) = findings(style(Count=heads), story, "story.txt")
    assert finding.span.start == story.index("tide")


def test_raw_reads_the_marks_and_alerts_stand_in_the_story(style: Style) -> None:
    folder = style(Bold="extends: existence\nmessage: '%s'\nscope: raw\nraw: ['\\*\\*(.+?)\\*\\*']\n")
    (finding,) = findings(folder, "A **low** tide.\n")
    assert finding.data["matched"] == "**low**"
    assert finding.span.start in (2, 3)


def test_the_sense_of_a_summary_alert_is_its_place(style: Style) -> None:
    folder = style(Tide="extends: existence\nmessage: '%s'\nscope: summary\ntokens: [low]\n")
    story = "# Head low\n\nOne.\n\nTwo low.\n"
    (finding,) = findings(folder, story, "story.md")
    assert finding.span.start == len("Head low\n\nOne.\n\nTwo ")
