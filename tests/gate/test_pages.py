"""The pages that show commands one after the other: each prints what the page says."""

from __future__ import annotations

import sys

import pytest

from tests.gate.repository import ROOT, Repository
from tests.gate.transcript import differences, steps

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the pages are for a POSIX shell")
DOCS = ROOT / "docs"


def test_exit_codes(repository: Repository) -> None:
    assert differences(DOCS / "exit-codes.md", repository) == []


def test_there_is_an_example_of_each_exit_code() -> None:
    codes = {step.printed for step in steps(DOCS / "exit-codes.md") if step.text == "echo $?"}
    assert codes == {"0", "1", "2"}
