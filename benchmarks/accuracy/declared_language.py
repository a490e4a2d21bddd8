"""Whether a text in another language than declared is found, and one that is declared right is left alone.

The stories of three corpora whose language is known, each declared as what it is and as five others.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from benchmarks.accuracy import stories
from benchmarks.accuracy.corpora import Corpora
from benchmarks.accuracy.measure import Case, Measure, share
from compliance import Article

_OTHERS = ("en", "es", "fr", "de", "it", "pt")
_FEWEST_WORDS = 60


def measures(corpora: Corpora) -> Iterator[Measure]:
    """False alarms on the right language, and what is found of the wrong ones in texts of sixty words or more."""
    right: list[Case] = []
    missed: list[Case] = []
    total = wrong = 0
    for key, article, language in _stories(corpora):
        total += 1
        if _flagged(article, language):
            right.append(Case(key, "false alarm", article.text[:200]))
        if sum(len(article[block].split()) for block in article.body) < _FEWEST_WORDS:
            continue
        for other in _OTHERS:
            if other != language:
                wrong += 1
                if not _flagged(article, other):
                    missed.append(Case(f"{key} as {other}", "missed", article.text[:200]))
    false = share(len(right), total)
    yield Measure("language/declared-right", total, false, 0.003, at_most=True, cases=right)
    yield Measure("language/declared-wrong", wrong, share(wrong - len(missed), wrong), 0.95, cases=missed)


def _stories(corpora: Corpora) -> Iterator[tuple[str, Article, str]]:
    english = chain(stories.bbc(corpora), stories.reuters(corpora))
    yield from ((key, article, "en") for key, article in english)
    yield from ((key, article, "es") for key, article in stories.spanish(corpora))


def _flagged(article: Article, declared: str) -> bool:
    """Whether the rule speaks of the story, declared as a language."""
    rule = stories.checker().registry.rules["metadata/language"]
    own = article.metadata
    article.metadata = own._replace(language=declared)
    try:
        return any(True for _ in rule.check(article, rule.options()))
    finally:
        article.metadata = own
