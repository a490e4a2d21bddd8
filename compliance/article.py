"""The story as rules see it: one text, the blocks it is made of, its pictures and what is known of it.

Offsets are code points in :attr:`Article.text`, half-open; the blocks' segments tell how they stand in the file.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import StrEnum
from time import perf_counter
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from compliance.errors import AnalysisError, RuleTimeout
from compliance.record import Record

if TYPE_CHECKING:
    from compliance.batches import Batch
    from compliance.classifiers import Classifier
    from compliance.lexicon import Lexicon
    from compliance.scanner import Hit, Scan, Scanner
    from compliance.source import Remark, SourceFile

T = TypeVar("T")


class Span(Record):
    """A stretch of ``Article.text``: first code point, and one past the last."""

    start: int
    end: int

    def covers(self, other: Span) -> bool:
        """Whether the other stretch lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end


class Role(StrEnum):
    """What a block is to its reader; from ``ALT`` on, blocks are not prose."""

    HEADLINE = "headline"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    DATELINE = "dateline"
    PARAGRAPH = "paragraph"
    QUOTE = "quote"
    CAPTION = "caption"
    CREDIT = "credit"
    LIST = "list"
    TABLE = "table"
    NOTE = "note"
    SIGN_OFF = "sign-off"
    COMMENT = "comment"
    ALT = "alt"
    TITLE = "title"
    RIGHTS = "rights"
    INSTRUCTIONS = "instructions"
    FIELD = "field"


NOT_PROSE = frozenset({Role.ALT, Role.TITLE, Role.RIGHTS, Role.INSTRUCTIONS, Role.FIELD})
BODY = frozenset({Role.PARAGRAPH, Role.QUOTE, Role.LIST})


class Segment(Record):
    """How a run of a block's text stands in its source.

    :param text_start: offset in ``Article.text``; the run ends where the next begins, or with the block.
    :param source_start: offset in the decoded field (or file) that the block came from.
    :param source_length: code points it takes there.
    :param codec: ``identity`` where text and source are the same, else how to write it (``html`` …).
    """

    text_start: int
    source_start: int
    source_length: int
    codec: str = "identity"


class Block(Record):
    """A part of the story with one role.

    :param id: its name in the story: ``headline``, ``body[3]``, ``caption[1]``, ``published``.
    :param pointer: the JSON Pointer of the field it came from; empty where the file is the field.
    :param segments: how its text stands in the source, in order.
    """

    role: Role
    span: Span
    id: str
    pointer: str = ""
    segments: tuple[Segment, ...] = ()

    @property
    def start(self) -> int:
        """First code point of the block."""
        return self.span.start

    @property
    def end(self) -> int:
        """One past the block's last code point."""
        return self.span.end

    def __bool__(self) -> bool:
        return self.span.start < self.span.end


class FileMetadata(Record):
    """What a picture's file says of it (IPTC and XMP), in blocks that are no prose; ``None``: it says nothing.

    :param caption: Description (IIM: Caption/Abstract).
    :param credit: Credit Line.
    :param creator: Creator (IIM: By-line).
    :param rights: Copyright Notice (``usage_terms``: Rights Usage Terms).
    :param instructions: Instructions (IIM: Special Instructions).
    :param date_created: Date Created; a day where the file gives no offset from UTC.
    :param source_type: Digital Source Type, code or address.
    """

    caption: Block | None = None
    credit: Block | None = None
    creator: Block | None = None
    source: Block | None = None
    headline: Block | None = None
    rights: Block | None = None
    usage_terms: Block | None = None
    instructions: Block | None = None
    date_created: date | datetime | None = None
    source_type: str = ""


class Picture(Record):
    """A picture with what stands around it; a missing caption or credit is an empty block.

    :param id: ``picture[1]`` and so on, in the order of the story.
    :param caption: the caption as published, a credit line inside it included.
    :param credit: the credit's own field or element; empty where the credit stands in the caption.
    :param rights: rights line of the picture's record (never shown to readers).
    :param instructions: the agency's special instructions (never shown to readers).
    :param date_created: the day or moment the picture was taken, where the record says so.
    :param transmitted: when the agency sent it.
    :param source_type: IPTC Digital Source Type, code or address.
    :param file: name or address of the picture's file.
    :param decorative: whether it is marked as carrying no information.
    :param gallery: identifier of the gallery it belongs to, empty for none.
    :param file_metadata: what its file says, where that came with the story; here alone it says that the file said it.
    :param ids: what its agency, its system or its file call it, the same wherever it is used.
    """

    id: str
    caption: Block
    credit: Block
    alt: Block | None = None
    title: Block | None = None
    rights: Block | None = None
    instructions: Block | None = None
    date_created: date | datetime | None = None
    transmitted: date | datetime | None = None
    source_type: str = ""
    file: str = ""
    decorative: bool = False
    gallery: str = ""
    file_metadata: FileMetadata | None = None
    ids: tuple[str, ...] = ()


