"""Which signs a story holds and where: one cheap picture of it that the copy rules look at first.

Every code point becomes one byte that says what kind of sign it is, so that a rule can ask for ``b"  "`` or
``b".a"`` with a plain search and look at the words only where something stands.
"""

from __future__ import annotations

from collections.abc import Iterator

from compliance.article import Article, Block, Role

_HIDDEN_ROLES = frozenset({Role.RIGHTS, Role.INSTRUCTIONS, Role.FIELD})


def _table() -> bytes:
    table = bytearray(b"x" * 256)
    for code in range(256):
        char = chr(code)
        if char.isalpha():
            table[code] = ord("a")
        elif char.isdigit():
            table[code] = ord("0")
        elif char in ".,;!":
            table[code] = ord(".")
        elif char in "\n\t ()[]{}&<":
            table[code] = code
        elif char == "\xa0":
            table[code] = ord(" ")
        elif code < 32 or 0x7F <= code < 0xA0:
            table[code] = 1
    return bytes(table)


_TABLE = _table()
_REACH = 120
_LOOK_BACK = 3000
SPACES = " \xa0"
CLOSING = "\"'”’»)]"


def shape(article: Article) -> bytes:
    """One byte a code point: ``a`` letter, ``0`` digit, 1 control character, ``x`` any other sign.

    White space, brackets, ``&`` and ``<`` are themselves; a space that does not break is a space; comma, semicolon
    and exclamation mark are a full stop; what lies outside Latin-1 (other scripts, curly quotation marks) is ``x``.
    """
    return article.text.encode("latin-1", "replace").translate(_TABLE)


def places(picture: bytes, sought: bytes) -> Iterator[int]:
    """Every offset at which some bytes stand."""
    at = picture.find(sought)
    while at >= 0:
        yield at
        at = picture.find(sought, at + 1)


def published(article: Article, offset: int) -> Block | None:
    """The block at an offset, where a reader will see it: prose, alternative text, titles, teasers."""
    block = article.block_at(offset)
    if block is None or not block.start <= offset < block.end:
        return None
    if block.role in _HIDDEN_ROLES and not block.id.startswith("teasers"):
        return None
    return block


def chunk(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without white space around a place: a word with its marks, an address, a file name.

    At most 120 code points either side, so that a text without any white space costs no more than another.
    """
    before, after = text[max(start - _REACH, 0) : start], text[end : end + _REACH]
    if before and not before[-1].isspace():
        start -= len(before.rsplit(None, 1)[-1])
    if after and not after[0].isspace():
        end += len(after.split(None, 1)[0])
    return start, end


def is_code(piece: str) -> bool:
    """Whether a stretch without white space is an address, a file name or code rather than words."""
    return any(sign in piece for sign in "/\\@_=#<>&~*") or piece.lower().startswith("www.")


def is_quoted(text: str, start: int, at: int) -> bool:
    """Whether an offset lies inside quotation marks of its block.

    :param start: where the block begins; at most 3000 code points before the offset are read.
    """
    before = text[max(start, at - _LOOK_BACK) : at]
    if before.count('"') % 2:
        return True
    return max(map(before.rfind, "“„«‹「『")) > max(map(before.rfind, "”»›」』"))
