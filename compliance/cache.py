"""Keeps what was compiled from data files, by a digest of their bytes, in the user's cache folder.

A cache that is missing, broken or not writable is passed over: it saves time and never decides anything.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

FORMAT = b"compliance-4"


def folder() -> Path:
    """Where compiled data is kept: ``COMPLIANCE_CACHE``, else the platform's cache folder."""
    told = os.environ.get("COMPLIANCE_CACHE")
    if told:
        return Path(told)
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(base) if base else Path.home() / ".cache") / "compliance"


def compiled(kind: str, contents: Iterable[bytes], compile: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """What ``compile`` makes of files with these contents; it is called only where no cache holds it.

    :param kind: names the cache file, and tells what a digest is of.
    :param compile: returns a table of JSON values.
    """
    digest = hashlib.sha256(FORMAT + kind.encode())
    for content in contents:
        digest.update(len(content).to_bytes(8, "big"))
        digest.update(content)
    name = digest.hexdigest()[:32]
    path = folder() / f"{kind}-{name}.json"
    known = _read(path, name)
    if known is None:
        known = compile()
        _write(path, name, known)
    return known


def _read(path: Path, name: str) -> dict[str, Any] | None:
    try:
        kept = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(kept, dict) or kept.get("digest") != name or not isinstance(kept.get("value"), dict):
        return None
    value: dict[str, Any] = kept["value"]
    return value


def _write(path: Path, name: str, value: dict[str, Any]) -> None:
    temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_text(json.dumps({"digest": name, "value": value}, ensure_ascii=False), encoding="utf-8")
        temporary.replace(path)
    except OSError:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
