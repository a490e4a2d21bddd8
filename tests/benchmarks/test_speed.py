from xml.etree import ElementTree

import pytest

from benchmarks.speed.bench import Timed, side_by_side
from benchmarks.speed.growth import Point
from benchmarks.speed.phrases import write_pack
from benchmarks.speed.plot import drawn
from benchmarks.speed.stories import one_story, sample

TEXTS = [
    f"Bridge number {number}\n\nTravellers crossed the mended bridge over river {number}.\n\n" * 3
    for number in range(40)
]


@pytest.mark.parametrize("size", [300, 30_000])
def test_a_story_of_a_size_is_about_that_long_and_says_nothing_twice(size):
    text = one_story(size, TEXTS)
    assert size <= len(text.encode()) <= size + 200
    assert one_story(size, TEXTS) == text, "the same at every run"
    assert one_story(size, TEXTS, 1) != text


def test_a_sample_is_taken_at_equal_steps():
    assert sample(TEXTS, 4) == [TEXTS[0], TEXTS[10], TEXTS[20], TEXTS[30]]
    assert sample(TEXTS[:2], 4) == TEXTS[:2]


def test_a_made_pack_holds_as_many_phrases_as_asked_for(tmp_path):
    from compliance import Checker
    from compliance.config import Config

    write_pack(tmp_path, 60, TEXTS)
    phrases = (tmp_path / "phrases-60" / "phrases.txt").read_text(encoding="utf-8").split("\n")[:-1]
    assert len(phrases) == len(set(phrases)) == 60
    checker = Checker(Config(packs=(tmp_path / "phrases-60",), select=("phrases-60/any",)))
    (report,) = checker.check_bytes(f"All {phrases[0]} there.".encode(), "story.txt", told="text")
    assert [finding.rule for finding in report.findings] == ["phrases-60/any"]


def test_tools_are_timed_side_by_side_and_one_that_is_missing_is_named(tmp_path, monkeypatch):
    results = side_by_side(
        ["compliance", "textacy quotations"], TEXTS[:3], tmp_path, 2, {"textacy quotations": "false"}
    )
    timed = results["compliance"]
    assert isinstance(timed, Timed)
    assert len(timed.rounds) == 2
    assert min(timed.rounds) <= timed.median <= max(timed.rounds)
    assert timed.peak > 1
    assert results["textacy quotations"] == "its process ended"


def test_the_plot_has_a_point_for_each_size_and_rises():
    svg = ElementTree.fromstring(drawn([Point(3_000, 0.001), Point(300_000, 0.1), Point(10_000_000, 4.0)]))
    circles = [element for element in svg if element.tag.endswith("circle")]
    across = [float(circle.get("cx", "")) for circle in circles]
    down = [float(circle.get("cy", "")) for circle in circles]
    assert len(circles) == 3
    assert across == sorted(across)
    assert down == sorted(down, reverse=True)
