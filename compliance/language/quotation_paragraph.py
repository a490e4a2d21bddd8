"""Decides, inside one paragraph, where a quotation's speaker is named.

Its own sentence comes first, then what the paragraph said before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance.article import Span
from compliance.language.quotation_clauses import _LATEST, Found
from compliance.language.quotation_floor import Floor
from compliance.language.quotation_settings import BLANK
from compliance.language.sentences import last_start
from compliance.language.speakers import phrase_after, subject_before

if TYPE_CHECKING:
    from compliance.language.quotation_frames import Cue

_BESIDE = 70
_ADJACENT = 4
_NAME = 5


class Sentences(Floor):
    """A block with its quotations, read by itself."""

    def read_sentences(self) -> bool:
        """Look for each quotation's speaker in its own sentence and earlier in the paragraph; whether all have one."""
        complete = True
        for index in range(len(self.quoted)):
            found = self.found[index] = self._direct(index) or self._earlier(index)
            complete = complete and found is not None and found.speaker is not None
        return complete

    def _direct(self, index: int) -> Found | None:
        lead, tail, ended, comma, _ = self.settings[index]
        if tail and ended and not self._is_short_report(*tail):
            tail = None
        before = self._from_lead(index, *lead) if lead else None
        if before is None and lead and self.text[lead[0] : lead[1]].rstrip()[-1:] == ":":
            after = self._from_tail(index, *tail) if tail and comma else None
            if after and (after.speaker or self.elides):
                return self._complete(index, after)
            return Found(self._sentence_speaker(index) or self._announcer(*lead) or self._leading(*lead), None, "colon")
        if before and before.speaker and not (tail and self._prefers_tail(index, before, *tail)):
            return before
        after = self._from_tail(index, *tail) if tail else None
        if after and (after.speaker or not before):
            return self._complete(index, after)
        return self._complete(index, before) if before else self._without_verb(index, lead, tail)

    def _announcer(self, start: int, end: int) -> Span | None:
        """``Vilar contó que si llueve se irá: “…”``: who tells something in a colon's sentence, however far off."""
        if not self.elides:
            return None
        for cue in self._cues_in(start, end):
            own = self._explicit(cue, Span(start, end)) if cue.form == "finite" else None
            if own is not None:
                return own
        return None

    def _leading(self, start: int, end: int, cue: Span | None = None) -> Span | None:
        """The subject of what leads into a quotation without a verb of saying."""
        if not self.elides:
            return self._sentence_subject(start, end)
        if (viewer := self._view(Span(start, end))) is not None:
            return viewer
        subject = self._sentence_subject(start, end)
        return self._somebody(subject, start) or self._writing(start, end) or self.antecedent(end, cue)

    def _complete(self, index: int, found: Found) -> Found:
        """A verb without a subject of its own takes the last speaker's."""
        if found.speaker is not None:
            return found
        if self.elides and found.cue is not None:
            return found._replace(speaker=self.antecedent(found.cue.start, found.cue))
        return found._replace(speaker=self._last_speaker(index))

    def _last_speaker(self, index: int) -> Span | None:
        for earlier in range(index - 1, max(index - _LATEST, -1), -1):
            found = self.found[earlier]
            if found is not None and found.speaker is not None:
                return found.speaker
        start = self.quoted[index].span.start if self.quoted else self.block.end
        reported = self._report(self.block.start, start)
        return reported.speaker if reported else None

    def _prefers_tail(self, index: int, before: Found, start: int, end: int) -> bool:
        """``When Orme said no, “nobody cared,” Tal said``: the nearer verb, where the words are a whole sentence."""
        quoted = self.quoted[index]
        if self._is_doubtful(index, before):
            after = self._from_tail(index, start, end)
            return after is not None and after.speaker is not None
        opening = self.text[quoted.inner.start : quoted.inner.start + 1]
        if not opening.isupper() or not self.settings[index].comma or before.cue is None:
            return False
        between = self.text[before.cue.end : quoted.span.start]
        if len(between.split()) <= _ADJACENT:
            return False
        after = self._from_tail(index, start, end)
        return after is not None and after.speaker is not None

    def _is_doubtful(self, index: int, before: Found) -> bool:
        """Whether a verb before the words has its speaker from an earlier sentence, or a thing for its subject."""
        lead = self.settings[index].lead
        if not self.elides or lead is None or before.speaker is None or self.settings[index].joined:
            return False
        return before.speaker.end <= lead.start or self._somebody(before.speaker, lead.start) is None

    def _from_lead(self, index: int, start: int, end: int) -> Found | None:
        """The last verb of saying in what leads into a quotation."""
        if self.elides and (announced := self._saying(start, end)) is not None:
            return announced
        inside = self._cues_in(start, end)
        if not inside:
            return None
        last = inside[-1]
        inside = [cue for cue in inside if not cue.beside or (cue is last and end - cue.end <= _BESIDE)]
        for position in range(len(inside) - 1, -1, -1):
            cue = inside[position]
            if position and self._is_by_the_way(cue, end):
                continue
            if self._is_passive(cue, start):
                agent = self._agent(cue, end) or self._writing(start, end)
                if agent:
                    return Found(agent, Span(cue.start, cue.end), "before")
                continue
            speaker = self._speaker(inside, position, start, end, index)
            return Found._make((speaker, Span._make((cue.start, cue.end)), "before"))
        return None

    def _from_tail(self, index: int, start: int, end: int) -> Found | None:
        """The first verb of saying in what follows a quotation in its sentence."""
        inside = self._cues_in(start, end)
        if not inside:
            return None
        sure = self.settings[index].comma
        text, words = self.text, self.words
        for position, cue in enumerate(inside):
            verb, verb_end, form, beside, addressee, _, _ = cue
            distance = verb - start
            if (beside and distance > _BESIDE) or (not sure and distance > 150):
                continue
            if self._is_passive(cue, start):
                continue
            span = Span._make((verb, verb_end))
            if form == "speaker-follows":
                speaker = phrase_after(text, verb_end, end, words)
                if speaker:
                    return Found(speaker, span, "after")
                continue
            if self._stands_aside(cue):
                return Found(self._behind_aside(cue, end), span, "after")
            inverted = None
            if not addressee and self._opens_aside(start, verb):
                inverted = phrase_after(text, verb_end, end, words)
            speaker = inverted or subject_before(text, start, verb, words)
            if speaker is None and not addressee:
                speaker = phrase_after(text, verb_end, end, words)
            if form == "participle" and speaker is not None and speaker.start < verb:
                speaker = None
            if speaker is None and position + 1 < len(inside) and form == "participle":
                continue
            return Found._make((self._with_nickname(speaker, index), span, "after"))
        return None

    def _with_nickname(self, speaker: Span | None, index: int) -> Span | None:
        """``dijo el “número dos”``: an article alone takes the quoted words behind it along."""
        if speaker is None or index + 1 == len(self.quoted):
            return speaker
        following = self.quoted[index + 1].span
        near = not self.text[speaker.end : following.start].strip()
        if near and self.text[speaker.start : speaker.end].lower() in self.words.articles:
            return Span(speaker.start, following.end)
        return speaker

    def _speaker(self, inside: list[Cue], position: int, start: int, end: int, index: int) -> Span | None:
        cue = inside[position]
        if cue.form == "speaker-follows":
            return phrase_after(self.text, cue.end, end, self.words)
        previous = inside[position - 1] if position else None
        if previous is not None and previous.form == "speaker-follows":
            # "según Orduña, … dijo"; "según dijo Orduña"
            between = phrase_after(self.text, previous.end, cue.start, self.words)
            return between or phrase_after(self.text, cue.end, end, self.words)
        low = start
        if previous is not None and self.text[low : cue.start].rstrip()[-1:] != ",":
            low = max(low, previous.end)
        own = self._aside(cue, end) or self._own_subject(cue, low)
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
        if not self.elides:
            return inverted or self._sentence_subject(start, cue.start)
        return self._somebody(inverted, start) or self._leading(start, cue.start, Span(cue.start, cue.end))

    def _own_subject(self, cue: Cue, low: int) -> Span | None:
        if self._stands_aside(cue):
            return None
        if not self._shares_subject(cue, low):
            return subject_before(self.text, low, cue.start, self.words)
        clause = self.text[max(low, cue.start - 60) : cue.start]
        for word in self.words.company:
            at = clause.rfind(f" {word} ")
            if at >= 0 and "," not in clause[at:]:
                low = cue.start - len(clause) + at + len(word) + 2
                companion = subject_before(self.text, low, cue.start, self.words)
                return self._somebody(companion, low - 1) if self.elides else companion
        return None

    def _without_verb(self, index: int, lead: Span | None, tail: Span | None) -> Found | None:
        """The words before in the same sentence, or an unknown verb right after the words."""
        inherited = self._sentence_speaker(index)
        if inherited is not None:
            return Found(inherited, None, "sentence")
        if tail and not lead and (taken := self._takes_up(*tail) or self._read_from(*tail)) is not None:
            return taken._replace(how="after")
        if tail and (self.settings[index].comma) and not lead:
            subject = self._sentence_subject(*tail)
            if subject and self._names_someone(subject):
                return Found(subject, None, "after")
            if not lead:
                return self._unknown_verb(index, *tail)
        return self._name_alone(*tail) if tail and not lead else None

    def _read_from(self, start: int, end: int) -> Found | None:
        """``“…”, se lee en la carta``: what is read from."""
        source = self._writing(start, end) if self.elides else None
        return Found(source, None, "") if source is not None else None

    def _unknown_verb(self, index: int, start: int, end: int) -> Found | None:
        """``“…”, rugió Orme``, ``“…”, ha rugido Orme``: a verb of no list, right behind the words."""
        words = self.words
        cue = self._verb_behind(start, end) if words.verb_endings else None
        if cue is None:
            return None
        speaker = phrase_after(self.text, cue.end, end, words)
        if speaker is not None and self._names_someone(speaker):
            return Found(speaker, cue, "after")
        if self.text[cue.end : end].strip(BLANK):
            return None
        if self.elides:
            return Found(self.antecedent(cue.start, cue), cue, "after")
        if self.text[cue.start : cue.end].endswith(words.past_endings):
            return Found(self._last_speaker(index), cue, "after")
        return None

    def _verb_behind(self, start: int, end: int) -> Span | None:
        """What looks like a verb at the start of a stretch, its auxiliary and its pronouns before it."""
        words, at = self.words, start
        endings = words.verb_endings
        for part in self.text[start:end].lstrip(BLANK).split(maxsplit=4)[:4]:
            at = self.text.index(part, at)
            verb = part.rstrip(".,")
            if verb in words.impersonal or verb in words.datives:
                at += len(part)
                continue
            if verb in words.auxiliaries and verb not in words.passive and endings is not words.participle_endings:
                at, endings = at + len(part), words.participle_endings
                continue
            plain = len(verb) > 3 and verb.isalpha() and verb.islower() and verb.endswith(endings)
            return Span(at, at + len(verb)) if plain and not self._is_small(verb) else None
        return None

    def _is_small(self, word: str) -> bool:
        """Whether a word is one of those that only look like verbs."""
        words = self.words
        small = (words.ends, words.relatives, words.breaks, words.intro, words.not_subject, words.articles)
        return any(word in some for some in small)

    def _names_someone(self, speaker: Span) -> bool:
        first = self.text[speaker.start : speaker.end].split(maxsplit=1)[0]
        small = first.lower()
        return first[0].isupper() or small in self.words.articles or small in self.words.pronouns

    def _name_alone(self, start: int, end: int) -> Found | None:
        """``“…”: Ana Orme``, where nothing but the name follows; behind a colon ``el papa Orme`` and ``Orme`` too."""
        rest = self.text[start:end].strip(BLANK + ":")
        parts = rest.split()
        colon = self.text[start:end].lstrip(BLANK)[:1] == ":" and parts and parts[-1][0].isupper()
        if colon and len(parts) <= _NAME and rest[-1:] not in "?!":
            at = self.text.find(rest, start, end)
            return Found(Span(at, at + len(rest)), None, "after")
        if not 1 < len(parts) <= _NAME or not all(part[0].isupper() or part in self.words.small for part in parts):
            return None
        at = self.text.find(rest, start, end)
        return Found(Span(at, at + len(rest)), None, "after") if parts[0][0].isupper() else None

    def _sentence_speaker(self, index: int) -> Span | None:
        """The speaker of the quotation before, where both stand in one sentence."""
        found = self.found[index - 1] if self.settings[index].joined else None
        return found.speaker if found else None

    def _earlier(self, index: int) -> Found | None:
        """The last speaker that the paragraph named before, else the subject the words are part of."""
        lead = self.settings[index].lead
        if lead:
            subject = self._viewpoint(*lead) or self._leading(*lead)
            if subject is not None:
                return Found(subject, None, "subject")
        start = self.quoted[index].span.start
        for earlier in range(index - 1, max(index - _LATEST, -1), -1):
            found = self.found[earlier]
            if found is not None and found.speaker is None and found.cue is not None:
                return found._replace(how="paragraph")
            if found is not None and found.speaker is not None and found.how != "subject":
                between = self._report(self.quoted[earlier].span.end, start)
                return Found(between.speaker if between else found.speaker, None, "paragraph")
        reported = self._report(self.block.start, start) or (None if lead else self._speaking(self.block.start, start))
        return Found(reported.speaker, None, "paragraph") if reported else None

    def _speaking(self, low: int, start: int) -> Found | None:
        """``Orme praised the bridge. “…”``: who speaks of something in the sentence right before the words."""
        first = last_start(self.text, low, start, self.language)
        inside = self._cues_in(first, start)
        for cue in reversed(inside):
            shared = self._shares_subject(cue, first)
            if not (cue.opens or (shared and not cue.beside and not cue.weak)):
                continue
            if self._is_passive(cue, first) or self._word_before(cue, first) in self.words.not_told:
                continue
            subject = self._own_subject(cue, first) or (self._sentence_subject(first, cue.start) if shared else None)
            if self.elides and (subject is None or self._somebody(subject, first) is None):
                subject = self.antecedent(cue.start, Span(cue.start, cue.end))
            if subject is not None and self._is_named(subject, first):
                return Found(subject, Span(cue.start, cue.end), "")
        return None

    def _is_named(self, subject: Span, start: int) -> bool:
        """Whether a subject is a name or stands for one."""
        if self.elides:
            return self._somebody(subject, start) is not None
        return self._names_someone(subject)

    def _is_short_report(self, start: int, end: int) -> bool:
        """``“Why?” Orme asked.``: a subject and a verb of saying, close together."""
        for cue in self._cues_in(start, end)[:1]:
            return cue.start - start < 60 and "," not in self.text[start : cue.start].strip(" ,")
        return False
