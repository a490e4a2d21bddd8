"""Reads the keys that front matter and story JSON share: headline, pictures, sources, metadata."""

from __future__ import annotations

import os.path
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from compliance.article import Article, Metadata, Role
from compliance.errors import ReadError
from compliance.readers.builder import ArticleBuilder, Draft, PictureDraft
from compliance.readers.layout import Item, add, empty, lay_out, words
from compliance.readers.metadata import KNOWN, flag, make_metadata, moment
from compliance.readers.normalise import Piece
from compliance.readers.picture_files import add_file
from compliance.readers.structure import structure
from compliance.readers.told import Told

if TYPE_CHECKING:
    from compliance.readers import Request

TOP = (
    ("headline", Role.HEADLINE),
    ("standfirst", Role.STANDFIRST),
    ("byline", Role.BYLINE),
    ("dateline", Role.DATELINE),
)
PARTS = frozenset({"headline", "standfirst", "dateline", "pictures", "sources", "body", "body_format"})
_SHOWN = (("caption", Role.CAPTION), ("credit", Role.CREDIT))
_KEPT = (("alt", Role.ALT), ("title", Role.TITLE), ("rights", Role.RIGHTS), ("instructions", Role.INSTRUCTIONS))


def parts_above(record: Told) -> list[Draft]:
    """Headline, standfirst, byline and dateline that a record gives."""
    found: list[Draft] = []
    for key, role in TOP:
        given = record.get(key)
        # several names are several bylines
        listed = given.items if given is not None and role is Role.BYLINE else None
        parts = listed if listed is not None else [_text(record, key)]
        found.extend(told.draft(role) for told in parts if told is not None and told.pieces)
    return found


def _text(record: Told, key: str) -> Told | None:
    """A key whose value must be text; ``None`` where it has none."""
    told = record.get(key)
    if told is None:
        return None
    if told.items is not None or told.entries is not None or isinstance(told.value, bool):
        raise ReadError(f"{key}: this must be text", where=told.where, hint=f'write {key}: "…"')
    return told if words(told.pieces).strip() else None


def pictures(record: Told) -> list[PictureDraft]:
    """The pictures that a record lists.

    :raises ReadError: they are no list of tables, or a value is not of its kind.
    """
    listed = record.get("pictures")
    if listed is None:
        return []
    if listed.items is None or any(item.entries is None for item in listed.items):
        raise ReadError(
            "pictures: this must be a list of tables with file, caption, credit …",
            where=listed.where,
            hint="see docs/story-json.md for the keys of a picture",
        )
    return [picture(item) for item in listed.items]


def picture(item: Told) -> PictureDraft:
    """The picture that a table describes."""
    draft = PictureDraft(empty(Role.CAPTION, item.anchor, item.pointer), empty(Role.CREDIT, item.anchor, item.pointer))
    for key, role in (*_SHOWN, *_KEPT):
        told = _text(item, key)
        if told is not None:
            setattr(draft, key, told.draft(role))
    alt = item.get("alt")
    if draft.alt is None and alt is not None:
        draft.alt = alt.draft(Role.ALT)
    for key in ("date_created", "transmitted"):
        when = item.get(key)
        if when is not None:
            setattr(draft, key, moment(when.value, key, when.where))
    decorative = item.get("decorative")
    draft.decorative = bool(decorative and flag(decorative.value, "decorative", decorative.where))
    draft.source_type, draft.file, draft.gallery = (item.text(key) for key in ("source_type", "file", "gallery"))
    draft.ids = (item.text("id"),) if item.text("id") else ()
    add_file(draft, item)
    return draft


def check_files(record: Told) -> None:
    """Refuse a picture's file name that leads out of the story's folder."""
    listed = record.get("pictures")
    for item in (listed.items or ()) if listed is not None else ():
        file = item.get("file")
        if file is not None and isinstance(file.value, str) and "://" not in file.value:
            _inside(file)


def _inside(file: Told) -> str:
    name = str(file.value)
    normal = os.path.normpath(name.replace("\\", "/"))
    if normal.startswith(("/", "..")) or normal[1:2] == ":":
        raise ReadError(
            f"file: {name!r} is outside the story's folder",
            where=file.where,
            hint="put the file beside the story and give its name relative to it",
        )
    return normal


def metadata_of(record: Told, defaults: Mapping[str, Any]) -> Metadata:
    """The metadata of a record; an error names the place of the value that is wrong."""
    entries = record.entries or {}
    given = {key: told for key, told in entries.items() if key not in PARTS and told.value is not None}
    try:
        return make_metadata({key: told.value for key, told in given.items()}, defaults, "")
    except ReadError:
        for key, told in given.items():
            if key in KNOWN:
                make_metadata({key: told.value}, {}, told.where)
        raise


