"""Decides what stands between quotation marks: speech, a title, a nickname, a word held at arm's length."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance.article import BODY

if TYPE_CHECKING:
    from compliance.language.marks import Quoted
    from compliance.language.quotation_clauses import Found
    from compliance.language.quotation_frames import Frames

_FEW = 3
_LONG_TITLE = 60
# so short are the words that a title of another language writes small
_SMALL = 3
# so long is a line between paragraphs that only quotes
_CROSSHEAD = 12
_BESIDE = ("", "previous-sentence", "following-sentence")
_NEAR = 5
_LONGEST_NAME = 6
_ENDS = ".,!?…"


def kind_of(text: str, quoted: Quoted, found: Found, alone: bool, words: Frames) -> str:
    """The kind of a quotation, given what was found out about its speaker.

    :param alone: the quotation is a sentence of its own.
    """
    (start, _), (first, last), _, _, continues, runs_on, block = quoted
    speaker, cue, how = found
    inner = text[first:last].strip()
    direct = how == "colon" or (cue is not None and how in ("before", "after"))
    parts = inner.split()
    if alone and how in _BESIDE and not (continues or runs_on) and _is_crosshead(text, quoted, parts):
        return "words"
    if (direct and len(inner) > _LONG_TITLE) or (alone and speaker is not None and block.role in BODY):
        return "speech"
    if not alone:
        if len(parts) <= _FEW and is_nickname(text, quoted, parts):
            return "nickname"
        before = text[max(start - 40, block.span.start) : start].rsplit(maxsplit=1)[-1:]
        word = before[0].lower().strip(",:") if before else ""
        if not direct and word in words.works and inner[-1:] not in ".!?" and _is_name(parts, words):
            return "title"
        if not direct and word in words.named and len(parts) <= _LONGEST_NAME and not _has_stop(inner):
            return "title"
        if not direct and word in words.mentioned and not _is_whole(inner):
            return "words"
        if block.role not in BODY and _names_sign(text, quoted, words):
            return "shown"
        if word in words.shown and (cue is None or text[cue.start : cue.end].lower() == word):
            return "shown"
    if direct or continues or runs_on:
        return "speech"
    if block.role not in BODY:
        return "scare" if len(parts) <= _FEW else "words"
    if alone:
        return "speech"
    if len(parts) <= _FEW and inner[-1:] not in (",", "!", "?"):
        return "title" if is_title(parts, words) and len(parts) > 1 else "scare"
    if how in ("subject", "") and is_title(parts, words):
        return "title"
    if speaker is None and (inner[:1].islower() or _is_noun(text, quoted, inner)):
        return "words"
    return "speech"


def _is_whole(inner: str) -> bool:
    """Whether quoted words end as a sentence does."""
    return inner[-1:] in (".", "!", "?", "…")


def _has_stop(inner: str) -> bool:
    return any(sign in inner for sign in ".,;:!?…")


def _is_noun(text: str, quoted: Quoted, inner: str) -> bool:
    """``“The villa of winds” opened in May``: the sentence goes on with the words as with a noun."""
    following = text[quoted.span.end : min(quoted.span.end + 2, quoted.block.end)]
    return following[:1] == " " and following[1:].islower() and inner[-1:] not in ",.!?…"


def _is_crosshead(text: str, quoted: Quoted, parts: list[str]) -> bool:
    """A line between paragraphs that is only a few quoted words, with a number or a dash before them at most."""
    before = text[quoted.block.start : quoted.span.start]
    alone = quoted.span.end == quoted.block.end and not any(sign.isalpha() for sign in before)
    return alone and len(parts) <= _CROSSHEAD and parts[-1][-1].isalnum()


def _names_sign(text: str, quoted: Quoted, words: Frames) -> bool:
    """``graffiti that reads ‘…’`` in a caption: a sign, a wall or a banner a few words before."""
    before = text[max(quoted.span.start - 60, quoted.block.start) : quoted.span.start].lower().split()[-_NEAR:]
    return any(word.strip(",:") in words.shown for word in before)


def is_nickname(text: str, quoted: Quoted, parts: list[str]) -> bool:
    """``Jan “Bobo” Kolar``: between two parts of a name."""
    if not 0 < len(parts) <= _FEW:
        return False
    start, end = quoted.span
    after = text[end : min(end + 2, quoted.block.end)]
    if len(after) < 2 or after[0] != " " or not after[1].isupper():
        return False
    before = text[max(quoted.block.start, start - 40) : start].split()[-1:]
    return bool(before) and before[0].isalpha() and before[0][0].isupper() and parts[-1][-1] not in _ENDS


def _is_name(parts: list[str], words: Frames) -> bool:
    return len(parts) <= _FEW or is_title(parts, words)


def is_title(parts: list[str], words: Frames) -> bool:
    """Whether words are capitalised as a title's are."""
    if not parts or parts[-1][-1] in ".":
        return False
    long = [part for part in parts if len(part) > _SMALL and part.lower().strip("’'\",:") not in words.small]
    if not long:
        long = [part for part in parts if part.lower().strip("’'\",:") not in words.small]
    if not long:
        return False
    return all(not part[0].isalpha() or part[0].isupper() for part in long)
