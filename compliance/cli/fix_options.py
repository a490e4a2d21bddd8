"""The options that ask for repairs: which suggestions are written into the stories, or only shown."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any, TypeVar

import click

from compliance.finding import Safety

F = TypeVar("F", bound=Callable[..., Any])


def fix_options(function: F) -> F:
    """``--fix``, ``--unsafe-fixes`` and ``--diff``."""
    for option in (
        click.option("--diff", is_flag=True, help="Only show what --fix would change, as a unified diff."),
        click.option("--unsafe-fixes", is_flag=True, help="Write those too that may change what is said."),
        click.option("--fix", is_flag=True, help="Write the safe suggestions into the stories."),
    ):
        function = option(function)
    return function


def safeties(told: Mapping[str, Any]) -> Collection[Safety]:
    """Which suggestions are applied: those of :data:`compliance.fixes.SAFE` or :data:`~compliance.fixes.UNSAFE`.

    :param told: the options of :func:`fix_options`; each of them alone asks for repairs.
    """
    if not (told["fix"] or told["unsafe_fixes"] or told["diff"]):
        return ()
    from compliance.fixes import SAFE, UNSAFE

    return UNSAFE if told["unsafe_fixes"] else SAFE
