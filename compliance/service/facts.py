"""Decides what a waiver of a finding rests on; another digest of it means that a fact has changed.

It is the digest of the rule and variant, the words at the finding's place and at each of its labels, its ``data``,
and every picture that one of these places lies on. What stands elsewhere in the story does not count, so a paragraph
may be added or mended without asking the editor again.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from compliance.service.canonical import canonical_picture, digest_of, plain

if TYPE_CHECKING:
    from compliance.article import Article, Picture, Span
    from compliance.finding import Finding, Report

_BLOCKS = ("caption", "credit", "alt", "title", "rights", "instructions")


def facts_of(report: Report) -> dict[str, str]:
    """For the fingerprint of each finding, the digest of what a waiver of it rests on."""
    article = report.article
    if article is None:
        return {}
    return {finding.fingerprint: _digest(article, finding) for finding in (*report.findings, *report.observed)}


def _digest(article: Article, finding: Finding) -> str:
    labels = [plain((label.article or article)[label.span]) for label in finding.labels]
    pictures = [canonical_picture(article, picture) for picture in _pictures(article, finding)]
    facts = {
        "rule": finding.rule,
        "variant": finding.variant or "",
        "matched": plain(article[finding.span]),
        "labels": labels,
        "data": _json(finding.data),
        "pictures": pictures,
    }
    return digest_of(facts)


def _pictures(article: Article, finding: Finding) -> Iterator[Picture]:
    places = [finding.span, *(label.span for label in finding.labels if label.article is None)]
    for picture in article.pictures:
        if any(_lies_on(article, place, picture) for place in places):
            yield picture


def _lies_on(article: Article, place: Span, picture: Picture) -> bool:
    block = article.block_at(place.start)
    return block is not None and any(getattr(picture, name) == block for name in _BLOCKS)


def _json(value: Any) -> Any:
    """Typed facts as JSON."""
    if isinstance(value, date):
        return value.isoformat()
    if hasattr(value, "items"):
        return {str(key): _json(inner) for key, inner in value.items()}
    if isinstance(value, set | frozenset):
        return sorted(map(str, value))
    if isinstance(value, list | tuple):
        return [_json(inner) for inner in value]
    return value if isinstance(value, str | int | float | None) else str(value)
