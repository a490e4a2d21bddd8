"""Describes the interface in OpenAPI 3.1, from the routes and from the published form of reports."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from compliance import __version__
from compliance.service.api import keys
from compliance.service.api.openapi_schemas import problem, report_schemas
from compliance.service.api.openapi_shapes import MOMENT, ref
from compliance.service.api.written import JSON
from compliance.service.story_ids import LONGEST
from compliance.service.types import Event

_STORY = {
    "id": "baths-1",
    "headline": "Baths to close",
    "body": "The council voted on Monday to close the baths [TK].",
    "language": "en",
}
_TEXT = "Baths to close\n\nThe council voted on Monday to close the baths [TK].\n"
_BATCH = json.dumps(_STORY) + "\n" + json.dumps({**_STORY, "id": "baths-2"}) + "\n"
_REASON = "The mayor's office confirmed the figure by telephone."
_WHY = {"reason": _REASON}
_WAIVER = {"fingerprint": "e8c0993a438d1269a32c8390", "reason": _REASON, "until": "2099-12-31T23:59:00Z"}
_HOOK = {
    "type": "apiKey",
    "in": "header",
    "name": "webhook-signature",
    "description": (
        "`v1,` and the Base64 of the HMAC-SHA256 of `webhook-id`, `webhook-timestamp` and the body, parted by full "
        "stops (Standard Webhooks), under the secret of the webhook that `?hook=` names: docs/service/webhooks.md."
    ),
}
_LANGUAGE = {"type": "string", "pattern": "^(en|es)(-[A-Za-z0-9-]+)?$", "default": "en"}
_LINES = {"schema": {"type": "string", "description": "One BatchLine a line"}, "x-itemSchema": ref("BatchLine")}
_ID = {"type": "string", "minLength": 1}
_STORY_ID = {**_ID, "maxLength": LONGEST}
_SIGN = {"type": "string", "minLength": 1, "pattern": "^[!-~]+$"}


def document() -> dict[str, Any]:
    """The whole description."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "compliance",
            "version": __version__,
            "description": "Checks a news story before its readers see it, and keeps the record of it.",
        },
        "security": [{"token": []}],
        "paths": {path: _path(methods) for path, methods in _paths().items()},
        "components": {
            "schemas": report_schemas(),
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}, "hook": _HOOK},
        },
    }


@cache
def _written() -> bytes:
    return json.dumps(document(), ensure_ascii=False).encode()


def openapi(request: Request) -> Response:
    """``GET /openapi.json``."""
    return Response(_written(), media_type=JSON)


def _path(methods: Mapping[str, Any]) -> dict[str, Any]:
    return {method: {**told, "responses": _responses(told["responses"])} for method, told in methods.items()}


def _responses(told: Mapping[str, Any]) -> dict[str, Any]:
    return {**told, "default": problem("What is wrong, and what to do")}


def _paths() -> dict[str, Any]:
    return {
        "/v1/check": {"post": _check()},
        "/v1/rules": {"get": _read("Which rules there are", "Rules")},
        "/v1/reports/{id}": {"get": _read("A report as it was answered", "Report", _in_path("id"))},
        "/v1/stories/{id}/history": {
            "get": _read(
                "The checks of a story, the newest first",
                "History",
                _in_path("id", _STORY_ID),
                _query("limit", {"type": "integer", "minimum": 1, "maximum": 500, "default": 100}),
                _query("before", {"type": "string"}, "The id of a report: only older ones."),
            )
        },
        "/v1/reports/{id}/waivers": {"post": _decide("Let a finding through", "Waiver", "Waiver", _WAIVER, _key())},
        "/v1/reports/{id}/override": {"post": _decide("Publish a held story", "Override", "Report", _WHY, _key())},
        "/v1/reports/{id}/override/withdraw": {
            "post": _decide("End an override", "OverrideWithdrawal", "WithdrawnOverride", _WHY, status="200"),
        },
        "/v1/waivers/{id}/withdraw": {
            "post": _decide("End a waiver", "Withdrawal", "Withdrawal", _WHY, status="200"),
        },
        "/v1/keys": {"get": _keys()},
        "/v1/certificates/{id}/match": {"post": _match()},
        "/livez": {"get": _open("The process answers", "Alive")},
        "/readyz": {"get": _ready()},
        "/metrics": {"get": _text("What was counted, for Prometheus")},
        "/openapi.json": {"get": _open("This description", "Description")},
    }


