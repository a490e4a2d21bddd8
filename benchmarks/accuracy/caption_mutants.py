"""Whether captions that were cut off, or whose positions were spoilt, are told, and nothing said of the whole ones.

Published captions are cut in several manners (``caption_cuts.py``) and set beside a credit in its field, behind the
caption, or without one. In captions of two people, placed ``(L)`` and ``(R)``, one mark is written twice, or the second
person is taken out. The controls are the same captions as they are; what is flagged in them and
judged ``real`` is cut off by its publisher, and no control.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from benchmarks.accuracy import stories
from benchmarks.accuracy.caption_cuts import KINDS, cut
from benchmarks.accuracy.caption_positions import alone, placed, twice
from benchmarks.accuracy.corpora import Corpora
from benchmarks.accuracy.judged import judgements, picked
from benchmarks.accuracy.measure import Case, Measure, share
from compliance import Article
from compliance.language.detect import language_of

FOUND, FALSE = 0.90, 0.01
TRUNCATED, POSITIONS = "captions/truncated", "captions/positions"
CREDITS = ("", "EFE/EPA/JONAS HELM", "(AP Photo/Rita Campos)", "REUTERS/Tomas Lind", "Ana Prado/AFP")
STORY = {
    "en": "The council said that it would publish the rest of its report in the course of the week.",
    "es": "El consejo dijo que publicaría el resto de su informe en el curso de la semana.",
}
FEWEST = 6


@dataclass(frozen=True, slots=True)
class Caption:
    """A published caption.

    :param key: corpus and item.
    """

    key: str
    language: str
    text: str

    def set(self, text: str) -> Article:
        """A short story with a picture, its credit in one of several places; never behind one of the caption's own."""
        credit = picked(CREDITS, f"credit {self.key}")
        inside = credit and "(" not in text and picked((True, False), f"inside {self.key}")
        picture = {"caption": f"{text} {credit}" if inside else text}
        if credit and not inside:
            picture["credit"] = credit
        told = {"headline": "", "body": [STORY[self.language]] * 2, "language": self.language, "pictures": [picture]}
        return stories.story({key: value for key, value in told.items() if value})


def measures(corpora: Corpora) -> Iterator[Measure]:
    """What was found of each kind of cut and of spoilt position, and the false alarms on whole captions."""
    everything = list(_captions(corpora))
    for language in ("en", "es"):
        whole = [caption for caption in everything if caption.language == language]
        yield from _cuts(language, whole)
        yield _controls(f"caption-mutants/truncated-false-{language}", TRUNCATED, whole)
        marked = ((caption, placed(caption.text, language, len(caption.text) % 2)) for caption in whole)
        yield from _placed(language, [replace(caption, text=text) for caption, text in marked if text])


def _captions(corpora: Corpora) -> Iterator[Caption]:
    seen = set()
    for number, record in enumerate(corpora.records("captions")):
        text = " ".join(record["caption"].split())
        language = language_of(text)
        if language in STORY and text not in seen and len(text.split()) >= FEWEST and "…" not in text:
            seen.add(text)
            yield Caption(f"captions:{number}", language, text)


def _cuts(language: str, captions: list[Caption]) -> Iterator[Measure]:
    total, missed = 0, []
    for kind in KINDS:
        made = [(c, text) for c in captions if (text := cut(c.text, language, kind, c.key)) is not None]
        cases = [
            Case(f"{c.key} {kind}", "missed", text[-160:]) for c, text in made if not _flagged(c.set(text), TRUNCATED)
        ]
        total += len(made)
        missed += cases
        name = f"caption-mutants/truncated-{language}-{kind}"
        yield Measure(name, len(made), share(len(made) - len(cases), len(made)), cases=cases)
    name = f"caption-mutants/truncated-found-{language}"
    yield Measure(name, total, share(total - len(missed), total), FOUND, cases=missed)


def _controls(name: str, rule: str, captions: list[Caption]) -> Measure:
    verdicts = judgements("caption-mutants")
    cases = [
        Case(f"{caption.key} {rule}", verdict, caption.text[-200:])
        for caption in captions
        if _flagged(caption.set(caption.text), rule)
        if (verdict := verdicts.get(f"{caption.key} {rule}", "not judged")) != "real"
    ]
    return Measure(name, len(captions), share(len(cases), len(captions)), FALSE, at_most=True, cases=cases)


def _placed(language: str, captions: list[Caption]) -> Iterator[Measure]:
    """One mark twice, and the second person taken out: found of all."""
    cases = []
    total = 0
    for caption in captions:
        for what, text in (("twice", twice(caption.text)), ("alone", alone(caption.text))):
            if text is not None:
                total += 1
                if not _flagged(caption.set(text), POSITIONS):
                    cases.append(Case(f"{caption.key} {what}", "missed", text[:300]))
    name = f"caption-mutants/positions-found-{language}"
    yield Measure(name, total, share(total - len(cases), total), cases=cases)
    yield _controls(f"caption-mutants/positions-false-{language}", POSITIONS, captions)


def _flagged(article: Article, rule: str) -> bool:
    return any(finding.rule == rule for finding in stories.checker().check(article).findings)
