"""Decides how a quotation stands in its sentence: what leads into it, what goes on after it, where both end.

The text outside the marks is cut into *gaps*; a gap's last unfinished sentence leads into the quotation
after it, its first one may still belong to the quotation before it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance.article import Block, Span
from compliance.language.sentences import first_end, last_start
from compliance.record import Record

if TYPE_CHECKING:
    from compliance.language.marks import Quoted

# so long is an abbreviation with its full stops
_ABBREVIATED = 5
DASHES = "—–―-~"
BLANK = " \u00a0\t\n,;-—–―.\"'”’»"


class Setting(Record):
    """One quotation in its sentence.

    :param lead: the unfinished sentence before it.
    :param tail: the rest of its sentence after it.
    :param ended: the sentence ends with the quotation (after ``?`` or ``!`` that may be doubtful: then there is
        a tail all the same).
    :param comma: a comma or dash says that the sentence goes on; only asked where there is a tail.
    :param joined: it stands in one sentence with the quotation before it.
    """

    lead: Span | None
    tail: Span | None
    ended: bool
    comma: bool
    joined: bool


def settings(text: str, block: Block, quoted: list[Quoted], language: str | None) -> list[Setting]:
    """How each of a block's quotations stands in its sentence."""
    made: list[Setting] = []
    position, last = block.span
    ended, head = True, position
    for index, one in enumerate(quoted, 1):
        (start, end), (first, close) = one.span, one.inner
        lead, joined = None, not ended
        gap = text[position:start]
        if gap.strip(BLANK):
            # no sentence of the gap was found to end, looking from the quotation before
            whole = head >= start
            lead = None if _is_finished(gap.rstrip()) else _lead(text, position, start, language, whole=whole)
            joined = joined and whole
        position = max(position, end)
        stop = quoted[index].span.start if index < len(quoted) else last
        ended = _ended(text, end, text[close - 1] if close > first else "", stop)
        tail, comma = None, False
        if not ended or text[close - 1] in "?!…":
            head = first_end(text, position, stop, language)
            if text[position:head].strip(BLANK):
                tail, comma = Span._make((position, head)), _comma(text, end, text[max(close - 3, first) : close])
        made.append(Setting._make((lead, tail, ended, comma, joined)))
    return made


def _lead(text: str, low: int, before: int, language: str | None, *, whole: bool) -> Span | None:
    """The unfinished sentence at the end of a gap; ``whole`` where the gap is one piece of a sentence."""
    start = before - len(text[low:before].lstrip()) if whole else last_start(text, low, before, language)
    words = text[start:before].rstrip()
    return None if _is_finished(words) or not words.strip(BLANK) else Span._make((start, before))


def _is_finished(words: str) -> bool:
    """Whether a stretch ends with a sentence."""
    last = words[-1]
    if last in '"”»)':
        last = words.rstrip("\"'”’»)")[-1:]
    return last in ".!?…" and not _abbreviated(words)


def _abbreviated(words: str) -> bool:
    """Whether a stretch ends in an abbreviation with inner full stops (``the U.S.``), not in its sentence's stop."""
    if words[-1] != "." or "." not in words[-_ABBREVIATED:-1]:
        return False
    last = words.rsplit(maxsplit=1)[-1]
    return len(last) <= _ABBREVIATED and last[:1].isupper() and "." in last[:-1] and len(words) > 12


def _ended(text: str, start: int, last: str, end: int) -> bool:
    """Whether the sentence ends with a quotation.

    :param start: one past its closing mark.
    :param last: the last sign inside the marks.
    :param end: what stands from here on is no part of the sentence.
    """
    following = text[start : start + 12 if start + 12 < end else end].lstrip()
    if not following:
        return True
    if text[start] in ".!?;" and not following[1:2].isalpha():
        # "“…”., dijo Orduña": a stop too many
        return following[1:2] != ","
    if last and last in ".!?…":
        first = following.lstrip("\"'“‘«(")[:1]
        return not (first.islower() or first == "," or first in DASHES)
    return False


def _comma(text: str, end: int, closing: str) -> bool:
    """Whether a comma or dash stands at the closing mark that ends at a place, or among the last signs before it."""
    if closing.rstrip("’'” ")[-1:] == ",":
        return True
    first = text[end : end + 3].lstrip()[:1]
    return bool(first) and (first == "," or first in DASHES)
