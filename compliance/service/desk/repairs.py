"""Writes one suggestion that an editor chose into the story's file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from compliance.article import Article, Span
from compliance.finding import Edit, Finding, Suggestion
from compliance.fixes import Change, apply, suggested


def can_apply(article: Article, finding: Mapping[str, Any], edits: Sequence[Mapping[str, Any]], form: str) -> bool:
    """Whether every edit can be written as the file writes it."""
    return bool(edits) and bool(_changes(article, finding, edits, form))


def applied(article: Article, finding: Mapping[str, Any], edits: Sequence[Mapping[str, Any]], form: str) -> str:
    """The file's text with the edits of a suggestion that :func:`can_apply`.

    :param finding: in its published form, as are the edits.
    :param form: the format that the file was read as.
    """
    changes = sorted(_changes(article, finding, edits, form), key=lambda change: change.start)
    return apply(article.source.text, changes)


def _changes(
    article: Article, finding: Mapping[str, Any], edits: Sequence[Mapping[str, Any]], form: str
) -> Sequence[Change]:
    home = Finding(finding["rule"], Span(finding["start"], finding["end"]))
    meant = tuple(Edit(Span(edit["start"], edit["end"]), edit["text"]) for edit in edits)
    return suggested(article, home, Suggestion("", meant), form) or ()
