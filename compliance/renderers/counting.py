"""Which findings count for the verdict, and what is said of one in a few lines."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from compliance.renderers.waived import waived_how
from compliance.renderers.words import words
from compliance.renderers.words.phrases import in_language

if TYPE_CHECKING:
    from compliance.renderers.model import ErrorView, FindingView, LabelView, ReportView

RANKS = {"error": 3, "warning": 2, "note": 1, "never": 4}


def counts(finding: FindingView, gate: str) -> bool:
    """Whether a finding counts for the verdict; the host's own are never below a gate.

    :param gate: ``error``, ``warning``, ``note`` or ``never``.
    """
    return RANKS[finding.severity] >= RANKS[gate] or finding.rule.startswith("compliance/")


def lines_of(finding: FindingView, language: str, *, observed: bool = False) -> list[str]:
    """What is wrong, the other places with their words, notes, and what to do first.

    :param language: the reader's.
    :param observed: it does not count, which is said first.
    """
    said = [f"{words(language).texts['observes']}: {finding.message}" if observed else finding.message]
    said += [f"{label.text}: “{label.matched}”, {label_place(label, language)}" for label in finding.labels]
    return [*said, *finding.notes, *(suggestion.title for suggestion in finding.suggestions[:1])]


def waived_lines(finding: FindingView, language: str) -> list[str]:
    """What somebody let through, by whom and why."""
    return [waived_how(finding, language), finding.message]


def label_place(label: LabelView, language: str) -> str:
    """Where a label is: its line, and the file where that is another."""
    return f"{label.file}:{label.line}" if label.file else in_language(f"line {label.line}", language)


def trouble(error: ErrorView) -> str:
    """Why an input was not checked, and the next step."""
    return f"{error.message}; {error.hint}" if error.hint else error.message


def in_repository(file: str) -> str:
    """A path as code hosts know it: with ``/``, and without a ``./`` that it may begin with."""
    return PurePath(file).as_posix()


def story_name(view: ReportView) -> str:
    """The file, with the story's place in it where it holds several."""
    return view.file if view.item is None else f"{view.file}#{view.item}"
