"""Finds the packs there are, and keeps what each is compiled to as long as its files say the same.

A pack's files are known by their content, not by their time of change: a pack that was pulled, copied or restored is
compiled anew only where it says something else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from compliance import cache
from compliance.cache import Sections
from compliance.digests import digest
from compliance.entry_rows import as_lines
from compliance.errors import PackError
from compliance.lexicon import Entry
from compliance.packs.compiled import CompiledPack, CompiledRule
from compliance.packs.vale import files as vale
from compliance.record import Record

FILE = "pack.yaml"
MOST_BYTES = 20_000_000


class Pack(Record):
    """A pack as it is kept.

    :param folder: where it lies.
    :param digest: of the content of all its files.
    :param kept: the sections of :func:`sections`.
    """

    folder: Path
    digest: str
    kept: Sections

    @property
    def name(self) -> str:
        """The first part of its rules' names."""
        return str(self.kept["head"]["name"])

    @property
    def default(self) -> bool:
        """Whether it is on without being named."""
        return bool(self.kept["head"]["default"])

    @property
    def untaken(self) -> list[tuple[str, str]]:
        """Its rules that are not taken, although they are on: the name of each, and why."""
        return [(name, why) for name, why in self.kept["head"]["untaken"]]

    @property
    def extends(self) -> list[str]:
        """The packs whose rules come too, as they are written."""
        return list(self.kept["head"]["extends"])


class Head(Record):
    """What is known of a pack before it is read.

    :param name: the first part of its rules' names.
    :param default: it is on without being named.
    """

    folder: Path
    name: str
    default: bool


def heads(registered: Iterable[Path]) -> list[Head]:
    """The packs in the folders that plugins registered; as long as no ``pack.yaml`` changes, without reading them.

    :raises PackError: one is wrong.
    """
    found = folders(registered)
    if not found:
        return []

    def read() -> dict[str, Any]:
        packs = [load(folder) for folder in found]
        return {"heads": [(str(pack.folder), pack.name, pack.default) for pack in packs]}

    kept = cache.compiled("packs", cache.states(folder / FILE for folder in found), read)
    return [Head(Path(folder), name, default) for folder, name, default in kept["heads"]]


def folders(registered: Iterable[Path]) -> list[Path]:
    """The folders that hold a pack, of those that plugins registered and of the folders in them."""
    found = []
    for path in registered:
        if (path / FILE).is_file():
            found.append(path)
        else:
            found += sorted(file.parent for file in path.glob(f"*/{FILE}"))
    return found


def load(folder: Path) -> Pack:
    """The pack in a folder: that of its ``pack.yaml``, or of the Vale styles in it.

    :raises PackError: there is none, or something in it is wrong.
    """
    paths = _files(folder)
    try:
        _refuse_large(paths)
        contents = [(path, path.read_bytes()) for path in paths]
    except OSError as error:
        raise PackError(
            f"the pack cannot be read: {error.strerror}", where=str(error.filename or folder), hint="check the file"
        ) from error
    states = [(str(path), len(content), digest(content)) for path, content in contents]
    if paths[0].name != FILE:
        states += vale.around()
    kept = cache.compiled("pack", states, lambda: sections(_compiled(folder)))
    return Pack(folder, " ".join(str(known) for _, _, known in states), kept)


def _files(folder: Path) -> list[Path]:
    """The files that a pack is made of."""
    if not (folder / FILE).is_file():
        if vale.is_vale(folder):
            return vale.files(folder)
        what = "there is no pack here: no pack.yaml" if folder.is_dir() else "there is no such folder"
        raise PackError(what, where=str(folder), hint="`compliance schema pack` says what a pack.yaml holds")
    from compliance.packs import beside

    return [folder / FILE, *beside.files(folder)]


def _compiled(folder: Path) -> CompiledPack:
    if not (folder / FILE).is_file():
        from compliance.packs.vale.compile import compile_folder

        return compile_folder(folder)
    from compliance.packs.compile import compile_pack

    return compile_pack(folder)


def _refuse_large(paths: Iterable[Path]) -> None:
    from compliance.packs import beside

    for path in paths:
        most, hint = (MOST_BYTES, "put long lists beside it") if path.name == FILE else (beside.MOST_BYTES, "split it")
        if path.stat().st_size > most:
            raise PackError(f"the file is over {most} bytes", where=str(path), hint=hint)


def sections(pack: CompiledPack) -> dict[str, Any]:
    """What is kept of a pack: JSON values, of which a start reads the heads only.

    ``head`` is the pack's own; ``rules`` has a row for each rule; ``rule:<name>`` is what its check reads,
    ``messages:<name>`` what it says; ``docs`` are all manual pages and ``examples`` all bad and good stories, by the
    rules' ids; ``list:<group>`` holds the entries of a group of phrases, a line of JSON each.
    """
    head = {"name": pack.name, "title": pack.title, "description": pack.description, "default": pack.default}
    found: dict[str, Any] = {
        "head": {**head, "extends": list(pack.extends), "sources": list(pack.sources), "untaken": list(pack.untaken)},
        "rules": [_row(rule) for rule in pack.rules],
        "docs": {rule.id: rule.doc for rule in pack.rules},
        "examples": {rule.id: [list(rule.bad), list(rule.good)] for rule in pack.rules},
    }
    for rule in pack.rules:
        patterns = {group: list(pattern) for group, pattern in rule.patterns.items()}
        found[f"rule:{rule.pack}/{rule.id}"] = {
            "scope": list(rule.scope),
            "patterns": patterns,
            "data": dict(rule.data),
        }
        found[f"messages:{rule.pack}/{rule.id}"] = rule.messages
        for group, entries in _entries(rule).items():
            found[f"list:{group}"] = as_lines(entries)
    return found


def _row(rule: CompiledRule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "pack": rule.pack,
        "check": rule.check,
        "kind": rule.kind,
        "severity": rule.severity,
        "languages": list(rule.languages),
        "basis": [list(one) for one in rule.basis],
        "reports_as": rule.reports_as,
        "aliases": list(rule.aliases),
        "groups": list(rule.phrases),
        "awaited": [group for group, pattern in rule.patterns.items() if pattern.awaited],
        "wakes": list(rule.wakes),
        "once": rule.once,
    }


def _entries(rule: CompiledRule) -> Mapping[str, list[Entry]]:
    return {
        rule.group(name): [
            Entry(words, stands_for, tuple(rule.languages), name in rule.exact, facts)
            for words, stands_for, facts in phrases
        ]
        for name, phrases in rule.phrases.items()
    }
