"""Reads a ``.vale.ini``: where the styles lie, which of their rules are on for which files, and at what level."""

from __future__ import annotations

import re
from collections.abc import Sequence

from compliance.errors import PackError, did_you_mean
from compliance.packs.vale.keys import LEVELS
from compliance.record import Record

NAMES = (".vale.ini", "_vale.ini", "vale.ini", ".vale", "_vale")
"""What Vale's own file may be called."""
_HEAD = {"StylesPath", "MinAlertLevel", "Vocab", "IgnoredScopes", "SkippedScopes", "WordTemplate"}
_HEAD_UNUSED = {
    "Packages": "packages are not fetched: run `vale sync`, or put their folders into StylesPath",
    "NLPEndpoint": "no service on the network is asked",
    "Views": "views are not read",
    "IgnoredClasses": "a story's elements have no classes any more when it has been read",
}
_PART = {"BasedOnStyles", "BlockIgnores", "IgnorePatterns", "TokenIgnores"}
_PART_UNUSED = {
    "Transform": "no file is transformed",
    "Lang": "the story's language is found out from the story",
    "View": "views are not read",
    "CommentDelimiters": "stories have no comments that switch rules",
}
_WITHOUT_MEANING = {"formats", "asciidoctor"}
_ASSIGNED = re.compile(r"([^=:]+?)\s*[=:]\s*(.*)")


class Part(Record):
    """A section: what holds for the files that a glob names.

    :param glob: ``*`` for all.
    :param styles: the styles that are on; ``None`` where the section does not say.
    :param rules: single rules, on or off, by ``Style.Rule``.
    :param tokens: patterns of words that no rule reads.
    :param blocks: patterns of passages that no rule reads.
    """

    glob: str
    styles: Sequence[str] | None = None
    rules: Sequence[tuple[str, bool]] = ()
    tokens: Sequence[str] = ()
    blocks: Sequence[str] = ()


class Settings(Record):
    """What a ``.vale.ini`` says.

    :param styles_path: as it is written, relative to the file.
    :param least: the lowest level that is reported.
    :param levels: by ``Style.Rule``, the level that a section gives it.
    :param skipped: elements whose text is not read (``blockquote``, ``table`` …).
    :param ignored: inline elements whose text is not read.
    :param template: how tokens become a pattern, ``%s`` standing for them; empty for Vale's own.
    :param unused: what is not done, a sentence for each key, with its line.
    """

    styles_path: str = ""
    least: str = "warning"
    vocab: Sequence[str] = ()
    parts: Sequence[Part] = ()
    levels: Sequence[tuple[str, str]] = ()
    skipped: Sequence[str] = ()
    ignored: Sequence[str] = ("code",)
    template: str = ""
    unused: Sequence[tuple[int, str]] = ()


class _Line(Record):
    number: int
    section: str
    key: str
    value: str


def read_settings(text: str, name: str) -> Settings:
    """What a ``.vale.ini`` says.

    :param name: what errors call the file.
    :raises PackError: a line is neither a section nor a key with its value, or a key or level is unknown.
    """
    lines = _lines(text, name)
    head: dict[str, list[str]] = {}
    unused: list[tuple[int, str]] = []
    for line in lines:
        if not line.section:
            if line.key not in _HEAD and line.key not in _HEAD_UNUSED:
                raise _unknown(line, name, [*_HEAD, *_HEAD_UNUSED])
            head.setdefault(line.key, []).append(line.value)
        _note_unused(line, unused)
    least = head.get("MinAlertLevel", ["warning"])[-1]
    if least not in LEVELS:
        raise PackError(f"there is no level {least!r}", where=name, hint=f"one of: {', '.join(LEVELS)}")
    if head.get("WordTemplate") and "%s" not in head["WordTemplate"][-1]:
        raise PackError("WordTemplate has no %s", where=name, hint="%s is where the words of a rule go")
    sections = dict.fromkeys(line.section for line in lines if line.section and line.section not in _WITHOUT_MEANING)
    return Settings(
        styles_path=head.get("StylesPath", [""])[-1],
        least=least,
        vocab=_listed(head.get("Vocab", [])),
        parts=[_part(section, lines) for section in sections],
        levels=[(line.key, line.value) for line in lines if "." in line.key and line.value in LEVELS],
        skipped=_listed(head.get("SkippedScopes", [])),
        ignored=_listed(head.get("IgnoredScopes", ["code"])),
        template=head.get("WordTemplate", [""])[-1],
        unused=unused,
    )


def _note_unused(line: _Line, unused: list[tuple[int, str]]) -> None:
    known = _PART_UNUSED if line.section else _HEAD_UNUSED
    if line.key in known:
        unused.append((line.number, f"{line.key}: {known[line.key]}"))


def _lines(text: str, name: str) -> list[_Line]:
    found: list[_Line] = []
    section, held = "", ""
    for number, raw in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        line = held + re.sub(r"\s[#;].*", "", raw).strip()
        held = line[:-1].rstrip() + " " if line.endswith("\\") else ""
        if held or not line or line[0] in "#;":
            continue
        if line[0] == "[" and line[-1] == "]":
            section = line[1:-1].strip()
        elif assigned := _ASSIGNED.fullmatch(line):
            found.append(_Line(number, section, assigned[1], _unquoted(assigned[2])))
        else:
            raise PackError(
                f"this is neither a section nor a key: {line!r}", where=f"{name}:{number}", hint="write Key = value"
            )
    return found


def _unquoted(value: str) -> str:
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'`"
    return value[1:-1] if quoted else value


def _part(section: str, lines: Sequence[_Line]) -> Part:
    own = [line for line in lines if line.section == section]

    def values(*keys: str) -> list[str]:
        return _listed([line.value for line in own if line.key in keys])

    return Part(
        section,
        values("BasedOnStyles") if any(line.key == "BasedOnStyles" for line in own) else None,
        [(line.key, line.value in (*LEVELS, "YES")) for line in own if line.key not in _PART | set(_PART_UNUSED)],
        values("TokenIgnores"),
        values("BlockIgnores", "IgnorePatterns"),
    )


def _listed(values: Sequence[str]) -> list[str]:
    """The parts of values that commas part, each once; a comma after a backslash parts nothing."""
    parts = (part.replace("\\,", ",").strip() for value in values for part in re.split(r"(?<!\\),", value))
    return list(dict.fromkeys(part for part in parts if part))


def _unknown(line: _Line, name: str, known: Sequence[str]) -> PackError:
    hint = did_you_mean(line.key, known) or "rules and BasedOnStyles stand under a section such as [*]"
    return PackError(f"{line.key!r} is no key of the head of the file", where=f"{name}:{line.number}", hint=hint)
