"""The table of units is the one that the library gives."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("pint")
ROOT = Path(__file__).resolve().parent.parent


def test_the_table_is_fresh() -> None:
    told = subprocess.run(
        [sys.executable, "scripts/units.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stdout + told.stderr
