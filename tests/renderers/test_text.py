"""The output for people, looked at as a whole: the snapshots are meant to be read."""

import re

import pytest

from compliance.article import Block, Role, Span
from compliance.finding import Label, Verdict
from compliance.renderers.layout import cells
from compliance.renderers.model import ErrorView


@pytest.mark.parametrize(
    ("name", "language", "look"),
    [
        ("wide.txt", "en", {"width": 100}),
        ("narrow.txt", "en", {"width": 60}),
        ("spanish.txt", "es", {"width": 80, "language": "es"}),
        ("colour.txt", "en", {"width": 80, "colour": True}),
        ("ascii.txt", "en", {"width": 80, "unicode": False}),
    ],
)
def test_a_run_as_an_editor_sees_it(outcomes, rendered, snapshot, name, language, look):
    snapshot(name, rendered("text", outcomes(language), **look))


@pytest.mark.parametrize("width", [40, 60, 80, 100])
def test_no_line_is_wider_than_the_terminal(outcomes, rendered, width):
    lines = rendered("text", outcomes(), width=width).splitlines()
    assert max(map(cells, lines)) <= width


def test_colour_only_repeats_what_the_words_say(outcomes, rendered):
    coloured = re.sub(r"\x1b\[[0-9;]*m", "", rendered("text", outcomes(), width=80, colour=True))
    plain = rendered("text", outcomes(), width=80)
    assert [line.split() for line in coloured.splitlines()] == [line.split() for line in plain.splitlines()]


def test_marks_stand_under_wide_characters(kit, seen, rendered):
    article = kit["story"]("会談は16 April 2023に東京で行われた。", [(Role.CAPTION, "caption[1]")])
    found = kit["mismatch"].finding(
        kit["place"](article, "16 April 2023"), data={"caption": "2023-04-16", "story": "2023-04-18"}
    )
    lines = rendered("text", [seen(kit["report"](article, [found], Verdict.REVIEW))]).splitlines()
    row = next(index for index, line in enumerate(lines) if "会談" in line)
    assert cells(lines[row][: lines[row].index("16 April")]) == lines[row + 1].index("^")
    assert lines[row + 1].count("^") == len("16 April 2023")


def test_what_a_terminal_would_obey_is_shown_by_its_name(kit, seen, rendered):
    article = kit["story"]("Bad \x1b[31mred\u202e  text", [(Role.PARAGRAPH, "body[1]")], "a\x1b[2Jb.txt")
    found = kit["spacing"].finding(kit["place"](article, "  "))
    text = rendered("text", [seen(kit["report"](article, [found]))])
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "<U+001B>[31mred<U+202E>" in text


def test_nothing_found_and_nothing_checked_never_look_alike(kit, seen, rendered):
    article = kit["story"]("A short story.", [(Role.PARAGRAPH, "body[1]")])
    clean = rendered("text", [seen(kit["report"](article))])
    unchecked = rendered("text", [seen(kit["report"](article, rules_run=()))])
    unread = rendered("text", [ErrorView("a.txt", "the file is empty", "")])
    assert "nothing found by 3 rules" in clean
    for text in (unchecked, unread):
        assert "NOTHING CHECKED" in text
        assert "nothing found" not in text
        assert "PUBLISH" not in text


def test_labels_close_by_share_the_excerpt_and_a_label_in_a_source_names_it(kit, seen, rendered):
    article = kit["story"]("On Monday 17 April, a Tuesday, they met.", [(Role.PARAGRAPH, "body[1]")])
    release = kit["story"]("They met on 18 April 2023.", [(Role.PARAGRAPH, "body[1]")], "release.txt")
    found = kit["mismatch"].finding(
        kit["place"](article, "17 April"),
        data={"caption": "2023-04-17", "story": "2023-04-18"},
        labels=[Label(kit["place"](article, "Tuesday"), "day"), Label(Span(12, 25), "day", release)],
    )
    text = rendered("text", [seen(kit["report"](article, [found], Verdict.REVIEW))])
    assert text.count("On Monday 17 April, a Tuesday, they met.") == 1
    assert "^^^^^^^^    ------- the day the story reports" in text
    assert "------------- the day the story reports (in release.txt)" in text


def test_a_place_that_is_empty_says_what_is_missing_there(kit, seen, rendered):
    article = kit["story"]("Text.\n\n\n\nMore.", [(Role.PARAGRAPH, "body[1]"), (Role.CREDIT, "credit[1]")])
    found = kit["spacing"].finding(Span(7, 7))
    assert "(credit 1: nothing stands here)" in rendered("text", [seen(kit["report"](article, [found]))])


def test_a_long_place_is_shown_by_its_two_ends(kit, seen, rendered):
    words = " ".join(f"word{number}" for number in range(500))
    article = kit["story"](words, [(Role.PARAGRAPH, "body[1]")])
    found = kit["spacing"].finding(Span(0, len(words)))
    text = rendered("text", [seen(kit["report"](article, [found]))])
    assert "word0" in text
    assert "word499" in text
    assert len(text) < 1500


def test_a_dateline_is_shown_with_the_paragraph_on_its_line(kit, seen, rendered):
    article = kit["story"]("Vikstad, Apr 18 (EFE).- They met on Tuesday.", [(Role.PARAGRAPH, "body[1]")])
    dateline, lead = article.blocks[0].span, Span(24, 44)
    article.blocks = (Block(Role.DATELINE, Span(0, 23), "dateline"), Block(Role.PARAGRAPH, lead, "body[1]"))
    assert dateline.covers(lead)
    found = kit["mismatch"].finding(
        kit["place"](article, "Tuesday"),
        data={"caption": "2023-04-17", "story": "2023-04-18"},
        labels=[Label(kit["place"](article, "Apr 18"), "day")],
    )
    text = rendered("text", [seen(kit["report"](article, [found], Verdict.REVIEW))])
    assert text.count("Vikstad, Apr 18 (EFE).- They met on Tuesday.") == 1


@pytest.mark.parametrize(("count", "more"), [(100, None), (101, "1 more"), (1_500, "1,400 more")])
def test_what_a_rule_says_more_often_than_anybody_reads_is_counted(kit, seen, rendered, count, more):
    article = kit["story"]("Red  text " * 2, [(Role.PARAGRAPH, "body[1]")])
    found = [kit["spacing"].finding(kit["place"](article, "  ")) for _ in range(count)]
    text = rendered("text", [seen(kit["report"](article, found))], width=100)
    assert text.count("note: Two spaces") == min(count, 100)
    assert (f"… {more} of copy/spacing in this story: --format json has them all" in text) == (more is not None)
    assert text.count("in this story") == (more is not None)
