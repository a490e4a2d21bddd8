"""Speaks with the editor: what it says is put to the documents, what comes of them is put to it."""

from __future__ import annotations

from functools import partial
from pathlib import PurePath
from typing import Any

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path, urlparse

from compliance import __version__
from compliance.lsp import protocol
from compliance.lsp.answers import Ask, Mark
from compliance.lsp.documents import Document, Documents
from compliance.lsp.protocol import FIX_ALL, Client
from compliance.lsp.worker import Worker
from compliance.renderers.words import LANGUAGES

_WATCHED = (
    "**/{compliance.toml,pyproject.toml,compliance-baseline.json,compliance-waivers.toml}",
    "**/*.{yaml,yml}",
)
_MOST_WAIVED = 3
"""Findings in one place that a comment is tried out for."""


def serve(worker: Worker, language: str, *, insisted: bool = False) -> int:
    """Serve on standard input and output until the editor ends it.

    :param language: of the messages where the editor does not tell its own.
    :param insisted: the language counts whatever the editor tells.
    :return: the exit code: 0 where the editor asked for a shutdown first, as the protocol has it, else 1.
    """
    server = LanguageServer("compliance", __version__, types.TextDocumentSyncKind.Full)
    desk = Desk(server, worker, language, insisted)
    desk.listen()
    try:
        server.start_io()
    finally:
        worker.close()
    return 0 if desk.ended else 1


