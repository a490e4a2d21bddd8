"""Bytes to text: byte-order marks, strict UTF-8, then a detector above a stated confidence."""

from __future__ import annotations

import codecs
from operator import itemgetter
from typing import TYPE_CHECKING

from compliance.errors import EncodingError, ReadError, TooLargeError
from compliance.readers.high_letters import MOST_MISPLACED, misplaced

if TYPE_CHECKING:
    from charset_normalizer import CharsetMatch

MAX_BYTES = 20_000_000
CHAOS_LIMIT = 0.2
_SAMPLE = 65_536
_FEW = 4
_CANDIDATES = (
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "mac_roman", "koi8_r"),
    *("shift_jis", "euc_jp", "gb18030", "big5", "euc_kr"),
)
"""What newsrooms' old systems wrote, the likelier first: where two fit alike, the first is taken."""
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MARKS = tuple(bom for bom, _ in _BOMS)


def decode(data: bytes, name: str, max_bytes: int = MAX_BYTES) -> tuple[str, str]:
    """The text of a file, without its byte-order mark, and the encoding it was read in.

    :raises TooLargeError: more than ``max_bytes`` bytes.
    :raises EncodingError: the bytes are no text, or in an encoding that cannot be told.
    :raises ReadError: nothing is in it.
    """
    refuse_larger(len(data), name, max_bytes)
    text, encoding = _text(data, name)
    if not text or text.isspace():
        raise ReadError("the file is empty", where=name, hint="give a file with a story in it")
    if "\x00" in text:
        raise EncodingError(_BINARY, where=name, hint=_HINT)
    return text, encoding


def refuse_larger(size: int, name: str, max_bytes: int) -> None:
    """Refuse a file of this size, in bytes, where that is too large.

    :raises TooLargeError: more than ``max_bytes`` bytes.
    """
    if size > max_bytes:
        raise TooLargeError(
            f"the file has {size:,} bytes, and at most {max_bytes:,} are read",
            where=name,
            hint="split it, or raise max_bytes in compliance.toml",
        )


_BINARY = "this is a binary file, or UTF-16 without its mark"
_HINT = "export the story as UTF-8 text, Markdown, HTML or JSON"


def _text(data: bytes, name: str) -> tuple[str, str]:
    if data.startswith(_MARKS):
        return _marked(data, name)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        if b"\x00" in data[:_SAMPLE]:
            raise EncodingError(_BINARY, where=name, hint=_HINT) from error
        return _detected(data, error, name)


def _marked(data: bytes, name: str) -> tuple[str, str]:
    """The text of a file that opens with a byte-order mark."""
    bom, encoding = next(each for each in _BOMS if data.startswith(each[0]))
    try:
        return data[len(bom) :].decode(encoding), encoding
    except UnicodeDecodeError as error:
        raise _broken(error, encoding, name) from error


def _detected(data: bytes, error: UnicodeDecodeError, name: str) -> tuple[str, str]:
    # the bytes around the first one that is not UTF-8 tell most, and a whole book would take seconds
    from charset_normalizer import from_bytes

    start = max(0, error.start - _SAMPLE // 2)
    if mostly_utf8(data):
        raise _broken(error, "utf-8", name) from error
    sample = data[start : start + _SAMPLE]
    ranked = [(_preference(match, sample), match) for match in from_bytes(sample, cp_isolation=list(_CANDIDATES))]
    best = min(ranked, key=itemgetter(0), default=None)
    if best is None or best[1].chaos > CHAOS_LIMIT or best[0][0]:
        raise _broken(error, "utf-8", name) from error
    encoding = best[1].encoding
    try:
        return data.decode(encoding), encoding.replace("_", "-")
    except UnicodeDecodeError as second:
        raise _broken(second, encoding, name) from second


def _preference(match: CharsetMatch, sample: bytes) -> tuple[bool, float, float, float, int]:
    text = sample.decode(match.encoding, "replace")
    odd = misplaced(text)
    # old Macs' files are rare, and nearly every byte is a letter in them: one or two prove nothing
    doubtful = match.encoding == "mac_roman" and sum(1 for char in text if char > "\x7f") < _FEW
    refused = doubtful or odd > MOST_MISPLACED
    return (refused, round(odd, 2), match.chaos, -match.coherence, _CANDIDATES.index(match.encoding))


def mostly_utf8(data: bytes) -> bool:
    """Whether a file is UTF-8 with broken bytes, not a file in an older encoding.

    Letters of an older encoding hardly ever make a valid sequence of UTF-8 by chance; where there is one for
    every two broken bytes, the file was UTF-8 once.
    """
    text = data[:_SAMPLE].decode("utf-8", "replace")
    good = sum(1 for char in text if char > "\x7f" and char != "\ufffd")
    return 2 * good >= text.count("\ufffd")


def _broken(error: UnicodeDecodeError, encoding: str, name: str) -> EncodingError:
    before = error.object[: error.start]
    line = before.count(b"\n") + 1
    return EncodingError(
        f"byte {error.start + 1} is no valid {encoding.upper().replace('_', '-')}",
        where=f"{name}:{line}",
        hint="save the story as UTF-8",
    )
