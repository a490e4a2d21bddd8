"""Whose law a story is judged by, and that every jurisdiction says what it asks and where."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from compliance import Article, Checker
from compliance.article import JURISDICTIONS
from compliance.config import Config
from compliance.errors import ConfigError, ReadError
from compliance.plugins import load as load_plugins
from compliance_plugins.legal._law import law

ENGLISH = "The council of the town voted on Monday to close the baths, and the court will hear of it in May."
SPANISH = "El pleno del ayuntamiento votó el lunes el cierre de los baños, y el juzgado lo verá en el mes de mayo."


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(Config())


def read(checker: Checker, text: str, **told: Any) -> Article:
    import json

    (article,) = checker.read(json.dumps({"body": [text], **told}).encode(), "story.json")
    return article


@pytest.mark.parametrize(
    ("text", "told", "expected"),
    [
        (ENGLISH, {}, "uk"),
        (SPANISH, {}, "es"),
        (ENGLISH, {"language": "en-US"}, "us"),
        (SPANISH, {"language": "es-US"}, "us"),
        (ENGLISH, {"territories": ["IE", "GB"]}, "eu"),
        (ENGLISH, {"territories": ["ES"], "language": "en-GB"}, "es"),
        (ENGLISH, {"territories": ["NZ"]}, "uk"),
        (SPANISH, {"territories": ["ES"], "jurisdiction": "eu"}, "eu"),
    ],
)
def test_told_else_country_else_language(checker: Checker, text: str, told: dict[str, Any], expected: str) -> None:
    assert law(read(checker, text, **told)).name == expected


def test_each_has_all_it_asks_and_its_sources(checker: Checker) -> None:
    entries = checker.context.lexicon.entries("jurisdictions")
    assert tuple(entry.phrase for entry in entries) == JURISDICTIONS
    for name in JURISDICTIONS:
        asked = law(read(checker, ENGLISH, jurisdiction=name))
        assert 16 <= asked.under <= 21
        assert set(asked.minors) <= {"suspect", "victim", "witness"}
        assert "name" in asked.victims
        for of in ("guilt", "reply", "minors", "victims"):
            assert all(basis.guide and basis.clause for basis in asked.basis(of)), (name, of)
            assert asked.basis(of), (name, of)


@pytest.mark.parametrize("name", JURISDICTIONS)
def test_each_text_that_is_cited_has_a_page_that_says_it(checker: Checker, name: str) -> None:
    asked = law(read(checker, ENGLISH, jurisdiction=name))
    pages = dict(page.split(": http", 1) for page in asked.entry.texts("pages"))
    date.fromisoformat(asked.entry.text("checked"))
    cited = {basis.guide for of in ("guilt", "reply", "minors", "victims") for basis in asked.basis(of)}
    assert cited == set(pages)
    assert not cited & set(asked.entry.texts("unverified"))


def test_another_is_refused_with_those_there_are(checker: Checker) -> None:
    with pytest.raises(ReadError, match="/jurisdiction: input should be 'uk', 'us', 'es' or 'eu'"):
        read(checker, ENGLISH, jurisdiction="england")
    story = f"---\njurisdiction: england\n---\n\n{ENGLISH}\n"
    with pytest.raises(ReadError, match="jurisdiction: 'england' is not known") as refused:
        tuple(checker.read(story.encode(), "story.md"))
    assert "uk, us, es, eu" in refused.value.hint


def test_the_configuration_says_it_for_all_stories() -> None:
    from compliance.config_file import from_mapping

    registry = load_plugins()
    config = from_mapping({"story": {"jurisdiction": "us"}}, registry)
    assert law(next(iter(Checker(config, registry=registry).read(ENGLISH.encode(), "story.txt")))).name == "us"
    with pytest.raises(ConfigError, match=r"story\.jurisdiction"):
        from_mapping({"story": {"jurisdiction": "fr"}}, registry)
