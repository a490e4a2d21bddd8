"""Whether a comment tells strangers where somebody else is to be found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from compliance_plugins.moderation._act import Act, act
from compliance_plugins.moderation._contacts import contact_in, plate_in
from compliance_plugins.moderation._sentence import Sentence
from compliance_plugins.moderation._tags import Tag


def doxxing(sentence: Sentence, beside: Sequence[Sentence]) -> Iterator[Act]:
    """Where somebody else is to be found.

    :param beside: the sentences before and behind, in which readers may be sent there.
    """
    sent = _is_sent(sentence, beside)
    if sentence.has("office") or not (sent or sentence.has("whereabouts")):
        return
    start, end = sentence.words[0].start, min(sentence.words[-1].end + 1, len(sentence.text))
    contact = contact_in(sentence.text, start, end, sentence.parts) or plate_in(sentence.text, start, end)
    if contact:
        yield from _told(sentence, contact)
    if contact and sent and not _is_own(sentence, contact.start()):
        yield Act("doxxing", *contact.span(), 0.85, "message")
        return
    named = _full_name().search(sentence.text, start, end) if sent else None
    ends = named.end() if named else _named(sentence)
    for word in sentence.tags.get("whereabouts", ()):
        if 0 < ends <= sentence.words[word.first].start:
            yield act(sentence, "doxxing", 0.7, "message", word)


def _told(sentence: Sentence, contact: re.Match[str]) -> Iterator[Act]:
    """A place or number that the words before it say to be somebody else's."""
    for word in sentence.tags.get("whereabouts", ()):
        own = sentence.words[word.first - 1].plain if word.first else ""
        if word.term.words[-1] == "is" and not sentence.has("third", "they") and not _is_whose(sentence, word):
            continue
        if own in sentence.parts.get("own", ()):
            continue
        if sentence.has("third", "they", "people") or not sentence.has("self"):
            whose = [one for one in sentence.of("third", "they") if one.last + 1 == word.first]
            found = act(sentence, "doxxing", 0.85, "message", *whose, word)
            yield found._replace(start=min(found.start, contact.start()), end=max(found.end, contact.end()))


def _is_sent(sentence: Sentence, beside: Sequence[Sentence]) -> bool:
    """Whether readers are called on to go to somebody or to ring: whom, these words or the sentence's own must say."""
    calls = [tag for one in (sentence, *beside) for tag in one.tags.get("incite", ())]
    return any(sentence.has("whereabouts", "third") or not tag.term.entry.flag("impersonal") for tag in calls)


def _is_own(sentence: Sentence, at: int) -> bool:
    """Whether the writer gives his own number or address."""
    before = [word.plain for word in sentence.words if word.end <= at][-6:]
    return any(word in sentence.parts.get("own", ()) for word in before)


def _is_whose(sentence: Sentence, word: Tag) -> bool:
    """Whether a name in the genitive stands before (``Ana's number is``)."""
    before = sentence.words[word.first - 1] if word.first else None
    return before is not None and sentence.text[before.start : before.end].endswith(("'s", "’s"))


def _named(sentence: Sentence) -> int:
    """Where the full name ends that is given to somebody who wrote under another (``… is really Ana Roe``); else 0."""
    for tag in sentence.tags.get("unmasks", ()):
        if match := _full_name().match(sentence.text, sentence.words[tag.last].end):
            return match.end()
    return 0


@cache
def _full_name() -> re.Pattern[str]:
    return re.compile(r"\s+[A-ZÁÉÍÓÚÑ][\w'’-]+ [A-ZÁÉÍÓÚÑ][\w'’-]+")
