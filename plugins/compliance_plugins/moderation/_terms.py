"""The words that moderation knows, of the lists ``moderation-*``, as a text is looked up in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from functools import lru_cache

from compliance.lexicon import Entry, Lexicon
from compliance.record import Record
from compliance_plugins.moderation._letters import seen

LISTS = ("moderation-words", "moderation-unsure", "moderation-people", "moderation-language", "moderation-parts")
SURE, HIDDEN = "moderation-words", "moderation-hidden"
PARTS, FRAMES = "moderation-parts", "moderation-frames"
FRAMED = ("",)
"""The words of a term that is a frame: it has none of its own."""
_GAP = 2
"""Words that may stand between two places of a frame where it says nothing else."""


class Term(Record):
    """A phrase that is looked for.

    :param words: as a reader sees them, without capitals and accents.
    :param kind: what it does in a sentence: ``hate``, ``profanity``, ``sexual``, ``people``, or the list's ``is``.
    :param sure: hardly ever anything else.
    :param part: means nothing but as a part of a frame, or tells how a sentence is built.
    :param meets: whom a deed meets is part of the word (``matarlos``).
    """

    words: tuple[str, ...]
    kind: str
    sure: bool
    entry: Entry
    part: bool = False
    meets: bool = False


class Frame(Record):
    """Kinds of words that together do one thing, in this order: ``know where you haunt``.

    :param slots: of each place, the kinds that may stand there.
    :param needs: the kinds without which it cannot stand.
    :param gap: how many other words may stand between two of them.
    :param term: what the whole does.
    """

    slots: tuple[tuple[str, ...], ...]
    needs: frozenset[str]
    gap: int
    term: Term


def framed(entries: Iterable[Entry]) -> Iterable[Frame]:
    """The frames of a list, whose phrases are written in kinds; ``|`` stands between those that one place may have."""
    for entry in entries:
        slots = tuple(tuple(place.split("|")) for place in entry.phrase.split())
        gap = entry.data.get("gap", _GAP)
        needs = frozenset(slot[0] for slot in slots if len(slot) == 1)
        yield Frame(slots, needs, gap if isinstance(gap, int) else _GAP, Term(FRAMED, entry.text("is"), True, entry))


class Terms(Record):
    """All phrases of one language.

    :param by_first: by their first word and their second, the longest first; the second is empty where there is none.
    :param known: every word of every phrase, and everyday words that are like one.
    :param strong: words that name people or are said of them or done to them: what is worth disguising.
    :param openings: the first three letters of each of these.
    :param adverbs: what may stand between the words of a phrase.
    :param near: by what is left of such a word when one letter is missing, the word.
    :param parts: the words of the list of parts, by their kind.
    :param frames: in the order of their list: one may stand on those before it.
    """

    by_first: Mapping[str, Mapping[str, tuple[Term, ...]]]
    known: frozenset[str]
    strong: frozenset[str]
    openings: frozenset[str]
    near: Mapping[str, str]
    adverbs: frozenset[str]
    parts: Mapping[str, frozenset[str]]
    frames: tuple[Frame, ...]


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
    whole = tuple(_all(lexicon, language))
    ordinary = frozenset(seen(entry.phrase) for entry in lexicon.entries("moderation-ordinary", language))
    known = ordinary.union(word for term in whole for word in term.words)
    adverbs = frozenset(term.words[0] for term in whole if term.kind == "adverb")
    strong, near = _disguised(whole, ordinary)
    openings = frozenset(word[:_LEAST_STRONG] for word in strong)
    frames = tuple(framed(lexicon.entries(FRAMES, language)))
    return Terms(_by_first(whole), known, strong, openings, near, adverbs, _parts(whole), frames)


def _by_first(whole: Iterable[Term]) -> dict[str, dict[str, tuple[Term, ...]]]:
    found: dict[str, dict[str, tuple[Term, ...]]] = defaultdict(dict)
    for term in sorted(whole, key=lambda term: -len(term.words)):
        first, second = (*term.words, "")[:2]
        found[first][second] = (*found[first].get(second, ()), term)
    return found


def _disguised(whole: Iterable[Term], ordinary: Container[str]) -> tuple[frozenset[str], Mapping[str, str]]:
    """The words that are worth disguising, and for words that are spelt wrong which of them was meant."""
    hidden = [term for term in whole if term.kind not in _WEAK and not term.part]
    single = {term.words[0] for term in hidden if len(term.words) == 1}
    weak = {term.words[0] for term in whole if term.kind in _WEAK and len(term.words) == 1}
    rest = {word for term in hidden if len(term.words) > 1 for word in term.words} - weak
    rest = {word for word in rest if len(word) > _LEAST_STRONG}
    guessed = {term.words[0] for term in hidden if len(term.words) == 1 and term.kind in _GUESSED}
    strong = frozenset({word for word in single if len(word) >= _LEAST_STRONG} | rest)
    return strong, {**_near(rest - single, ordinary), **_near(guessed, ordinary)}


def _parts(whole: Iterable[Term]) -> dict[str, frozenset[str]]:
    some: dict[str, set[str]] = defaultdict(set)
    for term in whole:
        if term.part:
            some[term.kind].add(" ".join(term.words))
    return {kind: frozenset(words) for kind, words in some.items()}


def _all(lexicon: Lexicon, language: str) -> Iterable[Term]:
    for name in LISTS:
        for entry in lexicon.entries(name, language):
            written = entry.phrase.lower() if entry.phrase.isascii() else seen(entry.phrase)
            kind = "people" if name == "moderation-people" else entry.text("is")
            term = Term(tuple(written.split()), kind, name == SURE, entry, name == PARTS)
            if not entry.flag("bound"):
                yield term
            for whom in entry.texts("with"):
                yield term._replace(words=(*term.words[:-1], term.words[-1] + whom), meets=True)


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
