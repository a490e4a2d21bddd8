"""What is said of a run to the outside: the JSON form of reports, and what every renderer works from.

These are the published names (``compliance schema report``), but for ``region``; they only ever gain fields.
Offsets ``start`` and ``end`` are code points in the story's text, those in ``source`` code points in the decoded
field that ``pointer`` names (the decoded file where it is empty); lines and columns count from 1, columns in
code points. They are tuples because every start from the shell makes these classes, and tuples are made fastest.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from compliance.record import Record

if TYPE_CHECKING:
    from datetime import date

    from compliance.finding import Standing
    from compliance.sighting import Sighting

SCHEMA_VERSION = "1.0"


class Source(Record):
    """A place in the field that it came from.

    :param pointer: JSON Pointer of the field; empty where the file is the field.
    """

    pointer: str
    start: int
    end: int


class Region(Record):
    """A place in the decoded file, for the formats that ask for its end; not part of the JSON form.

    :param utf8_column: the column in which it begins, from 1, counted in bytes of UTF-8.
    :param utf8_end_column: the column behind its end, counted in the same way.
    """

    start: int
    end: int
    end_line: int
    end_column: int
    utf8_column: int = 1
    utf8_end_column: int = 1


class LabelView(Record):
    """Another place that the reader must see.

    :param text: what stands there, in words.
    :param file: the supplied source or other story that it lies in; ``None`` for the story itself.
    :param text_name: what that text is called in :attr:`Seen.sources`; not part of the JSON form.
    """

    text: str
    matched: str
    block: str | None
    start: int
    end: int
    source: Source
    line: int
    column: int
    region: Region
    file: str | None = None
    text_name: str = ""


class EditView(Record):
    """Words to put in place of what stands there (none: cut it)."""

    text: str
    matched: str
    block: str | None
    start: int
    end: int
    source: Source
    line: int
    column: int
    region: Region


class SuggestionView(Record):
    """A repair; ``edits`` is empty where it is only advice.

    :param safety: ``safe``, ``unsafe`` or ``placeholder``.
    """

    title: str
    safety: str
    edits: tuple[EditView, ...] = ()


class BasisView(Record):
    """The standard that the rule enforces."""

    guide: str
    clause: str
    url: str


class WaiverView(Record):
    """Who let a finding through, and why.

    :param by: the names; none where nobody signed.
    :param role: what they are in the house; empty where nobody said.
    :param until: the last day on which that holds, ISO 8601; empty for no end.
    :param place: file and line that say so.
    :param in_story: it is said in the story itself.
    """

    by: tuple[str, ...] = ()
    role: str = ""
    reason: str = ""
    until: str = ""
    place: str = ""
    in_story: bool = False


class FindingView(Record):
    """One thing that is wrong (``kind`` ``fail``) or that a human must decide (``review``).

    :param severity: ``error``, ``warning`` or ``note``.
    :param data: the facts behind the message; dates are ISO 8601.
    :param fingerprint: stays the same while the place and its near words do.
    :param waiver: of a finding that was let through: by whom, and why.
    """

    rule: str
    variant: str | None
    kind: str
    severity: str
    confidence: float
    message: str
    matched: str
    block: str | None
    start: int
    end: int
    source: Source
    line: int
    column: int
    region: Region
    labels: tuple[LabelView, ...]
    notes: tuple[str, ...]
    suggestions: tuple[SuggestionView, ...]
    basis: tuple[BasisView, ...]
    data: Mapping[str, Any]
    fingerprint: str
    waiver: WaiverView | None = None


Placed: TypeAlias = FindingView | LabelView | EditView


class SkippedView(Record):
    """A rule that did not run; ``undecided`` where it had work to do and could not do it."""

    rule: str
    reason: str
    undecided: bool


class ReportView(Record):
    """What was found in one story.

    :param item: which story of the file, from 0; ``None`` where the file holds one.
    :param verdict: ``publish``, ``review`` or ``hold``.
    :param waived: findings that somebody let through; they do not count for the verdict.
    :param text: the story's text, where asked for (``--with-text``).
    :param baseline: findings that the house's baseline knows; they do not count for the verdict.
    :param observed: findings of rules that the house observes; they do not count either.
    """

    file: str
    item: int | None
    verdict: str
    findings: tuple[FindingView, ...]
    waived: tuple[FindingView, ...]
    rules_run: tuple[str, ...]
    rules_skipped: tuple[SkippedView, ...]
    text: str | None = None
    baseline: tuple[FindingView, ...] = ()
    observed: tuple[FindingView, ...] = ()

    @property
    def shown(self) -> tuple[FindingView, ...]:
        """What a reader must see: what counts, then what is observed."""
        return (*self.findings, *self.observed) if self.observed else self.findings


class ErrorView(Record):
    """An input that could not be read.

    :param hint: the next step.
    """

    file: str
    message: str
    hint: str


class Document(Record):
    """The whole of ``--format json``."""

    schema_version: str
    reports: tuple[ReportView, ...]
    errors: tuple[ErrorView, ...] = ()


class LeftView(Record):
    """A finding whose suggestion was not written into its file.

    :param line: of the finding, from 1.
    :param reason: why not, a sentence.
    """

    rule: str
    line: int
    reason: str


class FixesView(Record):
    """What was written into a file, or would be.

    :param applied: how many suggestions.
    :param stories: in how many stories of the file.
    :param refused: why the file was left as it was; empty where nothing spoke against it.
    :param hint: the next step then.
    :param diff: what changes, as a unified diff, where asked for.
    """

    file: str
    applied: int
    stories: int
    left: tuple[LeftView, ...]
    refused: str = ""
    hint: str = ""
    diff: str = ""


class Kept(Record):
    """What is to be compared of a story with others.

    :param checksum: of the story's text, by which a change of its file is known.
    :param sightings: of each rule that saw something, with its name.
    """

    checksum: int
    sightings: tuple[tuple[str, tuple[Sighting, ...]], ...]


class RemarkView(Record):
    """A comment in a story's markup that speaks to this program.

    :param text: all of it, from ``<!--`` on.
    :param blocks: ids of the blocks that it is about; none where no block follows it.
    """

    text: str
    line: int
    column: int
    blocks: tuple[str, ...]


class Piece(Record):
    """What a format writes of one story, kept so that it need not be made again.

    :param text: as it is written.
    :param told: what the format must know of the story beside it; a JSON value.
    """

    text: str
    told: Any = None


class Seen:
    """A report as the renderers get it.

    No tuple like the others, so that an answer of an earlier run can leave unread what nobody looks at
    (:class:`compliance.results.entries.Stored`).

    :param text: the story's text, for showing places in it.
    :param blocks: where its blocks stand: id, start, end.
    :param sources: the texts of the supplied sources and other stories that labels lie in, by name.
    :param timings: seconds by rule and by analysis, where asked for.
    :param section: the desk that the story belongs to; empty where nobody said.
    :param day: the day of publication; ``None`` where nobody said.
    :param standings: what people have settled of findings, by fingerprint.
    :param fixes: what was written into the file, with its first story.
    :param kept: what is to be compared with other stories; ``None`` where there is nothing, or it has been.
    :param remarks: comments in its markup that speak to this program.
    """

    view: ReportView
    text: str
    blocks: tuple[tuple[str, int, int], ...]
    sources: Mapping[str, str]
    timings: tuple[tuple[str, float], ...]
    section: str
    day: date | None
    standings: tuple[tuple[str, Standing], ...]
    fixes: FixesView | None
    kept: Kept | None
    remarks: tuple[RemarkView, ...]

    __slots__ = _fields = tuple(__annotations__)

    def __init__(
        self,
        view: ReportView,
        text: str,
        blocks: tuple[tuple[str, int, int], ...],
        sources: Mapping[str, str],
        timings: tuple[tuple[str, float], ...] = (),
        section: str = "",
        day: date | None = None,
        standings: tuple[tuple[str, Standing], ...] = (),
        fixes: FixesView | None = None,
        kept: Kept | None = None,
        remarks: tuple[RemarkView, ...] = (),
    ) -> None:
        self.view, self.text, self.blocks, self.sources, self.timings = view, text, blocks, sources, timings
        self.section, self.day, self.standings = section, day, standings
        self.fixes, self.kept, self.remarks = fixes, kept, remarks

    @property
    def file(self) -> str:
        """The story's file as it was named."""
        return self.view.file

    @property
    def item(self) -> int | None:
        """Which story of the file, from 0; ``None`` where the file holds one."""
        return self.view.item

    @property
    def verdict(self) -> str:
        """``publish``, ``review`` or ``hold``."""
        return self.view.verdict

    @property
    def key(self) -> bytes:
        """What the answers for its file are known by, where they are kept; else empty."""
        return b""

    @property
    def checked(self) -> bool:
        """Whether a rule looked at the story."""
        return bool(self.view.rules_run)

    def piece(self, form: str) -> Piece | None:
        """What has been written of this very answer; ``None`` where nothing is kept.

        :param form: format and look, as it was given to :meth:`keep` (:attr:`compliance.renderers.Writer.form`).
        """
        return None

    def keep(self, form: str, piece: Piece) -> None:
        """Keep what is written of this answer, where answers are kept."""

    def close(self) -> bool:
        """Hold no more in memory than what it is known by until somebody asks again; whether that can be done."""
        return False

    @classmethod
    def _make(cls, values: Iterable[Any]) -> Seen:
        """An answer of the values of all fields, in order."""
        return Seen(*values)

    def _replace(self, **named: Any) -> Seen:
        """A copy with other values."""
        return Seen(*(named[name] if name in named else getattr(self, name) for name in Seen._fields))
