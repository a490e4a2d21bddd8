"""Decides which words name the speaker, given where the verb of saying stands.

Works on the clause around the verb, with the small words of the language; no clause is read further than it
reaches, so every function is linear in the length of its stretch.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from compliance.article import Span
from compliance.language.actors import is_agent, is_gerund

if TYPE_CHECKING:
    import re
    from collections.abc import Collection

    from compliance.language.quotation_frames import Frames

_SPACE_AND_MARKS = " \u00a0\t\n,;:—–―-\"'“”‘’«».…!?()"
_CUTS = ',;:—–(“"'
_LONGEST = 90
_FAR = 400


def subject_before(text: str, low: int, high: int, words: Frames) -> Span | None:
    """The subject of a verb that starts at ``high``; none where the verb shares another's subject.

    :param low: the clause starts here at the earliest.
    """
    low = max(low, high - _FAR)
    high = _skip_between(text, low, high, words)
    if high <= low:
        return None
    last = text[high - 1]
    if last in ",)—–―-":
        return _with_parenthesis(text, low, high - 1, words)
    start, stretch = low, text[low:high]
    for sign in _CUTS:
        if sign in stretch:
            # each search goes no further back than to the last sign found
            start = max(text.rfind(sign, start, high) + 1, start)
    if words.asides and text[start - 1 : start] == ",":
        start = _before_list(text, low, start, high, words)
    return _clause_subject(text, low, start, high, words)


def _before_list(text: str, low: int, start: int, high: int, words: Frames) -> int:
    """``países como Aldea, Norte y Sur``: where the stretch starts that a list of three names or more ends.

    :param start: behind a comma, where the last of the list starts; the answer where no list ends so.
    """
    first, count, chunk = start, 0, text[start:high]
    if not any(f" {word} " in chunk for word in words.conjunctions):
        return start
    while all(part[0].isupper() or part in words.small for part in chunk.split()):
        count += 1
        if first <= low or text[first - 1] != ",":
            break
        before = max(max(text.rfind(sign, low, first - 1) for sign in _CUTS) + 1, low)
        first, chunk = before, text[before : first - 1]
    return first if count > 1 and not _leads(chunk, words) else start


def _skip_between(text: str, low: int, high: int, words: Frames) -> int:
    """Where the subject ends: auxiliaries and adverbs before the verb are no part of it."""
    between, endings = words.between, words.between_endings
    while True:
        while high > low and text[high - 1] in " \u00a0\n\t":
            high -= 1
        start = text.rfind(" ", low, high) + 1 or low
        word = text[start:high]
        lower = word.lower()
        if not word or not (lower in between or (word[0].islower() and lower.endswith(endings))):
            return high
        high = start


def _clause_subject(text: str, low: int, start: int, high: int, words: Frames) -> Span | None:
    """The subject between a clause's start and its verb: what follows the last word that opens a clause."""
    stretch = text[start:high]
    parts = stretch.split()
    bare = [part.strip(_SPACE_AND_MARKS) for part in stretch.lower().split()]
    last = bare[-1] if bare else ""
    if not parts or last in words.elided:
        return None
    if last in words.relatives:
        return _antecedent(text, low, start, text.rfind(parts[-1], start, high), parts, words)
    begin, breaks = high - len(stretch.lstrip()), words.breaks
    for index in range(len(parts) - 1, -1, -1):
        if bare[index] in breaks or (index == 0 and bare[0] in words.conjunctions):
            begin = start + len(stretch.rsplit(None, len(parts) - index - 1)[0])
            parts, bare = parts[index + 1 :], bare[index + 1 :]
            break
    if words.asides and parts and bare[0] in words.asides:
        return _behind_complement(text, begin, high, words)
    for part, small in zip(parts[:-1], bare, strict=False):
        if small not in words.intro:
            break
        begin = text.find(part, begin, high) + len(part)
    if words.gerunds and parts and _is_no_subject(text[begin:high].split(), words):
        # "contara sus planes y el alcalde reveló"
        behind = _behind_conjunction(text, begin, high, words)
        person = behind is not None and is_agent(text[behind:high].split()[1:2], words)
        return _trim(text, behind, high) if behind is not None and person else None
    return _trim(text, begin, high)


