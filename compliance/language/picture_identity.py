"""Decides by what a picture is known again in other stories.

An identifier that agency, system or file gives it; the address or path of its file; and the file's name alone, where
that is one that no two pictures share: agencies number their files, cameras count from one to ten thousand.
"""

from __future__ import annotations

import re
from functools import cache
from posixpath import basename, dirname, join, normpath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from compliance.article import Article, Picture

_DIGITS = 9
"""A name with so many digits is a number that an agency or a clock gave: cameras count to 9999, desks write dates."""


def picture_keys(article: Article, picture: Picture) -> tuple[str, ...]:
    """What a picture is known by, the surest first; pictures that share a key are one.

    :param article: the story that shows it; a relative path begins in its file's folder.
    """
    keys = [f"id:{one.strip()}" for one in picture.ids if len(one.strip()) > 3]
    address = _address(picture.file)
    if address:
        outside = "//" in address or address.startswith("/")
        keys.append(f"file:{address if outside else normpath(join(dirname(article.name), address))}")
        if name := distinctive_name(address):
            keys.append(f"name:{name}")
    return tuple(dict.fromkeys(keys))


def picture_names(picture: Picture) -> tuple[str, ...]:
    """What a list may call a picture: its identifiers, its file's address, path and name, that without ending."""
    names = [one.strip() for one in picture.ids]
    if address := _address(picture.file):
        name = basename(address)
        names += [picture.file.strip(), address, name, name.rpartition(".")[0]]
    return tuple(dict.fromkeys(name for name in names if name))


def distinctive_name(file: str) -> str:
    """A file's name without ending and size, lower case, where nobody else's picture is called so; else empty."""
    name = basename(file.replace("\\", "/")).lower()
    name = _size().sub("", name.rpartition(".")[0] or name)
    digits = sum(map(str.isdigit, name))
    return name if digits >= _DIGITS or _hexadecimal().fullmatch(name) else ""


def _address(file: str) -> str:
    """The file without protocol, query and size; empty for none, and where the picture itself stands there."""
    bare = file.strip().replace("\\", "/")
    if bare.lower().startswith("data:"):
        return ""
    if bare.lower().startswith(("http:", "https:")):
        bare = bare.partition(":")[2]
    bare = bare.partition("#")[0].partition("?")[0]
    stem, dot, ending = bare.rpartition(".")
    return f"{_size().sub('', stem)}{dot}{ending}" if dot and "/" not in ending else bare


@cache
def _size() -> re.Pattern[str]:
    """What content systems put behind the name of a smaller copy: ``-1024x683``, ``-scaled``, ``@2x``."""
    return re.compile(r"(?:[-_]\d{2,5}x\d{2,5}|-scaled|-rotated|@[23]x)+$")


@cache
def _hexadecimal() -> re.Pattern[str]:
    """A digest, or a universally unique identifier."""
    return re.compile(r"[0-9a-f]{8}(?:-?[0-9a-f]{4}){3}-?[0-9a-f]{12}|[0-9a-f]{24,}")
