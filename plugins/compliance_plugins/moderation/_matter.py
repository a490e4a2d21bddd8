"""Whether a sentence is coarse, sexual, gives somebody's whereabouts away, or sells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from compliance_plugins.moderation._act import Act, act
from compliance_plugins.moderation._sentence import Sentence, Tag

_BEYOND = 120
"""Code points behind a sentence that offers something in which its link may stand."""
_FLOOD = 6
"""How often a word must stand in a row of its own to be a flood."""


def profanity(sentence: Sentence) -> Iterator[Act]:
    """Coarse words, whoever they are aimed at."""
    for word in sentence.tags.get("profanity", ()):
        if word.term.sure:
            yield act(sentence, "profanity", 0.8, "message", word)


def sexual(sentence: Sentence) -> Iterator[Act]:
    """Explicit words and advances."""
    for word in sentence.tags.get("advance", ()):
        if not sentence.negated(word) and not sentence.has("counter"):
            yield act(sentence, "sexual", 0.9, "advance", word)
    for word in sentence.tags.get("sexual", ()):
        if word.term.sure:
            yield act(sentence, "sexual", 0.8, "message", word)
        elif "you" in sentence.tags and sentence.has("advance", "mine", "profanity"):
            yield act(sentence, "sexual", 0.6, "message", word)


@cache
def _contact() -> re.Pattern[str]:
    return re.compile(
        r"\+?\d[\d ().-]{6,20}\d|[\w.+-]{1,64}@[\w-]{1,63}\.[\w.]{2,24}"
        r"|\b\d{1,5}[a-z]? (?:[A-Z][\w'’]{1,30} ){1,3}"
        r"(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Close|Court|Way|Square|Crescent|Place)\b"
        r"|\b(?:calle|avenida|avda|plaza|paseo|c/) ?[\w'’ ]{2,40}?,? (?:n\.?º ?)?\d{1,4}\b",
        re.IGNORECASE,
    )


def doxxing(sentence: Sentence) -> Iterator[Act]:
    """Where somebody else is to be found, told to strangers."""
    start, end = sentence.words[0].start, sentence.words[-1].end
    for word in sentence.tags.get("whereabouts", ()):
        own = sentence.words[word.first - 1].plain if word.first else ""
        if word.term.words[-1] == "is" and not sentence.has("third", "they") and not _is_whose(sentence, word):
            continue
        if own in ("my", "our", "mi", "nuestra", "nuestro", "i", "we"):
            continue
        contact = _contact().search(sentence.text, start, min(end + 1, len(sentence.text)))
        if (contact and sentence.has("third", "they", "people")) or (contact and not sentence.has("self")):
            whose = [one for one in sentence.of("third", "they") if one.last + 1 == word.first]
            found = act(sentence, "doxxing", 0.85, "message", *whose, word)
            yield found._replace(start=min(found.start, contact.start()), end=max(found.end, contact.end()))


def _is_whose(sentence: Sentence, word: Tag) -> bool:
    """Whether a name in the genitive stands before (``Ana's number is``)."""
    before = sentence.words[word.first - 1] if word.first else None
    return before is not None and sentence.text[before.start : before.end].endswith(("'s", "’s"))


@cache
def _link() -> re.Pattern[str]:
    return re.compile(r"https?://\S{1,500}|www\.\S{1,200}|\b[\w-]{2,63}\.(?:com|net|xyz|top|info|ru|biz|shop|ly|me)\b")


def spam(sentence: Sentence) -> Iterator[Act]:
    """What advertises, or floods."""
    start, end = sentence.words[0].start, sentence.words[-1].end
    pitches = sentence.tags.get("pitch", ())
    if pitches:
        beyond = min(end + _BEYOND, len(sentence.text))
        reach = _link().search(sentence.text, start, beyond) or _contact().search(sentence.text, start, beyond)
        if reach or len(pitches) > 1:
            found = act(sentence, "spam", 0.9 if reach and len(pitches) > 1 else 0.7, "message", *pitches)
            yield found
            return
    word, times = Counter(word.plain for word in sentence.words).most_common(1)[0]
    if times >= _FLOOD and times * 2 > len(sentence.words):
        yield Act("spam", start, end, 0.65, "flood", {"times": str(times), "word": word})
