"""Whether the scorers of dates count what they say they count, on gold written for the project."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks.accuracy import dates_nothing, dates_recognizers, dates_rules, dates_timebank, dates_written
from benchmarks.accuracy.corpora import Corpora
from benchmarks.accuracy.measure import Measure

Write = Callable[[str, list[dict[str, Any]]], Corpora]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(name: str, records: list[dict[str, Any]]) -> Corpora:
        path = tmp_path / f"{name}.jsonl"
        path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
        return Corpora(tmp_path, {name: path})

    return written


def by_name(measures: Iterator[Measure]) -> dict[str, Measure]:
    return {measure.name.partition("/")[2]: measure for measure in measures}


def timex(text: str, words: str, value: str, kind: str = "DATE") -> dict[str, Any]:
    start = text.index(words)
    return {"start": start, "end": start + len(words), "type": kind, "value": value}


def test_timebank(write: Write) -> None:
    text = "\nThe lock at Kelmore   opened on Friday.\n\nWork began on 3 March 2021, in April it leaked. 10 days."
    gold = [
        timex(text, "Friday", "2023-04-14"),
        timex(text, "3 March 2021", "2021-03-03"),
        timex(text, "April", "2022-04"),
        timex(text, "10 days", "P10D", "DURATION"),
    ]
    record = {"name": "lock", "created": "2023-04-19", "text": text, "timex": gold}
    found = by_name(dates_timebank.measures(write("dates-timebank", [record])))
    assert (found["explicit-day"].count, found["explicit-day"].figure) == (1, 1)
    assert (found["relative-day"].count, found["relative-day"].figure) == (1, 1)
    assert (found["explicit-month"].count, found["explicit-month"].figure) == (1, 0)
    assert (found["precision"].count, found["precision"].figure) == (2, 0.5)
    assert found["no-date-at-all"].figure == 0
    assert [case.what for case in found["precision"].cases] == ["wrong"]


def test_a_date_that_nobody_marked_lowers_precision(write: Write) -> None:
    record = {"name": "x", "created": "2023-04-19", "text": "It opened on 3 March 2021.", "timex": []}
    found = by_name(dates_timebank.measures(write("dates-timebank", [record])))
    assert found["precision"].figure == 0
    assert found["no-date-at-all"].figure == 1
    assert found["explicit-day"].figure is None


def recognized(text: str, words: str, timex: str, *days: str) -> dict[str, Any]:
    value = {"Timex": timex, "FutureResolution": {"date": days[0]}, "PastResolution": {"date": days[-1]}}
    return {
        "language": "English",
        "spec": "DateParser",
        "input": text,
        "context": {"ReferenceDateTime": "2023-04-19T00:00:00"},
        "results": [{"Text": words, "Type": "date", "Start": text.index(words), "Value": value}],
    }


def test_recognizers(write: Write) -> None:
    records = [
        recognized("The lock opens May 3", "May 3", "XXXX-05-03", "2023-05-03", "2022-05-03"),
        recognized("The lock opens on 4/22/2024", "4/22/2024", "2024-04-22", "2024-04-22"),
        recognized("The lock opens on 4/22", "4/22", "XXXX-04-22", "2023-04-22", "2022-04-22"),
        recognized("The lock opened two days ago", "two days ago", "2023-04-17", "2023-04-17"),
        recognized("It closes on 30 February 2024", "30 February 2024", "2024-02-30", "0001-01-01"),
        {"language": "English", "spec": "DateParser", "input": "They won 4-2", "context": None, "results": []},
    ]
    found = by_name(dates_recognizers.measures(write("dates-recognizers", records)))
    assert (found["en-written"].count, found["en-written"].figure) == (1, 1)
    assert (found["en-figures"].count, found["en-figures"].figure) == (1, 1)
    assert (found["nothing-there"].count, found["nothing-there"].figure) == (1, 0)
    assert found["es-written"].figure is None


def test_weekdays(write: Write) -> None:
    texts = [
        "The lock at Kelmore was opened on Sunday 16 April 2023 by the mayor.",
        "It closed on Friday, 18 April 2023.",
    ]
    found = by_name(dates_rules.measures(write("speed-bbc", [{"text": text} for text in texts])))
    assert (found["weekday-false"].count, found["weekday-false"].figure) == (1, 1)
    assert [case.what for case in found["weekday-false"].cases] == ["not judged"]
    assert (found["weekday-mutants"].count, found["weekday-mutants"].figure) == (1, 1)
    assert found["weekday-untouched"].figure == 0


def test_what_only_looks_like_a_date(tmp_path: Path) -> None:
    found = by_name(dates_nothing.measures(Corpora(tmp_path)))
    assert found["written"].cases == []
    assert found["ambiguous-months"].figure is None


def test_what_newsrooms_write(tmp_path: Path) -> None:
    found = by_name(dates_written.measures(Corpora(tmp_path)))
    assert found["newsroom-en"].cases == found["newsroom-es"].cases == []


def test_a_text_that_nobody_can_read_right_counts_apart() -> None:
    texts = [
        dates_written.Text("x:1", "en", "2023-04-18", "It rained yesterday.", ""),
        dates_written.Text("x:2", "en", "", "Joe Friday was a detective.", "a name"),
    ]
    found = by_name(dates_written.texts_read("x/texts", texts))
    assert (found["texts"].count, found["texts"].figure, found["texts"].target) == (1, 1, 1)
    assert (found["texts-known"].count, found["texts-known"].figure, found["texts-known"].target) == (1, 0, None)
    assert [case.what for case in found["texts-known"].cases] == ["a name"]
