"""Where a story is nearly the same text as another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Annotated

from compliance.article import BODY, Article, Span
from compliance.finding import Basis, Kind, Severity
from compliance.record import Record
from compliance.rule import AtLeast, AtMost, Need, rule
from compliance.sighting import Match, Sighted, Sighting
from compliance_plugins.collection._facts import by_day, story_facts, story_of
from compliance_plugins.collection._likeness import bands, likeness, read, signature, written

MOST_COMPARED, MOST_IN_ALL = 100, 200_000
"""A story is compared with so many of those before it that may be like it, and so often in a group of them: a series of
forms can have tens of thousands, none of which is like another."""
MOST_NUMBERS = 60


class Options(Record):
    """What the house decides.

    :param similarity: from which share of common runs of four words on two texts are copies, 0.5 to 1.
    :param least_words: shorter texts are not compared.
    :param figures: from which share of figures among the words on a text is a table or a list of results.
    """

    similarity: Annotated[float, AtLeast(0.5), AtMost(1)] = 0.7
    least_words: Annotated[int, AtLeast(20)] = 80
    figures: Annotated[float, AtLeast(0), AtMost(1)] = 0.15


def _compared(stories: Sequence[Sighted], options: Options) -> Iterator[Match]:
    most = min(MOST_COMPARED, max(MOST_IN_ALL // len(stories), 1))
    originals: list[tuple[Sighted, tuple[int, ...], frozenset[str]]] = []
    for one in sorted(stories, key=by_day):
        sketch, numbers = read(one.data["sketch"]), frozenset(one.data["numbers"])
        for other, others_sketch, others_numbers in reversed(originals[-most:]):
            share = likeness(sketch, others_sketch)
            if share >= options.similarity and _same_figures(numbers, others_numbers):
                if story_of(one) != story_of(other):
                    yield _match(one, other, share)
                break
        else:
            originals.append((one, sketch, numbers))


def _match(one: Sighted, other: Sighted, share: float) -> Match:
    data = {"other": other.name, "percent": round(share * 100)}
    return Match(one, ((other, "first"),), data=data, confidence=share, advice=("do",))


def _same_figures(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two texts tell of the same figures: the next number of a series has others in the same words."""
    return not (one or other) or len(one & other) >= 0.6 * len(one | other)


@rule(
    "collection/duplicate-story",
    kind=Kind.REVIEW,
    severity=Severity.WARNING,
    messages={
        "en": {
            "message": "nearly the same text as {other}: {percent} % of its wording",
            "first": "the story that was there first",
            "do": "keep one of the two; where this one updates the other, give both the same id",
            "why": "Readers find one story under two addresses, and a correction reaches only one of them.",
        },
        "es": {
            "message": "casi el mismo texto que {other}: el {percent} % de su redacción",
            "first": "la noticia que ya estaba",
            "do": "deje una de las dos; si esta actualiza la otra, ponga a ambas el mismo id",
            "why": "El lector encuentra una noticia en dos direcciones, y una corrección llega solo a una de ellas.",
        },
    },
    options=Options,
    needs=(Need.STORIES,),
    compare=_compared,
    basis=(Basis("Reuters Handbook of Journalism", "Corrections, Refiles, Kills, Repeats and Embargoes"),),
)
def duplicate_story(article: Article, options: Options) -> Iterable[Sighting]:
    """Flags a story that is nearly the same text as another of those checked with it.

    ## What it flags
    A story whose body shares 70 % or more of its runs of four words with another's. The later one is marked, by day of
    publication, else by order; of several copies each is shown with the first.

    ## Why it matters
    Readers find one story under two addresses, and a correction reaches only one of them.

    ## Example
    `ferry-pact.md` and `ferry-pact-2.md`, the second filed again under a new headline

    ## Instead
    One story; where the second updates the first, the same `id` in both.

    ## Limits
    A story and its update are told by their `id` (the canonical address of a page): without one an update that
    changes little is a copy. Series are left alone: texts in which more than 15 % of the words are figures (results,
    prices, weather), and texts that say the same in the same words of other figures. Texts under 80 words are not
    compared, nor translations, nor a short version that is less than 70 % of the longer one. The share is an estimate
    (MinHash of 64 places): near the threshold it may be off by some 6 points.

    ## Sources
    A. Broder, *On the resemblance and containment of documents*, 1997; Reuters Handbook of Journalism, *Corrections,
    Refiles, Kills, Repeats and Embargoes*.
    """
    text = "\n".join([article[block] for block in article.blocks if block.role in BODY])
    words, numbers = text.lower().split(), _number().findall(text)
    if len(words) < options.least_words or len(numbers) > options.figures * len(words):
        return
    sketch = signature(words)
    data = {
        **story_facts(article),
        "sketch": written(sketch),
        "numbers": list(dict.fromkeys(numbers))[:MOST_NUMBERS],
    }
    yield Sighting(bands(sketch), _place(article), data)


@cache
def _number() -> re.Pattern[str]:
    return re.compile(r"\d+(?:[.,]\d+)*")


def _place(article: Article) -> Span:
    """What names the story: its headline, else its first words."""
    headline = article.headline
    if headline is not None and headline:
        return headline.span
    first = next(block for block in article.blocks if block.role in BODY)
    return Span(first.start, min(first.end, first.start + 60))
