"""Whether a caption's day that was moved, or whose weekday was changed, is told, and nothing said where all is well.

A caption of the day stands in a story of that day, set in wire form; then its day is moved by two to ten days either
way, or its weekday changed. ``captions-*`` are published captions that write out one day; ``stories-*`` are captions
without a day, to which one is added as agencies do. The controls are the same stories untouched, with the caption of
the day before, with a moved day under a file picture's label, and with a moved day that the story itself names.

Left out: captions that say they are file pictures, captions judged to be of an event's day or of a stated one (``In
this photo``), and moves to another year or to a day whose weekday the story names, which may well be that day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from benchmarks.accuracy import stories, wire_form
from benchmarks.accuracy.caption_days import MONTHS, WEEKDAYS, moved, with_weekday
from benchmarks.accuracy.corpora import Corpora
from benchmarks.accuracy.dated_captions import Dated, dated
from benchmarks.accuracy.judged import drawn, picked
from benchmarks.accuracy.measure import Case, Measure, share
from benchmarks.accuracy.wire_form import Copy, Picture
from compliance import Article

STORIES = 400
FOUND, FALSE = 0.98, 0.01
MISMATCH, WEEKDAY = "dates/caption-mismatch", "dates/weekday-mismatch"
MOVES = (*range(-10, -1), *range(2, 11))
LABELS = {
    "en": ("FILE - {}", "FILE PHOTO: {}", "File photo: {}", "{} (File photo)", "In this file photo, {}"),
    "es": ("ARCHIVO - {}", "Imagen de archivo: {}", "Fotografía de archivo. {}", "{} (Archivo)", "Foto de archivo: {}"),
}
NAMED = {
    "en": ("It began on {day} {month}.", "The work was begun on {month} {day}, they said.", "It began {ago} days ago."),
    "es": (
        "Comenzó el {day} de {month}.",
        "Las obras empezaron el {day} de {month}, según dijeron.",
        "Comenzó hace {ago} días.",
    ),
}


@dataclass(frozen=True, slots=True)
class Trial:
    """A captioned story of one day, from which mutants and controls are made."""

    key: str
    copy: Copy
    shown: Dated

    def set(self, caption: str, *, also: str = "", way: str = "") -> Article:
        """The story with a caption."""
        picture = Picture(caption, self.shown.credit or wire_form.credit(self.key, self.copy.language))
        return wire_form.set_story(self.copy, picture, self.shown.day, self.key, also=also, way=way)

    def shift(self, way: int) -> int | None:
        """How many days the caption's day is moved, earlier or later; none where the story names every such day."""
        text = " ".join((self.copy.headline, *self.copy.body[1:], self.shown.caption)).lower()
        able = [days for days in MOVES if days * way > 0 and self._able(text, self.shown.day + timedelta(days))]
        return picked(able, f"shift {way} {self.key}") if able else None

    def _able(self, text: str, day: date) -> bool:
        """Whether a moved day is of the same year, and is none that the story may name."""
        language = self.copy.language
        weekday, month = WEEKDAYS[language][day.weekday()].lower(), MONTHS[language][day.month - 1].lower()
        near = abs((day - self.shown.day).days) < 7 and re.search(rf"\b{weekday}", text)
        near = near or (abs((day - self.shown.day).days) == 7 and re.search(rf"{weekday}", f"{text} {self._lead()}"))
        written = rf"\b{day.day}(?:st|nd|rd|th|º)?(?: de)? {month[:3]}|{month[:3]}\w* {day.day}\b"
        return day.year == self.shown.day.year and not near and not re.search(written, text)

    def _lead(self) -> str:
        return wire_form.lead_of(self.copy, self.shown.day).lower()


def measures(corpora: Corpora) -> Iterator[Measure]:
    """Of each group the mutants of each kind, and each control."""
    for group, trials in _groups(corpora):
        for kind, rule in (("before", MISMATCH), ("after", MISMATCH), ("weekday", WEEKDAY)):
            yield _found(f"date-mutants/{group}-{kind}", kind, rule, trials)
        for kind in ("untouched", "day-before", "file", "named"):
            yield _false(f"date-mutants/{group}-{kind}", kind, trials)


