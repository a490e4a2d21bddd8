"""What ``--output`` asks for: ``FORMAT:FILE``, ``FORMAT`` (the terminal), a file for ``--format``; several at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import TextIO

from compliance.cli import output
from compliance.errors import ConfigError
from compliance.record import Record
from compliance.renderers import Look, Renderer, Run, choose


class Output(Record):
    """One output.

    :param path: the file; ``None`` for standard output.
    :param err: standard error in its place.
    """

    renderer: Renderer
    path: str | None = None
    err: bool = False

    @property
    def machine(self) -> bool:
        """Whether it is for programs: UTF-8, no colour."""
        return self.renderer.name != "text"

    @property
    def seen(self) -> bool:
        """Whether somebody reads it as it comes."""
        return not self.machine and self.path is None


def wanted(values: Sequence[str], format_: str | None, renderers: Iterable[Renderer]) -> tuple[Output, ...]:
    """The outputs that the command line asks for; without any, the format on standard output.

    :param values: those of ``--output``. A word that is a format's name is a format: ``./text`` is a file.
    :param format_: that of ``--format``, for what is written to a bare file; ``None`` for text.
    :raises ConfigError: no such format, a format without its file, or one place for two outputs.
    """
    known = tuple(renderers)
    default = choose(known, format_ or "text")
    found = tuple(_output(value, default, known) for value in values)
    if not found or (format_ is not None and all(one.renderer.name != format_ for one in found)):
        found = (Output(default), *found)
    _refuse_shared(found)
    return found


def _output(value: str, default: Renderer, known: Sequence[Renderer]) -> Output:
    name, colon, path = value.partition(":")
    # a slip in a format's name is no file; a drive's letter is no format
    meant = colon and name.isalpha() and len(name) > 1
    if not meant and name not in {renderer.name for renderer in known}:
        return Output(default, None if value == "-" else value)
    renderer = choose(known, name)
    if colon and not path:
        raise ConfigError(f"--output {value} names no file", hint=f"--output {name}:FILE, or --output {name}")
    return Output(renderer, path if colon and path != "-" else None)


def _refuse_shared(outputs: Iterable[Output]) -> None:
    paths = [one.path for one in outputs]
    for path in paths:
        if paths.count(path) > 1:
            where = path if path is not None else "the terminal"
            raise ConfigError(
                f"two outputs cannot go to one place: {where}",
                hint="give each a file: --output sarif:findings.sarif --output text",
            )


class Sheet(Record):
    """An output that is open.

    :param look: dressed for the stream.
    """

    output: Output
    stream: TextIO
    look: Look


@contextmanager
def opened(outputs: Sequence[Output], look: Look, colour: str) -> Iterator[tuple[Sheet, ...]]:
    """All outputs, ready to be written; each file is replaced at the end of this.

    :param look: what all have alike.
    :param colour: ``auto``, ``always`` or ``never``.
    :raises ComplianceError: a file cannot be written.
    """
    with ExitStack() as stack:
        sheets = []
        for one in outputs:
            stream = stack.enter_context(output.opened(one.path, machine=one.machine, err=one.err))
            width, signs = output.width(stream), output.carries_signs(stream)
            dressed = look._replace(width=width, colour=output.colours(colour, stream), unicode=signs)
            sheets.append(Sheet(one, stream, dressed))
        yield tuple(sheets)


def write(sheets: Sequence[Sheet], run: Run) -> None:
    """Write a run to all outputs in one pass.

    :param run: its look counts for nothing.
    """
    for number, piece in _pieces(run, sheets):
        output.write(sheets[number].stream, (piece,))


def _pieces(run: Run, sheets: Sequence[Sheet]) -> Iterator[tuple[int, str]]:
    if len(sheets) == 1:
        (only,) = sheets
        return ((0, piece) for piece in only.output.renderer.render(run._replace(look=only.look)))
    from compliance.renderers.together import together

    return together(run, [(one.output.renderer, one.look) for one in sheets])
