"""What a result is known by: all that decides what is found in a file, so that a change of any of it is another key.

The program and its plugins are known by the content of their files, packs and vocabulary by theirs, libraries by name
and version, the configuration by its values. Times of change count for nothing: a fresh checkout finds what was kept
of the last one. A plugin is known by its top package; what it imports from elsewhere, by no more than the version of
that distribution.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from compliance import cache
from compliance.digests import digest, hasher
from compliance.policy import matching_overrides

if TYPE_CHECKING:
    from compliance.checker import Checker
    from compliance.config import Config
    from compliance.plugins import Registry

_DIGEST_BYTES = 16
_AFTERWARDS = frozenset({"root", "path", "gate", "exclude", "packs", "vocabulary"})
"""Fields of the configuration that decide nothing of what is kept, and those that count by their content."""


def run_key(checker: Checker, told: Iterable[object]) -> bytes:
    """What the findings of a run are known by, beside the files; empty where they cannot be kept.

    They cannot where a plugin is told of each report, which no result of an earlier run would be; where a rule reads
    files of its own; and where a plugin is in no file.

    :param told: what else decides: the language of the messages, the moment the stories are judged at.
    """
    registry = checker.registry
    if any("files" in rule.uses for rule in registry.rules.values()) or _wants_reports(registry):
        return b""
    roots = _packages(registry)
    if roots is None:
        return b""
    parts = [sys.version, *_libraries(), _code(roots), *_data(registry, checker.config)]
    parts += [repr(sorted(checker.versions.items())), _settings(checker.config), repr([_plain(one) for one in told])]
    whole = "\n".join(parts).encode("utf-8", "surrogatepass")
    return bytes(hasher()(whole, digest_size=_DIGEST_BYTES).digest())


def file_key(run: bytes, config: Config, path: str, data: bytes) -> bytes:
    """What the findings in a file are known by.

    :param run: of :func:`run_key`.
    :param path: the file's name as it was given, which stands in its reports.
    :param data: its content.
    """
    overrides = [config.overrides.index(one) for one in matching_overrides(config, path)]
    begin = run + f"{overrides}\n{path}\0".encode("utf-8", "surrogatepass")
    return bytes(hasher()(begin + data, digest_size=_DIGEST_BYTES).digest())


def _wants_reports(registry: Registry) -> bool:
    manager = registry.manager
    return manager is not None and bool(manager.hook.compliance_report_ready.get_hookimpls())


def _packages(registry: Registry) -> list[str] | None:
    """The folders and files of the program and of each plugin; ``None`` where one has none."""
    found = {os.path.dirname(os.path.dirname(__file__))}
    for plugin in registry.plugins:
        name = getattr(plugin.import_module(), "__name__", "")
        top = sys.modules.get(name.partition(".")[0])
        places = list(getattr(top, "__path__", ())) or [getattr(top, "__file__", None)]
        if top is None or None in places:
            return None
        found.update(str(place) for place in places)
    return sorted(found)


def _code(roots: Iterable[str]) -> str:
    """A digest of the content of all files in these folders; they are read only where one of them changed."""
    paths = [(place, name) for root in roots for place, name in _files(root)]
    kept = cache.compiled("code", map(_state, paths), lambda: {"digest": _contents(paths)})
    return str(kept["digest"])


def _files(root: str) -> Iterator[tuple[str, str]]:
    """The files below a folder, or the file itself, each with its name there, sorted."""
    if not os.path.isdir(root):
        yield root, os.path.basename(root)
        return
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(files):
            place = os.path.join(folder, name)
            yield place, os.path.relpath(place, root)


def _state(path: tuple[str, str]) -> tuple[str, int, int]:
    known = os.stat(path[0])
    return path[0], known.st_size, known.st_mtime_ns


def _contents(paths: Iterable[tuple[str, str]]) -> str:
    whole = hasher()(digest_size=_DIGEST_BYTES)
    for place, name in paths:
        whole.update(f"{name} {digest(Path(place).read_bytes())}\n".encode("utf-8", "surrogatepass"))
    return str(whole.hexdigest())


def _libraries() -> Iterator[str]:
    """Name and version of every distribution, as the folders say that tell of them."""
    for folder in sys.path:
        try:
            yield from sorted(name for name in os.listdir(folder or ".") if name.endswith((".dist-info", ".egg-info")))
        except OSError:
            continue


def _data(registry: Registry, config: Config) -> Iterator[str]:
    """The packs that are on, and the vocabulary, by their content."""
    for pack in (registry.packs_on or {}).values():
        yield f"{pack.name} {pack.digest}"
    for path in (*registry.vocabulary, *config.vocabulary):
        yield _contents(_files(str(path)))


def _settings(config: Config) -> str:
    """The configuration's values, less what counts after the findings or by its content."""
    return repr([(name, _plain(value)) for name, value in config._asdict().items() if name not in _AFTERWARDS])


def _plain(value: object) -> Any:
    """A value whose text is the same in every process."""
    if isinstance(value, Mapping):
        return [(str(key), _plain(part)) for key, part in value.items()]
    if isinstance(value, set | frozenset):
        return sorted(repr(part) for part in value)
    if isinstance(value, tuple | list):
        return [_plain(part) for part in value]
    return value.isoformat() if isinstance(value, datetime) else repr(value)
