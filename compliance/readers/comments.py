"""Comments of readers: many short texts in one file, each a story of its own with one block, product ``comments``.

In JSON a comment is told by its text's key; a plain file has one comment a line, or parts them with blank lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from compliance.article import Article, Block, Role, Span
from compliance.readers.builder import ArticleBuilder
from compliance.readers.json_forms import comment_key
from compliance.readers.json_positions import Document
from compliance.readers.json_stories import read_stories, refusal, told_of
from compliance.readers.layout import add
from compliance.readers.metadata import judged_at, make_metadata
from compliance.readers.normalise import Piece, normalise
from compliance.readers.values import metadata_of

if TYPE_CHECKING:
    from compliance.readers import Request

_LEVELS = 2
"""How deep a comment's own keys go; what lies deeper is kept untouched."""


def read(request: Request) -> Iterable[Article]:
    """The comments of a file, in order."""
    if request.source.text.lstrip()[:1] in ("{", "["):
        return read_stories(request, "comments")
    return _plain(request)


def story(value: Any, pointer: str, document: Document, request: Request, item: int | None) -> Article:
    """The comment at a pointer.

    :raises ReadError: it has no text.
    """
    key = comment_key(value)
    if key is None:
        keys = ", ".join(list(value)[:8]) or "nothing"
        what = f"there is no text in this comment (there is: {keys})"
        raise refusal(what, pointer, document, request, "put it in text, comment, message, content or body")
    record = told_of(value, pointer, document, request, _LEVELS)
    builder = ArticleBuilder(request.source, request.context, now=request.now, item=item, name=request.source.name)
    text = record.get(key)
    if text is not None:
        add(builder, text.draft(Role.COMMENT))
    if record.entries is not None:
        record.entries = {name: told for name, told in record.entries.items() if name != key}
    builder.metadata = metadata_of(record, {**request.defaults, "product": "comments"})
    return builder.build()


def _plain(request: Request) -> Iterator[Article]:
    source = request.source
    parts = [match for match in _parts(source.text) if match[0].strip()]
    for number, match in enumerate(parts):
        text, segments = normalise(Piece(match[0], match.start(), len(match[0])), 0)
        metadata = make_metadata({}, {**request.defaults, "product": "comments"}, source.name)
        yield Article(
            text=text,
            blocks=(Block(Role.COMMENT, Span(0, len(text)), "comment[1]", "", tuple(segments)),),
            metadata=metadata,
            context=request.context,
            source=source,
            now=judged_at(metadata, request.now, source.name),
            item=number if len(parts) > 1 else None,
            name=source.name,
        )


def _parts(text: str) -> Iterator[re.Match[str]]:
    """The comments of a plain file: what blank lines part, or its lines where it has none."""
    apart = _blank_line().search(text.strip()) is not None
    return (_paragraph() if apart else _line()).finditer(text)


@cache
def _blank_line() -> re.Pattern[str]:
    return re.compile(r"\n[ \t\r]*\n")


@cache
def _paragraph() -> re.Pattern[str]:
    return re.compile(r"[^\s](?:[^\n]|\n(?![ \t\r]*(?:\n|\Z)))*")


@cache
def _line() -> re.Pattern[str]:
    return re.compile(r"[^\s][^\r\n]*")
