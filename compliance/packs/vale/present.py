"""Tells which patterns of a rule a story, or a stretch of it, can have at all: by words that any match must hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from compliance.article import Article

if TYPE_CHECKING:
    from ahocorasick_rs import BytesAhoCorasick

    from compliance.packs.vale.scopes import View

_MANY_WORDS = 24
_MANY_TEXTS = 3
Needs = Sequence[Sequence[bytes]]


def joined(needs: Iterable[Sequence[str]]) -> str:
    """What each pattern needs, as one text: a line for each, tabs between words of which one is enough.

    :param needs: of :func:`compliance.packs.literals.literals`; a word with a line end or tab in it tells nothing.
    """
    return "\n".join(_line(some) for some in needs)


def _line(words: Sequence[str]) -> str:
    return "" if any(set(word) & set("\t\n\r") for word in words) else "\t".join(words).casefold()


class Which:
    """The patterns of a rule that a story can have.

    :param numbers: theirs, rising.
    :param needs: what each pattern of the rule needs; empty where nothing is known.
    """

    __slots__ = ("_needs", "numbers")

    def __init__(self, numbers: Sequence[int], needs: Needs = ()) -> None:
        self.numbers = numbers
        self._needs = needs

    @classmethod
    def of(cls, article: Article, needs: str) -> Which:
        """Those that a story can have.

        :param needs: of :func:`joined`.
        """
        sieve = _sieve(needs)
        return cls(sieve.left(article.get(folded)), sieve.needs)

    @classmethod
    def all(cls, made: Mapping[str, Any]) -> Which:
        """All, where nothing is known of them."""
        return cls(range(len(made.get("patterns", "?"))))

    def within(self, view: View) -> Sequence[int]:
        """Those that a stretch of the story can have."""
        if not self._needs:
            return self.numbers
        text, needs = _bytes(view.text), self._needs
        return [one for one in self.numbers if not needs[one] or any(word in text for word in needs[one])]


def folded(article: Article) -> bytes:
    """The story's text without capitals, in UTF-8."""
    return _bytes(article.text)


def _bytes(text: str) -> bytes:
    return text.casefold().encode("utf-8", "replace")


@lru_cache(maxsize=4096)
def _sieve(needs: str) -> _Sieve:
    return _Sieve([[word.encode() for word in line.split("\t")] if line else [] for line in needs.split("\n")])


class _Sieve:
    """Looks for many words at once; one by one for the first two texts, since an automaton takes time to build."""

    def __init__(self, needs: Needs) -> None:
        self.needs = needs
        self._always = [number for number, some in enumerate(needs) if not some]
        self._words = [(word, number) for number, some in enumerate(needs) for word in some]
        self._seen = 0
        self._automaton: BytesAhoCorasick | None = None

    def left(self, text: bytes) -> list[int]:
        """The numbers of the patterns that are not ruled out, rising."""
        found = set(self._always)
        if self._automaton is None and len(self._words) > _MANY_WORDS:
            self._seen += 1
            if self._seen == _MANY_TEXTS:
                self._automaton = self._built()
        if self._automaton is not None:
            hits = self._automaton.find_matches_as_indexes(text, overlapping=True)
            found.update(self._words[index][1] for index, _, _ in hits)
        else:
            found.update(number for word, number in self._words if word in text)
        return sorted(found)

    def _built(self) -> BytesAhoCorasick:
        from ahocorasick_rs import BytesAhoCorasick, Implementation

        return BytesAhoCorasick([word for word, _ in self._words], implementation=Implementation.ContiguousNFA)
