"""The form of a vocabulary file, checked with pydantic when a file is new to the cache."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from compliance.errors import VocabularyError

Extra = str | int | float | bool | list[str] | date


class PhraseEntry(BaseModel):
    """A phrase with what is known of it; keys beside these become the entry's data."""

    model_config = ConfigDict(extra="allow", strict=True)
    __pydantic_extra__: dict[str, Extra] = Field(init=False)

    phrase: str = Field(min_length=1)
    aliases: list[str] = []
    languages: str | list[str] | None = None
    case: Literal["exact", "ignore"] | None = None
    exact: bool | None = None


class VocabularyFile(BaseModel):
    """One file: entries for one list."""

    model_config = ConfigDict(extra="forbid", strict=True)

    name: str = Field(alias="list", min_length=1, description="the list's name; several files may add to one list")
    description: str = ""
    sources: list[str] = []
    case: Literal["exact", "ignore"] = "ignore"
    language: str | list[str] | None = None
    scan: bool = Field(default=True, description="false: looked up only, never searched for in stories")
    entries: list[str | PhraseEntry]

    def tongues(self) -> tuple[str, ...]:
        """The languages that entries have unless they say otherwise."""
        if self.language is None:
            return ()
        return (self.language,) if isinstance(self.language, str) else tuple(self.language)

    def items(self) -> Iterable[Any]:
        """The entries as plain values, keys that were not given left out."""
        for entry in self.entries:
            yield entry if isinstance(entry, str) else _plain(entry.model_dump(exclude_none=True))


def _plain(entry: dict[str, Any]) -> dict[str, Any]:
    """An entry with its days as text, since YAML takes ``2025-03-04`` for one."""
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in entry.items()}


def parse_vocabulary(path: Path, content: bytes) -> Iterable[VocabularyFile]:
    """The list in a YAML file.

    :raises VocabularyError: it is not YAML, or not of this form.
    """
    import yaml

    try:
        raw = yaml.load(content, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{path}:{mark.line + 1}:{mark.column + 1}" if mark else str(path)
        raise VocabularyError(f"not readable as YAML: {getattr(error, 'problem', error)}", where=where) from error
    return [_validated(raw, path)]


def parse_locale(path: Path, content: bytes) -> Iterable[VocabularyFile]:
    """The lists in a locale file's ``[lists]`` table, in the language its folder names."""
    import tomllib

    try:
        raw = tomllib.loads(content.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise VocabularyError(f"not readable as TOML: {error}", where=str(path)) from error
    return [
        _validated({"list": name, "language": path.parent.name, "entries": entries}, path)
        for name, entries in raw.get("lists", {}).items()
    ]


def _validated(raw: Any, path: Path) -> VocabularyFile:
    try:
        return VocabularyFile.model_validate(raw)
    except ValidationError as error:
        # of the two forms an entry can have, the table's errors say more
        first = max(error.errors(), key=lambda one: len(one["loc"]))
        key = ".".join(str(part) for part in first["loc"])
        raise VocabularyError(
            f"{key or 'the file'}: {first['msg']}",
            where=str(path),
            hint="compare it with the vocabulary files that are shipped",
        ) from error
