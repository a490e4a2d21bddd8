"""The output for programs: one document, written story by story, in the form of :mod:`compliance.renderers.model`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from types import UnionType
from typing import TYPE_CHECKING, Any, get_args, get_origin, get_type_hints

from compliance.renderers import Writer
from compliance.renderers.model import SCHEMA_VERSION, Document, ErrorView, Piece, ReportView

if TYPE_CHECKING:
    from compliance.renderers import Run

_HIDDEN = frozenset({"region", "text_name"})
_WHERE_THERE = frozenset({"text", "baseline", "observed", "waiver"})
"""Fields that are there only where there is something in them."""
BETWEEN = ",\n"
"""What parts the items of a list; within an item there is no line break."""
_BARE = frozenset({str, int, float, bool, type(None)})


def render(run: Run) -> Iterator[str]:
    """The document in pieces, a report a line."""
    errors, own = [], writer(run)
    yield f'{{"schema_version":"{SCHEMA_VERSION}","reports":['
    separator = "\n"
    for outcome in run.outcomes:
        if isinstance(outcome, ErrorView):
            errors.append(outcome)
            continue
        yield separator + own.piece(outcome).text
        separator = ",\n"
    unread = ",\n".join(map(dump, errors))
    yield f'\n],"errors":[{unread}]}}\n'


def writer(run: Run) -> Writer:
    """What writes a story's report as JSON on one line, which no look changes."""
    return Writer("json", lambda seen: Piece(dump_report(seen.view)))


def dump_report(view: ReportView) -> str:
    """One report as JSON on one line; what only some reports have, where this one has it."""
    table = table_of(view)
    if view.text is None:
        del table["text"]
    for name in ("baseline", "observed"):
        if not table[name]:
            del table[name]
    return written(table)


def table_of(view: ReportView) -> dict[str, Any]:
    """One report as :func:`plain` has it; what many stories have alike is made once, and belongs to all of them."""
    table: dict[str, Any] = plain(view._replace(rules_run=(), rules_skipped=()))
    table["rules_run"], table["rules_skipped"] = _same(view.rules_run), [*map(_same, view.rules_skipped)]
    return table


def dump(value: Any) -> str:
    """A value of one of the published types as JSON on one line."""
    return written(plain(value))


def written(value: Any) -> str:
    """A value as JSON on one line, safe to print: what a terminal obeys, and what turns text round, is an escape."""
    # half a surrogate pair, which a story's own JSON may hold, stays an escape when the output is encoded
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_other)
    # what a CI server would take for a command, were it printed to its log
    text = re.sub(r"##(?=\w*\[)", r"#\\u0023", text) if "##" in text else text
    return text if text.isascii() and "\x7f" not in text else _unseen().sub(_escape, text)


def items(values: Iterable[Any]) -> str:
    """Values as items of a JSON list, one a line."""
    return BETWEEN.join(map(written, values))


def listed(groups: Iterable[str]) -> Iterator[str]:
    """All items of a JSON list.

    :param groups: those of each story, of :func:`items`; each gives one piece of output, empty where it has none.
    """
    separator = "\n"
    for group in groups:
        yield separator + group if group else ""
        separator = BETWEEN if group else separator


@cache
def _unseen() -> re.Pattern[str]:
    """Controls that JSON lets stand, marks of direction, and the line ends that JavaScript knows."""
    return re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


def plain(value: Any) -> Any:
    """Tuples with names as tables, everything else as json knows it."""
    if type(value) in _BARE:
        return value
    fields = getattr(value, "_fields", None)
    if fields is not None:
        named = zip(fields, value, strict=True)
        return {n: plain(part) for n, part in named if n not in _HIDDEN and (part is not None or n != "waiver")}
    if isinstance(value, dict | Mapping):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(part) for part in value]
    return value


@lru_cache(maxsize=1024)
def _same(value: tuple[Any, ...]) -> Any:
    """As :func:`plain`, for what many stories have alike."""
    return plain(value)


def _other(value: Any) -> str:
    """A fact that JSON has no form for: dates in ISO 8601."""
    return str(value.isoformat()) if hasattr(value, "isoformat") else str(value)


def schema(kind: type = Document) -> dict[str, Any]:
    """The JSON Schema of one of the published types."""
    from pydantic import TypeAdapter

    found = TypeAdapter(_table(kind, {})).json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **found}


def _table(kind: Any, known: dict[Any, Any]) -> Any:
    """The type of what :func:`plain` makes of a type: a tuple with names becomes a table."""
    if kind in known:
        return known[kind]
    if hasattr(kind, "_fields"):
        known[kind] = _typed_dict(kind, known)
        return known[kind]
    arguments = tuple(_table(part, known) for part in get_args(kind))
    if isinstance(kind, UnionType):
        found = arguments[0]
        for part in arguments[1:]:
            found = found | part
        return found
    origin = get_origin(kind)
    return origin[arguments] if origin is not None and arguments else kind


def _typed_dict(kind: Any, known: dict[Any, Any]) -> Any:
    from typing import NotRequired

    from typing_extensions import TypedDict

    fields = {name: _table(hint, known) for name, hint in get_type_hints(kind).items() if name not in _HIDDEN}
    for name in _WHERE_THERE & kind._field_defaults.keys():
        fields[name] = NotRequired[fields[name]]
    make: Any = TypedDict  # called at run time, with names that no type checker can know
    made = make(kind.__name__.removesuffix("View"), fields)
    made.__doc__ = kind.__doc__
    return made