class Desk:
    """What is done with each message of the editor.

    :param language: as :func:`serve` has it, and ``insisted`` likewise.
    """

    def __init__(self, server: LanguageServer, worker: Worker, language: str, insisted: bool) -> None:
        self._server, self._language, self._insisted = server, language, insisted
        self._documents = Documents(worker, self._show)
        self._client = Client(types.ClientCapabilities(), language)
        self._troubles: dict[str, str] = {}  # what each document's user was told, by address
        self.ended = False

    def listen(self) -> None:
        """Answer all messages that the server understands."""
        actions = types.CodeActionOptions([types.CodeActionKind.QuickFix, FIX_ALL])
        self._on(types.INITIALIZE, self._initialize)
        self._on(types.INITIALIZED, self._initialized)
        self._on(types.SHUTDOWN, self._shutdown)
        self._on(types.TEXT_DOCUMENT_DID_OPEN, self._opened)
        self._on(types.TEXT_DOCUMENT_DID_CHANGE, self._changed)
        self._on(types.TEXT_DOCUMENT_DID_CLOSE, self._closed)
        self._on(types.TEXT_DOCUMENT_DID_SAVE, self._again)
        self._on(types.WORKSPACE_DID_CHANGE_WATCHED_FILES, self._again)
        self._on(types.WORKSPACE_DID_CHANGE_CONFIGURATION, self._again)
        self._on(types.TEXT_DOCUMENT_HOVER, self._hover)
        self._on(types.TEXT_DOCUMENT_CODE_ACTION, self._actions, actions)

    def _on(self, message: str, handler: Any, options: Any = None) -> None:
        self._server.feature(message, options)(partial(handler))

    def _initialize(self, params: types.InitializeParams) -> None:
        told = (params.locale or "").replace("_", "-").partition("-")[0].lower()
        language = self._language if self._insisted or told not in LANGUAGES else told
        self._client = Client(params.capabilities, language)
        if self._client.pulls:
            options = types.DiagnosticOptions(inter_file_dependencies=False, workspace_diagnostics=False)
            self._on(types.TEXT_DOCUMENT_DIAGNOSTIC, self._pulled, options)

    def _initialized(self, params: types.InitializedParams) -> None:
        """Ask to be told when a file changes that decides what is found."""
        if not self._client.watches:
            return
        watchers = [types.FileSystemWatcher(pattern) for pattern in _WATCHED]
        options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
        wanted = types.Registration("compliance-files", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
        self._server.client_register_capability(types.RegistrationParams([wanted]))

    def _shutdown(self, params: None) -> None:
        self.ended = True

    def _opened(self, params: types.DidOpenTextDocumentParams) -> None:
        told = params.text_document
        path = _path(told.uri)
        asked = Ask(
            text=told.text,
            name=path or told.uri,
            folder=self._folder(path),
            language_id=told.language_id,
            encoding=self._encoding,
            language=self._client.language,
        )
        self._documents.opened(told.uri, told.version, asked)

    @property
    def _encoding(self) -> str:
        """The unit that the editor and the server agreed on."""
        told = self._server.workspace.position_encoding or types.PositionEncodingKind.Utf16
        unit: str = types.PositionEncodingKind(told).value
        return unit

    def _folder(self, path: str | None) -> str | None:
        """Where the configuration of a document is looked for from: its folder, else the first of the workspace."""
        if path is not None:
            return str(PurePath(path).parent)
        workspace = self._server.workspace
        return next((found for uri in (*workspace.folders, workspace.root_uri or "") if (found := _path(uri))), None)

    def _changed(self, params: types.DidChangeTextDocumentParams) -> None:
        which = params.text_document
        if params.content_changes:
            self._documents.changed(which.uri, which.version, params.content_changes[-1].text)

    def _closed(self, params: types.DidCloseTextDocumentParams) -> None:
        uri = params.text_document.uri
        self._documents.closed(uri)
        self._troubles.pop(uri, None)
        if not self._client.pulls:
            self._server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))

    def _again(self, params: object) -> None:
        """Something was written that may decide over every document."""
        self._documents.again()
        if self._client.pulls and self._client.refreshes:
            self._server.workspace_diagnostic_refresh(None)

    def _show(self, document: Document) -> None:
        """Put a document's findings to the editor; one that asks for them itself is told only what is wrong."""
        self._tell(document)
        if not self._client.pulls:
            found = protocol.diagnostics(document, self._client)
            params = types.PublishDiagnosticsParams(document.uri, found, document.version)
            self._server.text_document_publish_diagnostics(params)

    def _tell(self, document: Document) -> None:
        """Say once why nothing can be checked, however many documents it concerns."""
        trouble = document.answer.trouble
        text = protocol.told(trouble) if trouble is not None else ""
        if text and text not in self._troubles.values():
            message = types.ShowMessageParams(types.MessageType.Error, f"compliance: {text}")
            self._server.window_show_message(message)
        self._troubles[document.uri] = text

    async def _pulled(self, params: types.DocumentDiagnosticParams) -> types.RelatedFullDocumentDiagnosticReport:
        document = self._documents.get(params.text_document.uri)
        if document is None:
            return types.RelatedFullDocumentDiagnosticReport([])
        await self._documents.answer(document)
        return types.RelatedFullDocumentDiagnosticReport(protocol.diagnostics(document, self._client))

    async def _hover(self, params: types.HoverParams) -> types.Hover | None:
        document = self._documents.get(params.text_document.uri)
        if document is None:
            return None
        return protocol.hover(await self._documents.answer(document), params.position, self._client)

    async def _actions(self, params: types.CodeActionParams) -> list[types.CodeAction]:
        document = self._documents.get(params.text_document.uri)
        if document is None:
            return []
        answer = await self._documents.answer(document)
        found: list[types.CodeAction] = []
        if _asked(types.CodeActionKind.QuickFix.value, params.context):
            marks = protocol.touched(answer, params.range)
            found += [protocol.quick_fix(mark, one, document, self._client) for mark in marks for one in mark.repairs]
            found += await self._waive(document, marks)
        if _asked(FIX_ALL, params.context) and any(repair.safe for mark in answer.marks for repair in mark.repairs):
            found += await self._fix_all(document)
        return found

    async def _waive(self, document: Document, marks: list[Mark]) -> list[types.CodeAction]:
        """The comments that waive findings; each is tried out, so they are offered at one place, and not by dozens."""
        version, found = document.version, []
        waivable = [mark for mark in marks if mark.fingerprint]
        for mark in waivable if len(waivable) <= _MOST_WAIVED else ():
            answer = await self._documents.comment(document, mark.fingerprint)
            if document.version != version:
                return []
            if answer.changes:
                found.append(protocol.waive(mark, answer.changes, document, self._client))
        return found

    async def _fix_all(self, document: Document) -> list[types.CodeAction]:
        version = document.version
        answer = await self._documents.mended(document)
        if not answer.changes or document.version != version:
            return []
        return [protocol.fix_all(answer.changes, document, self._client)]


def _asked(kind: str, context: types.CodeActionContext) -> bool:
    """Whether the editor asks for actions of a kind; for what is done to the whole document only when a person does."""
    if context.only is None:
        return kind != FIX_ALL or context.trigger_kind is not types.CodeActionTriggerKind.Automatic
    told = [getattr(only, "value", only) for only in context.only]
    return any(kind == only or not only or kind.startswith(f"{only}.") for only in told)


def _path(uri: str) -> str | None:
    """The path of a document that is a file."""
    return to_fs_path(uri) if urlparse(uri)[0] == "file" else None
