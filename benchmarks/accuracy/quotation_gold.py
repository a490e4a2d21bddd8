"""Which quotations a corpus says stand in a story, and whose they are: gold to score the analysis against.

Two kinds of gold in one form. PolNeAR's events: a Content that opens with a quotation mark and has four words or more
is a quotation, its Source the speaker; of a text annotated twice the first file counts. And quotations judged by
hand, kept as offsets alone.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from benchmarks.accuracy import stories
from benchmarks.accuracy.corpora import Corpora
from benchmarks.accuracy.judged import judgements
from compliance import Article, Span
from compliance.record import Record

MIN_WORDS = 4
_MARKS = tuple("\"'“”„«‘‚`")
NOBODY = "none"


class Gold(Record):
    """A quotation as the corpus has it; offsets are those of the story's text.

    :param key: what it is called in the table's lists.
    :param content: the stretches of the quotation, marks included.
    :param source: the stretches that name the speaker, each of them right; none where nobody is named.
    :param cue: the stretches that report the words.
    """

    key: str
    content: tuple[Span, ...]
    source: tuple[Span, ...]
    cue: tuple[Span, ...]


class Annotated(Record):
    """A story with its gold.

    :param reports: the stretches of every report in the story, quoted or not: content, source and cue.
    """

    key: str
    article: Article
    gold: tuple[Gold, ...]
    reports: tuple[Span, ...]


def polnear(corpora: Corpora, corpus: str) -> Iterator[Annotated]:
    """The stories of a corpus in PolNeAR's form, in order."""
    seen: set[str] = set()
    for number, record in enumerate(corpora.records(corpus)):
        text = record["text"]
        if text in seen:
            continue
        seen.add(text)
        key, at = f"{corpus}:{number}", _offsets(text)
        events = [event for event in record["events"] if event.get("Content")]
        gold = tuple(_gold(key, event, at) for event in events if _is_quotation(text, event))
        told = [span for event in events for part in ("Content", "Source", "Cue") for span in _spans(event, part, at)]
        yield Annotated(key, stories.plain(text, None), gold, tuple(told))


def judged(corpora: Corpora, name: str) -> Iterator[Annotated]:
    """The Spanish stories, with the quotations that were judged in ``judgements/NAME.tsv``.

    An identifier is ``spanish-news:N start:end``, offsets in the story's text; its verdict the places that name the
    speaker, ``start:end,start:end``, or ``none`` where the words are nobody's speech and need no speaker.
    """
    by_story: dict[str, list[Gold]] = {}
    for key, verdict in judgements(name).items():
        story, _, place = key.partition(" ")
        source = () if verdict == NOBODY else tuple(_span(part) for part in verdict.split(","))
        by_story.setdefault(story, []).append(Gold(key, (_span(place),), source, ()))
    for key, article in stories.spanish(corpora):
        yield Annotated(key, article, tuple(by_story.get(key, ())), ())


def _offsets(text: str) -> Callable[[int], int]:
    """From offsets in a corpus's text to those in the story's, which is composed (NFC)."""
    if unicodedata.is_normalized("NFC", text):
        return int
    return lambda offset: len(unicodedata.normalize("NFC", text[:offset]))


def _is_quotation(text: str, event: Mapping[str, Any]) -> bool:
    words = " ".join(text[start:end] for start, end in event["Content"])
    return words.startswith(_MARKS) and len(words.split()) >= MIN_WORDS


def _gold(key: str, event: Mapping[str, Any], at: Callable[[int], int]) -> Gold:
    content, source, cue = (_spans(event, part, at) for part in ("Content", "Source", "Cue"))
    return Gold(f"{key} {content[0].start}:{content[-1].end}", content, source, cue)


def _spans(event: Mapping[str, Any], part: str, at: Callable[[int], int]) -> tuple[Span, ...]:
    return tuple(Span(at(start), at(end)) for start, end in event.get(part) or ())


def _span(written: str) -> Span:
    start, _, end = written.partition(":")
    return Span(int(start), int(end))
