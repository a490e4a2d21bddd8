"""What a program gives as a story, as the bytes that a reader reads."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from compliance.errors import ReadError


def data_of(story: object, name: str) -> tuple[bytes, str, dict[str, Any]]:
    """A story's bytes, its name, and what is known of its format (parameters of a checker's ``read``).

    :param story: as in :meth:`compliance.checker.Checker.check`.
    :param name: for what has none.
    :raises ReadError: it is none of these, or the file cannot be read.
    """
    if isinstance(story, Path):
        return bytes_of(story), str(story), {"folder": story.parent}
    if isinstance(story, bytes):
        return story, name, {}
    if isinstance(story, str):
        return story.encode("utf-8", "replace"), name, {"told": "text"}
    if isinstance(story, Mapping):
        return _json(story, name), name, {"content_type": "application/json"}
    hint = "give a mapping, a text, bytes, a path or an Article"
    raise ReadError(f"a {type(story).__name__} is no story", where=name, hint=hint)


def bytes_of(path: Path | str) -> bytes:
    """A file's content.

    :raises ReadError: it cannot be read.
    """
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        what, hint = f"the file cannot be read: {error.strerror}", "check the path and its permissions"
        raise ReadError(what, where=str(path), hint=hint) from error


def _json(story: Mapping[Any, Any], name: str) -> bytes:
    import json

    try:
        # half a surrogate pair becomes an escape, which JSON can hold
        return json.dumps(story, ensure_ascii=False, default=_written).encode("utf-8", "backslashreplace")
    except (TypeError, ValueError) as error:
        hint = "texts, numbers, lists, mappings with texts as keys, dates"
        raise ReadError(f"the story cannot be written as JSON: {error}", where=name, hint=hint) from error


def _written(value: Any) -> Any:
    """Days and moments as in ISO 8601, other mappings as tables, what else there is as its text."""
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return dict(value) if isinstance(value, Mapping) else str(value)