def _groups(corpora: Corpora) -> Iterator[tuple[str, list[Trial]]]:
    for language in ("en", "es"):
        texts = drawn(wire_form.copies(corpora, language), STORIES, lambda copy: copy.key)
        real, framed = dated(corpora, language)
        for name, captions in (("captions", real), ("stories", framed)):
            pairs = zip(captions, texts, strict=False) if name == "captions" else _framed(captions, texts)
            yield f"{name}-{language}", [Trial(f"{copy.key} {shown.key}", copy, shown) for shown, copy in pairs]


def _framed(captions: list[Dated], texts: list[Copy]) -> Iterator[tuple[Dated, Copy]]:
    """Every story with one of the captions."""
    for number, copy in enumerate(texts):
        if captions:
            yield captions[number % len(captions)], copy


def _found(name: str, kind: str, rule: str, trials: list[Trial]) -> Measure:
    made = [(trial, article) for trial in trials if (article := _mutant(trial, kind)) is not None]
    cases = [
        Case(trial.key, "missed", _shown(article)) for trial, article in made if rule not in _flagged(article, kind)
    ]
    left = len(trials) - len(made)
    note = f"{left} left out: the story names the days" if left else ""
    return Measure(name, len(made), share(len(made) - len(cases), len(made)), FOUND, cases=cases, note=note)


def _false(name: str, kind: str, trials: list[Trial]) -> Measure:
    made = [(trial, _control(trial, kind)) for trial in trials]
    cases = [
        Case(trial.key, "false alarm", f"{flagged}: {_shown(article)}")
        for trial, article in made
        if (flagged := _flagged(article, ""))
    ]
    return Measure(name, len(made), share(len(cases), len(made)), FALSE, at_most=True, cases=cases)


def _mutant(trial: Trial, kind: str) -> Article | None:
    shown, language = trial.shown, trial.copy.language
    if kind == "weekday":
        wrong = (shown.day.weekday() + picked(range(1, 7), f"weekday {trial.key}")) % 7
        caption = with_weekday(shown.caption, language, wrong)
        return trial.set(caption) if shown.year_written else trial.set(caption, way="json-published")
    days = trial.shift(-1 if kind == "before" else 1)
    return trial.set(moved(shown.caption, language, shown.day + timedelta(days))) if days else None


def _control(trial: Trial, kind: str) -> Article:
    shown, language = trial.shown, trial.copy.language
    if kind == "untouched":
        return trial.set(shown.caption)
    if kind == "day-before":
        return trial.set(moved(shown.caption, language, shown.day - timedelta(1)))
    days = picked(range(2, 11), f"{kind} {trial.key}")
    day = shown.day - timedelta(days)
    caption = moved(shown.caption, language, day)
    if kind == "file":
        return trial.set(picked(LABELS[language], f"label {trial.key}").format(caption))
    told = picked(NAMED[language], f"named {trial.key}")
    return trial.set(caption, also=told.format(day=day.day, month=MONTHS[language][day.month - 1], ago=days))


def _flagged(article: Article, kind: str) -> set[str]:
    """The rules of the two that speak of the caption, in the right variant where the mutant has one."""
    places = [picture.caption for picture in article.pictures]
    found = set()
    for finding in stories.checker(wire_form.PROFILE).check(article).findings:
        inside = any(place.start <= finding.span.start < place.end for place in places)
        right = kind not in ("before", "after") or (finding.variant == "after") == (kind == "after")
        if finding.rule in (MISMATCH, WEEKDAY) and inside and right:
            found.add(finding.rule)
    return found


def _shown(article: Article) -> str:
    """What a reader must see: the head of the story and its caption."""
    captions = " | ".join(article[picture.caption] for picture in article.pictures) or "no caption was found"
    body = next((article[block] for block in article.body), "")
    line = article.text[: article.text.find(body[:20])][-80:].replace("\n", "¶")
    return f"{line}⟪{captions[-260:]}⟫ {body[:160]} published {article.metadata.published_day}"
