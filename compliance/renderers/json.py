"""The output for programs: one document, written story by story, in the form of :mod:`compliance.renderers.model`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from compliance.renderers.model import SCHEMA_VERSION, Document, ErrorView, ReportView

if TYPE_CHECKING:
    from pydantic import TypeAdapter

    from compliance.renderers import Run


def render(run: Run) -> Iterator[str]:
    """The document in pieces, a report a line."""
    errors = []
    yield f'{{"schema_version":"{SCHEMA_VERSION}","reports":['
    separator = "\n"
    for outcome in run.outcomes:
        if isinstance(outcome, ErrorView):
            errors.append(outcome)
            continue
        yield separator + dump_report(outcome.view, with_text=run.look.with_text)
        separator = ",\n"
    written = ",\n".join(_adapter(ErrorView).dump_json(error).decode() for error in errors)
    yield f'\n],"errors":[{written}]}}\n'


def dump_report(view: ReportView, *, with_text: bool = False) -> str:
    """One report as JSON on one line.

    :param with_text: whether the story's text is part of it.
    """
    return dump(ReportView, view, exclude=None if with_text else {"text"})


def dump(kind: type, value: Any, exclude: Any = None) -> str:
    """A value of one of the published types as JSON on one line."""
    adapter = _adapter(kind)
    try:
        return adapter.dump_json(value, exclude=exclude).decode()
    except Exception:  # noqa: BLE001 - half a surrogate pair in a story is no UTF-8; JSON can escape it
        import json

        return json.dumps(adapter.dump_python(value, exclude=exclude, mode="json"), default=str)


def schema() -> dict[str, Any]:
    """The JSON Schema of the document."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **_adapter(Document).json_schema(mode="serialization"),
    }


@cache
def _adapter(kind: type) -> TypeAdapter[Any]:
    from pydantic import TypeAdapter

    return TypeAdapter(kind)
