"""Decides where a story names people: the places in a stretch, the sentence before and behind, names in one row."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from compliance.article import Article, Span
from compliance.language.people import Person, people
from compliance.language.reports import sentence_at
from compliance_plugins.legal._arrested import arrested
from compliance_plugins.legal._frames import frame_words, words_in
from compliance_plugins.legal._introduced import introduced

_ROW = 5
"""Between two names of one row stand so many words at most."""
Place = tuple[int, int, Person]
"""Where a person is named: start, end, and who it is."""


def named_places(article: Article) -> list[Place]:
    """Every place where a person is named: its start, its end, and who it is."""
    known = (*article.get(people), *article.get(introduced), *arrested(article))
    mentions = [(mention.span, person) for person in known for mention in person.mentions]
    text = article.text  # the full stop of Roe Jr., 41, belongs to the name
    places = [(span.start, span.end + text.startswith(".,", span.end), person) for span, person in mentions]
    places.sort(key=lambda place: place[:2])
    alone = [place for person in known if len(person.mentions) == 1 for place in _by_surname(article, person, places)]
    return sorted((*places, *alone), key=lambda place: place[:2]) if alone else places


def _by_surname(article: Article, person: Person, places: list[Place]) -> Iterator[Place]:
    """Where somebody named once is called by a surname that is a town's too, at the head of a sentence."""
    text, surname, (mention,) = article.text, person.surname, person.mentions
    at = text.find(surname, mention.span.end)
    while surname and at >= 0:
        end = at + len(surname)
        index = bisect_left(places, at, key=place_start)
        free = (index == len(places) or places[index][0] >= end) and (not index or places[index - 1][1] <= at)
        whole = not text[at - 1].isalnum() and not text[end : end + 1].isalnum()
        if free and whole and _opens(article, at):
            yield at, end, person
        at = text.find(surname, end)


def _opens(article: Article, start: int) -> bool:
    """Whether a place stands at the head of its sentence."""
    return sentence_at(article, start).start == start


def place_start(place: Place) -> int:
    """Where a name begins."""
    return place[0]


def together(article: Article, sentence: Span, person: Person) -> Iterator[Person]:
    """Whoever is named with somebody in one row: ``Ana Roe, 14, and Tom Roe, 15``, the person too."""
    row: list[Person] = []
    end = sentence.start
    for place in named_in(article, sentence):
        if row and not _joins(article, article.text[end : place[0]]):
            if person in row:
                break
            row = []
        row.append(place[2])
        end = place[1]
    yield from row if person in row else [person]


def _joins(article: Article, between: str) -> bool:
    """Whether two names stand in one row: ages, commas and a word for *and* alone between."""
    said = words_in(between)
    joins = frame_words(article, "and") | frame_words(article, "link")
    row = "," in between or bool(frame_words(article, "and").intersection(said))
    return row and len(said) <= _ROW and all(word in joins or word.isdigit() for word in said)


def sentence_before(article: Article, sentence: Span) -> Span:
    """The sentence in front of one, in the paragraph before where it is the first; empty where there is none."""
    last = sentence.start - 1
    while last >= 0 and article.text[last].isspace():
        last -= 1
    return sentence_at(article, last) if last >= 0 else Span(sentence.start, sentence.start)


def sentence_behind(article: Article, sentence: Span) -> Span:
    """The sentence behind one, in the paragraph after where it is the last; empty where there is none."""
    first, end = sentence.end, len(article.text)
    while first < end and article.text[first].isspace():
        first += 1
    return sentence_at(article, first) if first < end else Span(end, end)


def named_in(article: Article, stretch: Span) -> Iterator[Place]:
    """The places of a stretch where people are named, in order."""
    named = article.get(named_places)
    for index in range(bisect_left(named, stretch.start, key=place_start), len(named)):
        if named[index][0] >= stretch.end:
            return
        if named[index][1] <= stretch.end:
            yield named[index]


def first_named(article: Article, sentence: Span) -> Place | None:
    """The first person of a sentence to whom nothing was done in it."""
    return next((place for place in named_in(article, sentence) if not is_object(article, place[0])), None)


def nearest(person: Person, offset: int) -> Span:
    """Of the places where a person is named, the one nearest to an offset."""
    mentions = person.mentions
    index = bisect_left(mentions, offset, key=lambda mention: mention.span.start)
    beside = mentions[max(index - 1, 0) : index + 1]
    return min((mention.span for mention in beside), key=lambda span: abs(span.start - offset))


def is_object(article: Article, start: int) -> bool:
    """Whether something was done to whom a name stands for: ``the murder of Ana Roe``."""
    before = article.text[max(start - 24, 0) : start].split()
    return bool(before) and before[-1] in frame_words(article, "object")
