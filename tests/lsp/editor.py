"""An editor as the language server meets one: a real client over standard input and output, and what it keeps itself.

Positions are worked out here anew, from the protocol's words alone, so that a slip of the server's own shows.
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.lsp.client import LanguageClient

from tests.patience import PATIENCE

SECONDS = PATIENCE
LINE = re.compile("\r\n|\n|\r")


def offset(text: str, at: types.Position, unit: str = "utf-16") -> int:
    """The code point of a position."""
    starts = [0, *(match.end() for match in LINE.finditer(text))]
    line = text[starts[at.line] :]
    size = {"utf-16": lambda sign: len(sign.encode("utf-16-le")) // 2, "utf-8": lambda s: len(s.encode())}
    count = size.get(unit, lambda sign: 1)
    units = taken = 0
    while units < at.character:
        units += count(line[taken])
        taken += 1
    assert units == at.character, "a position inside a character"
    return starts[at.line] + taken


def words(text: str, found: types.Range, unit: str = "utf-16") -> str:
    """What stands in a range."""
    return text[offset(text, found.start, unit) : offset(text, found.end, unit)]


class Editor:
    """An editor with documents open; each call waits for its answer."""

    def __init__(self, *options: str, env: dict[str, str] | None = None, cwd: Path | None = None, **told: Any) -> None:
        self.runner = asyncio.Runner()
        self.client = LanguageClient("editor", "1")
        self.texts: dict[str, str] = {}
        self.versions: dict[str, int] = {}
        self.shown: dict[str, types.PublishDiagnosticsParams] = {}
        self.times: dict[str, int] = {}
        self.messages: list[str] = []
        self.registered: list[str] = []
        self.refreshed = 0
        self._news = asyncio.Condition()
        self._listen()
        self.told = self.runner.run(self._start(options, {**os.environ, **(env or {})}, cwd, told))

    def _listen(self) -> None:
        feature = self.client.feature

        async def news(kept: Any) -> None:
            async with self._news:
                kept()
                self._news.notify_all()

        @feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        async def _shown(params: types.PublishDiagnosticsParams) -> None:
            def keep() -> None:
                self.shown[params.uri] = params
                self.times[params.uri] = self.times.get(params.uri, 0) + 1

            await news(keep)

        @feature(types.WINDOW_SHOW_MESSAGE)
        async def _said(params: types.ShowMessageParams) -> None:
            await news(lambda: self.messages.append(params.message))

        @feature(types.CLIENT_REGISTER_CAPABILITY)
        async def _registered(params: types.RegistrationParams) -> None:
            await news(lambda: self.registered.extend(one.method for one in params.registrations))

        @feature(types.WORKSPACE_DIAGNOSTIC_REFRESH)
        async def _refresh(params: Any) -> None:
            def count() -> None:
                self.refreshed += 1

            await news(count)

    async def _start(self, options: Any, env: Any, cwd: Path | None, told: Any) -> types.InitializeResult:
        command = (sys.executable, "-m", "compliance", "lsp", *options)
        await self.client.start_io(*command, env=env, cwd=cwd)
        told.setdefault("capabilities", types.ClientCapabilities())
        result = await asyncio.wait_for(self.client.initialize_async(types.InitializeParams(**told)), SECONDS)
        self.client.initialized(types.InitializedParams())
        return result

    def open(self, uri: str, text: str, language: str = "markdown") -> list[types.Diagnostic]:
        """Open a document; what is shown of it."""
        self.texts[uri], self.versions[uri] = text, 1
        item = types.TextDocumentItem(uri, language, 1, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return self.newest(uri)

    def change(self, uri: str, text: str) -> None:
        """Type, and wait for nothing."""
        self.texts[uri], self.versions[uri] = text, self.versions[uri] + 1
        which = types.VersionedTextDocumentIdentifier(self.versions[uri], uri)
        change = types.TextDocumentContentChangeWholeDocument(text)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(which, [change]))

    def type(self, uri: str, text: str) -> list[types.Diagnostic]:
        """Type; what is shown then."""
        self.change(uri, text)
        return self.newest(uri)

    def save(self, uri: str) -> None:
        """Say that a document was saved."""
        self.client.text_document_did_save(types.DidSaveTextDocumentParams(types.TextDocumentIdentifier(uri)))

    def newest(self, uri: str) -> list[types.Diagnostic]:
        """What is shown of the newest version of a document."""
        return self.until(lambda: uri in self.shown and self.shown[uri].version == self.versions[uri], uri)

    def until(self, reached: Any, uri: str = "") -> list[types.Diagnostic]:
        """Wait for something; what is shown of a document then."""

        async def wait() -> None:
            async with self._news:
                await asyncio.wait_for(self._news.wait_for(reached), SECONDS)

        self.runner.run(wait())
        return list(self.shown[uri].diagnostics) if uri in self.shown else []

    def rules(self, uri: str) -> list[Any]:
        """The rules that are shown of a document."""
        return [one.code for one in self.shown[uri].diagnostics]

    def hover(self, uri: str, line: int, character: int) -> str:
        """What is told of a place; empty for nothing."""
        at = types.HoverParams(types.TextDocumentIdentifier(uri), types.Position(line, character))
        found = self.ask(self.client.text_document_hover_async(at))
        return found.contents.value if found is not None else ""

    def actions(self, uri: str, where: types.Range | None = None, *only: str, **how: Any) -> list[types.CodeAction]:
        """What can be done at a place, else anywhere."""
        where = where or types.Range(types.Position(0, 0), types.Position(10_000, 0))
        context = types.CodeActionContext([], only=list(only) or None, **how)
        params = types.CodeActionParams(types.TextDocumentIdentifier(uri), where, context)
        return list(self.ask(self.client.text_document_code_action_async(params)) or [])

    def apply(self, uri: str, action: types.CodeAction, unit: str = "utf-16") -> list[types.Diagnostic]:
        """Make an action's changes; what is shown then."""
        assert action.edit is not None
        if action.edit.document_changes:
            (told,) = action.edit.document_changes
            assert told.text_document.version == self.versions[uri]
            edits = told.edits
        else:
            edits = (action.edit.changes or {})[uri]
        text = self.texts[uri]
        for edit in sorted(edits, key=lambda edit: offset(text, edit.range.start, unit), reverse=True):
            start, end = (offset(self.texts[uri], at, unit) for at in (edit.range.start, edit.range.end))
            text = text[:start] + edit.new_text + text[end:]
        return self.type(uri, text)

    def ask(self, question: Any) -> Any:
        """The answer to a request."""
        return self.runner.run(asyncio.wait_for(question, SECONDS))

    @property
    def process(self) -> Any:
        """The server's process."""
        return self.client._server

    def end(self, *, politely: bool = True) -> int:
        """Leave; the server's exit code."""

        async def leave() -> int:
            if politely:
                await asyncio.wait_for(self.client.shutdown_async(None), SECONDS)
            self.client.exit(None)
            code: int = await asyncio.wait_for(self.process.wait(), SECONDS)
            await self.client.stop()
            return code

        code = self.runner.run(leave())
        self.runner.close()
        return code
