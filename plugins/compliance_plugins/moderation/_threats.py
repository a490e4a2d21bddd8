"""Whether a sentence threatens somebody, attacks another reader, or speaks of the writer's own death."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from compliance_plugins.moderation._act import Act, act
from compliance_plugins.moderation._frames import ends_clause
from compliance_plugins.moderation._sentence import DOERS, Sentence
from compliance_plugins.moderation._tags import Tag
from compliance_plugins.moderation._terms import FRAMED

_OBJECT = 5
_NEXT = 2
"""Words from a deed to the one whom it meets, where his office alone names him; words that call somebody in commas."""
_SAID_OF = 7
"""Words from whom an insult is said of to the insult."""
_JOINED_ON = 9
"""Words from ``you are`` to the last of several insults."""
_ABUSIVE = ("insult", "slander", "beast", "profanity", "hate")
_PERSONS = ("people", "head", "insult", "beast", "slander", "hate", "profanity", "official", "copula", "turn", "adverb")
"""What stands behind a word that points where it points at people."""
_WHOM = ("you", "they", "third", "people")


def threat(sentence: Sentence) -> Iterator[Act]:
    """What is announced to be done to somebody, or what others are called on to do."""
    if sentence.has("counter", "figurative"):
        return
    for menace in sentence.tags.get("menace", ()):
        if not sentence.negated(menace) and not _is_played(sentence, menace):
            yield act(sentence, "threat", menace.sure(0.9), "menace", menace)
    for deed in sentence.tags.get("violence", ()):
        whom = _whom(sentence, deed)
        if whom is None or sentence.negated(deed) or _is_played(sentence, deed) or _is_in_fun(sentence):
            continue
        if any(one.first <= deed.first for one in sentence.tags.get("mine", ())):
            yield act(sentence, "threat", 0.9, "announced", deed, whom)
        elif not sentence.has("guard") and any(one.first <= deed.first + 2 for one in sentence.tags.get("wish", ())):
            yield act(sentence, "threat", 0.7, "called_for", deed, whom)


def _is_played(sentence: Sentence, deed: Tag) -> bool:
    """Whether the deed is a match's: its sentence tells a score, and nobody dies of what is done."""
    if any(one.first == deed.first and not one.term.entry.flag("game") for one in sentence.tags.get("deadly", ())):
        return False
    return _score().search(sentence.text, sentence.words[0].start, sentence.words[-1].end) is not None


def _is_in_fun(sentence: Sentence) -> bool:
    """Whether what is announced hangs on a trifle, or on anything where somebody laughs (``I'll kill him if he's eaten
    the cake``); laughter alone takes nothing back.
    """
    return sentence.has("provided") and sentence.has("trifle", "laughter")


def _owns(sentence: Sentence, one: Tag) -> bool:
    """Whether it is something of theirs that is meant (``the mayor's portrait``)."""
    word = sentence.words[one.last]
    return sentence.text[word.start : word.end].endswith(("'s", "’s"))


def _kills(sentence: Sentence, deed: Tag) -> bool:
    return any(one.first == deed.first for one in sentence.tags.get("deadly", ()))


@cache
def _score() -> re.Pattern[str]:
    return re.compile(r"(?<![\d-])\d{1,2} ?[-–] ?\d{1,2}(?![\d-])")


def _whom(sentence: Sentence, deed: Tag) -> Tag | None:
    """Whom a deed meets: named behind it, or before a passive."""
    if deed.term.meets:
        return deed
    people = [one for one in sentence.of(*_WHOM) if not _is_thing(sentence, one)]
    behind = [one for one in people if 0 <= one.first - deed.last <= _OBJECT]
    before = [one for one in people if 0 < deed.first - one.last <= _OBJECT + 3]
    if not behind and not before and _kills(sentence, deed):
        offices = (one for one in sentence.tags.get("office-holder", ()) if 0 < one.first - deed.last <= _NEXT)
        behind = [one for one in offices if not _owns(sentence, one)]
    return behind[0] if behind else before[-1] if before else None


def _is_thing(sentence: Sentence, one: Tag) -> bool:
    """Whether a word that points (``esos``) points at something that is none of the words for people."""
    if not one.term.entry.flag("points") or ends_clause(one, sentence.tags, sentence.clauses):
        return False
    return not any(other.first == one.last + 1 for other in sentence.of(*_PERSONS))


def harassment(sentence: Sentence) -> Iterator[Act]:
    """What is said to another reader to hurt him."""
    if sentence.has("counter"):
        return
    for abuse in sentence.tags.get("abuse", ()):
        if not sentence.negated(abuse):
            yield act(sentence, "harassment", abuse.sure(0.9 if "you" in sentence.tags else 0.8), "abuse", abuse)
    for insult in sentence.of("insult", "hate", "beast"):
        if sentence.negated(insult) or (insult.kind == "hate" and not insult.term.sure and "you" not in sentence.tags):
            continue
        yield from _insulted(sentence, insult)


