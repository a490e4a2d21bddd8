"""Words of a story, a file's name or a rule as HTML: never markup, never a line of their own in the output."""

from __future__ import annotations

from collections.abc import Iterable

from compliance.renderers.layout import clean

_SIGNS = str.maketrans(
    {
        "&": "&amp;",
        "<": "&lt;",
        ">": "&gt;",
        '"': "&quot;",
        "'": "&#39;",
        "\n": "&#10;",
        "\r": "&#13;",
        "\u2028": "&#8232;",
        "\u2029": "&#8233;",
    }
)


def exact(text: str) -> str:
    """Every character as it is, line ends too; in text and in quoted attributes."""
    return text.translate(_SIGNS)


def shown(text: str) -> str:
    """In one line, with what nobody could see named."""
    return clean(text).translate(_SIGNS)


def element(name: str, content: str, classes: Iterable[str] = ()) -> str:
    """An element around HTML; nothing where there is nothing to put into it.

    :param content: HTML, already escaped.
    """
    if not content:
        return ""
    given = " ".join(classes)
    attribute = f' class="{given}"' if given else ""
    return f"<{name}{attribute}>{content}</{name}>"
