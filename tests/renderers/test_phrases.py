"""An editor who reads Spanish is told in Spanish why a file was not checked or a rule did not run."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from compliance.needs import NOTHING
from compliance.renderers.words.phrases import in_language

HOST = Path(__file__).parents[2] / "compliance"
RAISES = {"ReadError", "EncodingError", "TooLargeError", "unread", "fail", "_fail"}
AT_THE_DESK = ("workers/checking.py", "workers/pool.py", "desk/pool_looker.py", "access/proxy.py", "access/people.py")
RAISES |= {"Refused", "ComplianceError", "OverloadedError", "Denied", "_refused"}
NAMES = {"what", "hint", "_BINARY", "_HINT"}


def said(node: ast.expr) -> str | None:
    """What a string in the code says, with an example in each gap; ``None`` where it is made elsewhere."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "7" for part in node.values)
    return None


def raised() -> Iterator[str]:
    files = [*sorted((HOST / "readers").glob("*.py")), HOST / "cli" / "inputs.py", HOST / "runner.py", HOST / "pool.py"]
    files += [HOST / "service" / name for name in (*AT_THE_DESK, "access/door.py", "access/oidc.py", "story_ids.py")]
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in RAISES:
                told = [*node.args, *(k.value for k in node.keywords if k.arg == "hint")]
                yield from (text for text in map(said, told) if text and " " in text and text.strip("7: "))
            elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) in NAMES and (text := said(node.value)):
                yield text


@pytest.mark.parametrize("english", sorted({*raised(), *NOTHING.values()}))
def test_what_is_raised_has_its_spanish(english: str) -> None:
    assert in_language(english, "es") != english
    assert in_language(english, "en") == english


def test_what_differs_is_kept() -> None:
    assert in_language("byte 4 is no valid UTF-8", "es-MX") == "el byte 4 no es UTF-8 válido"
    assert in_language("the rule does not read the language 'fr'", "es") == "la regla no lee el idioma 'fr'"
    assert in_language("something nobody wrote down", "es") == "something nobody wrote down"


def test_why_a_storys_id_is_refused_is_told_in_spanish_to_the_sign() -> None:
    told = "the story's id holds a broken or unseen sign, U+0000, as character 2"
    assert in_language(told, "es").endswith("un signo roto o que no se ve, U+0000, como carácter 2")
    assert in_language("you have let this finding through already", "es") == "usted ya dispensó este hallazgo"
