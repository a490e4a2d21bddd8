"""The product's own story JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from compliance.article import Article, Role
from compliance.readers.builder import Draft
from compliance.readers.json_article import article_of, written_items
from compliance.readers.json_positions import Document, pointer_part
from compliance.readers.json_stories import read_stories, refusal, told_of
from compliance.readers.layout import Item
from compliance.readers.told import Told
from compliance.readers.values import picture

if TYPE_CHECKING:
    from compliance.readers import Request

_ROLES = {"heading": Role.NOTE}
_LEVELS = 6
"""How deep a story's own keys go: what a picture's file says is the deepest; what lies deeper is kept untouched."""


def read(request: Request) -> Iterable[Article]:
    """The stories of a file, in order; each in the form that its keys tell, unless somebody told the form."""
    return read_stories(request, "json" if request.told else None)


def story(value: Any, pointer: str, document: Document, request: Request, item: int | None) -> Article:
    """The story at a pointer."""
    _check(value, pointer, document, request)
    record = told_of(value, pointer, document, request, _LEVELS)
    return article_of(record, _body(record, request), request, item)


def _check(value: Any, pointer: str, document: Document, request: Request) -> None:
    """Refuse what is no story; the message names the JSON Pointer of what is wrong."""
    from pydantic import ValidationError

    from compliance.readers.story_schema import Story

    try:
        Story.model_validate(value)
    except ValidationError as error:
        where, what = _deepest(
            error.errors(include_url=False, include_context=False, include_input=False), value, pointer
        )
        hint = "`compliance schema story` prints what is allowed"
        raise refusal(what, where if where in document.places else pointer, document, request, hint) from None
    if not value.get("body") and not value.get("headline"):
        keys = ", ".join(list(value)[:8]) or "nothing"
        what = f"there is neither body nor headline (there is: {keys})"
        raise refusal(what, pointer, document, request, "put the text in body")


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


def _body(record: Told, request: Request) -> list[Item]:
    body = record.get("body")
    if body is None:
        return []
    written = record.text("body_format")
    if body.items is None:
        return written_items(body, written, request, whole=True)
    items: list[Item] = []
    for part in body.items:
        if part.entries is None:
            items.extend(written_items(part, written, request, whole=False))
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
    items = written_items(text, written, request, whole=False)
    return [item.but(role=role) if isinstance(item, Draft) and item.role is Role.PARAGRAPH else item for item in items]
