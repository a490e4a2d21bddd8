"""Turns a ``pack.yaml`` into compiled rules: checks its form, reads the files beside it, settles every default."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NoReturn

from pydantic import ValidationError

from compliance.errors import PackError, did_you_mean
from compliance.finding import Basis, Kind, Severity
from compliance.packs import compile_checks, form_errors, schema, words
from compliance.packs.compile_parts import Parts, Problem
from compliance.packs.compiled import CompiledPack, CompiledRule, Scope
from compliance.packs.pages import page
from compliance.packs.yaml_lines import Marked, read

_OWN = "compliance"
BODY = ("paragraph", "quote", "list")


def compile_pack(folder: Path) -> CompiledPack:
    """The pack in a folder.

    :raises PackError: something in it is wrong; the message names file, line, column and key.
    """
    path = folder / "pack.yaml"
    written = read(path.read_bytes(), str(path))
    return _Compiler(folder, str(path), written).pack()


class _Compiler:
    """Compiles one file; knows where in it everything stands."""

    def __init__(self, folder: Path, name: str, written: Marked) -> None:
        self._folder, self._name, self._written = folder, name, written

    def pack(self) -> CompiledPack:
        """The whole pack."""
        try:
            form = schema.Pack.model_validate(self._written.value)
        except ValidationError as error:
            self._refuse(error)
        self._refuse_twice(form.rules)
        self._refuse_own_name(form)
        return CompiledPack(
            form.pack,
            form.title,
            form.description,
            form.default,
            tuple(form.extends),
            tuple(form.sources),
            tuple(self._rule(form, rule, ("rules", number)) for number, rule in enumerate(form.rules)),
        )

    def _rule(self, pack: schema.Pack, rule: schema.AnyRule, at: tuple[str | int, ...]) -> CompiledRule:
        for key in ("message", "title", "reason"):
            self._refuse_placeholders(getattr(rule, key), (*at, key))
        try:
            parts = compile_checks.parts(rule, self._folder)
        except Problem as problem:
            self.fail((*at, *problem.path), problem.what, problem.hint)
        except PackError as error:
            raise error.at(self._where((*at, *compile_checks.FILE_KEYS))) from error
        languages = rule.languages if rule.languages is not None else pack.language or []
        sources = [*(_told(one) for one in rule.basis), *pack.sources]
        return CompiledRule(
            id=rule.id,
            pack=pack.pack,
            check=parts.check,
            kind=Kind(rule.kind),
            severity=Severity(rule.severity),
            messages=words.messages(rule.message, rule.reason),
            doc=page(rule.title, rule.message, rule.reason, parts.said, rule.bad, rule.good, sources),
            languages=(languages,) if isinstance(languages, str) else tuple(languages),
            basis=tuple(Basis(one.guide, one.clause, one.url) for one in rule.basis),
            reports_as=rule.reports_as or "",
            scope=_scope(rule),
            exact=_exact(rule, parts),
            phrases=parts.phrases,
            patterns=parts.patterns,
            wakes=parts.wakes,
            data=parts.data,
            once=rule.once,
            bad=tuple(rule.bad),
            good=tuple(rule.good),
        )

    def _refuse_twice(self, rules: Sequence[schema.AnyRule]) -> None:
        seen: dict[str, int] = {}
        for number, rule in enumerate(rules):
            if rule.id in seen:
                line = self._written.place(("rules", seen[rule.id], "id"))[0]
                what = f"the rule {rule.id!r} stands here twice (first in line {line})"
                self.fail(("rules", number, "id"), what, "rename one of the two, or join them")
            seen[rule.id] = number

    def _refuse_own_name(self, form: schema.Pack) -> None:
        """What the host itself says under ``compliance/`` can be neither set nor waived: no pack may speak there."""
        if form.pack == _OWN:
            self.fail(("pack",), f"{_OWN!r} is the name of the program's own rules", "choose another name")
        for number, rule in enumerate(form.rules):
            if rule.reports_as and rule.reports_as.startswith(f"{_OWN}/"):
                what = f"{rule.reports_as!r} is one of the program's own rules"
                self.fail(("rules", number, "reports_as"), what, "name another rule, or leave it out")

    def _refuse_placeholders(self, said: str | Mapping[str, str] | None, at: tuple[str | int, ...]) -> None:
        for language, text in said.items() if isinstance(said, Mapping) else [("", said or "")]:
            for name, form in re.findall(r"\{(\w+)(?::(\w+))?\}", text):
                if name in words.FACTS and form not in words.FORMATS:
                    what = f"{{{name}:{form}}} is no way to put it into a message"
                    self.fail((*at, language), what, f"{{{name}}}; of a list {{{name}:list}} or {{{name}:or}}")
                if name not in words.FACTS:
                    hint = did_you_mean(name, words.FACTS) or f"one of: {', '.join(sorted(words.FACTS))}"
                    self.fail((*at, language), f"there is nothing called {{{name}}} to put into a message", hint)

    def _refuse(self, error: ValidationError) -> NoReturn:
        # an unknown key explains a missing one; of several errors in one place, the deepest says most
        first = max(
            error.errors(include_url=False), key=lambda one: (one["type"] == "extra_forbidden", len(one["loc"]))
        )
        place = tuple(first["loc"])
        if first["type"] == "extra_forbidden":
            known = form_errors.known_keys(self._written.value, place)
            hint = did_you_mean(str(place[-1]), known) or f"one of: {', '.join(known)}"
            self.fail(place, "there is no such key", hint)
        if first["type"] == "missing":
            what, hint = form_errors.missing(str(place[-1]))
            self.fail(place, what, hint)
        if first["type"] in ("union_tag_invalid", "union_tag_not_found"):
            self._refuse_check(place)
        self.fail(place, form_errors.plain(first), "`compliance schema pack` and docs/packs.md say what may stand here")

    def _refuse_check(self, place: tuple[str | int, ...]) -> NoReturn:
        rule = self._written.value["rules"][place[1]]
        names = list(schema.FORMS)
        if not isinstance(rule, dict) or "check" not in rule:
            self.fail(place, "the rule does not say what it checks", f"check: one of {', '.join(names)}")
        hint = did_you_mean(str(rule["check"]), names) or f"one of: {', '.join(names)}"
        self.fail((*place, "check"), f"there is no check {rule['check']!r}", hint)

    def fail(self, path: Sequence[str | int], what: str, hint: str) -> NoReturn:
        """Raise an error with its place."""
        shown = ".".join(map(str, self._written.keys(path)))
        raise PackError(f"{shown}: {what}" if shown else what, where=self._where(path), hint=hint)

    def _where(self, path: Sequence[str | int]) -> str:
        line, column = self._written.place(path)
        return f"{self._name}:{line}:{column}"


def _told(standard: schema.Standard) -> str:
    told = f"{standard.guide}, {standard.clause}" if standard.clause else standard.guide
    return f"[{told}]({standard.url})" if standard.url else told


def _exact(rule: schema.AnyRule, parts: Parts) -> tuple[str, ...]:
    """The groups of phrases whose capitals count."""
    every = getattr(rule, "case", "") == "exact"
    return tuple(group for group in parts.phrases if parts.exact.get(group, every))


def _scope(rule: schema.AnyRule) -> Scope:
    roles: list[str] = []
    named = [rule.of] if isinstance(rule, schema.LengthRule) else rule.in_ or ()
    for role in named:
        roles += BODY if role == "body" else (role,)
    names = getattr(rule, "names", "include")
    return Scope(
        tuple(roles), tuple(rule.sections), tuple(rule.products), rule.quotations, names, tuple(rule.exceptions)
    )
