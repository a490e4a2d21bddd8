"""One story that grows, and many stories one after the other: neither time nor memory may run away."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple

from benchmarks.speed.stories import one_story

SIZES = (3_000, 30_000, 300_000, 3_000_000, 10_000_000)
MANY = 20_000


class Point(NamedTuple):
    """CPU seconds that a story of so many bytes took."""

    size: int
    seconds: float


def growth(texts: Sequence[str], sizes: Sequence[int] = SIZES) -> list[Point]:
    """Print the table; returns its points."""
    check = _ours()
    print("One story that grows")
    print(f"  {'bytes':>10} {'CPU s':>9} {'MB/s':>7}")
    points = []
    for size in sizes:
        # of short ones several, as one says little of the others
        several = [one_story(size, texts, number) for number in range(max(1, min(20, 600_000 // size)))]
        length = sum(len(text.encode()) for text in several) // len(several)
        rounds = [_cpu(check, several) for _ in range(2 if size > 1_000_000 else 3)]
        points.append(Point(length, min(rounds) / len(several)))
        print(f"  {length:>10,} {points[-1].seconds:>9.4f} {length / 1e6 / points[-1].seconds:>7.2f}")
    ratio = (points[-1].seconds / points[-1].size) / (points[0].seconds / points[0].size)
    print(f"  a byte of the longest takes {ratio:.2f} times a byte of the shortest (linear: about 1)\n")
    return points


def memory(texts: Sequence[str], stories: int = MANY) -> float:
    """Print the table; returns megabytes at the end over megabytes after the first tenth."""
    check = _ours()
    print(f"Memory over {stories:,} stories, megabytes at most so far")
    marks = {stories * tenth // 10: tenth for tenth in (1, 2, 5, 10)}
    peaks = []
    for number in range(1, stories + 1):
        check(f"{texts[number % len(texts)]}\n\nStory {number} of the day.\n")
        if number in marks:
            peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
            print(f"  after {number:>7,}  {peaks[-1]:>7.1f}")
    print(f"  {peaks[-1] / peaks[0]:.3f} times what it was after the first tenth (flat: 1)\n")
    return peaks[-1] / peaks[0]


def _ours() -> Callable[[str], object]:
    from compliance import Checker

    checker = Checker()
    return lambda text: [*checker.check_bytes(text.encode(), "story.txt", told="text")]


def _cpu(check: Callable[[str], object], texts: Sequence[str]) -> float:
    started = time.process_time()
    for text in texts:
        check(text)
    return time.process_time() - started
