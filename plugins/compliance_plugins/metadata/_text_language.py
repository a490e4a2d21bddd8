"""Which language a story's text is plainly in, however it is declared."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from compliance.article import Role
from compliance.language.detect import CERTAIN, FIRST_LOOK, language_of, words_between
from compliance.language.locale import languages, locale_data

if TYPE_CHECKING:
    from compliance.article import Article

OTHER_LETTERS = "other letters"
"""What is told of a text that is written in none of the known languages' letters."""
_DUMMY = "lorem ipsum"
"""What opens the setter's text that is in no language: ``copy/placeholder`` tells of it."""
_LEAST, _MOST = 40, 3_000
_PARAGRAPH = 80
_LATIN_ENDS = "\u024f"
_MOSTLY = 0.6
_CLEAR = 4
"""How many of the small words of one language stand against one of the other."""


def code_of(tag: str) -> str:
    """The language of a tag without region (``en-GB``, ``en_US``, ``eng``); empty where it means no one language."""
    code = tag.strip().replace("_", "-").partition("-")[0].lower()
    code = _codes().get(code, code)
    return code if code in languages() or (len(code) == 2 and code.isalpha()) else ""


def text_language(article: Article, declared: str) -> str | None:
    """The language that the paragraphs are in without doubt, where it is another than declared.

    :param declared: a code as :func:`code_of` gives it.
    :returns: a code, or :data:`OTHER_LETTERS`; ``None`` where the text is as declared, short, mixed or not to be told.
    """
    paragraphs = [article[block] for block in article.of_role(Role.PARAGRAPH, Role.LIST) if block]
    text = " ".join(paragraphs)[:_MOST]
    if language_of(text[:FIRST_LOOK], CERTAIN) == declared or len(text.split()) < _LEAST:
        return None
    if _DUMMY in text.lower():
        return None
    if _has_other_letters(text):
        return OTHER_LETTERS if declared in languages() else None
    told = language_of(text)
    if told is None or told == declared or declared in locale_data(told, "language").get("neighbours", ()):
        return None
    if declared not in languages():
        return None if "prior" in locale_data(told, "language") else told
    ours, theirs = words_between(text, told, declared)
    if ours < _CLEAR * theirs:
        return None
    mixed = any(language_of(part) == declared for part in paragraphs if len(part) >= _PARAGRAPH)
    return None if mixed else told


def _has_other_letters(text: str) -> bool:
    """Whether most letters are of another script than Latin."""
    if text.isascii():
        return False
    letters = [char for char in text if char.isalpha()]
    return sum(char > _LATIN_ENDS for char in letters) > _MOSTLY * len(letters)


@cache
def _codes() -> dict[str, str]:
    return {code: tongue for tongue in languages() for code in locale_data(tongue, "language").get("codes", ())}
