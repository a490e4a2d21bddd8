"""``compliance plugins``: the installed plugins, read from their distributions; none of them is imported."""

from __future__ import annotations

from typing import Any

import click

from compliance.cli.speech import say, spoken


@click.command(short_help="List the installed plugins.")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text")
@click.option("--config", metavar="FILE", help="This file instead of the compliance.toml nearest above.")
def command(format_: str, config: str | None) -> int:
    """List the installed plugins, without importing any of them."""
    from compliance import plugins
    from compliance.config import find
    from compliance.config_layers import read

    path = find(config)
    blocked = read(path).blocked_plugins if path is not None else ()
    listed: list[dict[str, Any]] = [
        {
            "name": plugin.name,
            "module": plugin.value,
            "distribution": plugin.distribution,
            "version": plugin.version,
            "blocked": plugin.name in blocked,
        }
        for plugin in plugins.discover()
    ]
    if format_ == "json":
        import json

        click.echo(json.dumps(listed, ensure_ascii=False, indent=1))
        return 0 if listed else 2
    if not listed:
        say("no plugin is installed, so nothing can be checked", err=True)
        hint = "pip install editorial-compliance (a bare checkout has no entry points)"
        click.echo(f"  {spoken('next:')} {spoken(hint)}", err=True)
        return 2
    width = max(len(one["name"]) for one in listed)
    modules = max(len(one["module"]) for one in listed)
    for one in listed:
        state = spoken("  blocked") if one["blocked"] else ""
        click.echo(f"{one['name']:<{width}}  {one['module']:<{modules}}  {one['distribution']} {one['version']}{state}")
    return 0
