"""Makes the article of a story in JSON, whatever its form: of a record with the product's keys, and of its body."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from compliance.article import Article, Role
from compliance.readers.builder import ArticleBuilder
from compliance.readers.layout import Item, lay_out
from compliance.readers.markdown import merged
from compliance.readers.normalise import Piece
from compliance.readers.told import Told
from compliance.readers.values import add_fields, metadata_of, parts_above, pictures, read_sources, text_items

if TYPE_CHECKING:
    from compliance.readers import Request


def article_of(record: Told, body: list[Item], request: Request, item: int | None) -> Article:
    """The article of a record and of the parts of its body.

    :param record: a table with the keys of the product's own story JSON.
    :param item: which story of the file, from 0.
    """
    source = request.source
    builder = ArticleBuilder(source, request.context, now=request.now, item=item, name=source.name)
    lay_out(builder, merged(parts_above(record), pictures(record), body), request.context.lexicon)
    add_fields(builder, record)
    builder.metadata = metadata_of(record, request.defaults)
    builder.sources = read_sources(record, request)
    return builder.build()


def written_items(told: Told, written: str, request: Request, *, whole: bool) -> list[Item]:
    """The parts of a string of the body.

    :param written: ``html``, ``markdown`` or ``text``; empty: HTML is told by its tags.
    :param whole: it is the whole body, so that plain text is cut at its blank lines.
    """
    text = str(told.value)
    lexicon = request.context.lexicon
    if (written or _guess(text)) == "html":
        from compliance.readers.html import fragment_items

        return fragment_items(text, lexicon, pointer=told.pointer, where=f"{told.file[1]}{told.pointer}")
    if written == "markdown":
        from compliance.readers.markdown import markdown_items

        return markdown_items(text, lexicon, pointer=told.pointer, where=f"{told.file[1]}{told.pointer}")
    if whole:
        return text_items(told.pieces, request, told.pointer)
    return [told.draft(Role.PARAGRAPH)] if told.pieces else []


def shown_pieces(text: str, where: str) -> list[Piece]:
    """What a browser shows of a string of HTML that is no block: references resolved, tags left out."""
    from compliance.readers.html_text import shown
    from compliance.readers.html_tree import parse

    return shown(parse(text, where=where), text)


def _guess(text: str) -> str:
    return "html" if _tags().search(text) else "text"


@cache
def _tags() -> re.Pattern[str]:
    return re.compile(r"<(?:/p|p|br|div|h[1-6]|figure|ul|ol|blockquote|strong|em|b|i|a)(?:\s[^<>]*)?/?>", re.IGNORECASE)
