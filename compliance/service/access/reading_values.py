"""Reads single values of the settings about access: texts, flags, secrets."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from compliance.config_values import Problem


def text(values: Mapping[str, Any], key: str, path: tuple[str, ...], default: str | None = None) -> str:
    """A text that is not empty.

    :raises Problem: it is something else, or absent without a default.
    """
    found = values.get(key, default)
    if isinstance(found, str) and (found.strip() or found == default):
        return found
    raise Problem((*path, key), f"{found!r} is no text" if key in values else f"{key} is missing", f'{key} = "…"')


def flag(values: Mapping[str, Any], key: str, path: tuple[str, ...]) -> bool:
    """Whether something is set; ``False`` where it is not named.

    :raises Problem: it is something else than true or false.
    """
    found = values.get(key, False)
    if isinstance(found, bool):
        return found
    raise Problem((*path, key), f"{found!r} is not allowed", "true or false")


def secret(values: Mapping[str, Any], path: tuple[str, ...], root: Path) -> str:
    """A secret from where the table says: an environment variable or a file, never the table itself.

    :raises Problem: it says nowhere, or nothing is there.
    """
    if "secret_env" in values and "secret_file" in values:
        raise Problem((*path, "secret_file"), "there are two secrets", "either secret_env or secret_file")
    if "secret_env" in values:
        name = text(values, "secret_env", path)
        found, key = os.environ.get(name, ""), "secret_env"
        what = f"the environment variable {name} is not set"
    elif "secret_file" in values:
        file, key = root / text(values, "secret_file", path), "secret_file"
        try:
            found = file.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            found = ""
        what = f"there is no secret in {file}"
    else:
        raise Problem(path, "the secret is missing", 'secret_env = "NAME" or secret_file = "FILE"')
    if len(found) < 16:
        raise Problem((*path, key), what if not found else "the secret is too short", "16 characters at the least")
    return found
