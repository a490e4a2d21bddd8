"""Which letters a reader sees where others stand: look-alikes of other scripts, figures and signs for letters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

LEET: Mapping[str, str] = {
    "0": "o", "1": "il", "2": "z", "3": "e", "4": "a", "5": "s", "6": "g", "7": "t", "8": "b", "9": "g",
    "@": "a", "$": "s", "!": "i", "¡": "i", "|": "il", "+": "t", "€": "e", "£": "l", "(": "c", "¢": "c", "v": "u",
}  # fmt: skip
"""What a figure or sign can stand for, the likeliest first; ``v`` only where nothing else fits (``fvck``)."""
MASKS = "*#•_–-.%&"
"""Signs that stand for a letter that is not shown."""
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff\u034f\u180e"))


_ACCENTED = str.maketrans({"a": "[aá]", "e": "[eé]", "i": "[ií]", "o": "[oó]", "u": "[uúü]"})


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of some words of the lists, the longest first, as they are written with and without accents."""
    return "|".join(re.escape(word).translate(_ACCENTED) for word in sorted(words, key=lambda one: (-len(one), one)))


@cache
def _look_alikes() -> Mapping[int, str]:
    table: dict[int, str] = {}
    lines = Path(__file__).with_name("look-alikes.tsv").read_text(encoding="utf-8").splitlines()
    for line in lines:
        if not line.startswith("#"):
            letter, _, others = line.partition("\t")
            table.update((ord(other), letter) for other in others)
    return table


def seen(written: str) -> str:
    """A word as a reader sees it, in small Latin letters without accents; ``ñ`` stays.

    :param written: not all ASCII. What is no letter stays as it is; signs that cannot be seen are left out.
    """
    shown = written.translate(_INVISIBLE).lower()
    if any(ord(sign) > 0xFF for sign in shown):
        shown = unicodedata.normalize("NFKC", shown).translate(_look_alikes()).lower()
    parts = unicodedata.normalize("NFD", shown.replace("ñ", "\0"))
    return "".join(c for c in parts if not unicodedata.combining(c)).replace("\0", "ñ").replace("’", "'")
