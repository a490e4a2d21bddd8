"""What a house decides: which rules run, how much each counts, the gate, and what its stories have in common.

Reading it from a file is :mod:`compliance.config_file`'s; here is what was decided, and where that stands.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from fnmatch import translate
from pathlib import Path
from types import MappingProxyType
from typing import Any

from compliance.errors import ConfigError
from compliance.finding import Kind, Severity
from compliance.readers.decoding import MAX_BYTES
from compliance.record import Record

NAME = "compliance.toml"


class RuleSetting(Record):
    """What a house sets for a rule, or for one variant of it; ``None`` leaves the rule's own default.

    :param off: the rule (or variant) says nothing.
    :param observe: what it finds is told and never counts.
    :param options: the rule's options dataclass, built and checked; only for a whole rule.
    :param waivable: how many different people may let a finding through together; 0: nobody may.
    """

    severity: Severity | None = None
    kind: Kind | None = None
    off: bool = False
    options: Any = None
    waivable: int | None = None
    observe: bool = False


class Override(Record):
    """What differs for some paths.

    :param paths: globs relative to the configuration's folder.
    """

    paths: tuple[str, ...]
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    rules: Mapping[str, RuleSetting] = MappingProxyType({})
    story: Mapping[str, Any] = MappingProxyType({})
    observe: tuple[str, ...] = ()


class Config(Record):
    """A house's decisions; the defaults are those of a general newsroom.

    :param root: folder of the configuration file; paths in it and override globs are relative to it.
    :param path: the file itself; ``None`` without one.
    :param gate: findings below this severity do not count for the verdict; ``None``: none does.
    :param select: globs of rule names to run.
    :param ignore: globs of rule names to leave out; wins over ``select``.
    :param observe: globs of rules that run, and whose findings are told and never count.
    :param rules: settings by rule name, or by ``rule:variant``.
    :param story: metadata for what a story does not say itself.
    :param exclude: globs of paths that folders are searched without.
    :param blocked_plugins: entry point names that are not loaded.
    :param vocabulary: further vocabulary files of the house.
    :param packs: folders of packs that are on, beside those that are so by default.
    :param rule_seconds: a rule that takes longer on one story is stopped and reported.
    :param max_bytes: larger files are refused.
    :param inline_waivers: whether comments in stories can waive findings.
    """

    root: Path = Path()
    path: Path | None = None
    gate: Severity | None = Severity.WARNING
    select: tuple[str, ...] = ("*",)
    ignore: tuple[str, ...] = ()
    rules: Mapping[str, RuleSetting] = MappingProxyType({})
    story: Mapping[str, Any] = MappingProxyType({})
    overrides: tuple[Override, ...] = ()
    exclude: tuple[str, ...] = ()
    blocked_plugins: tuple[str, ...] = ()
    vocabulary: tuple[Path, ...] = ()
    packs: tuple[Path, ...] = ()
    rule_seconds: float = 5.0
    max_bytes: int = MAX_BYTES
    inline_waivers: bool = True
    observe: tuple[str, ...] = ()


def find(told: str | None = None, start: Path | None = None) -> Path | None:
    """The configuration file: the one told, else the nearest in the working folder and those above it.

    :raises ConfigError: the file told does not exist.
    """
    if told is not None:
        path = Path(told)
        if path.is_dir():
            path = path / NAME
        if not path.is_file():
            raise ConfigError("there is no such configuration file", where=told, hint="`compliance init` writes one")
        return path
    for folder in _upwards(start):
        path = folder / NAME
        if path.is_file():
            return path
        path = folder / "pyproject.toml"
        if path.is_file() and b"[tool.compliance" in path.read_bytes():
            return path
    return None


def nearest(name: str, start: Path | None = None) -> Path | None:
    """The file of this name in the working folder, or the nearest in those above it."""
    return next((folder / name for folder in _upwards(start) if (folder / name).is_file()), None)


def _upwards(start: Path | None) -> tuple[Path, ...]:
    here = (start or Path.cwd()).absolute()
    return (here, *here.parents)


def exclusion(config: Config) -> re.Pattern[str] | None:
    """What ``exclude`` leaves out; ``None`` where that is nothing.

    It is matched with a path, relative to the configuration's folder, and with a file's or folder's bare name.
    """
    globs = [glob.rstrip("/") for glob in config.exclude]
    return re.compile("|".join(map(translate, globs))) if globs else None


def excluded(path: Path, config: Config) -> bool:
    """Whether folders are searched without a file: ``exclude`` leaves it out, or a folder above it.

    :param path: absolute.
    """
    left_out = exclusion(config)
    if left_out is None or not path.is_relative_to(config.root):
        return False
    relative = path.relative_to(config.root)
    above = (relative, *relative.parents[:-1])
    return any(left_out.match(one.as_posix()) or left_out.match(one.name) for one in above)
