"""A WordPress post as its REST API gives or takes it: texts in HTML inside JSON, pictures and names embedded.

A text is ``{"rendered": …}``, ``{"raw": …}``, both, or, in what is sent to the API, a string; what readers see, the
rendered one, counts where it is given. Source: https://developer.wordpress.org/rest-api/reference/posts/
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from compliance.article import Article, Role
from compliance.readers.builder import Draft, PictureDraft
from compliance.readers.json_article import article_of, shown_pieces
from compliance.readers.json_positions import Document
from compliance.readers.json_stories import read_stories, refusal, told_of
from compliance.readers.layout import Item, words
from compliance.readers.metadata import KNOWN, OURS, fits
from compliance.readers.told import Told
from compliance.readers.values import PARTS
from compliance.readers.wordpress_content import content_items
from compliance.readers.wordpress_pictures import picture_records, prose, text_of

if TYPE_CHECKING:
    from compliance.readers import Request

_LEVELS = 7
_TAKEN = frozenset(
    {"title", "content", "excerpt", "_embedded", "_links", "id", "author", "date", "date_gmt", "modified"}
)
_ALIKE = 40
"""An excerpt whose first so many code points open the text was cut from it by WordPress."""


def read(request: Request) -> Iterable[Article]:
    """The posts of a file, in order."""
    return read_stories(request, "wordpress")


def story(value: Any, pointer: str, document: Document, request: Request, item: int | None) -> Article:
    """The post at a pointer.

    :raises ReadError: it has neither title nor content, or a value is not of its kind.
    """
    told = told_of(value, pointer, document, request, _LEVELS)
    content = text_of(told.get("content"))
    body = content_items(content, request) if content is not None else []
    files = {part.file for part in body if isinstance(part, PictureDraft) and part.file}
    record = Told(value, told.file, told.at, pointer=pointer, entries=dict(_record(told, body, files)))
    if not body and not record.get("headline"):
        keys = ", ".join(list(value)[:8]) or "nothing"
        what = f"there is neither body nor headline (there is: {keys})"
        raise refusal(what, pointer, document, request, "give title and content as the REST API does")
    return article_of(record, body, request, item)


def _record(told: Told, body: list[Item], files: set[str]) -> Iterator[tuple[str, Told]]:
    """The post with the product's keys; what no key stands for is kept under its own name."""
    entries = told.entries or {}
    headline = prose(told.get("title"))
    if headline is not None:
        yield "headline", headline
    standfirst = _standfirst(told.get("excerpt"), body)
    if standfirst is not None:
        yield "standfirst", standfirst
    identifier = _identifier(told)
    if identifier:
        yield "id", Told(identifier, told.file, told.at, pointer=told.pointer)
    for key, name in (("published", "date"), ("updated", "modified")):
        moment = _moment(told, name)
        if moment is not None:
            yield key, moment
    author = _author(told)
    if author is not None:
        yield "byline", author
    section = _section(told)
    if section is not None:
        yield "section", section
    for name in ("lang", "language"):
        if (language := told.get(name)) is not None and language.pieces:
            yield "language", language
            break
    yield from ((key, entries[key]) for key in OURS if key in entries and fits(key, entries[key].value))
    pictures = list(picture_records(told, files))
    if pictures:
        yield "pictures", Told(pictures, told.file, told.at, pointer=told.pointer, items=pictures)
    for key, value in entries.items():
        if key not in _TAKEN and key not in KNOWN and key not in PARTS:
            yield key, value


def _standfirst(told: Told | None, body: list[Item]) -> Told | None:
    """The excerpt, where somebody wrote one; WordPress itself makes one of the first words of the text."""
    excerpt = prose(told)
    if excerpt is None:
        return None
    said = words(excerpt.pieces).strip()
    opening = " ".join(
        words(part.pieces).strip() for part in body if isinstance(part, Draft) and part.role is not Role.FIELD
    )
    is_cut = said.endswith(("[…]", "[...]")) or opening.startswith(said[:_ALIKE])
    return None if is_cut else excerpt


def _identifier(told: Told) -> str:
    """The address that stays when the post's title and permalink change, ``https://site/?p=ID``; else its number."""
    number, guid = told.text("id"), text_of(told.get("guid"))
    if guid is not None and number and words(guid.pieces).rstrip().endswith(f"p={number}"):
        return words(shown_pieces(str(guid.value), guid.where)).strip()
    try:
        site = urlsplit(told.text("link"))
    except ValueError:
        return number
    return f"{site.scheme}://{site.netloc}/?p={number}" if number and site.netloc else number


def _moment(told: Told, name: str) -> Told | None:
    """A moment with the site's own offset from UTC, which WordPress gives by telling it twice."""
    local, utc = told.get(name), told.get(f"{name}_gmt")
    given = local or utc
    if given is None or str(given.value).startswith("0000"):
        return None
    try:
        universal = datetime.fromisoformat(str(utc.value)) if utc is not None else None
        here = datetime.fromisoformat(str(given.value))
        if universal is not None and universal.tzinfo is None and here.tzinfo is None:
            away = timedelta(minutes=round((here - universal).total_seconds() / 60))
            moment = here.replace(tzinfo=timezone(away))
            return Told(moment, given.file, given.at, given.pieces, given.pointer)
    except ValueError:
        pass  # what is no moment is told as for every form, or the offset is none that a place on earth has
    return given


def _author(told: Told) -> Told | None:
    """The author's name as the site shows it; the bare number of one says nothing."""
    given = told.get("author_name") or told.get("author")
    for one in _embedded(told, "author"):
        return one.get("name") if one.get("name") is not None else None
    if given is not None and given.entries is not None:
        given = given.get("name")
    return given if given is not None and given.pieces else None


def _section(told: Told) -> Told | None:
    """The first category by name."""
    for group in _embedded(told, "wp:term"):
        for term in group.items or ():
            if term.text("taxonomy") == "category" and (name := term.get("name")) is not None and name.pieces:
                return name
    return None


def _embedded(told: Told, name: str) -> Iterable[Told]:
    embedded = told.get("_embedded")
    found = embedded.get(name) if embedded is not None else None
    return (found.items or ()) if found is not None else ()
