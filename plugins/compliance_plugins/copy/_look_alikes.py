"""Letters of Cyrillic and Greek that look like Latin ones, from the confusables of Unicode Technical Standard 39.

Source: https://www.unicode.org/Public/security/latest/confusables.txt, narrowed to single letters that a reader
cannot tell apart in running text.
"""

from __future__ import annotations

_CYRILLIC = dict(
    zip(
        "аәсԁеҽһіјӏорԛѕԝхуАВСЕҮНІЈКМОРԚЅТԜХУ",
        "aəcdeehijlopqswxyABCEYHIJKMOPQSTWXY",
        strict=True,
    )
)
_GREEK = dict(zip("αγικνορυΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ayikvopuABEZHIKMNOPTYX", strict=True))
_GREEK_ACCENTS = dict(zip("άίόύ", "áíóú", strict=True))

TO_LATIN = str.maketrans({**_CYRILLIC, **_GREEK, **_GREEK_ACCENTS})
TO_CYRILLIC = str.maketrans({latin: cyrillic for cyrillic, latin in _CYRILLIC.items() if latin.isascii()})
TO_GREEK = str.maketrans({latin: greek for greek, latin in _GREEK.items()})


def script(letter: str) -> str:
    """Which of the scripts that are mixed up a letter belongs to: ``L``, ``C``, ``G``, or none."""
    code = ord(letter)
    if code < 0x250 or 0x1E00 <= code < 0x1F00:
        return "L" if letter.isalpha() and letter not in "ªºµ" else ""
    if 0x370 <= code < 0x400:
        return "G"
    return "C" if 0x400 <= code < 0x530 else ""


def plain(word: str) -> str:
    """The word in one script where every letter of the others is a look-alike; empty where that cannot be.

    Two letters of which one is Greek are left as they are: ``ΔT`` is a quantity.
    """
    scripts = [script(letter) for letter in word]
    if len(word) < 3 and "G" in scripts:
        return ""
    order = sorted(("L", "C", "G"), key=lambda one: -scripts.count(one))
    for home in order:
        table = {"L": TO_LATIN, "C": TO_CYRILLIC, "G": TO_GREEK}[home]
        turned = "".join(
            letter if where in (home, "") else letter.translate(table)
            for letter, where in zip(word, scripts, strict=True)
        )
        if scripts.count(home) and all(script(letter) in (home, "") for letter in turned):
            return turned
    return ""
