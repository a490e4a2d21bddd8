"""What a rule says: findings, the places they mark, and the report they end in."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from compliance.article import Span
from compliance.record import Record

if TYPE_CHECKING:
    from compliance.article import Article
    from compliance.sighting import Sighting


class Severity(StrEnum):
    """How much a finding matters; compare with :attr:`rank`."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """3 for an error down to 1 for a note."""
        return _RANKS[self]


_RANKS = {"error": 3, "warning": 2, "note": 1}


class Kind(StrEnum):
    """``fail``: wrong for certain; ``review``: a human must decide."""

    FAIL = "fail"
    REVIEW = "review"


class Verdict(StrEnum):
    """What may happen to the story."""

    PUBLISH = "publish"
    REVIEW = "review"
    HOLD = "hold"


class Safety(StrEnum):
    """How far a suggestion can be trusted.

    ``safe`` keeps the meaning and may be applied unseen; ``unsafe`` needs an editor's eye; ``placeholder``
    shows what is needed and leaves a gap to fill.
    """

    SAFE = "safe"
    UNSAFE = "unsafe"
    PLACEHOLDER = "placeholder"


class Edit(Record):
    """Replace a stretch of ``Article.text`` by other words (none: cut it)."""

    span: Span
    text: str


class Suggestion(Record):
    """A repair.

    :param title: key of a message template that says what it does.
    :param edits: what it changes, none overlapping; empty where it is only advice.
    """

    title: str
    edits: tuple[Edit, ...] = ()
    safety: Safety = Safety.UNSAFE


class Label(Record):
    """Another place the reader must see.

    :param text: key of a message template that says what stands there.
    :param article: the supplied source or other story it lies in; ``None`` for the story itself.
    """

    span: Span
    text: str
    article: Article | None = None


class Basis(Record):
    """The standard a rule enforces: a guide, its clause, and where to read it."""

    guide: str
    clause: str = ""
    url: str = ""


class Finding(Record):
    """One thing that is wrong, or that a human must decide.

    :param rule: the rule's name, ``topic/bad-thing``.
    :param message: key of the rule's message template.
    :param data: typed facts, with which the templates are filled; values are strings, numbers, ISO dates or lists.
    :param confidence: 0 to 1.
    :param span: the place in ``Article.text``; empty for something that is missing.
    """

    rule: str
    span: Span
    message: str = "message"
    data: Mapping[str, Any] = MappingProxyType({})
    variant: str | None = None
    kind: Kind = Kind.REVIEW
    severity: Severity = Severity.WARNING
    confidence: float = 1.0
    labels: tuple[Label, ...] = ()
    notes: tuple[str, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    basis: tuple[Basis, ...] = ()
    fingerprint: str = ""


class Skipped(Record):
    """A rule that did not run on a story, and why.

    :param undecided: it had work to do and could not do it, so the verdict is no better than review.
    """

    rule: str
    reason: str
    undecided: bool = False


class Standing(Record):
    """What people have settled of a finding before this run.

    :param baseline: ``new`` or ``unchanged`` where a baseline is used; else empty.
    :param by: who let it through; empty where nobody did.
    :param reason: why.
    :param until: the last day on which that holds, ISO 8601; empty for no end.
    :param role: what they are in the house.
    """

    baseline: str = ""
    by: str = ""
    reason: str = ""
    until: str = ""
    role: str = ""


class Report(Record):
    """What was found in one story.

    :param article: the story; ``None`` where it could not be read.
    :param item: which story of the file, from 0; ``None`` where the file holds one.
    :param rules_run: names of the rules that had their say, those with nothing to look at included.
    :param timings: seconds by rule and by analysis (``analysis:quotations``).
    :param versions: the program's and each plugin's version.
    :param standings: what is settled of findings, by fingerprint; of those of ``waived`` too.
    :param observed: findings of rules that the house observes: told, and never counted.
    :param sightings: by rule, what is to be compared with other stories; empty where the story was checked alone.
    """

    file: str
    item: int | None
    verdict: Verdict
    findings: tuple[Finding, ...]
    article: Article | None = None
    waived: tuple[Finding, ...] = ()
    rules_run: tuple[str, ...] = ()
    rules_skipped: tuple[Skipped, ...] = ()
    timings: Mapping[str, float] = MappingProxyType({})
    versions: Mapping[str, str] = MappingProxyType({})
    standings: Mapping[str, Standing] = MappingProxyType({})
    observed: tuple[Finding, ...] = ()
    sightings: Mapping[str, tuple[Sighting, ...]] = MappingProxyType({})
