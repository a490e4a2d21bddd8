"""Finds the files of a folder of Vale styles; reads none but the ``.vale.ini``."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from compliance.errors import PackError
from compliance.packs.vale.settings import NAMES, Settings, read_settings

SUFFIX = ".yml"
SPELLING = "hunspell"
"""The library that reads dictionaries, an extra of the installation."""
MOST_BYTES = 5_000_000
_NO_STYLES = frozenset({"config", "Vocab", ".vale-config"})


def settings_file(folder: Path) -> Path | None:
    """The folder's ``.vale.ini``, by any of its names."""
    return next((folder / name for name in NAMES if (folder / name).is_file()), None)


def is_vale(folder: Path) -> bool:
    """Whether a folder holds styles of Vale: a ``.vale.ini``, or rules in YAML, in it or in the folders in it."""
    return settings_file(folder) is not None or any(rule_files(folder)) or any(styles_in(folder))


def files(folder: Path) -> list[Path]:
    """Every file that a folder's rules are made of, in a fixed order."""
    file = settings_file(folder)
    settings = read_settings(text_of(file), str(file)) if file else Settings()
    styles = folder / settings.styles_path
    found = [*([file] if file else []), *styles.glob(f"*{SUFFIX}"), *styles.glob(f"*/**/*{SUFFIX}")]
    found += styles.rglob("*.txt")
    return sorted(set(found))


def around() -> list[tuple[str, int, str]]:
    """What else decides which rules are taken: whether there is a library for spelling."""
    return [(SPELLING, 0, "there" if find_spec(SPELLING) else "missing")]


def styles_in(folder: Path) -> Iterator[Path]:
    """The folders of styles in a folder: those that hold rules."""
    if folder.is_dir():
        for path in sorted(folder.iterdir()):
            if path.is_dir() and path.name not in _NO_STYLES and any(rule_files(path)):
                yield path


def rule_files(folder: Path) -> Iterator[Path]:
    """The rules that lie in a folder: YAML with ``extends``, none that a link leads out to."""
    home = folder.resolve()
    for file in sorted(folder.glob(f"*{SUFFIX}")):
        if file.is_file() and file.resolve().is_relative_to(home) and b"extends" in file.read_bytes()[:MOST_BYTES]:
            yield file


def text_of(file: Path) -> str:
    """The text of a file.

    :raises PackError: it cannot be read, is not UTF-8, or far too large.
    """
    try:
        if file.stat().st_size > MOST_BYTES:
            raise PackError(f"the file is over {MOST_BYTES} bytes", where=str(file), hint="a style's files are small")
        return file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise PackError(f"the file cannot be read: {error.strerror}", where=str(file), hint="check it") from error
    except UnicodeDecodeError as error:
        raise PackError("the file is not UTF-8", where=str(file), hint="save it as UTF-8") from error
