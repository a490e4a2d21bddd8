"""What every kind of pack is compiled to: the one form that checks read, whoever wrote the rule.

A compiled rule is plain JSON values, so that it can be kept in a cache. ``pack.yaml`` and Vale styles are both
compiled to it, and a further format would be too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from compliance.finding import Basis, Kind, Severity
from compliance.record import Record

Phrase = tuple[str, str, Mapping[str, Any]]
"""A phrase to look for: its words, what it stands for (mostly itself), and what the check must know of it."""
_NOTHING: Mapping[str, Any] = MappingProxyType({})


class Pattern(Record):
    """A regular expression to look for.

    :param pattern: in the syntax of Python's regex library.
    :param ignore_case: capitals do not count.
    :param literals: any match holds at least one of these; empty where that is not known.
    :param awaited: they are rare enough to be looked for in every story, so that the pattern waits for them; others
        are looked for where the pattern would run.
    :param exact: a match holds them as they are; else they are in small letters, and capitals do not count.
    :param ahead: code points that a match has before such a literal, at most; ``None`` where that may be any number.
    """

    pattern: str
    ignore_case: bool = False
    literals: Sequence[str] = ()
    awaited: bool = False
    exact: bool = False
    ahead: int | None = None


class Scope(Record):
    """Where in a story a rule looks.

    :param roles: the roles of the blocks it reads; empty for all that readers read.
    :param sections: the sections it is about; empty for all.
    :param products: the products it is about; empty for all.
    :param quotations: ``outside``, ``inside`` or ``both``.
    :param names: ``skip`` leaves alone what is written as a name.
    :param exceptions: phrases inside which a match is left alone.
    """

    roles: Sequence[str] = ()
    sections: Sequence[str] = ()
    products: Sequence[str] = ()
    quotations: str = "outside"
    names: str = "skip"
    exceptions: Sequence[str] = ()


class CompiledRule(Record):
    """One rule of a pack.

    :param id: its name in the pack.
    :param pack: the pack's name.
    :param check: the module of :mod:`compliance.packs.checks` that runs it.
    :param messages: templates by language, then by key; ``message`` is what is wrong, ``why`` the reason.
    :param doc: its manual page, in Markdown.
    :param languages: the languages it reads; empty for all.
    :param basis: the standards behind it.
    :param reports_as: the catalogue rule under which its findings appear; empty for itself.
    :param aliases: other names it goes by.
    :param exact: the groups of phrases whose capitals count.
    :param phrases: by the name of the group, the phrases to look for; a check asks for a group's hits by that name.
    :param patterns: by the name of the group, the patterns to look for.
    :param wakes: the groups of which a story must have something for the rule to be called; none: it is called on
        every story.
    :param once: a story has one finding at most, on the first place, with the others as labels.
    :param data: whatever else the check reads.
    :param bad: examples in which it must speak, each a paragraph or a story as a table.
    :param good: examples in which it must not.
    """

    id: str
    pack: str
    check: str
    kind: Kind
    severity: Severity
    messages: Mapping[str, Mapping[str, str]]
    doc: str
    languages: Sequence[str] = ()
    basis: tuple[Basis, ...] = ()
    reports_as: str = ""
    aliases: Sequence[str] = ()
    scope: Scope = Scope()
    exact: Sequence[str] = ()
    phrases: Mapping[str, Sequence[Phrase]] = _NOTHING
    patterns: Mapping[str, Pattern] = _NOTHING
    wakes: Sequence[str] = ()
    once: bool = False
    data: Mapping[str, Any] = _NOTHING
    bad: Sequence[Any] = ()
    good: Sequence[Any] = ()

    @property
    def name(self) -> str:
        """The name its findings have: ``pack/id``, or that of the rule it reports as."""
        return self.reports_as or f"{self.pack}/{self.id}"

    def group(self, phrases: str) -> str:
        """The scanner's name for a group of its phrases."""
        return f"{self.pack}/{self.id}#{phrases}"


class CompiledPack(Record):
    """A pack: its head and its rules.

    :param name: the first part of its rules' names.
    :param default: it is on without being named.
    :param extends: the packs whose rules come too, as they are written.
    :param untaken: the rules of a Vale style that are not taken, although they are on: whole name and reason.
    """

    name: str
    title: str
    description: str = ""
    default: bool = False
    extends: Sequence[str] = ()
    sources: Sequence[str] = ()
    rules: Sequence[CompiledRule] = ()
    untaken: Sequence[tuple[str, str]] = ()
