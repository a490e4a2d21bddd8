"""The JSON Schema of the table ``[service]`` of compliance.toml, for completion in editors."""

from __future__ import annotations

from typing import Any

from compliance.service.settings import HOLD, MOST_DAYS, REVIEW, Settings
from compliance.service.types import Role

_TEXT = {"type": "string", "pattern": "\\S"}
_TEXT_OR_NONE = {"type": "string", "pattern": "^$|\\S"}
_TEXTS = {"type": "array", "items": {"type": "string"}}
_FLAG = {"type": "boolean"}
_ADDRESS = {"type": "string", "pattern": "^https?://"}
_ONE_SECRET = [{"required": ["secret_env"]}, {"required": ["secret_file"]}]


def service_schema() -> dict[str, Any]:
    """The schema, with the defaults of what has one."""
    own = {name: {**told, "default": _plain(getattr(Settings(), name))} for name, told in _own().items()}
    return _table(
        "How `compliance serve` behaves.",
        {
            **own,
            "record": _table("The record.", {"retention_days": _days("How long reports are kept, of every title.")}),
            "titles": _named("What differs for a title.", _title()),
            "access": _access(),
            "webhooks": _named("Calls from and to other programs, signed.", _webhook()),
        },
    )


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _own() -> dict[str, dict[str, Any]]:
    """The settings of the table itself."""
    return {
        "story_seconds": _seconds("The time that the rules have for one story; one rule may take half of it."),
        "on_overrun": {"enum": [HOLD, REVIEW], "description": "The verdict where a rule was cut off."},
        "essential": _globs("Globs of rules without which no story is let through, suspended or not."),
        "observe": _globs("Globs of rules whose findings are shown and never count."),
        "accept_new_rules": {**_FLAG, "description": "Rules that an upgrade brings count at once."},
        "suspend_after": _count("On how many of the last stories a rule fails before it is suspended."),
        "suspend_within": _count("How many stories these are."),
        "suspend_seconds": _seconds("How long a suspended rule waits; twice as long each time."),
        "in_flight": _count("Stories at work or waiting before more are refused; 0: eight a worker.", least=0),
        "max_body": _count("Bytes of a request."),
        "max_depth": _count("How deep lists, objects, elements may be nested; 0: as deep as they are read.", least=0),
        "max_stories": _count("Stories of a batch."),
        "requests_per_minute": _count("Of one token, over time."),
        "burst": _count("Of one token, at once."),
        "header_seconds": _seconds("For the head of a request, and for silence between two."),
        "body_seconds": _seconds("For the body of a request."),
        "cors": {**_TEXTS, "description": "Origins that scripts in browsers may call from."},
        "keep_text": {**_FLAG, "description": "The stories' text becomes part of the record."},
        "signing_key": {"type": "string", "description": "The file of the key for certificates; read at the start."},
    }


def _title() -> dict[str, Any]:
    told = {
        "profile": {**_TEXT, "description": "The profile its stories are checked with: a name, or a .toml file."},
        "retention_days": _days("How long its reports are kept."),
        "history": {**_FLAG, "default": True, "description": "Who may only check also reads earlier reports."},
        "keep_text": {**_FLAG, "description": "Its stories' text becomes part of the record."},
    }
    return _table("A newspaper, a site or a desk.", told)


def _access() -> dict[str, Any]:
    roles = {"type": "array", "items": {"enum": [role.value for role in Role]}, "minItems": 1}
    told = {
        "roles": roles,
        "titles": {**_TEXTS, "minItems": 1},
        "position": {**_TEXT_OR_NONE, "description": "Their position in the newsroom, as records show it."},
    }
    group = _table("What the people of a group may do, and in which titles.", told, "roles", "titles")
    return _table(
        "Who may come in.",
        {
            "idle_minutes": {"type": "number", "minimum": 1, "default": 60, "description": "Of a session."},
            "session_hours": {"type": "number", "minimum": 1, "default": 12, "description": "Of a session, at most."},
            "groups": _named("Groups as the house's sign-in names them.", group),
            "oidc": _oidc(),
            "proxy": _proxy(),
        },
    )


def _oidc() -> dict[str, Any]:
    claims = {"id_claim": "sub", "name_claim": "name", "groups_claim": "groups"}
    told = {
        "issuer": _ADDRESS,
        "client_id": _TEXT,
        "public_url": {**_ADDRESS, "description": "The address of this service as browsers see it."},
        **{name: {**_TEXT, "default": default} for name, default in claims.items()},
        "scopes": _TEXTS,
        **_secret(),
    }
    made = _table("Sign-in by the house's provider of OpenID Connect.", told, "issuer", "client_id", "public_url")
    return {**made, "oneOf": _ONE_SECRET}


def _proxy() -> dict[str, Any]:
    headers = {
        "secret_header": "X-Proxy-Secret",
        "user_header": "X-Forwarded-User",
        "name_header": "X-Forwarded-Name",
        "groups_header": "X-Forwarded-Groups",
    }
    told = {
        "addresses": {**_TEXTS, "minItems": 1, "description": "Where it calls from, as in 10.0.0.5/32."},
        **{name: {**_TEXT, "default": default} for name, default in headers.items()},
        **_secret(),
    }
    return {**_table("Sign-in by a proxy that says in headers who they are.", told, "addresses"), "oneOf": _ONE_SECRET}


def _webhook() -> dict[str, Any]:
    told = {
        "title": _TEXT,
        "url": {
            "type": "string",
            "pattern": "^$|^https?://",
            "description": "Whom it tells; without it, it is a way in.",
        },
        "events": {**_TEXTS, "description": "What it tells of; everything where none is named."},
        "private": {**_FLAG, "default": False, "description": "The receiver may be in the house's own network."},
        **_secret(),
    }
    return {
        **_table("A call; with an address it tells, without one it is a way in.", told, "title"),
        "oneOf": _ONE_SECRET,
    }


def _secret() -> dict[str, Any]:
    return {
        "secret_env": {**_TEXT, "description": "The environment variable that holds the secret."},
        "secret_file": {**_TEXT, "description": "The file that holds the secret, relative to this one."},
    }


def _seconds(description: str) -> dict[str, Any]:
    return {"type": "number", "minimum": 0.05, "description": description}


def _count(description: str, least: int = 1) -> dict[str, Any]:
    return {"type": "integer", "minimum": least, "description": description}


def _globs(description: str) -> dict[str, Any]:
    return {**_TEXTS, "description": description}


def _days(description: str) -> dict[str, Any]:
    return {"type": "number", "exclusiveMinimum": 0, "maximum": MOST_DAYS, "description": description}


def _table(description: str, properties: dict[str, Any], *required: str) -> dict[str, Any]:
    found = {"type": "object", "description": description, "properties": properties, "additionalProperties": False}
    return {**found, "required": list(required)} if required else found


def _named(description: str, each: dict[str, Any]) -> dict[str, Any]:
    """A table of tables, each under a name of the house's."""
    return {"type": "object", "description": description, "additionalProperties": each}
