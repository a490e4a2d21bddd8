"""What guides ask a story on suicide to leave out: the method, one cause, what a note says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from re import Pattern, compile
from typing import TYPE_CHECKING

from compliance.article import Article, Span
from compliance_plugins.sensitive._passages import Passage

if TYPE_CHECKING:
    from compliance.scanner import Hit
    from compliance_plugins.sensitive._phrases import Phrase

_METHOD = 140
_WITH = 25
_CAUSE = 34
_OPENING = 100
_STATE = 110
_NOTE = 60
_NOT = 16


def methods(article: Article, said: Sequence[Passage]) -> Iterator[Span]:
    """Words that tell how somebody took his or her life."""
    for passage in said:
        yield from (Span(hit.start, hit.end) for hit in passage.own("alone"))
        if "rescue" not in passage.near:
            yield from _beside(article, passage)


def _beside(article: Article, passage: Passage) -> Iterator[Span]:
    """Methods that are told as such by a word for the suicide in the same sentence."""
    deeds, acts = list(passage.own("deed")), list(passage.own("deed", "noun"))
    ends = [phrase.end for phrase in passage.of("with")]
    for phrase in passage.of("way", "arm", "means"):
        held = any(0 <= phrase.start - end <= _WITH for end in ends)
        if phrase.kind == "means" and not held:
            continue
        beside = deeds if phrase.kind == "arm" and not held else acts
        if any(_belongs(article.text, act, phrase) for act in beside):
            yield Span(phrase.start, phrase.end)


def _belongs(text: str, act: Hit, phrase: Phrase) -> bool:
    """Whether a method is that of a deed: near it, and not listed beside it (suicides and overdoses)."""
    if phrase.start < act.end and act.start < phrase.end:
        return True
    between = text[act.end : phrase.start] if act.end <= phrase.start else text[phrase.end : act.start]
    if act.entry.text("kind") == "noun" and _listed().fullmatch(between):
        return False
    return len(between) <= _METHOD


def causes(article: Article, said: Sequence[Passage]) -> Iterator[Span]:
    """Words that give a suicide one cause, where the sentence does not weigh several."""
    for passage in said:
        if next(passage.of("several"), None) is None:
            for act in passage.own("deed", "noun", "alone"):
                if not act.entry.flag("many") and not _denied().search(
                    article.text, max(passage.sentence.start, act.start - _NOT), act.start
                ):
                    yield from _causes_of(article.text, passage, act)


def _causes_of(text: str, passage: Passage, act: Hit) -> Iterator[Span]:
    harms = [phrase.start for phrase in passage.of("harm")]
    methods_at = [phrase.start for phrase in passage.of("way", "arm", "means")]
    methods_at += [hit.start for hit in passage.own("alone")]
    end = passage.sentence.end
    for phrase in passage.of("after", "link", "state"):
        stop = _clause_end(text, phrase.end, min([end, *(at for at in methods_at if at >= phrase.end)]))
        if phrase.kind != "after" and not any(phrase.start <= harm < stop for harm in harms):
            continue
        beside = phrase.kind == "state" and abs(phrase.start - act.start) <= _STATE
        if beside or _follows(text, act, phrase) or _opens(text, passage, act, phrase):
            yield Span(phrase.start, stop)
    for phrase in passage.of("drive", "verb"):
        joins = _whose() if phrase.kind == "drive" else _somebody_to()
        if phrase.start < act.start and joins.fullmatch(text, phrase.end, max(act.start, phrase.end)):
            yield Span(phrase.start, max(act.end, phrase.end))


def _follows(text: str, act: Hit, phrase: Phrase) -> bool:
    """Whether a connective comes soon after the deed, with no second deed between."""
    return 0 <= phrase.start - act.end <= _CAUSE and _between().fullmatch(text, act.end, phrase.start) is not None


def _opens(text: str, passage: Passage, act: Hit, phrase: Phrase) -> bool:
    """Whether the cause opens the sentence, before the deed: After losing his job, he …"""
    return phrase.start - passage.sentence.start <= 1 and 0 < act.start - phrase.end <= _OPENING


def _clause_end(text: str, start: int, end: int) -> int:
    """Where the clause ends that begins at a connective; a method in it is not its part, and no message repeats it."""
    stop = _stop().search(text, start, end)
    last = stop.start() if stop else end
    return start + len(text[start:last].rstrip())


def notes(article: Article, said: Sequence[Passage]) -> Iterator[Span]:
    """Words that tell what was written before a suicide."""
    for passage in said:
        acts = any(True for _ in passage.own("deed", "noun", "alone"))
        for note in passage.of("note", "letter"):
            verb = _says(article.text, passage, note)
            if verb is not None and (acts or note.kind == "note"):
                yield Span(note.start, verb.end)


def _says(text: str, passage: Passage, note: Phrase) -> Phrase | None:
    """The verb by which a note speaks."""
    for verb in passage.of("says"):
        if 0 <= verb.start - note.end <= _NOTE and _of_note().fullmatch(text, note.end, verb.start):
            return verb
    return None


@cache
def _listed() -> Pattern[str]:
    """What parts two of a list: suicides, overdoses and accidents."""
    return compile(
        r"\s*(?:[,/]|\b(?:and|or|y|o|e|u)\b)[\s,/]*(?:(?:and|or|y|o|drug|deaths?|muertes|by|from|de|por)[\s,/]*)*"
    )


@cache
def _denied() -> Pattern[str]:
    return compile(r"(?i)\b(?:not|never|no|nunca|jamás)\b|n['’]t\b")


@cache
def _between() -> Pattern[str]:
    """What may stand between a deed and its cause: the day, the place, no second deed."""
    return compile(r"(?!.*\b(?:and|or|y|e|o|but|pero)\b)[^.;:!?“«\"(]*")


@cache
def _whose() -> Pattern[str]:
    """Whose suicide something led to: nothing but a few words between, the last of which belongs to it."""
    return compile(
        r"(?!.*\b(?:thoughts|feelings|fears|rise|increase|spike|calls|debate|ideas|pensamientos|sentimientos|aumento|debate)\b)"
        r"[\s,]*(?:(?:[\w'’-]+\s+){0,4}(?:the|his|her|their|an?|of|apparent|[\w-]+(?:['’]s|s['’])|el|la|un|su|sus|del?)\s+)?"
    )


@cache
def _somebody_to() -> Pattern[str]:
    """Who was driven, and to: drove the farmer to."""
    return compile(r"(?:\s+[\w'’-]+){0,4}\s+(?:in)?(?:to|al?)\s+(?:the |el )?")


@cache
def _stop() -> Pattern[str]:
    return compile(r"[.,;:!?)]|\s[–—-]\s|$")


@cache
def _of_note() -> Pattern[str]:
    """What may stand between a note and its verb: where it was found, by whom it was seen, and no other who speaks."""
    return compile(
        r"(?!.*\b(?:that|which police|que la policía|que los agentes)\b)(?:[^.;!?,“«\"]*|\s*,[^,.;!?“«\"]{1,40},\s*)"
    )
