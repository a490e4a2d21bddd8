"""Decides which words stand for a source that has no name, and where a name stands after all."""

from __future__ import annotations

from compliance.article import Article, Span
from compliance.language.detect import story_language
from compliance.language.locale import locale_data
from compliance.language.quotation_frames import Frames, frames
from compliance.language.reports import Report
from compliance.language.speakers import phrase_after
from compliance.scanner import Hit

# characters before a clause in which a comparison begins
_MEASURED = 60
# languages in which what describes a noun follows it
_NOUN_FIRST = frozenset({"es", "fr", "it", "pt"})


def source_phrase(article: Article, report: Report, hit: Hit) -> Span | None:
    """The words that stand for the source; none where a name stands with them or the noun is no person."""
    text = article.text
    if text[hit.end : hit.end + 1] == ":":
        # "diferentes fuentes: de convenio fiscal": what a list is of
        return None
    words = frames(article.get(story_language))
    before = text[report.speaker.start : hit.start]
    following = text[hit.end : hit.end + 24].lower().split(maxsplit=1)[:1]
    if following and (following[0] in words.naming or following[0].strip(".,") in hit.entry.texts("not_before")):
        return None
    if (
        "," in before
        or _are_with_somebody(article, before)
        or is_named(article, hit)
        or _is_adjective(article, hit, report.speaker, words)
    ):
        return None
    if hit.entry.flag("unnamed") and before.lower().split(" ")[0] not in words.indefinite:
        return None
    start = _start(article, hit, report.speaker.start, words)
    end = max(report.speaker.end, hit.end)
    comma = text.find(",", hit.end, end)
    end = comma if comma >= 0 else end
    position = hit.end
    for word in text[hit.end : end].split():
        position = text.find(word, position, end)
        if word.lower() in words.relatives or word.lower() in words.clause_verbs:
            end = position
            break
        position += len(word)
    while end > hit.end and text[end - 1].isspace():
        end -= 1
    return Span(start, _with_complement(text, start, end, report.sentence.end, words))


def _are_with_somebody(article: Article, before: str) -> bool:
    """``Orme and his aides``: whoever they are, somebody with a name says it with them."""
    beside = locale_data(article.get(story_language) or "en", "quotations").get("beside_somebody", ())
    return before.lower().rstrip().endswith(tuple(beside))


def is_measure(article: Article, report: Report, source: Span) -> bool:
    """Whether something is compared with what a source says: *higher than officials say or believe*."""
    compared = locale_data(article.get(story_language) or "en", "quotations").get("compared")
    if compared is None:
        return False
    start = min(source.start, report.cue.start)
    before = article.text[max(report.sentence.start, start - _MEASURED) : start].lower().split()
    if " ".join(before).endswith(tuple(f" {words}" for words in compared["by"])):
        return True
    behind = compared["also"].get(before[-1], ()) if before else ()
    return any(word in behind for word in before[-5:-2])


def _with_complement(text: str, start: int, end: int, stop: int, words: Frames) -> int:
    """The end of ``people familiar with the plan``, ``a source close to the talks``, the noun phrase included."""
    last = text[start:end].rsplit(maxsplit=1)[-1].lower()
    if last in words.complements:
        preposition = text[end:stop].split(maxsplit=1)[:1]
        small = preposition[0].lower() if preposition else ""
        if small not in words.phrase_ends and small not in words.complements:
            return end
        end = text.find(preposition[0], end) + len(preposition[0])
    elif last not in words.phrase_ends:
        return end
    phrase = phrase_after(text, end, stop, words)
    if phrase is None:
        return end
    comma = text.find(",", end, phrase.end)
    return comma if comma >= 0 else phrase.end


def _start(article: Article, hit: Hit, low: int, words: Frames) -> int:
    """Where the phrase starts: with the words before its noun that belong to it."""
    text, start, stops = article.text, hit.start, words.ends | words.relatives
    for word in reversed(text[min(low, start) : start].split()[-7:]):
        lower = word.lower()
        if lower not in words.articles and (_NOUN_FIRST & set(hit.entry.languages) or lower in stops):
            break
        start = text.rfind(word, 0, start)
    return start


def _is_adjective(article: Article, hit: Hit, speaker: Span, words: Frames) -> bool:
    """``official figures``: a noun follows."""
    after = article.text[hit.end : speaker.end].split()[:1]
    if not hit.entry.flag("adjective") or not after:
        return False
    if after[0][0].isdigit():
        return True
    if not after[0][0].isalpha():
        return False
    small = (words.ends, words.phrase_ends, words.breaks, words.complements)
    return not any(after[0].lower() in some for some in small)


def is_named(article: Article, hit: Hit) -> bool:
    """``Hamas official Osama Hamdan``, ``an official, Ana Orme,``: a name right behind the noun."""
    after = article.text[hit.end : hit.end + 40].removeprefix(",")
    return after[:1] == " " and after[1:2].isupper() and hit.entry.text("kind") != "source"
