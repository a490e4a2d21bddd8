"""The classifier of the extra ``classifier``: alt-profanity-check, a small model that its package ships.

A linear model over words that was trained on 200,000 English comments (MIT licence). It knows one thing, how offensive
a text is; whoever does not want it leaves the extra out, or blocks the plugin ``profanity-check``.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib.util import find_spec
from typing import TYPE_CHECKING

from compliance.hookspecs import hookimpl

if TYPE_CHECKING:
    from compliance.classifiers import Classifier


@hookimpl
def compliance_register_classifiers() -> Iterable[Classifier]:
    """The model, where its package is installed; it is loaded when the first text is scored."""
    if find_spec("profanity_check") is None:
        return ()
    from compliance.classifiers import Classifier
    from compliance_plugins.profanity_check.model import score

    return (Classifier("alt-profanity-check", score, ("en",)),)
