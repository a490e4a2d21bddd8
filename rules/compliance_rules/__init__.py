"""The newsroom's data: the core vocabulary and the house profiles, registered as a plugin like any other's."""

from __future__ import annotations

from pathlib import Path

from compliance.hookspecs import hookimpl

_HERE = Path(__file__).parent


@hookimpl
def compliance_register_vocabulary() -> tuple[Path, ...]:
    """The lists that the first-party rules and the host's analyses read."""
    return (_HERE / "core" / "vocabulary",)


@hookimpl
def compliance_register_packs() -> tuple[Path, ...]:
    """The folder with the profiles ``wire`` and ``web``."""
    return (_HERE,)
