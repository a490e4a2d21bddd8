"""The renderers' own words, one module a language; a language that has none is answered in English."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from compliance.record import Record

LANGUAGES = ("en", "es")


class Words(Record):
    """What the renderers say in one language.

    Plurals are ``one|many``, filled with ``n``.
    """

    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    day: str
    day_of_year: str
    month_of_year: str
    range: str
    list_join: str
    list_last: tuple[str, tuple[tuple[str, str], ...]]
    list_or: tuple[str, tuple[tuple[str, str], ...]]
    severity: dict[str, str]
    kind: dict[str, str]
    kind_counts: dict[str, str]
    severity_counts: dict[str, str]
    verdict: dict[str, str]
    verdict_counts: dict[str, str]
    blocks: dict[str, str]
    texts: dict[str, str]

    def number(self, template: str, n: int) -> str:
        """``one|many`` for this number."""
        one, _, many = template.partition("|")
        return (one if n == 1 else many or one).replace("{n}", f"{n:,}")

    def block(self, block_id: str) -> str:
        """What an editor calls a block: ``caption[2]`` is ``caption 2``."""
        name, _, rest = block_id.partition("[")
        number = rest.partition("]")[0]
        said = self.blocks.get(name, name.replace("_", " "))
        return f"{said} {number}" if number else said


@cache
def words(language: str) -> Words:
    """The words of a language (``es``, ``es-MX``), else English."""
    primary = language.partition("-")[0].lower()
    module = import_module(f"{__name__}.{primary if primary in LANGUAGES else 'en'}")
    found: Words = module.WORDS
    return found
