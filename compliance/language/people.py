"""Decides who is named in a story: full names, their titles, and where the same people come back by surname.

No list of first names is needed for it, though one helps: a title, an age, a verb of speech or a later mention
by surname tells a person too. Credit lines, bylines and datelines are not read.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from compliance.article import Role, Span
from compliance.language.detect import story_language
from compliance.language.people_names import Name, names_between, surroundings
from compliance.record import Record

if TYPE_CHECKING:
    from compliance.article import Article

_READ = frozenset(
    {Role.HEADLINE, Role.STANDFIRST, Role.PARAGRAPH, Role.QUOTE, Role.LIST, Role.CAPTION, Role.TABLE, Role.NOTE}
)


_SUFFIXES = frozenset({"Jr", "Sr", "Jr.", "Sr."})


class Mention(Record):
    """A place where a person is named.

    :param span: the name, titles not included.
    :param full: the name is given in full there.
    :param titles: the titles that stand with it.
    """

    span: Span
    full: bool
    titles: tuple[Span, ...]


class Person(Record):
    """Somebody a story names.

    :param name: the fullest form of the name.
    :param surname: the part by which the story calls the person again, or would.
    :param titles: the titles given anywhere in the story, each form once, in order.
    :param mentions: every place, in order.
    """

    name: str
    surname: str
    titles: tuple[str, ...]
    mentions: tuple[Mention, ...]


def people(article: Article) -> tuple[Person, ...]:
    """The people a story names, in the order of their first mention."""
    names = article.get(names_in_story)
    full = [name for name in names if len(name.tokens) > 1]
    single = [name for name in names if len(name.tokens) == 1]
    called = {name.tokens[0] for name in single}
    often = Counter(name.tokens for name in full)
    by_first: dict[str, list[_Draft]] = {}
    by_last: dict[str, list[_Draft]] = {}
    drafts: list[_Draft] = []
    for name in full:
        alike = by_first.setdefault(name.tokens[0], [])
        draft = _same(alike, name) or _by_surnames(by_last.get(name.tokens[-1], ()), name)
        if draft is None:
            if not (name.certain or _comes_back(name, called, often)):
                continue
            draft = _Draft(name.tokens)
            alike.append(draft)
            drafts.append(draft)
            by_last.setdefault(name.tokens[-1], []).append(draft)
        draft.add(name)
    _add_singles(drafts, single)
    language = article.get(story_language)
    found = [draft.person(article, language) for draft in drafts]
    found.sort(key=lambda person: person.mentions[0].span.start)
    return tuple(found)


def names_in_story(article: Article) -> tuple[Name, ...]:
    """Every name, full or single, certain or not, in the blocks that tell the story."""
    around = article.get(surroundings)
    limits = _without_credits(article)
    return tuple(
        name
        for block in article.blocks
        if block.role in _READ
        for name in names_between(around, block.start, limits.get(block.start, block.end))
    )


def names_in(article: Article, span: Span) -> list[Name]:
    """Every name in a sentence of the body, without asking who is who; whom :func:`people` knows is among them."""
    return names_between(article.get(surroundings), span.start, span.end)


def _without_credits(article: Article) -> dict[int, int]:
    """Where the prose of each caption ends, by the caption's start."""
    if not article.pictures:
        return {}
    from compliance.language.credits import captions

    return {
        caption.picture.caption.start: caption.prose.end
        for caption in article.get(captions)
        if caption.picture is not None and caption.prose.start < caption.prose.end
    }


