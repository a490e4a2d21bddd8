"""The scorer of findings on captions: what both profiles find counts once, and what nobody judged is false."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.accuracy.corpora import Corpora
from benchmarks.accuracy.credit_records import measures

RECORDS = [
    {"caption": "Rowers cross the harbour of Aldermouth. (AP Photo/Ana Ruiz)", "alt": "Rowers"},
    {"caption": "The pier of Aldermouth at dawn.", "alt": "The pier"},
    {"caption": "The mayor at sea.", "credit": "Ana Ruiz/ Reuters"},
]


def test_each_rule_has_its_share_of_false_findings(tmp_path: Path) -> None:
    file = tmp_path / "captions.jsonl"
    file.write_text("\n".join(map(json.dumps, RECORDS)), encoding="utf-8")
    found = {measure.name: measure for measure in measures(Corpora(instead={"captions": file}))}
    assert set(found) == {"credits/false-malformed", "credits/false-missing"}
    assert found["credits/false-missing"].count == 1
    assert found["credits/false-missing"].figure == 1.0
    assert [case.what for case in found["credits/false-missing"].cases] == ["not judged"]
