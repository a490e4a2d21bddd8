"""Decides whom a story says to be arrested, accused or on trial, and whether it knows of a conviction."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from compliance.article import Article, Span
from compliance.language.detect import story_language
from compliance.language.people import Person, people
from compliance.language.reports import quoted_around, sentence_at
from compliance.record import Record

if TYPE_CHECKING:
    import re

    from compliance.lexicon import Lexicon
    from compliance.scanner import Hit

_LIST, _FRAMES = "case-words", "guilt-frames"
_FAR = 80
"""A person stands so many code points before the words at most."""
_WORDS = 5
"""Behind them stand so many words at most before the name."""
_LATER = 2
"""Whoever is in a case and not named at it, is named so many sentences later at most."""
Place = tuple[int, int, Person]
"""Where a person is named: start, end, and who it is."""


class Suspect(Record):
    """Somebody who is arrested, accused or on trial.

    :param cue: the words that say so.
    :param cleared: the story tells that he was acquitted or let go.
    """

    person: Person
    cue: Span
    cleared: bool = False


def under_way(article: Article) -> bool:
    """Whether a story tells of a case, and of no conviction in it; what somebody demands in a quotation is none."""
    hits = article.hits(_LIST, article.get(story_language))
    if not any(hit.entry.text("kind") == "charge" for hit in hits):
        return False
    return not any(hit.entry.text("kind") == "conviction" and not _is_wished(article, hit) for hit in hits)


def _is_wished(article: Article, hit: Hit) -> bool:
    quotation = quoted_around(article, hit.start, hit.end)
    return quotation is not None and quotation.end - quotation.start > _FAR // 2


def suspects(article: Article) -> Mapping[str, Suspect]:
    """Those alive whom a story that knows of no conviction names as suspects, by name, in the order of the cues."""
    if not article.get(under_way):
        return {}
    found: dict[str, Suspect] = {}
    dead = set()
    for hit in article.hits(_LIST, article.get(story_language)):
        kind = hit.entry.text("kind")
        if kind not in ("charge", "dead") or quoted_around(article, hit.start, hit.end):
            continue
        person = person_of(article, hit) or (_named_later(article, hit) if kind == "charge" else None)
        if person is None:
            continue
        if kind == "dead":
            dead.add(person.name)
        elif person.name not in found or hit.entry.flag("cleared"):
            known = found.get(person.name)
            cue = known.cue if known is not None else Span(hit.start, hit.end)
            found[person.name] = Suspect(person, cue, hit.entry.flag("cleared"))
    return {name: suspect for name, suspect in found.items() if name not in dead}


def _named_later(article: Article, hit: Hit) -> Person | None:
    """Who opens a sentence soon after one that tells a case and names nobody: ``A man was charged. Ana Roe, 41, …``."""
    sentence = sentence_at(article, hit.start)
    if next(named_in(article, sentence), None) is not None:
        return None
    for _ in range(_LATER):
        sentence = sentence_behind(article, sentence)
        for start, end, person in named_in(article, sentence):
            following = article.text[end : sentence.end]
            said = words_in(following)[: _WORDS + 1]
            aged = following.startswith(",") and any(word.isdigit() for word in said[:2])
            suffered = frame_words(article, "suffered").intersection(said)
            return person if start == sentence.start and aged and not suffered else None
    return None


def named_places(article: Article) -> list[Place]:
    """Every place where a person is named: its start, its end, and who it is."""
    places = [
        (mention.span.start, mention.span.end, person) for person in article.get(people) for mention in person.mentions
    ]
    places.sort(key=lambda place: place[:2])
    return places


def _start(place: Place) -> int:
    return place[0]


def person_of(article: Article, hit: Hit) -> Person | None:
    """Who it is: named at the words, else before them in their sentence, else in the sentence before it (``He …``)."""
    named, side = article.get(named_places), hit.entry.text("name")
    index = bisect_left(named, hit.end, key=_start)
    if index and named[index - 1][1] > hit.start:
        return named[index - 1][2]  # its capital made the word part of the name: Suspect Ana Roe
    if (
        side != "before"
        and index < len(named)
        and (
            _leads_to(article, hit, named[index][0])
            or _is_called(article, article.text[hit.end : named[index][0]])
            or described(article, hit, named[index])
        )
    ):
        return named[index][2]
    if side == "after":
        return None
    sentence = sentence_at(article, hit.start)
    if index and named[index - 1][0] >= sentence.start:
        while index and named[index - 1][0] >= sentence.start:
            index -= 1
            if _is_subject(article, named[index], hit.start):
                return named[index][2] if hit.start - named[index][1] <= _FAR else None
        return None
    opening = article[sentence].lower()
    if not opening.startswith(tuple(f"{word} " for word in frame_words(article, "pronoun"))):
        return None
    before = first_named(article, sentence_before(article, sentence))
    return before[2] if before is not None else None


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
    return row and len(said) <= _WORDS and all(word in joins or word.isdigit() for word in said)


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
    for index in range(bisect_left(named, stretch.start, key=_start), len(named)):
        if named[index][0] >= stretch.end:
            return
        if named[index][1] <= stretch.end:
            yield named[index]


def first_named(article: Article, sentence: Span) -> Place | None:
    """The first person of a sentence to whom nothing was done in it."""
    return next((place for place in named_in(article, sentence) if not _is_object(article, place[0])), None)


def nearest(person: Person, offset: int) -> Span:
    """Of the places where a person is named, the one nearest to an offset."""
    mentions = person.mentions
    index = bisect_left(mentions, offset, key=lambda mention: mention.span.start)
    beside = mentions[max(index - 1, 0) : index + 1]
    return min((mention.span for mention in beside), key=lambda span: abs(span.start - offset))


def cases_in(article: Article, stretch: Span) -> Iterator[Hit]:
    """The words of a stretch that say where a case stands."""
    hits = article.hits(_LIST, article.get(story_language))
    for index in range(bisect_left(hits, stretch.start, key=lambda hit: hit.start), len(hits)):
        if hits[index].start >= stretch.end:
            return
        yield hits[index]


def _leads_to(article: Article, hit: Hit, start: int) -> bool:
    """Whether only a title, an age, a word of guilt or a sign stands between the words and a name, or a day and
    the Spanish *a*: ``arrested 34-year-old Ana Roe``, ``detuvo este lunes a Ana Roe``.
    """
    between = article.text[hit.end : start].replace(",", " ").replace(":", " ").split()
    if len(between) > _WORDS:
        return False
    age = next((index for index, word in enumerate(between) if word[0].isdigit()), len(between))
    passed_over = frame_words(article, "link") | frame_words(article, "noun")
    small = {word for word in between[:age] if word[0].islower()} - passed_over
    apart = hit.entry.flag("apart") and start - hit.end < _FAR // 2
    last = next((word for word in reversed(between) if word[0].islower()), "")
    return not small or (apart and last in frame_words(article, "personal"))


def _is_called(article: Article, between: str) -> bool:
    """Whether words right before a name say who it is: ``accused his deputy Ana Roe``, ``acusó a su compañera de lista
    Ana Roe``; not where they may be of somebody else (``the wife of Ana Roe``, ``al hijo de la alcaldesa Ana Roe``).
    """
    said, owner = between.split(), frame_words(article, "owner")
    if said[:1] and said[0] in frame_words(article, "personal"):
        del said[0]
    if len(said) not in (2, 3, 4) or said[0] not in _determiners(article) or not all(map(str.islower, said)):
        return False
    if not all(map(str.isalpha, said)) or frame_words(article, "apart").union(owner).intersection(said[-1:]):
        return False
    bound = [word for word in said[1:-1] if word in owner]
    if frame_words(article, "apart").intersection(said[1:-1]) or len(bound) > 1:
        return False
    return not bound or (bound[0] in frame_words(article, "plain") and said[-2] in owner)


def described(article: Article, hit: Hit, place: Place) -> bool:
    """Whether the name at a place, between commas, is that of whom the words right before it describe: ``arrested the
    head of the club, Ana Roe, on Monday``. Not where it may be somebody else of the description (``the wife of the
    mayor, Ana Roe``, ``a man in the flat of a neighbour, Ana Roe``).
    """
    start, end, _ = place
    text = article.text
    between = text[hit.end : start]
    if len(between) > _FAR or between[-2:] != ", " or text[end : end + 1] not in (",", "."):
        return False
    said = words_in(between)
    if hit.entry.flag("apart"):
        said = said[_behind_personal(article, said) :]
    else:
        said = [word_before(text, hit.end), *said]
        if said[0] not in frame_words(article, "definite"):
            del said[0]
    if any(sign in between[:-2] for sign in ",.;:?!()") or len(said) < 2 or said[0] not in _determiners(article):
        return False
    return (
        not frame_words(article, "apart").union(_related(article), frame_words(article, "noun")).intersection(said[1:])
    )


def _behind_personal(article: Article, said: list[str]) -> int:
    """Where whom it was done to begins behind the Spanish *a*, *al* included; the end for nowhere."""
    personal = frame_words(article, "personal")
    at = next((index for index, word in enumerate(said) if word in personal), len(said))
    return at + (at < len(said) and said[at] == "a")


def _determiners(article: Article) -> frozenset[str]:
    return frame_words(article, "determiner") | frame_words(article, "definite")


def _related(article: Article) -> frozenset[str]:
    """Words for whom another person belongs to: of the two the name may be either's."""
    entries = article.lexicon.entries("victim-words", article.get(story_language))
    return frozenset(entry.phrase for entry in entries if entry.text("kind") in ("kin", "related"))


