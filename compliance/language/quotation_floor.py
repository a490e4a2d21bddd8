"""Decides whose words they are where a language leaves the subject out: ``“…”, añadió``.

Then it is the last one who spoke or acted: looked for in the sentences before, then in the paragraphs before. Only a
subject that can be somebody's counts, for what merely stood first in a sentence says nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from compliance.article import Span
from compliance.language.quotation_clauses import Clauses
from compliance.language.speakers import phrase_after, subject_before

if TYPE_CHECKING:
    from collections.abc import Callable

    from compliance.language.quotation_frames import Cue

_PARAGRAPHS, _SENTENCES = 4, 12
_HEAD = 3


class Floor(Clauses):
    """A block's clauses, and who has the floor at a place in it."""

    previous: Callable[[], Floor | None] | None = None

    @property
    def elides(self) -> bool:
        """Whether the language leaves subjects out."""
        return bool(self.words.gerunds)

    def antecedent(self, offset: int, paragraphs: int = _PARAGRAPHS) -> Span | None:
        """Who spoke or acted last before a place, in this paragraph or in those before it."""
        pieces = self._gaps()
        last = bisect_left(pieces, offset, key=_start)
        for piece in reversed(pieces[max(last - _SENTENCES, 0) : last]):
            somebody = self._actor(Span(piece.start, min(piece.end, offset)))
            if somebody is not None:
                return somebody
        before = self.previous() if self.previous is not None and paragraphs > 1 else None
        return before.antecedent(before.block.end, paragraphs - 1) if before is not None else None

    def _actor(self, piece: Span) -> Span | None:
        """Who speaks or acts in a sentence, or in what of it stands outside the marks."""
        inside = self._cues_in(*piece)
        for cue in inside:
            subject = self._explicit(cue, piece)
            if subject is not None:
                return subject
        for found in self.found:
            if found is not None and found.speaker is not None and piece.covers(found.speaker) and found.how == "after":
                return found.speaker
        subject = self._sentence_subject(*piece)
        return self.somebody(subject, piece.start) if subject is not None else None

    def _explicit(self, cue: Cue, piece: Span) -> Span | None:
        """The subject that a verb of saying has of its own."""
        if cue.form == "participle" or self._is_passive(cue, piece.start):
            return None
        if cue.form == "speaker-follows":
            return phrase_after(self.text, cue.end, piece.end, self.words)
        subject = None if self._stands_aside(cue) else subject_before(self.text, piece.start, cue.start, self.words)
        if subject is None and not cue.addressee:
            subject = phrase_after(self.text, cue.end, piece.end, self.words)
        return self.somebody(subject, piece.start) if subject is not None else None

    def somebody(self, subject: Span, start: int) -> Span | None:
        """What of a subject names somebody: a name, a pronoun, an article with a noun for people or bodies.

        :param start: where its sentence starts: a capital there is no sign of a name.
        """
        parts = self.text[subject.start : subject.end].split()
        words, first = self.words, parts[0].lower().strip(",")
        if first in words.articles:
            return subject if self._is_person(parts[1 : _HEAD + 1]) else None
        if first in words.pronouns:
            return Span(subject.start, subject.start + len(first))
        run = self._capitals(parts)
        opens = not self.text[start : subject.start].strip(" \u00a0\n\"“”«»,.;:—–-")
        if not run or (run == 1 and opens and len(parts) > 1 and not self._is_person(parts[:1])):
            return subject if self._is_person(parts[:1]) else None
        end = subject.start
        for part in parts[:run]:
            end = self.text.index(part, end) + len(part)
        return Span(subject.start, end)

    def _is_person(self, parts: list[str]) -> bool:
        """Whether the words behind an article stand for people or a body; one with a capital may."""
        if parts and parts[0][0].isupper():
            return True
        agents, endings = self.words.agents, self.words.agent_endings
        return any((bare := part.strip(",.").lower()) in agents or bare.endswith(endings) for part in parts)

    def _capitals(self, parts: list[str]) -> int:
        """How many words at the start make a name; small words inside it count."""
        run = 0
        for index, part in enumerate(parts):
            if part[0].isupper() and part.lower() not in self.words.intro:
                run = index + 1
            elif part not in self.words.small:
                break
        return run


def _start(span: Span) -> int:
    return span.start
