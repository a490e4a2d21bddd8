"""Decides whether a sentence names somebody or something else than it did."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from compliance.article import Article, Role
from compliance.language.dates import dates
from compliance.language.people import people
from compliance.language.people_spelling import sound
from compliance.language.sentences import sentences
from compliance.record import Record
from compliance_plugins.corrections._alike import is_slip
from compliance_plugins.corrections._change import Change, both, replacements, span_of
from compliance_plugins.corrections._tokens import Token, bare, tokens_of
from compliance_plugins.corrections._versions import Edit, Pair, Stated

_TITLES = ("titles", "ranks")
_PARTICLES = "name-particles"
_IN_FULL = 2
_SEVERAL = 2
_PLACES = ("places", "territories", "territory-adjectives")


class _Words(Record):
    """How the words of one version are written.

    :param small: those that begin with a small letter somewhere.
    :param names: those with a capital inside a sentence of the body.
    :param people: of each person, the words of the name.
    :param called: the words of all persons' names.
    :param dates: where dates stand.
    """

    small: frozenset[str]
    names: frozenset[str]
    people: tuple[frozenset[str], ...]
    called: frozenset[str]
    dates: tuple[tuple[int, int], ...]

    def is_date(self, words: Sequence[Token]) -> bool:
        """Whether some words are part of a date."""
        at = bisect_left(self.dates, (words[-1].end,)) - 1
        return at >= 0 and words[0].start < self.dates[at][1]


def _bares(words: Sequence[Token]) -> frozenset[str]:
    return frozenset(bare(token.plain) for token in words)


def _words_of(article: Article) -> _Words:
    text, small, names = article.text, set(), set()
    for sentence in article.get(sentences):
        if sentence.block.role is Role.HEADLINE:
            continue
        for number, token in enumerate(tokens_of(text, sentence.start, sentence.end)):
            if text[token.start].islower():
                small.add(bare(token.plain))
            elif number and text[token.start].isupper():
                names.add(bare(token.plain))
    known = tuple(
        frozenset().union(*(_bares(tokens_of(text, *mention.span)) for mention in person.mentions))
        for person in article.get(people)
    )
    dated = tuple((mention.span.start, mention.span.end) for mention in article.get(dates))
    return _Words(frozenset(small), frozenset(names), known, frozenset().union(*known), dated)


class Names:
    """The names of both versions."""

    def __init__(self, article: Article) -> None:
        self._old, self._new = both(article)
        self._words = _words_of(self._old), _words_of(self._new)
        self._small = self._words[0].small | self._words[1].small

    def changes(self, pair: Pair) -> Iterator[Change]:
        """The names of a sentence that are others now."""
        seen = set()
        for edit in replacements(pair):
            if self._lead(self._old, pair.old, edit.old[0]) != self._lead(self._new, pair.new, edit.new[0]):
                continue  # what stands behind another mark may be another part of the sentence, or a sign-off
            old = self._name(self._old, self._words[0], pair.old, edit.old)
            new = self._name(self._new, self._words[1], pair.new, edit.new)
            if not old or not new or (old[0].start, new[0].start) in seen:
                continue
            seen.add((old[0].start, new[0].start))
            if self._is_other(_changed(pair, edit), old, new):
                old, new = _apart(self._untitled(self._old, old), self._untitled(self._new, new))
                one, other = _bares(old), _bares(new)
                yield Change(
                    "name", span_of(old), span_of(new), (tuple(sorted(one - other)), tuple(sorted(other - one))), pair
                )

    def _lead(self, article: Article, one: Stated, at: int) -> str:
        """The marks between a word and the one before it."""
        return article.text[one.words[at - 1].end : one.words[at].start].strip() if at else ""

    def _name(self, article: Article, words: _Words, one: Stated, place: tuple[int, int]) -> Sequence[Token]:
        """The whole of a name of which these words are part; empty where they are none."""
        start, end = place
        for at in range(start, end):
            small = start < at < end - 1 and _listed(article, (_PARTICLES,), one.words[at])
            if not small and not self._is_name(article, words, one, at):
                return ()
        if words.is_date(one.words[start:end]):
            return ()
        while start > 0 and self._goes_on(article, words, one, start - 1, start - 1):
            start -= 1
        while end < len(one.words) and self._goes_on(article, words, one, end - 1, end):
            end += 1
        return one.words[start:end]

    def _goes_on(self, article: Article, words: _Words, one: Stated, before: int, at: int) -> bool:
        """Whether a word belongs to the name that the words beside it are of; nothing but a space parts them."""
        between = article.text[one.words[before].end : one.words[before + 1].start]
        return between in (" ", "-", "\u00a0") and self._is_name(article, words, one, at)

    def _is_name(self, article: Article, words: _Words, one: Stated, at: int) -> bool:
        token = one.words[at]
        word = bare(token.plain)
        if not article.text[token.start].isupper():
            return False
        if word in words.called:
            return True
        if word in self._small:
            return False
        if one.role is Role.HEADLINE:
            return word in words.names
        return at > 0 or word in words.names or self._begins(article, words, one)

    def _begins(self, article: Article, words: _Words, one: Stated) -> bool:
        """Whether a sentence begins with a name of several words."""
        return len(one.words) > 1 and self._goes_on(article, words, one, 0, 1)

    def _is_other(
        self, changed: tuple[Sequence[Token], Sequence[Token]], old: Sequence[Token], new: Sequence[Token]
    ) -> bool:
        """Whether two names are of two persons or things, and not one in two forms."""
        before, after = self._proper(self._old, changed[0]), self._proper(self._new, changed[1])
        if not before or not after or _bares(old) <= _bares(new) or _bares(new) <= _bares(old):
            return False
        if is_slip([bare(word.plain) for word in before], [bare(word.plain) for word in after]):
            return self._is_renamed(before, after)
        if self._is_short_for(old, new) or self._is_short_for(new, old) or self._same_place(old, new):
            return False
        one, other = _bares(before), _bares(after)
        if any(one <= person and other <= person for words in self._words for person in words.people):
            return False
        return self._are_people(one, other, old, new) or self._is_gone(one, other)

    def _is_renamed(self, old: Sequence[Token], new: Sequence[Token]) -> bool:
        """Whether a name that is like another was no typing error: the one stood everywhere, and so does the other."""
        if len(old) != 1 or len(new) != 1 or sound(old[0].plain) == sound(new[0].plain):
            return False
        one, other = bare(old[0].plain), bare(new[0].plain)
        if one not in self._words[0].called and other not in self._words[1].called:
            return False
        return _is_usual(self._old, one, other) and _is_usual(self._new, other, one)

    def _untitled(self, article: Article, name: Sequence[Token]) -> Sequence[Token]:
        """A name without the titles before it."""
        start = 0
        while start < len(name) - 1 and _listed(article, _TITLES, name[start]):
            start += 1
        return name[start:]

    def _proper(self, article: Article, words: Sequence[Token]) -> list[Token]:
        """The words of a name without its titles and small words."""
        return [word for word in words if not _listed(article, (*_TITLES, _PARTICLES), word)]

    def _are_people(
        self, one: frozenset[str], other: frozenset[str], old: Sequence[Token], new: Sequence[Token]
    ) -> bool:
        """Whether both are known as people; or one of them is, and the other a full name that is new to the story."""
        before, after = self._words
        was, now = bool(one & before.called), bool(other & after.called)
        if was and now:
            return True
        if was:
            return len(new) > 1 and not other & (before.names | before.called)
        return now and len(old) > 1 and not one & (after.names | after.called)

    def _is_gone(self, old: frozenset[str], new: frozenset[str]) -> bool:
        """Whether the one name stands in the published version alone, and the other in the story alone."""
        before = self._words[0].names | self._words[0].called
        after = self._words[1].names | self._words[1].called
        return not old & after and not new & before

    def _is_short_for(self, short: Sequence[Token], long: Sequence[Token]) -> bool:
        """``EU`` and ``European Union``."""
        letters, written = "".join(word.plain[0] for word in long), "".join(word.plain for word in short)
        return len(long) > 1 and written in (letters, letters + "s")

    def _same_place(self, old: Sequence[Token], new: Sequence[Token]) -> bool:
        one, other = self._places(self._old, old), self._places(self._new, new)
        return bool(one & other)

    def _places(self, article: Article, words: Sequence[Token]) -> set[str]:
        text = article.text[words[0].start : words[-1].end].removesuffix("'s").removesuffix("’s")
        forms = (text, f"{text}.", text.replace(".", ""))
        entries = [article.lexicon.find(name, form) for name in _PLACES for form in forms]
        return {key for entry in entries if entry is not None for key in (entry.canonical, entry.text("code")) if key}


def _is_usual(article: Article, name: str, other: str) -> bool:
    """Whether a version has a name several times, and the other one never."""
    said = [bare(token.plain) for token in tokens_of(article.text, 0, len(article.text))]
    return said.count(name) >= _SEVERAL and other not in said


def _changed(pair: Pair, edit: Edit) -> tuple[Sequence[Token], Sequence[Token]]:
    return pair.old.words[slice(*edit.old)], pair.new.words[slice(*edit.new)]


def _apart(old: Sequence[Token], new: Sequence[Token]) -> tuple[Sequence[Token], Sequence[Token]]:
    """Two names without the words that stand before both: ``Learning Minister Ana Roe``."""
    same = 0
    while min(len(old), len(new)) - same > _IN_FULL and old[same].plain == new[same].plain:
        same += 1
    return old[same:], new[same:]


def _listed(article: Article, lists: Sequence[str], word: Token) -> bool:
    written = article.text[word.start : word.end]
    return any(article.lexicon.find(name, written) is not None for name in lists)
