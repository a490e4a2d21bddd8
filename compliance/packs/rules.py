"""Makes rules of what is kept of packs, so that nothing downstream can tell them from rules written in code.

A start makes the rules; what a rule looks for and how it checks is read when a story first has something for it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import partial
from typing import Annotated, Any

from compliance.article import Article
from compliance.cache import Sections
from compliance.entry_rows import Rows
from compliance.finding import Basis, Finding, Kind, Label, Severity
from compliance.language.detect import story_language
from compliance.lexicon import Entries
from compliance.needs import able
from compliance.packs.compiled import CompiledRule, Pattern, Scope
from compliance.record import Record
from compliance.rule import AtLeast, Messages, Need, Rule
from compliance.scan_table import Awaited
from compliance.sighting import Told


class PackOptions(Record):
    """What a house can set of a pack's rule.

    :param exceptions: further phrases inside which a match is left alone.
    """

    exceptions: tuple[str, ...] = ()


class LimitOptions(Record):
    """What a house can set of a pack's rule that counts.

    :param exceptions: further phrases inside which a match is left alone.
    :param max: at most so many, instead of what the pack says.
    :param min: at least so many, instead of what the pack says.
    """

    exceptions: tuple[str, ...] = ()
    max: Annotated[int, AtLeast(0)] | None = None
    min: Annotated[int, AtLeast(0)] | None = None


_COUNTING = ("occurrence", "length")


class PackCheck:
    """What a rule of a pack runs; reads what it needs when it is first called.

    :param row: of the pack's ``rules``.
    """

    __slots__ = ("_kept", "_rule", "_run", "name", "row")

    def __init__(self, row: Mapping[str, Any], kept: Sections) -> None:
        self.name, self.row, self._kept = f"{row['pack']}/{row['id']}", row, kept
        self._rule: CompiledRule | None = None
        self._run: Callable[[Article, CompiledRule, PackOptions], Iterable[Finding]] | None = None

    @property
    def pack(self) -> str:
        """The first part of its name."""
        return str(self.row["pack"])

    @property
    def counts(self) -> bool:
        """Whether it has a limit that a house can set."""
        return self.row["check"] in _COUNTING

    def options(self, exceptions: tuple[str, ...] = ()) -> PackOptions | LimitOptions:
        """The options of the pack's own rule, with these exceptions."""
        return LimitOptions(exceptions) if self.counts else PackOptions(exceptions)

    @property
    def messages(self) -> Messages:
        """What it says, by language and key."""
        found: Messages = self._kept[f"messages:{self.name}"]
        return found

    @property
    def rule(self) -> CompiledRule:
        """The compiled rule; its phrases, page and examples stay in the cache."""
        if self._rule is None:
            row, more = self.row, self._kept[f"rule:{self.name}"]
            self._rule = CompiledRule(
                id=row["id"],
                pack=self.pack,
                check=row["check"],
                kind=Kind(row["kind"]),
                severity=Severity(row["severity"]),
                messages=self.messages,
                doc="",
                languages=tuple(row["languages"]),
                basis=tuple(Basis(*one) for one in row["basis"]),
                reports_as=row["reports_as"],
                scope=Scope._make(tuple(part) if isinstance(part, list) else part for part in more["scope"]),
                patterns={group: Pattern(*one) for group, one in more["patterns"].items()},
                wakes=row["wakes"],
                data=more["data"],
            )
        return self._rule

    def __call__(self, article: Article, options: Any) -> Iterable[Finding]:
        """Run the check over a story."""
        if self._run is None:
            from importlib import import_module

            self._run = import_module(f"compliance.packs.checks.{self.row['check']}").check
        findings = self._run(article, self.rule, options)
        return first_with_others(findings) if self.row["once"] else findings

    def groups(self) -> dict[str, Callable[[], Entries]]:
        """What the scanner looks for, by the name of the group; read when first asked for."""
        found: dict[str, Callable[[], Entries]] = {}
        for group in self.row["groups"]:
            name = self._group(group)
            found[name] = _entries(self._kept, f"list:{name}")
        return found

    def literals(self) -> dict[str, Callable[[], Awaited]]:
        """What gives what any match of its patterns contains, by the name of the group, as far as it is awaited."""
        return {self._group(group): partial(self._awaited, group) for group in self.row["awaited"]}

    def _awaited(self, group: str) -> Awaited:
        pattern = self.rule.patterns[group]
        return Awaited(pattern.literals, pattern.exact)

    def wakes(self) -> tuple[str, ...]:
        """The names of the groups of which a story must have something for the rule to be called."""
        return tuple(map(self._group, self.row["wakes"]))

    def _group(self, name: str) -> str:
        return f"{self.name}#{name}"

    def manual(self) -> str:
        """The manual page."""
        return str(self._kept["docs"][self.row["id"]])

    def examples(self) -> tuple[list[Any], list[Any]]:
        """The bad and the good stories."""
        bad, good = self._kept["examples"][self.row["id"]]
        return bad, good


