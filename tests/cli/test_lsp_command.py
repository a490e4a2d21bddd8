from __future__ import annotations

import importlib.util
from typing import Any

import pytest

from compliance.cli import run


def test_without_its_extra_the_language_server_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found = importlib.util.find_spec

    def find_spec(name: str, *more: Any) -> Any:
        return None if name in ("pygls", "lsprotocol") else found(name, *more)

    monkeypatch.setattr(importlib.util, "find_spec", find_spec)
    assert run(["lsp"]) == 2
    told = capsys.readouterr().err
    assert "the language server needs packages that are not installed: lsprotocol, pygls" in told
    assert "pip install 'editorial-compliance[lsp]'" in told
