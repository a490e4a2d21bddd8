"""What the corpora say of pictures: each caption, credit and instruction, as it stands in its own field.

The product reads no wire formats yet; so the fields of wire items and of picture files are taken out here, by their
names.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from benchmarks.accuracy import stories
from benchmarks.accuracy.corpora import Corpora
from compliance.record import Record

_FIELDS = {
    "caption": "caption description_caption media-caption description_text description",
    "credit": "credit creditline description_creditline byline media-producer",
    "rights": "instructions usageterms usagetype ednote copyrightnotice copyrightline note",
}
_ROLES = {name: role for role, names in _FIELDS.items() for name in names.split()}
_IIM = {b"\x78": "caption", b"\x6e": "credit", b"\x50": "credit", b"\x28": "rights", b"\x74": "rights"}
_XMP = {"description": "caption", "Credit": "credit", "creator": "credit", "Instructions": "rights", "rights": "rights"}
_XMP["UsageTerms"] = "rights"
LONGEST = 3_000
"""A longer field is the text of a story."""


class PictureText(Record):
    """One field of a picture.

    :param where: corpus and item, for the reader of a list.
    :param field: ``caption``, ``credit`` or ``rights`` (instructions, notes to editors, terms of use, copyright).
    """

    where: str
    field: str
    text: str

    @property
    def key(self) -> str:
        """What its judgement is filed under: the field and a digest of the text, wherever that stands."""
        return f"{self.field}:{hashlib.sha256(self.text.encode()).hexdigest()[:12]}"


def distinct(texts: Iterable[PictureText]) -> list[PictureText]:
    """Each text once: a credit that a thousand pictures bear is judged and counted as one."""
    return list({text.key: text for text in texts}.values())


def captions(corpora: Corpora) -> Iterator[PictureText]:
    """The fields of published pictures."""
    for number, record in enumerate(corpora.records("captions")):
        for name, field in (("caption", "caption"), ("credit", "credit"), ("instructions", "rights")):
            yield from _told(f"captions:{number}", field, record.get(name))


def wire(corpora: Corpora) -> Iterator[PictureText]:
    """The fields of wire items in JSON and XML and of the pictures among them."""
    yield from _files("wire", corpora.path("wire"))


def pictures(corpora: Corpora) -> Iterator[PictureText]:
    """The fields inside picture files."""
    yield from _files("pictures", corpora.path("pictures"))


def pages(corpora: Corpora) -> Iterator[PictureText]:
    """The pictures of web pages as the product reads them."""
    for key, article in stories.pages(corpora):
        for picture in article.pictures:
            for field, block in (("caption", picture.caption), ("credit", picture.credit), ("rights", picture.rights)):
                yield from _told(key, field, article[block] if block else "")


def _told(where: str, field: str, value: Any) -> Iterator[PictureText]:
    """A field's text; several values, also those of a list written as one, are told one by one."""
    if isinstance(value, str) and value.startswith('["'):
        value = json.loads(value)
    for text in value if isinstance(value, list) else [value]:
        if isinstance(text, str) and text.strip() and len(text) < LONGEST:
            yield PictureText(where, field, text.strip())


def _files(name: str, folder: Path) -> Iterator[PictureText]:
    for path in sorted(folder.rglob("*")):
        where = f"{name}:{path.relative_to(folder)}"
        if path.suffix == ".json":
            yield from _json(where, json.loads(path.read_bytes().decode("utf-8", "replace")))
        elif path.suffix == ".xml":
            yield from _xml(where, path)
        elif path.suffix.lower() in (".jpg", ".jpeg", ".tif"):
            yield from _inside_picture(where, path.read_bytes())


def _json(where: str, value: Any) -> Iterator[PictureText]:
    for child in value if isinstance(value, list) else []:
        yield from _json(where, child)
    for name, child in value.items() if isinstance(value, dict) else []:
        role = _ROLES.get(name.lower())
        if role and not isinstance(child, dict):
            yield from _told(where, role, child)
        yield from _json(where, child)


def _xml(where: str, path: Path) -> Iterator[PictureText]:
    try:
        root = ElementTree.parse(path).getroot()
    except ElementTree.ParseError:
        return
    for element in root.iter():
        role = _ROLES.get(str(element.tag).rpartition("}")[2].lower())
        if role:
            yield from _told(where, role, " ".join("".join(element.itertext()).split()))


def _inside_picture(where: str, data: bytes) -> Iterator[PictureText]:
    """The fields of IPTC-IIM and XMP, found by their own marks."""
    for match in re.finditer(rb"\x1c\x02([\x78\x6e\x50\x28\x74])([\x00-\x0b].)", data, re.DOTALL):
        length = int.from_bytes(match[2], "big")
        text = data[match.end() : match.end() + length].decode("utf-8", "replace")
        if text.isprintable():
            yield from _told(where, _IIM[match[1]], text)
    for packet in re.findall(rb"<x:xmpmeta.*?</x:xmpmeta>", data, re.DOTALL):
        yield from _xmp(where, packet.decode("utf-8", "replace"))


def _xmp(where: str, packet: str) -> Iterator[PictureText]:
    try:
        root = ElementTree.fromstring(packet)
    except ElementTree.ParseError:
        return
    for element in root.iter():
        found = {element.tag: " ".join("".join(element.itertext()).split()), **element.attrib}
        for name, text in found.items():
            role = _XMP.get(str(name).rpartition("}")[2])
            if role:
                yield from _told(where, role, text)
