"""Finds the pictures of a ninjs item: those associated with it, and the item itself where it is a picture."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from compliance.readers.json_article import shown_pieces
from compliance.readers.ninjs_texts import first, lowered, texts
from compliance.readers.told import Told

PICTURES = frozenset({"picture", "graphic"})
"""The types of items that are shown as a picture."""
_ALT = ("alt", "alttext", "alt-text", "alt_text")
_NAMES = {
    "id": ("uri", "guid"),
    "credit": ("creditline", "credit", "by", "byline"),
    "alt": ("alttext", "alt"),
    "title": ("title",),
    "rights": ("usageterms", "copyrightnotice", "copyrightholder"),
    "instructions": ("ednote",),
    "date_created": ("contentcreated",),
    "transmitted": ("versioncreated",),
    "source_type": ("digitalsourcetype",),
    "file_metadata": ("file_metadata",),
}


def picture_records(entries: Mapping[str, Told], told: Told, files: set[str]) -> Iterator[Told]:
    """A record with the product's keys for each picture.

    :param files: the pictures' files that the body names; the rendition that is among them is the picture's file.
    """
    if first(entries, "type") in PICTURES:
        yield _picture(told, files, "")
    for name, item in _associated(entries):
        parts = lowered(item)
        if first(parts, "type") in PICTURES or ("type" not in parts and "renditions" in parts):
            yield _picture(item, files, "")
        elif first(parts, "type") == "composite":
            for _, inner in _associated(parts):
                if first(lowered(inner), "type") in PICTURES:
                    yield _picture(inner, files, name)


def _associated(entries: Mapping[str, Told]) -> Iterator[tuple[str, Told]]:
    """The associated items with their names: a table in version 1, a list since."""
    given = entries.get("associations")
    if given is None:
        return
    for name, item in (given.entries or {}).items():
        for one in item.items if item.items is not None else [item]:
            if one.entries is not None:
                yield name, one
    for item in given.items or ():
        if item.entries is not None:
            yield item.text("name"), item


def _picture(item: Told, files: set[str], gallery: str) -> Told:
    parts = lowered(item)
    found: dict[str, Told] = {}
    for key, names in _NAMES.items():
        given = next((parts[name] for name in names if name in parts and parts[name].value), None)
        if given is not None:
            found[key] = given
    caption = _caption(parts)
    if caption is not None:
        found["caption"] = caption
    for text in texts(parts, "descriptions", "description"):
        if text.role in _ALT:
            found.setdefault("alt", text.told)
    file = _file(parts, files)
    if file is not None:
        found["file"] = file
    if gallery:
        found["gallery"] = Told(gallery, item.file, item.at, pointer=item.pointer)
    return Told(item.value, item.file, item.at, pointer=item.pointer, entries=found)


def _caption(parts: Mapping[str, Told]) -> Told | None:
    """What is said of the picture, in plain words where these are given, too."""
    said = [
        text
        for listed, single in (("descriptions", "description"), ("bodies", "body"))
        for text in texts(parts, listed, single)
        if text.role not in _ALT and str(text.told.value or "").strip()
    ]
    if not said:
        return None
    best = next((text for text in said if text.role == "caption"), None)
    best = best or next((text for text in said if not text.is_html), said[0])
    if best.is_html:
        best.told.pieces = shown_pieces(str(best.told.value), best.told.where)
    return best.told


def _file(parts: Mapping[str, Told], files: set[str]) -> Told | None:
    """The rendition that the body shows, else the first."""
    given = parts.get("renditions")
    listed = [] if given is None else [*(given.entries or {}).values(), *(given.items or ())]
    addresses = [href for one in listed if (href := one.get("href")) is not None and href.pieces]
    return next((href for href in addresses if href.value in files), addresses[0] if addresses else None)
