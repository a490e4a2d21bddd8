"""Whether a verb or preposition may be its clause's last word: *what she is*, *the town he lived in*, *it came in*."""

from __future__ import annotations

from functools import cache
from re import Pattern, compile

from compliance.article import Article

RELATIVES = "relative-words"
# How far back a clause that ends at the word may have begun, in code points.
_REACH = 100


def ends_clause(article: Article, at: int, *, particle: bool) -> bool:
    """Whether the words before an offset, back to the last mark, hold what opens a relative clause.

    A free relative (*what*) opens one wherever it stands; a bound one (*that*, *she*) only after a noun with its
    determiner, for *said that she left on* opens none. A verb with a particle of its own (*came in*) needs neither.

    :param particle: the word at the offset may be one.
    """
    before = article.text[max(article.text.rfind("\n", 0, at) + 1, at - _REACH) : at]
    words = _word().findall(_mark().split(before)[-1])
    kinds = [_kind(article, word) for word in words]
    return (
        (particle and kinds[-1:] == ["phrasal"])
        or "free" in kinds[-8:-1]
        or any(
            first == "determiner" and third == "bound" and second is None
            for first, second, third in zip(kinds, kinds[1:], kinds[2:-1], strict=False)
        )
    )


def _kind(article: Article, word: str) -> str | None:
    entry = article.lexicon.find(RELATIVES, word.replace("’", "'").lower())
    return entry.text("kind") if entry is not None else None


@cache
def _mark() -> Pattern[str]:
    return compile(r"[.,:;!?()“”\"—–]")


@cache
def _word() -> Pattern[str]:
    return compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
