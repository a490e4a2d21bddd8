"""A house with one plugin, and a language server that an editor has started in it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("pygls", reason="the extra lsp is not installed")

from tests.lsp.editor import Editor

RULES = '''
import os
import time
from compliance import hookimpl
from compliance.article import Span
from compliance.finding import Basis, Edit, Finding, Kind, Label, Safety, Severity, Suggestion
from compliance.readers import Reader
from compliance.rule import rule


def places(article, word):
    at = article.text.find(word)
    while at >= 0:
        yield Span(at, at + len(word))
        at = article.text.find(word, at + 1)


@rule("odd/slip", kind=Kind.FAIL, severity=Severity.ERROR, messages={
    "en": {"message": "“{word}” is a *slip*", "fix": "write “the”", "why": "Readers stumble."},
    "es": {"message": "«{word}» es un *desliz*", "fix": "escriba «the»", "why": "El lector tropieza."},
}, basis=(Basis("House book", "4.2", "https://example.com/book"),))
def slip(article, options):
    """Flags a slip of the keys.

    ## What it flags

    The word `teh`.

    ## Instead

    The word.
    """
    for place in places(article, "teh"):
        fix = Suggestion("fix", (Edit(place, "the"),), Safety.SAFE)
        yield slip.finding(place, data={"word": "teh"}, suggestions=[fix])


@rule("odd/doubt", kind=Kind.REVIEW, severity=Severity.WARNING, messages={
    "en": {"message": "a word of doubt", "fix": "cut it", "first": "the story begins here"},
})
def doubt(article, options):
    """Flags “perhaps”."""
    for place in places(article, "perhaps"):
        fix = Suggestion("fix", (Edit(place, ""),), Safety.UNSAFE)
        yield doubt.finding(place, labels=[Label(Span(0, 3), "first")], suggestions=[fix])


@rule("odd/gap", kind=Kind.FAIL, severity=Severity.NOTE, messages={
    "en": {"message": "a gap", "fill": "write “[name]”", "ask": "ask the desk"},
})
def gap(article, options):
    """Flags a gap that only a person can fill."""
    for place in places(article, "XX"):
        fill = Suggestion("fill", (Edit(place, "[name]"),), Safety.PLACEHOLDER)
        yield gap.finding(place, suggestions=[fill, Suggestion("ask")])


@rule("odd/source", kind=Kind.REVIEW, severity=Severity.NOTE, messages={"en": {"message": "said", "there": "here too"}})
def source(article, options):
    """Flags “budget” where a source has it."""
    for one in article.sources:
        for place, there in zip(places(article, "budget"), places(one, "budget")):
            yield source.finding(place, labels=[Label(there, "there", one)])


def misbehaving(name, word, act):
    def check(article, options):
        """Misbehaves."""
        if word in article.text:
            act()
        return ()
    return rule(f"odd/{name}", kind=Kind.REVIEW, severity=Severity.NOTE, messages={"en": "…"})(check)


def spin():
    while True:
        pass


@hookimpl
def compliance_register_rules():
    print("a plugin that prints")
    return [
        slip,
        source,
        doubt,
        gap,
        misbehaving("spins", "SPINS", spin),
        misbehaving("stuck", "STUCK", lambda: sum(range(10**13))),
        misbehaving("dies", "DIES", lambda: os._exit(3)),
        misbehaving("prints", "PRINTS", lambda: print("Content-Length: 5")),
    ]


@hookimpl
def compliance_register_readers():
    never = lambda head: 0.0
    return [Reader("endless", (".endless",), (), never, lambda request: [sum(range(10**13))])]
'''
CONFIG = """
select = ["odd/*"]

[plugins]
block = ["captions", "copy", "credits", "dates", "quotes"]
"""


@pytest.fixture(scope="session")
def odd_rules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an installed plugin whose rules are simple, or misbehave."""
    folder = tmp_path_factory.mktemp("odd")
    (folder / "odd_rules.py").write_text(RULES, encoding="utf-8")
    info = folder / "odd_rules-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: odd-rules\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[compliance]\nodd = odd_rules\n")
    return folder


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A folder of stories with a configuration."""
    (tmp_path / "compliance.toml").write_text(CONFIG)
    return tmp_path


@pytest.fixture(scope="module")
def server_env(odd_rules: Path) -> dict[str, str]:
    """What a server is started with, so that it finds the plugin and speaks English."""
    path = os.pathsep.join(part for part in (str(odd_rules), os.environ.get("PYTHONPATH")) if part)
    return {"PYTHONPATH": path, "LANG": "C", "LC_ALL": "C"}


@pytest.fixture(scope="module")
def editor(server_env: dict[str, str]) -> Iterator[Editor]:
    """One editor for all tests of a module."""
    found = Editor(env=server_env)
    yield found
    assert found.end() == 0
