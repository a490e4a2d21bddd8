"""Which colour means what; without colour the words stand alone and say the same."""

from __future__ import annotations

_CODES = {
    "error": "1;31",
    "warning": "1;33",
    "note": "1;36",
    "bold": "1",
    "dim": "2",
    "rule": "36",
    "label": "34",
    "hold": "1;37;41",
    "review": "1;30;43",
    "publish": "1;30;42",
    "unread": "1;37;41",
    "good": "32",
}


class Paint:
    """Puts colour on text, or leaves it as it is.

    :param colour: whether the output takes colours.
    """

    def __init__(self, colour: bool) -> None:
        self._colour = colour

    def __call__(self, style: str, text: str) -> str:
        """The text in a style; empty text stays empty."""
        return f"\x1b[{_CODES[style]}m{text}\x1b[0m" if self._colour and text else text

    def badge(self, style: str, text: str) -> str:
        """A word that stands out: on its colour with a margin, or bare."""
        return self(style, f" {text} ") if self._colour else text
