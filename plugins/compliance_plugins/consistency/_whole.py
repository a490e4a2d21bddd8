"""Decides which figures are a whole whose parts may be listed beside it."""

from __future__ import annotations

from compliance.article import Article, Span
from compliance.language.counts import SumWords, sentence_of
from compliance.language.figures import Figure
from compliance.record import Record


class Sum(Record):
    """A whole that its parts do not make.

    :param whole: the figure of the whole; ``None`` for shares, whose whole is a hundred.
    :param parts: where the parts stand.
    :param total: what they make.
    """

    whole: Figure | None
    parts: tuple[Span, ...]
    total: float


def is_exact(figure: Figure) -> bool:
    """Whether a figure is a plain count, exactly given."""
    return figure.kind == "count" and not figure.bound and figure.upper is None and figure.scale == 1


def is_whole(article: Article, figure: Figure, words: SumWords) -> bool:
    """Whether a figure counts people in general, exactly: ``five people``, ``12 dead``."""
    return is_exact(figure) and figure.counted is not None and article[figure.counted].lower() in words.wholes


def has_rest(article: Article, whole: Figure, words: SumWords) -> bool:
    """Whether the sentence of a whole says that the parts it gives are not all: ``including``, ``others``."""
    said = article[sentence_of(article, whole)].lower().replace(",", " ").replace("(", " ").split()
    return any(word in words.rest for word in said)