def _antecedent(text: str, low: int, start: int, begin: int, parts: list[str], words: Frames) -> Span | None:
    """Whom a relative right before the verb stands for (``una fuente, la cual aseguró``).

    None where it is governed, for then somebody else acts (``el técnico, a quien acusó``, ``tras la cual dijo``).

    :param begin: where the relative starts, the last of the parts.
    """
    before = [_bare(part) for part in parts[-3:-1]]
    if words.asides and before and before[-1] in words.definite:
        before.pop()
        begin = text.rfind(parts[-2], start, begin)
    if before and before[-1] in words.asides:
        return None
    nearest = _nearest_noun(text, low, begin, words) if words.asides else None
    return nearest or subject_before(text, low, begin, words) or _trim(text, start, begin)


def _nearest_noun(text: str, low: int, high: int, words: Frames) -> Span | None:
    """``cita una guía del instituto, que afirma``: the noun behind the last article that no ``de`` governs."""
    high -= len(text[low:high]) - len(text[low:high].rstrip())
    if text[high - 1 : high] != ",":
        return None
    before, at, found = "", max(text.rfind(",", low, high - 1) + 1, low), None
    for part in text[at : high - 1].split():
        at = text.index(part, at)
        if part.lower() in words.articles and part.lower() not in words.clitics and before not in words.time_links:
            found = at
        before = part.lower()
        at += len(part)
    return _trim(text, found, high) if found is not None else None


def _behind_complement(text: str, low: int, high: int, words: Frames) -> Span | None:
    """``Tras la reunión el ministro``: what a preposition governs is no subject; what follows it may be."""
    from compliance.language.asides import past_asides

    parts = text[low:high].split(maxsplit=2)
    if len(parts) > 1 and parts[0].lower() in words.spoken_from and parts[1].lower() in words.articles:
        return _trim(text, text.find(parts[1], low + len(parts[0]), high), high)
    start = past_asides(text, low, high, words)
    if start is None:
        start = _behind_conjunction(text, low, high, words)
    if start is None:
        rest = text[low:high].split()[1:]
        if not rest or parts[0] not in words.name_particles or not all(part[0].isupper() for part in rest):
            return None
        start = text.find(rest[0], low, high)
    return None if _is_no_subject(text[start:high].split(), words) else _trim(text, start, high)


def _is_no_subject(parts: list[str], words: Frames) -> bool:
    """Where subjects may be left out: what starts with a verb, or only points back (``por ello``)."""
    if not parts:
        return True
    first = _bare(parts[0])
    if is_gerund(parts, words) or (len(parts) == 1 and first in words.not_subject):
        return True
    if first in words.never_subject:
        return True
    if not parts[0][:1].islower():
        return False
    small = first in words.articles or first in words.pronouns
    if not small and not first.endswith("s") and not is_agent([first], words):
        return True
    return len(first) > 3 and first.endswith(words.ends_endings)


def _behind_conjunction(text: str, low: int, high: int, words: Frames) -> int | None:
    """``de manera anónima y el alcalde``: where a subject starts behind the last conjunction."""
    for word in words.conjunctions:
        at = text.rfind(f" {word} ", low, high)
        start = at + len(word) + 2
        if at >= 0 and text[start:high].split(maxsplit=1)[0].lower() in words.articles:
            return start
    return None


def _bare(part: str) -> str:
    return part.strip(_SPACE_AND_MARKS).lower()


