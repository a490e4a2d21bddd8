"""Which suggestions another program may apply to the file: those whose words stand there just as in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from compliance.renderers.model import EditView, SuggestionView


def applies(suggestion: SuggestionView) -> bool:
    """Whether every edit can be written into the file as it stands; a gap for a person to fill is none."""
    return bool(suggestion.edits) and suggestion.safety != "placeholder" and all(map(_writable, suggestion.edits))


def _writable(edit: EditView) -> bool:
    """Whether the words stand in the file exactly as in the text, so that others can be put in their place.

    What is written in a markup (an entity in HTML, an escape in JSON) has another length there.
    """
    if edit.region.end - edit.region.start != edit.end - edit.start:
        return False
    return not edit.source.pointer and not any(sign in edit.text for sign in '<>&*_`[]\\"\n')
