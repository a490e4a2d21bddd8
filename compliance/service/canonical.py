"""The canonical fields of a story: what its digest is over, whatever format the story came in.

========================  =============================================================================================
``headline`` …            ``headline``, ``standfirst``, ``byline``, ``dateline``: the texts of these blocks, in order
``body``                  the texts of all other prose that stands outside pictures, in order: paragraphs, block
                          quotations, list items, tables, notes, sign-offs, comments; which of these a text is does not
                          count, since formats differ in what they can say of it
``pictures``              of each, in order: ``caption``, ``credit``, ``alt``, ``title``, ``rights``, ``instructions``,
                          ``date_created``, ``transmitted``, ``source_type``, ``file``, ``decorative``, ``gallery``
``published`` …           ``published``, ``updated``, ``edition_date``, ``embargo``; dates as ISO 8601, moments in UTC
``language`` …            ``language``, ``section``, ``product``, ``territories``, ``channels``,
                          ``jurisdiction``, ``sponsored``, ``ai_assisted``, ``reviewed_by``, ``agency``, ``teasers``
========================  =============================================================================================

Every text is in Unicode's NFC; a run of space, tab, line feed and carriage return is one space, none at either end.
What is empty or was not given is left out. The digest is SHA-256 over the fields as JSON in the form of RFC 8785.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import UTC, date, datetime
from hashlib import sha256
from itertools import chain
from typing import Any
from unicodedata import normalize

import orjson

from compliance.article import NOT_PROSE, Article, Block, Picture, Role

_SPACE = re.compile("[ \t\r\n\f]{2,}|[\t\r\n\f]")
_SIMPLE = frozenset({str, int, bool, type(None)})
_KEYS, _TABLES, _LISTS = frozenset({str}), frozenset({dict}), frozenset({list, tuple})
_TOP = (Role.HEADLINE, Role.STANDFIRST, Role.BYLINE, Role.DATELINE)
_ASIDE = NOT_PROSE | {Role.CAPTION, Role.CREDIT}
_TEXTS = ("caption", "credit", "alt", "title", "rights", "instructions")
_VALUES = ("date_created", "transmitted", "source_type", "file", "decorative", "gallery")
_METADATA = (
    *("published", "updated", "edition_date", "embargo", "language", "section", "product", "territories", "channels"),
    *("jurisdiction", "sponsored", "ai_assisted", "reviewed_by", "agency", "teasers"),
)


def canonical_fields(article: Article) -> dict[str, Any]:
    """The canonical fields of a story."""
    fields: dict[str, Any] = {role.value: [] for role in _TOP}
    text = article.text
    body: list[str] = []
    fields["body"] = body
    for block in article.blocks:
        if block.role not in _ASIDE and (words := plain(text[slice(*block.span)])):
            fields.get(block.role, body).append(words)
    fields["pictures"] = [canonical_picture(article, picture) for picture in article.pictures]
    fields.update((name, _value(getattr(article.metadata, name))) for name in _METADATA)
    return _given(fields)


def canonical_picture(article: Article, picture: Picture) -> dict[str, Any]:
    """The canonical fields of one picture."""
    fields: dict[str, Any] = {name: _text(article, getattr(picture, name)) for name in _TEXTS}
    fields.update((name, _value(getattr(picture, name))) for name in _VALUES)
    return {name: value for name, value in _given(fields).items() if value is not False}


def digest_of(value: Any) -> str:
    """The digest of a value of JSON: ``sha256:`` and 64 hexadecimal digits."""
    return _digest(canonical_json(value))


def digests_of(fields: Mapping[str, Any]) -> tuple[str, dict[str, str]]:
    """The digest of a story's canonical fields, as :func:`digest_of` has it, and that of each field.

    By the fields' own a mismatch is told without keeping the text. Each is written once for both.
    """
    written = {name: canonical_json(fields[name]) for name in sorted(fields)}
    whole = b",".join(b'"%s":%s' % (name.encode(), value) for name, value in written.items())
    return _digest(b"{%s}" % whole), {name: _digest(value) for name, value in written.items()}


def _digest(data: bytes) -> str:
    return f"sha256:{sha256(data).hexdigest()}"


def canonical_json(value: Any) -> bytes:
    """A value as JSON in the one form of RFC 8785: keys sorted, no white space, UTF-8.

    Half a surrogate pair, which that form forbids, is written all the same: a broken story has a digest too.

    :param value: its keys are texts.
    """
    if _is_simple(value):
        with suppress(TypeError):  # half a surrogate pair, or a number of more than 64 bits
            return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
    text = json.dumps(_ordered(value), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8", "surrogatepass")


def _is_simple(value: Any) -> bool:
    """Whether the quick encoder's form is the one form: no fraction in it, and no key that it would sort otherwise."""
    kind = type(value)
    if kind is dict:
        return _are_keys(value) and _are_simple(value.values())
    return kind in _SIMPLE or (kind in _LISTS and _are_simple(value))


def _are_simple(values: Iterable[Any]) -> bool:
    kinds = set(map(type, values))
    if kinds == _TABLES:  # rows, which are looked at all at once
        return _are_keys(set().union(*values)) and _are_simple([*chain.from_iterable(map(dict.values, values))])
    return kinds <= _SIMPLE or all(map(_is_simple, [one for one in values if type(one) not in _SIMPLE]))


def _are_keys(keys: Iterable[Any]) -> bool:
    return _KEYS.issuperset(map(type, keys)) and "".join(keys).isascii()


def plain(text: str) -> str:
    """A text in NFC, every run of white space as one space."""
    if not text.isascii():
        text = normalize("NFC", text)
    # most texts have single spaces alone, and nothing to change
    if "  " in text or "\n" in text or "\t" in text or "\r" in text or "\f" in text:
        text = _SPACE.sub(" ", text)
    return text.strip(" ")


def _text(article: Article, block: Block | None) -> str:
    return plain(article[block]) if block is not None else ""


def _value(value: Any) -> Any:
    if value is None or value is True or value is False:
        return value
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, datetime):
        # without a time zone a moment is the newsroom's own, and stays as it is written
        return value.isoformat() if value.tzinfo is None else value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _value(inner) for key, inner in value.items()}
    return [_value(inner) for inner in value] if isinstance(value, tuple | list) else value


def _given(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in (None, "", [], {}, ())}


def _ordered(value: Any) -> Any:
    """The value with its keys in the order of their UTF-16 units, and whole numbers without a fraction."""
    if type(value) in _SIMPLE:
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, list | tuple):
        return [_ordered(inner) for inner in value]
    if isinstance(value, Mapping):
        table = {str(key): inner for key, inner in value.items()}
        keys = sorted(table, key=None if all(map(str.isascii, table)) else _utf16)
        return {key: _ordered(table[key]) for key in keys}
    return value


def _utf16(key: str) -> bytes:
    return key.encode("utf-16-be", "surrogatepass")