def _with_parenthesis(text: str, low: int, high: int, words: Frames) -> Span | None:
    """``Smith, who runs the firm, said``: the subject with what stands between commas."""
    commas = [low - 1]
    position = text.find(",", low, high)
    while position >= 0:
        commas.append(position)
        position = text.find(",", position + 1, high)
    chunk = len(commas) - 1
    if chunk > 1 and words.asides:
        listed = _before_list(text, low, commas[-1] + 1, high, words) - 1
        commas = [comma for comma in commas if comma <= listed]
        chunk = len(commas) - 1
    if chunk == 0:
        opening = max(text.rfind(sign, low, high) for sign in "(—–")
        if opening > low:
            return _clause_subject(text, low, max(_last_cut(text, low, opening), low), opening, words)
        return _clause_subject(text, low, low, high, words)
    inside = text[commas[chunk] + 1 : high].strip()
    while chunk > 1 and _adds(text[commas[chunk - 1] + 1 : commas[chunk]], words):
        before = text[commas[chunk - 2] + 1 : commas[chunk - 1]]
        if _leads(before, words) and words.breaks.isdisjoint(before.lower().split()):
            break
        chunk -= 1
    head = commas[chunk - 1] + 1
    subject = _clause_subject(text, low, head, commas[chunk], words)
    if subject is None:
        return _clause_subject(text, low, commas[-1] + 1, high, words)
    if _leads(text[subject.start : subject.end], words) or text[head : commas[chunk]].split()[:1] == []:
        return _clause_subject(text, low, commas[-1] + 1, high, words)
    return subject if inside.isdigit() else Span(subject.start, high)


def _last_cut(text: str, low: int, high: int) -> int:
    return max(text.rfind(sign, low, high) for sign in ",;:") + 1


def _adds(chunk: str, words: Frames) -> bool:
    """Whether a stretch between commas adds to the name before it."""
    first = chunk.split(maxsplit=1)[:1]
    if not first:
        return True
    lower = first[0].lower()
    if lower in words.relatives or lower in words.appositive or lower in words.agents:
        return True
    return first[0][0].isdigit() or first[0][0].islower()


def _leads(chunk: str, words: Frames) -> bool:
    """Whether a stretch opens a sentence without being its subject (``On Tuesday``)."""
    first = chunk.split(maxsplit=1)[:1]
    if not first:
        return True
    lower = first[0].lower()
    return lower in words.intro or (bool(words.gerunds) and lower.endswith(words.between_endings))


def sentence_subject(text: str, low: int, high: int, words: Frames, verbs: Collection[int] = ()) -> Span | None:
    """The subject with which a sentence starts, adverbials before it left out.

    :param verbs: offsets at which known verbs start: no subject reaches over one.
    """
    low, high = _past_leading(text, low, high, words), min(high, low + _FAR)
    opening = _word().search(text, low, high) if words.asides else None
    if opening is not None and (opening[0].lower() in words.asides or _is_time(text, opening, high, words)):
        from compliance.language.asides import past_asides

        behind = past_asides(text, opening.start(), high, words)
        if behind is None:
            return None
        low = behind
    start = end = -1
    for count, token in enumerate(_word().finditer(text, low, high)):
        word = token[0]
        lower = word.lower()
        if token.start() in verbs:
            break
        if start < 0:
            if words.asides and lower in words.passive:
                # "fue la encuesta": what follows is no subject
                return None
            if (lower in words.intro and count < 3) or lower in words.never_subject:
                continue
            start, end = token.span()
            if lower in words.pronouns:
                break
            continue
        between = text[end : token.start()]
        if between.strip(" \u00a0.&/'’") or _ends_subject(word, lower, words) or token.end() - start > _LONGEST:
            break
        end = token.end()
    return Span(start, end) if start >= 0 else None


def _ends_subject(word: str, lower: str, words: Frames) -> bool:
    if lower in words.ends:
        return True
    return word[0].islower() and len(word) > 3 and lower.endswith(words.ends_endings)


def _past_leading(text: str, low: int, high: int, words: Frames) -> int:
    """Past ``On Tuesday,``, ``But``, ``Asked about it,`` at a sentence's start."""
    for _ in range(4):
        token = _word().search(text, low, high)
        if token is None or not (token[0].lower() in words.intro or _is_time(text, token, high, words)):
            break
        if token[0].lower() in words.openers:
            low = token.end()
            continue
        comma = text.find(",", token.end(), high)
        if comma < 0 or comma - low > 160:
            break
        low = comma + 1
    return low


