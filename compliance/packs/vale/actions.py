"""Works out what a rule's ``action`` would write instead of what was found."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from compliance.packs.vale.dialect import UntranslatableError, translate
from compliance.packs.vale.search import Search

NAMES = ("suggest", "replace", "remove", "edit", "convert")
_ARITY = {"regex": 3, "replace": 3, "remove": 2, "trim": 2, "trim_left": 2, "trim_right": 2, "truncate": 2, "split": 3}
_EDITS: Mapping[str, Callable[[str, Sequence[str]], str]] = {
    "replace": lambda match, given: match.replace(given[0], given[1]),
    "remove": lambda match, given: match.replace(given[0], ""),
    "trim": lambda match, given: match.strip(given[0]),
    "trim_left": lambda match, given: match.lstrip(given[0]),
    "trim_right": lambda match, given: match.rstrip(given[0]),
    "truncate": lambda match, given: match.split(given[0])[0],
}


def offers(name: str, params: Sequence[str], match: str, search: Search) -> tuple[str, ...]:
    """What to write instead of a match; empty where the action cannot tell.

    :param name: of the action: ``replace``, ``remove``, ``edit``, ``convert`` or ``suggest``.
    """
    if name == "replace":
        return tuple(params)
    if name == "remove":
        return ("",)
    if name == "convert" and params[:1] == ["simple"]:
        return (_simple(match),)
    if name == "edit" and params and len(params) == _ARITY.get(params[0]):
        edited = _edited(params[0], params[1:], match, search)
        return () if edited is None else (edited.strip(),)
    return ()


def _edited(name: str, given: Sequence[str], match: str, search: Search) -> str | None:
    if name == "regex":
        try:
            pattern, _ = translate(given[0])
        except UntranslatableError:
            return None
        return search.sub(pattern, replacement(given[1]), match)
    if name == "split":
        parts = match.split(given[0])
        number = int(given[1]) if given[1].isdigit() else len(parts)
        return parts[number] if number < len(parts) else None
    return _EDITS[name](match, given)


def replacement(written: str) -> str:
    """A replacement as ``regex`` reads it: ``$1`` and ``${name}`` as groups, backslashes as they stand."""
    text = written.replace("\\", r"\\")
    text = re.sub(r"\$(?:\{(\w+)\}|(\d+))", lambda place: rf"\g<{place[1] or place[2]}>", text)
    return text.replace("$$", "$")


def _simple(match: str) -> str:
    """Words in small letters with a space between them: ``readTheStory`` and ``read-the-story`` alike."""
    parted = re.sub(r"(?<=[^\W\d_])(?<![A-Z])(?=[A-Z])", " ", match)
    return " ".join(re.sub(r"[\W_]+", " ", parted).split()).lower()
