"""The options that commands share, and how the configuration they name becomes a checker."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from compliance.errors import ComplianceError

if TYPE_CHECKING:
    from compliance.checker import Checker
    from compliance.config import Config
    from compliance.plugins import Registry

F = TypeVar("F", bound=Callable[..., Any])
_GATES = ("error", "warning", "note", "never")


def rule_options(function: F) -> F:
    """Which rules there are."""
    for option in (
        click.option(
            "--pack", "packs", multiple=True, metavar="PACK", help="Add a pack: a name, or a folder (may be repeated)."
        ),
        click.option("--profile", metavar="NAME", help="Start from a house profile: wire, web, comments …"),
        click.option("--config", metavar="FILE", help="This file instead of the compliance.toml nearest above."),
    ):
        function = option(function)
    return function


def options_of_rules(told: Mapping[str, Any]) -> str:
    """The options of :func:`rule_options` as they were given, to be given to another command."""
    given = [("--pack", pack) for pack in told["packs"]]
    given += [(f"--{name}", told[name]) for name in ("profile", "config") if told[name]]
    if not given:
        return ""
    import shlex

    return shlex.join(part for option in given for part in option)


def config_options(function: F) -> F:
    """Which rules, under which configuration."""
    function = rule_options(function)
    for option in (
        click.option("--ignore", multiple=True, metavar="RULE", help="Leave rules out (a glob, may be repeated)."),
        click.option("--select", multiple=True, metavar="RULE", help="Only these rules: 'dates/*' (may be repeated)."),
    ):
        function = option(function)
    return function


def _moment(ctx: click.Context, parameter: click.Parameter, value: str | None) -> datetime | None:
    if value is None:
        return None
    if value == "now":
        return datetime.now().astimezone()
    try:
        return datetime.fromisoformat(value.strip())
    except ValueError as error:
        raise ComplianceError(
            f"--now {value} is no moment", hint="as in 2023-04-18 or 2023-04-18T09:30:00+02:00, or the word now"
        ) from error


now_option = click.option(
    "--now", callback=_moment, metavar="MOMENT", help="Judge the stories as of this moment (2023-04-18T09:30+02:00)."
)


def load(told: Mapping[str, Any], *, interrupt: bool = False) -> Checker:
    """The checker that a command's options ask for.

    :raises ComplianceError: configuration, a plugin or an option is wrong.
    """
    from compliance import plugins
    from compliance.checker import Checker

    draft = _draft(told)
    registry = plugins.load(blocked=draft.blocked_plugins if draft else ())
    if draft is not None:
        from compliance.config_file import enabled

        registry = enabled(draft, registry)
    config = _config(told, draft, registry)
    return Checker(config, registry=registry, interrupt=interrupt)


def load_registry(told: Mapping[str, Any]) -> Registry:
    """The rules there are: of the plugins that the configuration does not block, and of the packs that are on.

    :param told: the options of :func:`rule_options`.
    :raises ComplianceError: the configuration cannot be read, or a plugin or a pack is wrong.
    """
    from compliance import plugins
    from compliance.catalogue import pack_folder, with_packs

    draft = _draft(told)
    registry = plugins.load(blocked=draft.blocked_plugins if draft else ())
    if draft is not None:
        from compliance.config_file import enabled

        registry = enabled(draft, registry)
    return with_packs(registry, [pack_folder(name, Path(), registry) for name in _packs(told)])


def _draft(told: Mapping[str, Any]) -> Any:
    """The configuration as it is written, before anything in it is looked up; ``None`` without any."""
    from compliance.config import find

    path = find(told.get("config"))
    if path is None and not told.get("profile"):
        return None
    from compliance.config_layers import read

    return read(path, profile=told.get("profile"))


def _config(told: Mapping[str, Any], draft: Any, registry: Any) -> Config:
    from compliance.config import Config

    if draft is None:
        config = Config()
    else:
        from compliance.config_file import settle

        config = settle(draft, registry)
    changes: dict[str, Any] = {}
    if told.get("select"):
        changes["select"] = _listed(told["select"])
    if told.get("ignore"):
        changes["ignore"] = (*config.ignore, *_listed(told["ignore"]))
    if told.get("gate"):
        changes["gate"] = _gate(told["gate"])
    if told.get("packs"):
        from compliance.catalogue import pack_folder

        more = tuple(pack_folder(name, Path(), registry) for name in _packs(told))
        changes["packs"] = (*config.packs, *more)
    return config._replace(**changes) if changes else config


def _listed(values: tuple[str, ...]) -> tuple[str, ...]:
    """Globs, each option one or several parted by commas."""
    return tuple(part.strip() for value in values for part in value.split(",") if part.strip())


def _packs(told: Mapping[str, Any]) -> tuple[str, ...]:
    """The packs named; an option that names none is kept, and refused where packs are looked for."""
    return tuple(pack for value in told.get("packs") or () for pack in _listed((value,)) or ("",))


def _gate(name: str) -> Any:
    from compliance.finding import Severity

    if name not in _GATES:
        raise ComplianceError(f"--gate {name} is no severity", hint=f"one of: {', '.join(_GATES)}")
    return None if name == "never" else Severity(name)
