"""The schemas of what the service answers: the published report, and what the service says beside it."""

from __future__ import annotations

import json
from typing import Any

from compliance.renderers.json import schema
from compliance.renderers.model import ReportView
from compliance.service.api.openapi_decisions import decision_schemas
from compliance.service.api.openapi_shapes import (
    BARE,
    FLAG,
    MOMENT,
    STRINGS,
    TEXT,
    TEXT_OR_NULL,
    TEXTS_BY_NAME,
    a_list,
    an_object,
    ref,
)
from compliance.service.api.problems import MEDIA

_WHOLE = {"type": "integer", "minimum": 0}


def report_schemas() -> dict[str, Any]:
    """All schemas by name."""
    return {**_published(), **_beside(), **_others(), **decision_schemas()}


def _published() -> dict[str, Any]:
    """The published report as the service answers it: every place with its ranges, no text, and more beside it."""
    own = json.loads(json.dumps(schema(ReportView)).replace("#/$defs/", "#/components/schemas/"))
    found: dict[str, Any] = own.pop("$defs")
    del found["Finding"]["properties"]["waiver"]  # a service's waivers are its own
    for name in ("Finding", "Label", "Edit"):
        _add(found[name], {"ranges": a_list("Range")})
    _add(found["Finding"], {"facts": TEXT | {"description": "What a waiver of it rests on, as a digest."}})
    properties = {name: told for name, told in own["properties"].items() if name != "text"}
    report = {"type": "object", "properties": properties, "required": own["required"]}
    _add(report, _in_every_report())
    report["properties"] |= {
        "changes": ref("Changes") | {"description": "Of an update or a correction, against what was published."},
        "certificate": ref("Certificate") | {"description": "Of a version that may be published."},
        "overrides": TEXT | {"description": "The report whose verdict this one overrides."},
    }
    return {**found, "Report": report | {"title": "Report"}}


def _add(told: dict[str, Any], properties: dict[str, Any]) -> None:
    """Let an object have further properties, all of them always."""
    told["properties"] |= properties
    told["required"] = sorted({*told["required"], *properties})


def _in_every_report() -> dict[str, Any]:
    return {
        "waived": a_list("WaivedFinding"),
        "observed": a_list("Finding"),
        "lapsed": a_list("Lapsed"),
        "override": ref("Override"),
        "report_id": TEXT_OR_NULL | {"description": "Null of a draft, which is not kept."},
        "story_id": TEXT_OR_NULL,
        "event": TEXT,
        "asked_by": TEXT,
        "checked_at": MOMENT,
        "digest": TEXT | {"description": "Of the story's canonical fields: docs/record.md."},
        "parts": TEXTS_BY_NAME | {"description": "Of each canonical field, its digest."},
        "unchecked": a_list("Unchecked"),
    }


def _beside() -> dict[str, Any]:
    """What stands in a report, and in nothing that the program answers elsewhere."""
    change = {"rule": TEXT, "fingerprint": TEXT, "message": TEXT, "matched": TEXT, "was": TEXT}
    changed = {pile: a_list("Change") for pile in ("new", "gone", "changed")}
    cut = {"pointer": TEXT, "start": _WHOLE, "end": _WHOLE, "exact": TEXT, "prefix": TEXT, "suffix": TEXT}
    return {
        "Range": an_object(cut) | {"description": "A stretch of one field as it was sent: `offsets` says the unit."},
        "Reports": an_object({"reports": a_list("Report")}),
        "BatchLine": {"oneOf": [ref("Report"), ref("BatchProblem")]},
        "BatchProblem": an_object({"item": _WHOLE, "line": _WHOLE, "problem": ref("Problem")}),
        "Changes": an_object({**changed, "against": TEXT_OR_NULL}),
        "Change": an_object(change, "was"),
        "Unchecked": an_object({"what": TEXT, "reason": TEXT}),
        "Problem": _problem(),
    }


def _others() -> dict[str, Any]:
    line = {"report_id": TEXT, "event": TEXT, "checked_at": MOMENT, "asked_by": TEXT, "person": TEXT_OR_NULL}
    ready = {
        "status": {"enum": ["ready", "not ready"]},
        "wrong": STRINGS,
        "refused_configuration": TEXT_OR_NULL,
        "suspended": STRINGS,
    }
    return {
        "Story": BARE | {"description": "As `compliance schema story` prints it."},
        "Stories": a_list("Story") | {"minItems": 1},
        "Rules": an_object({"rules": a_list("Rule"), "versions": TEXTS_BY_NAME}),
        "Rule": _rule(),
        "History": an_object({"story_id": TEXT, "reports": a_list("HistoryLine")}),
        "HistoryLine": an_object({**line, "digest": TEXT, "verdict": TEXT, "findings": _WHOLE}),
        "Alive": an_object({"status": {"const": "alive"}}),
        "Readiness": an_object(ready),
        "Description": BARE,
    }


def _rule() -> dict[str, Any]:
    people = {"type": "integer", "minimum": 0, "description": "How many people it takes to waive it; 0: nobody may."}
    return an_object(
        {
            "name": TEXT,
            "on": FLAG,
            "kind": {"enum": ["fail", "review"]},
            "severity": {"enum": ["error", "warning", "note"]},
            "variants": STRINGS,
            "languages": STRINGS,
            "waivable": people,
            "summary": TEXT,
            "observed": FLAG,
            "since": {"type": ["string", "null"], "format": "date-time", "description": "Observed as new since then."},
            "suspended": FLAG,
            "wrong_alarms": _WHOLE | {"description": "Findings that the title's desk called wrong."},
        }
    )


def _problem() -> dict[str, Any]:
    told = {"type": TEXT, "title": TEXT, "status": {"type": "integer"}, "detail": TEXT}
    more = {"instance": TEXT, "place": TEXT, "hint": TEXT}
    return an_object({**told, **more}, *more)


def problem(description: str) -> dict[str, Any]:
    """A response that is a problem document."""
    return {"description": description, "content": {MEDIA: {"schema": ref("Problem")}}}
