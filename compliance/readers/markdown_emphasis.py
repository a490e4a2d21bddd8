"""Decides which signs of emphasis in Markdown open and close what, by CommonMark's rules."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from compliance.readers.normalise import Piece

PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"


@dataclass(slots=True)
class Image:
    """A picture in the text; ``title`` and ``alt`` are its words with their places.

    :param start: where it stands in the source.
    """

    start: int
    end: int
    alt: list[Piece]
    title: list[Piece]
    address: str


@dataclass(slots=True, eq=False)
class Token:
    """A run of the block: ``text`` is ``None`` where the source says it; ``sign`` and flags are for delimiters."""

    start: int
    end: int
    text: str | None = None
    codec: str = "identity"
    sign: str = ""
    opens: bool = False
    closes: bool = False
    length: int = 0
    image: Image | None = None


def delimiter(text: str, sign: str, at: int) -> Token:
    """The run of emphasis signs at an offset, with what it may do there."""
    end = at
    while text.startswith(sign, end):
        end += 1
    before, after = text[at - 1 : at] or "\n", text[end : end + 1] or "\n"
    space_before, space_after = before.isspace(), after.isspace()
    mark_before, mark_after = _is_mark(before), _is_mark(after)
    left = not space_after and (not mark_after or space_before or mark_before)
    right = not space_before and (not mark_before or space_after or mark_after)
    if sign == "_":
        opens, closes = left and (not right or mark_before), right and (not left or mark_after)
    else:
        opens, closes = left, right
    if sign == "~" and end - at > 2:
        opens = closes = False
    return Token(at, end, None, "identity", sign, opens, closes, end - at)


def pair_up(delimiters: list[Token], bottom: int) -> list[tuple[Token, Token, int]]:
    """Pair the delimiters from one on, as CommonMark does; each pair with the number of signs it uses.

    What is paired is cut off its tokens and no longer shown; the delimiters from that one on are done with.
    """
    pairs: list[tuple[Token, Token, int]] = []
    floor: dict[tuple[str, int, bool], int] = {}
    index = bottom
    while index < len(delimiters):
        closer = delimiters[index]
        if not closer.closes:
            index += 1
            continue
        key = (closer.sign, closer.length % 3, closer.opens)
        lowest = max(floor.get(key, bottom), bottom)
        opener = index - 1
        while opener >= lowest and not _pairs(delimiters[opener], closer):
            opener -= 1
        if opener < lowest:
            floor[key] = index
            if closer.opens:
                index += 1
            else:
                del delimiters[index]
            continue
        first = delimiters[opener]
        used = 2 if min(first.end - first.start, closer.end - closer.start) >= 2 else 1
        first.end -= used
        closer.start += used
        pairs.append((first, closer, used))
        del delimiters[opener + 1 : index]
        index = opener + 1
        if first.start == first.end:
            del delimiters[opener]
            index = opener
        if closer.start == closer.end:
            del delimiters[index]
        floor = {kind: min(lowest, index) for kind, lowest in floor.items()}
    del delimiters[bottom:]
    return pairs


def _pairs(opener: Token, closer: Token) -> bool:
    if not opener.opens or opener.sign != closer.sign:
        return False
    if opener.sign == "~":
        return opener.length == closer.length
    if opener.closes or closer.opens:
        return (opener.length + closer.length) % 3 != 0 or (opener.length % 3 == 0 and closer.length % 3 == 0)
    return True


def _is_mark(char: str) -> bool:
    return char in PUNCTUATION or unicodedata.category(char)[0] in "PS"
