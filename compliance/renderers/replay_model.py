"""What is said of a replay to the outside: the JSON form of ``compliance replay``; it only ever gains fields."""

from __future__ import annotations

from compliance.record import Record
from compliance.renderers.model import ErrorView

REPLAY_VERSION = "1.0"


class Brief(Record):
    """A finding in few words.

    :param line: in its file, from 1.
    :param matched: its words, cut where they are long.
    """

    rule: str
    kind: str
    severity: str
    message: str
    matched: str
    line: int
    fingerprint: str


class Change(Record):
    """A story whose verdict changes.

    :param before: the verdict under the old rules: ``publish``, ``review`` or ``hold``.
    :param after: the verdict under the new ones.
    :param added: findings that count now and did not before.
    :param removed: findings that counted before and do not now.
    :param not_run: rules that have work to do in it and can do it on one side only.
    """

    file: str
    item: int | None
    before: str
    after: str
    added: tuple[Brief, ...]
    removed: tuple[Brief, ...]
    not_run: tuple[str, ...] = ()


class Sample(Record):
    """A finding of one side only, and where it is."""

    file: str
    item: int | None
    finding: Brief


class RuleChange(Record):
    """How often one rule speaks.

    :param before: its findings under the old rules, whether they count or not.
    :param after: its findings under the new ones.
    :param new: how many of ``after`` were not there before.
    :param gone: how many of ``before`` are there no longer.
    :param samples_new: a few of the new ones: the same ones for the same stories.
    :param samples_gone: a few of those that are gone.
    """

    rule: str
    before: int
    after: int
    new: int
    gone: int
    samples_new: tuple[Sample, ...] = ()
    samples_gone: tuple[Sample, ...] = ()


class Moved(Record):
    """How many stories go from one verdict to another."""

    before: str
    after: str
    stories: int


class Summary(Record):
    """What a replay came to.

    :param stories: that were judged on both sides.
    :param changed: that change their verdict.
    :param verdicts: where they go, those that stay included.
    :param rules: every rule that spoke on either side.
    :param unmatched: stories that one side alone has: of no report, or not among those named.
    :param errors: what could not be read.
    """

    stories: int
    changed: int
    verdicts: tuple[Moved, ...]
    rules: tuple[RuleChange, ...]
    unmatched: int = 0
    errors: tuple[ErrorView, ...] = ()


class Replayed(Record):
    """The whole of ``compliance replay --format json``.

    :param rules: the new rules, as they were named.
    :param against: the old ones.
    """

    schema_version: str
    rules_from: str
    against: str
    changes: tuple[Change, ...]
    summary: Summary