def _insulted(sentence: Sentence, insult: Tag) -> Iterator[Act]:
    for you in sentence.tags.get("you", ()):
        if _is_told(sentence, you, insult) and _says_so(sentence, you, insult):
            yield act(sentence, "harassment", 0.8, "insult", you, insult)
            return
    if _is_cried(sentence, insult) or _is_exclaimed(sentence, insult):
        yield act(sentence, "harassment", 0.7, "insult", insult)
        return
    if (sentence.has("you") or _is_set_apart(sentence, insult)) and _is_called(sentence, insult):
        yield act(sentence, "harassment", 0.75, "insult", insult)
        return
    for one in sentence.of("third", "writer"):
        copulas = [c for c in sentence.tags.get("copula", ()) if one.last <= c.first < insult.first]
        near = 0 < insult.first - one.last <= _SAID_OF and bool(copulas)
        if near and (one.kind == "third" or sentence.bare(copulas[-1].last, insult.first, *_ABUSIVE)):
            yield act(sentence, "harassment", 0.55, "insult", one, insult)
            return


def _is_set_apart(sentence: Sentence, insult: Tag) -> bool:
    """Whether a word for a person stands behind a comma (``What rubbish, idiot``)."""
    if not insult.first or not insult.term.entry.flag("person"):
        return False
    return "," in sentence.text[sentence.words[insult.first - 1].end : sentence.words[insult.first].start]


def _is_cried(sentence: Sentence, insult: Tag) -> bool:
    """Whether a word for a person is all that is said (``Idiot!``)."""
    return insult.term.entry.flag("person") and insult.first == 0 and insult.last + 1 == len(sentence.words)


def _is_exclaimed(sentence: Sentence, insult: Tag) -> bool:
    """Whether an insult is cried out before whom it is said of: ``what a fool you are``, ``how stupid are you``."""
    if not any(0 < insult.first - one.last <= _NEXT for one in sentence.tags.get("exclaims", ())):
        return False
    copulas = {one.first for one in sentence.tags.get("copula", ())}
    behind = [one for one in sentence.tags.get("you", ()) if 0 < one.first - insult.last <= _NEXT]
    return any({one.first, one.first + 1, one.first - 1} & copulas for one in behind)


def _is_told(sentence: Sentence, you: Tag, insult: Tag) -> bool:
    """Whether an insult stands so near behind ``you`` that it is said of them; a name may stand between in commas."""
    far = insult.first - you.last
    last_and = any(
        one.last < insult.first and sentence.bare(one.last, insult.first) for one in sentence.tags.get("and", ())
    )
    if not 0 < far <= (_JOINED_ON if last_and and not _others(sentence, you, insult) else _OBJECT):
        return False
    clauses = sentence.clauses
    first, last = clauses[you.last], clauses[insult.first]
    return first == last or (last - first == 2 and clauses.count(first + 1) <= _NEXT)


def _others(sentence: Sentence, you: Tag, insult: Tag) -> bool:
    """Whether anybody else is spoken of between ``you`` and an insult."""
    return any(you.last < one.first < insult.first for one in sentence.of(*DOERS))


def _is_called(sentence: Sentence, insult: Tag) -> bool:
    """Whether somebody is called so, in commas or at the end (``…, clown``); not what he is (``Roe, a clown, …``)."""
    clauses, clause = sentence.clauses, sentence.clauses[insult.first]
    if clause == 0 or clauses.count(clause) > _NEXT:
        return False
    if insult.last + 1 == len(clauses):
        return True
    article = sentence.words[clauses.index(clause)].plain in sentence.parts.get("article", ())
    return not article and clauses[insult.last + 1] != clause


def _says_so(sentence: Sentence, you: Tag, insult: Tag) -> bool:
    """``you idiot``, ``you are an idiot``; not ``your dog is fat``."""
    word = sentence.words[you.last].plain
    if word in sentence.parts.get("possessive", ()):
        return False
    if sentence.bare(you.last, insult.first, *_ABUSIVE):
        return True
    if word in sentence.parts.get("you-are", ()):
        return True
    return any(you.last <= one.first < insult.first for one in sentence.of("copula", "typical"))


def self_harm(sentence: Sentence) -> Iterator[Act]:
    """What the writer says of harming himself, or in praise of it."""
    if sentence.has("counter", "past", "figurative"):
        return
    for word in sentence.tags.get("despair", ()):
        if word.term.entry.flag("praise"):
            yield act(sentence, "self-harm", word.sure(0.85), "praise", word)
        elif not sentence.negated(word) and (word.term.words == FRAMED or sentence.subject(word) in ("self", "")):
            yield act(sentence, "self-harm", word.sure(0.9 if "self" in sentence.tags else 0.75), "despair", word)
