"""The stories that are checked: a corpus's, else those in ``examples/``; and one story of any size made of them."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from benchmarks import ROOT, SHARED

CORPUS = SHARED / "corpora" / "speed-bbc.jsonl.gz"


def stories(corpus: Path) -> list[str]:
    """The texts of a corpus, gzipped JSON lines with a ``text`` each."""
    if not corpus.exists():
        print(f"skipped: {corpus.name} is not here; measured on the stories in examples/ instead\n")
        return [path.read_text(encoding="utf-8") for path in _examples()] * 20
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines]


def _examples() -> Iterator[Path]:
    yield from sorted((ROOT / "examples").glob("*.txt"))
    yield from sorted((ROOT / "examples").glob("*.md"))


def sample(texts: Sequence[str], size: int) -> list[str]:
    """So many of the texts, at equal steps."""
    return list(texts[:: max(len(texts) // size, 1)][:size])


def one_story(size: int, texts: Sequence[str], number: int = 0) -> str:
    """One story of about this many bytes: a headline, then paragraphs of many stories, mixed alike at every size.

    :param number: another number gives another story.
    """
    mixed = list(texts)
    Random(number).shuffle(mixed)
    paragraphs = [part for text in mixed for part in text.split("\n\n") if part.strip()]
    chosen: list[str] = []
    length = 0
    while length < size:
        for place, paragraph in enumerate(paragraphs):
            # past the corpus' end the paragraphs come again, and must not be the same
            chosen.append(f"{paragraph} Again at {place}." if len(chosen) >= len(paragraphs) else paragraph)
            length += len(chosen[-1].encode()) + 2
            if length >= size:
                break
    return "\n\n".join(chosen) + "\n"
