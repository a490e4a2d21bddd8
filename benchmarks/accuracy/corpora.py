"""Where the text comes from. A corpus that is not here is a reason to skip a part, never to pass it."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from benchmarks import SHARED


class MissingCorpusError(Exception):
    """The file is not here."""


class Corpora:
    """The corpora in a folder, each by its file's name without the ending.

    :param folder: where they are.
    :param instead: other files in the same form, by the name of the corpus that they replace.
    """

    def __init__(self, folder: Path = SHARED / "corpora", instead: Mapping[str, Path] | None = None) -> None:
        self.folder = folder
        self.instead = instead or {}

    def path(self, name: str) -> Path:
        """The file or folder of a corpus.

        :raises MissingCorpusError: there is none.
        """
        candidates = [self.instead.get(name), self.folder / f"{name}.jsonl.gz", self.folder / name]
        for candidate in candidates:
            if candidate is not None and candidate.exists():
                return candidate
        raise MissingCorpusError(name)

    def records(self, name: str) -> Iterator[dict[str, Any]]:
        """The records of a corpus of JSON lines, gzipped or plain.

        :raises MissingCorpusError: there is none.
        """
        path = self.path(name)
        opener = gzip.open if path.suffix == ".gz" else open
        with opener(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)
