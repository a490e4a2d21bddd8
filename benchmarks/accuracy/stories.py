"""The corpora's records as stories, each with the identifier that judgements name it by."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from html import unescape
from itertools import islice
from typing import Any

from benchmarks.accuracy.corpora import Corpora
from benchmarks.accuracy.judged import drawn
from compliance import Article, Checker
from compliance.config_file import load
from compliance.errors import ComplianceError
from compliance.plugins import load as load_plugins

REUTERS_STORIES = 2_000
_PARAGRAPH = re.compile(r"\n {3,}(?=\S)|\n\s*\n")


@cache
def checker(profile: str | None = "web") -> Checker:
    """A checker with a shipped profile, or with none."""
    registry = load_plugins()
    return Checker(load(None, registry, profile), registry=registry)


def story(told: dict[str, Any], profile: str | None = "web") -> Article:
    """The story of a mapping in the product's own story JSON."""
    (article,) = checker(profile).read(json.dumps(told).encode(), "story.json", told="json")
    return article


def plain(text: str, profile: str | None = "web", **defaults: Any) -> Article:
    """The story of plain text.

    :param defaults: what a house's configuration says of all its stories, beside its profile.
    """
    used = checker(profile)
    known = {**used.plan("story.txt").story, **defaults}
    (article,) = used.desk.read(text.encode(), "story.txt", told="text", defaults=known)
    return article


def markdown(text: str, profile: str | None = "web") -> Article:
    """The story of a Markdown file."""
    (article,) = checker(profile).read(text.encode(), "story.md", told="markdown")
    return article


def bbc(corpora: Corpora) -> Iterator[tuple[str, Article]]:
    """Plain text as it is in the file, with the publisher that a house tells its checker once."""
    for number, record in enumerate(corpora.records("speed-bbc")):
        yield f"speed-bbc:{number}", plain(record["text"], publisher="BBC")


def reuters(corpora: Corpora) -> Iterator[tuple[str, Article]]:
    """A sample of the wire's stories of 1987: its paragraphs are indented, its lines broken, its signs escaped."""
    records = list(corpora.records("speed-reuters21578"))
    for record in drawn(records, REUTERS_STORIES, lambda record: str(record["id"])):
        yield reuters_story(record)


def reuters_story(record: dict[str, Any]) -> tuple[str, Article]:
    """A story of that wire, its paragraphs and its day as its editors meant them."""
    body = [" ".join(part.split()) for part in _PARAGRAPH.split("\n    " + unescape(record["text"]))]
    day = datetime.strptime(record["date"].strip().split()[0], "%d-%b-%Y").replace(tzinfo=UTC)
    told = {
        "headline": unescape(record["title"]),
        "body": [part for part in body if part],
        "published": f"{day:%Y-%m-%d}",
        "publisher": "Reuters",
    }
    return f"speed-reuters21578:{record['id']}", story(told)


def articles(corpora: Corpora, profile: str | None = "web") -> Iterator[tuple[str, Article]]:
    """Articles of many languages with their pictures."""
    for number, record in enumerate(corpora.records("articles")):
        published = record["published"]
        if isinstance(published, int | float):
            published = datetime.fromtimestamp(published / 1000, UTC).isoformat()
        told = {
            "headline": record["title"].strip(),
            "body": [part for part in record["paragraphs"] if part.strip()],
            "published": published,
            # some records tell that there is a picture, and nothing of it
            "pictures": [picture for picture in map(_values, record["images"] or ()) if picture],
        }
        yield f"articles:{number}", story({key: value for key, value in told.items() if value}, profile)


def _values(image: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in image.items() if value}


def spanish(corpora: Corpora) -> Iterator[tuple[str, Article]]:
    """Spanish stories with their publishers; the corpus masks the digits of most of them as ``*NUMBER*``."""
    for number, record in enumerate(corpora.records("spanish-news")):
        headline = (record["HEADLINE"] or "").strip()
        body = [part.strip() for part in (record["TEXT"] or "").splitlines() if part.strip()]
        if headline and body:
            told = {"headline": headline, "body": body, "publisher": (record["SOURCE"] or "").strip()}
            yield f"spanish-news:{number}", story(told)


def pages(corpora: Corpora, profile: str | None = "web") -> Iterator[tuple[str, Article]]:
    """Publishers' pages, those in which a story is found."""
    for path in sorted(corpora.path("pages").rglob("*.html.gz")):
        data = gzip.decompress(path.read_bytes())
        key = f"pages:{path.name.removesuffix('.html.gz')}"
        try:
            yield from ((key, article) for article in islice(checker(profile).read(data, path.name, told="html"), 1))
        except ComplianceError:
            continue
