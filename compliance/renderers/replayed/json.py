"""A replay for programs: one document, a change a line, in the form of :mod:`compliance.renderers.replay_model`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from compliance.renderers.json import dump, items, listed, plain, written
from compliance.renderers.replay_model import REPLAY_VERSION

if TYPE_CHECKING:
    from compliance.renderers import Look
    from compliance.renderers.replay_model import Change, Summary


def render(
    names: tuple[str, str], changes: Iterable[Change], summary: Callable[[], Summary], look: Look
) -> Iterator[str]:
    """The document; parameters as in :func:`compliance.renderers.replayed.render`."""
    head = {"schema_version": REPLAY_VERSION, "rules_from": names[0], "against": names[1]}
    yield written(head)[:-1] + ',"changes":['
    yield from listed(items([plain(change)]) for change in changes)
    yield f'\n],"summary":{dump(summary())}}}\n'
