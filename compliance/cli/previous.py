"""The published version that a story is held against: the option that names it, and the one that has git tell it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from compliance.cli.inputs import STDIN, STDIN_NAME
from compliance.cli.speech import say
from compliance.errors import ComplianceError, ReadError

if TYPE_CHECKING:
    from compliance.changes import Changes
    from compliance.checker import Checker
    from compliance.earlier import Version

F = TypeVar("F", bound=Callable[..., Any])
_PREVIOUS = "The version of the story that is published: what changed since is asked for its note."
_VERSIONS = "With --changed-since or --staged: what stood in each file before is its published version."


def previous_options(function: F) -> F:
    """``--previous`` and ``--versions``."""
    for option in (
        click.option("--versions", is_flag=True, help=_VERSIONS),
        click.option("--previous", metavar="FILE", help=_PREVIOUS),
    ):
        function = option(function)
    return function


def refuse_apart(told: Mapping[str, Any], changes: Changes | None) -> None:
    """Refuse options that do not go together.

    :raises ComplianceError: they do not.
    """
    if told["versions"] and changes is None:
        raise ComplianceError("--versions asks git for them", hint="add --changed-since REV, or --staged")
    if told["versions"] and told["previous"]:
        raise ComplianceError("--previous and --versions are two published versions", hint="ask for one of them")
    if told["previous"] and (told["fix"] or told["unsafe_fixes"] or told["diff"]):
        raise ComplianceError("a note on a correction is not written by --fix", hint="leave out --previous, or --fix")


def versions(
    told: Mapping[str, Any], checker: Checker, paths: Sequence[str], changes: Changes | None
) -> dict[str, Version]:
    """By path, the published version of the files to check.

    :param told: the options of :func:`previous_options`, and ``told``, the format.
    :raises ComplianceError: the one that is named cannot be read, or is not for one story.
    """
    if told["previous"]:
        return _named(told, checker, paths)
    if told["versions"] and changes is not None:
        return dict(_before(checker, paths, changes, told["changed_since"] or "HEAD"))
    return {}


def _named(told: Mapping[str, Any], checker: Checker, paths: Sequence[str]) -> dict[str, Version]:
    from compliance.earlier import Version, published

    file = told["previous"]
    if len(paths) != 1:
        what = f"--previous is the published version of one story, and {len(paths)} files are to be checked"
        raise ComplianceError(what, hint="name the one story that it is of")
    version = Version(file, _content(file, checker.config.max_bytes), told["told"], alone=True)
    published(checker, version)
    return {STDIN_NAME if paths[0] == STDIN else paths[0]: version}


def _content(file: str, most: int) -> bytes:
    from compliance.given import bytes_of
    from compliance.readers.decoding import refuse_larger

    if file == STDIN:
        raise ReadError("--previous is read from a file", where=file, hint="save the published version, and name it")
    if os.path.isfile(file):
        refuse_larger(os.stat(file).st_size, file, most)
    return bytes_of(Path(file))


def _before(checker: Checker, paths: Sequence[str], changes: Changes, revision: str) -> Iterator[tuple[str, Version]]:
    """What stood in the files; what cannot be read any more is told, and nothing is held against it."""
    from compliance.earlier import Version, published

    for path, data in changes.before(paths).items():
        version = Version(path, data, shown=f"{revision}:{os.path.normpath(path)}")
        try:
            published(checker, version)
        except (ComplianceError, RecursionError):
            say(f"note: {path} could not be read as it was before, so nothing is held against that", err=True)
            continue
        yield path, version
