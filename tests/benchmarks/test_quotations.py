"""The scorers of quotations, on a corpus of two stories written for it."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.accuracy import quotation_mutants, quotations
from benchmarks.accuracy.corpora import Corpora
from benchmarks.accuracy.quotation_gold import polnear

BRIDGE = (
    "Bridge of Karsholm stays shut.\n\n"
    "The bridge over the Lind was shut on Monday. It was built in 1931 and has two lanes.\n\n"
    "Boats will carry the pupils of the northern shore. Each has room for sixty of them.\n\n"
    "“Nobody told us that it would be shut for a whole year,” said Ana Orduña.\n\n"
    "“We shall open it again before the summer,” the mayor said, and a baker named Tolvanen laughed."
)


def _event(text: str, content: str, source: str, cue: str) -> dict[str, list[list[int]]]:
    def place(words: str) -> list[list[int]]:
        at = text.index(words)
        return [[at, at + len(words)]]

    return {"Content": place(content), "Source": place(source), "Cue": place(cue)}


def _corpora(folder: Path) -> Corpora:
    first = _event(BRIDGE, "“Nobody told us that it would be shut for a whole year,”", "Ana Orduña", "said")
    other = _event(BRIDGE, "“We shall open it again before the summer,”", "a baker named Tolvanen", "laughed")
    short = _event(BRIDGE, "two lanes", "The bridge", "has")
    record = {"name": "bridge", "text": BRIDGE, "events": [first, other, short]}
    path = folder / "quotes.jsonl"
    path.write_text(json.dumps(record) + "\n" + json.dumps(record | {"name": "again"}) + "\n", encoding="utf-8")
    return Corpora(folder, {"quotes": path})


def test_gold_is_what_opens_with_a_mark_and_a_text_counts_once(tmp_path: Path) -> None:
    (story,) = polnear(_corpora(tmp_path), "quotes")
    assert [story.article[gold.content[0]][1:7] for gold in story.gold] == ["Nobody", "We sha"]


def test_a_speaker_is_right_where_it_overlaps_the_golds(tmp_path: Path) -> None:
    (story,) = polnear(_corpora(tmp_path), "quotes")
    scored = quotations.score(story)
    assert [one.verdict for one in scored] == ["right", "wrong"]
    assert "wanted: a baker" in scored[1].case.detail
    assert "the mayor" in scored[1].case.detail


def test_a_mutant_has_bare_words_between_sentences_that_report_nothing(tmp_path: Path) -> None:
    (story,) = polnear(_corpora(tmp_path), "quotes")
    mutant, *more = quotation_mutants.mutants(story)
    bare = mutant.article[mutant.bare]
    assert bare == "“Nobody told us that it would be shut for a whole year.”"
    assert mutant.article.text[: mutant.bare.start].endswith("northern shore. ")
    assert len(more) == 0
    flagged, alarms = quotation_mutants.measures("x", [story])
    assert (flagged.count, flagged.figure, alarms.figure) == (1, 1.0, 0.0)
