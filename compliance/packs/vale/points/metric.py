"""``metric``: a formula over the story's figures, and the result that is too much."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from compliance.article import Span
from compliance.packs.vale.keys import WrongKeyError
from compliance.packs.vale.points.alert import Alert
from compliance.packs.vale.points.figures import NAMES, figures
from compliance.packs.vale.points.formula import FormulaError, UnreckonableError, parsed, reckoned

if TYPE_CHECKING:
    from compliance.packs.vale.present import Which
    from compliance.packs.vale.scopes import View
    from compliance.packs.vale.search import Search
    from compliance.packs.vale.vocabulary import House


def build(keys: Mapping[str, Any], house: House) -> dict[str, Any]:
    """The formula and its condition.

    :raises WrongKeyError: one is missing, cannot be read, or speaks of a figure that there is not.
    """
    for key in ("formula", "condition"):
        if not keys.get(key):
            raise WrongKeyError(key, f"it has no {key}", "say what is reckoned, and which result is flagged")
    known = dict.fromkeys(NAMES, 1.0)
    for key, formula in (("formula", keys["formula"]), ("condition", f"result {keys['condition']}")):
        try:
            parsed(formula)
            reckoned(formula, {**known, "result": 1.0})
        except UnreckonableError:
            continue
        except FormulaError as error:
            raise WrongKeyError(key, f"the {key} cannot be reckoned: {error}") from None
    return {"formula": keys["formula"], "condition": keys["condition"]}


def run(made: Mapping[str, Any], views: Sequence[View], search: Search, which: Which) -> Iterator[Alert]:
    """An alert at the beginning of the story where the condition holds; a story without words has no figures."""
    for view in views:
        known = figures(view)
        if not known["words"]:
            continue
        try:
            result = float(reckoned(made["formula"], known))
            wrong = reckoned(f"result {made['condition']}", {**known, "result": float(f"{result:f}")})
        except UnreckonableError:  # nought divided by nought: a story without sentences, long words …
            continue
        if wrong:
            yield Alert(Span(0, 0), "", (f"{result:.2f}",))
