"""Copies among many: found at the shares that the rule promises, and in time where thousands are nearly alike."""

from __future__ import annotations

from random import Random
from time import process_time

import pytest

from compliance.article import Span
from compliance.sighting import Sighted
from compliance_plugins.collection._likeness import PLACES, bands, likeness, read, signature, written
from compliance_plugins.collection.duplicate_story import Options, duplicate_story
from tests.patience import keeps_step

WORDS = [f"w{n}" for n in range(5000)]


def text(random: Random, length: int = 400) -> list[str]:
    return random.choices(WORDS, k=length)


def changed(random: Random, words: list[str], runs: float) -> list[str]:
    """The text with so many words exchanged that about this share of its runs of four is left."""
    count = round(len(words) * (1 - (2 * runs / (1 + runs)) ** 0.25))
    other = list(words)
    for at in random.sample(range(len(words)), count):
        other[at] = random.choice(WORDS)
    return other


def share(one: list[str], other: list[str]) -> float:
    first, second = (set(zip(w, w[1:], w[2:], w[3:], strict=False)) for w in (one, other))
    return len(first & second) / len(first | second)


@pytest.mark.parametrize("runs", [0.3, 0.5, 0.7, 0.9])
def test_the_estimate_is_near_the_share(runs: float) -> None:
    random = Random(7)
    off = []
    for _ in range(40):
        one = text(random)
        other = changed(random, one, runs)
        off.append(likeness(signature(one), signature(other)) - share(one, other))
    assert abs(sum(off) / len(off)) < 0.03
    assert max(map(abs, off)) < 0.25


def test_texts_that_share_seven_tenths_find_each_other() -> None:
    random = Random(11)
    met = 0
    for _ in range(100):
        one = text(random)
        other = changed(random, one, 0.75)
        met += not set(bands(signature(one))).isdisjoint(bands(signature(other)))
    assert met >= 97
    strangers = sum(
        not set(bands(signature(text(random)))).isdisjoint(bands(signature(text(random)))) for _ in range(50)
    )
    assert strangers == 0


def test_a_sketch_is_read_as_it_was_written() -> None:
    sketch = signature(text(Random(3)))
    assert len(sketch) == PLACES
    assert read(written(sketch)) == sketch


def test_a_series_of_thousands_is_compared_in_linear_time() -> None:
    random = Random(5)
    sketch = written(signature(text(random)))

    def series(count: int) -> float:
        stories = [
            Sighted(n, n, f"{n}.md", None, Span(0, 1), {"day": "", "story": "", "sketch": sketch, "numbers": [str(n)]})
            for n in range(count)
        ]
        begun = process_time()
        assert duplicate_story.compare is not None
        assert list(duplicate_story.compare(stories, Options())) == []
        return process_time() - begun

    keeps_step(series, 2_000, 20_000, times=40, floor=0.02)