def add_fields(builder: ArticleBuilder, record: Told) -> None:
    """A block for each metadata value that has words, so that a rule can mark it."""
    for key, told in (record.entries or {}).items():
        if key in KNOWN and key not in PARTS and key not in ("byline", "id") and told.value is not None:
            for name, one in _fields(key, told):
                if one.pieces:
                    add(builder, one.draft(Role.FIELD, name))


def _fields(key: str, told: Told) -> Iterator[tuple[str, Told]]:
    """A value, or those in it, each with the name of its block."""
    if told.entries is not None:
        if key == "teasers":
            yield from ((f"{key}.{name}", inner) for name, inner in told.entries.items())
    elif told.items is not None:
        yield from ((f"{key}[{number + 1}]" if number else key, inner) for number, inner in enumerate(told.items))
    else:
        yield key, told


def read_sources(record: Told, request: Request) -> list[Article]:
    """The transcripts and releases that a record names, each read as an article.

    :raises ReadError: one cannot be read, or lies outside the story's folder.
    """
    listed = record.get("sources")
    if listed is None:
        return []
    if listed.items is None or any(item.entries is None for item in listed.items):
        raise ReadError(
            "sources: this must be a list of tables with name, and file or text",
            where=listed.where,
            hint="write sources: [{name: …, file: transcript.txt}]",
        )
    return [_source(item, request) for item in listed.items]


def _source(item: Told, request: Request) -> Article:
    text, file = _text(item, "text"), item.get("file")
    name = item.text("name") or item.text("file")
    if text is not None:
        builder = ArticleBuilder(request.source, request.context, now=request.now, name=name)
        lay_out(builder, text_items(text.pieces, request, text.pointer), request.context.lexicon)
        return builder.build()
    if file is None or not isinstance(file.value, str):
        raise ReadError("a source has neither text nor file", where=item.where, hint="give one of them")
    return _source_file(file, name, request)


def _source_file(file: Told, name: str, request: Request) -> Article:
    from compliance.readers import Desk, builtin
    from compliance.readers import Request as Inner
    from compliance.readers.decoding import decode
    from compliance.source import SourceFile

    inside = _inside(file)
    if request.folder is None:
        raise ReadError(
            f"file: {file.value!r} cannot be read from here",
            where=file.where,
            hint="give the source's text instead; files are read only for a story that is a file itself",
        )
    folder = request.folder.resolve()
    path = (folder / inside).resolve()
    if not path.is_relative_to(folder):
        raise ReadError(
            f"file: {file.value!r} leads outside the story's folder", where=file.where, hint="copy the file into it"
        )
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ReadError(
            f"file: {file.value!r} cannot be read: {(error.strerror or 'no such file').lower()}",
            where=file.where,
            hint="correct the name, or leave the source out",
        ) from None
    shown = os.path.join(os.path.dirname(request.source.name), inside)
    text, encoding = decode(data, shown)
    reader = Desk(request.context, builtin()).choose(text, shown)
    # a source's own sources are not followed
    inner = Inner(SourceFile(shown, text, encoding), request.context, {}, request.now, None)
    article = next(iter(reader.read(inner)))
    article.name = name
    return article


def text_items(pieces: Sequence[Piece], request: Request, pointer: str = "") -> list[Item]:
    """The parts of unmarked text that stands in a field."""
    lexicon = request.context.lexicon
    text = words(pieces)
    parts = structure(text, lexicon)
    items: list[Item] = []
    for part, inside in zip(parts, cut(pieces, [(part.start, part.end) for part in parts]), strict=True):
        draft = Draft(part.role, inside, pointer, inside[0].start if inside else 0)
        if part.role is Role.CAPTION:
            end = inside[-1].start + inside[-1].length if inside else 0
            items.append(PictureDraft(draft, empty(Role.CREDIT, end, pointer)))
        else:
            items.append(draft)
    return items


def cut(pieces: Sequence[Piece], spans: Sequence[tuple[int, int]]) -> list[list[Piece]]:
    """The pieces under each of some stretches of their words, which come in order and do not overlap."""
    found: list[list[Piece]] = []
    index = at = 0
    for start, end in spans:
        inside: list[Piece] = []
        while index < len(pieces) and at + len(pieces[index].text) <= start:
            at += len(pieces[index].text)
            index += 1
        look, here = index, at
        while look < len(pieces) and here < end:
            piece = pieces[look]
            first, last = max(start - here, 0), min(end - here, len(piece.text))
            if piece.codec == "identity":
                inside.append(Piece(piece.text[first:last], piece.start + first, last - first))
            else:
                inside.append(piece)
            here += len(piece.text)
            look += 1
        found.append(inside)
    return found
