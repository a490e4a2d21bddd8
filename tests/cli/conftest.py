"""The command with one invented plugin installed, so that these tests say nothing of any real rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from types import ModuleType
from typing import Annotated, NamedTuple

import pytest

from compliance import plugins
from compliance.article import Article, Span
from compliance.cli import run
from compliance.finding import Edit, Finding, Kind, Label, Safety, Severity, Suggestion
from compliance.hookspecs import hookimpl
from compliance.rule import AtLeast, rule


class Options(NamedTuple):
    least: Annotated[int, AtLeast(1)] = 1
    words: tuple[str, ...] = ("TK",)


def _places(article: Article, word: str) -> Iterable[Span]:
    at = article.text.find(word)
    while at >= 0:
        yield Span(at, at + len(word))
        at = article.text.find(word, at + 1)


@rule(
    "copy/placeholder",
    kind=Kind.FAIL,
    severity=Severity.ERROR,
    variants=("many",),
    messages={
        "en": {"message": "“{word}” was left in", "fix": "put the word in", "why_many": "Many of them are a draft."},
        "es": {"message": "ha quedado «{word}»", "fix": "ponga la palabra", "why_many": "Muchas son un borrador."},
    },
    options=Options,
    aliases=("copy/tk",),
)
def placeholder(article: Article, options: Options) -> Iterable[Finding]:
    """Flags a placeholder.

    ## What it flags
    TK.

    ## Why it matters
    Readers would see it.

    ## Instead
    - Write the word.
    """
    found = [(word, place) for word in options.words for place in _places(article, word)]
    if len(found) < options.least:
        return
    for word, place in found:
        variant = "many" if len(found) > 2 else None
        yield placeholder.finding(place, data={"word": word}, variant=variant, suggestions=[Suggestion("fix")])


@rule(
    "copy/doubt",
    kind=Kind.REVIEW,
    severity=Severity.WARNING,
    messages={"en": {"message": "a word of doubt", "fix": "cut it", "first": "the story begins here"}},
)
def doubt(article: Article, options: object) -> Iterable[Finding]:
    """Flags “perhaps”."""
    for place in _places(article, "perhaps"):
        fix = Suggestion("fix", (Edit(place, ""),), Safety.UNSAFE)
        yield doubt.finding(place, labels=[Label(Span(0, 3), "first")], suggestions=[fix])


@rule("notes/shout", kind=Kind.FAIL, severity=Severity.NOTE, messages={"en": "an exclamation mark"})
def shout(article: Article, options: object) -> Iterable[Finding]:
    """Flags an exclamation mark."""
    return [shout.finding(place) for place in _places(article, "!")]


@rule("notes/crash", kind=Kind.FAIL, severity=Severity.NOTE, messages={"en": "never said"})
def crash(article: Article, options: object) -> Iterable[Finding]:
    """Raises on one word."""
    if "CRASH" in article.text:
        raise ValueError("on purpose")
    return ()


class Done(NamedTuple):
    """What a command did."""

    code: int
    out: str
    err: str


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    """A folder with one profile, ``strict``."""
    folder = tmp_path / "pack"
    (folder / "profiles").mkdir(parents=True)
    (folder / "profiles" / "strict.toml").write_text(
        '[rules]\n"notes/shout" = "error"\n"nowhere/installed" = "off"\n[story]\nproduct = "wire"\n', encoding="utf-8"
    )
    return folder


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, packs: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, with the invented plugin as the only one."""
    module = ModuleType("invented")
    module.compliance_register_rules = hookimpl(  # type: ignore[attr-defined]
        lambda: (placeholder, doubt, shout, crash), specname="compliance_register_rules"
    )
    module.compliance_register_packs = hookimpl(lambda: (packs,), specname="compliance_register_packs")  # type: ignore[attr-defined]
    plugin = plugins.Plugin("invented", "invented", "invented-rules", "1.0", lambda: module)
    monkeypatch.setattr(plugins, "discover", lambda: (plugin,))
    folder = tmp_path / "desk"
    folder.mkdir()
    monkeypatch.chdir(folder)
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "COMPLIANCE_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    return folder


@pytest.fixture
def compliance(capsys: pytest.CaptureFixture[str]) -> Callable[..., Done]:
    """Run the command."""

    def call(*arguments: str) -> Done:
        code = run(list(arguments))
        captured = capsys.readouterr()
        return Done(code, captured.out, captured.err)

    return call


@pytest.fixture
def write(desk: Path) -> Callable[[str, str | bytes], Path]:
    """Write a file into the working folder."""

    def put(name: str, content: str | bytes) -> Path:
        path = desk / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return put
