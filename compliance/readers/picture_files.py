"""What a picture's own file says of it, sent with the story: IPTC and XMP properties as JSON, under their usual names.

Known are the names of the IPTC Photo Metadata Standard and those that ExifTool prints with ``-j``, with or without
the group before them (``IPTC:By-line``, ``XMP-photoshop:Credit``), or with the groups as tables (``-g``). Of a property
that the file holds twice, what stands in XMP counts, as the standard recommends to readers. No file is opened.
Source: https://iptc.org/std/photometadata/specification/
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache

from compliance.article import Role
from compliance.errors import ReadError
from compliance.readers.builder import FileDraft, PictureDraft
from compliance.readers.told import Told

_NAMES = {
    "caption": ("description", "captionabstract", "caption", "imagedescription"),
    "credit": ("creditline", "credit"),
    "creator": ("creator", "byline", "artist", "photographer"),
    "source": ("source",),
    "headline": ("headline",),
    "rights": ("copyrightnotice", "rights", "copyright"),
    "usage_terms": ("usageterms", "rightsusageterms"),
    "instructions": ("instructions", "specialinstructions"),
    "date_created": ("datecreated", "datetimecreated", "datetimeoriginal"),
    "source_type": ("digitalsourcetype",),
}
"""The properties in lower-case letters alone, the standard's own name first."""
_IDS = ("documentid", "originaldocumentid", "digitalimageguid", "digimageguid", "imageuniqueid")
"""What names the picture itself: XMP Media Management, IPTC's Digital Image GUID, Exif."""
_WORDS = ("caption", "credit", "creator", "source", "headline", "rights", "usage_terms", "instructions")
_COMPLETED = (
    ("caption", Role.CAPTION, ("caption",)),
    ("credit", Role.CREDIT, ("credit",)),
    ("rights", Role.RIGHTS, ("usage_terms", "rights")),
    ("instructions", Role.INSTRUCTIONS, ("instructions",)),
)


def add_file(draft: PictureDraft, item: Told) -> None:
    """Keep what a picture's file says, and complete with it what the story does not say of the picture.

    A key that is there and empty says that there is nothing, and is not completed.

    :param item: the picture's table; its entry ``file_metadata`` holds the properties.
    :raises ReadError: the entry is no table.
    """
    given = item.get("file_metadata")
    if given is None:
        return
    if given.entries is None:
        raise ReadError(
            "file_metadata: this must be a table of the file's IPTC and XMP properties",
            where=given.where,
            hint="give what exiftool -j prints, or the property names of the IPTC standard as keys",
        )
    found = _found(given)
    draft.file_metadata = file = FileDraft(
        {name: found[name].draft(Role.FIELD) for name in _WORDS if name in found},
        _moment(str(found["date_created"].value)) if "date_created" in found else None,
        str(found["source_type"].value).strip() if "source_type" in found else "",
    )
    draft.ids = tuple(dict.fromkeys((*draft.ids, *_ids(given))))
    for name, role, sources in _COMPLETED:
        told = next((found[source] for source in sources if source in found), None)
        if told is not None and item.get(name) is None:
            setattr(draft, name, told.draft(role))
            draft.from_file.add(name)
    if item.get("date_created") is None:
        draft.date_created = file.date_created
    if item.get("source_type") is None:
        draft.source_type = file.source_type


def _found(given: Told) -> dict[str, Told]:
    """The properties that have words, by our names."""
    found: dict[str, Told] = {}
    ranks: dict[str, tuple[int, int]] = {}
    for name, group, told in _properties(given):
        for ours, names in _NAMES.items():
            if name in names:
                rank = (names.index(name), 0 if _is_xmp(group) else 1)
                if ours not in ranks or rank < ranks[ours]:
                    found[ours], ranks[ours] = told, rank
    return found


def _ids(given: Told) -> Iterator[str]:
    """The identifiers that the file gives."""
    for name, _, told in _properties(given):
        if name in _IDS:
            yield str(told.value).strip()


def _properties(given: Told) -> Iterator[tuple[str, str, Told]]:
    """Each property that has words: its name in lower-case letters alone, its group, its value."""
    for key, told in (given.entries or {}).items():
        group, _, name = key.rpartition(":")
        value = _value(told)
        if value is not None:
            yield _plain(name), group, value
        elif told.entries is not None:
            for inner, one in told.entries.items():
                value = _value(one)
                if value is not None:
                    yield _plain(inner.rpartition(":")[2]), key, value


def _value(told: Told) -> Told | None:
    """The words of a property: text, the first of a list, or of several languages the default."""
    if told.items is not None:
        return next((value for item in told.items if (value := _value(item)) is not None), None)
    if told.entries is not None:
        default = told.get("x-default")
        return default if default is not None and default.pieces else None
    return told if isinstance(told.value, str) and told.value.strip() and told.pieces else None


def _plain(name: str) -> str:
    return "".join(filter(str.isalnum, name)).lower()


def _is_xmp(group: str) -> bool:
    first = group.lower()
    return first.startswith(("xmp", "dc", "photoshop", "iptc4xmp"))


def _moment(written: str) -> date | datetime | None:
    """When the picture was taken: a day, and with an offset from UTC the moment; ``None`` for what is neither.

    A camera's clock without an offset tells the day at best.
    """
    match = _date().match(written.strip())
    if match is None:
        return None
    year, month, day, clock, offset = match.groups()
    iso = f"{year}-{month}-{day}"
    try:
        return datetime.fromisoformat(f"{iso}T{clock}{offset}") if clock and offset else date.fromisoformat(iso)
    except ValueError:
        return None


@cache
def _date() -> re.Pattern[str]:
    return re.compile(
        r"(\d{4})[:-]?(\d\d)[:-]?(\d\d)(?:[ T](\d\d:\d\d(?::\d\d)?)(?:\.\d+)? ?(Z|[+-]\d\d:\d\d)?)?", re.ASCII
    )
