"""Batches of stories of one file, for work that costs less for many at once than for each: a model's."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from compliance.article import Article

MOST = 64
"""Stories that are read before the first of them is checked."""
T = TypeVar("T")


class Batch:
    """Stories that were read together, and what was found out of them together.

    :param stories: in the order in which they are checked.
    """

    __slots__ = ("answers", "stories")

    def __init__(self, stories: Sequence[Article]) -> None:
        self.stories = stories
        self.answers: dict[Any, dict[int, Any]] = {}


def together(article: Article, work: Callable[[Sequence[Article]], Sequence[T]]) -> T:
    """The answer of work on a story that is done for the stories behind it at the same time.

    :param work: given this story and those that are checked next, gives the answers for the first of them, for as many
        as it got to, one at least; those that it did not get to ask again.
    """
    batch = article.batch or Batch((article,))
    answers: dict[int, T] = batch.answers.setdefault(work, {})
    at = batch.stories.index(article)
    if at not in answers:
        answers.update(enumerate(work(batch.stories[at:]), at))
    return answers[at]


def batched(articles: Iterator[Article]) -> Iterator[Article]:
    """The same stories, each with its batch; what cannot be read is told behind the stories before it."""
    failure: Exception | None = None
    while failure is None:
        some: list[Article] = []
        try:
            for article in islice(articles, MOST):
                some.append(article)
        except Exception as error:  # noqa: BLE001 - raised below, in its place
            failure = error
        batch = Batch(some)
        for article in some:
            article.batch = batch
            yield article
            article.batch = None
        if len(some) < MOST:
            break
    if failure is not None:
        raise failure
