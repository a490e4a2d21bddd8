"""Decides what a clause of saying in a paragraph says: whose it is, and whether it reports speech at all.

A block's clauses are read outside its quotation marks only; what is quoted reports nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from compliance.article import Block, Span
from compliance.language.actors import is_writing, somebody
from compliance.language.quotation_settings import BLANK, settings
from compliance.language.sentences import split
from compliance.language.speakers import phrase_after, sentence_subject, subject_before
from compliance.record import Record

if TYPE_CHECKING:
    from compliance.language.marks import Quoted
    from compliance.language.quotation_frames import Cue, Frames


# verbs of saying that are looked back over for who spoke last
_LATEST = 12
# so long is what stands between commas behind a verb of saying
_ASIDE = 60
# so far behind the words what calls them somebody's looks for the noun
_TAKEN = 12
_OWNED = (["de"], ["del"], ["of"], ["from"], ["by"], ["por"])


class Found(Record):
    """Where a speaker was found."""

    speaker: Span | None
    cue: Span | None
    how: str


class Clauses:
    """The clauses of saying in a block, outside its quotations.

    :param quoted: its outermost quotations, in order.
    :param cues: the verbs of saying in the block, in order.

    ``elides`` says whether the language leaves subjects out.
    """

    def __init__(
        self,
        text: str,
        quoted: list[Quoted],
        cues: list[Cue],
        words: Frames,
        language: str | None,
        block: Block | None = None,
    ) -> None:
        self.text, self.quoted, self.words, self.language = text, quoted, words, language
        self.elides = bool(words.gerunds)
        self.block = block or quoted[0].block
        self.found: list[Found | None] = [None] * len(quoted)
        self.cues = _outside(cues, quoted)
        self._sentences: list[Span] | None = None
        self.settings = settings(text, self.block, quoted, language)

    def antecedent(self, offset: int, cue: Span | None = None) -> Span | None:
        """Who spoke or acted last before a place; what a block is alone does not know it."""
        return None

    def _cues_in(self, start: int, end: int) -> list[Cue]:
        """The verbs of saying that stand wholly in a stretch."""
        if not self.cues:
            return self.cues
        first = bisect_left(self.cues, (start,))
        last = bisect_left(self.cues, (end,), first)
        if last > first and self.cues[last - 1].end > end:
            last -= 1
        return self.cues[first:last]

    def _opens_aside(self, start: int, end: int) -> bool:
        """Whether what stands between the quotation and the verb goes on with something that is no subject."""
        between = self.text[start:end].rstrip()
        first = between.strip(BLANK).split(maxsplit=1)[:1] if between.endswith(",") else None
        if not first:
            return False
        lower = first[0].lower()
        return lower in self.words.intro or lower in self.words.breaks or lower in self.words.ends

    def _shares_subject(self, cue: Cue, low: int) -> bool:
        """``…, saying``: a participle without an auxiliary has the subject of the verb before it."""
        if cue.form != "participle":
            return False
        before = self.text[low : cue.start].rsplit(maxsplit=1)[-1:]
        return not before or before[0].lower() not in self.words.between

    def _stands_aside(self, cue: Cue) -> bool:
        """``Las obras, dijo, “…”``: alone between commas; where subjects may be left out it has none of its own."""
        if not self.elides or cue.form != "finite" or self.text[cue.end : cue.end + 1] != ",":
            return False
        before = self.text[max(self.block.start, cue.start - 24) : cue.start].rstrip()
        last = before.rsplit(maxsplit=1)[-1:]
        if last and last[0].lower() in ("ha", "han", "había"):
            before = before[: -len(last[0])].rstrip()
        return before[-1:] == ","

    def _aside(self, cue: Cue, end: int) -> Span | None:
        """``Las obras, dijo Orduña, “…”``: who speaks follows the verb between commas."""
        if not self.elides or cue.form != "finite" or cue.addressee:
            return None
        if self.text[max(self.block.start, cue.start - 24) : cue.start].rstrip()[-1:] != ",":
            return None
        phrase = phrase_after(self.text, cue.end, end, self.words)
        if phrase is None or self.text[phrase.end : phrase.end + 1] not in (",", ".", ";", "\n", ""):
            return None
        return self._somebody(phrase, phrase.start - 1)

    def _behind_aside(self, cue: Cue, end: int) -> Span | None:
        """``“…”, ha lamentado, por su parte, Orduña``: who speaks follows the aside behind the verb."""
        close = self.text.find(",", cue.end + 1, min(end, cue.end + _ASIDE))
        first = self.text[cue.end + 1 : max(close, cue.end + 1)].split(maxsplit=1)[:1]
        if not first or first[0].lower() not in self.words.asides | self.words.adverbs:
            return None
        phrase = phrase_after(self.text, close + 1, end, self.words)
        return self._somebody(phrase, close + 1) if phrase is not None else None

    def _somebody(self, subject: Span | None, start: int) -> Span | None:
        """What of a subject names somebody; ``start`` is where its sentence starts."""
        return somebody(self.text, subject, start, self.words) if subject is not None else None

    def _sentence_subject(self, start: int, end: int) -> Span | None:
        first, last = bisect_left(self.cues, (start,)), bisect_left(self.cues, (end,))
        return sentence_subject(self.text, start, end, self.words, [cue.start for cue in self.cues[first:last]])

    def _is_passive(self, cue: Cue, low: int) -> bool:
        """Whether what stands before a verb was told or spoken of; ``se señala``: nobody is said to speak."""
        _, _, form, beside, addressee, _, _ = cue
        words, of_one_told = self.words, addressee or beside
        if form != "finite" or not (of_one_told or words.impersonal):
            return False
        before = self._word_before(cue, low)
        if before in words.impersonal or (before in words.datives and self._is_impersonal(cue, low)):
            return True
        return of_one_told and before.strip(",") in words.passive

    def _is_impersonal(self, cue: Cue, low: int) -> bool:
        """``se le preguntó``: nobody is said to ask."""
        before = self.text[max(low, cue.start - 24) : cue.start].lower().split()[-2:]
        return len(before) == 2 and before[0] in self.words.impersonal

    def _saying(self, start: int, end: int) -> Found | None:
        """``siguieron la máxima de Vilar: “…”``: whose the words are that a noun announces."""
        words, position, after = self.words, start, ""
        parts = self.text[start:end].split()
        if words.sayings.isdisjoint(parts):
            return None
        for part in parts:
            position = self.text.index(part, position) + len(part)
            if after and part.lower() in words.time_links:
                owner = phrase_after(self.text, position, end, words)
                if owner is not None and not self.text[owner.end : end].strip(BLANK + ":"):
                    somebody = self._somebody(owner, owner.start - 1)
                    said = self.text.rindex(after, start, position)
                    return Found(somebody, Span(said, said + len(after)), "before") if somebody is not None else None
            after = part if part in words.sayings else ""
        return None

    def _takes_up(self, start: int, end: int) -> Found | None:
        """``“…” Estas son las palabras de Vilar``, ``“…”, era el mensaje``: what follows calls the words somebody's."""
        words, noun = self.words, None
        position = end - len(self.text[start:end].lstrip(BLANK))
        parts = self.text[position:end].split(maxsplit=_TAKEN)[:_TAKEN]
        if not parts or parts[0].lower() not in words.takes_up or words.sayings.isdisjoint(parts):
            return None
        for part in parts:
            position = self.text.index(part, position) + len(part)
            if part in words.sayings:
                noun = Span(position - len(part), position)
                break
        owner = None
        if noun is not None and self.text[noun.end : end].split(maxsplit=1)[:1] in _OWNED:
            owner = phrase_after(self.text, self.text.index(" ", noun.end + 1), end, words)
        return Found(owner, noun, "")

    def _writing(self, start: int, end: int) -> Span | None:
        """``En un informe se lee: “…”``: where nobody is said to speak, what is read from."""
        words, position, read_from = self.words, start, None
        impersonal = False
        for part in self.text[start:end].split():
            position = self.text.index(part, position) + len(part)
            impersonal = impersonal or part in words.impersonal
            if read_from is None and part.lower() in words.written_in:
                source = phrase_after(self.text, position, end, words)
                read_from = source if source is not None and is_writing(self.text, source, words) else None
        return read_from if impersonal else None

    def _is_by_the_way(self, cue: Cue, end: int) -> bool:
        """``X, quien defendió su uso, “…”``: a verb in a clause between commas, which reports none of what follows."""
        if not self.elides or self._word_before(cue, self.block.start) not in self.words.relatives:
            return False
        following = self.text[cue.end : end].split(maxsplit=1)[:1]
        closed = self.text[cue.end : end].rstrip()[-1:] == ","
        return closed and bool(following) and following[0] != "," and following[0].lower() not in self.words.content

    def _agent(self, cue: Cue, end: int) -> Span | None:
        """``described by Smith as``."""
        for word in (" by ", " por "):
            at = self.text.find(word, cue.end, end)
            if at == cue.end:
                return phrase_after(self.text, at + len(word), end, self.words)
        return None

    def _viewpoint(self, start: int, end: int) -> Span | None:
        """``Para Carrasco, “…”``: a language's way to say whose view it is."""
        first = self.text[start:end].split(maxsplit=1)[:1]
        if not first or first[0].lower() not in self.words.viewpoint or self.text[start:end].rstrip()[-1:] != ",":
            return None
        return phrase_after(self.text, start + len(first[0]), end, self.words)

    def _report(self, start: int, end: int) -> Found | None:
        """The last clause in a stretch that reports speech and says whose."""
        inside = self._cues_in(start, end)[-_LATEST:]
        for cue in self._in_turn(inside):
            if cue.form == "participle" or self._is_passive(cue, start) or not self._tells(cue, start):
                continue
            low, high = self._sentence_at(cue.start)
            if cue.form == "speaker-follows":
                speaker = phrase_after(self.text, cue.end, high, self.words)
            else:
                speaker = self._aside(cue, high) or subject_before(self.text, low, cue.start, self.words)
                if speaker is None and cue.form == "finite" and not cue.addressee:
                    speaker = phrase_after(self.text, cue.end, high, self.words)
                if speaker is None and self.elides:
                    speaker = self.antecedent(cue.start, Span(cue.start, cue.end))
                if speaker is None and self._word_before(cue, low) in self.words.conjunctions:
                    speaker = self._sentence_subject(low, cue.start)
            if speaker is not None:
                return Found(speaker, Span(cue.start, cue.end), "")
        return None

    def _in_turn(self, cues: list[Cue]) -> list[Cue]:
        """The last clause first; where subjects are left out, in the last sentence the clause that holds others."""
        if not self.elides:
            return cues[::-1]
        return sorted(cues, key=lambda cue: (-self._sentence_at(cue.start).start, cue.start))

    def _tells(self, cue: Cue, low: int) -> bool:
        """Whether a verb does report words: not ``to say``, and where it is a weak one, a clause follows."""
        if cue.form == "finite" and self._word_before(cue, low) in self.words.not_told:
            return False
        if self._stands_aside(cue) or self._word_before(cue, low) in self.words.clitics:
            return True
        following = self.text[cue.end : cue.end + 12].split(maxsplit=1)[:1]
        if cue.weak and not cue.beside and self.text[cue.end : cue.end + 1] in (".", ","):
            return True
        if not (cue.weak or cue.beside) or self._aside(cue, self._sentence_at(cue.start).end) is not None:
            return True
        return bool(following) and following[0].lower().rstrip(",") in self.words.content

    def _word_before(self, cue: Cue, low: int) -> str:
        start = cue.start
        before = self.text[max(low, start - 24) : start].rsplit(maxsplit=1)[-1:]
        return before[0].lower() if before else ""

    def _sentence_at(self, offset: int) -> Span:
        """The sentence, or the part of it outside quotation marks, in which an offset lies."""
        pieces = self._gaps()
        index = bisect_left(pieces, (offset + 1,)) - 1
        found = pieces[index] if index >= 0 else self.block.span
        return found if found.start <= offset < found.end else self.block.span

    def _gaps(self) -> list[Span]:
        """The sentences outside the marks, and the parts of sentences; read once."""
        if self._sentences is None:
            self._sentences = self._read_gaps()
        return self._sentences

    def _read_gaps(self) -> list[Span]:
        found: list[Span] = []
        position = self.block.start
        for quoted in self.quoted:
            found.extend(Span(*piece) for piece in split(self.text, position, quoted.span.start, self.language))
            position = max(position, quoted.span.end)
        found.extend(Span(*piece) for piece in split(self.text, position, self.block.end, self.language))
        return found


def _outside(cues: list[Cue], quoted: list[Quoted]) -> list[Cue]:
    """The verbs of saying that stand outside every quotation."""
    if not cues:
        return cues
    found: list[Cue] = []
    spans = iter(quoted)
    one = next(spans, None)
    for cue in cues:
        while one is not None and one.span.end <= cue.start:
            one = next(spans, None)
        if one is None or cue.end <= one.span.start:
            found.append(cue)
    return found
