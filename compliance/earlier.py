"""Decides which published version a story is held against: the one of its own id, else the one at its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from compliance.errors import ReadError
from compliance.record import Record

if TYPE_CHECKING:
    from compliance.article import Article
    from compliance.checker import Checker


class Version(Record):
    """What a file's stories were when they were published.

    :param name: of its file, by whose ending its format may be told.
    :param data: its content, in any format that is read.
    :param told: its format, where somebody said it.
    :param alone: it is one story, named for one: anything else is an error. Else what has no earlier version is
        checked without one.
    :param shown: what reports call it; empty: its name.
    """

    name: str
    data: bytes
    told: str | None = None
    alone: bool = False
    shown: str = ""


def published(checker: Checker, version: Version) -> tuple[Article, ...]:
    """The stories of a version.

    :raises ReadError: it cannot be read; or one is meant, and it holds none or several.
    """
    found = tuple(checker.read(version.data, version.name, told=version.told))
    if version.alone and len(found) != 1:
        what = "there are several stories in it" if found else "there is no story in it"
        raise ReadError(what, where=version.name, hint="--previous takes a file with one story, as it was published")
    for article in found if version.shown else ():
        article.name = version.shown
    return found


def held_against(articles: Iterable[Article], earlier: Sequence[Article], *, alone: bool = False) -> Iterator[Article]:
    """The same stories, each with the version of it that is published, where there is one.

    :param alone: the stories are one, and so are the earlier ones.
    :raises ReadError: they are not, or are two stories by their ids.
    """
    for article in articles:
        article.previous = _alone(article, earlier[0]) if alone else _of(article, earlier)
        yield article


def _of(article: Article, earlier: Sequence[Article]) -> Article | None:
    own = article.metadata.story_id
    same = [one for one in earlier if own and one.metadata.story_id == own]
    beside = (one for one in earlier if one.item == article.item and not (own and one.metadata.story_id))
    return same[0] if same else next(beside, None)


def _alone(article: Article, earlier: Article) -> Article:
    if article.item is not None:
        what = "there are several stories in it, and --previous is the published version of one"
        raise ReadError(what, where=article.name, hint="check the story in a file of its own")
    own, theirs = article.metadata.story_id, earlier.metadata.story_id
    if own and theirs and own != theirs:
        what = f"the story's id is {own}, and that of {earlier.name} is {theirs}: they are two stories"
        raise ReadError(what, where=article.name, hint="name the published version of this story: --previous FILE")
    return earlier
