"""Packs of many phrases, made for a run: words that follow each other in the stories, so that some are found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

_WORD = re.compile(r"[a-z]{2,}")
_PACK = """\
pack: phrases-{count}
title: {count} phrases
rules:
  - id: any
    check: term
    severity: note
    message: "“{{matched}}” is on the list"
    names: include
    quotations: both
    terms_file: phrases.txt
    bad: ["A line with {first} in it."]
    good: ["Nothing of the kind."]
"""


def write_pack(folder: Path, count: int, texts: Sequence[str]) -> None:
    """Write a pack ``phrases-<count>`` of so many phrases into a folder."""
    phrases = _phrases(texts, count)
    pack = folder / f"phrases-{count}"
    pack.mkdir()
    (pack / "phrases.txt").write_text("\n".join(phrases) + "\n", encoding="utf-8")
    (pack / "pack.yaml").write_text(_PACK.format(count=count, first=phrases[0]), encoding="utf-8")


def _phrases(texts: Sequence[str], count: int) -> list[str]:
    """Every so manieth different run of two or three words, the first of them long: frequent ones are few."""
    runs = list(dict.fromkeys(_runs(texts)))
    runs += [f"{runs[number % len(runs)]} once {number}" for number in range(count - len(runs))]
    return runs[:: max(len(runs) // count, 1)][:count]


def _runs(texts: Sequence[str]) -> Iterator[str]:
    for text in texts:
        words = _WORD.findall(text)
        for at in range(0, len(words) - 2, 3):
            if len(words[at]) > 6:
                yield " ".join(words[at : at + 2 + at % 2])
