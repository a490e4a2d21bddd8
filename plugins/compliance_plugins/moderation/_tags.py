"""What some words of a sentence do, and how the phrases that do it are found among its words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from compliance.record import Record
from compliance_plugins.moderation._terms import Term, Terms
from compliance_plugins.moderation._words import Word


class Tag(Record):
    """What some words of a sentence do.

    :param first: the first word, by its number in the sentence.
    :param last: the last one.
    """

    kind: str
    first: int
    last: int
    term: Term

    def sure(self, score: float) -> float:
        """How sure what it does is, 0 to 1: as its list says, else as sure as its kind.

        :param score: of its kind.
        """
        told = self.term.entry.data.get("score", score)
        return told if isinstance(told, float) else score


def tagged(some: Sequence[Word], terms: Terms) -> Iterator[Tag]:
    """What the words do; an adverb may stand between the words of a phrase."""
    plain = [word.plain for word in some]
    bare = [at for at, word in enumerate(plain) if word not in terms.adverbs]
    reached: dict[str, int] = {}
    for at, word in enumerate(plain):
        rows = terms.by_first.get(word)
        for term in _beginning(rows, at, plain, bare) if rows else ():
            last = _reaches(term.words, at, plain, bare)
            if last > reached.get(term.kind, -1):
                reached[term.kind] = last
                yield Tag(term.kind, at, last, term)


def _beginning(
    rows: Mapping[str, tuple[Term, ...]], at: int, plain: Sequence[str], bare: Sequence[int]
) -> Sequence[Term]:
    """The phrases that begin with a word and one of those that may be their second, the longest first."""
    if len(rows) == 1 and "" in rows:
        return rows[""]
    following = plain[at + 1] if at + 1 < len(plain) else ""
    longer = rows.get(following, ()) if following else ()
    place = bisect_left(bare, at) + 1
    if place < len(bare) and bare[place] != at + 1 and (beyond := rows.get(plain[bare[place]], ())):
        longer = tuple(sorted((*longer, *beyond), key=lambda term: -len(term.words)))
    return (*longer, *rows.get("", ()))


def _reaches(phrase: tuple[str, ...], at: int, plain: Sequence[str], bare: Sequence[int]) -> int:
    """The last word of a phrase that begins at a word; -1 where it does not stand there."""
    length = len(phrase)
    if length == 1 or tuple(plain[at : at + length]) == phrase:
        return at + length - 1
    place = bisect_left(bare, at)
    numbers = bare[place : place + length]
    if (
        numbers[:1] == [at]
        and len(numbers) == length
        and all(plain[n] == w for n, w in zip(numbers, phrase, strict=True))
    ):
        return numbers[-1]
    return -1
