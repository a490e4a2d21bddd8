"""The page's own words, by language: data beside this module, chosen by the visitor or by their browser."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from compliance.record import Record

LANGUAGES = ("en", "es")


class Words(Record):
    """The words of one language.

    :param table: by key (``queue.title``), the words; two forms parted by ``|`` where a number decides.
    """

    language: str
    table: Mapping[str, str]

    def __call__(self, key: str, /, **values: object) -> str:
        """The words of a key, filled.

        :raises KeyError: there is no such key: a slip of ours that a test finds.
        """
        words = self.table[key]
        if "|" in words and "n" in values:
            one, many = words.split("|", 1)
            words = one if values["n"] == 1 else many
        return words.format(**values) if values else words


@cache
def words(language: str) -> Words:
    """The words of one of :data:`LANGUAGES`."""
    text = files(__package__).joinpath(f"{language}.toml").read_text(encoding="utf-8")
    return Words(language, dict(_flat(tomllib.loads(text))))


def _flat(table: Mapping[str, object], above: str = "") -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for key, value in table.items():
        pairs += _flat(value, f"{above}{key}.") if isinstance(value, Mapping) else [(above + key, str(value))]
    return pairs


def choose(chosen: str | None, accepted: str | None) -> str:
    """The language of a page.

    :param chosen: what the visitor chose, where they did.
    :param accepted: the header ``Accept-Language``.
    """
    if chosen in LANGUAGES:
        return str(chosen)
    return next((tag for tag in _preferred(accepted or "") if tag in LANGUAGES), LANGUAGES[0])


def _preferred(header: str) -> list[str]:
    """Primary language tags, the most wanted first (RFC 9110, 12.5.4)."""
    wanted: list[tuple[float, str]] = []
    for entry in header[:400].split(","):
        tag, _, weight = entry.partition(";")
        quality = weight.strip().removeprefix("q=") or "1"
        wanted.append((-float(quality) if quality.replace(".", "", 1).isdigit() else 0.0, tag.strip()[:2].lower()))
    return [tag for _, tag in sorted(wanted, key=lambda pair: pair[0])]
