"""Whether a text that was read in an older encoding looks as if it had been written in it.

A detector that is given one or two bytes above ASCII answers something, and a broken letter of UTF-8 then reaches the
rules as `â€`. What stands around such a letter tells more: letters stand in words, capitals before small letters,
an opening mark before a word; and a story in another script has many letters of it.
"""

from __future__ import annotations

import re

MOST_MISPLACED = 0.25
_OTHER_SCRIPT = 20
_LATIN_END = "\u0250"
_OPENING, _CLOSING = "“‘¿¡„‹", "”’…›™®©ªº°´½¼¾"
_ANYWHERE = "«»•·§\xa0×÷±"
_MONEY, _RAISED, _DASHES = "€£¥", "²³", "–—"


def misplaced(text: str) -> float:
    """The share of the signs above ASCII that stand where nobody writes them, from 0 to 1."""
    found = list(re.finditer("[^\x00-\x7f]", text))
    if not found:
        return 0.0
    foreign = sum(1 for sign in found if sign[0] >= _LATIN_END and sign[0].isalpha())
    many = foreign >= _OTHER_SCRIPT
    wrong = sum(1 for sign in found if not _fits(text, sign.start(), many))
    return wrong / len(found)


def _fits(text: str, at: int, other_script: bool) -> bool:
    sign, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    if sign.isalpha() and sign not in _CLOSING:
        if sign >= _LATIN_END:
            return other_script
        # a capital follows no small letter; a letter alone is no word, but for the few that are
        beside = before.isalpha() or after.isalpha() or sign in "àéóèÀÉÓÈ"
        return beside and not (sign.isupper() and before.islower())
    if sign in _OPENING:
        return bool(after) and not after.isspace()
    if sign in _CLOSING:
        return bool(before) and not before.isspace()
    if sign in _MONEY:
        return not before.isalpha() and not after.isalpha()
    if sign in _RAISED:
        return before == "m" and not after.isalpha()
    if sign in _DASHES:
        return not (before.isalpha() and after.isalpha() and (sign == "–" or before.isupper()))
    return sign in _ANYWHERE or "\u3000" <= sign < "\ue000" or sign > "\uf8ff"
