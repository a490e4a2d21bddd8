"""Whether ``quotes/unattributed`` sees a quotation whose attribution was cut out, and is silent where none was.

A mutant: of a quotation that makes one sentence with its speaker and verb, the speaker and the verb are cut, and the
bare words are put between two sentences that report nothing, in one paragraph or in two. At most three mutants a
story, each in another part of it. The controls are the stories as they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from benchmarks.accuracy import stories
from benchmarks.accuracy.measure import Case, Measure, share
from benchmarks.accuracy.quotation_gold import Annotated, Gold
from compliance import Article, Finding, Role, Span
from compliance.language.detect import story_language
from compliance.language.quotation_frames import VERBS
from compliance.language.reports import outermost
from compliance.language.sentences import Sentence, sentences
from compliance.record import Record
from compliance.scanner import Hit
from compliance_plugins.quotes.unattributed import Options, unattributed

A_STORY = 3
_SHORTEST, _LONGEST = 8, 400
_DASHES = "—–-"
_STOPS, _CLOSING = ".,?!", '"”»'


class Mutant(Record):
    """A story with a bare quotation.

    :param bare: where the words stand in it, marks included.
    """

    key: str
    article: Article
    bare: Span


def measures(name: str, annotated: list[Annotated]) -> Iterator[Measure]:
    """The mutants that are flagged, and the findings on the controls."""
    made = [mutant for story in annotated for mutant in mutants(story)]
    missed = [mutant for mutant in made if not any(one.span.overlaps(mutant.bare) for one in _findings(mutant.article))]
    cases = [Case(mutant.key, "missed", _around(mutant.article, mutant.bare)) for mutant in missed]
    yield Measure(f"quotes/{name}-mutants", len(made), share(len(made) - len(missed), len(made)), 0.92, cases=cases)
    alarms = [
        Case(f"{story.key} {one.span.start}:{one.span.end}", "false alarm", _around(story.article, one.span))
        for story in annotated
        for one in _findings(story.article)
    ]
    each = share(len(alarms), len(annotated))
    yield Measure(f"quotes/{name}-controls", len(annotated), each, 0.1, at_most=True, cases=alarms)


def mutants(story: Annotated) -> Iterator[Mutant]:
    """The mutants of a story: as many as it has quotations to cut and places to put them, at most three."""
    article = story.article
    chosen = [gold for gold in story.gold if _is_sentence(article, gold)]
    for gold, place in zip(chosen[:A_STORY], _spread(list(_quiet_places(story))), strict=False):
        yield _mutant(article, gold, place)


def _spread(places: list[Span]) -> list[Span]:
    """Some of the places, one from each part of the story."""
    return places[:: max(len(places) // A_STORY, 1)]


def _is_sentence(article: Article, gold: Gold) -> bool:
    """Whether the quotation is a sentence by itself, in one pair of marks, with a speaker beside it."""
    words = article[gold.content[0]]
    whole = len(words) <= _LONGEST and len(words.split()) >= _SHORTEST and "\n" not in words
    if not (gold.source and whole and words[1:2].isupper() and words[-1] in _CLOSING):
        return False
    return words[-2] in _STOPS or article.text[gold.content[0].end :][:1] in _STOPS


def _quiet_places(story: Annotated) -> Iterator[Span]:
    """The gaps between two sentences that report nothing and quote nothing; nor may what the paragraph says before."""
    quiet = [one for one in story.article.get(sentences) if one.block.role is Role.PARAGRAPH]
    silent = True
    for one, other in pairwise(quiet):
        if one.start == one.block.start:
            silent = True
        silent = silent and not _is_loud(story, one)
        new_paragraph = other.block is not one.block
        if not _is_loud(story, other) and (silent or (new_paragraph and not _is_loud(story, one))):
            yield Span(one.end, other.start)


def _is_loud(story: Annotated, sentence: Sentence) -> bool:
    span = Span(sentence.start, sentence.end)
    words = story.article[span]
    told = any(span.overlaps(report) for report in story.reports)
    # where nobody annotated reports, a verb that the product's own list has for one tells of it
    told = told or (not story.reports and any(span.overlaps(Span(hit.start, hit.end)) for hit in _verbs(story)))
    quoted = any(span.overlaps(stretch) for stretch in story.article.get(outermost))
    return told or quoted or words.endswith(":") or words[0] in _DASHES or any(mark in words for mark in _CLOSING)


def _verbs(story: Annotated) -> tuple[Hit, ...]:
    return story.article.hits(VERBS, story.article.get(story_language))


def _mutant(article: Article, gold: Gold, place: Span) -> Mutant:
    words = article[gold.content[0]]
    stopped = words[:-2] + words[-2].replace(",", ".") + words[-1]
    bare = stopped if words[-2] in _STOPS else words + "."
    head = article.text[: place.end]
    text = head + bare + article[place] + article.text[place.end :]
    return Mutant(gold.key, stories.plain(text, None), Span(len(head), len(head) + len(bare)))


def _findings(article: Article) -> list[Finding]:
    return list(unattributed.check(article, Options()))


def _around(article: Article, span: Span) -> str:
    return article.text[max(span.start - 200, 0) : span.end + 200].replace("\n", "¶")
