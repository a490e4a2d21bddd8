"""How a replay is shown; a format's module is imported when it is first used."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from compliance.renderers import Look
    from compliance.renderers.replay_model import Change, Summary


def render(
    format_: str, names: tuple[str, str], changes: Iterable[Change], summary: Callable[[], Summary], look: Look
) -> Iterator[str]:
    """The output, piece by piece.

    :param format_: ``text``, ``json``, ``markdown`` or ``html``.
    :param names: of the new rules and of the old.
    :param changes: read once, before the summary is asked for.
    """
    module = import_module(f"{__name__}.{format_}")
    written: Iterator[str] = module.render(names, changes, summary, look)
    return written