def _entries(kept: Sections, section: str) -> Callable[[], Entries]:
    rows: list[Entries] = []

    def read() -> Entries:
        if not rows:
            rows.append(Rows(kept[section]))
        return rows[0]

    return read


def first_with_others(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The first of some findings, with the places of the others as labels."""
    some = iter(findings)
    for first in some:
        yield first._replace(labels=(*first.labels, *(Label(one.span, "again") for one in some)))


def begun(article: Article, literals: Collection[str], group: str) -> bool:
    """Whether a story has something of a group: one of its phrases, or a literal of its pattern."""
    return article.near(group) != [] if group in literals else bool(article.hits(group))


_Asked = tuple[PackCheck, Collection[str], Collection[str], Collection[str]]
"""A part of a rule with its languages, the groups that wake it and those of them that are literals."""


class Joined:
    """What the rules of packs run that report under one name, with the code rule that has it."""

    __slots__ = ("_asked", "code", "parts")

    def __init__(self, code: Rule | None, parts: tuple[PackCheck, ...]) -> None:
        self.code, self.parts = code, parts
        self._asked: tuple[_Asked, ...] | None = None

    def __call__(self, article: Article, options: Any) -> Iterator[Told]:
        """Run those that the story has something for."""
        exceptions: tuple[str, ...] = ()
        if self.code is None:
            exceptions = options.exceptions
        elif able(article, self.code):
            yield from self.code.check(article, options)
        language, scan = article.get(story_language), article.scan
        if self._asked is None:
            self._asked = tuple((part, part.row["languages"], part.wakes(), part.literals()) for part in self.parts)
        for part, tongues, wakes, literals in self._asked:
            if (tongues and language not in tongues) or (wakes and not scan.odd and scan.seen.isdisjoint(wakes)):
                continue
            if not wakes or any(begun(article, literals, group) for group in wakes):
                yield from part(article, part.options(exceptions))

    def manual(self) -> str:
        """The page of the code rule, else one made of those of the parts."""
        if self.code is not None:
            return self.code.doc
        from compliance.packs.pages import joined

        return joined({part.row["id"]: part.manual() for part in self.parts})


def checks(kept: Sections) -> dict[str, list[PackCheck]]:
    """What a pack's rules run, by the name under which their findings appear."""
    found: dict[str, list[PackCheck]] = {}
    for row in kept["rules"]:
        one = PackCheck(row, kept)
        found.setdefault(row["reports_as"] or one.name, []).append(one)
    return found


def rule(name: str, parts: list[PackCheck], code: Rule | None = None) -> Rule:
    """The rule of that name.

    :param parts: of all packs that are on.
    :param code: the rule written in code that has the name already.
    """
    if code is None and len(parts) == 1 and not parts[0].row["reports_as"]:
        return _single(name, parts[0])
    return _joined(name, tuple(parts), code)


def as_variant(whole: Rule, joined: Joined, variant: str) -> Rule | None:
    """The rule of a pack that is a variant of another, as if it stood alone; ``None`` where it is none of a pack's."""
    part = next((part for part in joined.parts if part.row["id"] == variant), None)
    return None if part is None else _single(f"{whole.name}:{variant}", part)


def _single(name: str, part: PackCheck) -> Rule:
    row = part.row
    return Rule(
        name=name,
        check=part,
        kind=Kind(row["kind"]),
        severity=Severity(row["severity"]),
        messages=_Later(lambda: part.messages),
        options=LimitOptions if part.counts else PackOptions,
        languages=tuple(row["languages"]),
        groups=part.groups(),
        literals=part.literals(),
        wakes=part.wakes(),
        needs=_needs(row["languages"], row["wakes"]),
        basis=tuple(Basis(*one) for one in row["basis"]),
        aliases=tuple(row["aliases"]),
    )


def _joined(name: str, parts: tuple[PackCheck, ...], code: Rule | None) -> Rule:
    first = parts[0].row
    variants = tuple(part.row["id"] for part in parts)
    bases = dict.fromkeys(tuple(one) for part in parts for one in part.row["basis"])
    groups = {group: entries for part in parts for group, entries in part.groups().items()}
    literals = {group: words for part in parts for group, words in part.literals().items()}
    wakes = tuple(group for part in parts for group in part.wakes())
    basis = tuple(Basis(*one) for one in bases)
    messages = _Later(lambda: _joined_messages(parts, code))
    if code is not None:
        waits = Need.PHRASES in code.needs and all(part.row["wakes"] for part in parts)
        bound = Need.LANGUAGE in code.needs and all({*part.row["languages"]} <= {*code.languages} for part in parts)
        return code._replace(
            check=Joined(code, parts),
            messages=messages,
            variants=(*code.variants, *variants),
            groups=groups,
            literals=literals,
            needs=(*((Need.LANGUAGE,) if bound else ()), *((Need.PHRASES,) if waits else ())),
            wakes=wakes if waits else (),
        )
    every = all(part.row["languages"] for part in parts)
    tongues = tuple(dict.fromkeys(one for part in parts for one in part.row["languages"])) if every else ()
    return Rule(
        name=name,
        check=Joined(None, parts),
        kind=Kind(first["kind"]),
        severity=Severity(first["severity"]),
        messages=messages,
        variants=variants,
        options=PackOptions,
        languages=tongues,
        groups=groups,
        literals=literals,
        wakes=wakes,
        needs=_needs(tongues, all(part.row["wakes"] for part in parts)),
        basis=basis,
    )


def _joined_messages(parts: tuple[PackCheck, ...], code: Rule | None) -> Messages:
    """What all parts say: each part's own sentence under its name too, and what the code rule says before all."""
    messages: dict[str, dict[str, str]] = {}
    for part in reversed(parts):
        for language, templates in part.messages.items():
            own = {**templates, part.row["id"]: templates["message"]}
            if "why" in templates:
                own[f"why_{part.row['id']}"] = templates["why"]
            messages[language] = {**messages.get(language, {}), **own}
    if code is not None:
        for language, templates in code.messages.items():
            messages[language] = {**messages.get(language, {}), **templates}
    return messages


class _Later(Mapping[str, Mapping[str, str]]):
    """Messages that are read when somebody first wants one: most rules have nothing to say.

    :param read: gives them.
    """

    __slots__ = ("_known", "_read")

    def __init__(self, read: Callable[[], Messages]) -> None:
        self._read = read
        self._known: Messages | None = None

    @property
    def _messages(self) -> Messages:
        if self._known is None:
            self._known = self._read()
        return self._known

    def __getitem__(self, language: str) -> Mapping[str, str]:
        return self._messages[language]

    def __iter__(self) -> Iterator[str]:
        return iter(self._messages)

    def __len__(self) -> int:
        return len(self._messages)


def _needs(languages: Any, phrases: Any) -> tuple[Need, ...]:
    return (*((Need.LANGUAGE,) if languages else ()), *((Need.PHRASES,) if phrases else ()))
