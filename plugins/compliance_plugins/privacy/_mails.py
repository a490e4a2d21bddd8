"""Which e-mail addresses a story gives, and which of them are an institution's by their own words."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from re import IGNORECASE, Pattern, compile

from compliance.article import Article, Span
from compliance.language.people import people
from compliance.lexicon import Lexicon
from compliance.record import Record
from compliance_plugins.privacy._runs import seen_block

_LIST = "role-mailboxes"
_BOX = 64
"""The most code points before the @ (RFC 5321)."""
_TOLD = 5
"""Letters of a domain from which on the story's naming the same word is no chance."""


def mails(article: Article) -> Iterator[Span]:
    """The e-mail addresses in what readers see, in order."""
    text = article.text
    at = text.find("@")
    while at >= 0:
        box = _box().match(text[max(0, at - _BOX) : at][::-1])
        host = _host().match(text, at + 1)
        if box is not None and host is not None and seen_block(article, at) is not None:
            yield Span(at - box.end(), host.end())
        at = text.find("@", at + 1)


def sort_of(article: Article, span: Span) -> str:
    """``public`` for an institution's address, ``personal`` for one at a provider of mailboxes, else empty."""
    if is_institutions(article, span):
        return "public"
    labels = article[span].lower().rpartition("@")[2].split(".")
    return "personal" if _own(labels) in _known(article.lexicon).personal else ""


def is_institutions(article: Article, span: Span) -> bool:
    """Whether an address is an institution's: its box is an office's, its domain the state's, a school's, an outlet's
    or that of a body which the story names.
    """
    box, _, host = article[span].lower().partition("@")
    known = _known(article.lexicon)
    labels = host.split(".")
    own = _own(labels)
    if own in known.personal:
        return not known.boxes.isdisjoint(_words().split(box)) and not _bears_name(article, box)
    if not known.boxes.isdisjoint(_words().split(box)) or not known.domains.isdisjoint(labels[1:] or labels):
        return True
    if (own in box and len(own) > 2) or own in known.outlets:
        return True
    return len(own) >= _TOLD and own in article.get(squeezed_story) and not _bears_name(article, own)


def _own(labels: list[str]) -> str:
    """The label that somebody registered: the last but one, but for second levels such as ``co.uk``."""
    if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in ("co", "com", "org", "net", "gob", "gov", "ac"):
        return labels[-3]
    return labels[-2]


def _bears_name(article: Article, word: str) -> bool:
    """Whether a word is made of the name of somebody whom the story names."""
    word = _squeezed(word)
    return any(part in word for part in article.get(name_parts))


def squeezed_story(article: Article) -> str:
    """The letters and figures of the story in one run, its addresses left out: a domain glues words together."""
    return _squeezed(_address().sub(" ", article.text))


def name_parts(article: Article) -> frozenset[str]:
    """The first names and surnames of everybody in the story, in small letters; particles and initials are none."""
    parts = (part for person in article.get(people) for part in person.name.lower().split())
    return frozenset(part for part in parts if len(part) > 2)


class _Known(Record):
    boxes: frozenset[str]
    domains: frozenset[str]
    personal: frozenset[str]
    outlets: frozenset[str]


@lru_cache(maxsize=4)
def _known(lexicon: Lexicon) -> _Known:
    parts: dict[str, set[str]] = {"box": set(), "domain": set(), "personal": set()}
    for entry in lexicon.entries(_LIST):
        parts[entry.text("part")].add(entry.phrase)
    names = lexicon.phrases("outlets") | lexicon.phrases("agencies")
    outlets = {form for name in names for form in _glued(name.lower().split())}
    box, domain, personal = (frozenset(parts[part]) for part in ("box", "domain", "personal"))
    return _Known(box, domain, personal, frozenset(outlets))


def _glued(words: list[str]) -> Iterator[str]:
    """How a domain may write a name: in full, with initials before the last word (*nytimes*), in initials alone."""
    words = words[1:] if words[0] in ("the", "el", "la", "los", "las") and len(words) > 1 else words
    yield _squeezed("".join(words))
    if len(words) > 2:
        initials = "".join(word[0] for word in words)
        yield initials
        yield initials[:-1] + _squeezed(words[-1])


def _squeezed(text: str) -> str:
    return "".join(sign for sign in text.lower() if sign.isalnum())


@cache
def _box() -> Pattern[str]:
    # read backwards from the @; a full stop does not begin it
    return compile(r"[\w+%'\-](?:[\w.+%'\-]*[\w+])?")


@cache
def _host() -> Pattern[str]:
    return compile(r"[a-z0-9](?:[a-z0-9\-]{0,62}\.){1,5}[a-z]{2,24}(?![a-z0-9])", IGNORECASE)


@cache
def _words() -> Pattern[str]:
    return compile(r"[._\-+0-9]+")


@cache
def _address() -> Pattern[str]:
    return compile(r"\S*(?:[@/]|www\.)\S*")
