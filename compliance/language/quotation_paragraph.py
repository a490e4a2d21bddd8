"""Decides, inside one paragraph and then beside it, where a quotation's speaker is named.

Its own sentence comes first, then what the paragraph said before, then the sentences beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from compliance.article import Block, Span
from compliance.language.quotation_settings import BLANK, DASHES, settings
from compliance.language.sentences import split
from compliance.language.speakers import phrase_after, sentence_subject, subject_before

if TYPE_CHECKING:
    from compliance.language.marks import Quoted
    from compliance.language.quotation_frames import Cue, Frames

_BESIDE = 70
_ADJACENT = 4


class Found(NamedTuple):
    """Where a speaker was found."""

    speaker: Span | None
    cue: Span | None
    how: str


class Paragraph:
    """A block with its quotations.

    :param quoted: its outermost quotations, in order.
    :param cues: the verbs of saying in the block, in order.
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
        self.block = block or quoted[0].block
        self.found: list[Found | None] = [None] * len(quoted)
        self.cues = _outside(cues, quoted)
        self._verbs = {cue.start for cue in self.cues}
        self._sentences: list[tuple[int, int]] | None = None
        self._gaps, self.settings = settings(text, self.block, quoted, language)

    @property
    def complete(self) -> bool:
        """Whether every quotation has its speaker."""
        return all(found is not None and found.speaker is not None for found in self.found)

    # ---- its own sentence

    def read_sentences(self) -> None:
        """Look for each quotation's speaker in its own sentence and earlier in the paragraph."""
        for index in range(len(self.quoted)):
            self.found[index] = self._direct(index) or self._earlier(index)

    def _direct(self, index: int) -> Found | None:
        lead, tail = self.settings[index].lead, self._tail(index)
        before = self._from_lead(index, *lead) if lead else None
        if before is None and lead and self.text[lead[0] : lead[1]].rstrip()[-1:] == ":":
            after = self._from_tail(index, *tail) if tail and self.settings[index].comma else None
            return after if after and after.speaker else Found(self._sentence_subject(*lead), None, "colon")
        if before and before.speaker and not (tail and self._prefers_tail(index, before, *tail)):
            return before
        after = self._from_tail(index, *tail) if tail else None
        if after and (after.speaker or not before):
            return self._complete(index, after)
        return self._complete(index, before) if before else self._without_verb(index, lead, tail)

    def _complete(self, index: int, found: Found) -> Found:
        """A verb without a subject of its own takes the last speaker's."""
        if found.speaker is not None:
            return found
        return found._replace(speaker=self._last_speaker(index))

    def _last_speaker(self, index: int) -> Span | None:
        for earlier in range(index - 1, -1, -1):
            found = self.found[earlier]
            if found is not None and found.speaker is not None:
                return found.speaker
        start = self.quoted[index].span.start if self.quoted else self.block.end
        reported = self._report(self.block.start, start)
        return reported.speaker if reported else None

    def _prefers_tail(self, index: int, before: Found, start: int, end: int) -> bool:
        """``When Orme said no, “nobody cared,” Tal said``: the nearer verb, where the words are a whole sentence."""
        quoted = self.quoted[index]
        opening = self.text[quoted.inner.start : quoted.inner.start + 1]
        if not opening.isupper() or not self.settings[index].comma or before.cue is None:
            return False
        between = self.text[before.cue.end : quoted.span.start]
        if len(between.split()) <= _ADJACENT:
            return False
        after = self._from_tail(index, start, end)
        return after is not None and after.speaker is not None

    def _from_lead(self, index: int, start: int, end: int) -> Found | None:
        """The last verb of saying in what leads into a quotation."""
        inside = [cue for cue in self.cues if start <= cue.start and cue.end <= end]
        inside = [cue for cue in inside if not cue.beside or (cue is inside[-1] and end - cue.end <= _BESIDE)]
        for position in range(len(inside) - 1, -1, -1):
            cue = inside[position]
            if self._is_passive(cue, start):
                agent = self._agent(cue, end)
                if agent:
                    return Found(agent, Span(cue.start, cue.end), "before")
                continue
            speaker = self._speaker(inside, position, start, end, index)
            return Found(speaker, Span(cue.start, cue.end), "before")
        return None

    def _from_tail(self, index: int, start: int, end: int) -> Found | None:
        """The first verb of saying in what follows a quotation in its sentence."""
        inside = [cue for cue in self.cues if start <= cue.start and cue.end <= end]
        sure = self.settings[index].comma
        for position, cue in enumerate(inside):
            distance = cue.start - start
            if (cue.beside and distance > _BESIDE) or (not sure and distance > 150):
                continue
            if self._is_passive(cue, start):
                continue
            span = Span(cue.start, cue.end)
            if cue.form == "speaker-follows":
                speaker = phrase_after(self.text, cue.end, end, self.words)
                if speaker:
                    return Found(speaker, span, "after")
                continue
            inverted = None
            if not cue.addressee and self._opens_aside(start, cue.start):
                inverted = phrase_after(self.text, cue.end, end, self.words)
            speaker = inverted or subject_before(self.text, start, cue.start, self.words)
            if speaker is None and not cue.addressee:
                speaker = phrase_after(self.text, cue.end, end, self.words)
            if cue.form == "participle" and speaker is not None and speaker.start < cue.start:
                speaker = None
            if speaker is None and position + 1 < len(inside) and cue.form == "participle":
                continue
            return Found(speaker, span, "after")
        return None

    def _opens_aside(self, start: int, end: int) -> bool:
        """Whether what stands between the quotation and the verb goes on with something that is no subject."""
        first = self.text[start:end].strip(BLANK).split(maxsplit=1)[:1]
        if not first or self.text[start:end].rstrip()[-1:] != ",":
            return False
        lower = first[0].lower()
        return lower in self.words.intro or lower in self.words.breaks or lower in self.words.ends

    def _speaker(self, inside: list[Cue], position: int, start: int, end: int, index: int) -> Span | None:
        cue = inside[position]
        if cue.form == "speaker-follows":
            return phrase_after(self.text, cue.end, end, self.words)
        previous = inside[position - 1] if position else None
        if previous is not None and previous.form == "speaker-follows":
            return phrase_after(self.text, previous.end, cue.start, self.words)
        low = start
        if previous is not None and self.text[: cue.start].rstrip()[-1:] != ",":
            low = max(low, previous.end)
        own = self._own_subject(cue, low)
        if own is not None:
            return own
        if previous is not None:
            return self._speaker(inside, position - 1, start, previous.end, index)
        inherited = self._sentence_speaker(index)
        if inherited is not None:
            return inherited
        inverted = None
        if cue.form == "finite" and not cue.addressee:
            inverted = phrase_after(self.text, cue.end, end, self.words)
        return inverted or self._sentence_subject(start, cue.start)

    def _own_subject(self, cue: Cue, low: int) -> Span | None:
        if not self._shares_subject(cue, low):
            return subject_before(self.text, low, cue.start, self.words)
        clause = self.text[max(low, cue.start - 60) : cue.start]
        for word in self.words.company:
            at = clause.rfind(f" {word} ")
            if at >= 0 and "," not in clause[at:]:
                return subject_before(self.text, cue.start - len(clause) + at + len(word) + 2, cue.start, self.words)
        return None

    def _shares_subject(self, cue: Cue, low: int) -> bool:
        """``…, saying``: a participle without an auxiliary has the subject of the verb before it."""
        if cue.form != "participle":
            return False
        before = self.text[low : cue.start].rsplit(maxsplit=1)[-1:]
        return not before or before[0].lower() not in self.words.between

    def _sentence_subject(self, start: int, end: int) -> Span | None:
        return sentence_subject(self.text, start, end, self.words, self._verbs)

    def _is_passive(self, cue: Cue, low: int) -> bool:
        if cue.form != "finite" or not (cue.addressee or cue.beside):
            return False
        before = self.text[max(low, cue.start - 24) : cue.start].split()
        return bool(before) and before[-1].lower().strip(",") in self.words.passive

    def _agent(self, cue: Cue, end: int) -> Span | None:
        """``described by Smith as``."""
        for word in (" by ", " por "):
            at = self.text.find(word, cue.end, end)
            if at == cue.end:
                return phrase_after(self.text, at + len(word), end, self.words)
        return None

    def _without_verb(self, index: int, lead: Span | None, tail: Span | None) -> Found | None:
        """The words before in the same sentence, or an unknown verb right after the words."""
        text = self.text
        inherited = self._sentence_speaker(index)
        if inherited is not None:
            return Found(inherited, None, "sentence")
        if tail and (self.settings[index].comma) and not lead:
            subject = self._sentence_subject(*tail)
            first = text[subject.start : subject.end].split(maxsplit=1)[0] if subject else ""
            if subject and (first[0].isupper() or first.lower() in self.words.pronouns | self.words.articles):
                return Found(subject, None, "after")
        return None

    def _sentence_speaker(self, index: int) -> Span | None:
        """The speaker of the quotation before, where both stand in one sentence."""
        found = self.found[index - 1] if self.settings[index].joined else None
        return found.speaker if found else None

    # ---- elsewhere in the paragraph

    def _earlier(self, index: int) -> Found | None:
        """The last speaker that the paragraph named before, else the subject the words are part of."""
        lead = self.settings[index].lead
        if lead:
            subject = self._viewpoint(*lead) or self._sentence_subject(*lead)
            if subject is not None:
                return Found(subject, None, "subject")
        start = self.quoted[index].span.start
        for earlier in range(index - 1, -1, -1):
            found = self.found[earlier]
            if found is not None and found.speaker is None and found.cue is not None:
                return found._replace(how="paragraph")
            if found is not None and found.speaker is not None and found.how != "subject":
                between = self._report(self.quoted[earlier].span.end, start)
                return Found(between.speaker if between else found.speaker, None, "paragraph")
        reported = self._report(self.block.start, start)
        return Found(reported.speaker, None, "paragraph") if reported else None

    def _viewpoint(self, start: int, end: int) -> Span | None:
        """``Para Carrasco, “…”``: a language's way to say whose view it is."""
        first = self.text[start:end].split(maxsplit=1)[:1]
        if not first or first[0].lower() not in self.words.viewpoint or self.text[start:end].rstrip()[-1:] != ",":
            return None
        return phrase_after(self.text, start + len(first[0]), end, self.words)

    def _report(self, start: int, end: int) -> Found | None:
        """The last clause in a stretch that reports speech and says whose."""
        inside = [cue for cue in self.cues if start <= cue.start and cue.end <= end]
        for cue in reversed(inside):
            if cue.form == "participle" or self._is_passive(cue, start) or not self._tells(cue, start):
                continue
            low, high = self._sentence_at(cue.start)
            if cue.form == "speaker-follows":
                speaker = phrase_after(self.text, cue.end, high, self.words)
            else:
                speaker = subject_before(self.text, low, cue.start, self.words)
                if speaker is None and cue.form == "finite" and not cue.addressee:
                    speaker = phrase_after(self.text, cue.end, high, self.words)
                if speaker is None and self._word_before(cue, low) in self.words.conjunctions:
                    speaker = self._sentence_subject(low, cue.start)
            if speaker is not None:
                return Found(speaker, Span(cue.start, cue.end), "")
        return None

    def _tells(self, cue: Cue, low: int) -> bool:
        """Whether a verb does report words: not ``to say``, and where it is a weak one, a clause follows."""
        if cue.form == "finite" and self._word_before(cue, low) in self.words.not_told:
            return False
        following = self.text[cue.end : cue.end + 12].split(maxsplit=1)[:1]
        return not (cue.weak or cue.beside) or (bool(following) and following[0].lower() in self.words.relatives)

    def _word_before(self, cue: Cue, low: int) -> str:
        before = self.text[max(low, cue.start - 24) : cue.start].rsplit(maxsplit=1)[-1:]
        return before[0].lower() if before else ""

    def _sentence_at(self, offset: int) -> Span:
        """The sentence, or the part of it outside quotation marks, in which an offset lies."""
        if self._sentences is None:
            self._sentences = self._read_gaps()
        for start, end in self._sentences:
            if start <= offset < end:
                return Span(start, end)
        return self.block.span

    def _read_gaps(self) -> list[tuple[int, int]]:
        found: list[tuple[int, int]] = []
        position = self.block.start
        for quoted in self.quoted:
            found.extend(split(self.text, position, quoted.span.start, self.language))
            position = max(position, quoted.span.end)
        found.extend(split(self.text, position, self.block.end, self.language))
        return found

    # ---- beside the paragraph

    def read_beside(self, before: Paragraph | None, after: Paragraph | None) -> None:
        """Look in the sentences beside, for words that still have no speaker."""
        for index, quoted in enumerate(self.quoted):
            found = self.found[index]
            if found is not None and found.speaker is not None:
                continue
            beside = self._beside(index, quoted, before, after)
            if found is not None and found.cue is not None:
                speaker = beside.speaker if beside else self._subject_before(quoted, before)
                self.found[index] = found._replace(speaker=speaker)
            elif beside is not None:
                self.found[index] = beside

    def _subject_before(self, quoted: Quoted, before: Paragraph | None) -> Span | None:
        """For a verb of saying whose subject is left out: the subject of the sentence before."""
        pieces = split(self.text, self.block.start, quoted.span.start, self.language)
        if pieces and self.text[pieces[-1][0] : pieces[-1][1]].rstrip()[-1:] in ".!?…":
            return self._sentence_subject(*pieces[-1])
        if len(pieces) > 1:
            return self._sentence_subject(*pieces[-2])
        return before.last_subject() if before is not None else None

    def last_subject(self) -> Span | None:
        """The subject of the paragraph's last sentence."""
        return self._sentence_subject(*self._last_piece())

    def _beside(self, index: int, quoted: Quoted, before: Paragraph | None, after: Paragraph | None) -> Found | None:
        if quoted.continues and before is not None and before.found:
            last = before.found[-1]
            if last is not None and last.speaker is not None:
                return Found(last.speaker, None, "continued")
        if index == 0 and before is not None and self._starts_block(index):
            reported = before.last_sentence()
            if reported is not None:
                return reported
        if index + 1 < len(self.found):
            following = self.found[index + 1]
            if following is not None and following.speaker is not None and following.how in ("after", "before"):
                return Found(following.speaker, None, "following-sentence")
        reported = self._next_sentence(index)
        if reported is not None:
            return reported
        if index == len(self.quoted) - 1 and after is not None and self._ends_block(index):
            return after.first_sentence()
        return None

    def _next_sentence(self, index: int) -> Found | None:
        end = self.quoted[index + 1].span.start if index + 1 < len(self.quoted) else self.block.end
        position = self.quoted[index].span.end
        for start, stop in split(self.text, position, end, self.language)[:2]:
            if self.text[start:stop].strip(BLANK):
                reported = self._report(start, stop)
                return Found(reported.speaker, None, "following-sentence") if reported else None
        return None

    def last_sentence(self) -> Found | None:
        """What the paragraph's last sentence reports, for the quotation that the next paragraph opens with."""
        how = "previous-sentence"
        start, end = self._last_piece()
        if self.quoted and self.quoted[-1].span.end >= start - 1:
            last = self.found[-1]
            if last is not None and last.speaker is not None and last.how != "subject":
                return Found(last.speaker, None, how)
        reported = self._report(start, end)
        if reported is not None:
            return Found(reported.speaker, None, how)
        if self.text[start:end].rstrip().endswith(":"):
            return Found(self._sentence_subject(start, end), None, "colon")
        return None

    def first_sentence(self) -> Found | None:
        """What the paragraph's first sentence reports, for a quotation that ends the paragraph before."""
        how = "following-sentence"
        gap = self._gaps[0]
        reported = self._report(*gap[0]) or self._signature(*gap[0]) if gap else None
        if reported is not None:
            return Found(reported.speaker, None, how)
        if self.quoted and (gap is None or gap[0] is gap[1]):
            first = self.found[0]
            return Found(first.speaker, None, how) if first and first.speaker and first.cue else None
        return None

    def _signature(self, start: int, end: int) -> Found | None:
        """``— Jan Kolar, reader``: a line of its own that signs the words above it."""
        if self.quoted or self.text[start] not in DASHES or end - start > 80 or (start, end) != self._last_piece():
            return None
        return Found(self._sentence_subject(start + 1, end), None, "")

    def _last_piece(self) -> Span:
        for gap in reversed(self._gaps):
            if gap is not None and self.text[gap[1].start : gap[1].end].strip(BLANK):
                return gap[1]
        return Span(self.block.end, self.block.end)

    # ---- edges

    def _tail(self, index: int) -> Span | None:
        setting = self.settings[index]
        if setting.tail and setting.ended and not self._is_short_report(*setting.tail):
            return None
        return setting.tail

    def _is_short_report(self, start: int, end: int) -> bool:
        """``“Why?” Orme asked.``: a subject and a verb of saying, close together."""
        for cue in self.cues:
            if start <= cue.start < end:
                return cue.start - start < 60 and "," not in self.text[start : cue.start].strip(" ,")
        return False

    def _starts_block(self, index: int) -> bool:
        return index == 0 and not self.text[self.block.start : self.quoted[0].span.start].strip(BLANK)

    def _ends_block(self, index: int) -> bool:
        return not self.text[self.quoted[index].span.end : self.block.end].strip(BLANK)


def _outside(cues: list[Cue], quoted: list[Quoted]) -> list[Cue]:
    """The verbs of saying that stand outside every quotation."""
    if not quoted:
        return cues
    found: list[Cue] = []
    position = 0
    for cue in cues:
        while position < len(quoted) and quoted[position].span.end <= cue.start:
            position += 1
        if position == len(quoted) or cue.end <= quoted[position].span.start:
            found.append(cue)
    return found
