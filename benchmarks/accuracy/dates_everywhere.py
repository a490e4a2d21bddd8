"""Every story of every corpus, for what is rare and must be seen whole."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.accuracy import stories
from benchmarks.accuracy.corpora import Corpora, MissingCorpusError
from compliance import Article
from compliance.errors import ComplianceError

_PLAIN = ("speed-bbc", "quotes-polnear-train", "quotes-polnear-dev", "pii-presidio")


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
            yield f"{name}:{number}", stories.plain(record["text"])


def _timebank(corpora: Corpora) -> Iterator[tuple[str, Article]]:
    for record in corpora.records("dates-timebank"):
        told = {"published": record["created"], "body": [part for part in record["text"].split("\n\n") if part.strip()]}
        yield f"dates-timebank:{record['name']}", stories.story(told)


def _reuters(corpora: Corpora) -> Iterator[tuple[str, Article]]:
    for record in corpora.records("speed-reuters21578"):
        yield stories.reuters_story(record)


def _captions(corpora: Corpora) -> Iterator[tuple[str, Article]]:
    for number, record in enumerate(corpora.records("captions")):
        told: dict[str, Any] = {key: value for key in ("caption", "credit", "alt") if (value := record.get(key))}
        if told:
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
