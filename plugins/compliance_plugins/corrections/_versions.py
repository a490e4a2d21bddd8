"""Decides which sentences of a story are sentences of its published version with some of their words changed.

What both versions have is left out first. Of the rest, two sentences are one where most of their words are the same;
each is one with no more than one other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from compliance.article import Article, Role
from compliance.language.sentences import sentences
from compliance.record import Record
from compliance_plugins.corrections._tokens import Token, tokens_of

_COMPARED = frozenset({Role.HEADLINE, Role.STANDFIRST, Role.PARAGRAPH, Role.QUOTE, Role.LIST, Role.CAPTION, Role.NOTE})
_LONGEST = 300
_OFTEN = 25
"""A word of more sentences than these does not tell one from another."""
_ALIKE = 0.6
_SAME_STORY = 0.3


class Stated(Record):
    """A sentence of one version.

    :param words: in order.
    """

    role: Role
    words: tuple[Token, ...]


class Edit(Record):
    """Where two versions of a sentence differ; numbers of words, half-open, either stretch may be empty.

    :param beside: how many words on either side of it, together, are the same in both.
    """

    old: tuple[int, int]
    new: tuple[int, int]
    beside: int


class Pair(Record):
    """One sentence in two versions."""

    old: Stated
    new: Stated
    edits: tuple[Edit, ...]


class Versions(Record):
    """What a story and its published version have of each other.

    :param pairs: the sentences that changed, in the order of the story.
    :param added: those that the published version has not in any form.
    """

    pairs: tuple[Pair, ...] = ()
    added: tuple[Stated, ...] = ()


def versions(article: Article) -> Versions:
    """The story's sentences beside those of its published version; nothing where that is another story."""
    if article.previous is None:
        return Versions()
    new, old = list(_stated(article)), list(_stated(article.previous))
    left_new, left_old = _unlike(new, old)
    matched = _matched(left_new, left_old)
    if len(old) - len(left_old) + len(matched) < _SAME_STORY * min(len(old), len(new)):
        return Versions()
    pairs = tuple(Pair(left_old[o], left_new[n], _edits(left_old[o], left_new[n])) for n, o in sorted(matched.items()))
    return Versions(pairs, tuple(one for number, one in enumerate(left_new) if number not in matched))


def _stated(article: Article) -> Iterator[Stated]:
    for sentence in article.get(sentences):
        if sentence.block.role in _COMPARED:
            words = tokens_of(article.text, sentence.start, sentence.end)
            if words:
                yield Stated(sentence.block.role, tuple(words))


def _key(one: Stated) -> str:
    return " ".join(token.plain for token in one.words)


def _unlike(new: Sequence[Stated], old: Sequence[Stated]) -> tuple[list[Stated], list[Stated]]:
    """The sentences that the other version has not word for word; what it has once less often is left once."""
    return _without(new, Counter(map(_key, old))), _without(old, Counter(map(_key, new)))


def _without(some: Sequence[Stated], others: Counter[str]) -> list[Stated]:
    left = []
    for one in some:
        key = _key(one)
        if others[key]:
            others[key] -= 1
        else:
            left.append(one)
    return left


def _matched(new: Sequence[Stated], old: Sequence[Stated]) -> dict[int, int]:
    """For sentences of the story the one of the published version that each was; the likest first."""
    places: dict[str, list[int]] = {}
    for number, one in enumerate(old):
        for word in {token.plain for token in one.words}:
            places.setdefault(word, []).append(number)
    found = sorted(
        (-likeness, abs(number - other), number, other)
        for number, one in enumerate(new)
        for other, likeness in _alike(one, old, places)
    )
    matched: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, number, other in found:
        if number not in matched and other not in taken:
            matched[number] = other
            taken.add(other)
    return matched


def _alike(one: Stated, old: Sequence[Stated], places: dict[str, list[int]]) -> Iterator[tuple[int, float]]:
    if len(one.words) > _LONGEST:
        return
    words = {token.plain for token in one.words}
    rare = Counter(number for word in words if len(places.get(word, ())) <= _OFTEN for number in places.get(word, ()))
    for number, _ in rare.most_common(3):
        other = old[number]
        theirs = {token.plain for token in other.words}
        likeness = 2 * len(words & theirs) / (len(words) + len(theirs))
        if likeness >= _ALIKE and len(other.words) <= _LONGEST and _kind(one) == _kind(other):
            yield number, likeness


def _kind(one: Stated) -> Role:
    return one.role if one.role in (Role.HEADLINE, Role.CAPTION) else Role.PARAGRAPH


def _edits(old: Stated, new: Stated) -> tuple[Edit, ...]:
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, [t.plain for t in old.words], [t.plain for t in new.words], autojunk=False)
    steps = matcher.get_opcodes()
    edits = []
    for at, (kind, old_from, old_to, new_from, new_to) in enumerate(steps):
        if kind != "equal":
            beside = sum(step[2] - step[1] for step in (*steps[max(at - 1, 0) : at], *steps[at + 1 : at + 2]))
            edits.append(Edit((old_from, old_to), (new_from, new_to), beside))
    return tuple(edits)