class Metadata(Record):
    """What is known of the story beside its text; a value that was not given is ``None`` or empty.

    :param published: day or moment of (planned) publication.
    :param edition_date: the day of the print edition it appears in.
    :param language: language tag as declared (``en-GB``).
    :param product: one of :data:`PRODUCTS`.
    :param jurisdiction: one of :data:`JURISDICTIONS`, whose law it is judged by; empty where nobody said.
    :param territories: country codes (ISO 3166-1 alpha-2) in which it is published.
    :param channels: of ``web app push print social broadcast``.
    :param embargo: the embargo as it stands, time zone included.
    :param sponsored: whether it is paid matter; ``None`` where nobody said.
    :param teasers: texts that advertise the story: ``seo push social newsletter slug``.
    :param story_id: what its system calls the story, the same in each of its versions; empty where nobody said.
    :param extra: every other key of the source, untouched.
    """

    published: date | datetime | None = None
    updated: date | datetime | None = None
    edition_date: date | None = None
    language: str = ""
    byline: str = ""
    section: str = ""
    product: str = ""
    territories: tuple[str, ...] | None = None
    channels: tuple[str, ...] | None = None
    jurisdiction: str = ""
    embargo: str = ""
    sponsored: bool | None = None
    ai_assisted: bool | None = None
    reviewed_by: str = ""
    agency: str = ""
    teasers: Mapping[str, str] = MappingProxyType({})
    story_id: str = ""
    extra: Mapping[str, Any] = MappingProxyType({})

    @property
    def published_day(self) -> date | None:
        """The day of publication, without the time."""
        return _day_of(self.published)

    @property
    def updated_day(self) -> date | None:
        """The day of the last update, without the time."""
        return _day_of(self.updated)


def _day_of(when: date | datetime | None) -> date | None:
    return when.date() if isinstance(when, datetime) else when


PRODUCTS = ("wire", "website", "newspaper", "magazine", "syndication", "newsletter", "comments")
CHANNELS = ("web", "app", "push", "print", "social", "broadcast")
JURISDICTIONS = ("uk", "us", "es", "eu")
Analysis = Callable[["Article"], Any]


class Context(Record):
    """What every story of one checker shares; built once, never changed.

    :param lexicon: the vocabulary.
    :param scanner: all phrases in one automaton.
    :param analyses: analyses that a plugin replaced, by the analysis they replace.
    :param classifiers: models that score readers' comments.
    """

    lexicon: Lexicon
    scanner: Scanner
    analyses: Mapping[Analysis, Analysis] = MappingProxyType({})
    classifiers: tuple[Classifier, ...] = ()


