"""Whether the public can open an address, told by its scheme, host, path and query."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from re import IGNORECASE, Pattern, compile
from typing import TYPE_CHECKING

from compliance.record import Record

if TYPE_CHECKING:
    from compliance.lexicon import Entry, Lexicon

LIST = "internal-addresses"
_NOWHERE = frozenset({"", "http:", "https:", "http://", "https://", "mailto:", "tel:", "//"})
_SECOND_LEVEL = frozenset({"ac", "co", "com", "edu", "gob", "gov", "govt", "net", "ne", "nom", "or", "org"})


class Judgement(Record):
    """Why the public cannot open an address.

    :param kind: ``empty``, ``preview``, ``network``, ``file`` or ``editor``.
    :param sure: no public page has such an address.
    """

    kind: str
    sure: bool = True


def judge(address: str, lexicon: Lexicon) -> Judgement | None:
    """Why the public cannot open an address; ``None`` where nothing speaks against it."""
    address = address.strip()
    if address.casefold() in _NOWHERE:
        return Judgement("empty")
    if _own_disk().match(address):
        return Judgement("file")
    known = _known(lexicon)
    match = _parts().match(address)
    if match is None:
        return None
    scheme, host, path, query = ((part or "").casefold() for part in match.groups())
    if scheme and (entry := known.schemes.get(scheme)) is not None:
        return _judged(entry)
    if host:
        host = host.rpartition("@")[2]
    elif not scheme:
        # an address without its scheme: what stands before the first slash may be a host
        first = path.partition("/")[0]
        host = first if first.count(".") > 1 or first.startswith("localhost:") else ""
    return _host(host, path, known) or _page(path, query, known)


class _Known(Record):
    schemes: dict[str, Entry]
    labels: dict[str, Entry]
    suffixes: tuple[Entry, ...]
    hosts: tuple[Entry, ...]
    paths: tuple[tuple[list[str], Entry], ...]
    queries: dict[str, Entry]


@lru_cache(maxsize=4)
def _known(lexicon: Lexicon) -> _Known:
    by_part: dict[str, list[Entry]] = {}
    for entry in lexicon.entries(LIST):
        by_part.setdefault(entry.text("part"), []).append(entry)

    def named(part: str) -> dict[str, Entry]:
        return {entry.phrase: entry for entry in by_part.get(part, ())}

    return _Known(
        schemes=named("scheme"),
        labels=named("label"),
        suffixes=tuple(by_part.get("suffix", ())),
        hosts=tuple(by_part.get("host", ())),
        paths=tuple((entry.phrase.strip("/").split("/"), entry) for entry in by_part.get("path", ())),
        queries=named("query"),
    )


def _judged(entry: Entry) -> Judgement:
    return Judgement(entry.text("kind"), not entry.flag("doubtful"))


def _host(written: str, path: str, known: _Known) -> Judgement | None:
    """Whether a host is one that only a network's own people reach."""
    if written.startswith("["):
        return Judgement("network") if written.startswith(("[::1]", "[fe80", "[fc", "[fd")) else None
    host = written.partition(":")[0].rstrip(".")
    if not host or host in ("http", "https"):
        return None
    if "." not in host:
        return Judgement("network")
    if host.replace(".", "").isdigit():
        return Judgement("network") if _private(host) else None
    for entry in known.hosts:
        if host == entry.phrase or host.endswith("." + entry.phrase):
            if entry.flag("public"):
                return None
            paths = entry.texts("paths")
            if not paths or path.strip("/").partition("/")[0] in paths:
                return _judged(entry)
    for entry in known.suffixes:
        if host.endswith("." + entry.phrase):
            return _judged(entry)
    return _labels(host, known)


def _labels(host: str, known: _Known) -> Judgement | None:
    """Whether a word in front of the registered domain is one of a preview or an intranet."""
    labels = host.split(".")
    own = 3 if len(labels) > 3 and labels[-2] in _SECOND_LEVEL and len(labels[-1]) == 2 else 2
    found: Judgement | None = None
    for label in labels[:-own]:
        whole = label.rstrip("0123456789-")
        for word in (whole, *(part.rstrip("0123456789") for part in label.split("-"))):
            entry = known.labels.get(word)
            if entry is None or (entry.flag("whole") and word != whole):
                continue
            found = _judged(entry)
            if found.sure:
                return found
    return found


def _private(host: str) -> bool:
    numbers = [int(part) if 0 < len(part) < 4 else 999 for part in host.split(".")]
    if len(numbers) != 4:
        return False
    one, two = numbers[:2]
    return (one in (0, 10, 127) or (one, two) in ((192, 168), (169, 254)) or (one == 172 and 16 <= two <= 31)) and max(
        numbers
    ) < 256


def _page(path: str, query: str, known: _Known) -> Judgement | None:
    """Whether path or query are those of a content system's own pages."""
    if path:
        segments = [part for part in path.split("/") if part]
        for wanted, entry in known.paths:
            if _contains(segments, wanted):
                return _judged(entry)
    for pair in _pairs(query):
        asked = known.queries.get(pair) or known.queries.get(pair.partition("=")[0])
        if asked is not None:
            return _judged(asked)
    return None


def _contains(segments: list[str], wanted: list[str]) -> bool:
    size = len(wanted)
    return any(
        all(want in ("*", part) for want, part in zip(wanted, segments[at : at + size], strict=True))
        for at in range(len(segments) - size + 1)
    )


def _pairs(query: str) -> Iterator[str]:
    return (pair for pair in query.replace("&amp;", "&").replace(";", "&").split("&") if pair)


@cache
def _own_disk() -> Pattern[str]:
    return compile(r"[a-z]:[\\/]|\\\\\w", IGNORECASE)


@cache
def _parts() -> Pattern[str]:
    # a colon ends a scheme, unless a port's number follows
    return compile(r"(?:([a-z][a-z0-9+.\-]*+):(?!\d))?+(?://([^/?#\s]*+))?+([^?\s]*+)(?:\?([^#\s]*+))?+", IGNORECASE)
