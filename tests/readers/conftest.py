from __future__ import annotations

from collections.abc import Callable

import pytest

from compliance import plugins
from compliance.article import Article, Context
from compliance.places import place_of
from compliance.readers import Desk, builtin
from compliance.scanner import Scanner
from compliance.vocabulary import load_lexicon

Stories = Callable[..., list[Article]]


@pytest.fixture(scope="session")
def story_desk() -> Desk:
    core = [plugin for plugin in plugins.discover() if plugin.name == "core"]
    return Desk(Context(load_lexicon(plugins.load(core).vocabulary), Scanner({})), builtin())


@pytest.fixture(scope="session")
def stories(story_desk: Desk) -> Stories:
    """Reads a text as a format: ``stories(text, "html")``."""

    def read(text: str, told: str, **options: object) -> list[Article]:
        return list(story_desk.read(text.encode("utf-8"), f"story.{told}", told=told, **options))  # type: ignore[arg-type]

    return read


@pytest.fixture(scope="session")
def parts() -> Callable[[Article], list[tuple[str, str]]]:
    """Role and words of each block that has words."""
    return lambda article: [(block.role.value, article[block]) for block in article.blocks if block]


@pytest.fixture(scope="session")
def written() -> Callable[[Article], list[tuple[str, str]]]:
    """Words of each block, and how the file writes them."""

    def cut(article: Article) -> list[tuple[str, str]]:
        places = [(article[block], place_of(article, block.span)) for block in article.blocks if block]
        return [(words, article.source.text[place.file_start : place.file_end]) for words, place in places]

    return cut