class Article:
    """One story, read. Belongs to one thread.

    :param text: the one text: prose first, then what is not prose.
    :param blocks: its parts in the order of the text; they do not overlap.
    :param sources: transcripts and releases supplied with the story, each an article of its own.
    :param now: the moment the story is judged at; ``None`` where nobody said.
    :param item: which story of its file, from 0; ``None`` where the file holds one.
    :param remarks: comments in its markup that speak to this program.
    :param previous: the version of it that is published, an article of its own; ``None`` where nobody supplied it.
    :param batch: the stories of its file that it was read with; ``None`` where each is read in its turn.
    """

    __slots__ = (
        "_answers",
        "_failures",
        "_scan",
        "_starts",
        "analyses_took",
        "analysis_seconds",
        "batch",
        "blocks",
        "context",
        "item",
        "metadata",
        "name",
        "now",
        "pictures",
        "previous",
        "remarks",
        "source",
        "sources",
        "text",
    )

    def __init__(
        self,
        *,
        text: str,
        blocks: tuple[Block, ...],
        context: Context,
        source: SourceFile,
        pictures: tuple[Picture, ...] = (),
        metadata: Metadata | None = None,
        sources: tuple[Article, ...] = (),
        now: datetime | None = None,
        item: int | None = None,
        name: str = "",
    ) -> None:
        self.text = text
        self.blocks = blocks
        self.context = context
        self.source = source
        self.pictures = pictures
        self.metadata = metadata or Metadata()
        self.sources = sources
        self.now = now
        self.item = item
        self.name = name
        self.remarks: tuple[Remark, ...] = ()
        self.previous: Article | None = None
        self.batch: Batch | None = None
        self.analysis_seconds: dict[str, float] = {}
        self.analyses_took = 0.0
        self._answers: dict[Analysis, Any] = {}
        self._failures: dict[Analysis, AnalysisError] = {}
        self._scan: Scan | None = None
        self._starts: list[int] | None = None

    @property
    def lexicon(self) -> Lexicon:
        """The vocabulary of the checker that reads the story."""
        return self.context.lexicon

    def __getitem__(self, place: Span | Block) -> str:
        """The words at a place."""
        span = place.span if isinstance(place, Block) else place
        return self.text[span.start : span.end]

    def of_role(self, *roles: Role) -> tuple[Block, ...]:
        """The blocks with one of these roles, in order."""
        return tuple(block for block in self.blocks if block.role in roles)

    @property
    def headline(self) -> Block | None:
        """The headline's block, the first where there are several."""
        return next((block for block in self.blocks if block.role is Role.HEADLINE), None)

    @property
    def prose(self) -> tuple[Block, ...]:
        """Every block a reader reads."""
        return tuple(block for block in self.blocks if block.role not in NOT_PROSE)

    @property
    def body(self) -> tuple[Block, ...]:
        """Paragraphs, block quotes and list items, in order."""
        return tuple(block for block in self.blocks if block.role in BODY)

    def field(self, name: str) -> Block | None:
        """The block of a metadata value (``published``, ``embargo`` …), for marking it."""
        return next((b for b in self.blocks if b.role is Role.FIELD and b.id == name), None)

    def block_at(self, offset: int) -> Block | None:
        """The block that holds a code point; between two blocks, the one before; ``None`` before the first."""
        if self._starts is None:
            self._starts = [block.span.start for block in self.blocks]
        index = bisect_right(self._starts, offset) - 1
        while index > 0 and not self.blocks[index] and offset < self.blocks[index - 1].end:
            index -= 1
        return self.blocks[index] if index >= 0 else None

    def hits(self, group: str, language: str | None = None) -> tuple[Hit, ...]:
        """Where the phrases of a vocabulary list stand (those of one language), or those a rule declares by name."""
        return (self._scan or self.scan).hits(group, language)

    @property
    def scan(self) -> Scan:
        """What one pass over the text found of all phrases; made when first asked for."""
        if self._scan is None:
            started = perf_counter()
            self._scan = self.context.scanner.scan(self.text)
            seconds = self.analysis_seconds["scan"] = perf_counter() - started
            self.analyses_took += seconds
        return self._scan

    def near(self, group: str) -> list[int] | None:
        """Where the literals of a group that a rule declared begin, in order; ``None`` where they may be anywhere."""
        return self.scan.near(group)

    def get(self, analysis: Callable[[Article], T]) -> T:
        """The answer of an analysis, computed once; where it failed, its failure, each time.

        :raises AnalysisError: the analysis raised.
        """
        answers = self._answers
        return answers[analysis] if analysis in answers else self._run(analysis)

    def _run(self, analysis: Callable[[Article], T]) -> T:
        """Run an analysis, remember its answer, or its failure whatever it is; its time is without those it asked."""
        if analysis in self._failures:
            raise self._failures[analysis]
        function: Callable[[Article], T] = self.context.analyses.get(analysis, analysis)
        name = getattr(analysis, "__name__", None) or repr(analysis)
        asked, started = self.analyses_took, perf_counter()
        try:
            answer = self._answers[analysis] = function(self)
        except (RuleTimeout, AnalysisError) as error:
            self._failures[analysis] = error if isinstance(error, AnalysisError) else AnalysisError(name, error)
            raise
        except Exception as error:
            raise self._failures.setdefault(analysis, AnalysisError(name, error)) from error
        finally:
            seconds = perf_counter() - started
            self.analysis_seconds[name] = seconds - (self.analyses_took - asked)
            self.analyses_took = asked + seconds
        return answer
