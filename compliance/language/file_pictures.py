"""Decides whether a caption tells its reader that the picture is not of this story: file, archive, illustration."""

from __future__ import annotations

import re
from functools import cache

from compliance.language.credit_phrases import phrases, tokens
from compliance.language.locale import languages, locale_data
from compliance.lexicon import Lexicon


def says_file(caption: str, lexicon: Lexicon) -> bool:
    """Whether a caption, its credit cut off, says so.

    ``In this April 10, 2020, photo`` says it too: it gives the day as one that is not the story's.
    """
    words = tokens(caption)
    index = phrases(lexicon, "file-markers")
    for position in range(len(words)):
        found = index.at(words, position)
        if found is None:
            continue
        at = found.entry.text("at")
        if at == "anywhere" or (at == "start" and _labels(caption, found.start, found.end, found.exact)):
            return True
        if at == "credit" and _bracketed(caption, found.start, found.end):
            return True
    return _in_this_photo().search(caption) is not None


def _labels(caption: str, start: int, end: int, exact: bool) -> bool:
    """A label of its own: at the head before a sign, in brackets, or behind the last sentence."""
    after = caption[end:].lstrip()[:1]
    if not caption[:start].strip(" ([*-") and (after in (":", "-", "–", "—", ".", ")", "]", "|", "") or not after):
        return exact or caption[start:end].isupper() or after in (")", "]")
    if _bracketed(caption, start, end):
        return True
    return caption[:start].rstrip()[-1:] in (".", "!", "?", "") and after in ("", ".")


def _bracketed(caption: str, start: int, end: int) -> bool:
    return caption[:start].rstrip()[-1:] in ("(", "[") and caption[end:].lstrip()[:1] in (")", "]", ",", ";", "/")


@cache
def _in_this_photo() -> re.Pattern[str]:
    """`In this April 10, 2020, photo`, in every language that has the form."""
    forms = [str(form) for tongue in languages() for form in locale_data(tongue, "credits").get("dated_picture", ())]
    return re.compile("|".join(forms) or "(?!)")
