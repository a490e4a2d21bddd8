"""What ``--output`` asks for: ``FORMAT:FILE``, ``FORMAT`` (the terminal), a file for ``--format``; several at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack

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


def write(outputs: Sequence[Output], run: Run, colour: str) -> None:
    """Write all outputs in one pass; each file is replaced when all is written.

    :param run: its look is dressed for each stream.
    :param colour: ``auto``, ``always`` or ``never``.
    """
    with ExitStack() as stack:
        streams = [stack.enter_context(output.opened(one.path, machine=one.machine, err=one.err)) for one in outputs]
        looks = [
            run.look._replace(
                width=output.width(stream),
                colour=output.colours(colour, stream),
                unicode=output.carries_signs(stream),
            )
            for stream in streams
        ]
        for number, piece in _pieces(run, [one.renderer for one in outputs], looks):
            output.write(streams[number], (piece,))


def _pieces(run: Run, renderers: Sequence[Renderer], looks: Sequence[Look]) -> Iterator[tuple[int, str]]:
    if len(renderers) == 1:
        return ((0, piece) for piece in renderers[0].render(run._replace(look=looks[0])))
    from compliance.renderers.together import together

    return together(run, list(zip(renderers, looks, strict=True)))
