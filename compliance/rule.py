"""A rule: a pure function over a story, with what the host and its reader must know of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from inspect import cleandoc
from types import MappingProxyType
from typing import Any

from compliance.article import Article, Span
from compliance.errors import PluginError
from compliance.finding import Basis, Finding, Kind, Label, Severity, Suggestion
from compliance.lexicon import Entries, Entry
from compliance.record import Record
from compliance.scan_table import Awaited
from compliance.sighting import Compare, Told


class AtLeast(Record):
    """A lower bound for an option: ``days: Annotated[int, AtLeast(0)] = 2``; checked where configuration sets it."""

    least: float

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        """The bound as pydantic reads it."""
        return {**handler(source), "ge": self.least}


class AtMost(Record):
    """An upper bound for an option, as :class:`AtLeast`."""

    most: float

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        """The bound as pydantic reads it."""
        return {**handler(source), "le": self.most}


def option_names(options: Any) -> tuple[str, ...]:
    """The names of a rule's options.

    :param options: the class, a named tuple, or a dataclass as third parties may prefer.
    """
    if issubclass(options, tuple):
        names: tuple[str, ...] = getattr(options, "_fields", ())
        return names
    from dataclasses import fields

    return tuple(field.name for field in fields(options))


Check = Callable[[Article, Any], Iterable[Told]]
Messages = Mapping[str, Mapping[str, str]]


class Need(StrEnum):
    """What a story must have for a rule to have anything to do; a rule without it is not called.

    ``PICTURES``: at least one picture. ``PHRASES``: at least one hit of the rule's own phrases or lists.
    ``COMMENTS_OR_PHRASES``: the same, unless readers wrote it (``product = "comments"``, a block that is a comment),
    which is always read.
    ``QUOTATION_MARKS``: at least one mark that can open a quotation. ``DIGITS``: at least one digit.
    ``LANGUAGE``: one of the rule's languages, where the story's is known: the rule is about these languages, and has
    nothing to do in a story of another. ``SOURCES``: a transcript or release supplied with the story. ``NOW``: the
    moment it is judged at. ``EDITION_DATE``: the day of the print edition. ``PREVIOUS``: the version of it that is
    published. ``STORIES``: other stories that are checked together with it; for rules that only compare.
    """

    PICTURES = "pictures"
    PHRASES = "phrases"
    COMMENTS_OR_PHRASES = "comments-or-phrases"
    LANGUAGE = "language"
    QUOTATION_MARKS = "quotation-marks"
    DIGITS = "digits"
    SOURCES = "sources"
    NOW = "now"
    EDITION_DATE = "edition-date"
    PREVIOUS = "previous"
    STORIES = "stories"


class NoOptions(Record):
    """The options of a rule that has none."""


class Rule(Record):
    """A rule with its metadata; made by :func:`rule`.

    :param name: ``topic/bad-thing``, read as "allow topic/bad-thing".
    :param check: the function.
    :param messages: by language, then by key; ``message`` is the finding's own sentence.
    :param variants: names of sub-cases that configuration can set apart.
    :param options: a named tuple or frozen dataclass; its defaults are the rule's defaults.
    :param languages: the languages it can read; empty for all.
    :param phrases: literals to search for, found again with ``article.hits(rule name)``.
    :param lists: vocabulary lists it reads; a missing one is an error when the checker is built.
    :param groups: further groups of phrases of its own, by a name that contains ``#``; each found with
        ``article.hits(name)``.
    :param literals: by the name of the group, what gives the words of which any match of a pattern contains one; where
        they stand is told by ``article.near(name)``.
    :param compare: compares what ``check`` yields as sightings with those of other stories; ``None``: a story is judged
        alone.
    :param wakes: the names of groups and literals that ``Need.PHRASES`` means.
    :param needs: what a story must have for the rule to be called at all.
    :param uses: what besides the story decides: ``clock``, ``files``.
    :param waivable: whether a finding may be let through: ``True`` by one person, ``2`` by two different people,
        ``False`` by nobody.
    """

    name: str
    check: Check
    kind: Kind
    severity: Severity
    messages: Messages
    variants: tuple[str, ...] = ()
    options: type = NoOptions
    languages: tuple[str, ...] = ()
    phrases: tuple[Entry, ...] = ()
    lists: tuple[str, ...] = ()
    needs: tuple[Need, ...] = ()
    uses: tuple[str, ...] = ()
    basis: tuple[Basis, ...] = ()
    aliases: tuple[str, ...] = ()
    waivable: int = True
    groups: Mapping[str, Callable[[], Entries]] = MappingProxyType({})
    literals: Mapping[str, Callable[[], Awaited]] = MappingProxyType({})
    wakes: tuple[str, ...] = ()
    compare: Compare | None = None

    @property
    def doc(self) -> str:
        """The manual page: the docstring of the function, or what its ``manual`` gives where it is made from data."""
        manual: Callable[[], str] | None = getattr(self.check, "manual", None)
        if manual is not None:
            return manual()
        return cleandoc(self.check.__doc__ or "")

    def finding(
        self,
        span: Span,
        *,
        message: str = "message",
        data: Mapping[str, Any] | None = None,
        variant: str | None = None,
        kind: Kind | None = None,
        severity: Severity | None = None,
        confidence: float = 1.0,
        labels: Iterable[Label] = (),
        notes: Iterable[str] = (),
        suggestions: Iterable[Suggestion] = (),
    ) -> Finding:
        """A finding of this rule, with its kind and severity unless others are given."""
        return Finding(
            self.name,
            span,
            message,
            data if data is not None else {},
            variant,
            kind or self.kind,
            severity or self.severity,
            confidence,
            tuple(labels),
            tuple(notes),
            tuple(suggestions),
            self.basis,
        )


def rule(
    name: str,
    *,
    kind: Kind,
    severity: Severity,
    messages: Mapping[str, str | Mapping[str, str]],
    variants: Iterable[str] = (),
    options: type = NoOptions,
    languages: Iterable[str] = (),
    phrases: Iterable[str | Entry] = (),
    lists: Iterable[str] = (),
    needs: Iterable[Need] = (),
    uses: Iterable[str] = (),
    basis: Iterable[Basis] = (),
    aliases: Iterable[str] = (),
    waivable: int = True,
    compare: Compare | None = None,
) -> Callable[[Check], Rule]:
    """Make a function a rule. Parameters as in :class:`Rule`; the docstring becomes the manual page.

    A message given as one string is that language's ``message``; a phrase given as a string is found in any
    capitals.

    :raises PluginError: the name, the messages or the docstring do not keep the contract.
    """
    by_language = {
        language: {"message": text} if isinstance(text, str) else dict(text) for language, text in messages.items()
    }
    entries = tuple(Entry(p, p) if isinstance(p, str) else p for p in phrases)

    def decorate(check: Check) -> Rule:
        _refuse(name, by_language, check.__doc__ or "")
        return Rule(
            name=name,
            check=check,
            kind=kind,
            severity=severity,
            messages=by_language,
            variants=tuple(variants),
            options=options,
            languages=tuple(languages),
            phrases=entries,
            lists=tuple(lists),
            needs=tuple(needs),
            uses=tuple(uses),
            basis=tuple(basis),
            aliases=tuple(aliases),
            waivable=waivable,
            compare=compare,
        )

    return decorate


def _refuse(name: str, messages: Mapping[str, Mapping[str, str]], doc: str) -> None:
    topic, slash, bad_thing = name.partition("/")
    words = (topic + bad_thing).replace("-", "")
    if not slash or not topic or not bad_thing or not words.isalnum() or words != words.lower():
        raise PluginError(f"the rule name {name!r} is not of the form topic/bad-thing", hint="lower case, hyphens")
    if "message" not in messages.get("en", {}):
        raise PluginError(f"{name} has no English message", hint='give messages={"en": {"message": …}}')
    for language, templates in messages.items():
        missing = sorted(set(messages["en"]) - set(templates))
        if missing:
            raise PluginError(f"{name} lacks the messages {', '.join(missing)} in {language!r}")
    if not doc.strip():
        raise PluginError(f"{name} has no docstring", hint="the docstring is the rule's manual page")
