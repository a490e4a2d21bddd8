"""Decides whether the subject of a sentence names somebody who can speak.

For languages that leave the subject out: who acted last may speak on, what merely stood first in a sentence may not.
The nouns for people and bodies are data of the language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance.article import Span

if TYPE_CHECKING:
    from compliance.language.quotation_frames import Frames

_HEAD = 3
# "de los" between one and those whose one it is
_PART = 2
# how far a name is looked for in the story
_NEAR = 3_000
_SIGNS = ' \u00a0\n"“”«»,.;:—–-'


def somebody(text: str, subject: Span, start: int, words: Frames) -> Span | None:
    """What of a subject names somebody: a name, a pronoun, an article with a noun for people or for a body.

    :param start: where its sentence starts: a capital there is no sign of a name.
    """
    subject = _without_mark(text, subject)
    parts = text[subject.start : subject.end].split()
    first = parts[0].lower().strip(",") if parts else ""
    if len(first.rstrip(".")) < 2:
        return None
    if first in words.articles:
        named = len(parts) > 1 and parts[1][0].isupper()
        return subject if named or is_agent(_noun(parts[1:], words), words) else None
    if first in words.pronouns:
        return Span(subject.start, subject.start + len(first))
    if first in words.ends or first in words.not_subject or first in words.never_subject or is_gerund(parts, words):
        return None
    run = _capitals(parts, words)
    opens = not text[start : subject.start].strip(_SIGNS)
    if run == 1 and opens and len(parts) > 1 and not _is_name_elsewhere(text, parts[0], start):
        run = 0
    if not run:
        return subject if is_agent(parts[:1], words) else None
    end = subject.start
    for part in parts[:run]:
        end = text.index(part, end) + len(part)
    return Span(subject.start, end)


def is_gerund(parts: list[str], words: Frames) -> bool:
    """Whether a stretch opens with a gerund or an adverb, which is no subject; ``Fernando`` is a name."""
    first, lower = parts[0], parts[0].lower()
    named = first[0].isupper() and len(parts) > 1 and parts[1][0].isupper()
    if lower.endswith(words.between_endings):
        return not named
    return lower.endswith(words.gerunds) and not named and (len(parts) > 1 or first[0].islower())


def is_body(text: str, subject: Span, words: Frames) -> bool:
    """Whether a subject is a body or a writing (``la empresa``, ``El Gobierno de Aldea``): it acts without a voice."""
    noun = _head(text, subject, words)
    return noun in words.bodies or noun in words.writings


def is_writing(text: str, subject: Span, words: Frames) -> bool:
    """Whether a phrase is something to read (``un informe``), and not that of one named before (``su informe``)."""
    first = text[subject.start : subject.end].split(maxsplit=1)[0].lower()
    return first not in words.possessives and _head(text, subject, words) in words.writings


def _head(text: str, subject: Span, words: Frames) -> str:
    """The first word of a phrase behind its article."""
    parts = text[subject.start : subject.end].split()
    noun = _noun(parts[1:] if parts[0].lower() in words.articles else parts, words)
    return noun[0].strip(",.").lower() if noun else ""


def agrees(text: str, subject: Span, many: bool, words: Frames) -> bool:
    """Whether a subject may be that of a verb for one or for many."""
    parts = text[subject.start : subject.end].split()
    first = parts[0].lower()
    if first in words.plurals:
        return many
    return not many or any(part in words.conjunctions for part in parts) or is_body(text, subject, words)


def is_for_many(verb: str, words: Frames) -> bool:
    """Whether a verb's ending, or its auxiliary's, is that for more than one."""
    return bool(words.plural_verb_endings) and verb.split(maxsplit=1)[0].lower().endswith(words.plural_verb_endings)


def _without_mark(text: str, subject: Span) -> Span:
    start = subject.start
    while start < subject.end and text[start] in _SIGNS:
        start += 1
    return subject if start == subject.start else Span(start, subject.end)


def _noun(parts: list[str], words: Frames) -> list[str]:
    """The noun of a subject with what stands before it: no further than the preposition behind it.

    One of several is of their noun (``uno de los autores``).
    """
    if len(parts) > _PART and parts[0] in words.time_links and parts[1] in words.definite:
        parts = parts[_PART:]
    found = parts[:_HEAD]
    for index, part in enumerate(found):
        if part.lower() in words.asides:
            return found[:index]
    return found


def is_agent(parts: list[str], words: Frames) -> bool:
    """Whether one of the words is a noun for people or for a body."""
    for part in parts:
        word = part.strip(",.").lower()
        if word in words.agents or word in words.bodies or word in words.writings or word.endswith(words.agent_endings):
            return True
    return False


def _is_name_elsewhere(text: str, word: str, at: int) -> bool:
    """Whether a word that opens a sentence stands inside another with its capital."""
    low, high = max(at - _NEAR, 0), at + _NEAR
    place = text.find(f" {word}", low, high)
    while place > low:
        if text[place - 1].islower() or text[place - 1] == ",":
            return True
        place = text.find(f" {word}", place + 1, high)
    return False


def _capitals(parts: list[str], words: Frames) -> int:
    """How many words at the start make a name; small words inside it count."""
    run = 0
    for index, part in enumerate(parts):
        if part[0].isupper() and part.lower() not in words.intro:
            run = index + 1
        elif part not in words.small:
            break
    return run
