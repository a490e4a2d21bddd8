"""``readability``: a grade of readability that is too high."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from compliance.article import Span
from compliance.packs.vale.keys import WrongKeyError
from compliance.packs.vale.points.alert import Alert
from compliance.packs.vale.points.figures import figures

if TYPE_CHECKING:
    from compliance.packs.vale.present import Which
    from compliance.packs.vale.scopes import View
    from compliance.packs.vale.search import Search
    from compliance.packs.vale.vocabulary import House

Figures = Mapping[str, float]
_GRADES: Mapping[str, Callable[[Figures], float]] = {
    "Gunning Fog": lambda f: 0.4 * (f["words"] / f["sentences"] + 100 * f["complex_words"] / f["words"]),
    "Coleman-Liau": lambda f: (5.88 * f["characters"] - 29.6 * f["sentences"]) / f["words"] - 15.8,
    "Flesch-Kincaid": lambda f: 0.39 * f["words"] / f["sentences"] + 11.8 * f["syllables"] / f["words"] - 15.59,
    "SMOG": lambda f: 1.043 * math.sqrt(30 * f["polysyllabic_words"] / f["sentences"]) + 3.1291,
    "Automated Readability": lambda f: 4.71 * f["characters"] / f["words"] + 0.5 * f["words"] / f["sentences"] - 21.43,
}
"""The published formulas."""


def build(keys: Mapping[str, Any], house: House) -> dict[str, Any]:
    """The formulas whose mean is taken, and the highest grade.

    :raises WrongKeyError: there is none, or one that nobody knows.
    """
    metrics = keys.get("metrics", [])
    for metric in metrics:
        if metric not in _GRADES:
            raise WrongKeyError("metrics", f"there is no {metric!r}", f"one of: {', '.join(_GRADES)}")
    if not metrics or "grade" not in keys:
        raise WrongKeyError("metrics", "it has no metrics or no grade", f"metrics are: {', '.join(_GRADES)}")
    return {"metrics": metrics, "grade": keys["grade"]}


def run(made: Mapping[str, Any], views: Sequence[View], search: Search, which: Which) -> Iterator[Alert]:
    """An alert at the beginning of the story where the mean is over the grade."""
    for view in views:
        known = figures(view)
        if not known["words"] or not known["sentences"]:
            continue
        grade = sum(_GRADES[metric](known) for metric in made["metrics"]) / len(made["metrics"])
        if grade > made["grade"]:
            yield Alert(Span(0, 0), "", (f"{grade:.2f}",))