def _is_time(text: str, token: re.Match[str], high: int, words: Frames) -> bool:
    """Whether an article opens a time (``el pasado lunes``)."""
    if not words.times or token[0].lower() not in words.definite:
        return False
    from compliance.language.asides import opens_with_time

    return opens_with_time(text, token.start(), high, words)


def phrase_after(text: str, low: int, high: int, words: Frames) -> Span | None:
    """The noun phrase right after a verb of saying (``said Smith, a lawyer``); none where something else follows."""
    tokens = _word().finditer(text, low, min(high, low + _FAR))
    first = next(tokens, None)
    if first is None or text[low : first.start()].strip(_SPACE_AND_MARKS[:3]):
        return None
    lower = first[0].lower()
    named = first[0][0].isupper()
    aside = lower in words.adverbs or (lower in words.asides and first[0] not in words.name_particles)
    if aside or (words.times and lower in words.articles):
        from compliance.language.asides import past_asides

        behind = past_asides(text, first.start(), high, words)
        if behind is None:
            return None
        if behind > first.start():
            tokens = _word().finditer(text, behind, min(high, behind + _FAR))
            first = next(tokens)
            lower, named = first[0].lower(), first[0][0].isupper()
    if lower in words.pronouns and lower not in words.articles:
        return Span(*first.span())
    if lower in words.not_subject and not (named and (lower in words.articles or first[0] in words.name_particles)):
        return None
    if words.gerunds and not named and _is_no_noun(lower, words):
        # "ha pedido calma la alcaldesa"
        first = next(tokens, None)
        if first is None or first[0] not in words.definite or lower in words.phrase_ends | words.breaks:
            return None
        lower = first[0]
    start, end = first.span()
    for token in tokens:
        between = text[end : token.start()]
        if between != " " and _parts_phrases(between, end - start, text[end - 3 : end]):
            break
        if token[0].lower() in words.phrase_ends or token[0].isdigit() or token.end() - start > _LONGEST:
            break
        end = token.end()
    if not named and lower not in words.articles and not first[0][0].islower():
        return None
    return Span._make((start, _appositive_end(text, end, high, words)))


def _parts_phrases(between: str, length: int, last: str) -> bool:
    """Whether what stands behind a noun phrase of some length, and behind its last three signs, ends it."""
    if between.strip(" \u00a0.&/'’-") or between.startswith("- "):
        return True
    return between.strip() == "." and length > 5 and not last.istitle()


def _is_no_noun(word: str, words: Frames) -> bool:
    """Whether a small word behind a verb is neither article nor noun for somebody (``dijo tajante``, ``sonriendo``)."""
    if word in words.articles:
        return False
    return word.endswith(words.gerunds) or not (word.endswith("s") or is_agent([word], words))


def _appositive_end(text: str, end: int, high: int, words: Frames) -> int:
    """Where ``Smith, a lawyer from Leeds`` ends; the same offset where no apposition follows."""
    if text[end : end + 1] != ",":
        return end
    token = _word().search(text, end, high)
    if token is None:
        return end
    lower = token[0].lower()
    if lower not in words.appositive or lower.endswith(words.not_appositive_endings):
        return end
    stop = min((at for at in (text.find(sign, token.end(), high) for sign in ',;:—–“"(') if at >= 0), default=high)
    while stop > end and text[stop - 1] in _SPACE_AND_MARKS:
        stop -= 1
    return stop


def _trim(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start] in _SPACE_AND_MARKS:
        start += 1
    while end > start and text[end - 1] in ' \u00a0\t\n,;:—–―-"“”«»':
        end -= 1
    return Span._make((start, end)) if start < end else None


@cache
def _word() -> re.Pattern[str]:
    import re

    return re.compile(r"\w+(?:[.'’-]\w+)*")
