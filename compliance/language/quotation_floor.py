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

_PARAGRAPHS, _SENTENCES = 8, 12
# where a view may be told at a sentence's start
_OPENING = 32


class Floor(Clauses):
    """A block's clauses, and who has the floor at a place in it."""

    previous: Callable[[], Floor | None] | None = None

    def antecedent(self, offset: int, paragraphs: int = _PARAGRAPHS) -> Span | None:
        """Who spoke or acted last before a place, in this paragraph or in those before it."""
        pieces = self._gaps()
        last = bisect_left(pieces, offset, key=_start)
        for piece in reversed(pieces[max(last - _SENTENCES, 0) : last]):
            if self._is_heading(piece):
                continue
            cut = Span(piece.start, min(piece.end, offset))
            somebody = self._actor(cut) or (self._in_clause(cut) if cut.end == offset else None)
            if somebody is not None:
                return somebody
        before = self.previous() if self.previous is not None and paragraphs > 1 else None
        return before.antecedent(before.block.end, paragraphs - 1) if before is not None else None

    def _is_heading(self, piece: Span) -> bool:
        """Whether a line has no full stop at its end and stands alone; a name that does so is no heading."""
        if piece != self.block.span or not self.text[piece.end - 1].isalnum() or self._cues_in(*piece):
            return False
        parts = self.text[piece.start : piece.end].split()
        return len(parts) == 1 or not all(part[0].isupper() or part in self.words.small for part in parts)

    def _actor(self, piece: Span) -> Span | None:
        """Who speaks or acts in a sentence, or in what of it stands outside the marks."""
        inside = self._cues_in(*piece)
        for cue in sorted(inside, key=_names_after):
            subject = self._explicit(cue, piece)
            if subject is not None:
                return subject
        for found in self.found:
            if found is not None and found.speaker is not None and piece.covers(found.speaker) and found.how == "after":
                return found.speaker
        subject = None if self._goes_on(piece) else self._sentence_subject(*piece)
        return self._second_clause(piece) or self._somebody(subject, piece.start) or self._view(piece)

    def _goes_on(self, piece: Span) -> bool:
        """``“…” y que los alumnos se interesen``: the stretch is a clause of what was said."""
        opening = [word.lower() for word in self.text[piece.start : piece.start + _OPENING].strip(" ,").split()[:2]]
        if opening and opening[0] in self.words.conjunctions:
            del opening[0]
        return bool(opening) and opening[0] in self.words.relatives

    def _second_clause(self, piece: Span) -> Span | None:
        """``…, pero Orduña negó``: a name that opens the second main clause acted last."""
        for word in self.words.adversatives:
            at = self.text.rfind(f", {word} ", *piece)
            start = at + len(word) + 3
            if at >= 0 and self.text[start : start + 1].isupper():
                return self._somebody(phrase_after(self.text, start, piece.end, self.words), piece.start)
        return None

    def _view(self, piece: Span) -> Span | None:
        """``No obstante, para Orduña es …``: whose view a sentence gives."""
        opening = self.text[piece.start : piece.start + _OPENING].lower()
        for word in self.words.viewpoint:
            at = f" {opening}".find(f" {word} ")
            start = piece.start + at + len(word) + 1
            if at >= 0 and self.text[start : start + 1].isupper():
                return phrase_after(self.text, start, piece.end, self.words)
        return None

    def _in_clause(self, piece: Span) -> Span | None:
        """``La sesión acabó, así que Ana Orduña abrió la puerta y dijo``: a full name that opens a later clause."""
        position = piece.start
        for part in self.text[piece.start : piece.end].split():
            position = self.text.index(part, position) + len(part)
            if part.lower() in self.words.content and self.text[position + 1 : position + 2].isupper():
                name = self._somebody(phrase_after(self.text, position, piece.end, self.words), piece.start)
                if name is not None and " " in self.text[name.start : name.end]:
                    return name
        return None

    def _explicit(self, cue: Cue, piece: Span) -> Span | None:
        """The subject that a verb of saying has of its own."""
        if cue.form == "participle" or self._is_passive(cue, piece.start):
            return None
        if cue.form == "speaker-follows":
            return phrase_after(self.text, cue.end, piece.end, self.words)
        if (aside := self._aside(cue, piece.end)) is not None:
            return aside
        subject = None if self._stands_aside(cue) else subject_before(self.text, piece.start, cue.start, self.words)
        if subject is None and not cue.addressee:
            subject = phrase_after(self.text, cue.end, piece.end, self.words)
        elif subject is not None and self._is_relative(subject, piece.start):
            return None
        return self._somebody(subject, piece.start)

    def _is_relative(self, subject: Span, low: int) -> bool:
        """``la encuesta que Orduña compartió``: who acts in a clause about a thing has not the floor."""
        before = self.text[max(low, subject.start - 24) : subject.start].split()[-2:]
        return len(before) == 2 and before[-1] in self.words.relatives and before[0] not in self.words.content


def _start(span: Span) -> int:
    return span.start


def _names_after(cue: Cue) -> bool:
    """Sorts what only names a source (``según``) behind the verbs of a sentence."""
    return cue.form == "speaker-follows"
