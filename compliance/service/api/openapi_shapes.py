"""The few shapes that the schemas of the service are written in."""

from __future__ import annotations

from typing import Any

TEXT = {"type": "string"}
TEXT_OR_NULL = {"type": ["string", "null"]}
BARE = {"type": "object"}
FLAG = {"type": "boolean"}
MOMENT = {"type": "string", "format": "date-time"}
STRINGS: dict[str, Any] = {"type": "array", "items": TEXT}
TEXTS_BY_NAME: dict[str, Any] = {"type": "object", "additionalProperties": TEXT}


def an_object(properties: dict[str, Any], *optional: str) -> dict[str, Any]:
    """An object with these properties.

    :param optional: those that may be missing.
    """
    return {"type": "object", "properties": properties, "required": sorted(set(properties) - set(optional))}


def ref(name: str) -> dict[str, str]:
    """The schema of a name."""
    return {"$ref": f"#/components/schemas/{name}"}


def a_list(name: str) -> dict[str, Any]:
    """Any number of what a schema describes."""
    return {"type": "array", "items": ref(name)}
