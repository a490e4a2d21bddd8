"""Whether a sentence attacks people for what they are: a slur, or something said of a group."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compliance_plugins.moderation._act import Act, act
from compliance_plugins.moderation._sentence import Sentence
from compliance_plugins.moderation._tags import Tag

_OBJECT = 6
"""Words between what is felt or done and those whom it meets."""
_PREDICATE = 12
_HOSTILE = ("violence", "slander", "beast", "loathing", "repels", "exclude", "worthless")
_INSIDE = 2
"""Words from a sentence's beginning on of which the one before is written with a capital for its own sake."""
_LESS = 0.12
"""How much less sure it is when the group is named in the sentence before or behind."""


def hate(sentence: Sentence, others: Sequence[Tag]) -> Iterator[Act]:
    """What is hateful in a sentence.

    :param others: groups that the sentences beside it name, for its ``they``.
    """
    if sentence.has("counter"):
        return
    yield from _slurs(sentence)
    for word in sentence.tags.get("banishes", ()):
        yield act(sentence, "hate", 0.7, "exclusion", word)
    groups = sentence.tags.get("people", [])
    for group in groups:
        yield from _said_of(sentence, group)
    if not groups and others and sentence.has("they", "typical", "you"):
        yield from _said_of_them(sentence)


def _slurs(sentence: Sentence) -> Iterator[Act]:
    for slur in sentence.tags.get("hate", ()):
        if slur.term.sure:
            if not _is_verb(sentence, slur) and not _own(sentence, slur):
                yield act(sentence, "hate", 0.9, "slur", slur)
        elif _aimed(sentence, slur) and not _in_a_name(sentence, slur):
            yield act(sentence, "hate", 0.7, "slur", slur)


def _is_verb(sentence: Sentence, slur: Tag) -> bool:
    before = sentence.words[slur.first - 1].plain if slur.first else ""
    return slur.term.entry.flag("verb") and before in sentence.parts.get("before-verb", ())


def _in_a_name(sentence: Sentence, slur: Tag) -> bool:
    """Whether a word is part of somebody's name: it and the word before it begin with capitals (``Van Dyke``)."""
    if slur.first < _INSIDE:
        return False
    before, word = sentence.words[slur.first - 1], sentence.words[slur.first]
    text = sentence.text
    written = text[word.start : word.end]
    return written.istitle() and text[before.start : before.end].istitle() and text[before.end : word.start] == " "


def _own(sentence: Sentence, slur: Tag) -> bool:
    """Whether the writer speaks of himself or his own."""
    return any(0 < slur.first - one.last <= 2 for one in sentence.tags.get("reclaimed", ())) and not sentence.has(
        "you", "wish", "loathing"
    )


def _aimed(sentence: Sentence, slur: Tag) -> bool:
    """Whether a word with a harmless sense is thrown at somebody: what stands beside it says so."""
    if any(-3 <= slur.first - one.last <= 3 for one in sentence.tags.get("reclaimed", ())):
        return False
    if any(0 < slur.first - one.last <= 4 for one in sentence.tags.get("self", ())):
        return False
    beside = [one for one in sentence.of("typical", "you", "profanity") if not one.first <= slur.first <= one.last]
    if any(-4 <= one.first - slur.first <= 3 for one in beside):
        return True
    return any(abs(one.first - slur.first) <= _OBJECT for one in sentence.of(*_HOSTILE))


def _said_of(sentence: Sentence, group: Tag) -> Iterator[Act]:
    yield from _felt(sentence, group)
    yield from _done(sentence, group)
    if sentence.has("guard"):
        return
    yield from _called(sentence, group)
    yield from _worth(sentence, group)


def _felt(sentence: Sentence, group: Tag) -> Iterator[Act]:
    for feeling in sentence.tags.get("loathing", ()):
        if _goes_on(sentence, feeling, group):
            continue
        doer = sentence.subject(feeling) in ("self", "")
        if doer and _meets(sentence, feeling, group) and not sentence.negated(feeling):
            yield act(sentence, "hate", 0.9, "loathing", group, feeling)
    for feeling in sentence.tags.get("repels", ()):
        if (group.last < feeling.first or _meets(sentence, feeling, group)) and not sentence.negated(feeling):
            yield act(sentence, "hate", 0.85, "loathing", group, feeling)


def _goes_on(sentence: Sentence, feeling: Tag, group: Tag) -> bool:
    """Whether what is felt is about what happens, not about people: ``I hate how …``."""
    behind = (one for one in sentence.tags.get("happening", ()) if one.first == feeling.last + 1)
    return any(one.term.entry.flag("clause") or group.last < feeling.first for one in behind)


