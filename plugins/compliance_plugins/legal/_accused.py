"""Decides who is accused of wrongdoing in a story: a person it names, or a firm."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from compliance.article import BODY, Article, Role, Span
from compliance.language.detect import story_language
from compliance.language.people import Person
from compliance.language.quotations import quotations
from compliance.language.reports import quoted_around, sentence_at
from compliance.record import Record
from compliance_plugins.legal._attributed import says_behind
from compliance_plugins.legal._doers import is_verb_of
from compliance_plugins.legal._frames import frame_words, word_after, words_in, words_of
from compliance_plugins.legal._named import Place, named_in, nearest
from compliance_plugins.legal._whom import person_of

if TYPE_CHECKING:
    import re

    from compliance.lexicon import Lexicon
    from compliance.scanner import Hit

LIST = "accusations"
_ACTS, _GRAVE, _FIRMS = "crime-acts", "wrongdoing", "firm-words"
_READ = BODY | {Role.HEADLINE, Role.STANDFIRST}
_REACH, _SENTENCE = 40, 300


class Accused(Record):
    """Somebody accused of wrongdoing.

    :param name: as the story gives it.
    :param span: where the name stands beside the accusation.
    :param accusation: the words that accuse.
    :param person: ``None`` for a firm.
    :param claimed: the accusation is what somebody says that the person did.
    """

    name: str
    span: Span
    accusation: Span
    person: Person | None
    claimed: bool = False


def accusations(article: Article) -> list[Hit]:
    """Where a story tells, outside quotation marks, that somebody is accused of something grave."""
    language = article.get(story_language)
    grave = _grave(article.lexicon, language)
    found = []
    for hit in article.hits(LIST, language):
        block = article.block_at(hit.start)
        if block is None or block.role not in _READ or not _behind(article, hit.start, block.end) & grave:
            continue
        sentence = sentence_at(article, hit.start)
        if _behind(article, hit.start, sentence.end) & grave and not quoted_around(article, hit.start, hit.end):
            found.append(hit)
    return found


def _behind(article: Article, start: int, end: int) -> frozenset[str]:
    return words_of(article, Span(start, max(start, min(end, start + _SENTENCE))))


@lru_cache(maxsize=8)
def _grave(lexicon: Lexicon, language: str | None) -> frozenset[str]:
    return frozenset(entry.phrase for entry in lexicon.entries(_GRAVE, language))


def accused(article: Article, found: list[Hit]) -> Iterator[Accused]:
    """Whom these accusations are against, each once, and of whom somebody claims what is a crime.

    :param found: from :func:`accusations`.
    """
    seen: set[str] = set()
    for one in (*_named_accused(article, found), *claimed(article)):
        if one.name not in seen:
            seen.add(one.name)
            yield one


def _named_accused(article: Article, found: list[Hit]) -> Iterator[Accused]:
    for hit in found:
        person = person_of(article, hit)
        if person is not None:
            span = nearest(person, hit.start)
            if hit.entry.flag("of") and _word_behind(article.text, span.end) not in frame_words(article, "owner"):
                continue  # accused the Orme government, accused Orme aides
            yield Accused(person.name, span, Span(hit.start, hit.end), person)
        else:
            firm = _firm(article, hit)
            if firm is None:
                continue
            yield Accused(article[firm], firm, Span(hit.start, hit.end), None)


def claimed(article: Article) -> Iterator[Accused]:
    """Of whom somebody says that they did what is a crime: ``four aides say that Ana Roe groped them``."""
    claim = frame_words(article, "claim")
    for hit in article.hits(_ACTS, article.get(story_language)):
        block = article.block_at(hit.start)
        if hit.entry.flag("wide") or block is None or block.role not in _READ:
            continue
        sentence = sentence_at(article, hit.start)
        if (
            quoted_around(article, hit.start, hit.end)
            or not claim.intersection(words_of(article, sentence))
            or _is_game(article, sentence)
        ):
            continue
        place = _doer(article, sentence, hit)
        if place is not None:
            span = Span(*place[:2])
            yield Accused(article[span], span, Span(hit.start, hit.end), place[2], claimed=True)


def _doer(article: Article, sentence: Span, hit: Hit) -> Place | None:
    """Who is said to have done it, where somebody else is the one who says so."""
    claim, named = frame_words(article, "claim"), list(named_in(article, Span(sentence.start, hit.start)))
    for place in named:
        before = words_of(article, Span(sentence.start, place[0]))
        told = before & claim or says_behind(article, article.text[hit.end : sentence.end], claim)
        if told and is_verb_of(article, article.text[place[1] : hit.start]):
            return place if all(other[2] is place[2] or other[0] < place[0] for other in named) else None
    *_, last = article.text[sentence.start : hit.start].lower().split()[-1:] or [""]
    if not claim.intersection(words_of(article, Span(sentence.start, hit.start))):
        return None
    alone = len({place[2].name for place in named}) == 1
    return named[-1] if alone and last in frame_words(article, "subject") else None


def _is_game(article: Article, sentence: Span) -> bool:
    return bool(words_of(article, sentence) & frame_words(article, "game"))


def _word_behind(text: str, end: int) -> str:
    """The word behind a name, a comma that closes a description (the mayor, Ana Roe, of fraud) passed over."""
    return word_after(text, end + text.startswith(",", end))


def _firm(article: Article, hit: Hit) -> Span | None:
    """The firm named right before or behind the words; ``None`` where nothing tells that it is one."""
    text, before = article.text, hit.entry.text("name") == "before"
    entries = article.lexicon.entries(_FIRMS, article.get(story_language))
    parts = {entry.phrase for entry in entries if entry.text("kind") == "name"}
    edge = _before_form(text, hit.start, parts) if before else hit.start
    called = [entry.phrase for entry in entries if entry.text("kind") == "called"]
    at = hit.end + next((len(word) + 1 for word in called if text.startswith(f" {word} ", hit.end)), 0)
    run = _names(text, max(edge - 60, 0), edge, last=True) if before else _names(text, at, at + 60)
    if run is None:
        return None
    form = text[run.end : run.end + 8].lstrip(" ,").partition(" ")[0].strip(".,")
    if edge < hit.start or parts.intersection([*article[run].replace(".", "").split(), form]):
        return run
    known = " " in article[run] or text.count(article[run]) > 1
    return run if known and any(f"{phrase} " in article.scan.small for phrase in called) else None


def _before_form(text: str, end: int, parts: set[str]) -> int:
    """Where a name ends before the form of the firm that no capital marks: ``Northern Steel plc``."""
    written = text[max(end - 20, 0) : end].rstrip(" ,").rpartition(" ")[2]
    return text.rindex(written, 0, end) if written in parts and written.islower() else end


def _names(text: str, start: int, end: int, *, last: bool = False) -> Span | None:
    """The run of capitalised words at the edge of a stretch."""
    found = list(_run().finditer(text, start, min(end, len(text))))
    if not found:
        return None
    match = found[-1] if last else found[0]
    between = text[match.end() : end] if last else text[start : match.start()]
    return Span(*match.span()) if not between.strip(" ,") else None


@cache
def _run() -> re.Pattern[str]:
    import re

    return re.compile(r"[^\W\d_a-zß-ÿ]\w*(?:(?: & | de | y | and | )[^\W\d_a-zß-ÿ]\w*){0,4}")


def _is_told_of(article: Article, name: Span, one: Accused) -> bool:
    """Whether a verb behind a name is not its own: the staff of Ana Roe say that she …, a nurse said Roe told her …"""
    sentence = sentence_at(article, name.start)
    if one.claimed and sentence.start <= name.start < one.accusation.start < sentence.end:
        return True
    clause = article.text[sentence.start : name.start].rpartition(",")[2]
    return not frame_words(article, "claim").isdisjoint(words_in(clause))


def speaks(article: Article, one: Accused) -> bool:
    """Whether a story reports what somebody accused says."""
    if one.person is None:
        return False
    verbs, text, mentions = frame_words(article, "speech"), article.text, one.person.mentions
    for mention in mentions:
        if _is_told_of(article, mention.span, one):
            continue
        following = text[mention.span.end : mention.span.end + _REACH].partition(". ")[0].split()[:3]
        if verbs.intersection(word.strip(".,:;") for word in following):
            return True
    spoken = [quotation.speaker for quotation in article.get(quotations) if quotation.speaker is not None]
    return any(mention.span.overlaps(speaker) for mention in mentions for speaker in spoken)
