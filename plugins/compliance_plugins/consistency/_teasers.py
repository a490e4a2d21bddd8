"""Decides which figures of a story's teasers and alternative texts the story does not bear."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from re import Pattern, compile, search

from compliance.article import Article, Block, Role, Span
from compliance.language.counts import Count, count_words, death_words
from compliance.language.detect import story_language
from compliance.language.figures import Figure
from compliance.language.figures_reader import figure_reader
from compliance.language.people_full import prose_end
from compliance_plugins.consistency._support import Doubt, may_have_figures, story_figures

_TEASERS, _SLUG = "teasers.", "teasers.slug"


def teaser_doubts(article: Article) -> Iterator[Doubt]:
    """The figures of teasers that the story does not bear, and those of alternative texts that it contradicts."""
    for block in article.blocks:
        if block.role is Role.FIELD and block.id.startswith(_TEASERS):
            yield from _in_slug(article, block) if block.id == _SLUG else _in_text(article, block)
        elif block.role is Role.ALT:
            yield from (doubt for doubt in _in_text(article, block) if doubt.against is not None)


def untold_deaths(article: Article) -> Iterator[Span]:
    """The verbs of teasers by which somebody dies, where nothing in the story tells of a death."""
    blocks = [block for block in article.of_role(Role.FIELD) if block.id.startswith(_TEASERS)]
    words = death_words(article.get(story_language)) if blocks else None
    if words is None:
        return
    for block in blocks:
        said = search(words.says, article[block])
        if said is None or _is_denied(article[block][: said.start()], words.denied):
            continue
        if search(words.told, article.text[: prose_end(article)].lower()):
            return
        yield Span(block.start + said.start(), block.start + said.end())


def _is_denied(before: str, denied: frozenset[str]) -> bool:
    """Whether a word right before a verb takes it back."""
    return any(word in denied for word in before.lower().replace("-", " ").split()[-2:])


def _in_text(article: Article, block: Block) -> Iterator[Doubt]:
    reader = article.get(figure_reader) if may_have_figures(article, block) else None
    figures = reader.within(block) if reader is not None else ()
    story = article.get(story_figures) if figures else None
    if story is not None:
        yield from story.doubts(article, figures, block.end)


@cache
def _token() -> Pattern[str]:
    return compile(r"[^\W_]+")


def _in_slug(article: Article, block: Block) -> Iterator[Doubt]:
    """A number of an address beside a word for what happened to people: ``12-killed``, ``blast-kills-12-people``."""
    words = count_words(article.get(story_language))
    tokens = list(_token().finditer(article.text, block.start, block.end))
    said = [token.group().lower() for token in tokens]
    if words is None or not any(word.isdecimal() for word in said):
        return
    story = article.get(story_figures)
    for index, word in enumerate(said):
        fates = [words.things[near] for near in said[max(index - 1, 0) : index + 3] if near in words.things]
        if story is not None and word.isdecimal() and len(word) < 6 and fates:
            figure = Figure(Span(*tokens[index].span()), int(word), "", None)
            doubt = story.doubt(article, Count(figure, fates[0], True))
            if doubt is not None and doubt.against is not None:
                yield doubt
