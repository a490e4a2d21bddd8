"""Captions are cut where something must follow, and the cuts and the whole captions are scored."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.accuracy import caption_mutants
from benchmarks.accuracy.caption_cuts import cut
from benchmarks.accuracy.corpora import Corpora

ENGLISH = "The two mayors stand in the town hall (built in 1911) with President Ana Orme and a dog, in Westmere"
SPANISH = "Los dos alcaldes conversan en la plaza con el presidente Luis Pardo y su perro, en Valdehierro"


@pytest.mark.parametrize(
    ("kind", "left"),
    [
        ("title", "The two mayors stand in the town hall (built in 1911) with President"),
        ("bracket", "The two mayors stand in the town hall (built"),
        ("comma", "The two mayors stand in the town hall (built in 1911) with President Ana Orme and a dog,"),
        ("conjunction", "The two mayors stand in the town hall (built in 1911) with President Ana Orme and"),
    ],
)
def test_a_caption_is_cut(kind: str, left: str) -> None:
    assert cut(ENGLISH, "en", kind, "a key") == left


def test_a_rank_stands_in_place_of_a_name() -> None:
    left = cut("The two mayors stand in the town hall with Ana Orme of Westmere", "en", "rank", "a key")
    assert left is not None
    assert left.startswith("The two mayors stand in the town hall with ")
    assert "Ana" not in left


def test_too_little_is_no_mutant() -> None:
    assert cut("The dog and the cat", "en", "conjunction", "a key") is None
    assert cut("The mayors have left. A dog and its owner stay", "en", "conjunction", "a key") is None


def test_a_small_corpus_is_scored(tmp_path: Path) -> None:
    path = tmp_path / "captions.jsonl"
    told = [ENGLISH, SPANISH, "Mayor Ana Orme (L) and President Tom Hill (R) at the opening of the bridge in Westmere."]
    path.write_text("\n".join(json.dumps({"caption": caption}) for caption in told), encoding="utf-8")
    found = {m.name: m for m in caption_mutants.measures(Corpora(tmp_path, {"captions": path}))}
    assert found["caption-mutants/truncated-false-en"].figure == 0.0
    assert found["caption-mutants/truncated-en-bracket"].figure == 1.0
    assert found["caption-mutants/truncated-es-article"].count == 1
    assert found["caption-mutants/positions-found-en"].count == 2
    assert found["caption-mutants/positions-found-en"].figure == 1.0
    assert found["caption-mutants/positions-false-en"].figure == 0.0
