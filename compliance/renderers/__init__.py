"""Output formats: what one is, which there are, and the run they are given.

A renderer knows no rule. It gets reports whose messages are filled and whose places are worked out
(:mod:`compliance.renderers.model`), as an iterator, so that a format that can write as it goes does so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from compliance.errors import ConfigError
from compliance.record import Record

if TYPE_CHECKING:
    from compliance.precision import Judged
    from compliance.renderers.model import ErrorView, Piece, Seen
    from compliance.rule import Rule


class Look(Record):
    """How output is dressed.

    :param language: the reader's language, not the story's.
    :param width: cells of the terminal.
    :param colour: whether colours may be used.
    :param unicode: whether the output can carry more than ASCII signs of ours (the story's letters it must).
    :param with_text: whether the story's text is part of the output.
    :param gate: the severity from which findings count for the verdict, ``never`` for none.
    :param options: those of the command line without which another command finds other rules: ``--pack ./house``.
    """

    language: str = "en"
    width: int = 100
    colour: bool = False
    unicode: bool = True
    with_text: bool = False
    gate: str = "warning"
    options: str = ""


class Run(Record):
    """What a renderer is given.

    :param outcomes: the reports in order, and the inputs that could not be read among them; read once.
    :param rules: every rule that could have spoken, by name.
    :param version: the program's version.
    :param judged: what editors said of rules' findings before, where a format shows it.
    """

    outcomes: Iterable[Seen | ErrorView]
    rules: Mapping[str, Rule]
    look: Look = Look()
    version: str = ""
    judged: Sequence[Judged] = ()


class Writer(Record):
    """What a format writes of a story, where that is the same whatever other stories the run has.

    :param form: format and look, by which it is known (:meth:`compliance.renderers.model.Seen.piece`).
    :param write: the piece of one story.
    """

    form: str
    write: Callable[[Seen], Piece]

    def piece(self, seen: Seen) -> Piece:
        """A story as it has been written before, or as it is written now, and kept."""
        found = seen.piece(self.form)
        if found is None:
            found = self.write(seen)
            seen.keep(self.form, found)
        return found


class Renderer(Record):
    """An output format.

    :param name: what ``--format`` calls it.
    :param description: one line for people.
    :param render: the output, piece by piece.
    :param writer: what writes a single story, given a run without stories, so that the process which checks the story
        can do it; ``None`` where a format does all of it at once.
    """

    name: str
    description: str
    render: Callable[[Run], Iterator[str]]
    writer: Callable[[Run], Writer] | None = None


def builtin() -> tuple[Renderer, ...]:
    """The formats that the host writes; a format's module is imported when it is first used."""
    return (
        Renderer("text", "for people, in the terminal", _lazy("text"), _lazy_writer("text")),
        Renderer("json", "for programs; its schema: compliance schema report", _lazy("json"), _lazy_writer("json")),
        Renderer("sarif", "SARIF 2.1.0, for code scanning and editors", _lazy("sarif"), _lazy_writer("sarif")),
        Renderer("github", "annotations in GitHub Actions", _lazy("github"), _lazy_writer("github")),
        Renderer("gitlab", "GitLab's Code Quality report", _lazy("gitlab"), _lazy_writer("gitlab")),
        Renderer("junit", "JUnit's XML, for every CI server", _lazy("junit"), _lazy_writer("junit")),
        Renderer(
            "rdjson", "Reviewdog Diagnostic Format, for comments on a change", _lazy("rdjson"), _lazy_writer("rdjson")
        ),
        Renderer("markdown", "a summary for a pull request", _lazy("markdown")),
        Renderer("html", "one page for editors: stories with their marks, filters, charts", _lazy("html")),
        Renderer("jsonl", "JSON, a story a line", _lazy("jsonl"), _lazy_writer("json")),
    )


def choose(renderers: Iterable[Renderer], name: str) -> Renderer:
    """The format of that name.

    :raises ConfigError: there is none.
    """
    by_name = {renderer.name: renderer for renderer in renderers}
    if name in by_name:
        return by_name[name]
    from difflib import get_close_matches

    near = get_close_matches(name, by_name, n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"one of: {', '.join(by_name)}"
    raise ConfigError(f"there is no output format {name!r}", hint=hint)


def writers(renderers: Iterable[Renderer], looks: Iterable[tuple[str, Look]], run: Run) -> tuple[Writer, ...]:
    """What writes single stories in the formats that can do that.

    :param looks: names of formats, each with its look.
    :param run: without stories; its look counts for nothing.
    """
    known = {renderer.name: renderer.writer for renderer in renderers}
    asked = [(known[name], run._replace(look=look)) for name, look in looks if name in known]
    made = [writer(its_run) for writer, its_run in asked if writer is not None]
    return tuple({one.form: one for one in made}.values())


def _lazy(module: str) -> Callable[[Run], Iterator[str]]:
    def render(run: Run) -> Iterator[str]:
        function: Callable[[Run], Iterator[str]] = _imported(module).render
        return function(run)

    return render


def _lazy_writer(module: str) -> Callable[[Run], Writer]:
    def writer(run: Run) -> Writer:
        function: Callable[[Run], Writer] = _imported(module).writer
        return function(run)

    return writer


def _imported(module: str) -> Any:
    from importlib import import_module

    return import_module(f"compliance.renderers.{module}")
