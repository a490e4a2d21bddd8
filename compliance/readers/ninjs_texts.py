"""Finds the texts of a ninjs item in each shape that its versions have: one name, names with a suffix, or a list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from compliance.readers.told import Told
from compliance.record import Record

_TYPES = {
    "xhtml": "application/xhtml+xml",
    "html": "text/html",
    "html5": "text/html",
    "richtext": "text/html",
    "text": "text/plain",
    "markdown": "text/markdown",
}
"""What the suffix of a name in version 1 says of the text."""


class Text(Record):
    """A text of an item.

    :param role: ``main``, ``text`` …, in lower case; empty where it has none.
    :param content_type: media type; empty where nobody said.
    """

    told: Told
    role: str = ""
    content_type: str = ""

    @property
    def is_html(self) -> bool:
        """Whether it is written in HTML."""
        return "html" in self.content_type


def lowered(told: Told) -> dict[str, Told]:
    """The entries of an item by their names in lower case."""
    return {key.lower(): value for key, value in (told.entries or {}).items()}


def texts(entries: Mapping[str, Told], listed: str, single: str) -> Iterator[Text]:
    """The texts of one kind, in order.

    :param listed: the name of their list (``bodies``).
    :param single: the name of one, which may be followed by ``_`` and its role (``body_xhtml``).
    """
    for one in entries[listed].items or () if listed in entries else ():
        parts = lowered(one)
        if "value" in parts:
            media = (
                str(parts["contenttype"].value or "").partition(";")[0].strip().lower()
                if "contenttype" in parts
                else ""
            )
            role = str(parts["role"].value or "").lower() if "role" in parts else ""
            yield Text(parts["value"], role, _TYPES.get(media.rpartition("_")[2], media))
    for key, value in entries.items():
        name, _, role = key.partition("_")
        if name == single and isinstance(value.value, str):
            yield Text(value, role, _TYPES.get(role, ""))


def described(entries: Mapping[str, Told], listed: str, single: str, roles: tuple[str, ...]) -> Text | None:
    """The text of one kind with the first of some roles that there is, else the first text.

    :param roles: the empty role is a text that says none.
    """
    found = [text for text in texts(entries, listed, single) if str(text.told.value or "").strip()]
    for role in roles:
        for text in found:
            if text.role == role:
                return text
    return found[0] if found else None


def first(entries: Mapping[str, Told], *names: str) -> str:
    """The text of the first of some names that has one."""
    return next((str(entries[name].value) for name in names if name in entries and entries[name].value), "")
