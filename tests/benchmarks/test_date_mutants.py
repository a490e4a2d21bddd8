"""The days of captions are moved in their own form, and the mutants and controls made of them are scored."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from benchmarks.accuracy import date_mutants
from benchmarks.accuracy.caption_days import moved, only_day, with_weekday
from benchmarks.accuracy.corpora import Corpora, MissingCorpusError


@pytest.mark.parametrize(
    ("language", "caption", "day", "again"),
    [
        ("en", "The mill, Monday, Jan. 12, 2015.", date(2015, 1, 12), "The mill, Saturday, Dec. 27, 2014."),
        (
            "en",
            "OSLO - JANUARY 12: The mill on 12 January 2015",
            date(2015, 1, 12),
            "OSLO - DECEMBER 27: The mill on 27 December 2014",
        ),
        ("en", "The mill (Monday 12th January 2015)", date(2015, 1, 12), "The mill (Saturday 27th December 2014)"),
        ("en", "The mill, Jan 02, 2015", date(2015, 1, 2), "The mill, Dec 27, 2014"),
        (
            "es",
            "El molino, el lunes 12 de enero de 2015.",
            date(2015, 1, 12),
            "El molino, el sábado 27 de diciembre de 2014.",
        ),
        ("es", "El molino, 12 ene 2015.", date(2015, 1, 12), "El molino, 27 dic 2014."),
    ],
)
def test_a_day_is_moved_in_its_own_form(language: str, caption: str, day: date, again: str) -> None:
    assert only_day(caption, language) == day
    assert moved(caption, language, date(2014, 12, 27)) == again


def test_a_caption_of_two_days_is_of_none() -> None:
    assert only_day("The mill on 12 May, before it burnt on 14 May 2015", "en") is None
    assert only_day("The mill may open, they said", "en") is None


def test_without_a_year_the_weekday_tells_it() -> None:
    day = only_day("The mill on Saturday 16th May", "en")
    assert day is not None
    assert (day.month, day.day, day.weekday()) == (5, 16, 5)


def test_a_weekday_is_put_in_or_changed() -> None:
    assert with_weekday("The mill on 12 May 2015", "en", 0) == "The mill on Monday, 12 May 2015"
    assert with_weekday("El molino, este martes 12 de mayo", "es", 0) == "El molino, este lunes 12 de mayo"


def test_mutants_and_controls_of_a_small_corpus(tmp_path: Path) -> None:
    told = " They said that the work was begun with old stone, and that it would be ended with new stone." * 4
    lead = "The council of Valdeoro has agreed to mend the old bridge at the cost of the three mills."
    text = f"Bridge to be mended\n\n{lead}\n\nThe bridge was closed to carts in the spring.{told}"
    corpora = _corpora(
        tmp_path,
        {
            "speed-bbc": [{"text": text}],
            "articles": [],
            "captions": [
                {"caption": "Masons stand at the old bridge in Valdeoro, Spain, 12 May 2015."},
                {"caption": "Masons and their boys are at work under the old bridge in Valdeoro"},
            ],
            "spanish-news": [],
        },
    )
    found = {measure.name: measure for measure in date_mutants.measures(corpora)}
    for kind in ("before", "after", "weekday"):
        assert found[f"date-mutants/captions-en-{kind}"].figure == 1.0
        assert found[f"date-mutants/stories-en-{kind}"].figure == 1.0
    for kind in ("untouched", "day-before", "file", "named"):
        assert found[f"date-mutants/captions-en-{kind}"].figure == 0.0
    assert found["date-mutants/captions-es-before"].figure is None


def test_a_corpus_that_is_not_here_is_said(tmp_path: Path) -> None:
    with pytest.raises(MissingCorpusError):
        list(date_mutants.measures(Corpora(tmp_path)))


def _corpora(folder: Path, records: dict[str, list[dict[str, object]]]) -> Corpora:
    instead = {}
    for name, lines in records.items():
        path = folder / f"{name}.jsonl"
        path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
        instead[name] = path
    return Corpora(folder, instead)
