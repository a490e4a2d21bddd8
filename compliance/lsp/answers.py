"""What goes to the process that checks, and what comes back: records that are pickled between the two.

Places are lines and characters from 0, counted as the editor counts (UTF-16 units unless it asked for another unit), so
that the process that speaks with the editor has nothing to work out.
"""

from __future__ import annotations

from typing import TypeAlias

from compliance.record import Record

READING = "reading the story"
"""What the process that checks is at, as its pulse says, before any rule and after them all."""
MOST_SECONDS = 5.0
"""A rule's time in an editor, however much more ``rule_seconds`` gives it."""

Position: TypeAlias = tuple[int, int]
"""Line and character, both from 0."""


class Settings(Record):
    """What the server was started with.

    :param config: the configuration file that counts for every story; ``None``: the nearest above each.
    :param profile: a profile to start from.
    :param baseline: whether baselines are looked at.
    :param waivers: whether waivers are, in files and in stories.
    """

    config: str | None = None
    profile: str | None = None
    baseline: bool = True
    waivers: bool = True


class Ask(Record):
    """A document as the editor has it now.

    :param name: its path; what the editor calls it where it has none yet.
    :param folder: where its configuration is looked for from; ``None`` for a document without a place.
    :param language_id: what the editor takes its text for: ``markdown``, ``html``.
    :param encoding: the unit of characters: ``utf-16``, ``utf-8`` or ``utf-32``.
    :param language: the editor's, for messages.
    :param given_up: rules that never came back on it, and are not run again.
    :param fix: what all safe repairs together would make of it is wanted, and nothing else.
    :param waive: the comment that waives the finding of this fingerprint is wanted, and nothing else.
    """

    text: str
    name: str
    folder: str | None
    language_id: str = ""
    encoding: str = "utf-16"
    language: str = "en"
    given_up: tuple[str, ...] = ()
    fix: bool = False
    waive: str = ""


class Range(Record):
    """A stretch of a text, half-open."""

    start: Position
    end: Position


class Change(Record):
    """Words to put in place of what stands there."""

    range: Range
    text: str


class Other(Record):
    """Another place that belongs to a finding.

    :param file: path of the file it stands in; ``None`` for the document itself.
    """

    text: str
    range: Range
    file: str | None = None


class Repair(Record):
    """A suggestion that can be written into the document.

    :param safe: it keeps the meaning.
    """

    title: str
    safe: bool
    changes: tuple[Change, ...]


class Mark(Record):
    """What is shown at one place of a document.

    :param rule: the rule's name; empty where the document could not be checked.
    :param severity: ``error``, ``warning`` or ``note``.
    :param told: what is wrong, why, and what to do, in Markdown.
    :param url: of the rule's manual page; empty where it has none.
    :param aside: why it does not count, in the editor's language: somebody let it through, the baseline has it, or
        the house observes its rule.
    :param fingerprint: of a finding that a comment in the document can waive; else empty.
    """

    rule: str
    severity: str
    message: str
    range: Range
    others: tuple[Other, ...] = ()
    repairs: tuple[Repair, ...] = ()
    told: str = ""
    url: str = ""
    aside: str = ""
    fingerprint: str = ""


class Trouble(Record):
    """Why nothing can be checked: configuration, a plugin or a pack is wrong; in the editor's language.

    :param where: file and line, where they are known.
    """

    what: str
    where: str = ""
    hint: str = ""


class Answer(Record):
    """What came of a document.

    :param changes: what was asked for instead: all safe repairs together, or a comment.
    """

    marks: tuple[Mark, ...] = ()
    changes: tuple[Change, ...] = ()
    trouble: Trouble | None = None
