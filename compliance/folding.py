"""Folds text so that phrases can be found in it without looking at capitals, separators and kinds of apostrophe."""

from __future__ import annotations

from unicodedata import normalize


def _fold_table() -> bytes:
    table = bytearray(256)
    for code in range(256):
        char = chr(code)
        if char.isalnum():
            lower = char.lower()
            table[code] = ord(lower) if len(lower) == 1 and ord(lower) < 256 else code
        else:
            table[code] = code if char in "'&%$£€+#@" else 0x20
    table[ord("?")] = 0x20
    return bytes(table)


_TABLE = _fold_table()
ODD = "\u0130\u0131\u017f\u0178\u1e9e\u212a\u212b\u039c\u03bc"
"""The letters outside Latin-1 that are the other case of one inside it, to whoever does not count capitals: the dotted
capital and the dotless small i, the long s, Ÿ, the capital ß, the signs of kelvin and ångström, both letters mu."""

_WITHOUT_FIGURES = bytes((*range(0x06), *range(0x1D, 0xA6)))
"""The upper bytes of the letters and signs among which there are no figures."""


def is_odd(text: str) -> bool:
    """Whether a text has one of the :data:`ODD` letters, or figures of another script than Latin."""
    if is_latin(text):
        return False
    if any(letter in text for letter in ODD):
        return True
    upper = text.encode("utf-16-le", "surrogatepass")[1::2].translate(None, _WITHOUT_FIGURES)
    return bool(upper) and any(letter.isdecimal() and not letter.isascii() for letter in text)


def fold(text: str) -> bytes:
    """The text as one byte a code point: lower case, every separator a space, foreign letters a space."""
    return straight(text).encode("latin-1", "replace").translate(_TABLE)


def straight(text: str) -> str:
    """The text with every apostrophe a straight one; replacing runs far faster than a table."""
    return text if text.isascii() else text.replace("’", "'").replace("‘", "'").replace("ʼ", "'")


def one_spaced(text: str) -> str:
    """A phrase as it is looked for: in the form (NFC) that stories are read in, all white space one space."""
    return " ".join((text if text.isascii() else normalize("NFC", text)).split())


def is_latin(text: str) -> bool:
    """Whether a text has signs of Latin-1 only: asked of a codec, which costs less than to look at each sign."""
    try:
        text.encode("latin-1")
    except UnicodeEncodeError:
        return False
    return True


def lower(text: str) -> str:
    """The text without capitals, of the same length: a letter whose small form is two stays as it is."""
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
