"""What was judged by hand: an identifier and a verdict a line, never the text. And how what is judged is drawn."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeVar

FOLDER = Path(__file__).parent / "judgements"
SEED = "2026"

Item = TypeVar("Item")


def judgements(name: str) -> dict[str, str]:
    """The verdicts in ``judgements/NAME.tsv`` by identifier.

    A line is ``identifier TAB verdict``, and what follows a second tab is the judge's remark. ``#`` opens a comment.

    :raises ValueError: a line has no verdict, or an identifier comes twice with two verdicts.
    """
    path = FOLDER / f"{name}.tsv"
    if not path.exists():
        return {}
    verdicts: dict[str, str] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        key, _, rest = line.partition("\t")
        verdict = rest.partition("\t")[0]
        if not verdict or verdicts.get(key, verdict) != verdict:
            raise ValueError(f"{path.name}:{number}: {line!r} has no verdict, or another one than before")
        verdicts[key] = verdict
    return verdicts


def drawn(items: Iterable[Item], size: int, key: Callable[[Item], str]) -> list[Item]:
    """A sample by the digest of each item's identifier: the same at every run, and a change of the checker that adds
    or takes away some items leaves the rest of the sample as it was.
    """
    return sorted(items, key=lambda item: hashlib.sha256(f"{SEED} {key(item)}".encode()).digest())[:size]


def picked(choices: Sequence[Item], key: str) -> Item:
    """One of several by the digest of an identifier: the same at every run."""
    return choices[int.from_bytes(hashlib.sha256(f"{SEED} {key}".encode()).digest()[:4]) % len(choices)]