def _is_subject(article: Article, place: Place, start: int) -> bool:
    """Whether the words at a place are said of whom a name before them stands for: a relative clause that follows the
    name itself is, one that follows another noun (``a centre for women who were raped``) is not.
    """
    before = article.text[place[1] : start]
    last = before.split()[-3:]
    if last[1:] and last[-1].isalpha() and frame_words(article, "determiner").intersection(last[:-1]):
        return False  # Ana Roe spoke after a woman was attacked
    relative = min((at for word in frame_words(article, "who") if (at := before.find(f" {word} ")) >= 0), default=-1)
    if relative < 0:
        return not _is_object(article, place[0])
    return not before[:relative].strip() or before[:relative].endswith(",")


def _is_object(article: Article, start: int) -> bool:
    """Whether something was done to whom a name stands for: ``the murder of Ana Roe``."""
    before = article.text[max(start - 24, 0) : start].split()
    return bool(before) and before[-1] in frame_words(article, "object")


def frame_words(article: Article, kind: str) -> frozenset[str]:
    """Small words around a word of guilt, in the story's language.

    :param kind: as the list ``guilt-frames`` names it; ``noun``: the nouns of guilt themselves.
    """
    return _frames(article.lexicon, article.get(story_language)).get(kind, frozenset())


@lru_cache(maxsize=8)
def _frames(lexicon: Lexicon, language: str | None) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for entry in lexicon.entries(_FRAMES, language):
        found.setdefault(entry.text("kind"), set()).add(entry.phrase)
    found["noun"] = {entry.phrase for entry in lexicon.entries("crime-labels", language)}
    return {kind: frozenset(words) for kind, words in found.items()}


def words_of(article: Article, place: Span) -> frozenset[str]:
    """The words of a stretch, without capitals."""
    return frozenset(words_in(article[place]))


def words_in(text: str) -> list[str]:
    """The words of a text, without capitals."""
    return _words().findall(text.lower())


@cache
def _words() -> re.Pattern[str]:
    import re

    return re.compile(r"\w+(?:-\w+)*")


def word_before(text: str, start: int) -> str:
    """The word before a place, without capitals."""
    return (text[max(start - 24, 0) : start].split() or [""])[-1].lower()


def word_after(text: str, end: int) -> str:
    """The word behind a place, without capitals; empty where a sign comes first."""
    following = text[end : end + 24]
    return following.split()[0].strip(".,;:!?)»”").lower() if following[:1] == " " and following.strip() else ""
