"""Decides whether what a rule found is what the file marks, and shows where it is not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from compliance.testing.cases import Mark, Story, write_marks


@dataclass(frozen=True, slots=True)
class Found:
    """A finding, as a mark in the story's source, with what it says."""

    mark: Mark
    message: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one story showed.

    :param missing: marked in the file and not found.
    :param unexpected: found and not marked in the file.
    :param broken: how findings break the contract of rules; the story fails whatever was found.
    :param skipped: why the rule did not run, where it did not.
    """

    story: Story
    found: tuple[Found, ...]
    missing: tuple[Mark, ...]
    unexpected: tuple[Found, ...]
    broken: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether the rule found what is marked, and nothing else."""
        return not (self.missing or self.unexpected or self.broken)


def compare(story: Story, found: tuple[Found, ...], broken: Iterable[str] = (), skipped: Iterable[str] = ()) -> Outcome:
    """Pair the findings with the story's marks; what is left on either side is wrong."""
    left = list(found)
    missing = []
    for mark in story.marks:
        match = next((one for one in left if _same(mark, one.mark, story.text)), None)
        if match is None:
            missing.append(mark)
        else:
            left.remove(match)
    return Outcome(story, found, tuple(missing), tuple(left), tuple(broken), tuple(skipped))


def _same(expected: Mark, found: Mark, text: str) -> bool:
    """Whether a finding is the one marked; something missing has no words of its own, so its line is enough."""
    if expected.rule != found.rule or (expected.variant and expected.variant != found.variant):
        return False
    if expected[:2] == found[:2]:
        return True
    empty = expected.start == expected.end and found.start == found.end
    return empty and "\n" not in text[min(expected.start, found.start) : max(expected.start, found.start)]


def describe(outcome: Outcome) -> str:
    """The story, twice where the two differ, then each difference in words."""
    story = outcome.story
    # a variant that the file does not ask for would only be noise in what it can be compared with
    asked = {mark.variant for mark in story.marks}
    found = [mark if mark.variant in asked else mark._replace(variant="") for mark in (f.mark for f in outcome.found)]
    lines = list(_side_by_side(write_marks(story.text, story.marks), write_marks(story.text, found)))
    for mark in outcome.missing:
        lines.append(f"marked, not found: {_quoted(story, mark)}  {_place(story, mark)}")
    for one in outcome.unexpected:
        lines.append(f"found, not marked: {_quoted(story, one.mark)}  {_place(story, one.mark)}")
        lines.append(f"                   {one.message}")
    return "\n".join((*lines, *outcome.broken, *outcome.skipped))


def _side_by_side(expected: str, found: str) -> Iterator[str]:
    yield "- as the file marks it, + as the rule finds it:"
    yield ""
    for before, after in zip(expected.splitlines(), found.splitlines(), strict=False):
        if before == after:
            yield f"    {before}".rstrip()
        else:
            yield f"  - {before}"
            yield f"  + {after}"
    yield ""


def _quoted(story: Story, mark: Mark) -> str:
    words = story.text[mark.start : mark.end].replace("\n", "⏎")
    return f"⟦{words}⟧{{{mark.name}}}"


def _place(story: Story, mark: Mark) -> str:
    line = story.text.count("\n", 0, mark.start) + 1
    column = mark.start - story.text.rfind("\n", 0, mark.start)
    return f"(line {story.line + line} of the file, column {column} of the story's line)"