def _meets(sentence: Sentence, feeling: Tag, group: Tag) -> bool:
    """Whether a feeling is about a group: named behind it with nobody else between, or before it."""
    if group.last < feeling.first:
        return feeling.first - group.last <= _PREDICATE
    near = group.first - feeling.last <= _OBJECT and not sentence.apart(feeling.last, group.first)
    return near and not sentence.between("head", feeling.last, group.first)


def _done(sentence: Sentence, group: Tag) -> Iterator[Act]:
    """What is wished to be done to them, or announced."""
    if sentence.has("figurative", "guard"):
        return
    for deed in sentence.tags.get("violence", ()):
        if abs(group.first - deed.first) > _PREDICATE or sentence.negated(deed):
            continue
        if sentence.between("preposition", deed.last, group.first):
            continue
        if any(one.first <= deed.first + 3 for one in sentence.of("wish", "mine")):
            yield act(sentence, "hate", 0.9, "violence", group, deed)
        elif _begins(sentence, deed) and deed.last < group.first and sentence.bare(deed.last, group.first):
            yield act(sentence, "hate", 0.75, "violence", group, deed)


def _begins(sentence: Sentence, deed: Tag) -> bool:
    """Whether a sentence begins with a deed, as an order does."""
    return len(deed.term.words) == 1 and not deed.term.words[0].endswith(("ing", "ed", "s")) and not deed.first


def _called(sentence: Sentence, group: Tag) -> Iterator[Act]:
    for word in sentence.of("beast", "slander", "profanity", "insult"):
        if sentence.negated(word):
            continue
        beside = 0 < group.first - word.last <= 1 or 0 < word.first - group.last <= 1
        if beside or _is_predicate(sentence, group, word):
            yield act(sentence, "hate", 0.85 if word.kind == "beast" else 0.75, "contempt", group, word)


def _is_predicate(sentence: Sentence, group: Tag, word: Tag) -> bool:
    """Whether a word is said of a group: ``they are …``, ``typical of them``, ``only they are so …``."""
    if sentence.has("typical") and abs(word.first - group.first) <= _PREDICATE:
        return True
    first, last = group.last, word.first
    if any(0 < group.first - one.last <= 2 for one in sentence.tags.get("preposition", ())):
        return False
    copulas = sentence.tags.get("copula", ())
    if not 0 < last - first <= _PREDICATE:
        return False
    return any(first <= one.first <= min(last, first + _OBJECT) for one in copulas) and not sentence.apart(first, last)


def _worth(sentence: Sentence, group: Tag) -> Iterator[Act]:
    """That they are worth nothing, belong elsewhere, or lack what people have."""
    for word in sentence.of("worthless", "exclude"):
        if word.kind == "exclude" and _is_history(sentence, word):
            continue
        if abs(word.first - group.first) <= _PREDICATE and sentence.subject(word) != "third":
            score, reason = (0.85, "contempt") if word.kind == "worthless" else (0.75, "exclusion")
            if not sentence.negated(word):
                yield act(sentence, "hate", score, reason, group, word)
    yield from _parted(sentence, group)
    for word in sentence.tags.get("kind", ()):
        near = 0 < word.first - group.last <= _PREDICATE or 0 < group.first - word.last <= 8
        if near and sentence.negated(word):
            yield act(sentence, "hate", 0.7, "contempt", group, word)


def _is_history(sentence: Sentence, word: Tag) -> bool:
    """Whether it is told as what was done once (``were expelled in 1492``)."""
    before = sentence.words[max(word.first - 2, 0) : word.first]
    return any(one.plain in sentence.parts.get("was", ()) for one in before) and not sentence.has("wish")


def _parted(sentence: Sentence, group: Tag) -> Iterator[Act]:
    """``Send them back``, whose two words stand around those who are meant."""
    behind = {word.plain for word in sentence.words[group.last + 1 : group.last + 4]}
    for word in sentence.tags.get("parting", ()):
        near = 0 < group.first - word.last <= 3 and word.term.entry.text("end") in behind
        if near and sentence.subject(word) in ("", "self") and not sentence.negated(word):
            yield act(sentence, "hate", 0.75, "exclusion", word, group)


def _said_of_them(sentence: Sentence) -> Iterator[Act]:
    """The same of people whom a sentence beside this one names."""
    for pronoun in sentence.of("they", "you", "typical")[:2]:
        for found in _said_of(sentence, pronoun):
            yield found._replace(score=round(found.score - _LESS, 2))
