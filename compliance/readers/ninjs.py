"""IPTC ninjs, versions 1 to 3: a news item, its texts, and the pictures associated with it.

The versions write the same names in different cases (``versioncreated``, ``versionCreated``) and texts in different
shapes (``headline``, ``headline_main``, ``headlines[]``): names are compared in lower case, and every shape is read.
Source: the JSON Schemas of IPTC, https://iptc.org/std/ninjs/
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from compliance.article import Article
from compliance.readers.builder import PictureDraft
from compliance.readers.json_article import article_of, shown_pieces, written_items
from compliance.readers.json_positions import Document
from compliance.readers.json_stories import read_stories, refusal, told_of
from compliance.readers.layout import Item
from compliance.readers.metadata import KNOWN, OURS, fits
from compliance.readers.ninjs_pictures import PICTURES, picture_records
from compliance.readers.ninjs_texts import described, first, lowered, texts
from compliance.readers.told import Told
from compliance.readers.values import PARTS

if TYPE_CHECKING:
    from compliance.readers import Request

_LEVELS = 7
_MARKED = ("application/xhtml+xml", "text/html", "text/markdown", "text/plain", "")
"""Which of several forms of the body is read: the first there is, since markup keeps the parts apart."""
_NAMES = {
    "id": ("uri", "guid"),
    "language": ("language",),
    "byline": ("byline", "by"),
    "section": ("section",),
    "embargo": ("embargoeduntil", "embargoed"),
}


def read(request: Request) -> Iterable[Article]:
    """The news items of a file, in order."""
    return read_stories(request, "ninjs")


def story(value: Any, pointer: str, document: Document, request: Request, item: int | None) -> Article:
    """The news item at a pointer.

    :raises ReadError: it has neither text, headline nor picture, or a value is not of its kind.
    """
    told = told_of(value, pointer, document, request, _LEVELS)
    entries = lowered(told)
    body = _body(entries, request)
    files = {part.file for part in body if isinstance(part, PictureDraft) and part.file}
    record = Told(value, told.file, told.at, pointer=pointer, entries=dict(_record(entries, told, files)))
    if not body and not record.get("headline") and not record.get("pictures"):
        keys = ", ".join(list(value)[:8]) or "nothing"
        what = f"there is neither body nor headline (there is: {keys})"
        raise refusal(what, pointer, document, request, "give the text as body_text, body_xhtml or bodies")
    return article_of(record, body, request, item)


def _body(entries: Mapping[str, Told], request: Request) -> list[Item]:
    """The parts of the body, of the form of it that says most."""
    bodies = [text for text in texts(entries, "bodies", "body") if text.told.pieces]
    if first(entries, "type") in PICTURES:
        return []  # there the body is what is said of the picture
    for kind in _MARKED:
        for body in bodies:
            if body.content_type == kind:
                return written_items(body.told, _written(kind), request, whole=True)
    return written_items(bodies[0].told, "", request, whole=True) if bodies else []


def _written(content_type: str) -> str:
    return "html" if "html" in content_type else content_type.removeprefix("text/").replace("plain", "text")


def _record(entries: Mapping[str, Told], told: Told, files: set[str]) -> Iterator[tuple[str, Told]]:
    """The item with the product's keys; what no key stands for is kept under its own name in lower case."""
    headline = described(entries, "headlines", "headline", ("main", "headline", ""))
    if headline is not None:
        if headline.is_html:
            headline.told.pieces = shown_pieces(str(headline.told.value), headline.told.where)
        yield "headline", headline.told
    for key, names in _NAMES.items():
        if key == "byline" and first(entries, "type") in PICTURES:
            continue  # it is the picture's credit
        given = next((entries[name] for name in names if name in entries and entries[name].value is not None), None)
        if given is not None:
            yield key, given
    yield from ((key, entries[key]) for key in OURS if key in entries and fits(key, entries[key].value))
    yield from _moments(entries)
    if not {"id", "uri", "guid"} & entries.keys() and (identifier := _identifier(entries)) is not None:
        yield "id", identifier
    subject = _subject(entries)
    if "section" not in entries and subject is not None:
        yield "section", subject
    dateline = _dateline(entries)
    if dateline is not None:
        yield "dateline", dateline
    pictures = list(picture_records(entries, told, files))
    if pictures:
        yield "pictures", Told(pictures, told.file, told.at, pointer=told.pointer, items=pictures)
    taken = {name for names in _NAMES.values() for name in names}
    for key, value in entries.items():
        if key not in taken and key not in KNOWN and key not in PARTS:
            yield key, value


def _moments(entries: Mapping[str, Told]) -> Iterator[tuple[str, Told]]:
    """When it was published, as far as ninjs knows: the first version's moment, and this version's."""
    moments = [entries[name] for name in ("published", "firstcreated", "versioncreated") if _is_given(entries, name)]
    if moments:
        yield "published", moments[0]
    for name in ("updated", "versioncreated"):
        if _is_given(entries, name):
            if entries[name] is not moments[0]:
                yield "updated", entries[name]
            return


def _is_given(entries: Mapping[str, Told], name: str) -> bool:
    return name in entries and bool(entries[name].value)


def _identifier(entries: Mapping[str, Told]) -> Told | None:
    """The first of the alternative identifiers, ``{name: id}`` in version 1, ``[{role, value}]`` since."""
    given = entries.get("altids")
    for one in (given.entries or {}).values() if given is not None and given.entries is not None else ():
        if one.pieces:
            return one
    for one in (given.items or ()) if given is not None else ():
        if (value := one.get("value")) is not None:
            return value
    return None


def _subject(entries: Mapping[str, Told]) -> Told | None:
    for key in ("subjects", "subject"):
        for one in entries[key].items or () if key in entries else ():
            if (name := one.get("name")) is not None and name.pieces:
                return name
    return None


def _dateline(entries: Mapping[str, Told]) -> Told | None:
    given = entries.get("dateline")
    if given is not None and given.entries is not None:
        given = given.get("text")
    return given if given is not None and given.pieces else None
