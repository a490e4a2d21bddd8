"""What a configuration is made of: files as they are written, and the profiles below them, each with its places.

One file counts: the one named, else the nearest above the working folder. Nothing in it is looked up here but the
profiles that it extends.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from compliance.config_values import Problem, check_keys, table, text_list
from compliance.errors import ConfigError, did_you_mean
from compliance.record import Record

if TYPE_CHECKING:
    from compliance.plugins import Registry

TOP = (
    "extends",
    "gate",
    "select",
    "ignore",
    "observe",
    "exclude",
    "vocabulary",
    "packs",
    "rule_seconds",
    "max_bytes",
    "inline_waivers",
    "plugins",
    "rules",
    "story",
    "overrides",
    "service",
)
"""The keys of the file's first level."""


class Layer(Record):
    """One file's settings as they are written.

    :param name: what errors call it.
    :param text: the file, for finding lines in it; empty where the settings come from no file.
    :param prefix: the tables around them (``tool.compliance``).
    :param lenient: names of rules that are not installed are passed over: a shipped profile's.
    """

    values: Mapping[str, Any]
    name: str
    text: str = ""
    prefix: tuple[str, ...] = ()
    path: Path | None = None
    lenient: bool = False

    def refuse(self, problem: Problem) -> NoReturn:
        """Raise a problem with its place: file, line and key.

        :raises ConfigError: always.
        """
        where = self.name
        if self.text:
            from compliance.toml_lines import line_of

            where += f":{line_of(self.text, (*self.prefix, *problem.path))}"
        key = ".".join(_shown(part) for part in (*self.prefix, *problem.path))
        what = f"{key}: {problem.what}" if key else problem.what
        raise ConfigError(what, where=where, hint=problem.hint) from None


def _shown(part: str | int) -> str:
    plain = str(part).replace("-", "").replace("_", "")
    return str(part) if plain.isalnum() else f'"{part}"'


class Draft(Record):
    """Configuration as it is written, before names in it are looked up.

    :param layer: the file's own settings.
    :param profiles: profiles asked for beside it.
    :param asked_in: the keys of the setting that asks for them; empty: the command does.
    """

    layer: Layer
    profiles: tuple[str, ...] = ()
    blocked_plugins: tuple[str, ...] = ()
    asked_in: tuple[str, ...] = ()


def read(path: Path | None, profile: str | None = None, asked_in: tuple[str, ...] = ()) -> Draft:
    """Read a file, and look up nothing in it yet.

    :param profile: a profile to start from, beside those that the file extends.
    :param asked_in: the keys of the setting of the file that names the profile; empty: the command does.
    :raises ConfigError: it is no TOML, or not to be read; the message names file, line and key.
    """
    layer = _layer(path) if path is not None else Layer({}, "--profile")
    try:
        check_keys(layer.values, TOP)
        plugins = table(layer.values, "plugins")
        check_keys(plugins, ("block",), ("plugins",))
        blocked = text_list(plugins, "block", ("plugins",)) or ()
    except Problem as problem:
        layer.refuse(problem)
    return Draft(layer, (profile,) if profile else (), blocked, asked_in)


def toml_of(path: Path, hint: str) -> tuple[str, Mapping[str, Any]]:
    """The text of a file of TOML, and what it says.

    :param hint: the next step where it is no TOML.
    :raises ConfigError: it cannot be read, or is no TOML.
    """
    import tomllib

    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        said = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise ConfigError(f"the file cannot be read: {said}", where=str(path), hint="check the file") from error
    try:
        return text, tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        what, line = _syntax(str(error), text)
        raise ConfigError(what, where=f"{path}:{line}", hint=hint) from error


def _layer(path: Path, lenient: bool = False) -> Layer:
    text, values = toml_of(path, "see docs/configuration.md for a whole example")
    prefix: tuple[str, ...] = ()
    if path.name == "pyproject.toml":
        prefix = ("tool", "compliance")
        values = values.get("tool", {}).get("compliance", {})
    return Layer(values, str(path), text, prefix, path, lenient)


def _syntax(said: str, text: str) -> tuple[str, int]:
    """The parser's words and line; at the end of the file it gives no number."""
    what, _, place = said.partition(" (at ")
    digits = place.removeprefix("line ").partition(",")[0]
    line = int(digits) if digits.isdecimal() else max(len(text.splitlines()), 1)
    source = text.splitlines()[line - 1].strip() if text.strip() else ""
    return f"this is no TOML: {what[:1].lower() + what[1:]}" + (f" in {source!r}" if source else ""), line


def layers(draft: Draft, registry: Registry) -> Iterator[Layer]:
    """The layers from the lowest up, each once."""
    seen: set[str] = set()
    shipped = profiles(registry)

    def below(layer: Layer, names: Iterable[str], asked_in: tuple[str, ...] = ("extends",)) -> Iterator[Layer]:
        for name in names:
            path = _profile(name, shipped, layer, asked_in)
            if str(path) in seen:
                continue
            seen.add(str(path))
            found = _layer(path, lenient=name in shipped)
            yield from below(found, _extends(found))
            yield found

    yield from below(draft.layer, _extends(draft.layer))
    asking = draft.layer if draft.asked_in else Layer({}, "--profile")
    yield from below(asking, draft.profiles, draft.asked_in)
    yield draft.layer


def files(draft: Draft, registry: Registry) -> tuple[Path, ...]:
    """The files that a configuration is made of, profiles first.

    :raises ConfigError: there is no such profile, or a file cannot be read.
    """
    return tuple(layer.path for layer in layers(draft, registry) if layer.path is not None)


def _extends(layer: Layer) -> tuple[str, ...]:
    value = layer.values.get("extends")
    if isinstance(value, str):
        return (value,)
    try:
        return text_list(layer.values, "extends") or ()
    except Problem as problem:
        layer.refuse(problem)


def profiles(registry: Registry) -> dict[str, Path]:
    """The profiles that packs bring, by name."""
    found: dict[str, Path] = {}
    for pack in registry.packs:
        for path in sorted((pack / "profiles").glob("*.toml")):
            found.setdefault(path.stem, path)
    return found


def _profile(name: str, shipped: Mapping[str, Path], layer: Layer, asked_in: tuple[str, ...]) -> Path:
    if name in shipped:
        return shipped[name]
    if name.endswith(".toml"):
        path = (layer.path.parent if layer.path else Path()) / name
        if path.is_file():
            return path
    known = f"one of: {', '.join(shipped)}, or a .toml file" if shipped else "install the pack that brings it"
    hint = did_you_mean(name, shipped) or known
    layer.refuse(Problem(asked_in if layer.text else (), f"there is no profile {name!r}", hint))
