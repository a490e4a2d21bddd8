"""What a story has in a field that a house asks for, by the field's name in the front matter."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from compliance.article import Block, Metadata, Picture, Role, Span
from compliance.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from compliance.article import Article

_PARTS = {"headline": Role.HEADLINE, "standfirst": Role.STANDFIRST, "byline": Role.BYLINE, "dateline": Role.DATELINE}
_OF_PICTURES = ("alt", "caption", "rights", "file", "date_created", "source_type")
_OF_PAID_MATTER = ("sponsor", "sponsor_label")


class Field(Record):
    """A field of a story, or of one of its pictures.

    :param span: where it stands; an empty span, or the headline, where it is missing.
    :param picture: the picture's file or name; empty for a field of the story.
    """

    value: str
    span: Span
    picture: str = ""


def fields(article: Article, name: str) -> Iterator[Field]:
    """What a story has by a name: ``byline``, ``alt`` of each picture, ``teasers.seo``, a key of the house's own.

    Nothing where the story needs no such field: without a picture, or a sponsor where nobody pays.
    """
    if name in _OF_PICTURES:
        yield from (_of_picture(article, picture, name) for picture in article.pictures if not picture.decorative)
    elif name not in _OF_PAID_MATTER or article.metadata.sponsored:
        yield _of_story(article, name)


def _of_story(article: Article, name: str) -> Field:
    block = _block(article, name)
    value = article[block] if block is not None else _text(_value(article.metadata, name))
    if block is None:
        block = article.headline
    return Field(value.strip(), block.span if block is not None else Span(0, 0))


def _block(article: Article, name: str) -> Block | None:
    role = _PARTS.get(name)
    if role is not None:
        return next((block for block in article.of_role(role) if block), None)
    return article.field(name)


def _value(metadata: Metadata, name: str) -> Any:
    table, _, key = name.partition(".")
    if key:
        inside = getattr(metadata, table, None) if table in ("teasers", "extra") else metadata.extra.get(table)
        return _looked_up(inside, key)
    own = name in Metadata._fields and name not in ("extra", "teasers")
    return getattr(metadata, name) if own else metadata.extra.get(name)


def _looked_up(table: Any, key: str) -> Any:
    known: Mapping[str, Any] = table if hasattr(table, "get") else {}
    return known.get(key)


def _of_picture(article: Article, picture: Picture, name: str) -> Field:
    value = getattr(picture, name)
    if isinstance(value, Block):
        return Field(article[value].strip(), value.span, picture.file or picture.id)
    return Field(_text(value), Span(picture.caption.start, picture.caption.start), picture.file or picture.id)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return ", ".join(map(_text, value))
    return str(value).strip()
