"""Writes what packs and rules take from the one table of spellings, ``core/vocabulary/spelling-pairs.yaml``.

Four packs say how one house spells: the forms of other countries, and what it writes instead. The list
``spelling-variants`` says of which words a story keeps to one form. With ``--check`` nothing is written, and
stale files are named.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from itertools import takewhile
from pathlib import Path
from typing import Any, NamedTuple

import yaml

RULES = Path(__file__).resolve().parent.parent / "rules" / "compliance_rules"
TABLE = RULES / "core" / "vocabulary" / "spelling-pairs.yaml"
FAMILIES = TABLE.with_name("spelling-variants-american.yaml")
MADE = "# made from core/vocabulary/spelling-pairs.yaml by `make spelling`; change it there\n"
STEM = 4
"""Letters that the words of a family have in common at least."""
HEAD = """\
list: spelling-variants
description: American spellings, those of a family of words together, with the British; see spelling-variants.yaml.
sources:
  - spelling-pairs.yaml, which names its own
language: en
entries:
"""
UNSETTLED = frozenset({"word", "e", "ough"})
"""Families in which Canadian use follows neither side as a whole: only what the table says is asked of a house."""


class Pair(NamedTuple):
    """A word and its forms in four countries; ``sure`` where each form is one spelling of this word alone."""

    british: str
    american: str
    canadian: str
    australian: str
    family: str
    sure: bool
    old: bool
    keep: bool
    senses: bool


def main() -> int:
    """Write or compare; the exit code is 1 where a file is stale."""
    stale = [path for path, text in made(pairs()).items() if not path.exists() or path.read_text("utf-8") != text]
    for path in stale:
        if "--check" in sys.argv:
            print(f"stale: {path.relative_to(RULES)}; run `make spelling`")
        else:
            path.write_text(made(pairs())[path], "utf-8")
            print(f"written: {path.relative_to(RULES)}")
    return 1 if stale and "--check" in sys.argv else 0


def pairs() -> list[Pair]:
    """The table; Canada and Australia write as Britain does unless it says otherwise."""
    return [_pair(entry) for entry in yaml.safe_load(TABLE.read_text("utf-8"))["entries"]]


def _pair(entry: Mapping[str, Any]) -> Pair:
    british, american, family = entry["phrase"], entry["us"], entry["family"]
    canadian = entry.get("ca", british if family not in UNSETTLED else "")
    unsure, old, keep, senses = (bool(entry.get(key)) for key in ("ambiguous", "old", "keep", "senses"))
    return Pair(british, american, canadian, entry.get("au", british), family, not unsure, old, keep, senses)


def made(table: list[Pair]) -> dict[Path, str]:
    """The text of each file that is made from the table."""
    swaps = {
        "spelling-en-gb/american.tsv": british(table, ise=False),
        "spelling-en-gb/ize.tsv": british(table, ise=True),
        "spelling-en-us/british.tsv": {p.british: p.american for p in table if not p.keep},
        "spelling-en-ca/other.tsv": dict(canadian(table)),
        "spelling-en-au/other.tsv": dict(australian(table)),
    }
    files = {RULES / name: MADE + _tsv(swap) for name, swap in swaps.items()}
    return {**files, FAMILIES: MADE + HEAD + "".join(map(_family, families(table)))}


def british(table: list[Pair], *, ise: bool) -> dict[str, str]:
    """American forms and the British ones, of ``-ise`` or of all else: Oxford houses write ``-ize``."""
    return {p.american: p.british for p in table if p.sure and not p.old and (p.family == "ise") == ise}


def canadian(table: list[Pair]) -> Iterator[tuple[str, str]]:
    """What is not Canadian, and what is."""
    for p in table:
        if p.canadian == p.american and not p.keep:
            yield p.british, p.american
        elif p.canadian == p.british and p.sure and not p.old:
            yield p.american, p.british


def australian(table: list[Pair]) -> Iterator[tuple[str, str]]:
    """What is not Australian, and what is."""
    for p in table:
        if p.australian == p.american:
            yield p.british, p.american
        elif p.sure and not p.old:
            yield p.american, p.british


def either(table: list[Pair]) -> dict[str, str]:
    """British and American forms of which a story keeps to one; no form stands in two pairs."""
    seen: set[str] = set()
    found: dict[str, str] = {}
    for p in table:
        if p.sure and not p.senses and not seen & {p.british, p.american}:
            found[p.british] = p.american
            seen |= {p.british, p.american}
    return found


def families(table: list[Pair]) -> list[dict[str, str]]:
    """American forms and the British ones: organize, organized, organization in one family."""
    known: dict[tuple[str, str], dict[str, str]] = {}
    for british_form, american_form in either(table).items():
        family = next(p.family for p in table if p.british == british_form)
        length = len(_common(british_form, american_form))
        stem = american_form[: length if length >= STEM else STEM + 1]
        known.setdefault((stem, family), {})[american_form] = british_form
    return list(known.values())


def _common(one: str, other: str) -> str:
    """The letters with which both words begin."""
    alike = takewhile(lambda two: two[0] == two[1], zip(one, other, strict=False))
    return "".join(letter for letter, _ in alike)


def _family(forms: Mapping[str, str]) -> str:
    first, *others = forms
    aliases = f"aliases: [{', '.join(others)}], " if others else ""
    american, british_forms = ", ".join(forms), ", ".join(forms.values())
    stem = _common(min(forms.values()), max(forms.values()))
    sides = f"forms: [{american}], beside: [{british_forms}], stem: {stem}"
    return f"  - {{phrase: {first}, {aliases}{sides}, variety: us}}\n"


def _tsv(swap: Mapping[str, str]) -> str:
    return "".join(f"{form}\t{to}\n" for form, to in swap.items() if form != to)


if __name__ == "__main__":
    sys.exit(main())
