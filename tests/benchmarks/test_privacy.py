"""The measure of private data counts each marked place once, and every finding beside them."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

from benchmarks.accuracy.corpora import Corpora
from benchmarks.accuracy.measure import Measure
from benchmarks.accuracy.privacy import measures


def measured(folder: Path, records: list[dict[str, Any]]) -> dict[str, Measure]:
    for name, rows in (
        ("pii-presidio", records),
        ("speed-bbc", [{"text": "A quiet day in Rimont\n\nNothing happened in Rimont on Monday, its council said."}]),
        ("spanish-news", [{"HEADLINE": "Un día", "TEXT": "Llame a Ana Robles, 612 34 56 78, dijo.", "SOURCE": ""}]),
    ):
        with gzip.open(folder / f"{name}.jsonl.gz", "wt", encoding="utf-8") as lines:
            lines.writelines(json.dumps(row) + "\n" for row in rows)
    return {measure.name: measure for measure in measures(Corpora(folder))}


def marked(text: str, words: str, kind: str) -> dict[str, Any]:
    start = text.index(words)
    return {"text": text, "spans": [{"start": start, "end": start + len(words), "type": kind}]}


def test_places_are_found_or_missed_and_findings_beside_them_are_false(tmp_path: Path) -> None:
    figures = measured(
        tmp_path,
        [
            marked("My card is 4111 1111 1111 1111", "4111 1111 1111 1111", "CREDIT_CARD"),
            marked("The parcel is 4111", "4111", "CREDIT_CARD"),
            marked("Please call me on 01632 960123", "me", "PERSON"),
            {"text": " ", "spans": []},
        ],
    )
    assert (figures["privacy/cards"].count, figures["privacy/cards"].figure) == (2, 0.5)
    assert [case.key for case in figures["privacy/cards"].cases] == ["pii-presidio:1"]
    assert (figures["privacy/false"].count, figures["privacy/false"].figure) == (3, 1 / 3)
    assert figures["privacy/phones"].figure is None


def test_a_story_in_which_a_rule_speaks_is_an_alarm(tmp_path: Path) -> None:
    figures = measured(tmp_path, [])
    assert figures["privacy/english-news"].figure == 0.0
    assert figures["privacy/spanish-news"].figure == 1.0
    assert figures["privacy/spanish-news"].met is False