class _Draft:
    """A person while mentions are gathered."""

    __slots__ = ("_full", "calls", "mentions", "tokens")

    def __init__(self, tokens: tuple[str, ...]) -> None:
        self.tokens = tokens
        self.mentions: list[Mention] = []
        self.calls: list[str] = []
        self._full: list[int] = []

    def full_before(self, start: int) -> int:
        """Where the name stands in full last before a place; -1 for nowhere."""
        index = bisect_left(self._full, start)
        return self._full[index - 1] if index else -1

    def add(self, name: Name) -> None:
        full = len(name.tokens) > 1
        if len(name.tokens) > len(self.tokens):
            self.tokens = name.tokens
        if full and not name.given and self.tokens[-len(name.tokens) :] == name.tokens != self.tokens:
            self.calls.append(" ".join(name.tokens))
        if full:
            self._full.append(name.span.start)
        else:
            self.calls.append(name.tokens[0])
        self.mentions.append(Mention(name.span, full, name.titles))

    def person(self, article: Article, language: str | None) -> Person:
        self.mentions.sort()
        titles: dict[str, None] = {}
        for mention in self.mentions:
            for span in mention.titles:
                titles.setdefault(article[span], None)
        widest = max(self.mentions, key=lambda mention: mention.span.end - mention.span.start)
        name = " ".join(article[widest.span].split())
        return Person(name, self._surname(language), tuple(titles), tuple(self.mentions))

    def _surname(self, language: str | None) -> str:
        """What the story calls the person, else the usual part of the name."""
        tokens = self.tokens
        if len(tokens) > 1 and (tokens[-1] in _SUFFIXES or tokens[-1].strip("IVX") == ""):
            if len(tokens) == 2:
                return tokens[0]
            tokens = tokens[:-1]
        later = Counter(self.calls)
        for call in later:
            if call != tokens[0] or len(tokens) == 1 or len(later) == 1:
                return next((token for token in tokens if token.rpartition(" ")[2] == call), call)
        if language == "es" and len(tokens) > 2:
            from compliance.language.people_words import name_words

            return tokens[-1 if tokens[-2] in name_words("es").given else -2]
        return tokens[-1]


def _surname_tokens(tokens: tuple[str, ...]) -> set[str]:
    """The words by which a person may be called again: all but the first name, particles left away too."""
    rest = tokens[1:] or tokens
    return {form for token in rest for form in (token, token.rpartition(" ")[2])}


def _comes_back(name: Name, called: set[str], often: Counter[tuple[str, ...]]) -> bool:
    """Whether a name known by its capitals alone is used as people's are: once in full, then by surname."""
    first, last = name.tokens[0], name.tokens[-1]
    return last in called and often[name.tokens] < 3 and first not in called and not first.isupper()


def _same(drafts: list[_Draft], name: Name) -> _Draft | None:
    """Of people with this first name, the one whose name this is, with fewer surnames or initials perhaps."""
    other = name.tokens
    for draft in drafts:
        one = draft.tokens
        if one[: len(other)] == other or other[: len(one)] == one or _but_initials(one, other):
            return draft
    return None


def _by_surnames(drafts: Iterable[_Draft], name: Name) -> _Draft | None:
    """Of people with this last surname, the one whose surnames these are (López Orduña for Ana López Orduña)."""
    if name.given:
        return None
    size = len(name.tokens)
    return next((d for d in drafts if len(d.tokens) > size and d.tokens[-size:] == name.tokens), None)


def _but_initials(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    def bare(tokens: tuple[str, ...]) -> list[str]:
        return [token for token in tokens if len(token.rstrip(".")) > 1]

    return bare(one) == bare(other)


def _add_singles(drafts: list[_Draft], single: list[Name]) -> None:
    """Give surnames that stand alone to the person named last before them; titled ones without one are new."""
    by_surname: dict[str, list[_Draft]] = {}
    for draft in drafts:
        for form in _surname_tokens(draft.tokens):
            by_surname.setdefault(form, []).append(draft)
    first_words = {draft.tokens[0]: draft for draft in reversed(drafts)}
    for name in single:
        word = name.tokens[0]
        owner = _nearest(by_surname.get(word), name.span.start)
        if owner is None and (word in first_words) and not name.given:
            owner = first_words[word]
        if owner is None:
            if not name.certain:
                continue
            owner = _Draft(name.tokens)
            drafts.append(owner)
            by_surname.setdefault(word, []).append(owner)
        owner.add(name)


def _nearest(drafts: list[_Draft] | None, start: int) -> _Draft | None:
    """Of several people of one surname, the one named in full last before a place."""
    if not drafts or len(drafts) == 1:
        return drafts[0] if drafts else None
    return max(drafts, key=lambda draft: draft.full_before(start))
