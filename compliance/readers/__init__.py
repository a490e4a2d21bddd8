"""Chooses the reader for a file and reads it: told, else content type, else extension, else what it looks like."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from compliance.article import Article, Context
from compliance.errors import ReadError, did_you_mean
from compliance.readers.decoding import MAX_BYTES, decode
from compliance.record import Record
from compliance.source import SourceFile


class Request(Record):
    """A decoded file on its way to a reader.

    :param defaults: metadata for what the file does not say (``[story]`` of the configuration).
    :param now: the moment the stories are judged at.
    :param told: whether somebody said the format, so that nothing about it is guessed.
    :param folder: where files named in the story are looked for; ``None`` forbids them (standard input, HTTP).
    :param max_depth: how deep lists, objects and elements of the file may be nested; 0: as deep as they are read.
    """

    source: SourceFile
    context: Context
    defaults: Mapping[str, Any] = MappingProxyType({})
    now: datetime | None = None
    folder: Path | None = None
    told: bool = False
    max_depth: int = 0


class Reader(Record):
    """A format.

    :param name: what ``--as`` calls it.
    :param extensions: file name endings, lower case, with the dot.
    :param content_types: media types without parameters.
    :param sniff: how sure it is, 0 to 1, that a text (its first 4,096 code points) is of its format.
    :param read: the stories of a file, in order.
    """

    name: str
    extensions: tuple[str, ...]
    content_types: tuple[str, ...]
    sniff: Callable[[str], float]
    read: Callable[[Request], Iterable[Article]]


def builtin() -> tuple[Reader, ...]:
    """The formats that the host reads; a format's module is imported when it is first used."""
    return (
        Reader("text", (".txt", ".text"), ("text/plain",), _looks_like_text, _lazy("plain")),
        Reader("markdown", (".md", ".markdown", ".mdown"), ("text/markdown",), _looks_like_markdown, _lazy("markdown")),
        Reader(
            "html", (".html", ".htm", ".xhtml"), ("text/html", "application/xhtml+xml"), _looks_like_html, _lazy("html")
        ),
        Reader(
            "json",
            (".json", ".ndjson", ".jsonl"),
            ("application/json", "application/x-ndjson"),
            _looks_like_json,
            _lazy("story_json"),
        ),
        Reader("ninjs", (), ("application/vnd.iptc.ninjs+json",), _never, _lazy("ninjs")),
        Reader("wordpress", (), (), _never, _lazy("wordpress")),
        Reader("comments", (), (), _never, _lazy("comments")),
    )


def _lazy(module: str) -> Callable[[Request], Iterable[Article]]:
    @cache
    def reader() -> Callable[[Request], Iterable[Article]]:
        from importlib import import_module

        found: Callable[[Request], Iterable[Article]] = import_module(f"compliance.readers.{module}").read
        return found

    return lambda request: reader()(request)


def _looks_like_text(head: str) -> float:
    return 0.1


def _looks_like_markdown(head: str) -> float:
    if head.startswith(("---\n", "---\r\n")):
        return 0.9
    lines = head.splitlines()[:40]
    return 0.6 if any(line.startswith(("# ", "## ", "![")) for line in lines) else 0.0


def _looks_like_html(head: str) -> float:
    start = head.lstrip()[:512].lower()
    if start.startswith(("<!doctype html", "<html", "<article", "<p>", "<p ", "<div", "<h1", "<figure", "<section")):
        return 0.9
    return 0.7 if "</p>" in head.lower() else 0.0


def _looks_like_json(head: str) -> float:
    return 0.8 if head.lstrip()[:1] in ("{", "[") and '"' in head else 0.0


def media_type(content_type: str) -> str:
    """A content type without its parameters, in lower case."""
    return content_type.partition(";")[0].strip().lower()


def _never(head: str) -> float:
    """What JSON is read as, each story's keys tell."""
    return 0.0


class Desk(Record):
    """All formats of one checker, and how files are read with it.

    :param readers: built-in formats and those of plugins.
    :param max_bytes: files over this are refused.
    :param max_depth: so are those whose lists, objects or elements are nested deeper; 0: than they are read.
    """

    context: Context
    readers: tuple[Reader, ...]
    max_bytes: int = MAX_BYTES
    max_depth: int = 0

    def choose(self, text: str, name: str, told: str | None = None, content_type: str | None = None) -> Reader:
        """The reader for a file.

        :raises ReadError: the format told is not known, or two readers are equally sure.
        """
        if told is not None:
            return self._named(told, name)
        if content_type is not None:
            media = media_type(content_type)
            for reader in self.readers:
                if media in reader.content_types:
                    return reader
        ending = Path(name).suffix.lower()
        for reader in self.readers:
            if ending and ending in reader.extensions:
                return reader
        return self._sniffed(text, name)

    def _named(self, told: str, name: str) -> Reader:
        for reader in self.readers:
            if reader.name == told:
                return reader
        names = [reader.name for reader in self.readers]
        hint = did_you_mean(told, names) or f"one of: {', '.join(names)}"
        raise ReadError(f"there is no format {told!r}", where=name, hint=hint)

    def _sniffed(self, text: str, name: str) -> Reader:
        head = text[:4096]
        sure = sorted(((reader.sniff(head), -n) for n, reader in enumerate(self.readers)), reverse=True)
        best, second = sure[0], sure[1]
        if best[0] > 0 and best[0] == second[0]:
            tied = " and ".join(self.readers[-n].name for _, n in sure[:2])
            raise ReadError(f"this could be {tied}", where=name, hint="say which with --as")
        return self.readers[-best[1]]

    def read(
        self,
        data: bytes,
        name: str,
        *,
        told: str | None = None,
        content_type: str | None = None,
        defaults: Mapping[str, Any] | None = None,
        now: datetime | None = None,
        folder: Path | None = None,
    ) -> Iterator[Article]:
        """The stories in a file's bytes.

        :param name: the path as it was given; it stands in every place.
        :param told: the format, where somebody said it.
        :raises ReadError: the file cannot be read; the message names the place and the next step.
        """
        text, encoding = decode(data, name, self.max_bytes)
        reader = self.choose(text, name, told, content_type)
        source = SourceFile(name, text, encoding)
        how = (defaults or {}, now, folder, told is not None, self.max_depth)
        yield from reader.read(Request(source, self.context, *how))
