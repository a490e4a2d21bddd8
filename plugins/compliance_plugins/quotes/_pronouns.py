"""Decides whom a pronoun beside a verb of saying could mean: who is named side by side in the sentence before."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from itertools import pairwise, takewhile, zip_longest
from typing import Any

from compliance.article import BODY, Article, Block, Span
from compliance.language.detect import story_language
from compliance.language.people import names_in, names_in_story, people
from compliance.language.people_words import capitalised, name_words
from compliance.language.quotation_frames import story_cues
from compliance.language.quotations import quotations
from compliance.language.reports import pronoun_reports, quoted_around, story_cues_in
from compliance.language.sentences import last_start
from compliance.record import Record

_DIRECT = frozenset({"before", "after"})
_APART, _FAR = 45, 600
_PREFIX = 3
_SUBJECT = 90
# so long is a name
_LONGEST = 60


class Said(Record):
    """A pronoun that somebody's words are given to; ``start`` is where its sentence does."""

    pronoun: Span
    start: int
    block: Block


class Named(Record):
    """Somebody named; ``certain`` where the story itself shows that it is a person."""

    span: Span
    name: str
    titles: tuple[Span, ...]
    certain: bool


def said_by_pronouns(article: Article, tables: Mapping[str, Any]) -> list[Said]:
    """Every place where speech is given to a pronoun that stands for one person, in order."""
    pronouns = frozenset((*tables.get("he", ()), *tables.get("she", ())))
    found = [*_beside_quotations(article, pronouns), *_in_sentences(article, pronouns)]
    found.sort()
    return found


def _beside_quotations(article: Article, pronouns: frozenset[str]) -> Iterator[Said]:
    """The first quotation of a paragraph that is given to a pronoun."""
    known: set[int] = set()
    for span, _, _, speaker, _, how, block, _ in article.get(quotations):
        paragraph = block.span.start
        if speaker is None or paragraph in known:
            continue
        known.add(paragraph)
        if how in _DIRECT and block.role in BODY and article[speaker].lower() in pronouns:
            yield Said(speaker, min(span.start, speaker.start), block)


def _in_sentences(article: Article, pronouns: frozenset[str]) -> Iterator[Said]:
    """A sentence that opens with the pronoun and goes on without quotation marks."""
    for pronoun in pronoun_reports(article, pronouns):
        block = article.block_at(pronoun.start)
        if block is not None and block.role in BODY and block.start not in article.get(_speaking_blocks):
            low, start = block.start, pronoun.start
            opened = article.text[start].isupper()
            yield Said(pronoun, start if opened else max(article.text.rfind(" ", low, start - 1) + 1, low), block)


def candidates(article: Article, said: Said, tables: Mapping[str, Any]) -> list[Named]:
    """The people named side by side in the sentence before, whom the pronoun could mean."""
    sentence = _sentence_before(article, said)
    if sentence is None or not _named_near(article, sentence):
        return []
    he = article[said.pronoun].lower() in tables.get("he", ())
    named = [one for one in _names(article, sentence) if not _excluded(article, one, tables, he)]
    told = _told(article, said)
    named = [one for one in named if not told & set(one.name.split())]
    named = [one for one, behind in zip_longest(named, named[1:]) if behind is None or not _describes(one, behind)]
    if len({one.name for one in named}) != len(named) or len(named) < 2:
        return []
    first, second = named[0].span, named[1].span
    if first.start - sentence.start > _SUBJECT or not _near(article.text[first.end : second.start]):
        return []
    if not all(one.certain for one in named[:2]) and not _side_by_side(article.text[first.end : second.start], tables):
        return []
    return named


def _told(article: Article, said: Said) -> set[str]:
    """The words of the name right behind the pronoun's verb: ``he told Orme`` is not Orme."""
    text, end = article.text, said.pronoun.end
    cues = article.get(story_cues)
    cue = next(iter(cues[bisect_left(cues, (end,)) :]), None)
    if cue is None or cue.start != end + 1 or not cue.addressee:
        return set()
    name = takewhile(str.istitle, text[cue.end : cue.end + _APART].split())
    return {word.strip(".,;:") for word in name}


def _describes(named: Named, behind: Named) -> bool:
    """``Orme spokesman Per Kolar``: a name that only says whose the other is."""
    return any(title.start == named.span.end + 1 for title in behind.titles)


