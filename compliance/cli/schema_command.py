"""``compliance schema``: the JSON Schemas of what the program reads and writes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from compliance.errors import ComplianceError


def _report() -> dict[str, Any]:
    from compliance.renderers.json import schema

    return schema()


def _replay() -> dict[str, Any]:
    from compliance.renderers.json import schema
    from compliance.renderers.replay_model import Replayed

    return schema(Replayed)


def _stats() -> dict[str, Any]:
    from compliance.renderers.json import schema
    from compliance.renderers.stats_model import Stats

    return schema(Stats)


def _inspect() -> dict[str, Any]:
    from compliance.inspection import Inspection
    from compliance.renderers.json import schema

    return schema(Inspection)


def _story() -> dict[str, Any]:
    from compliance.readers.story_schema import schema

    return schema()


def _pack() -> dict[str, Any]:
    from compliance.packs.schema import json_schema

    return json_schema()


def _config() -> dict[str, Any]:
    from compliance.cli.options import load_registry
    from compliance.config_schema import schema
    from compliance.service.settings_schema import service_schema

    return schema(load_registry({}), service_schema())


SCHEMAS: dict[str, Callable[[], dict[str, Any]]] = {
    "report": _report,
    "inspect": _inspect,
    "story": _story,
    "config": _config,
    "pack": _pack,
    "replay": _replay,
    "stats": _stats,
}


@click.command(short_help="Print a JSON Schema.")
@click.argument("name", required=False, metavar="[report|inspect|story|config|pack|replay|stats]")
def command(name: str | None) -> None:
    """Print a JSON Schema.

    report: what check --format json writes. inspect: what inspect --format jsonl writes, a line. story: the
    product's own story JSON. config: compliance.toml, with the options of the rules installed here. pack: pack.yaml.
    replay, stats: what these commands write with --format json.
    """
    if name not in SCHEMAS:
        what = "no schema was named" if name is None else f"there is no schema {name!r}"
        raise ComplianceError(what, hint=f"one of: {', '.join(SCHEMAS)}")
    import json

    click.echo(json.dumps(SCHEMAS[name](), ensure_ascii=False, indent=1))
