"""Decides who is accused of wrongdoing in a story: a person it names, or a firm."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, TypeAlias

from compliance.article import BODY, Article, Role, Span
from compliance.language.detect import story_language
from compliance.language.people import Person
from compliance.language.reports import quoted_around, sentence_at
from compliance.record import Record
from compliance_plugins.legal._attributed import says_behind
from compliance_plugins.legal._doers import is_verb_of
from compliance_plugins.legal._firms import firm_beside
from compliance_plugins.legal._frames import frame_words, word_after, word_before, words_in, words_of
from compliance_plugins.legal._grave import is_grave
from compliance_plugins.legal._named import Place, named_in, nearest
from compliance_plugins.legal._whom import person_of

if TYPE_CHECKING:
    from compliance.scanner import Hit

LIST = "accusations"
_ACTS, WRONGS = "crime-acts", "wrongful-acts"
_READ = BODY | {Role.HEADLINE, Role.STANDFIRST}
_WORD, _NAME, _OPENING, _DIED = 24, 90, 4, 30


Claim: TypeAlias = "tuple[Hit, Span]"


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
    found = []
    for hit in article.hits(LIST, article.get(story_language)):
        block = article.block_at(hit.start)
        if block is None or block.role not in _READ or not is_grave(article, hit, block.end):
            continue
        sentence = sentence_at(article, hit.start)
        if not is_grave(article, hit, sentence.end) or not _may_name(article, sentence, hit):
            continue
        if not quoted_around(article, hit.start, hit.end):
            found.append(hit)
    return found


def _may_name(article: Article, sentence: Span, hit: Hit) -> bool:
    """Whether a name may stand where these words want one; asked before anybody's name is read."""
    if hit.entry.flag("tail"):
        return ", " in article.text[sentence.start : hit.start]
    if hit.entry.text("name") != "after":
        return True
    behind = article.text[hit.end : min(hit.end + _NAME, sentence.end)]
    return any(word[0].isupper() for word in behind.split())


def accused(article: Article, found: Sequence[Hit], told: Sequence[Claim]) -> Iterator[Accused]:
    """Whom these accusations are against, each once, and of whom somebody claims what is wrong.

    :param found: from :func:`accusations`.
    :param told: from :func:`claims`.
    """
    seen: set[str] = set()
    for one in (*_named_accused(article, found), *_claimed(article, told)):
        name = one.name if one.person is None else one.person.name
        if name not in seen and not _is_dead(article, one):
            seen.add(name)
            yield one


def _is_dead(article: Article, one: Accused) -> bool:
    """Whether somebody accused is said to be dead: ``the late Ana Roe``, ``Ana Roe, who died in 1987``."""
    if one.person is None:
        return False
    late, died = frame_words(article, "late"), frame_words(article, "departed")
    ends = (mention.span for mention in one.person.mentions)
    return any(
        word_before(article.text, span.start) in late
        or not died.isdisjoint(words_in(article.text[span.end : span.end + _DIED])[:2])
        for span in ends
    )


def _named_accused(article: Article, found: Sequence[Hit]) -> Iterator[Accused]:
    for hit in found:
        if hit.entry.flag("tail"):
            yield from _told_before(article, hit)
            continue
        person = person_of(article, hit)
        if person is not None:
            span = nearest(person, hit.start)
            if hit.entry.flag("of") and _word_behind(article.text, span.end) not in frame_words(article, "owner"):
                continue  # accused the Orme government, accused Orme aides
            yield Accused(person.name, span, Span(hit.start, hit.end), person)
        else:
            firm = firm_beside(article, hit, before=hit.entry.text("name") == "before")
            if firm is not None:
                yield Accused(article[firm], firm, Span(hit.start, hit.end), None)


