"""What the rules about private data rest on: their lists, libraries that are loaded late, time linear in the story."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from re import compile
from time import process_time

import pytest

from compliance import Article, Checker, Config, Finding
from compliance.lexicon import Lexicon
from compliance_plugins.privacy import _mails, _phones
from compliance_plugins.privacy.contact import Options, contact
from compliance_plugins.privacy.identifier import identifier
from tests.patience import keeps_step

LEAD = "A storm closed the harbour of Rimont on Monday, and the ferry stayed where it was until the wind had gone.\n\n"


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(Config())


@pytest.fixture(scope="module")
def lexicon(checker: Checker) -> Lexicon:
    return checker.context.lexicon


def story(checker: Checker, text: str, **told: object) -> Article:
    (article,) = checker.read((LEAD + text).encode(), "story.txt", told="text")
    return article


def found(article: Article, options: Options | None = None) -> list[Finding]:
    findings = [*contact.check(article, options or Options()), *identifier.check(article, identifier.options())]
    return [one for one in findings if isinstance(one, Finding)]


def test_every_check_is_a_formula_of_the_library(lexicon: Lexicon) -> None:
    checks = {check for entry in lexicon.entries("number-labels") for check in entry.texts("checks")}
    checks |= {entry.phrase for entry in lexicon.entries("number-shapes") if entry.text("kind") != "phone"}
    assert checks
    for check in checks:
        assert import_module(f"stdnum.{check}").is_valid("") is False


def test_every_shape_compiles_and_every_kind_is_known(lexicon: Lexicon) -> None:
    for entry in lexicon.entries("number-shapes"):
        assert compile(entry.text("shape"))
        assert entry.text("kind") in {"card", "iban", "national", "phone"}
    kinds = {entry.text("kind") for entry in lexicon.entries("number-labels")}
    assert kinds == {"card", "iban", "passport", "licence", "national", "phone", "other"}


@pytest.mark.parametrize(
    ("words", "sort"),
    [
        ("0800 555 111", "public"),
        ("+34 900 123 456", "public"),
        ("07700 900123", "personal"),
        ("+34 612 345 678", "personal"),
        ("01632 960123", ""),
        ("(905) 674-3793", ""),
    ],
)
def test_a_number_tells_its_kind(checker: Checker, words: str, sort: str) -> None:
    article = story(checker, f"The number is called {words}.")
    start = article.text.index(words)
    (span,) = _phones.phones(article)
    assert span.start == start
    assert _phones.sort_of(article, span) == sort


@pytest.mark.parametrize(
    ("address", "sort"),
    [
        ("info@somewhere.example", "public"),
        ("press.office@gmail.com", "public"),
        ("a.roe@rimont.gov.uk", "public"),
        ("rimontferry@rimontferry.example", "public"),
        ("a.roe@gmail.com", "personal"),
        ("anaroe@roe-family.example", ""),
        ("a.roe@nytimes.com", "public"),
        ("harbour@example", None),
    ],
)
def test_an_address_tells_its_kind(checker: Checker, address: str, sort: str | None) -> None:
    article = story(checker, f"They wrote to {address} at once.")
    assert [_mails.sort_of(article, span) for span in _mails.mails(article)] == ([] if sort is None else [sort])


def test_an_address_ends_before_the_full_stop(checker: Checker) -> None:
    article = story(checker, "She wrote to ana.roe@roe.example. Then she left (a+b@roe.example).")
    assert [article[span] for span in _mails.mails(article)] == ["ana.roe@roe.example", "a+b@roe.example"]


@pytest.mark.parametrize("public", ["roe.example", "ANA@roe.example", "+44 (0)7700 900456"])
def test_what_the_house_publishes_is_left_alone(checker: Checker, public: str) -> None:
    article = story(checker, "Write to her at ana@roe.example or call her mobile, +44 07700 900 456.")
    every, left = found(article), found(article, Options((public,)))
    assert len(every) == 2
    assert len(left) == 1


def test_a_number_is_not_repeated_in_the_message(checker: Checker) -> None:
    (finding,) = found(story(checker, "Her card number was 4111 1111 1111 1111."))
    assert finding.data == {"end": "1111", "label": "card number"}


@pytest.mark.parametrize(
    "text",
    [
        "4" * 40_000,
        "12 " * 15_000,
        "1-2(3)" * 8_000,
        "call 07700 900123, " * 1_000,
        "a@" * 20_000,
        "a.b-c@d-e." * 5_000,
        "write to ana@roesisters.example " * 1_000,
        "12 Elm Street " * 3_000,
        "lives at 12 Elm Street. " * 1_500,
        "calle Mayor " * 4_000,
        "passport AB1234567 " * 2_000,
        "ES91 2100 " * 5_000,
        "not for publication: 07700 900123\n" * 1_500,
    ],
)
def test_time_grows_with_the_story(checker: Checker, text: str) -> None:
    def seconds(size: int) -> float:
        article = story(checker, text[:size])
        started = process_time()
        found(article)
        return process_time() - started

    keeps_step(seconds, len(text) // 10, len(text), times=40, floor=0.02)


def test_a_story_without_numbers_loads_no_library() -> None:
    program = (
        "import sys; from compliance import check; "
        f"check({LEAD + 'It had carried 120 people on 3 May 2021.'!r}); "
        "print(sorted({'stdnum', 'phonenumbers', 'compliance_plugins.privacy._found'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
