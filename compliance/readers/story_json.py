"""The product's own story JSON: one story, a list of stories, or one a line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from compliance.article import Article, Role
from compliance.errors import ReadError
from compliance.readers.builder import ArticleBuilder, Draft
from compliance.readers.json_positions import Document, Strings, place_in, pointer_part, scan
from compliance.readers.layout import Item, lay_out
from compliance.readers.markdown import merged
from compliance.readers.normalise import Piece
from compliance.readers.told import Told
from compliance.readers.values import (
    add_fields,
    metadata_of,
    parts_above,
    picture,
    pictures,
    read_sources,
    text_items,
)
from compliance.source import SourceFile

if TYPE_CHECKING:
    from compliance.readers import Request

_ROLES = {"heading": Role.NOTE}
_LEVELS = 3
"""How deep a story's own keys go: a picture's field is the deepest; what lies deeper is kept untouched."""


def read(request: Request) -> Iterable[Article]:
    """The stories of a file, in order."""
    text, name = request.source.text, request.source.name
    document = scan(text, where=name)
    if _behind(text, document.end) < len(text):
        yield from _lines(document, request)
    elif isinstance(document.value, list):
        if not document.value:
            raise ReadError("the list has no story in it", where=name, hint="give at least one story")
        source = request.source._replace(strings=Strings(text, document))
        for number, story in enumerate(document.value):
            yield _story(story, f"/{number}", document, request._replace(source=source), number)
    else:
        source = request.source._replace(strings=Strings(text, document))
        yield _story(document.value, "", document, request._replace(source=source), None)


def _lines(document: Document, request: Request) -> Iterator[Article]:
    """One story a line; pointers start anew with each."""
    text, name = request.source.text, request.source.name
    number = 0
    while True:
        source = SourceFile(name, text, request.source.encoding, Strings(text, document))
        yield _story(document.value, "", document, request._replace(source=source), number)
        end = document.end
        at = _behind(text, end)
        if at == len(text):
            return
        if "\n" not in text[end:at] and "\r" not in text[end:at]:
            raise ReadError(
                f"something follows the story: {text[at]!r}",
                where=place_in(text, at, name),
                hint="give one story, a list of stories, or one story a line",
            )
        document = scan(text, at, where=name)
        number += 1


def _behind(text: str, at: int) -> int:
    match = _white().match(text, at)
    return match.end() if match else at


def _story(value: Any, pointer: str, document: Document, request: Request, item: int | None) -> Article:
    source = request.source
    file = (source.text, source.name)
    _check(value, pointer, document, file)
    record = _told(value, pointer, document, file, _LEVELS)
    builder = ArticleBuilder(source, request.context, now=request.now, item=item, name=source.name)
    lay_out(builder, merged(parts_above(record), pictures(record), _body(record, request)), request.context.lexicon)
    add_fields(builder, record)
    builder.metadata = metadata_of(record, request.defaults)
    builder.sources = read_sources(record, request)
    return builder.build()


def _check(value: Any, pointer: str, document: Document, file: tuple[str, str]) -> None:
    """Refuse what is no story; the message names the JSON Pointer of what is wrong."""
    from pydantic import ValidationError

    from compliance.readers.story_schema import Story

    def fail(what: str, where: str, hint: str) -> ReadError:
        at = document.places.get(where, document.places.get(pointer, 0))
        return ReadError(f"{where or 'the story'}: {what}", where=place_in(file[0], at, file[1]), hint=hint)

    if not isinstance(value, dict):
        raise fail("this is no JSON object", pointer, "give a story as docs/story-json.md shows it")
    try:
        Story.model_validate(value)
    except ValidationError as error:
        where, what = _deepest(
            error.errors(include_url=False, include_context=False, include_input=False), value, pointer
        )
        raise fail(what, where, "`compliance schema story` prints what is allowed") from None
    if not value.get("body") and not value.get("headline"):
        keys = ", ".join(list(value)[:8]) or "nothing"
        raise fail(f"there is neither body nor headline (there is: {keys})", pointer, "put the text in body")


def _deepest(errors: Sequence[Any], value: Any, pointer: str) -> tuple[str, str]:
    """The pointer and message of the error that goes deepest: of alternatives, it is the one that was meant."""
    found = [(_pointer_to(value, error["loc"], pointer), error) for error in errors]
    where, error = max(reversed(found), key=lambda pair: pair[0].count("/"))
    what = error["msg"][:1].lower() + error["msg"][1:]
    return where, f"{error['loc'][-1]}: {what}" if error["type"] == "missing" else what


def _pointer_to(value: Any, path: Sequence[str | int], pointer: str) -> str:
    """The pointer of a validation error; the names of alternatives that were tried are no part of it."""
    for part in path:
        if isinstance(value, dict) and part in value:
            value = value[part]
            pointer += f"/{pointer_part(str(part))}"
        elif isinstance(value, list) and isinstance(part, int) and part < len(value):
            value = value[part]
            pointer += f"/{part}"
    return pointer


def _told(value: Any, pointer: str, document: Document, file: tuple[str, str], levels: int) -> Told:
    told = Told(value, file, document.places.get(pointer, 0), pointer=pointer)
    if isinstance(value, str):
        told.pieces = (Piece(value, 0, len(value)),) if value else ()
    elif levels and isinstance(value, dict):
        told.entries = {
            key: _told(inner, f"{pointer}/{pointer_part(key)}", document, file, levels - 1)
            for key, inner in value.items()
        }
    elif levels and isinstance(value, list):
        told.items = [_told(inner, f"{pointer}/{n}", document, file, levels - 1) for n, inner in enumerate(value)]
    return told


def _body(record: Told, request: Request) -> list[Item]:
    body = record.get("body")
    if body is None:
        return []
    written = record.text("body_format")
    if body.items is None:
        return _written(body, written, request, whole=True)
    items: list[Item] = []
    for part in body.items:
        if part.entries is None:
            items.extend(_written(part, written, request, whole=False))
        elif part.text("role") == "picture":
            items.append(picture(part))
        else:
            items.extend(_block(part, part.text("format") or written, request))
    return items


def _block(part: Told, written: str, request: Request) -> list[Item]:
    name, text = part.text("role") or "paragraph", part.entries and part.entries.get("text")
    if not text:
        return []
    role = _ROLES.get(name) or Role(name)
    items = _written(text, written, request, whole=False)
    return [item.but(role=role) if isinstance(item, Draft) and item.role is Role.PARAGRAPH else item for item in items]


def _written(told: Told, written: str, request: Request, *, whole: bool) -> list[Item]:
    """The parts of a string of the body.

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


def _guess(text: str) -> str:
    return "html" if _tags().search(text) else "text"


@cache
def _white() -> re.Pattern[str]:
    return re.compile(r"[ \t\r\n]*+")


@cache
def _tags() -> re.Pattern[str]:
    return re.compile(r"<(?:/p|p|br|div|h[1-6]|figure|ul|ol|blockquote|strong|em|b|i|a)(?:\s[^<>]*)?/?>", re.IGNORECASE)
