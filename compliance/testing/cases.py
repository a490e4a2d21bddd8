"""What a ``*.cases.md`` file says: short stories, and where in each a rule must mark something.

A case is a second-level heading, an optional ``toml`` block (configuration for the section) and one or more
story blocks. ``⟦words⟧{topic/bad-thing}`` marks a finding; marks may be empty and may nest. A block with ``previous``
is no case: it is the published version of the stories after it in its section.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from compliance.errors import ConfigError
from compliance.record import Record

FORMATS = ("text", "markdown", "html", "json")


PREVIOUS = "previous"


class Earlier(Record):
    """The published version of a case's story.

    :param format: as that of a story.
    """

    format: str
    text: str


class Mark(Record):
    """A finding as it is marked in a story; offsets are code points in the story without its marks."""

    start: int
    end: int
    rule: str
    variant: str = ""

    @property
    def name(self) -> str:
        """What stands in the braces: the rule, and its variant where one is given."""
        return f"{self.rule}:{self.variant}" if self.variant else self.rule


@dataclass(frozen=True, slots=True)
class Story:
    """One story block.

    :param name: the case's heading, numbered where the section has several stories.
    :param case: the heading.
    :param line: the line of the opening fence in the file.
    :param text: the story without its marks, as the reader gets it.
    :param todo: a known miss or false alarm.
    :param config: the section's configuration, as in ``compliance.toml``.
    :param previous: the version that is published; ``None`` where the section has none before it.
    """

    name: str
    line: int
    format: str
    text: str
    marks: tuple[Mark, ...]
    todo: bool = False
    config: Mapping[str, Any] = field(default_factory=dict)
    case: str = ""
    previous: Earlier | None = None


@dataclass(frozen=True, slots=True)
class Cases:
    """A whole file: the rule that its title names, and its stories."""

    rule: str
    stories: tuple[Story, ...]

    def collections(self) -> tuple[tuple[Story, ...], ...]:
        """The stories of each case, which a rule that compares sees together."""
        by_case: dict[str, list[Story]] = {}
        for story in self.stories:
            by_case.setdefault(story.case, []).append(story)
        return tuple(map(tuple, by_case.values()))


def firing(groups: Iterable[Sequence[Story]]) -> int:
    """In how many groups of stories, seen together, the rule must speak, known misses apart."""
    return sum(any(story.marks for story in group) for group in groups if not any(story.todo for story in group))


def silent(groups: Iterable[Sequence[Story]]) -> int:
    """In how many groups of stories the rule must be silent, known false alarms apart."""
    return sum(not any(story.marks or story.todo for story in group) for group in groups)


class CasesError(ConfigError):
    """A cases file that cannot be read as one; its place is the line."""


class _Fence(Record):
    line: int
    info: str
    body: str


@cache
def _brace() -> re.Pattern[str]:
    return re.compile(r"\{([a-z0-9]+/[a-z0-9-]+)(?::([a-z0-9-]+))?\}")


def read_marks(marked: str) -> tuple[str, tuple[Mark, ...]]:
    """Take the marks out of a marked story.

    :returns: the bare story, and the marks by start, the outer before the inner.
    :raises CasesError: a mark that does not close, or no rule after it.
    """
    bare: list[str] = []
    opened: list[int] = []
    marks: list[Mark] = []
    length = position = 0
    for sign in re.finditer("[⟦⟧]", marked):
        at = sign.start()
        if at < position:
            continue
        bare.append(marked[position:at])
        length += at - position
        position = at + 1
        if sign.group() == "⟦":
            opened.append(length)
            continue
        brace = _brace().match(marked, position)
        if not opened or brace is None:
            raise CasesError(_unpaired(marked, at, closing=bool(opened)), hint="write ⟦words⟧{topic/bad-thing}")
        marks.append(Mark(opened.pop(), length, brace[1], brace[2] or ""))
        position = brace.end()
    if opened:
        raise CasesError("a mark ⟦ is never closed", hint="write ⟦words⟧{topic/bad-thing}")
    bare.append(marked[position:])
    return "".join(bare), tuple(sorted(marks, key=lambda m: (m.start, -m.end, m.name)))


def _unpaired(marked: str, at: int, *, closing: bool) -> str:
    near = marked[max(at - 20, 0) : at + 20].replace("\n", " ")
    return f"no rule in braces after the mark at '{near}'" if closing else f"a mark ⟧ without ⟦ at '{near}'"


def write_marks(bare: str, marks: Iterable[Mark]) -> str:
    """Put marks into a story: the reverse of :func:`read_marks` for marks that do not cross."""
    signs: list[tuple[int, int, int, str]] = []
    for mark in marks:
        width = mark.end - mark.start
        # at one place: closings of longer marks come last, an empty mark opens and closes in between
        signs.append((mark.start, 1 if width else 2, -width, "⟦" if width else f"⟦⟧{{{mark.name}}}"))
        if width:
            signs.append((mark.end, 0, width, f"⟧{{{mark.name}}}"))
    out: list[str] = []
    position = 0
    for offset, _, _, sign in sorted(signs):
        out += (bare[position:offset], sign)
        position = offset
    return "".join((*out, bare[position:]))


def parse(source: str, folder: Path | None = None) -> Cases:
    """Read a cases file.

    :param folder: where it lies; the house's vocabulary files that a case names are relative to it.

    :raises CasesError: no title, a fence left open, a wrong format, a name used twice, marks that do not pair.
    """
    rule = ""
    heading = ""
    config: Mapping[str, Any] = {}
    previous: Earlier | None = None
    names: set[str] = set()
    sections: dict[str, list[Story]] = {}
    for part in _parts(source):
        if isinstance(part, _Fence):
            if not heading:
                raise CasesError("a block before the first case's heading").at(f"{part.line}")
            if part.info == "toml":
                config = _toml(part, folder or Path())
            elif PREVIOUS in part.info.split():
                previous = _earlier(part)
            else:
                sections[heading].append(replace(_story(part, config), previous=previous))
            continue
        line, level, words = part
        if level == 1:
            rule = words
            continue
        if words in names:
            raise CasesError(f"two cases are called {words!r}", hint="say what differs").at(f"{line}")
        heading, config, previous = words, {}, None
        names.add(words)
        sections[heading] = []
    if not rule:
        raise CasesError("the file has no title", hint="its first line names the rule: # topic/bad-thing").at("1")
    return Cases(rule, tuple(_named(sections)))


def _named(sections: Mapping[str, list[Story]]) -> Iterator[Story]:
    for heading, stories in sections.items():
        if not stories:
            raise CasesError(f"the case {heading!r} has no story", hint=f"add a block of {', '.join(FORMATS)}")
        for number, story in enumerate(stories, 1):
            name = heading if len(stories) == 1 else f"{heading} ({number})"
            yield replace(story, name=name, case=heading)


def _story(fence: _Fence, config: Mapping[str, Any]) -> Story:
    kind, *words = fence.info.split()
    if kind not in FORMATS or any(word != "todo" for word in words):
        raise CasesError(
            f"a block of {fence.info!r}", hint=f"a story is {', '.join(FORMATS)}, with or without 'todo'"
        ).at(f"{fence.line}")
    try:
        text, marks = read_marks(fence.body)
    except CasesError as error:
        raise error.at(f"{fence.line}") from None
    return Story("", fence.line, kind, text, marks, bool(words), config)


def _earlier(fence: _Fence) -> Earlier:
    kind, *words = fence.info.split()
    if kind not in FORMATS or words != [PREVIOUS] or any(sign in fence.body for sign in "⟦⟧"):
        what = f"a block of {fence.info!r} that is no published version"
        raise CasesError(what, hint=f"{', '.join(FORMATS)}, then 'previous'; without marks").at(f"{fence.line}")
    return Earlier(kind, fence.body)


def _toml(fence: _Fence, folder: Path) -> Mapping[str, Any]:
    import tomllib

    try:
        table = tomllib.loads(fence.body)
    except tomllib.TOMLDecodeError as error:
        raise CasesError(f"the configuration is no TOML: {error}").at(f"{fence.line}") from None
    if isinstance(files := table.get("vocabulary"), list):
        table["vocabulary"] = [str((folder / str(file)).absolute()) for file in files]
    return table


def _parts(source: str) -> Iterator[_Fence | tuple[int, int, str]]:
    """The headings (line, level, words) and the fenced blocks, in order; other lines are prose for people."""
    lines = iter(enumerate(source.replace("\r\n", "\n").split("\n"), 1))
    for number, line in lines:
        fence = re.match(r"(`{3,}|~{3,})[ \t]*([^`]*)$", line)
        if fence:
            yield _fence(number, fence[1], fence[2].strip(), lines)
        elif heading := re.match(r"(##?)[ \t]+(.+?)[ \t#]*$", line):
            yield number, len(heading[1]), heading[2]


def _fence(opened: int, sign: str, info: str, lines: Iterator[tuple[int, str]]) -> _Fence:
    body: list[str] = []
    for _, line in lines:
        bare = line.strip()
        if len(bare) >= len(sign) and not bare.strip(sign[0]):
            return _Fence(opened, info or "(nothing)", "".join(f"{one}\n" for one in body))
        body.append(line)
    raise CasesError("a block is never closed").at(f"{opened}")
