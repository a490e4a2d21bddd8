"""Decides who speaks where a paragraph does not say it: the paragraph before, the sentences beside the words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance.article import Span
from compliance.language.quotation_clauses import Found
from compliance.language.quotation_paragraph import Sentences
from compliance.language.quotation_settings import BLANK, DASHES
from compliance.language.sentences import first_end, last_start, split

if TYPE_CHECKING:
    from compliance.language.marks import Quoted


_FAR = 600
_BACK, _SHORT = 3, 3
_SIGNED = 5
# how far back a name is known from
_KNOWN = 3_000
_ROW = 3


class Paragraph(Sentences):
    """A block with its quotations, read by itself and then among its neighbours."""

    def read_beside(self, before: Paragraph | None, after: Paragraph | None) -> None:
        """Look in the sentences beside, for words that still have no speaker."""
        for index, quoted in enumerate(self.quoted):
            found = self.found[index]
            if found is not None and found.speaker is not None:
                continue
            if self.elides and found is not None and found.cue is not None:
                continue
            beside = self._beside(index, quoted, before, after)
            if found is not None and found.cue is not None:
                said = beside or (before.last_said() if before is not None and not self._told_before(index) else None)
                speaker = said.speaker if said else self._subject_before(quoted, before)
                self.found[index] = found._replace(speaker=speaker)
            elif beside is not None:
                self.found[index] = beside

    def _told_before(self, index: int) -> bool:
        """Whether the paragraph has sentences of its own before the quotation, so that it names its subject."""
        return bool(self.text[self.block.start : self.quoted[index].span.start].strip(BLANK))

    def last_said(self) -> Found | None:
        """Who spoke last in the paragraph, in a quotation or in the story's own words."""
        last = self.found[-1] if self.found else None
        if last is not None and last.speaker is not None and last.how != "subject":
            return last
        return self._report(self.block.start, self.block.end)

    def _subject_before(self, quoted: Quoted, before: Paragraph | None) -> Span | None:
        """For a verb of saying whose subject is left out: the last subject before it that can speak."""
        low = max(self.block.start, quoted.span.start - _FAR)
        pieces = split(self.text, low, quoted.span.start, self.language)
        if pieces and self.text[pieces[-1][0] : pieces[-1][1]].rstrip()[-1:] not in ".!?…":
            pieces.pop()
        return self._last_actor(pieces) or (before.last_subject() if before is not None else None)

    def last_subject(self) -> Span | None:
        """The last subject of the paragraph that can speak."""
        low = max(self.block.start, self.block.end - _FAR)
        return self._last_actor(split(self.text, low, self.block.end, self.language))

    def _last_actor(self, pieces: list[tuple[int, int]]) -> Span | None:
        """Of the subjects of sentences, the last that names somebody: a name, a pronoun, ``la alcaldesa``."""
        for piece in reversed(pieces[-_BACK:]):
            subject = self._sentence_subject(*piece)
            words = self.text[subject.start : subject.end].split() if subject else []
            if words and self._can_speak(words):
                return subject
        return None

    def _can_speak(self, words: list[str]) -> bool:
        if any(word[0].isupper() for word in words[1:]):
            return True
        first = words[0].lower()
        if first in self.words.articles:
            return 1 < len(words) <= _SHORT
        return first in self.words.pronouns or (
            len(words) == 1 and words[0][0].isupper() and first not in self.words.not_subject
        )

    def _beside(self, index: int, quoted: Quoted, before: Paragraph | None, after: Paragraph | None) -> Found | None:
        if quoted.continues and before is not None and before.found:
            last = before.found[-1]
            if last is not None and last.speaker is not None:
                return Found(last.speaker, None, "continued")
        if index == 0 and before is not None and self._starts_block(index):
            reported = before.last_sentence() or before.name_above()
            if reported is not None:
                return reported
        if quoted.runs_on and (said := self._running(index, after)) is not None:
            return said
        if index + 1 < len(self.found) and self._is_next(index):
            following = self.found[index + 1]
            if following is not None and following.speaker is not None and following.how in ("after", "before"):
                return Found(following.speaker, None, "following-sentence")
        reported = self._next_sentence(index)
        if reported is not None:
            return reported
        if index == len(self.quoted) - 1 and after is not None and self._ends_block(index):
            return after.first_sentence()
        return None

    def listed(self, index: int) -> bool:
        """Whether a quotation is one of three or more in a row: titles, slogans, with commas between them."""
        first = index
        while first and self._follows(first):
            first -= 1
        last = first
        while last + 1 < len(self.quoted) and last - first < _ROW and self._follows(last + 1):
            last += 1
        return last - first >= _ROW - 1

    def _follows(self, index: int) -> bool:
        between = self.text[self.quoted[index - 1].span.end : self.quoted[index].span.start].strip(" ,")
        return not between or between.lower() in self.words.conjunctions

    def _running(self, index: int, after: Paragraph | None) -> Found | None:
        """Who is said to speak where a running quotation ends."""
        for later in range(index + 1, len(self.quoted)):
            if not self.quoted[later].continues:
                return None
            found = self.found[later]
            if found is not None and found.speaker is not None and found.cue is not None:
                return Found(found.speaker, None, "following-sentence")
        return after.opening() if after is not None and self.quoted[-1].runs_on else None

    def opening(self) -> Found | None:
        """Who speaks in the quotation that goes on from the paragraph before."""
        first = self.found[0] if self.found and self.quoted[0].continues else None
        if first is None or first.speaker is None or first.cue is None:
            return None
        return Found(first.speaker, None, "following-sentence")

    def _is_next(self, index: int) -> bool:
        """Whether no sentence stands between a quotation and the one after it."""
        lead, end = self.settings[index + 1].lead, self.quoted[index].span.end
        stop = lead.start if lead is not None else self.quoted[index + 1].span.start
        return not self.text[end:stop].strip(BLANK)

    def _next_sentence(self, index: int) -> Found | None:
        end = self.quoted[index + 1].span.start if index + 1 < len(self.quoted) else self.block.end
        position = self.quoted[index].span.end
        for start, stop in split(self.text, position, end, self.language)[:2]:
            if self.text[start:stop].strip(BLANK):
                reported = self._report(start, stop)
                if reported is not None:
                    return Found(reported.speaker, None, "following-sentence")
                taken = self._takes_up(start, stop)
                return taken._replace(how="following-sentence") if taken is not None else None
        return None

    def last_sentence(self) -> Found | None:
        """What the paragraph's last sentence reports, for the quotation that the next paragraph opens with."""
        how = "previous-sentence"
        start, end = self._last_piece()
        if self.quoted and self.quoted[-1].span.end >= start - 1:
            last = self.found[-1]
            if last is not None and last.speaker is not None and last.how != "subject":
                return Found(self._whole_sentence(end) or last.speaker, None, how)
            if last is not None and last.how == "colon":
                return last
        reported = self._report(start, end) or self._speaking(start, end)
        if reported is not None:
            return Found(reported.speaker, None, how)
        if self.text[start:end].rstrip().endswith(":"):
            return Found(self._announcer(start, end) or self._leading(start, end), None, "colon")
        return None

    def _whole_sentence(self, end: int) -> Span | None:
        """``El juez contó que el chico dijo que “…” y que:``: with a colon who opened the sentence goes on."""
        lead = self.settings[-1].lead
        if lead is None or not self.elides or self.text[lead.start : end].rstrip()[-1:] != ":":
            return None
        start = lead.start
        if self.text[start : lead.end].split(maxsplit=1)[0].lower() in self.words.intro:
            # "Aunque Vilar avisó, Orduña contó que"
            start = max(self.text.find(",", start, lead.end), start)
        cues = [cue for cue in self._cues_in(start, lead.end) if cue.form == "finite" and self._tells(cue, lead.start)]
        return self._own_subject(cues[0], start) if cues else None

    def first_sentence(self) -> Found | None:
        """What the paragraph's first sentence reports, for a quotation that ends the paragraph before."""
        how = "following-sentence"
        stop = self.quoted[0].span.start if self.quoted else self.block.end
        end = first_end(self.text, self.block.start, stop, self.language)
        blank = not self.text[self.block.start : end].strip(BLANK)
        reported = None
        if not blank:
            reported = self._report(self.block.start, end) or self._signature(self.block.start, end)
        if reported is not None:
            return Found(reported.speaker, None, how)
        if self.quoted and (blank or (end >= stop and self.settings[0].lead is not None)):
            first = self.found[0]
            return Found(first.speaker, None, how) if first and first.speaker and first.cue else None
        return None

    def _signature(self, start: int, end: int) -> Found | None:
        """``— Jan Kolar, reader`` or ``Jan Kolar``: a line of its own that signs the words above it."""
        if self.quoted or end - start > 80 or end < self.block.end:
            return None
        if self.text[start] not in DASHES:
            parts = self.text[start:end].split()
            named = 1 < len(parts) <= _SIGNED and all(part[0].isupper() or part in self.words.small for part in parts)
            return Found(Span(start, end), None, "") if named and parts[-1][-1].isalnum() else None
        return Found(self._sentence_subject(start + 1, end), None, "")

    def name_above(self) -> Found | None:
        """``Jan Kolar``: a name alone, that the story knows, above the words of whom it names."""
        name = self._signature(self.block.start, self.block.end)
        if name is None or self.text[self.block.start] in DASHES:
            return None
        last = self.text[self.block.start : self.block.end].split()[-1]
        known = self.text.find(f" {last}", max(self.block.start - _KNOWN, 0), self.block.start) >= 0
        before = self.previous() if self.previous is not None else None
        above = before.found[-1] if before is not None and before.found else None
        signs = above is not None and (above.speaker is None or above.how == "following-sentence")
        return Found(name.speaker, None, "previous-sentence") if known and not signs else None

    def _last_piece(self) -> Span:
        """The last sentence outside the marks."""
        end = self.block.end
        for quoted in reversed(self.quoted):
            if self.text[quoted.span.end : end].strip(BLANK):
                return Span(last_start(self.text, quoted.span.end, end, self.language), end)
            end = quoted.span.start
        if self.text[self.block.start : end].strip(BLANK):
            return Span(last_start(self.text, self.block.start, end, self.language), end)
        return Span(self.block.end, self.block.end)

    def _starts_block(self, index: int) -> bool:
        return index == 0 and not self.text[self.block.start : self.quoted[0].span.start].strip(BLANK)

    def _ends_block(self, index: int) -> bool:
        return not self.text[self.quoted[index].span.end : self.block.end].strip(BLANK)
