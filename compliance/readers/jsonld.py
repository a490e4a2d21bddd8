"""Reads what a page says of itself for machines (schema.org in JSON-LD): dates, author, headline, picture credits.

A page's JSON-LD is a courtesy: where it is broken, the page is read without it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from compliance.errors import ReadError
from compliance.readers.html_node import Node
from compliance.readers.json_positions import Document, scan, string_pieces
from compliance.readers.normalise import Piece

_STORIES = ("Article", "BlogPosting", "Report")


@dataclass(frozen=True, slots=True)
class Value:
    """A text of the JSON-LD with its place in the page."""

    text: str
    pieces: list[Piece]


@dataclass(slots=True)
class LinkedPicture:
    """What JSON-LD says of a picture.

    :param addresses: where the picture's file is.
    """

    addresses: list[str] = field(default_factory=list)
    caption: Value | None = None
    credit: Value | None = None
    rights: Value | None = None


@dataclass(slots=True)
class LinkedData:
    """What JSON-LD says of the story; a key is missing where it says nothing.

    :param values: ``headline``, ``published``, ``updated``, ``language``, ``section``, ``byline``, ``id``.
    """

    values: dict[str, Value] = field(default_factory=dict)
    pictures: list[LinkedPicture] = field(default_factory=list)


_KEYS = {
    "@id": "id",
    "headline": "headline",
    "datePublished": "published",
    "dateModified": "updated",
    "inLanguage": "language",
    "articleSection": "section",
}


def linked_data(scripts: list[Node], source: str) -> LinkedData:
    """What all JSON-LD scripts of a page say of its story and its pictures."""
    found = LinkedData()
    for script in scripts:
        for child in script.children:
            if isinstance(child, tuple):
                _read_script(source, child[0], found)
    return found


def _read_script(source: str, start: int, found: LinkedData) -> None:
    try:
        document = scan(source, start)
    except ReadError:
        return
    for pointer, thing in _objects(document.value):
        kinds = _kinds(thing)
        if any(kind.endswith(_STORIES) for kind in kinds):
            _read_story(source, document, pointer, thing, found)
        elif "ImageObject" in kinds:
            _read_picture(source, document, pointer, thing, found)


def _objects(value: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every object with its pointer, outer ones first."""
    from compliance.readers.json_positions import pointer_part

    stack: list[tuple[str, Any]] = [("", value)]
    while stack:
        pointer, at = stack.pop()
        if isinstance(at, dict):
            yield pointer, at
            stack.extend((f"{pointer}/{pointer_part(key)}", child) for key, child in reversed(at.items()))
        elif isinstance(at, list):
            stack.extend((f"{pointer}/{n}", child) for n, child in reversed(list(enumerate(at))))


def _kinds(thing: Mapping[str, Any]) -> tuple[str, ...]:
    kinds = thing.get("@type")
    if isinstance(kinds, str):
        return (kinds,)
    return tuple(kind for kind in kinds if isinstance(kind, str)) if isinstance(kinds, list) else ()


def _read_story(source: str, document: Document, pointer: str, thing: Mapping[str, Any], found: LinkedData) -> None:
    for key, name in _KEYS.items():
        value = _value(source, document, f"{pointer}/{key}", thing.get(key))
        if value is not None:
            found.values.setdefault(name, value)
    authors = list(_author_pointers(thing.get("author"), f"{pointer}/author"))
    for where, author in authors[:1]:
        value = _value(source, document, where, author)
        if value is not None:
            found.values.setdefault("byline", value)


def _author_pointers(author: Any, pointer: str) -> Iterator[tuple[str, Any]]:
    if isinstance(author, str):
        yield pointer, author
    elif isinstance(author, dict):
        yield f"{pointer}/name", author.get("name")
    elif isinstance(author, list):
        for number, one in enumerate(author):
            if isinstance(one, str | dict):
                yield from _author_pointers(one, f"{pointer}/{number}")


def _read_picture(source: str, document: Document, pointer: str, thing: Mapping[str, Any], found: LinkedData) -> None:
    picture = LinkedPicture([thing[key] for key in ("url", "contentUrl", "@id") if isinstance(thing.get(key), str)])
    picture.caption = _value(source, document, f"{pointer}/caption", thing.get("caption"))
    picture.credit = _value(source, document, f"{pointer}/creditText", thing.get("creditText"))
    picture.rights = _value(source, document, f"{pointer}/copyrightNotice", thing.get("copyrightNotice"))
    if picture.caption or picture.credit or picture.rights:
        found.pictures.append(picture)


def _value(source: str, document: Document, pointer: str, value: Any) -> Value | None:
    if not isinstance(value, str) or not value.strip() or pointer not in document.strings:
        return None
    return Value(value, _unescaped(string_pieces(source, document.strings[pointer])))


def _unescaped(pieces: list[Piece]) -> list[Piece]:
    """Character references in strings resolved: content systems often escape twice."""
    from compliance.readers.html_text import pieces_of

    if not any("&" in piece.text for piece in pieces):
        return pieces
    resolved: list[Piece] = []
    for piece in pieces:
        if piece.codec == "identity" and "&" in piece.text:
            resolved.extend(part._replace(start=part.start + piece.start) for part in _references(piece, pieces_of))
        else:
            resolved.append(piece)
    return resolved


def _references(piece: Piece, read: Any) -> list[Piece]:
    lead = len(piece.text) - len(piece.text.lstrip(" "))
    inner: list[Piece] = read(piece.text, lead, len(piece.text))
    return [Piece(" " * lead, 0, lead), *inner] if lead else inner
