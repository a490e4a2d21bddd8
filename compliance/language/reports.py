"""Decides who is said to have said something, with or without quotation marks, in the sentence around a place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import TYPE_CHECKING

from compliance.article import Span
from compliance.language.detect import story_language
from compliance.language.marks import quoting
from compliance.language.quotation_frames import frames, last_letters, story_cues
from compliance.language.sentences import split
from compliance.language.speakers import phrase_after, subject_before
from compliance.record import Record

if TYPE_CHECKING:
    from compliance.article import Article
    from compliance.language.quotation_frames import Cue

_REACH = 400
# so far before a participle stands what makes a clause of it (with officials saying)
_CLAUSE = 60


class Report(Record):
    """A clause that reports what somebody said.

    :param speaker: the words that name who spoke.
    :param cue: the verb or phrase of saying.
    :param sentence: where the clause stands.
    """

    speaker: Span
    cue: Span
    sentence: Span


def quoted_around(article: Article, start: int, end: int) -> Span | None:
    """The outermost quotation that holds a stretch, if any does."""
    outer = article.get(outermost)
    index = bisect_left(outer, (start + 1,)) - 1
    return outer[index] if index >= 0 and outer[index].end >= end else None


def outermost(article: Article) -> tuple[Span, ...]:
    """The stretches inside quotation marks that lie in no other, in order."""
    return tuple(quoted.span for quoted in article.get(quoting).quoted if quoted.depth == 0)


def sentence_at(article: Article, offset: int) -> Span:
    """The sentence in which a place lies, quotation marks not regarded."""
    block = article.block_at(offset)
    if block is None:
        return Span(offset, offset)
    start, end = max(block.start, offset - _REACH), min(block.end, offset + _REACH)
    for first, last in split(article.text, start, end, article.get(story_language)):
        if first <= offset < last:
            return Span(first, last)
    return Span(offset, offset)


def report_by(article: Article, place: Span) -> Report | None:
    """The report whose speaker's name holds a place (``a source`` in ``a source close to the talks said``)."""
    sentence = sentence_at(article, place.start)
    reports = article.get(story_cues)
    first = bisect_left(reports, (sentence.start,))
    for cue in reports[first:]:
        if cue.start >= sentence.end:
            return None
        if quoted_around(article, cue.start, cue.end) or (cue.beside and not _quotes(article, cue, sentence)):
            continue
        if _is_told_of(article, cue) or _describes(article, cue):
            continue
        for speaker in _speakers(article, cue, sentence):
            if speaker.overlaps(place):
                return Report(speaker, Span(cue.start, cue.end), sentence)
    return None


def story_cues_in(article: Article, place: Span) -> bool:
    """Whether a verb of saying stands in a stretch, outside quotation marks and wherever it counts."""
    reports = article.get(story_cues)
    start, end = place
    first = bisect_left(reports, (start,))
    return any(not cue.beside and not cue.weak for cue in reports[first : bisect_left(reports, (end,), first)])


def pronoun_reports(article: Article, pronouns: frozenset[str]) -> Iterator[Span]:
    """Where a pronoun opens a sentence and a verb of saying follows it at once (``He said the talks …``)."""
    text = article.text
    letters = last_letters(pronouns)
    for verb, end, form, beside, _, weak, _ in article.get(story_cues):
        if text[verb - 2] not in letters or verb < 2 or form != "finite" or beside or weak:
            continue
        start = text.rfind(" ", 0, verb - 1) + 1
        start = max(start, text.rfind("\n", start, verb - 1) + 1)
        word = text[start : verb - 1].lower()
        if word in pronouns and _opens_sentence(text, start) and quoted_around(article, start, end) is None:
            yield Span(start, verb - 1)


def _opens_sentence(text: str, start: int) -> bool:
    """Whether a sentence starts at a place, or one word before it (``Later he said``)."""
    before = text[max(start - 24, 0) : start].rsplit(maxsplit=1)[-1:]
    return text[start].isupper() or (bool(before) and before[0].isalpha() and before[0][0].isupper())


def _quotes(article: Article, cue: Cue, sentence: Span) -> bool:
    """Whether a quotation stands behind a verb that reports only with one (``described it as “…”``)."""
    outer = article.get(outermost)
    index = bisect_left(outer, (cue.end,))
    return index < len(outer) and outer[index].start < sentence.end


def _is_told_of(article: Article, cue: Cue) -> bool:
    """``sources said to be cheap``: what stands before is spoken of."""
    following = article.text[cue.end : cue.end + 12].lower().split()[:2]
    return len(following) == 2 and following[0] == "to" and following[1] in frames(article.get(story_language)).between


def _describes(article: Article, cue: Cue) -> bool:
    """``officials professing a “belief”``, ``a letter, entitled “…”``: what stands before is described, and says
    nothing; ``with officials saying`` reports.
    """
    text, words = article.text, frames(article.get(story_language))
    if cue.form == "participle" and not words.gerunds:
        before = text[max(cue.start - _CLAUSE, 0) : cue.start]
        opened = before.lower().split()
        told = opened[-1:] and (opened[-1] in words.between or before.endswith((", ", "— ", "– ", "- ")))
        return not told and words.company.isdisjoint(opened)
    return text[cue.start - 2 : cue.start] == ", " and text[cue.start : cue.end].lower() in words.works


def _speakers(article: Article, cue: Cue, sentence: Span) -> Iterator[Span]:
    """Who may be the subject of a verb of saying: before it, or after it where nothing else follows."""
    words, text = frames(article.get(story_language)), article.text
    low = sentence.start
    outer = article.get(outermost)
    before = bisect_left(outer, (cue.start,)) - 1
    if before >= 0:
        low = max(low, min(outer[before].end, cue.start))
    own = None if cue.form == "speaker-follows" else subject_before(text, low, cue.start, words)
    inverted = None
    if cue.form == "speaker-follows" or (cue.form == "finite" and not cue.addressee):
        inverted = phrase_after(text, cue.end, sentence.end, words)
    if own is not None and inverted is not None and text[low : cue.start].rstrip()[-1:] == ",":
        # "The springs are in the hills, said Orme.": what stands before the comma is what was said
        if words.gerunds or _closes(text, inverted.end):
            yield inverted
        own, inverted = (None if _closes(text, inverted.end) else own), None
    if own is not None:
        yield own
    if inverted is not None and (cue.form == "speaker-follows" or own is None or _closes(text, inverted.end)):
        yield inverted


def _closes(text: str, end: int) -> bool:
    """Whether a clause ends after a noun phrase: no verb of its own follows it."""
    return text[end : end + 1] in ("", ".", ",", ";", ":", ")", "\n")