def _told_before(article: Article, hit: Hit) -> Iterator[Accused]:
    """Who opens a sentence that ends as an accusation: ``Roe bought the shares in May, the regulator alleges``."""
    sentence, text = sentence_at(article, hit.start), article.text
    comma = text.rfind(", ", sentence.start, hit.start)
    first = next(named_in(article, Span(sentence.start, max(comma, sentence.start))), None)
    opens = first is not None and len(text[sentence.start : first[0]].split()) <= _OPENING
    if first is not None and opens and frame_words(article, "suffered").isdisjoint([word_after(text, first[1])]):
        span = Span(*first[:2])
        yield Accused(article[span], span, Span(hit.start, hit.end), first[2], claimed=True)


def claims(article: Article) -> list[Claim]:
    """The verbs of wrongs that somebody says that another did, and their sentences."""
    language, found = article.get(story_language), []
    for hit in (*article.hits(_ACTS, language), *article.hits(WRONGS, language)):
        if hit.entry.flag("wide") or hit.entry.flag("figure") or not _has_doer(article, hit.start):
            continue
        sentence = _claim(article, hit)
        if sentence is not None:
            found.append((hit, sentence))
    return found


def _claimed(article: Article, told: Sequence[Claim]) -> Iterator[Accused]:
    """Of whom somebody says that they did it: ``four aides say that Ana Roe groped them``."""
    for hit, sentence in told:
        accusation = Span(hit.start, hit.end)
        place = _doer(article, sentence, hit)
        if place is not None:
            span = Span(*place[:2])
            yield Accused(article[span], span, accusation, place[2], claimed=True)
        elif _is_said(article, sentence, hit) and (firm := firm_beside(article, hit, before=True)) is not None:
            yield Accused(article[firm], firm, accusation, None, claimed=True)


def _has_doer(article: Article, start: int) -> bool:
    """Whether the word before a verb may be a name, stand for one or lead to one."""
    before = article.text[max(start - _WORD, 0) : start].split()[-1:]
    if not before or before[0][0].isupper() or before[0][-1] == ",":
        return bool(before)
    return any(before[0] in frame_words(article, kind) for kind in ("subject", "auxiliary", "relative"))


def _claim(article: Article, hit: Hit) -> Span | None:
    """The sentence in which somebody claims something, in the story's own words; ``None`` for sport and the rest."""
    block = article.block_at(hit.start)
    if block is None or block.role not in _READ:
        return None
    sentence = sentence_at(article, hit.start)
    said = words_of(article, sentence)
    if _says(article).isdisjoint(said) or not frame_words(article, "game").isdisjoint(said):
        return None
    return None if quoted_around(article, hit.start, hit.end) else sentence


def _is_claimed(article: Article, sentence: Span, start: int) -> bool:
    """Whether somebody says what stands behind a place of a sentence."""
    return not frame_words(article, "claim").isdisjoint(words_of(article, Span(sentence.start, start)))


def _says(article: Article) -> frozenset[str]:
    return frame_words(article, "claim") | frame_words(article, "according")


def _is_said(article: Article, sentence: Span, hit: Hit) -> bool:
    """Whether somebody says what a verb tells, before it or behind it (``…, according to a report``)."""
    if _is_claimed(article, sentence, hit.start):
        return True
    return says_behind(article, article.text[hit.end : sentence.end], _says(article))


def _doer(article: Article, sentence: Span, hit: Hit) -> Place | None:
    """Who is said to have done it, where somebody else is the one who says so."""
    claim, named = _says(article), list(named_in(article, Span(sentence.start, hit.start)))
    for place in named:
        told = _is_claimed(article, sentence, place[0])
        told = told or says_behind(article, article.text[hit.end : sentence.end], claim)
        if told and is_verb_of(article, article.text[place[1] : hit.start]):
            return place if all(other[2] is place[2] or other[0] < place[0] for other in named) else None
    *_, last = article.text[sentence.start : hit.start].lower().split()[-1:] or [""]
    alone = _is_claimed(article, sentence, hit.start) and len({place[2].name for place in named}) == 1
    return named[-1] if alone and last in frame_words(article, "subject") else None


def _word_behind(text: str, end: int) -> str:
    """The word behind a name, a comma that closes a description (the mayor, Ana Roe, of fraud) passed over."""
    return word_after(text, end + text.startswith(",", end))
