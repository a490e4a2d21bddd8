"""Tells which patterns of a rule a story can have at all, by words that any match of them must hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from compliance.article import Article

if TYPE_CHECKING:
    from ahocorasick_rs import BytesAhoCorasick

_MANY_WORDS = 24
_MANY_TEXTS = 3


def joined(needs: Iterable[Sequence[str]]) -> str:
    """What each pattern needs, as one text: a line for each, tabs between words of which one is enough."""
    return "\n".join("\t".join(some) for some in needs)


def present(article: Article, needs: str) -> list[int]:
    """The numbers of the patterns that can match.

    :param needs: of :func:`joined`; a pattern of which nothing is known can always match.
    """
    return _sieve(needs).left(article.get(folded))


def folded(article: Article) -> bytes:
    """The story's text without capitals, in UTF-8."""
    return article.text.casefold().encode("utf-8", "replace")


@lru_cache(maxsize=4096)
def _sieve(needs: str) -> _Sieve:
    return _Sieve([line.split("\t") if line else [] for line in needs.split("\n")])


class _Sieve:
    """Looks for many words at once; one by one for the first two texts, since an automaton takes time to build."""

    def __init__(self, needs: Sequence[Sequence[str]]) -> None:
        self._always = [number for number, some in enumerate(needs) if not some]
        self._words = [(word.encode(), number) for number, some in enumerate(needs) for word in some]
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
