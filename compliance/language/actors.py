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
# how far a name is looked for in the story
_NEAR = 3_000
_SIGNS = ' \u00a0\n"“”«»,.;:—–-'


def somebody(text: str, subject: Span, start: int, words: Frames) -> Span | None:
    """What of a subject names somebody: a name, a pronoun, an article with a noun for people or for a body.

    :param start: where its sentence starts: a capital there is no sign of a name.
    """
    parts = text[subject.start : subject.end].split()
    first = parts[0].lower().strip(",")
    if first in words.articles:
        named = len(parts) > 1 and parts[1][0].isupper()
        return subject if named or _is_agent(parts[1 : _HEAD + 1], words) else None
    if first in words.pronouns:
        return Span(subject.start, subject.start + len(first))
    if (
        first.endswith(words.gerunds)
        or first.endswith(words.between_endings)
        or first in words.ends | words.not_subject | words.never_subject
    ):
        return None
    run = _capitals(parts, words)
    opens = not text[start : subject.start].strip(_SIGNS)
    if run == 1 and opens and len(parts) > 1 and not _is_name_elsewhere(text, parts[0], start):
        run = 0
    if not run:
        return subject if _is_agent(parts[:1], words) else None
    end = subject.start
    for part in parts[:run]:
        end = text.index(part, end) + len(part)
    return Span(subject.start, end)


def _is_agent(parts: list[str], words: Frames) -> bool:
    """Whether one of the words is a noun for people or for a body."""
    bare = [part.strip(",.").lower() for part in parts]
    return any(word in words.agents or word.endswith(words.agent_endings) for word in bare)


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
