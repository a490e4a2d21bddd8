"""One invented story with one finding of each sort, as renderers get it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from compliance.article import Article, Block, Context, Role, Span
from compliance.finding import Basis, Edit, Finding, Kind, Label, Report, Safety, Severity, Skipped, Suggestion, Verdict
from compliance.fingerprint import with_fingerprints
from compliance.lexicon import Lexicon
from compliance.renderers import Look, Run, builtin, choose
from compliance.renderers.build import see
from compliance.renderers.messages import Messages
from compliance.renderers.model import ErrorView, Seen
from compliance.rule import Rule, rule
from compliance.scanner import Scanner
from compliance.source import SourceFile

STORY = """\
Colonel Ivar Holt (L), head of the Norland coast guard, greets the Ostrian Defence Minister Gen. EFE/EPA/NORLAND \
COAST GUARD HANDOUT

Norland and Ostria vow to patrol together

The ministers of both countries on Tuesday 18 April said that they would patrol the  straits together, and that the \
first boats would leave before the summer.

The ministers meet in Vikstad, Norland, 16 April 2023. EFE/EPA/P. HOLM/POOL
"""
PARTS = (
    (Role.CAPTION, "caption[1]"),
    (Role.HEADLINE, "headline"),
    (Role.PARAGRAPH, "body[1]"),
    (Role.CAPTION, "caption[2]"),
)


@rule(
    "captions/truncated",
    kind=Kind.FAIL,
    severity=Severity.ERROR,
    messages={
        "en": {
            "message": "the caption stops at “{word}”, before its sentence does",
            "fix": "give the name after the rank",
        },
        "es": {
            "message": "el pie se corta en «{word}», antes de que acabe la frase",
            "fix": "ponga el nombre tras el cargo",
        },
    },
    basis=[Basis("House style", "captions", "https://example.org/style")],
)
def truncated(article: Article, options: Any) -> Iterable[Finding]:
    """Flags a caption that stops before its sentence does.

    ## Why it matters
    Readers cannot tell who is in the **picture**. The rest of this section is not shown.

    ## Instead
    Give the name.
    """
    return ()


@rule(
    "dates/caption-mismatch",
    kind=Kind.REVIEW,
    severity=Severity.WARNING,
    variants=("after",),
    messages={
        "en": {
            "message": "the caption is dated {caption:date}, the story reports {story:date}",
            "day": "the day the story reports",
            "fix": "date the caption {story:date}",
            "file": "say that it is a file picture",
        },
        "es": {
            "message": "el pie lleva fecha de {caption:date} y la noticia cuenta el {story:date}",
            "day": "el día que cuenta la noticia",
            "fix": "ponga {story:date}",
            "file": "diga que es de archivo",
        },
    },
)
def mismatch(article: Article, options: Any) -> Iterable[Finding]:
    """Flags a caption of another day than the story's."""
    return ()


@rule(
    "copy/spacing",
    kind=Kind.FAIL,
    severity=Severity.NOTE,
    messages={"en": {"message": "two spaces between words", "fix": "close up the space"}},
)
def spacing(article: Article, options: Any) -> Iterable[Finding]:
    """Flags two spaces between words."""
    return ()


RULES: dict[str, Rule] = {found.name: found for found in (truncated, mismatch, spacing)}


def story(text: str = STORY, parts: Iterable[tuple[Role, str]] = PARTS, name: str = "naval visit.txt") -> Article:
    blocks, at = [], 0
    for paragraph, (role, block) in zip(text.split("\n\n"), parts, strict=False):
        blocks.append(Block(role, Span(at, at + len(paragraph.rstrip("\n"))), block))
        at += len(paragraph) + 2
    context = Context(Lexicon({}), Scanner({}))
    return Article(text=text, blocks=tuple(blocks), context=context, source=SourceFile(name, text), name=name)


def place(article: Article, words: str) -> Span:
    start = article.text.index(words)
    return Span(start, start + len(words))


def findings(article: Article) -> tuple[Finding, ...]:
    gap, day = place(article, "  "), place(article, "16 April 2023")
    return (
        truncated.finding(place(article, "Gen."), data={"word": "Gen."}, suggestions=[Suggestion("fix")]),
        spacing.finding(gap, suggestions=[Suggestion("fix", (Edit(gap, " "),), Safety.SAFE)]),
        mismatch.finding(
            day,
            data={"caption": "2023-04-16", "story": "2023-04-18"},
            labels=[Label(place(article, "Tuesday 18 April"), "day")],
            suggestions=[Suggestion("fix", (Edit(day, "18 April 2023"),)), Suggestion("file")],
        ),
    )


def report(article: Article, found: Iterable[Finding] = (), verdict: Verdict = Verdict.PUBLISH, **more: Any) -> Report:
    marked = with_fingerprints(article, found)
    run = more.pop("rules_run", tuple(RULES))
    return Report(article.name, more.pop("item", None), verdict, marked, article=article, rules_run=run, **more)


@pytest.fixture
def seen() -> Callable[..., Seen]:
    """A report as renderers get it; by default that of the invented story."""

    def make(of: Report | None = None, language: str = "en", with_text: bool = False) -> Seen:
        article = story()
        found = see(
            of or report(article, findings(article), Verdict.HOLD), Messages(RULES, language), with_text=with_text
        )
        assert found is not None
        return found

    return make


@pytest.fixture
def outcomes(seen: Callable[..., Seen]) -> Callable[..., list[Seen | ErrorView]]:
    """A run of three files: one with findings, one that could not be read, one with nothing to say."""

    def make(language: str = "en") -> list[Seen | ErrorView]:
        clean = report(
            story("A short story.", [(Role.PARAGRAPH, "body[1]")], "clean.txt"),
            rules_skipped=(Skipped("dates/caption-mismatch", "the language of the story cannot be told", True),),
        )
        return [
            seen(language=language),
            ErrorView("picture.png", "this is a binary file, not a story", "export the story as text"),
            seen(clean, language),
        ]

    return make


@pytest.fixture
def rendered() -> Callable[..., str]:
    """What a format writes for a run."""

    def write(format_: str, outcomes: Iterable[Seen | ErrorView], **look: Any) -> str:
        return "".join(choose(builtin(), format_).render(Run(outcomes, RULES, Look(**look), "1.2.3")))

    return write


@pytest.fixture
def snapshot() -> Callable[[str, str], None]:
    """Compares with a file under snapshots/; with UPDATE_SNAPSHOTS=1 the file is written instead."""

    def compare(name: str, text: str) -> None:
        path = Path(__file__).parent / "snapshots" / name
        if os.environ.get("UPDATE_SNAPSHOTS"):
            path.write_text(text, encoding="utf-8", newline="\n")
        assert text == path.read_text(encoding="utf-8")

    return compare


@pytest.fixture
def kit() -> dict[str, Any]:
    """What tests build stories of their own with."""
    return {"story": story, "report": report, "place": place, "rules": RULES, "spacing": spacing, "mismatch": mismatch}
