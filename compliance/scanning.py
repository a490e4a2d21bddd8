"""Builds the one scanner of a checker: for the vocabulary, for what rules written in code declare, and for packs.

Its table is kept as long as all three say the same, so that a start builds none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

from compliance import cache
from compliance.cache import Sections, State
from compliance.digests import digest
from compliance.lexicon import Entries, Lexicon
from compliance.scan_table import extended, table_of, table_sections, with_literals
from compliance.scanner import Scanner

if TYPE_CHECKING:
    from compliance.packs.load import Pack
    from compliance.rule import Rule

Source = Callable[[], Entries] | Entries
"""The entries of a list, or what gives them when they are first asked for."""


def make_scanner(vocabulary: Sections, lexicon: Lexicon, rules: Iterable[Rule], packs: Iterable[Pack]) -> Scanner:
    """The scanner for all lists, and for the phrases and literals that rules declare, by the names of their groups.

    :param vocabulary: what is kept of it.
    :param packs: those whose rules are among ``rules``.
    """
    rules = tuple(rules)
    phrases = {rule.name: rule.phrases for rule in rules if rule.phrases}
    groups: dict[str, Callable[[], Entries]] = {name: some for rule in rules for name, some in rule.groups.items()}
    literals = {name: some for rule in rules for name, some in rule.literals.items()}

    def build() -> dict[str, Any]:
        further = {**phrases, **{name: some() for name, some in groups.items()}}
        words = {name: some().words for name, some in literals.items()}
        return table_sections(with_literals(extended(table_of(vocabulary), further), words))

    states: list[State] = [(vocabulary.name, 0, vocabulary.key), ("rules", 0, _declared(rules))]
    states += [(str(pack.folder), 0, pack.digest) for pack in packs]
    kept = cache.compiled("scanner", states, build)
    sources: dict[str, Source] = {name: partial(lexicon.entries, name) for name in lexicon.scanned}
    return Scanner({**sources, **phrases, **groups}, table_of(kept), literals)


def _declared(rules: Iterable[Rule]) -> str:
    """A digest of what rules declare; what groups hold is told by their packs'."""
    lines = []
    for rule in rules:
        lines += [f"{rule.name} {entry!r}" for entry in rule.phrases]
        lines += rule.groups
        lines += rule.literals
    return digest("\n".join(lines).encode())
