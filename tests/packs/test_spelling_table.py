"""The packs ``spelling-en*`` say what the one table of spellings says."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_packs_are_made_from_the_table_as_it_is() -> None:
    done = subprocess.run(
        [sys.executable, "scripts/spelling.py", "--check"], cwd=ROOT, capture_output=True, encoding="utf-8"
    )
    assert (done.returncode, done.stdout) == (0, "")
