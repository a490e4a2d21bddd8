"""Goes through a JSON file: one story, a list of stories, or one a line; each is read by the reader of its form."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

from compliance.article import Article
from compliance.errors import ReadError
from compliance.readers.json_forms import form_of
from compliance.readers.json_positions import Document, Strings, place_in, pointer_part, scan
from compliance.readers.normalise import Piece
from compliance.readers.told import Told
from compliance.source import SourceFile

if TYPE_CHECKING:
    from compliance.readers import Request

_MODULES = {"json": "story_json", "ninjs": "ninjs", "wordpress": "wordpress", "comments": "comments"}

ReadStory: TypeAlias = "Callable[[Any, str, Document, Request, int | None], Article]"
"""Reads one story: its value, its JSON Pointer, the document it stands in, the request, and its number in the file."""


def read_stories(request: Request, form: str | None = None) -> Iterable[Article]:
    """The stories of a file, in order.

    :param form: one of :data:`~compliance.readers.json_forms.FORMS`; ``None``: each story's keys tell.
    :raises ReadError: the file is no JSON, holds no story, or a story is not of its form.
    """
    text, name = request.source.text, request.source.name
    document = scan(text, where=name, max_depth=request.max_depth)
    if _behind(text, document.end) < len(text):
        yield from _lines(document, request, form)
    elif isinstance(document.value, list):
        if not document.value:
            raise ReadError("the list has no story in it", where=name, hint="give at least one story")
        source = request.source._replace(strings=Strings(text, document))
        for number, story in enumerate(document.value):
            yield _story(story, f"/{number}", document, request._replace(source=source), number, form)
    else:
        source = request.source._replace(strings=Strings(text, document))
        yield _story(document.value, "", document, request._replace(source=source), None, form)


def _lines(document: Document, request: Request, form: str | None) -> Iterator[Article]:
    """One story a line; pointers start anew with each."""
    text, name = request.source.text, request.source.name
    number = 0
    while True:
        source = SourceFile(name, text, request.source.encoding, Strings(text, document))
        yield _story(document.value, "", document, request._replace(source=source), number, form)
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
        document = scan(text, at, where=name, max_depth=request.max_depth)
        number += 1


def _story(
    value: Any, pointer: str, document: Document, request: Request, item: int | None, form: str | None
) -> Article:
    if not isinstance(value, dict):
        raise refusal(
            "this is no JSON object", pointer, document, request, "give a story as docs/story-json.md shows it"
        )
    where = place_in(request.source.text, document.places[pointer], request.source.name) if form is None else ""
    return _reader(form or form_of(value, where))(value, pointer, document, request, item)


@cache
def _reader(form: str) -> ReadStory:
    from importlib import import_module

    found: ReadStory = import_module(f"compliance.readers.{_MODULES[form]}").story
    return found


def refusal(what: str, pointer: str, document: Document, request: Request, hint: str) -> ReadError:
    """The error that says what is wrong with the value at a pointer."""
    at = document.places.get(pointer, 0)
    where = place_in(request.source.text, at, request.source.name)
    return ReadError(f"{pointer or 'the story'}: {what}", where=where, hint=hint)


def told_of(value: Any, pointer: str, document: Document, request: Request, levels: int) -> Told:
    """A value with the places of all that is in it.

    :param levels: how deep the keys go that are read; what lies deeper is kept untouched.
    """
    return _told(value, pointer, document, (request.source.text, request.source.name), levels)


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


def _behind(text: str, at: int) -> int:
    match = _white().match(text, at)
    return match.end() if match else at


@cache
def _white() -> re.Pattern[str]:
    return re.compile(r"[ \t\r\n]*+")
