"""What the values in a configuration may be. Written by hand, since every start from the shell reads them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from compliance.errors import ReadError
from compliance.finding import Severity

Path = tuple[str | int, ...]


class Problem(Exception):  # noqa: N818 - it becomes a ConfigError once file and line are known
    """Something in a configuration is wrong.

    :param path: the keys to it, from the top of the configuration.
    :param what: what is wrong.
    :param hint: the next step.
    """

    def __init__(self, path: Path, what: str, hint: str) -> None:
        super().__init__(what)
        self.path, self.what, self.hint = path, what, hint


def unknown(path: Path, what: str, name: str, known: Iterable[str]) -> Problem:
    """A name that nobody knows, with the one it may have been."""
    from difflib import get_close_matches

    names = list(known)
    near = get_close_matches(name, names, n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"one of: {', '.join(names)}"
    return Problem(path, what, hint)


def check_keys(values: Mapping[str, Any], known: Iterable[str], path: Path = ()) -> None:
    """Refuse keys that mean nothing.

    :raises Problem: there is one.
    """
    names = tuple(known)
    for key in values:
        if key not in names:
            raise unknown((*path, key), "there is no such setting", key, names)


def table(values: Mapping[str, Any], key: str, path: Path = ()) -> Mapping[str, Any]:
    """A table; empty where absent.

    :raises Problem: it is something else.
    """
    found = values.get(key, {})
    if not isinstance(found, Mapping):
        raise Problem((*path, key), f"{_shown(found)} is no table", f"write [{key}] and one setting a line under it")
    return found


def tables(values: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    """An array of tables; empty where absent.

    :raises Problem: it is something else.
    """
    found = values.get(key, [])
    if not isinstance(found, list) or not all(isinstance(one, Mapping) for one in found):
        raise Problem((key,), f"{key} is no array of tables", f"write [[{key}]], with two brackets")
    return found


def text_list(values: Mapping[str, Any], key: str, path: Path = ()) -> tuple[str, ...] | None:
    """A list of texts; ``None`` where absent.

    :raises Problem: it is something else.
    """
    if key not in values:
        return None
    found = values[key]
    if isinstance(found, list | tuple) and all(isinstance(one, str) for one in found):
        return tuple(found)
    raise Problem((*path, key), f"{_shown(found)} is no list of texts", f'as in {key} = ["…", "…"]')


def number(values: Mapping[str, Any], key: str, least: float) -> float | None:
    """A number of at least ``least``; ``None`` where absent.

    :raises Problem: it is something else.
    """
    found = values.get(key)
    if found is None or (isinstance(found, int | float) and not isinstance(found, bool) and found >= least):
        return found
    raise Problem((key,), f"{_shown(found)} is not allowed", f"a number of at least {least:g}")


def flag(values: Mapping[str, Any], key: str) -> bool | None:
    """Whether something is on; ``None`` where absent.

    :raises Problem: it is neither ``true`` nor ``false``.
    """
    found = values.get(key)
    if found is None or isinstance(found, bool):
        return found
    raise Problem((key,), f"{_shown(found)} is not allowed", "true or false")


def gate(value: Any) -> Severity | None:
    """The gate; ``None`` for ``never``.

    :raises Problem: it is no severity.
    """
    if value == "never":
        return None
    names = [severity.value for severity in Severity]
    if value not in names:
        raise unknown(("gate",), f"{_shown(value)} is no severity", str(value), [*names, "never"])
    return Severity(value)


def story_defaults(values: Mapping[str, Any], path: Path) -> Mapping[str, Any]:
    """Metadata for stories that do not say it themselves.

    :raises Problem: a value is not of its kind, or a key is a slip of a known one.
    """
    if not values:
        return values
    from difflib import get_close_matches

    from compliance.readers.metadata import KNOWN, make_metadata, moment

    known = sorted({*KNOWN, "now"})
    for key in values:
        if key not in known and get_close_matches(key, known, n=1, cutoff=0.75):
            raise unknown((*path, key), "there is no such setting", key, known)
        try:
            if key == "now":
                moment(values[key], key, "")
            else:
                make_metadata({}, {key: values[key]}, "")
        except ReadError as error:
            what = error.what.removeprefix(f"{key}: ")
            raise Problem((*path, key), what, error.hint) from error
    return values


def _shown(value: Any) -> str:
    shown = repr(value)
    return shown if len(shown) <= 60 else shown[:57] + "…"
