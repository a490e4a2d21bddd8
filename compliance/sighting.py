"""What a rule keeps of one story to compare it with what it keeps of others, and what the comparison finds.

A rule that compares stories is two functions: the one that :func:`compliance.rule.rule` decorates sees one story and
yields sightings; ``compare`` sees sightings of several stories that keys connect, and yields matches. Between
the two, sightings lie on disk, so they are small: keys, a place, and facts as JSON has them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, TypeAlias

from compliance.article import Span
from compliance.finding import Finding, Kind, Severity
from compliance.record import Record


class Sighting(Record):
    """Something in a story that other stories may have too.

    :param keys: what it is known by; sightings of one rule that keys connect are compared.
    :param span: the place in ``Article.text`` that a finding about it marks.
    :param data: facts that the comparison needs; JSON values.
    """

    keys: tuple[str, ...]
    span: Span
    data: Mapping[str, Any] = MappingProxyType({})


class Sighted(Record):
    """A sighting beside those of other stories.

    :param number: of the sighting, in the order of the stories and their places.
    :param story: number of the story, in the order in which the stories were given.
    :param file: the story's file as it was named, which messages may show.
    :param item: which story of the file, from 0; ``None`` where the file holds one.
    """

    number: int
    story: int
    file: str
    item: int | None
    span: Span
    data: Mapping[str, Any]

    @property
    def name(self) -> str:
        """The file, with the story's place in it where it holds several."""
        return self.file if self.item is None else f"{self.file}#{self.item}"


class Match(Record):
    """What a comparison found: a finding in one story, with places in others.

    :param at: the sighting whose place is marked.
    :param others: the sightings in other stories that the reader must see, each with the key of its label.
    :param message: key of the rule's message template.
    :param data: typed facts, as in :class:`compliance.finding.Finding`.
    :param kind: the rule's own where ``None``; so ``severity``.
    :param notes: keys of message templates.
    :param advice: keys of message templates that say what to do.
    """

    at: Sighted
    others: tuple[tuple[Sighted, str], ...] = ()
    message: str = "message"
    data: Mapping[str, Any] = MappingProxyType({})
    variant: str | None = None
    kind: Kind | None = None
    severity: Severity | None = None
    confidence: float = 1.0
    notes: tuple[str, ...] = ()
    advice: tuple[str, ...] = ()


Told: TypeAlias = Finding | Sighting
"""What a rule yields."""
Compare = Callable[[Sequence[Sighted], Any], Iterable[Match]]
"""Compares sightings of at least two stories, in their order; the second argument is the rule's options.

Those come together that share a key, and those that share one with any of them: each sighting is seen once.
"""