def _side_by_side(between: str, tables: Mapping[str, Any]) -> bool:
    """Whether what joins two names joins people (``met``, ``thanked``, ``and``)."""
    return any(word in tables.get("joins_people", ()) for word in between.lower().split())


def _named_near(article: Article, sentence: Span) -> bool:
    """A quick look, without asking who everybody in the story is."""
    if not _capitals_near(article, sentence):
        return False
    names = [name.span for name in names_in(article, sentence)]
    for index, first in enumerate(names):
        if first.start - sentence.start > _SUBJECT:
            return False
        if any(_near(article.text[first.end : second.start]) for second in names[index + 1 :]):
            return True
    return False


def _capitals_near(article: Article, sentence: Span) -> bool:
    """A quicker look, without asking what is a name: whether two runs of capitalised words stand near one another, the
    first of them near the start of the sentence.
    """
    words = [word for word in capitalised()(article.text, *sentence) if word[0][0].isupper()]
    if words and words[0][0] in name_words(article.get(story_language)).openers:
        del words[0]
    for one, other in pairwise(words):
        if one.start() - sentence.start > _SUBJECT + _LONGEST:
            return False
        between = article.text[one.end() : other.start()]
        joined = between in (" ", "\xa0", "\n") and one[0][-1].isalnum() and not one[0].endswith(("'s", "’s"))
        # a name may begin before its capital (al-Orme)
        if not joined and _near(between[:-_PREFIX] or between):
            return True
    return False


def _near(between: str) -> bool:
    return len(between) <= _APART and not any(sign in between for sign in ",;:(")


def _sentence_before(article: Article, said: Said) -> Span | None:
    """The sentence before, in the paragraph or at the end of the paragraph before, where nobody speaks in it."""
    block = said.block
    sentence = _last_sentence(article, max(block.start, said.start - _FAR), said.start)
    if sentence is not None:
        return _silent(article, sentence)
    before = article.block_at(block.start - 2) if block.start > 1 else None
    if before is None or before.role not in BODY or before.start in article.get(_speaking_blocks):
        return None
    sentence = _last_sentence(article, max(before.start, before.end - _FAR), before.end)
    return None if sentence is None else _silent(article, sentence)


def _last_sentence(article: Article, low: int, high: int) -> Span | None:
    """The sentence at the end of a stretch, without the space around it."""
    first = last_start(article.text, low, high, article.get(story_language))
    words = article.text[first:high].rstrip()
    return Span(first, first + len(words)) if words else None


def _silent(article: Article, sentence: Span) -> Span | None:
    return None if story_cues_in(article, sentence) else sentence


def _speaking_blocks(article: Article) -> frozenset[int]:
    """Where the blocks start that hold an attributed quotation."""
    return frozenset(quotation.block.start for quotation in article.get(quotations) if quotation.attributed)


def _all_names(article: Article) -> tuple[Named, ...]:
    """Every mention of anybody, in order; full names that only their capitals show included."""
    sure = {
        mention.span: Named(mention.span, person.name, mention.titles, True)
        for person in article.get(people)
        for mention in person.mentions
    }
    for name in article.get(names_in_story):
        if len(name.tokens) > 1:
            sure.setdefault(name.span, Named(name.span, article[name.span], name.titles, name.certain))
    return tuple(sorted(sure.values(), key=_place))


def _place(named: Named) -> int:
    return named.span.start


def _names(article: Article, sentence: Span) -> Iterator[Named]:
    everybody = article.get(_all_names)
    first, last = (bisect_left(everybody, edge, key=_place) for edge in sentence)
    for named in everybody[first:last]:
        if quoted_around(article, *named.span) is None:
            yield named


def _excluded(article: Article, named: Named, tables: Mapping[str, Any], he: bool) -> bool:
    """Whether a name cannot be meant: its owner's things are named, or a title or first name tells another sex."""
    if article.text[named.span.end : named.span.end + 2] in ("'s", "’s", "' ", "’ "):
        return True
    titles = {word.lower().strip(".") for title in named.titles for word in article[title].split()}
    firsts = named.name.lower().split()[:-1]
    sex = "her" if he else "his"
    return not set(firsts).isdisjoint(tables.get(f"{sex}_names", ())) or bool(
        titles & set(tables.get(f"{sex}_titles", ()))
    )
