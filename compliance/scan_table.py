"""The table that a scanner's automata are built from: which patterns there are, and whose each one is.

Making it is the costly half of building a scanner; a cache can keep it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from compliance.folding import fold, lower, straight
from compliance.lexicon import Entry
from compliance.numbers import Numbers, as_text, of_text
from compliance.record import Record

if TYPE_CHECKING:
    from compliance.cache import Sections


_AT_FIGURES = frozenset("%$£")
"""Signs that stand at a figure without a space: alone they are looked for wherever they stand, as no word is."""


class Awaited(Record):
    """Words of which any match of a pattern contains one.

    :param exact: they stand in a match as they are here; else capitals do not count.
    """

    words: Sequence[str]
    exact: bool = False


class Table(Record):
    """What the automata are built from.

    :param narrow: the patterns of the automaton over folded bytes, a line each, sorted, without their padding.
    :param wide: the patterns of the automaton over the text itself.
    :param owners: the names of the lists that share a pattern, once for each such set of names.
    :param narrow_owners: for each narrow pattern the number of its owners in ``owners``.
    :param patterns: for each list, the pattern of each of its entries, in order: from 0 up in ``narrow``, from -1
        down in ``wide``.
    :param literals: what is looked for inside words too, folded, a line each.
    :param literal_owners: for each literal the number of its owners in ``owners``.
    """

    narrow: str
    wide: str
    owners: Sequence[Sequence[str]]
    narrow_owners: Sequence[int]
    wide_owners: Sequence[int]
    patterns: Mapping[str, Sequence[int]]
    literals: str = ""
    literal_owners: Sequence[int] = ()


def tabulate(groups: Mapping[str, Iterable[Entry]]) -> Table:
    """The table for lists of entries; the costly half of building a scanner."""
    return extended(Table("", "", (), (), (), {}), groups)


def extended(table: Table, groups: Mapping[str, Iterable[Entry]]) -> Table:
    """The table with further lists; the one given stays as it is."""
    if not groups:
        return table
    narrow = {core: number for number, core in enumerate(split(table.narrow))}
    wide = {line: number for number, line in enumerate(split(table.wide))}
    further = {name: [_number(entry, narrow, wide) for entry in entries] for name, entries in groups.items()}
    place = {narrow[core]: row for row, core in enumerate(sorted(narrow))}
    patterns = {
        name: [place.get(number, number) for number in numbers]
        for name, numbers in {**table.patterns, **further}.items()
    }
    names: dict[int, list[str]] = {}
    for name, numbers in patterns.items():
        for number in dict.fromkeys(numbers):
            names.setdefault(number, []).append(name)
    owners: dict[tuple[str, ...], int] = {}
    owned = {number: owners.setdefault(tuple(some), len(owners)) for number, some in names.items()}
    literal_owners = [owners.setdefault(tuple(table.owners[one]), len(owners)) for one in table.literal_owners]
    return Table(
        "\n".join(sorted(narrow)),
        "\n".join(wide),
        list(owners),
        [owned[number] for number in range(len(narrow))],
        [owned[-1 - number] for number in range(len(wide))],
        patterns,
        table.literals,
        literal_owners,
    )


def with_literals(table: Table, literals: Mapping[str, Iterable[str]]) -> Table:
    """The table with literals, of which only where they stand is told: inside words too, capitals and signs apart.

    :param literals: by the name of their group.
    """
    names = {
        literal: list(table.owners[owned])
        for literal, owned in zip(split(table.literals), table.literal_owners, strict=True)
    }
    for name, some in literals.items():
        for literal in dict.fromkeys(fold(literal).decode("latin-1") for literal in some):
            names.setdefault(literal, []).append(name)
    owners = {tuple(some): number for number, some in enumerate(table.owners)}
    owned = [owners.setdefault(tuple(some), len(owners)) for some in names.values()]
    return table._replace(literals="\n".join(names), owners=list(owners), literal_owners=owned)


def table_sections(table: Table) -> dict[str, Any]:
    """A table as it is kept: values by name, what each list looks for apart."""
    return {
        "narrow": table.narrow,
        "wide": table.wide,
        "literals": table.literals,
        "owners": table.owners,
        "narrow_owners": as_text(table.narrow_owners),
        "wide_owners": as_text(table.wide_owners),
        "literal_owners": as_text(table.literal_owners),
        **{f"patterns:{name}": as_text(numbers) for name, numbers in table.patterns.items()},
    }


def table_of(kept: Sections) -> Table:
    """The table that is kept in these sections."""
    return Table(
        kept["narrow"],
        kept["wide"],
        kept["owners"],
        of_text(kept["narrow_owners"]),
        of_text(kept["wide_owners"]),
        Numbers(kept.of("patterns")),
        kept["literals"],
        of_text(kept["literal_owners"]),
    )


def split(lines: str) -> list[str]:
    """The lines of a part of a table."""
    return lines.split("\n") if lines else []


def bare(entry: Entry) -> str:
    """The phrase as it is looked for: without full stops at its end, apostrophes straight."""
    return straight(entry.phrase.rstrip(".")) or entry.phrase


def _number(entry: Entry, narrow: dict[str, int], wide: dict[str, int]) -> int:
    """The pattern that finds an entry: the folded one where its letters allow."""
    plain = bare(entry)
    if all(ord(c) < 256 for c in plain):
        core = fold(plain).decode("latin-1").strip()
        if core and core not in _AT_FIGURES:
            return narrow.setdefault(core, len(narrow))
    return -1 - wide.setdefault(lower(plain), len(wide))
