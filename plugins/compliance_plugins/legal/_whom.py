"""Decides of whom some words are said: who was arrested, accused, hurt."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from compliance.article import Article
from compliance.language.detect import story_language
from compliance.language.people import Person
from compliance.language.reports import sentence_at
from compliance_plugins.legal._frames import frame_words, word_before, words_in
from compliance_plugins.legal._named import Place, first_named, is_object, named_places, place_start, sentence_before

if TYPE_CHECKING:
    from compliance.scanner import Hit

_FAR = 80
"""A person stands so many code points before the words at most."""
_WORDS, _DESCRIBED = 5, 5
"""Behind them stand so many words at most before the name."""
_MORE = 3
"""So many more where a day or a place may come between."""


def person_of(article: Article, hit: Hit) -> Person | None:
    """Who it is: named at the words, else before them in their sentence, else in the sentence before it (``He …``)."""
    named, side = article.get(named_places), hit.entry.text("name")
    index = bisect_left(named, hit.end, key=place_start)
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
    if hit.entry.flag("him"):
        before = first_named(article, sentence_before(article, sentence_at(article, hit.start)))
        return before[2] if before is not None else None
    sentence = sentence_at(article, hit.start)
    if index and named[index - 1][0] >= sentence.start:
        while index and named[index - 1][0] >= sentence.start:
            index -= 1
            if _is_subject(article, named[index], hit.start):
                return named[index][2] if _apart(article.text[named[index][1] : hit.start]) <= _FAR else None
        return None
    opening = article.text[sentence.start : hit.end].lower()
    pronoun = opening.startswith(tuple(f"{word} " for word in frame_words(article, "pronoun")))
    if not pronoun and not _is_description(article, article.text[sentence.start : hit.start]):
        return None
    if not frame_words(article, "clause").isdisjoint(words_in(opening[: hit.start - sentence.start])):
        return None  # he argued that people accused of …
    before = first_named(article, sentence_before(article, sentence))
    return before[2] if before is not None else None


def _is_description(article: Article, opening: str) -> bool:
    """Whether an age stands for the name of somebody told of before: ``The 34-year-old mother``."""
    said = words_in(opening)
    definite = 1 < len(said) <= _DESCRIBED and said[0] in frame_words(article, "definite")
    plain = definite and "," not in opening and frame_words(article, "apart").isdisjoint(said)
    return plain and any(word[0].isdigit() for word in said)


def _apart(between: str) -> int:
    """How far a name stands from words behind it; what stands between two commas right behind it is passed over."""
    return len(between) - between.rfind(", ") if between.startswith(", ") else len(between)


def _leads_to(article: Article, hit: Hit, start: int) -> bool:
    """Whether only a title, an age, a word of guilt or a sign stands between the words and a name, or a day and
    the Spanish *a*: ``arrested 34-year-old Ana Roe``, ``detuvo este lunes a Ana Roe``.
    """
    between = article.text[hit.end : start].replace(",", " ").replace(":", " ").split()
    if len(between) > _WORDS + (_MORE if hit.entry.flag("apart") else 0):
        return False
    age = next((index for index, word in enumerate(between) if word[0].isdigit()), len(between))
    passed_over = frame_words(article, "link") | _nouns(article)
    if any(map(str.istitle, between)) and not any(sign in article.text[hit.end : start] for sign in ":\n"):
        passed_over |= frame_words(article, "people") | frame_words(article, "and")  # arrested brothers Jon and Tom Roe
    small = {word for word in between[:age] if word[0].islower()} - passed_over
    apart = hit.entry.flag("apart") and start - hit.end < _FAR // 2
    last = next((word for word in reversed(between) if word[0].islower()), "")
    return not small or (apart and last in frame_words(article, "personal"))


def _nouns(article: Article) -> frozenset[str]:
    """The words of the nouns of guilt: ``drug`` and ``dealer``."""
    return frozenset(word for noun in frame_words(article, "noun") for word in noun.split())


def _is_called(article: Article, between: str) -> bool:
    """Whether words right before a name say who it is: ``accused his deputy Ana Roe``, ``acusó a su compañera de lista
    Ana Roe``; not where they may be of somebody else (``the wife of Ana Roe``, ``al hijo de la alcaldesa Ana Roe``).
    """
    said, owner = between.split(), frame_words(article, "owner")
    if said[:1] and said[0] in frame_words(article, "personal"):
        del said[0]
    if len(said) == 1:
        return said[0] in frame_words(article, "person")
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
        not frame_words(article, "apart").union(related(article), frame_words(article, "noun")).intersection(said[1:])
    )


def _behind_personal(article: Article, said: list[str]) -> int:
    """Where whom it was done to begins behind the Spanish *a*, *al* included; the end for nowhere."""
    personal = frame_words(article, "personal")
    at = next((index for index, word in enumerate(said) if word in personal), len(said))
    return at + (at < len(said) and said[at] == "a")


def _determiners(article: Article) -> frozenset[str]:
    return frame_words(article, "determiner") | frame_words(article, "definite")


def related(article: Article) -> frozenset[str]:
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
    if before.startswith(", ") and before.endswith(", "):
        return not is_object(article, place[0])  # Ana Roe, the clerk who robbed a bank, was arrested
    relative = min((at for word in frame_words(article, "who") if (at := before.find(f" {word} ")) >= 0), default=-1)
    if relative < 0:
        return not is_object(article, place[0])
    return not before[:relative].strip() or before[:relative].endswith(",")
