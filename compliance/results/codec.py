"""Reports as bytes, and back: the JSON of their fields in order, nothing that could be run when it is read.

A line of JSON comes first. What is long stands behind it as it is, because JSON's escapes cost more to read than all
the rest: of each report its rules, two lines of JSON that many stories have alike, then the story's text.

What comes back prints the same as what went in, in every format: facts that JSON has no form for become what the JSON
output prints of them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache, lru_cache
from types import UnionType
from typing import TYPE_CHECKING, Any, TypeGuard, get_args, get_origin, get_type_hints

from compliance.finding import Standing
from compliance.policy import verdict_left
from compliance.renderers.model import Kept, ReportView, Seen
from compliance.sighting import Sighting

if TYPE_CHECKING:
    from compliance.finding import Severity
    from compliance.renderers.model import ErrorView

_ALIKE = ("rules_run", "rules_skipped")
"""Fields of a report that many stories have alike."""
_ALIKE_AT = tuple(map(ReportView._fields.index, _ALIKE))
_VIEW_AT, _TEXT_AT, _KEPT_AT = map(Seen._fields.index, ("view", "text", "kept"))
TEXT = ("utf-8", "surrogatepass")
"""How text is kept: what JSON escapes need be no Unicode."""
Decode = Callable[[Any], Any]


def encode(outcomes: Iterable[Seen], gate: Severity | None) -> bytes:
    """The bytes of the answers for one file, without what is to be compared: that stands in their head.

    :param gate: by which they were judged.
    """
    rows: list[list[Any]] = []
    apart: list[str] = []
    for outcome in outcomes:
        row = [getattr(outcome, field) for field in Seen._fields]
        view: list[Any] = list(outcome.view)
        for at in _ALIKE_AT:
            apart.append(f"{written(view[at])}\n")
            view[at] = None
        apart.append(outcome.text)
        row[_VIEW_AT], row[_TEXT_AT], row[_KEPT_AT] = view, len(outcome.text), None
        rows.append(row)
    return "".join([written([gate, rows]), "\n", *apart]).encode(*TEXT)


def decode(content: bytes, gate: Severity | None) -> list[Seen]:
    """The answers that bytes were made of, judged by today's gate."""
    one = _decoder(Seen)
    head, _, apart = content.decode(*TEXT).partition("\n")
    judged_by, rows = json.loads(head)
    _put_back(rows, apart)
    found = [one(row) for row in rows]
    return found if judged_by == gate else [_again(seen, gate) for seen in found]


def _put_back(rows: list[Any], apart: str) -> None:
    """Give each row what stands behind the JSON."""
    begin = 0
    for row in rows:
        for at in _ALIKE_AT:
            end = apart.index("\n", begin)
            row[_VIEW_AT][at] = apart[begin:end]
            begin = end + 1
        end = begin + row[_TEXT_AT]
        row[_TEXT_AT] = apart[begin:end]
        begin = end


def _again(seen: Seen, gate: Severity | None) -> Seen:
    verdict = verdict_left(seen.view, seen.view.findings, gate)
    return seen if verdict == seen.view.verdict else seen._replace(view=seen.view._replace(verdict=verdict))


def kept_of(text: str) -> Kept | None:
    """What is to be compared of a story.

    :param text: what :func:`written` made of it; empty for nothing.
    """
    found: Kept | None = _decoder(Kept)(json.loads(text)) if text else None
    return found


def written(value: Any) -> str:
    """A value as JSON, as short as it can be."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_other)


def keepable(outcomes: tuple[Seen | ErrorView, ...]) -> TypeGuard[tuple[Seen, ...]]:
    """Whether answers may be kept: the file was read, and no rule of it failed or ran out of time."""
    return all(
        isinstance(outcome, Seen)
        and bool(outcome.view.rules_run)
        and not any(finding.rule.startswith("compliance/") for finding in outcome.view.shown)
        for outcome in outcomes
    )


def _other(value: Any) -> Any:
    """A fact that JSON has no form for."""
    if isinstance(value, Mapping):
        return {str(key): part for key, part in value.items()}
    if isinstance(value, set | frozenset):
        return list(value)
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


@cache
def _decoder(kind: Any) -> Decode:
    """What makes records of one kind of the lists that JSON has in their place."""
    told = {"date": date, "Standing": Standing, "Sighting": Sighting}
    hints = get_type_hints(kind, localns=told)
    fields = [(at, name, _part(hints[name])) for at, name in enumerate(kind._fields)]
    parts = [(at, _alike(part) if name in _ALIKE else part) for at, name, part in fields if part is not None]
    make = kind._make

    def record(row: list[Any]) -> Any:
        for at, part in parts:
            value = row[at]
            if value is not None:
                row[at] = part(value)
        return make(row)

    return record


def _alike(part: Decode) -> Decode:
    """What reads a field that stands behind the JSON; the same text is read once."""

    @lru_cache(maxsize=256)
    def read(text: str) -> Any:
        return part(json.loads(text))

    return read


def _part(hint: Any) -> Decode | None:
    """How a field of this type is made of its JSON; ``None`` where that is the value itself."""
    if isinstance(hint, UnionType):
        parts = [part for one in get_args(hint) if (part := _part(one)) is not None]
        return parts[0] if parts else None
    if hint is date:
        return date.fromisoformat
    if hasattr(hint, "_fields"):
        return _decoder(hint)
    if get_origin(hint) is tuple:
        return _tuple(get_args(hint))
    if get_origin(hint) is Mapping and (part := _part(get_args(hint)[1])) is not None:
        return lambda table: {key: part(value) for key, value in table.items()}
    return None


def _tuple(kinds: tuple[Any, ...]) -> Decode:
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        part = _part(kinds[0])
        return tuple if part is None else lambda row: tuple(map(part, row))
    parts = [_part(kind) for kind in kinds]
    if not any(parts):
        return tuple
    return lambda row: tuple(value if part is None else part(value) for part, value in zip(parts, row, strict=True))