def _check() -> dict[str, Any]:
    reports = {"oneOf": [ref("Report"), ref("Reports")]}
    return {
        "operationId": "check",
        "summary": "Check the stories of a body",
        "description": "Content-Type says what the body is. An event other than draft is recorded.",
        "security": [{"token": []}, {"hook": []}],
        "parameters": [
            _query("event", {"type": "string", "enum": [event.value for event in Event], "default": "publish"}),
            _query("offsets", {"type": "string", "enum": ["codepoints", "utf16"], "default": "codepoints"}),
            _query("lang", _LANGUAGE, "The language of the messages."),
            _query("now", MOMENT, "The moment the stories are judged at."),
            _query("hook", _ID, "The webhook by whose secret the request is signed, in place of a token."),
            _header("webhook-id", _SIGN, "Of a signed request: new each time that it is sent."),
            _header(
                "webhook-timestamp",
                {"type": "string", "pattern": "^[0-9]+$"},
                "Of a signed request: seconds since 1970.",
            ),
            _key(),
        ],
        "requestBody": {
            "required": True,
            "content": {
                JSON: {"schema": {"oneOf": [ref("Story"), ref("Stories")]}, "example": _STORY},
                "text/plain": {"schema": {"type": "string", "minLength": 1}, "example": _TEXT},
                "text/markdown": {"schema": {"type": "string", "minLength": 1}, "example": f"# {_TEXT}"},
                "text/html": {"schema": {"type": "string", "minLength": 1}, "example": f"<p>{_TEXT}</p>"},
                "application/x-ndjson": {"schema": {"type": "string"}, "example": _BATCH},
            },
        },
        "responses": {
            "200": {
                "description": "The report; of a list, all of them; of a batch, one a line",
                "content": {JSON: {"schema": reports}, "application/x-ndjson": _LINES},
            }
        },
    }


def _decide(summary: str, name: str, answer: str, example: Any, *more: Any, status: str = "201") -> dict[str, Any]:
    content = {JSON: {"schema": ref(f"{name}Request"), "example": example}}
    return {
        "operationId": name[:1].lower() + name[1:],
        "summary": summary,
        "description": "A person decides: the request says on whose behalf it comes.",
        "parameters": [_in_path("id"), *more],
        "requestBody": {"required": True, "content": content},
        "responses": {status: _answer(summary, answer)},
    }


def _keys() -> dict[str, Any]:
    told = _open("The public keys of all certificates, the first used first", "Keys")
    content = {keys.MEDIA: {"schema": ref("Keys")}}
    return {**told, "responses": {"200": {"description": told["summary"], "content": content}}}


def _match() -> dict[str, Any]:
    told = _check()
    return {
        "operationId": "match",
        "summary": "Whether a story is the one that was certified",
        "parameters": [_in_path("id")],
        "requestBody": told["requestBody"],
        "responses": {"200": _answer("Whether it is, and what differs", "Match")},
    }


def _read(summary: str, schema: str, *parameters: Any) -> dict[str, Any]:
    return {**_open(summary, schema), "parameters": list(parameters), "security": [{"token": []}]}


def _open(summary: str, schema: str) -> dict[str, Any]:
    return {
        "operationId": schema[:1].lower() + schema[1:],
        "summary": summary,
        "security": [],
        "responses": {"200": _answer(summary, schema)},
    }


def _ready() -> dict[str, Any]:
    told = _open("Stories can be checked and recorded", "Readiness")
    return {**told, "responses": {**told["responses"], "503": _answer("They cannot", "Readiness")}}


def _answer(summary: str, schema: str) -> dict[str, Any]:
    return {"description": summary, "content": {JSON: {"schema": ref(schema)}}}


def _text(summary: str) -> dict[str, Any]:
    content = {"text/plain": {"schema": {"type": "string"}}}
    return {
        "operationId": "metrics",
        "summary": summary,
        "security": [],
        "responses": {"200": {"description": summary, "content": content}},
    }


def _query(name: str, schema: Any, description: str = "") -> dict[str, Any]:
    return _parameter("query", name, schema, description)


def _key() -> dict[str, Any]:
    return _header("Idempotency-Key", {**_SIGN, "maxLength": 255})


def _header(name: str, schema: Any, description: str = "") -> dict[str, Any]:
    return _parameter("header", name, schema, description)


def _parameter(where: str, name: str, schema: Any, description: str) -> dict[str, Any]:
    told = {"name": name, "in": where, "schema": schema}
    return {**told, "description": description} if description else told


def _in_path(name: str, schema: Any = _ID) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "schema": schema}
