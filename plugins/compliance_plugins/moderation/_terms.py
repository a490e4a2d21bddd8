"""The words that moderation knows, of the lists ``moderation-*``, as a text is looked up in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from functools import lru_cache

from compliance.lexicon import Entry, Lexicon
from compliance.record import Record
from compliance_plugins.moderation._letters import seen

LISTS = ("moderation-words", "moderation-unsure", "moderation-people", "moderation-language")
SURE, HIDDEN = "moderation-words", "moderation-hidden"


class Term(Record):
    """A phrase that is looked for.

    :param words: as a reader sees them, without capitals and accents.
    :param kind: what it does in a sentence: ``hate``, ``profanity``, ``sexual``, ``people``, or the list's ``is``.
    :param sure: hardly ever anything else.
    """

    words: tuple[str, ...]
    kind: str
    sure: bool
    entry: Entry


class Terms(Record):
    """All phrases of one language.

    :param by_first: by their first word, the longest first.
    :param known: every word of every phrase.
    :param strong: words that name people or are said of them or done to them: what is worth disguising.
    :param openings: the first three letters of each of these.
    :param adverbs: what may stand between the words of a phrase.
    :param near: by what is left of such a word when one letter is missing, the word.
    """

    by_first: Mapping[str, tuple[Term, ...]]
    known: frozenset[str]
    strong: frozenset[str]
    openings: frozenset[str]
    near: Mapping[str, str]
    adverbs: frozenset[str]


_WEAK = frozenset(
    "self you they third copula negator stopper adverb preposition counter guard reclaimed figurative past mine "
    "parting incite office leer deadly office-holder happening".split()
)
"""Kinds whose words nobody hides."""
_GUESSED = frozenset("hate people slander beast violence loathing profanity insult worthless head".split())
"""Kinds whose words are looked for in words that are spelt wrong."""
_LEAST_STRONG, _LEAST_NEAR = 3, 5


@lru_cache(maxsize=8)
def terms(lexicon: Lexicon, language: str) -> Terms:
    """What is known of a language; made once for each checker."""
    found: dict[str, list[Term]] = defaultdict(list)
    known: set[str] = set()
    single, parts, weak, guessed = set[str](), set[str](), set[str](), set[str]()
    for term in _all(lexicon, language):
        found[term.words[0]].append(term)
        known.update(term.words)
        if term.kind in _WEAK:
            weak.update(term.words if len(term.words) == 1 else ())
        else:
            (single if len(term.words) == 1 else parts).update(term.words)
            if len(term.words) == 1 and term.kind in _GUESSED:
                guessed.add(term.words[0])
    strong = {word for word in single if len(word) >= _LEAST_STRONG}
    strong |= {word for word in parts - weak if len(word) > _LEAST_STRONG}
    adverbs = frozenset(term.words[0] for some in found.values() for term in some if term.kind == "adverb")
    by_first = {first: tuple(sorted(some, key=lambda term: -len(term.words))) for first, some in found.items()}
    ordinary = {seen(entry.phrase) for entry in lexicon.entries("moderation-ordinary", language)}
    near = _near((word for word in parts - weak - single if len(word) > _LEAST_STRONG), ())
    openings = frozenset(word[:_LEAST_STRONG] for word in strong)
    return Terms(by_first, frozenset(known), frozenset(strong), openings, {**near, **_near(guessed, ordinary)}, adverbs)


def _all(lexicon: Lexicon, language: str) -> Iterable[Term]:
    for name in LISTS:
        for entry in lexicon.entries(name, language):
            words = tuple((entry.phrase.lower() if entry.phrase.isascii() else seen(entry.phrase)).split())
            kind = "people" if name == "moderation-people" else entry.text("is")
            yield Term(words, kind, name == SURE, entry)


def _near(guessed: Iterable[str], ordinary: Container[str]) -> dict[str, str]:
    """What a word becomes when one inner letter is left out, or two neighbours change places; no word of its own."""
    near: dict[str, str] = {}
    for word in sorted(guessed):
        if len(word) < _LEAST_NEAR - 1 or "'" in word:
            continue
        for at in range(1, len(word)):
            slips = [word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]] if at > 1 else []
            if len(word) >= _LEAST_NEAR and at + 1 < len(word):
                slips.append(word[:at] + word[at + 1 :])
            near.update((slip, word) for slip in slips if slip not in near and slip not in ordinary)
    return near
