"""Finds what is wrong between rules that are each right by themselves: two that look for one phrase, one that writes
what another forbids, a phrase that can never be found, a pattern that can run away.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from compliance.folding import lower, straight
from compliance.lexicon import word_or_sign
from compliance.packs import yaml_lines
from compliance.packs.compile import compile_pack
from compliance.packs.compiled import CompiledPack, CompiledRule, Phrase
from compliance.packs.lint_patterns import patterns_of, runaway
from compliance.packs.lint_problem import Problem, whole_name
from compliance.record import Record

_WEIGHT = {"note": 0, "warning": 1, "error": 2}
_FORBIDDING = ("term", "substitution")


class _Use(Record):
    """A phrase where a rule has it."""

    rule: CompiledRule
    phrase: Phrase
    where: str


Words = tuple[str, ...]


def lint(folders: Iterable[Path]) -> Iterator[Problem]:
    """The problems in and between packs.

    :param folders: of the packs; what stands in a later one is held against the earlier ones too.
    :raises PackError: a pack cannot be read.
    """
    opened = [(compile_pack(folder), *_places(folder)) for folder in folders]
    uses = [use for pack, file, marked in opened for use in _uses(pack, file, marked)]
    known: dict[Words, list[_Use]] = {}
    for use in uses:
        known.setdefault(_words(use.phrase[0]), []).append(use)
    for use in uses:
        yield from _twice(use, known)
        yield from _shadowed(use, known)
        yield from _contradicted(use, known)
        yield from _excepted(use)
    for pack, file, marked in opened:
        for number, rule in enumerate(pack.rules):
            for path, pattern in patterns_of(rule):
                yield from runaway(rule, pattern, f"{file}:{_shown(marked.place(('rules', number, *path)))}")


def _places(folder: Path) -> tuple[str, yaml_lines.Marked]:
    file = folder / "pack.yaml"
    return str(file), yaml_lines.read(file.read_bytes(), str(file))


def _shown(place: tuple[int, int]) -> str:
    return f"{place[0]}:{place[1]}"


def _uses(pack: CompiledPack, file: str, marked: yaml_lines.Marked) -> Iterator[_Use]:
    """Every phrase that a rule forbids or replaces, with its place."""
    for number, rule in enumerate(pack.rules):
        if rule.check not in (*_FORBIDDING, "consistency"):
            continue
        written = marked.value["rules"][number]
        terms = {term: row for row, term in reversed([*enumerate(written.get("terms", ()))])}
        for phrase in (phrase for phrases in rule.phrases.values() for phrase in phrases):
            path = ("rules", number, *_path(phrase, written, terms))
            yield _Use(rule, phrase, f"{file}:{_shown(marked.place(path))}")


def _path(phrase: Phrase, written: Mapping[str, Any], terms: Mapping[str, int]) -> tuple[str | int, ...]:
    if phrase[0] in terms:
        return ("terms", terms[phrase[0]])
    if phrase[0] in written.get("swap", ()):
        return ("swap", phrase[0])
    return next(((key,) for key in ("either", "terms_file", "swap_file") if key in written), ("id",))


def _words(text: str) -> Words:
    return tuple(word_or_sign().findall(lower(straight(text))))


def _spelt(text: str) -> str:
    """A phrase as the scanner tells it from others: capitals, apostrophes and the width of a space do not count."""
    return " ".join(lower(straight(text)).split())


def _meet(one: CompiledRule, other: CompiledRule) -> bool:
    """Whether two rules can both read one place."""
    for these, those in (
        (one.languages, other.languages),
        (one.scope.roles, other.scope.roles),
        (one.scope.sections, other.scope.sections),
        (one.scope.products, other.scope.products),
    ):
        if these and those and not set(these) & set(those):
            return False
    return {one.scope.quotations, other.scope.quotations} != {"inside", "outside"}


def _compete(one: CompiledRule, other: CompiledRule) -> bool:
    """Whether two rules say the same of the same words.

    Those of two packs do where both weigh the same: one that calls a word wrong and one to which it is a matter of
    taste are both worth hearing. One form throughout a story is another question than which.
    """
    kinds = {one.check == "consistency", other.check == "consistency"}
    return len(kinds) == 1 and (one.pack == other.pack or one.severity == other.severity)


def _twice(use: _Use, known: Mapping[Words, Sequence[_Use]]) -> Iterator[Problem]:
    """The same phrase in an earlier rule, or once more in the same."""
    for other in known[_words(use.phrase[0])]:
        if other is use:
            return
        if not _meet(use.rule, other.rule) or (use.rule.exact and use.phrase[0] != other.phrase[0]):
            continue
        if not _compete(use.rule, other.rule) or _spelt(use.phrase[0]) != _spelt(other.phrase[0]):
            continue
        what = f"“{use.phrase[0]}” is also in {whole_name(other.rule)} ({other.where})"
        yield Problem(use.where, whole_name(use.rule), what, "keep it in one of the two: an editor would see it twice")
        return


def _shadowed(use: _Use, known: Mapping[Words, Sequence[_Use]]) -> Iterator[Problem]:
    """A shorter phrase of another rule inside this one: both would speak in one place."""
    for inner in _runs(_words(use.phrase[0])):
        for other in known.get(inner, ()):
            if other.rule is use.rule or other.rule.pack != use.rule.pack:
                continue  # another pack's word inside a phrase is found by itself too, and rightly
            if not _compete(use.rule, other.rule) or _spared(other, use.phrase[0]):
                continue
            if _meet(use.rule, other.rule) and _finds(other, use.phrase[0]):
                what = f"inside “{use.phrase[0]}”, “{other.phrase[0]}” of {whole_name(other.rule)} is found too"
                hint = f"make “{use.phrase[0]}” an exception there, or take one of the two out"
                yield Problem(use.where, whole_name(use.rule), what, hint)


def _contradicted(use: _Use, known: Mapping[Words, Sequence[_Use]]) -> Iterator[Problem]:
    """Words that this rule writes and that it or another forbids, where it leaves no choice that nothing forbids."""
    if use.rule.check != "substitution":
        return
    found = [(text, _forbidding(use, text, known)) for text in use.phrase[2]["to"]]
    if all(other for _, other in found):
        for text, other in found:
            if other is not None:
                what = f"it writes “{text}”, in which {whole_name(other.rule)} finds “{other.phrase[0]}”"
                yield Problem(use.where, whole_name(use.rule), what, "write something else, or take one of the two out")


def _forbidding(use: _Use, text: str, known: Mapping[Words, Sequence[_Use]]) -> _Use | None:
    """What forbids a text that a rule writes, and is not there before the rule writes it."""
    before, words = _words(use.phrase[0]), _words(text)
    there = {before, *_runs(before)}
    for run in (words, *_runs(words)):
        for other in known.get(run, ()) if run not in there else ():
            if run != words and other.rule.pack != use.rule.pack:
                continue  # another pack's word inside a phrase is found by itself too, and rightly
            if other.rule.check not in _FORBIDDING or _WEIGHT[other.rule.severity] < _WEIGHT[use.rule.severity]:
                continue  # what was wrong has become a matter of taste: better than before
            if _meet(use.rule, other.rule) and _finds(other, text):
                return other
    return None


def _spared(use: _Use, text: str) -> bool:
    """Whether an exception of its rule leaves a phrase alone inside a text."""
    inner, whole = _spelt(use.phrase[0]), _spelt(text)
    return any(inner in (one := _spelt(phrase)) and one in whole for phrase in use.rule.scope.exceptions)


def _finds(use: _Use, text: str) -> bool:
    """Whether capitals let a phrase be found in a text that has its words."""
    as_written = use.rule.exact or (use.rule.scope.names == "skip" and use.phrase[0].islower())
    return not as_written or use.phrase[0] in text


def _runs(words: Words) -> Iterator[Words]:
    """Every shorter run of words inside these."""
    for length in range(1, len(words)):
        for start in range(len(words) - length + 1):
            yield words[start : start + length]


def _excepted(use: _Use) -> Iterator[Problem]:
    words = _words(use.phrase[0])
    for phrase in use.rule.scope.exceptions:
        if _words(phrase) == words:
            what = f"“{use.phrase[0]}” can never be found: it is one of the rule's exceptions"
            yield Problem(use.where, whole_name(use.rule), what, "take it out of one of the two lists")
