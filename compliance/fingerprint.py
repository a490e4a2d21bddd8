"""Decides when two findings are the same one in two versions of a story.

A fingerprint is a hash of the rule, the role of the place, its words, the words that its labels mark and the
nearest words either side. It ignores messages, offsets and the rest of the story, so it survives edits
elsewhere; a counter parts findings that are alike in all of that.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from compliance.article import Span
from compliance.digests import hasher
from compliance.finding import Finding

if TYPE_CHECKING:
    from compliance.article import Article
    from compliance.finding import Label

_NEAR_WORDS = 2
_REACH = 80
_UNIT, _RECORD = "\x1f", "\x1e"


def with_fingerprints(article: Article, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings of one story with their fingerprints filled in, in the order given.

    :param article: the story; offsets of the findings are code points in its text.
    """
    seen: dict[str, int] = {}
    marked = []
    for finding in findings:
        features = _features(article, finding)
        seen[features] = seen.get(features, 0) + 1
        # the fingerprint is the last field; a copy by names costs several times as much
        marked.append(Finding._make((*finding[:-1], _digest(features, seen[features]))))
    return tuple(marked)


def _features(article: Article, finding: Finding) -> str:
    span = finding.span
    block = article.block_at(span.start)
    before, after = _near(article.text, span)
    labels = [_marked(article, label) for label in finding.labels]
    labels.sort()
    role = block.role if block is not None else ""
    return _RECORD.join((finding.rule, role, _plain(article[span]), _UNIT.join(labels), before, after))


def _marked(article: Article, label: Label) -> str:
    return _plain((label.article or article)[label.span])


def _near(text: str, span: Span) -> tuple[str, str]:
    """The nearest words either side, across blocks: what is missing stands on an empty block."""
    start, end = span
    before = text[max(start - _REACH, 0) : start].rsplit(None, _NEAR_WORDS)[-_NEAR_WORDS:]
    after = text[end : end + _REACH].split(None, _NEAR_WORDS)[:_NEAR_WORDS]
    return " ".join(before), " ".join(after)


def _plain(words: str) -> str:
    """The words with every run of white space alike, so that re-wrapping a paragraph changes nothing."""
    return " ".join(words.split()) or words


def _digest(features: str, occurrence: int) -> str:
    sealed = f"{features}{_RECORD}{occurrence}".encode("utf-8", "surrogatepass")
    digest: str = hasher()(sealed, digest_size=12).hexdigest()
    return digest
