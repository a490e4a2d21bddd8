"""Reads what a house set for its service, all of it or nothing: what is wrong anywhere refuses the whole."""

from __future__ import annotations

from pathlib import Path

from compliance.config_layers import read
from compliance.config_values import Problem
from compliance.service import settings as service_settings
from compliance.service.access.reading import from_tables
from compliance.service.access.settings import AccessSettings
from compliance.service.settings import Settings


def configured(path: Path | None) -> tuple[Settings, AccessSettings]:
    """How the service behaves, and what is set about titles and about who may come in.

    :param path: the configuration file; ``None`` without one.
    :raises ConfigError: something is not allowed; the message names file, line and key.
    """
    settings = service_settings.load(path)
    return settings, access_settings(path, settings)


def access_settings(config: Path | None, settings: Settings) -> AccessSettings:
    """What the house set about titles and about who may come in.

    :param config: the file that it stands in.
    :raises ConfigError: one of them is not allowed; the message names file, line and key.
    """
    if config is None:
        return AccessSettings()
    try:
        return from_tables(settings.parts, config.parent)
    except Problem as problem:
        read(config).layer.refuse(Problem(("service", *problem.path), problem.what, problem.hint))
