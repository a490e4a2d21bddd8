"""The same words quoted twice."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Annotated

from compliance.article import Article, Role, Span
from compliance.finding import Basis, Edit, Finding, Kind, Label, Severity, Suggestion
from compliance.language.people import names_in_story
from compliance.language.quotations import Quotation, quotations
from compliance.record import Record
from compliance.rule import AtLeast, Need, rule
from compliance_plugins.quotes._words import plain

_SHARE, _ROUGH_SHARE, _WINDOW, _RUN, _LATEST = 0.75, 0.6, 60, 5, 400
# so many quotations are compared one by one, which costs less than to look for what they have in common
_FEW = 12
# so many are looked through for their opening words first
_MANY = 50
_MARKS = ".,;:!?…()[]\"'’‘“”"
_ROLES = frozenset({Role.PARAGRAPH, Role.LIST})
_LONGEST_NAME = 8
_KINDS = frozenset({"title", "nickname", "shown"})


class Options(Record):
    """What counts as a repetition.

    :param min_words: shorter phrases may be taken up again.
    """

    min_words: Annotated[int, AtLeast(2)] = 6


@rule(
    "quotes/repeated",
    kind=Kind.REVIEW,
    severity=Severity.WARNING,
    messages={
        "en": {
            "message": "these words are quoted twice",
            "two_speakers": "these words are given to {speaker} here and to {first_speaker} before",
            "first": "quoted here already",
            "cut": "cut one of the two, or take the words up without marks",
        },
        "es": {
            "message": "estas palabras se citan dos veces",
            "two_speakers": "estas palabras se atribuyen aquí a {speaker} y antes a {first_speaker}",
            "first": "ya se citan aquí",
            "cut": "quitar una de las dos, o retomar las palabras sin comillas",
            "why": "Es lo que queda al mover un párrafo o unir dos versiones; si hay dos autores, uno es erróneo.",
        },
    },
    options=Options,
    needs=(Need.QUOTATION_MARKS,),
    basis=(Basis("Reuters Handbook of Journalism", "quotes"),),
)
def repeated(article: Article, options: Options) -> Iterable[Finding]:
    """Flags the same words quoted twice in the body of a story, and says so when they have two speakers.

    ## What it flags
    Two quotations with the same words, whatever their capitals and marks, or one that adds little to the other.

    ## Why it matters
    It is what remains when a paragraph was moved or two versions were merged; with two speakers, one is wrong.

    ## Example
    `“We will not close a single school,” said Orduña. … “We will not close a single school,” said Tolvanen.`

    ## Instead
    Keep the quotation once, with the person who spoke it.

    ## Limits
    Headlines, crossheads, standfirsts, captions, pull quotes and titles of works repeat by nature. Phrases of fewer
    than `min_words` words may be taken up again on purpose, and a lead may quote part of what is quoted in full later.

    ## Sources
    Reuters Handbook of Journalism, on quotes.
    """
    seen: list[tuple[str, Quotation]] = []
    known: set[tuple[str, ...]] = set()
    size = min(options.min_words, _RUN)
    least, text = 4 * options.min_words, article.text
    found: list[Quotation] = []
    said: list[str] = []
    for quotation in article.get(quotations):
        span, (start, end), kind, _, _, _, block, _ = quotation
        if kind == "words" and span == block.span:
            continue  # a crosshead
        if end - start >= least and block.role in _ROLES and kind not in _KINDS:
            found.append(quotation)
            said.append(text[start:end].lower())
    if len(found) <= _MANY and not _may_repeat(said):
        return
    for quotation in found:
        words = plain(article[quotation.inner])
        parts = words.split()
        if len(parts) < options.min_words:
            continue
        compared = seen
        if len(seen) >= _FEW:
            if not known:
                known.update(run for other, _ in seen for run in _runs(other.split(), size))
            # of many quotations, those with no run of words in common are not compared
            runs = _runs(parts, size)
            compared = [] if known.isdisjoint(runs) else seen[-_LATEST:]
        earlier = next((first for other, first in compared if _same(words, other)), None)
        if earlier is not None and _is_named(parts, quotation, earlier):
            continue
        if earlier is None:
            seen.append((words, quotation))
            if known:
                known |= runs
        else:
            yield _finding(article, quotation, earlier)


def _is_named(parts: list[str], quotation: Quotation, earlier: Quotation) -> bool:
    """Whether a few words, which nobody speaks in one of the two places, are what something is called."""
    return len(parts) <= _LONGEST_NAME and "words" in (quotation.kind, earlier.kind)


def _may_repeat(said: list[str]) -> bool:
    """A quick look: whether the words that open one quotation come in another of about its length."""
    said.sort(key=len)
    longer, after = "\n".join(said), 0
    for index, (words, following) in enumerate(pairwise(said), 1):
        after += len(words) + 1
        # what stands between words may be written longer in one of the two: so a share smaller than _SHARE
        if len(following) * _ROUGH_SHARE > len(words):
            continue
        opening = words[:_WINDOW].split()[:-1]
        if opening and longer.find(_core(max(opening, key=len)), after) < 0:
            continue
        cores = [_core(word) for word in opening]
        if any(all(core in other for core in cores) for other in said[index:]):
            return True
    return False


def _core(word: str) -> str:
    """A word as far as every way to write it agrees: without marks, and up to a hyphen or an apostrophe."""
    word = word.strip(_MARKS)
    if word.isalpha():
        return word
    for sign in "-'’":
        word = word.partition(sign)[0]
    return word


def _runs(parts: list[str], size: int) -> set[tuple[str, ...]]:
    return set(zip(*(parts[at:] for at in range(size)), strict=False))


def _same(words: str, other: str) -> bool:
    """Whether one holds the other and adds little: a lead's few words come again in full further down."""
    short, long = (words, other) if len(words) < len(other) else (other, words)
    return len(short) >= _SHARE * len(long) and short in long


def _finding(article: Article, quotation: Quotation, earlier: Quotation) -> Finding:
    speakers = _two_speakers(article, quotation, earlier)
    return repeated.finding(
        quotation.span,
        message="two_speakers" if speakers else "message",
        data={"speaker": speakers[0], "first_speaker": speakers[1]} if speakers else {},
        labels=[Label(earlier.span, "first")],
        suggestions=[Suggestion("cut", (Edit(quotation.span, ""),))],
    )


def _two_speakers(article: Article, quotation: Quotation, earlier: Quotation) -> tuple[str, str] | None:
    """The two speakers, where both are named and share no name."""
    if quotation.speaker is None or earlier.speaker is None:
        return None
    later, first = article[quotation.speaker], article[earlier.speaker]
    names, others = _names(article, quotation.speaker), _names(article, earlier.speaker)
    return (later, first) if names and others and not names & others else None


def _names(article: Article, speaker: Span) -> set[str]:
    """The words of the names among those that tell who spoke: neither *He* nor *CNN President* names anybody."""
    return {token for name in article.get(names_in_story) if name.span.overlaps(speaker) for token in name.tokens}
