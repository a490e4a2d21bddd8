"""Puts findings where an editor works: at the field that a pointer names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms import ModelForm

from stories.gate import Finding


def as_error(findings: Sequence[Finding]) -> ValidationError:
    """One error for code that saves: messages by field, as ``headline`` or ``pictures[0].caption``."""
    by_field: defaultdict[str, list[str]] = defaultdict(list)
    for finding in findings:
        picture, field = place_of(finding.pointer)
        name = field if picture is None else f"pictures[{picture}].{field}"
        by_field[name or NON_FIELD_ERRORS].append(finding.message)
    return ValidationError(dict(by_field))


def into_forms(findings: Sequence[Finding], story: ModelForm, pictures: Sequence[ModelForm]) -> None:
    """Add findings to the forms of a story and its pictures.

    :param pictures: in the order in which the pictures were checked.
    """
    for finding in findings:
        number, field = place_of(finding.pointer)
        form = story if number is None else pictures[number]
        form.add_error(field if field in form.fields else None, finding.message)


def place_of(pointer: str) -> tuple[int | None, str]:
    """The number of a picture, or ``None`` for the story itself; and the field, empty for none."""
    match pointer.split("/")[1:]:
        case ["pictures", number, *rest]:
            return int(number), rest[0] if rest else ""
        case [field, *_]:
            return None, field
        case _:
            return None, ""
