"""`He said`, where two people could be he."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from compliance.article import BODY, Article, Span
from compliance.finding import Basis, Finding, Kind, Label, Safety, Severity, Suggestion
from compliance.language.detect import story_language
from compliance.language.locale import locale_data
from compliance.language.people import Mention, Person, names_in, people
from compliance.language.quotations import Quotation, quotations
from compliance.language.reports import quoted_around
from compliance.language.sentences import split
from compliance.rule import Need, rule

_DIRECT = frozenset({"before", "after"})
_APART, _FAR = 45, 600
_SUBJECT = 90


@rule(
    "quotes/ambiguous-speaker",
    kind=Kind.REVIEW,
    severity=Severity.NOTE,
    messages={
        "en": {
            "message": "“{pronoun}” could be {people:list}",
            "candidate": "one of those it could be",
            "name": "name the speaker",
        },
        "es": {
            "message": "«{pronoun}» puede ser {people:list}",
            "candidate": "quien puede ser",
            "name": "nombrar a quien habla",
        },
    },
    languages=("en", "es"),
    needs=(Need.QUOTATION_MARKS,),
    basis=(Basis("Reuters Handbook of Journalism", "pronouns"),),
)
def ambiguous_speaker(article: Article, options: object) -> Iterable[Finding]:
    """Flags a quotation whose speaker is only a pronoun that two people could be.

    ## What it flags
    `he said` or `she said` beside a quotation, where the sentence before names two people side by side and neither
    a title nor an earlier quotation tells which of them it is. The place is the pronoun.

    ## Why it matters
    The reader has to guess whose words they are, and may guess the other one.

    ## Example
    `Orme met Tolvanen in Leeds on Monday. “We are not far apart,” he said.`

    ## Instead
    `Orme met Tolvanen in Leeds on Monday. “We are not far apart,” Tolvanen said.`

    ## Limits
    Silent where somebody's quotation stands just before: the pronoun then goes on with the same speaker. Whether a
    first name is a man's or a woman's is not guessed; titles (Mr, Mrs, alcaldesa) are read. A verb without a subject,
    as Spanish has it, is not judged.

    ## Sources
    Reuters Handbook of Journalism, on pronouns.
    """
    tables: Mapping[str, Any] = locale_data(article.get(story_language) or "en", "quotations").get("reference", {})
    known: dict[int, Quotation] = {}
    for quotation in article.get(quotations):
        before = known.get(quotation.block.start)
        if quotation.speaker is not None:
            known[quotation.block.start] = quotation
        if quotation.speaker is None or quotation.how not in _DIRECT or before is not None:
            continue
        pronoun = article[quotation.speaker].lower()
        if pronoun not in (*tables.get("he", ()), *tables.get("she", ())) or quotation.block.role not in BODY:
            continue
        found = _candidates(article, quotation, tables, pronoun)
        if len(found) > 1:
            yield ambiguous_speaker.finding(
                quotation.speaker,
                data={"pronoun": article[quotation.speaker], "people": [person.name for person, _ in found]},
                confidence=0.6,
                labels=[Label(mention.span, "candidate") for _, mention in found],
                suggestions=[Suggestion("name", safety=Safety.PLACEHOLDER)],
            )


def _candidates(
    article: Article, quotation: Quotation, tables: Mapping[str, Any], pronoun: str
) -> list[tuple[Person, Mention]]:
    """The people named side by side in the sentence before a quotation, whom the pronoun could mean."""
    sentence = _sentence_before(article, quotation)
    if sentence is None or not _named_side_by_side(article, sentence):
        return []
    named = [
        (person, mention)
        for person, mention in _mentions(article, sentence)
        if not _excluded(article, mention, tables, pronoun in tables.get("he", ()))
    ]
    if len({person.name for person, _ in named}) != len(named) or len(named) < 2:
        return []
    first, second = named[0][1].span, named[1][1].span
    return named if first.start - sentence.start <= _SUBJECT and _beside(article, first, second) else []


def _named_side_by_side(article: Article, sentence: Span) -> bool:
    """A quick look, without asking who everybody in the story is."""
    names = [name.span for name in names_in(article, sentence)]
    for index, first in enumerate(names):
        if first.start - sentence.start > _SUBJECT:
            return False
        if any(_beside(article, first, second) for second in names[index + 1 :]):
            return True
    return False


def _beside(article: Article, first: Span, second: Span) -> bool:
    between = article.text[first.end : second.start]
    return len(between) <= _APART and not any(sign in between for sign in ",;:(")


def _sentence_before(article: Article, quotation: Quotation) -> Span | None:
    """The sentence before a quotation, in its paragraph or at the end of the paragraph before."""
    language = article.get(story_language)
    start = min(quotation.span.start, quotation.speaker.start if quotation.speaker else quotation.span.start)
    pieces = split(article.text, max(quotation.block.start, start - _FAR), start, language)
    if pieces:
        return Span(*pieces[-1])
    before = article.block_at(quotation.block.start - 2) if quotation.block.start > 1 else None
    if before is None or before.role not in BODY or before.start in article.get(_speaking_blocks):
        return None
    pieces = split(article.text, max(before.start, before.end - _FAR), before.end, language)
    return Span(*pieces[-1]) if pieces else None


def _speaking_blocks(article: Article) -> frozenset[int]:
    """Where the blocks start that hold an attributed quotation."""
    return frozenset(quotation.block.start for quotation in article.get(quotations) if quotation.attributed)


def _all_mentions(article: Article) -> tuple[tuple[Person, Mention], ...]:
    """Every mention of anybody, in order."""
    named = [(person, mention) for person in article.get(people) for mention in person.mentions]
    return tuple(sorted(named, key=_place))


def _place(named: tuple[Person, Mention]) -> int:
    return named[1].span.start


def _mentions(article: Article, sentence: Span) -> Iterator[tuple[Person, Mention]]:
    everybody = article.get(_all_mentions)
    first, last = (bisect_left(everybody, edge, key=_place) for edge in sentence)
    for person, mention in everybody[first:last]:
        if quoted_around(article, *mention.span) is None:
            yield person, mention


def _excluded(article: Article, mention: Mention, tables: Mapping[str, Any], he: bool) -> bool:
    """Whether a name cannot be meant: its owner's things are named, or a title tells another sex."""
    if article.text[mention.span.end : mention.span.end + 2] in ("'s", "’s", "' ", "’ "):
        return True
    titles = {word.lower().strip(".") for title in mention.titles for word in article[title].split()}
    other = tables.get("her_titles" if he else "his_titles", ())
    return bool(titles & set(other))
