"""Which language a story is in: declared, else told by its function words, else unknown.

A wrong language makes every later reading wrong, so where two languages are close the answer is *unknown*.
"""

from __future__ import annotations

from functools import cache

from compliance.article import Article
from compliance.language.locale import languages, locale_data

SAMPLE = 800
"""Code points of prose that are looked at."""


def story_language(article: Article) -> str | None:
    """The story's language as an ISO 639-1 code without region, or ``None``."""
    declared = article.metadata.language
    if declared:
        return declared.replace("_", "-").partition("-")[0].lower()
    return language_of(" ".join(article[block] for block in article.prose[:12])[:SAMPLE])


def language_of(text: str) -> str | None:
    """The language that a text's function words tell.

    The leader needs some weight of its own and a clear distance to the next; for a handful of words one
    function word that no other language has is enough.
    """
    table = _table()
    votes: dict[str, float] = {}
    count = 0
    for word in text.lower().split():
        count += 1
        for tongue, weight in table.get(word, ()):
            votes[tongue] = votes.get(tongue, 0.0) + weight
    if not votes:
        return None
    ranked = sorted(votes.items(), key=lambda vote: -vote[1])
    best, weight = ranked[0]
    second = ranked[1][1] if len(ranked) > 1 else 0.0
    if weight < 0.06 * count or weight < 1.5 or (second and weight < 1.2 * second):
        return None
    return best


@cache
def _table() -> dict[str, tuple[tuple[str, float], ...]]:
    """For each function word the languages it speaks for, and how loudly: the more share it, the less."""
    priors: dict[str, float] = {}
    speakers: dict[str, list[str]] = {}
    for tongue in languages():
        data = locale_data(tongue, "language")
        priors[tongue] = data.get("prior", 1.0)
        for word in data.get("stop_words", ()):
            speakers.setdefault(word, []).append(tongue)
    return {
        word: tuple((tongue, priors[tongue] * (1 + 1 / len(tongues))) for tongue in tongues)
        for word, tongues in speakers.items()
    }
