"""An editor who reads Spanish is told in Spanish what is wrong, why a rule did not run, and what to do next."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from compliance import errors
from compliance.needs import NOTHING
from compliance.renderers.words.phrases import in_language
from compliance.renderers.words.phrases_es import PHRASES

HOST = Path(__file__).parents[2] / "compliance"
RAISES = {name for name, found in vars(errors).items() if isinstance(found, type)}
RAISES |= {"ServiceError", "CertificateError", "Problem", "unread", "fail", "_fail", "Skipped"}
RAISES |= {"Refused", "OverloadedError", "Denied", "_refused", "_lost"}
NAMES = {"what", "hint", "why", "problem", "_BINARY", "_HINT", "NO_TURN"}
# what is answered over HTTP, to Python code or to an author's test run: no command prints it and no page shows it
ELSEWHERE = (
    "service/api/",
    "service/desk/",
    "service/workers/",
    "service/access/",
    "service/store/",
    "client/",
    "testing/",
)
PRINTED = {"service/api/serve.py", "service/access/reading.py", "service/store/opening.py"}
PRINTED.add("service/access/reading_values.py")
# what the desk page shows
PRINTED |= {"service/workers/checking.py", "service/workers/pool.py", "service/desk/pool_looker.py"}
PRINTED |= {f"service/access/{name}.py" for name in ("proxy", "people", "door", "oidc")}
# code and commands: the same in every language
SAME = {
    "compliance check 7",
    "compliance rules accept --all",
    "compliance inspect story.txt",
    "compliance pack bench 7 stories/",
    "`compliance explain 7`",
    "from compliance.language.quotations import quotations",
    "openssl genpkey -algorithm ed25519 -out key.pem; openssl pkey -in key.pem -pubout -out public.pem",
    "pip install 'editorial-compliance[lsp]'",
    "pip install 'editorial-compliance[postgresql]'",
    "pip install 'editorial-compliance[server]'",
    "pip install 'editorial-compliance[spelling]'",
    '7 = "…"',
    'titles = ["daily"]',
    'secret_env = "NAME" or secret_file = "FILE"',
    # places, before what is said of them
    "the file: 7",
    "the story: 7",
}


def said(node: ast.expr) -> list[str]:
    """What a string in the code can say, with an example in each gap; none where it is made elsewhere."""
    if isinstance(node, ast.Constant):
        return [node.value] if isinstance(node.value, str) else []
    if isinstance(node, ast.JoinedStr):
        return ["".join(parts) for parts in product(*map(_part, node.values))]
    if isinstance(node, ast.IfExp):
        return [*said(node.body), *said(node.orelse)]
    if isinstance(node, ast.BoolOp):
        return [one for value in node.values for one in said(value)]
    return []


def _part(node: ast.expr) -> list[str]:
    if isinstance(node, ast.FormattedValue):
        return said(node.value) or ["7"]
    return said(node)


def raised() -> Iterator[str]:
    for file in sorted(HOST.rglob("*.py")):
        path = file.relative_to(HOST).as_posix()
        if path.startswith(ELSEWHERE) and path not in PRINTED:
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            yield from (text for text in _told(node) if " " in text and text.strip("7:; ") and text not in SAME)


def _told(node: ast.AST) -> Iterator[str]:
    """What a node of the code says to people: an error, or the parts of one."""
    if isinstance(node, ast.Call):
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if name in RAISES:
            for told in (*node.args, *(word.value for word in node.keywords if word.arg == "hint")):
                yield from said(told)
    elif isinstance(node, ast.Assign):
        target = node.targets[0]
        if isinstance(target, ast.Name) and target.id in NAMES:
            yield from said(node.value)
        elif isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
            for one, value in zip(target.elts, node.value.elts, strict=True):
                if isinstance(one, ast.Name) and one.id in NAMES:
                    yield from said(value)


@pytest.mark.parametrize("english", sorted({*raised(), *NOTHING.values()}))
def test_what_is_raised_has_its_spanish(english: str) -> None:
    assert in_language(english, "es") != english
    assert in_language(english, "en") == english


def test_the_walk_sees_what_is_raised() -> None:
    found = set(raised())
    assert len(found) > 350
    assert {"there is no profile 7", "did you mean 7?", "the file is empty"} <= found


def test_each_phrase_is_there_once_and_keeps_its_gaps() -> None:
    assert [english for english, count in Counter(english for english, _ in PHRASES).items() if count > 1] == []
    for english, spanish in PHRASES:
        if "{}" in english:
            gaps = [f"⟨{n}⟩" for n in range(english.count("{}"))]
            told = spanish.format(*gaps)
            assert [gap for gap in gaps if gap not in told] == [], english


@pytest.mark.parametrize(
    ("english", "spanish"),
    [
        ("byte 4 is no valid UTF-8", "el byte 4 no es UTF-8 válido"),
        ("the rule does not read the language 'fr'", "la regla no lee el idioma 'fr'"),
        # the wordier phrase wins
        ("the plugin 'x' cannot be imported: E: m", "el complemento 'x' no se puede importar: E: m"),
        # what stands in a gap may be a phrase, one word is a name
        ("the output cannot be written: Permission denied", "no se puede escribir la salida: permiso denegado"),
        ("--gate never is no severity", "--gate never no es un nivel de gravedad"),
        # a place before it
        ("rules.copy/x.severity: 'bad' is no severity", "rules.copy/x.severity: 'bad' no es un nivel de gravedad"),
        ("something nobody wrote down", "something nobody wrote down"),
        ("a: b: something nobody wrote down", "a: b: something nobody wrote down"),
        ("", ""),
    ],
)
def test_what_differs_is_kept(english: str, spanish: str) -> None:
    assert in_language(english, "es-MX") == spanish


def test_why_a_storys_id_is_refused_is_told_in_spanish_to_the_sign() -> None:
    told = "the story's id holds a broken or unseen sign, U+0000, as character 2"
    assert in_language(told, "es").endswith("un signo roto o que no se ve, U+0000, como carácter 2")
    assert in_language("you have let this finding through already", "es") == "usted ya dispensó este hallazgo"
