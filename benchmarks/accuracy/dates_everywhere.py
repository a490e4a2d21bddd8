"""Every story of every corpus that names a weekday, for what is rare and must be seen whole."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.accuracy import stories
from benchmarks.accuracy.corpora import Corpora, MissingCorpusError
from compliance import Article
from compliance.errors import ComplianceError

_PLAIN = ("speed-bbc", "quotes-polnear-train", "quotes-polnear-dev", "pii-presidio")
_WEEKDAY = re.compile(
    r"\b(?:mon|tue|wed|thu|fri|sat|sun|mo|tu|we|th|fr|sa|su|lun|mar|mi[eé]|jue|vie|s[aá]b|dom)", re.IGNORECASE
)


def everywhere(corpora: Corpora) -> Iterator[tuple[str, Article]]:
    """The stories with their identifiers; a corpus that is not here is left out."""
    for source in (_plain, _timebank, _reuters, _captions, stories.articles, stories.spanish, stories.pages, _wire):
        try:
            yield from source(corpora)
        except MissingCorpusError:
            continue


def _plain(corpora: Corpora) -> Iterator[tuple[str, Article]]:
    for name in _PLAIN:
        for number, record in enumerate(corpora.records(name)):
            if _WEEKDAY.search(record["text"]):
                yield f"{name}:{number}", stories.plain(record["text"])


def _timebank(corpora: Corpora) -> Iterator[tuple[str, Article]]:
    for record in corpora.records("dates-timebank"):
        told = {"published": record["created"], "body": [part for part in record["text"].split("\n\n") if part.strip()]}
        yield f"dates-timebank:{record['name']}", stories.story(told)


def _reuters(corpora: Corpora) -> Iterator[tuple[str, Article]]:
    for record in corpora.records("speed-reuters21578"):
        if _WEEKDAY.search(record["text"]):
            yield stories.reuters_story(record)


def _captions(corpora: Corpora) -> Iterator[tuple[str, Article]]:
    for number, record in enumerate(corpora.records("captions")):
        told: dict[str, Any] = {key: value for key in ("caption", "credit", "alt") if (value := record.get(key))}
        if _WEEKDAY.search(" ".join(map(str, told.values()))):
            yield f"captions:{number}", stories.story({"headline": "Pictures", "pictures": [told]})


def _wire(corpora: Corpora) -> Iterator[tuple[str, Article]]:
    folder = corpora.path("wire")
    for path in sorted(file for file in folder.rglob("*") if file.is_file()):
        data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        name = Path(path.name.removesuffix(".gz"))
        try:
            articles = list(stories.checker().read(data, name.name))
        except ComplianceError:
            continue
        yield from ((f"wire:{path.relative_to(folder)}:{number}", each) for number, each in enumerate(articles))
