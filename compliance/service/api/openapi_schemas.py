"""The schemas of what the service answers: the published report, and what the service says beside it."""

from __future__ import annotations

import json
from typing import Any

from compliance.renderers.json import schema
from compliance.renderers.model import ReportView
from compliance.service.api.problems import MEDIA

_TEXT = {"type": "string"}
_TEXT_OR_NULL = {"type": ["string", "null"]}
_BARE = {"type": "object"}
_STRINGS = {"type": "array", "items": _TEXT}


def report_schemas() -> dict[str, Any]:
    """All schemas by name."""
    own = json.loads(json.dumps(schema(ReportView)).replace("#/$defs/", "#/components/schemas/"))
    found: dict[str, Any] = own.pop("$defs")
    own.pop("$schema")
    report = _object(own["properties"] | _beside(), (*own["required"], *_ALWAYS))
    return {
        **found,
        "Report": report | {"title": "Report"},
        "Reports": _object({"reports": _list("Report")}, ("reports",)),
        "Changes": _object(
            {"new": _of(_BARE), "gone": _of(_BARE), "changed": _of(_BARE), "against": _TEXT_OR_NULL},
            ("new", "gone", "changed", "against"),
        ),
        "Unchecked": _object({"what": _TEXT, "reason": _TEXT}, ("what", "reason")),
        "Story": _BARE | {"description": "As `compliance schema story` prints it."},
        "Stories": {"type": "array", "items": {"$ref": "#/components/schemas/Story"}, "minItems": 1},
        "Rules": _object({"rules": _list("Rule"), "versions": _BARE}, ("rules", "versions")),
        "Rule": _rule(),
        "History": _object({"story_id": _TEXT, "reports": _of(_BARE)}, ("story_id", "reports")),
        "Alive": _object({"status": {"const": "alive"}}, ("status",)),
        "Readiness": _object(
            {
                "status": {"enum": ["ready", "not ready"]},
                "wrong": _STRINGS,
                "refused_configuration": _TEXT_OR_NULL,
                "suspended": _STRINGS,
            },
            ("status", "wrong", "refused_configuration", "suspended"),
        ),
        "Description": _BARE,
        "Problem": _problem(),
        **_decisions(),
    }


_ALWAYS = ("report_id", "story_id", "event", "asked_by", "checked_at", "digest", "unchecked", "observed")


def _beside() -> dict[str, Any]:
    """What the service says of a story beside the report."""
    return {
        "report_id": _TEXT_OR_NULL,
        "story_id": _TEXT_OR_NULL,
        "event": _TEXT,
        "asked_by": _TEXT,
        "checked_at": {"type": "string", "format": "date-time"},
        "digest": _TEXT,
        "unchecked": _list("Unchecked"),
        "observed": _list("Finding"),
        "changes": {"$ref": "#/components/schemas/Changes"},
        "certificate": _object({"id": _TEXT, "document": _BARE}, ("id", "document")),
        "override": {"type": ["object", "null"]},
        "overrides": _TEXT,
        "lapsed": _of(_BARE),
    }


def _rule() -> dict[str, Any]:
    flag = {"type": "boolean"}
    people = {"type": "integer", "minimum": 0, "description": "How many people it takes to waive it; 0: nobody may."}
    told = {
        "name": _TEXT,
        "on": flag,
        "kind": {"enum": ["fail", "review"]},
        "severity": {"enum": ["error", "warning", "note"]},
        "variants": _STRINGS,
        "languages": _STRINGS,
        "waivable": people,
        "summary": _TEXT,
        "observed": flag,
        "since": {"type": ["string", "null"], "format": "date-time", "description": "Observed as new since then."},
        "suspended": flag,
        "wrong_alarms": {"type": "integer", "description": "Findings that the title's desk called wrong."},
    }
    return _object(told, tuple(told))


def _decisions() -> dict[str, Any]:
    said = {"type": "string", "minLength": 1, "maxLength": 2000, "pattern": "\\S"}
    moment = {"type": "string", "format": "date-time"}
    waiver = {
        "waiver_id": _TEXT,
        "story_id": _TEXT,
        "rule": _TEXT,
        "fingerprint": _TEXT,
        "by": _of(_BARE),
        "reason": _TEXT,
        "until": moment,
        "people_needed": {"type": "integer", "minimum": 1},
        "counts": {"type": "boolean"},
    }
    asked = {"fingerprint": said, "reason": said, "until": moment}
    matched = {"same": {"type": "boolean"}, "differs": _STRINGS, "certificate": _TEXT, "digest": _TEXT}
    return {
        "Waiver": _object(waiver, tuple(waiver)),
        "WaiverRequest": _object(asked, tuple(asked)) | {"additionalProperties": False},
        "OverrideRequest": _object({"reason": said}, ("reason",)) | {"additionalProperties": False},
        "Match": _object(matched, tuple(matched)),
    }


def _problem() -> dict[str, Any]:
    told = {
        "type": _TEXT,
        "title": _TEXT,
        "status": {"type": "integer"},
        "detail": _TEXT,
        "instance": _TEXT,
        "place": _TEXT,
        "hint": _TEXT,
    }
    return _object(told, ("type", "title", "status", "detail"))


def problem(description: str) -> dict[str, Any]:
    """A response that is a problem document."""
    return {"description": description, "content": {MEDIA: {"schema": {"$ref": "#/components/schemas/Problem"}}}}


def _object(properties: dict[str, Any], required: tuple[str, ...]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": sorted(set(required))}


def _list(name: str) -> dict[str, Any]:
    return _of({"$ref": f"#/components/schemas/{name}"})


def _of(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}
