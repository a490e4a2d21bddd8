"""Which signs are letters of another encoding read wrongly, and what they stood for.

UTF-8 that was read as Windows-1252 or Latin-1 shows each letter as two to four signs: a lead (``Ã``, ``â``) and
signs that stand for the bytes 80–BF. A run of those is believed only where decoding it gives a text that a news
story holds; ``CAFÉ»`` has the same shape and is right as it stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from re import Pattern, compile

from compliance_plugins.copy._characters import places

_LEADS = "ÃÂâðÐØÙÎÏÅÄïã"
# The signs of Windows-1252 for the bytes 80–9F; five bytes have none and stay control characters.
_SPECIALS = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
# Spaces, quotation marks and stops that may follow a capital letter in a sound text.
_MAY_FOLLOW = "…‘’“”–—»«\xa0›‹"
# One byte a sign, 1 for what every run begins with and 2 for what follows it, of which signs outside Latin-1 are ?:
# bytes are searched for two of them many times faster than a text for a pattern.
_LEADING, _FOLLOWING = bytes(range(0xC2, 0xF5)), bytes((ord("?"), *range(0x80, 0xC0)))
_PICTURE = bytes.maketrans(_LEADING + _FOLLOWING, b"\x01" * len(_LEADING) + b"\x02" * len(_FOLLOWING))


def may_hold_mojibake(text: str) -> bool:
    """Whether a story has any of the signs that misread UTF-8 begins with."""
    return not text.isascii() and any(sign in text for sign in _LEADS)


@cache
def _runs() -> Pattern[str]:
    follow = f"[\x80-\xbf{_SPECIALS}]"
    return compile(f"(?:[Â-ß]{follow}|[à-ï]{follow}{{2}}|[ð-ô]{follow}{{3}}|â€(?=[^{_SPECIALS}\x80-\xbf]|$))+")


def _begins(text: str) -> Iterator[int]:
    """Where a run may begin."""
    return places(text.encode("latin-1", "replace").translate(_PICTURE), b"\x01\x02")


def mojibake(text: str) -> Iterator[tuple[int, int, str]]:
    """Every run of misread letters: its offsets, and the letters that were meant."""
    end = 0
    known: dict[str, str] = {}  # the same sign is mostly misread everywhere
    for begin in _begins(text):
        match = _runs().match(text, begin) if begin >= end else None
        if match is None:
            continue
        start, end = match.span()
        seen = match[0]
        meant = known.get(seen)
        if meant is None:
            meant = known[seen] = _decode(seen)
        if meant and _is_sound(text, start, end, meant):
            yield start, end, meant


def _decode(seen: str) -> str:
    """What the signs were before they were misread, once or several times over; empty where they make no sense."""
    meant = ""
    if seen.endswith("â€"):
        seen += "\x9d"
    for _ in range(3):
        try:
            seen = b"".join(_byte(sign) for sign in seen).decode()
        except UnicodeError:
            break
        meant = seen
    return meant


def _byte(sign: str) -> bytes:
    return sign.encode("cp1252") if sign in _SPECIALS else sign.encode("latin-1")


def _is_sound(text: str, start: int, end: int, meant: str) -> bool:
    """Whether the decoded letters are more likely in a story than the signs as they stand."""
    if len(meant) > 1 and all(0x370 <= ord(letter) < 0x700 for letter in meant):
        return True
    if not all(_is_usual(letter) for letter in meant):
        return False
    if end - start == 2 and text[start + 1] in _MAY_FOLLOW:
        # MANHÃ” and Â» end a word in capitals; ESPAÃ‘A goes on
        capital_before = text[start - 1 : start].isupper()
        return text[end : end + 1].isalpha() or not (capital_before or text[start + 1] in "»«\xa0" or start == 0)
    return True


def _is_usual(letter: str) -> bool:
    code = ord(letter)
    return 0xA0 <= code < 0x180 or 0x2010 <= code < 0x2123 or letter in "\ufeff\ufffd•€" or code > 0x1F000
