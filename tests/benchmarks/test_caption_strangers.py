"""A picture is put into a story that knows nobody in it, and whether the rule tells is scored."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.accuracy import caption_strangers
from benchmarks.accuracy.corpora import Corpora

PARAGRAPHS = [
    "The council of Valdeoro has agreed to mend the old bridge at the cost of the three mills.",
    "The bridge was closed to carts in the spring, and the mills have had to send their flour by boat.",
    "It is to be opened again before the winter, the council said in a statement on its meeting.",
    "The mills said that they would pay, and that they had not been asked what they thought of it.",
]


def test_a_small_corpus_is_scored(tmp_path: Path) -> None:
    records = {
        "speed-bbc": [{"text": "\n\n".join(["Bridge to be mended", *PARAGRAPHS])}],
        "articles": [],
        "spanish-news": [],
        "captions": [
            {"caption": "FILE - The singer John Orme arrives at the theatre with his two dogs."},
            {"caption": "The two dogs arrive at the theatre (John Orme)"},
            {"caption": "The singer John Orme arrives at the theatre with his two dogs."},
        ],
    }
    paths = {}
    for name, lines in records.items():
        paths[name] = tmp_path / f"{name}.jsonl"
        paths[name].write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    english, spanish = caption_strangers.measures(Corpora(tmp_path, paths))
    assert (english.count, english.figure) == (1, 1.0)
    assert (spanish.count, spanish.figure) == (0, None)
