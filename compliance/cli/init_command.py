"""``compliance init``: a commented compliance.toml to start from; nothing is ever overwritten."""

from __future__ import annotations

from pathlib import Path

import click

from compliance.errors import ComplianceError

_START = """\
# What this newsroom asks of its stories. Every line that begins with # shows a default or an example;
# take the # away to make it count. `compliance schema config` gives editors completion for this file.

# Start from a house profile: "wire" (a news agency's feed) or "web" (a newspaper's site).
{extends}

# Findings below this severity do not hold a story back: "error", "warning", "note" or "never".
# gate = "warning"

# Which rules run, by name or glob. `compliance rules` lists them, `compliance explain RULE` explains one.
# select = ["*"]
# ignore = ["captions/placeless"]

# What is skipped when a folder is searched, relative to this file.
# exclude = ["archive/", "drafts/"]

# The house's own vocabulary files, beside those that are shipped.
# vocabulary = ["house/agencies.yaml"]

# Rules as data: names of installed packs, or folders with a pack.yaml (docs/packs.md).
# packs = ["styles/house"]

# What a story is, where its file does not say.
[story]
# product = "website"       # wire website newspaper magazine syndication newsletter comments
# language = "en"
# territories = ["GB"]      # where it is published
# channels = ["web"]        # web app push print social broadcast
# sponsored = false

# A severity for a rule ("error", "warning", "note", "off"), for one variant of it, or a table of settings.
[rules]
# "copy/spacing" = "off"
# "dates/caption-mismatch:after" = "error"
# "quotes/anonymous-source" = {{ severity = "error", kind = "review" }}

# Plugins that are installed and must not be loaded. `compliance plugins` lists them.
# [plugins]
# block = ["name"]

# What differs for some paths, relative to this file.
# [[overrides]]
# paths = ["opinion/**"]
# ignore = ["quotes/loaded-verb"]
# rules = {{ "captions/undated" = "off" }}
# story = {{ section = "opinion" }}

# How `compliance serve` behaves, and what differs for a title (docs/configuration.md).
# [service]
# keep_text = false
# [service.record]
# retention_days = 730
# [service.titles.daily]
# profile = "web"
"""


@click.command(short_help="Write a commented compliance.toml.")
@click.argument("folder", default=".", metavar="[FOLDER]")
@click.option("--profile", metavar="NAME", help="Begin from a house profile: wire, web.")
def command(folder: str, profile: str | None) -> None:
    """Write a commented compliance.toml into a folder (default: this one). An existing file is left alone."""
    from compliance.config import NAME

    extends = '# extends = ["web"]'
    if profile is not None:
        _known(profile)
        extends = f'extends = ["{profile}"]'
    path = Path(folder) / NAME
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(_START.format(extends=extends))
    except FileExistsError as error:
        raise ComplianceError(
            "the file is there already and was left alone", where=str(path), hint="edit it"
        ) from error
    except OSError as error:
        raise ComplianceError(
            f"the file cannot be written: {error.strerror}", where=str(path), hint="check the folder"
        ) from error
    click.echo(f"wrote {path}")
    click.echo("  next: compliance check story.txt")


def _known(profile: str) -> None:
    """Refuse a profile that nobody brings."""
    from compliance.cli.options import load_registry
    from compliance.config_file import from_mapping

    from_mapping({"extends": [profile]}, load_registry({}), "--profile")
