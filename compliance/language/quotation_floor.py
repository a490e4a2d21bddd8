"""Decides whose words they are where a language leaves the subject out: ``“…”, añadió``.

Then it is the last one who spoke or acted: looked for in the sentences before, then in the paragraphs before. Only a
subject that can be somebody's counts, for what merely stood first in a sentence says nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from compliance.article import Span
from compliance.language.actors import agrees, is_body, is_for_many
from compliance.language.quotation_clauses import Clauses
from compliance.language.speakers import phrase_after, subject_before
from compliance.record import Record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from compliance.language.quotation_frames import Cue

_PARAGRAPHS, _SENTENCES = 8, 12
# where a view may be told at a sentence's start
_OPENING = 32
# so near to the end of its stretch a verb may report the words behind it
_NEAR = 70


class Holder(Record):
    """Somebody who has the floor.

    :param spoke: a verb of saying is theirs; else they only acted.
    """

    who: Span
    spoke: bool


class Floor(Clauses):
    """A block's clauses, and who has the floor at a place in it."""

    previous: Callable[[], Floor | None] | None = None
    _actors: dict[int, Holder | None] | None = None

    def antecedent(self, offset: int, cue: Span | None = None) -> Span | None:
        """Who spoke or acted last before a place, in this paragraph or in those before it.

        :param cue: the verb whose subject is sought; it tells one from many.
        """
        many = is_for_many(self.text[cue.start : cue.end], self.words) if cue is not None else None
        actor = body = None
        for count, holder in enumerate(self._holders(offset, _PARAGRAPHS)):
            if many is not None and not agrees(self.text, holder.who, many, self.words):
                body = body or holder.who
            elif holder.spoke or (count == 0 and not is_body(self.text, holder.who, self.words)):
                return holder.who
            elif actor is None and not is_body(self.text, holder.who, self.words):
                actor = holder.who
            else:
                body = body or holder.who
        return actor or body

    def _holders(self, offset: int, paragraphs: int) -> Iterator[Holder]:
        """Who has the floor before a place, the last first."""
        pieces = self._gaps()
        last = bisect_left(pieces, (offset,))
        whole = True
        for piece in reversed(pieces[max(last - _SENTENCES, 0) : last]):
            if self._is_heading(piece):
                continue
            if piece.end < offset:
                somebody = self._known_actor(piece)
            else:
                cut = Span(piece.start, offset)
                somebody = self._actor(cut) or _acts(self._in_clause(cut))
            if somebody is not None:
                yield somebody if whole else Holder(somebody.who, True)
            whole = whole and self._opens_sentence(piece)
        before = self.previous() if self.previous is not None and paragraphs > 1 else None
        if before is not None:
            yield from before._holders(before.block.end, paragraphs - 1)

    def _opens_sentence(self, piece: Span) -> bool:
        """Whether no sentence goes on here from before a quotation (``el informe “Puentes”, de Vilar, niega``)."""
        first = self.text[piece.start : piece.end].lstrip()[:1]
        return piece.start == self.block.start or not (first == "," or first.islower())

    def _known_actor(self, piece: Span) -> Holder | None:
        """The same of a whole piece, read once: what stands before it is known by then."""
        if self._actors is None:
            self._actors = {}
        known = self._actors
        if piece.start not in known:
            known[piece.start] = self._actor(piece)
        return known[piece.start]

    def _is_heading(self, piece: Span) -> bool:
        """Whether a line has no full stop at its end and stands alone; a name that does so is no heading, unless all of
        it is in capitals.
        """
        if piece != self.block.span or not self.text[piece.end - 1].isalnum() or self._cues_in(*piece):
            return False
        if self.text[piece.start : piece.end].isupper():
            return True
        parts = self.text[piece.start : piece.end].split()
        return len(parts) == 1 or not all(part[0].isupper() or part in self.words.small for part in parts)

    def _actor(self, piece: Span) -> Holder | None:
        """Who speaks or acts in a sentence, or in what of it stands outside the marks."""
        other = None
        for cue in sorted(self._cues_in(*piece), key=_names_after):
            subject = self._explicit(cue, piece)
            if subject is not None and self._hangs_on(cue, piece.start):
                # "Orduña recibió a Vilar, quien se comprometió": who opens the sentence keeps the floor
                other = self._opening_subject(piece) or subject
            elif subject is not None:
                if not cue.beside or piece.end - cue.end < _NEAR or self._tells(cue, piece.start):
                    return Holder(subject, True)
                other = other or subject
        for found in self.found:
            if found is not None and found.speaker is not None and piece.covers(found.speaker) and found.how == "after":
                return Holder(found.speaker, True)
        return _acts(self._second_clause(piece) or other or self._opening_subject(piece) or self._view(piece))

    def _hangs_on(self, cue: Cue, low: int) -> bool:
        """Whether a relative opens the verb's clause, pronouns and auxiliaries between them left out."""
        before = self.text[max(low, cue.start - _OPENING) : cue.start].lower().split()
        while before and before[-1] in self.words.between:
            before.pop()
        return bool(before) and before[-1] in self.words.relatives

    def _opening_subject(self, piece: Span) -> Span | None:
        if self._goes_on(piece):
            return None
        return self._somebody(self._sentence_subject(*piece), piece.start)

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
            return self._somebody(phrase_after(self.text, cue.end, piece.end, self.words), piece.start)
        if (aside := self._aside(cue, piece.end)) is not None:
            return aside
        subject = None if self._stands_aside(cue) else subject_before(self.text, piece.start, cue.start, self.words)
        if subject is None and not cue.addressee:
            subject = phrase_after(self.text, cue.end, piece.end, self.words)
        elif subject is not None and self._is_relative(subject, piece.start):
            return None
        somebody = self._somebody(subject, piece.start)
        return somebody or (subject if subject is not None and self._says(subject, cue) else None)

    def _says(self, subject: Span, cue: Cue) -> bool:
        """``Los visitantes dijeron``: what a sure verb of saying has for its subject speaks, whatever it is."""
        first = self.text[subject.start : subject.end].split(maxsplit=1)[0].lower()
        return not cue.beside and not cue.weak and first in self.words.definite and subject.end < cue.start

    def _is_relative(self, subject: Span, low: int) -> bool:
        """``la encuesta que Orduña compartió``: who acts in a clause about a thing has not the floor; ``lo que cuenta``
        is what is said.
        """
        before = self.text[max(low, subject.start - 24) : subject.start].split()[-2:]
        if len(before) < 2 or before[-1] not in self.words.relatives:
            return False
        return before[0] not in self.words.content and before[0] not in self.words.clitics


def _acts(somebody: Span | None) -> Holder | None:
    return Holder(somebody, False) if somebody is not None else None


def _names_after(cue: Cue) -> bool:
    """Sorts what only names a source (``según``) behind the verbs of a sentence."""
    return cue.form == "speaker-follows"
