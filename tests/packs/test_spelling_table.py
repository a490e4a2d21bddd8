"""The packs ``spelling-en-*`` and the list of variants say what the one table of spellings says."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from compliance.vocabulary import load_lexicon

ROOT = Path(__file__).resolve().parents[2]


def test_the_packs_are_made_from_the_table_as_it_is() -> None:
    done = subprocess.run(
        [sys.executable, "scripts/spelling.py", "--check"], cwd=ROOT, capture_output=True, encoding="utf-8"
    )
    assert (done.returncode, done.stdout) == (0, "")


def test_each_form_of_a_variant_has_another_beside_it() -> None:
    lexicon = load_lexicon([ROOT / "rules" / "compliance_rules" / "core" / "vocabulary"])
    entries = lexicon.entries("spelling-variants")
    assert len(entries) > 1500
    uneven = [entry.phrase for entry in entries if len(entry.texts("forms")) != len(entry.texts("beside"))]
    unnamed = [entry.phrase for entry in entries if entry.canonical not in entry.texts("forms")]
    same = [entry.phrase for entry in entries if set(entry.texts("forms")) & set(entry.texts("beside"))]
    assert (uneven, unnamed, same) == ([], [], [])


def test_the_stem_of_a_variant_begins_each_form_that_is_looked_for() -> None:
    lexicon = load_lexicon([ROOT / "rules" / "compliance_rules" / "core" / "vocabulary"])
    entries = lexicon.entries("spelling-variants")
    assert [e.phrase for e in entries if not all(form.startswith(e.text("stem")) for form in e.texts("beside"))] == []
