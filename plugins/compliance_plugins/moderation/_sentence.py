"""A sentence of a comment as moderation reads it: its words, and what each of them does there."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from compliance.record import Record
from compliance_plugins.moderation._frames import ends_clause, framed
from compliance_plugins.moderation._tags import Tag, tagged
from compliance_plugins.moderation._terms import Terms
from compliance_plugins.moderation._words import Word, words

_FURTHEST = 10
"""Words over which a negation reaches."""
_FIXED = frozenset(
    "wish mine loathing repels worthless exclude abuse despair typical counter menace figurative guard".split()
)
"""What holds a negation of its own (``can't stand``, ``no place in``): it denies nothing else."""
DOERS = ("self", "you", "they", "third", "people")
_BREAKS = ",;:—("
_QUESTION = 5
"""Words at the beginning of a question in which a denial denies nothing (``Isn't it obvious that …``)."""
_STOPS = 2
_LONGEST = 60
"""Words after which a sentence is cut, so that a text without any full stop costs no more than another."""
_OUTSIDE = 3
"""Words outside quotation marks from which on what stands inside is quoted."""


Parts = Mapping[str, frozenset[str]]


class Sentence(Record):
    """A sentence.

    :param text: the text that its places are in.
    :param tags: by kind, in order; what others said, in quotation marks, is left out.
    :param clauses: the clause of each word, counted from 0.
    :param denials: where each denial ends, and over how many words it reaches.
    :param quoted: whether something was left out.
    :param parts: the small words of its language, by what they are.
    """

    text: str
    words: Sequence[Word]
    tags: Mapping[str, list[Tag]]
    clauses: Sequence[int]
    denials: Sequence[tuple[int, int]]
    quoted: bool
    parts: Parts

    def of(self, *kinds: str) -> list[Tag]:
        """The words that do one of these things, in order."""
        return sorted((tag for kind in kinds for tag in self.tags.get(kind, ())), key=lambda tag: tag.first)

    def has(self, *kinds: str) -> bool:
        """Whether any words do one of these things."""
        return any(kind in self.tags for kind in kinds)

    def place(self, *tags: Tag) -> tuple[int, int]:
        """First code point, and one past the last, of the stretch that has all these words."""
        return self.words[min(t.first for t in tags)].start, self.words[max(t.last for t in tags)].end

    def apart(self, first: int, second: int) -> bool:
        """Whether a clause ends between two words."""
        return self.clauses[first] != self.clauses[second]

    def between(self, kind: str, first: int, second: int) -> bool:
        """Whether a word of a kind stands between two words."""
        return any(first < tag.first < second for tag in self.tags.get(kind, ()))

    def bare(self, first: int, second: int, *kinds: str) -> bool:
        """Whether adverbs and the like, and words of these kinds, are all that stands between two words."""
        light = {n for tag in self.of("adverb", *kinds) for n in range(tag.first, tag.last + 1)}
        return light.issuperset(range(first + 1, second))

    def negated(self, tag: Tag) -> bool:
        """Whether what some words say is denied before they say it."""
        first = tag.first
        some = [last for last, reach in self.denials if 0 < first - last <= reach and not self.apart(last, first)]
        return len(some) % 2 == 1

    def subject(self, tag: Tag) -> str:
        """Who does it: the kind of the nearest pronoun or people up to four words before; empty where there is none."""
        before = [doer for doer in self.of(*DOERS) if 0 < tag.first - doer.last <= 4]
        return before[-1].kind if before and not self.apart(before[-1].last, tag.first) else ""


def _clauses(text: str, some: Sequence[Word], tags: Mapping[str, list[Tag]], parts: Parts) -> list[int]:
    """The clause of each word: it ends at a sign, behind ``but`` and the like, and at ``so`` before who does it."""
    turns, hence = parts.get("turn", ()), parts.get("hence", ())
    doers = {tag.first for kind in DOERS for tag in tags.get(kind, ())}
    found: list[int] = []
    clause = 0
    for number, word in enumerate(some):
        if number:
            before = some[number - 1]
            ends = before.plain in turns or (before.plain in hence and number in doers)
            clause += ends or any(sign in text[before.end : word.start] for sign in _BREAKS)
        found.append(clause)
    return found


def _denials(text: str, some: Sequence[Word], tags: Mapping[str, list[Tag]]) -> list[tuple[int, int]]:
    """Where denials end, with their reach; inside fixed words, or where a question begins, they deny nothing."""
    fixed = {n for kind in _FIXED for tag in tags.get(kind, ()) for n in range(tag.first, tag.last + 1)}
    asks = "?" in text[some[-1].end : some[-1].end + 3]
    return [
        (tag.last, reach)
        for kind, reach in (("negator", _FURTHEST), ("stopper", _STOPS))
        for tag in tags.get(kind, ())
        if tag.first not in fixed and not (asks and tag.last < _QUESTION)
    ]


@cache
def _ends() -> re.Pattern[str]:
    return re.compile(r"(?<![.!?…])[.!?…]++[\"'”’»)]*+\s|\n")


@cache
def _quotations() -> re.Pattern[str]:
    return re.compile(r"[\"“«„]([^\"“”«»„\n]+)[\"”»“]|(?<!\w)['‘]([^'‘’\n]{3,}?)['’](?!\w)")


def sentences(text: str, start: int, end: int, terms: Terms) -> Iterator[Sentence]:
    """The sentences of a stretch of text, in order."""
    whole = words(text, start, end, terms)
    quoted = _quoted(text, start, end, whole)
    first = 0
    for number, word in enumerate(whole):
        last = number + 1 == len(whole) or number + 1 - first == _LONGEST
        if last or _ends().search(text, word.end, whole[number + 1].start):
            yield _sentence(text, whole[first : number + 1], quoted[first : number + 1], terms)
            first = number + 1


def _quoted(text: str, start: int, end: int, whole: Sequence[Word]) -> list[bool]:
    """Of each word, whether it stands in quotation marks."""
    starts = [word.start for word in whole]
    inside = [False] * len(whole)
    for match in _quotations().finditer(text, start, end):
        for number in range(bisect_left(starts, match.start()), bisect_left(starts, match.end())):
            inside[number] = True
    return inside


def _sentence(text: str, some: Sequence[Word], quoted: Sequence[bool], terms: Terms) -> Sentence:
    left_out = any(quoted) and quoted.count(False) >= _OUTSIDE
    tags: dict[str, list[Tag]] = {}
    for tag in tagged(some, terms):
        if not (left_out and quoted[tag.first]):
            tags.setdefault(tag.kind, []).append(tag)
    guard = [tag for tag in tags.pop("guard", ()) if not any(_inside(tag, tags.get(kind, ())) for kind in _WHOLE)]
    if guard:
        tags["guard"] = guard
    slurs = [tag for tag in tags.pop("hate", ()) if tag.term.sure or not _inside(tag, tags.get("profanity", ()))]
    if slurs:
        tags["hate"] = slurs
    people = [named for tag in tags.pop("people", ()) if (named := _named(tag, tags)) is not None]
    if people:
        tags["people"] = people
        counter = [tag for tag in tags.pop("counter", ()) if not _who_they_are(tag, some, people, terms)]
        if counter:
            tags["counter"] = counter
    clauses = _clauses(text, some, tags, terms.parts)
    _cut(tags, clauses)
    for frame in terms.frames:
        if (found := framed(frame, tags, clauses)) is not None:
            tags.setdefault(found.kind, []).append(found)
    return Sentence(text, some, tags, clauses, _denials(text, some, tags), left_out, terms.parts)


def _cut(tags: dict[str, list[Tag]], clauses: Sequence[int]) -> None:
    """Leave out the phrases that mean something else where their clause goes on (``acabar con todo el pan``)."""
    for kind in [kind for kind, some in tags.items() if any(tag.term.entry.flag("ends") for tag in some)]:
        kept = [tag for tag in tags[kind] if not tag.term.entry.flag("ends") or ends_clause(tag, tags, clauses)]
        if kept:
            tags[kind] = kept
        else:
            del tags[kind]


def _inside(tag: Tag, others: Iterable[Tag]) -> bool:
    return any(other.first <= tag.first <= tag.last <= other.last for other in others)


_WHOLE = ("typical", "worthless", "exclude", "repels", "abuse", "loathing", "slander")
"""Whose words mean nothing else where they stand together."""
_SAID_OF = ("head", "beast", "slander", "insult", "hate", "profanity")


def _named(tag: Tag, tags: dict[str, list[Tag]]) -> Tag | None:
    """A word for a group with the word for people behind it; ``None`` where an adjective has none and names nobody."""
    if not tag.term.entry.flag("adjective"):
        return tag
    behind = [other for kind in _SAID_OF for other in tags.get(kind, ()) if other.first == tag.last + 1]
    if not behind:
        return None
    return tag._replace(last=behind[0].last) if behind[0].kind == "head" else tag


def _who_they_are(tag: Tag, some: Sequence[Word], people: Sequence[Tag], terms: Terms) -> bool:
    """Whether ``people who …`` are the group itself, not those who speak of it."""
    known = terms.parts.get("who", ())
    who = tag.first if some[tag.first].plain in known else tag.first + 1
    if who >= len(some) or some[who].plain not in known:
        return False
    return any(group.last in (who - 1, who - 2) for group in people)
