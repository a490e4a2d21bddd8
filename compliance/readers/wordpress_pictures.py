"""Finds the pictures of a WordPress post: the featured one and those attached, with what their media entries say."""

from __future__ import annotations

from collections.abc import Iterator

from compliance.readers.json_article import shown_pieces
from compliance.readers.told import Told

_CREDITS = ("credit", "_credit", "media_credit", "_media_credit", "photo_credit", "image_credit", "_image_credit")
_FILE = {"credit": "Credit", "copyright": "CopyrightNotice", "caption": "Description", "title": "Headline"}
"""What WordPress reads from a picture's file when it is uploaded (``image_meta``), by IPTC's names."""


def text_of(told: Told | None) -> Told | None:
    """The string of a text: as rendered, else raw, else the value itself; ``None`` where it is empty."""
    if told is None:
        return None
    if told.entries is not None:
        parts = [told.get("rendered"), told.get("raw")]
        return next((part for part in parts if part is not None and part.pieces), None)
    return told if told.pieces else None


def prose(told: Told | None) -> Told | None:
    """A text with what a browser shows of it as its words; ``None`` where that is nothing."""
    text = text_of(told)
    if text is None or not isinstance(text.value, str):
        return None
    pieces = shown_pieces(text.value, text.where)
    return Told(text.value, text.file, text.at, pieces, text.pointer) if pieces else None


def picture_records(told: Told, files: set[str]) -> Iterator[Told]:
    """A record with the product's keys for each picture, each once.

    :param files: the pictures' files that the content names; the size that is among them is the picture's file.
    """
    seen: set[str] = set()
    for media in _media(told):
        record = _picture(media, files)
        address = record.text("file")
        if address and address not in seen:
            seen.add(address)
            yield record


def _media(told: Told) -> Iterator[Told]:
    embedded = told.get("_embedded")
    for name in ("wp:featuredmedia", "wp:attachment"):
        found = embedded.get(name) if embedded is not None else None
        for one in (found.items or ()) if found is not None else ():
            # a list of lists where the API was asked for a collection
            yield from one.items if one.items is not None else [one]
    attachments = told.get("attachments")
    yield from (attachments.items or ()) if attachments is not None else ()


def _picture(media: Told, files: set[str]) -> Told:
    found: dict[str, Told] = {}
    for key, name in (("caption", "caption"), ("rights", "copyright"), ("instructions", "instructions")):
        words = prose(media.get(name))
        if words is not None:
            found[key] = words
    credit = _credit(media)
    if credit is not None:
        found["credit"] = credit
    alt = media.get("alt_text")
    if alt is not None:
        found["alt"] = alt
    addresses = _addresses(media)
    file = next((one for one in addresses if one.value in files), addresses[0] if addresses else None)
    if file is not None:
        found["file"] = file
    metadata = media.get("file_metadata") or _file_metadata(media)
    if metadata is not None:
        # WordPress shows neither caption nor credit of the file
        nothing = Told("", media.file, media.at, pointer=media.pointer)
        found = {"caption": nothing, "credit": nothing, **found, "file_metadata": metadata}
    return Told(media.value, media.file, media.at, pointer=media.pointer, entries=found)


def _credit(media: Told) -> Told | None:
    """A credit field that a plugin added to the media entry."""
    for place in (media, media.get("meta"), media.get("acf")):
        for name in _CREDITS:
            given = place.get(name) if place is not None else None
            if given is not None and given.pieces:
                return prose(given)
    return None


def _addresses(media: Told) -> list[Told]:
    """Where the picture's file is, in its full size first, then in every other."""
    found = [media.get("source_url")]
    details = media.get("media_details")
    sizes = details.get("sizes") if details is not None else None
    found += [size.get("source_url") for size in (sizes.entries or {}).values()] if sizes is not None else []
    return [one for one in found if one is not None and one.pieces]


def _file_metadata(media: Told) -> Told | None:
    details = media.get("media_details")
    read = details.get("image_meta") if details is not None else None
    if read is None or read.entries is None:
        return None
    entries = {
        ours: read.entries[name] for name, ours in _FILE.items() if name in read.entries and read.entries[name].pieces
    }
    return Told(read.value, read.file, read.at, pointer=read.pointer, entries=entries) if entries else None
