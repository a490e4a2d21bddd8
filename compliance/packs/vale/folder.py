"""Reads a folder of Vale styles: its ``.vale.ini`` where it has one, its vocabulary, and every rule that is on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from compliance.errors import PackError
from compliance.packs.vale.define import Definition, define
from compliance.packs.vale.files import SUFFIX, rule_files, settings_file, styles_in, text_of
from compliance.packs.vale.keys import LEVELS, WrongKeyError
from compliance.packs.vale.points.patterns import checked
from compliance.packs.vale.settings import Part, Settings, read_settings
from compliance.packs.vale.switches import switches
from compliance.packs.vale.vocabulary import House, entries, vocabulary_files
from compliance.packs.yaml_lines import Marked, read
from compliance.record import Record

_OWN = "Vale"
_OWN_RULES: dict[str, dict[str, Any]] = {
    "Repetition": {
        "extends": "repetition", "message": "'%s' is repeated!", "level": "error", "alpha": True, "tokens": [r"[^\s]+"],
        "action": {"name": "edit", "params": ["truncate", " "]},
    },
    "Spelling": {
        "extends": "spelling", "message": "Did you really mean '%s'?", "level": "error",
        "action": {"name": "suggest", "params": ["spellings"]},
    },
}  # fmt: skip
"""The rules that Vale has of its own, besides those it makes of the vocabulary."""


class Refused(Record):
    """A rule that is not taken.

    :param name: ``Style.Rule``.
    :param where: file and line.
    :param why: in words, with the next step where there is one.
    :param off: the settings want it so.
    """

    name: str
    where: str
    why: str
    off: bool = False


class Taken(Record):
    """A rule that is taken.

    :param level: as the settings have it.
    :param said: for which files it is on.
    """

    rule: Definition
    level: str
    said: Sequence[tuple[str, bool]]
    where: str


class Folder(Record):
    """A folder of styles.

    :param settings: of its ``.vale.ini``; those of none where it has none.
    :param unused: what of the settings is not done, each with its place.
    """

    settings: Settings
    taken: Sequence[Taken]
    refused: Sequence[Refused]
    unused: Sequence[tuple[str, str]] = ()


def read_folder(folder: Path) -> Folder:
    """The rules of a folder of styles.

    Without a ``.vale.ini`` every rule is on, at its own level.

    :raises PackError: there are no styles, or the settings or the vocabulary cannot be read.
    """
    file = settings_file(folder)
    if file is None:
        return _bare(folder)
    settings = read_settings(text_of(file), str(file))
    styles = folder / settings.styles_path
    if not styles.is_dir():
        raise PackError(f"there is no folder {settings.styles_path!r}", where=str(file), hint="set StylesPath right")
    house = _house(styles, settings, str(file))
    work = _Work(settings, house)
    for style in _wanted_styles(settings.parts):
        _own(work) if style == _OWN else _style(work, styles, style, str(file))
    for name in _single_rules(settings.parts):
        style, _, rule = name.partition(".")
        if style not in work.done:
            work.take(style, rule, styles / style / f"{rule}{SUFFIX}")
    unused = [(f"{file}:{line}", what) for line, what in settings.unused]
    unused += [
        (str(file), f"[{part.glob}]: the pattern {pattern!r} of what is ignored cannot be read")
        for part in settings.parts
        for pattern, made in translated(part)
        if not made
    ]
    return Folder(settings, work.taken, work.refused, unused)


class _Work:
    """What has been read so far."""

    def __init__(self, settings: Settings, house: House, *, all_on: bool = False) -> None:
        self.settings, self.house, self.all_on = settings, house, all_on
        self.taken: list[Taken] = []
        self.refused: list[Refused] = []
        self.done: set[str] = set()

    def take(self, style: str, name: str, file: Path) -> None:
        """Take the rule in a file, or note why not."""
        try:
            marked = _read(file)
        except PackError as error:
            self.refuse(style, name, error.where or str(file), error.what, error.hint)
            return
        try:
            self.add(define(style, name, marked.value, self.house), str(file))
        except WrongKeyError as error:
            line, _ = marked.place([error.key])
            self.refuse(style, name, f"{file}:{line}", str(error), error.hint)

    def add(self, rule: Definition, where: str) -> None:
        """Take a rule, unless its level is too low for the settings."""
        name = f"{rule.style}.{rule.name}"
        level = dict(self.settings.levels).get(name, rule.level)
        said = [("*", True)] if self.all_on else switches(self.settings.parts, rule.style, name)
        if not self.all_on and LEVELS.index(level) < LEVELS.index(self.settings.least):
            self.refused.append(Refused(name, where, f"its level {level} is below MinAlertLevel", True))
        elif not any(on for _, on in said):
            self.refused.append(Refused(name, where, "the settings switch it off", True))
        else:
            self.taken.append(Taken(rule, level, said, where))

    def refuse(self, style: str, name: str, where: str, why: str, hint: str = "") -> None:
        """Note a rule that is not taken."""
        self.refused.append(Refused(f"{style}.{name}", where, f"{why}; {hint}" if hint else why))


def translated(part: Part) -> list[tuple[str, str]]:
    """The patterns of a section's ``TokenIgnores`` and ``BlockIgnores``, each as written and as ``regex`` reads it.

    One that cannot be read comes out empty.
    """
    found = []
    for pattern in (*part.tokens, *part.blocks):
        try:
            found.append((pattern, checked("TokenIgnores", pattern)[0]))
        except WrongKeyError:
            found.append((pattern, ""))
    return found


def _read(file: Path) -> Marked:
    r"""The value in a rule's file; keys may stand twice in it, and ``\\'`` in a text, as Vale lets them."""
    text = text_of(file)
    try:
        return read(text.encode(), str(file), last_counts=True)
    except PackError as error:
        if "escape" not in error.what:
            raise
    return read(text.replace("\\'", "'").encode(), str(file), last_counts=True)


def _bare(folder: Path) -> Folder:
    own = list(rule_files(folder))
    styles = [(folder, folder.resolve().name)] if own else [(path, path.name) for path in styles_in(folder)]
    if not styles:
        raise PackError(
            "there are no Vale styles here", where=str(folder), hint="it holds neither a .vale.ini nor rules in *.yml"
        )
    work = _Work(Settings(), House(styles=folder), all_on=True)
    for path, style in styles:
        for file in rule_files(path):
            work.take(style, file.stem, file)
    return Folder(work.settings, work.taken, work.refused)


def _wanted_styles(parts: Sequence[Part]) -> list[str]:
    return list(dict.fromkeys(style for part in parts for style in part.styles or ()))


def _single_rules(parts: Sequence[Part]) -> list[str]:
    return list(dict.fromkeys(name for part in parts for name, on in part.rules if on and "." in name))


def _style(work: _Work, styles: Path, style: str, where: str) -> None:
    folder = styles / style
    if ".." in Path(style).parts or not folder.is_dir():
        raise PackError(f"there is no style {style!r}", where=where, hint=f"its folder would be {folder}")
    work.done.add(style)
    for file in sorted(folder.rglob(f"*{SUFFIX}")):
        if file.resolve().is_relative_to(folder.resolve()):
            work.take(style, file.stem, file)


def _own(work: _Work) -> None:
    """The rules of Vale's own style: its two, and what the vocabulary comes to."""
    work.done.add(_OWN)
    own = dict(_OWN_RULES)
    terms = [term for term in work.house.accepted if all(c.isalnum() or c in " -" for c in term)]
    if terms:
        own["Terms"] = {
            "extends": "substitution", "message": "Use '%s' instead of '%s'.", "level": "error", "ignorecase": True,
            "vocab": False, "swap": {term.lower(): term for term in terms},
        }  # fmt: skip
    if work.house.rejected:
        own["Avoid"] = {
            "extends": "existence", "message": "Avoid using '%s'.", "level": "error", "vocab": True,
            "tokens": list(work.house.rejected),
        }  # fmt: skip
    for name, values in own.items():
        try:
            work.add(define(_OWN, name, values, work.house), _OWN)
        except WrongKeyError as error:
            work.refuse(_OWN, name, _OWN, str(error), error.hint)


def _house(styles: Path, settings: Settings, where: str) -> House:
    words: dict[str, list[str]] = {"accept": [], "reject": []}
    for file in vocabulary_files(styles, settings.vocab, where):
        words[file.stem] += entries(text_of(file))
    return House(words["accept"], words["reject"], settings.template, styles)
