"""How often a publisher's page is read right, field by field, judged by hand.

Sixty of the pages are drawn. Of each the headline, the byline, the day of publication, the body and the pictures are
judged against the page itself: ``right``, ``wrong``, or ``none`` where the page is no story (an error message, a front
page) and nothing is asked of it. What is read is right when nothing is missing and nothing of the page's furniture
stands in it: one button in a byline, or one teaser among the paragraphs, makes it wrong. A judgement is filed under a
digest of what was read, so that another reading is another question: it is listed as not judged and counted as wrong.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterator
from pathlib import Path

from benchmarks.accuracy import stories
from benchmarks.accuracy.corpora import Corpora
from benchmarks.accuracy.judged import drawn, judgements
from benchmarks.accuracy.measure import Case, Measure, share
from compliance import Article, Role
from compliance.errors import ComplianceError

SAMPLE = 60
FIELDS = ("headline", "byline", "published", "body", "pictures")
_PROSE = (Role.STANDFIRST, Role.PARAGRAPH, Role.QUOTE, Role.LIST, Role.TABLE, Role.NOTE, Role.DATELINE, Role.SIGN_OFF)


def measures(corpora: Corpora) -> Iterator[Measure]:
    """The share of pages of which each field is read right."""
    read = list(_readings(corpora))
    verdicts = judgements("pages")
    for field in FIELDS:
        judged = [(key_of(page, field, said[field]), said[field]) for page, said in read]
        asked = [(key, text) for key, text in judged if verdicts.get(key) != "none"]
        cases = [
            Case(key, verdicts.get(key, "not judged"), text[:400].replace("\n", "¶"))
            for key, text in asked
            if verdicts.get(key) != "right"
        ]
        unjudged = sum(case.what == "not judged" for case in cases)
        note = f"{len(judged) - len(asked)} are no stories" + (f", {unjudged} not judged" * bool(unjudged))
        yield Measure(f"pages/{field}", len(asked), share(len(asked) - len(cases), len(asked)), cases=cases, note=note)


def key_of(page: str, field: str, read: str) -> str:
    """What a judgement is filed under: the page, the field, and a digest of what was read."""
    return f"{page} {field} {hashlib.sha256(read.encode()).hexdigest()[:8]}"


def _readings(corpora: Corpora) -> Iterator[tuple[str, dict[str, str]]]:
    once = {path.name: path for path in sorted(corpora.path("pages").rglob("*.html.gz"))}
    for path in drawn(once.values(), SAMPLE, _name):
        try:
            (article,) = stories.checker().read(gzip.decompress(path.read_bytes()), path.name, told="html")
        except ComplianceError:
            yield _name(path), dict.fromkeys(FIELDS, "")
        else:
            yield _name(path), reading(article)


def _name(path: Path) -> str:
    return f"pages:{path.name.removesuffix('.html.gz')}"


def reading(article: Article) -> dict[str, str]:
    """What was read of each field, as text."""
    body = [f"{block.role}: {article[block]}" for block in article.blocks if block.role in _PROSE and article[block]]
    pictures = [
        " / ".join(article[part] if part is not None else "" for part in (picture.caption, picture.credit))
        for picture in article.pictures
    ]
    return {
        "headline": article[article.headline] if article.headline is not None else "",
        "byline": article.metadata.byline,
        "published": str(article.metadata.published or ""),
        "body": "\n".join(body),
        "pictures": "\n".join(pictures),
    }
