"""Decides how a quotation stands in its sentence: what leads into it, what goes on after it, where both end.

The text outside the marks is cut into *gaps*; a gap's last unfinished sentence leads into the quotation
after it, its first one may still belong to the quotation before it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from compliance.article import Block, Span
from compliance.language.sentences import split

if TYPE_CHECKING:
    from compliance.language.marks import Quoted

_WINDOW = 240
DASHES = "—–―-~"
BLANK = " \u00a0\t\n,;-—–―.\"'”’»"


class Setting(NamedTuple):
    """One quotation in its sentence.

    :param lead: the unfinished sentence before it.
    :param tail: the rest of its sentence after it.
    :param ended: the sentence ends with the quotation (after ``?`` or ``!`` that may be doubtful: then there is
        a tail all the same).
    :param comma: a comma or dash says that the sentence goes on.
    :param joined: it stands in one sentence with the quotation before it.
    """

    lead: Span | None
    tail: Span | None
    ended: bool
    comma: bool
    joined: bool

    @property
    def alone(self) -> bool:
        """Whether the quotation makes up its sentence."""
        return self.lead is None and self.ended


Gap = tuple[Span, Span]
"""The first and the last sentence of the text between two quotations; the same where there is only one."""


def settings(
    text: str, block: Block, quoted: list[Quoted], language: str | None
) -> tuple[list[Gap | None], list[Setting]]:
    """The gaps (one more than there are quotations, none where blank), and each quotation's setting."""
    gaps: list[Gap | None] = []
    position = block.start
    for one in quoted:
        gaps.append(_gap(text, position, one.span.start, language))
        position = max(position, one.span.end)
    gaps.append(_gap(text, position, block.end, language))
    made: list[Setting] = []
    ended = True
    for index, one in enumerate(quoted):
        gap = gaps[index]
        joined = index > 0 and not ended and (gap is None or gap[0] is gap[1])
        lead = _lead(text, gap[1], one.span.start) if gap else None
        ended = _ended(text, one, quoted[index + 1].span.start if index + 1 < len(quoted) else block.end)
        following = gaps[index + 1]
        tail = _tail(text, one, following[0], ended) if following else None
        made.append(Setting(lead, tail, ended, _comma(text, one), joined))
    return gaps, made


def _gap(text: str, start: int, end: int, language: str | None) -> Gap | None:
    if end - start < 40:
        words = text[start:end]
        if not words.strip():
            return None
        if "." not in words and "!" not in words and "?" not in words:
            start += len(words) - len(words.lstrip())
            whole = Span(start, start + len(words.strip()))
            return whole, whole
    if end - start <= 2 * _WINDOW:
        pieces = split(text, start, end, language)
        if not pieces:
            return None
        first = Span(*pieces[0])
        return first, first if len(pieces) == 1 else Span(*pieces[-1])
    head = split(text, start, start + _WINDOW, language)
    foot = split(text, end - _WINDOW, end, language)
    if len(head) > 1 and len(foot) > 1:
        return Span(*head[0]), Span(*foot[-1])
    pieces = split(text, start, end, language)
    first = Span(*pieces[0]) if pieces else Span(start, end)
    return first, first if len(pieces) < 2 else Span(*pieces[-1])


def _lead(text: str, last: Span, before: int) -> Span | None:
    start, end = last
    words = text[start:end]
    if words[-1] in '.!?…"”»)' and words.rstrip("\"'”’»)")[-1:] in ".!?…" and not _abbreviated(words):
        return None
    return Span(start, before) if words.strip(BLANK) else None


def _abbreviated(words: str) -> bool:
    """Whether a stretch ends in an abbreviation with inner full stops (``the U.S.``), not in its sentence's stop."""
    last = words.rsplit(maxsplit=1)[-1]
    return len(last) <= 5 and last[:1].isupper() and last.endswith(".") and "." in last[:-1] and len(words) > 12


def _tail(text: str, quoted: Quoted, first: Span, ended: bool) -> Span | None:
    if ended and text[quoted.inner.end - 1] not in "?!…":
        return None
    return first if text[first.start : first.end].strip(BLANK) else None


def _ended(text: str, quoted: Quoted, end: int) -> bool:
    start = quoted.span.end
    following = text[start : min(end, start + 12)].lstrip()
    if not following:
        return True
    if text[start] in ".!?;" and not following[1:2].isalpha():
        return True
    if quoted.inner.end > quoted.inner.start and text[quoted.inner.end - 1] in ".!?…":
        first = following.lstrip("\"'“‘«(")[:1]
        return not (first.islower() or first == "," or first in DASHES)
    return False


def _comma(text: str, quoted: Quoted) -> bool:
    inner = text[max(quoted.inner.end - 3, quoted.inner.start) : quoted.inner.end]
    if inner.rstrip("’'” ")[-1:] == ",":
        return True
    first = text[quoted.span.end : quoted.span.end + 3].lstrip()[:1]
    return bool(first) and (first == "," or first in DASHES)
