"""Answers in the protocol's own types: diagnostics with what belongs to them, hovers, code actions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lsprotocol import types

from compliance.lsp.answers import Answer, Change, Mark, Range, Repair, Trouble
from compliance.renderers.words.phrases import in_language

if TYPE_CHECKING:
    from compliance.lsp.documents import Document

SOURCE = "compliance"
FIX_ALL = f"{types.CodeActionKind.SourceFixAll.value}.{SOURCE}"
"""The kind of the action that applies every safe suggestion; ``source.fixAll`` asks for it too."""

_SEVERITIES = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "note": types.DiagnosticSeverity.Information,
}


class Client:
    """What the editor can show.

    :param capabilities: as it told them when it started the server.
    :param language: of its user.
    """

    def __init__(self, capabilities: types.ClientCapabilities, language: str) -> None:
        self.language = language
        text, workspace = capabilities.text_document, capabilities.workspace
        told = text.publish_diagnostics if text else None
        self.related = bool(told and told.related_information)
        edits = workspace.workspace_edit if workspace else None
        self.versions = bool(edits and edits.document_changes)
        hover = text.hover if text else None
        formats = (hover.content_format if hover else None) or [types.MarkupKind.Markdown]
        self.markdown = types.MarkupKind.Markdown in formats
        self.pulls = bool(text and text.diagnostic)
        diagnostics = workspace.diagnostics if workspace else None
        self.refreshes = bool(diagnostics and diagnostics.refresh_support)
        watched = workspace.did_change_watched_files if workspace else None
        self.watches = bool(watched and watched.dynamic_registration)


def diagnostics(document: Document, client: Client) -> list[types.Diagnostic]:
    """What is shown of a document's newest answer."""
    if (trouble := document.answer.trouble) is not None:
        return [_not_checked(trouble, client)]
    return [_diagnostic(mark, document.uri, client) for mark in document.answer.marks]


def told(trouble: Trouble) -> str:
    """Why nothing is checked, with its place and the next step."""
    place = f"{trouble.where}: " if trouble.where else ""
    return f"{place}{trouble.what}{chr(10) if trouble.hint else ''}{trouble.hint}"


def _not_checked(trouble: Trouble, client: Client) -> types.Diagnostic:
    start = types.Position(0, 0)
    return types.Diagnostic(
        types.Range(start, start),
        f"{in_language('not checked', client.language)}: {told(trouble)}",
        severity=types.DiagnosticSeverity.Error,
        source=SOURCE,
    )


def _diagnostic(mark: Mark, uri: str, client: Client) -> types.Diagnostic:
    """One finding; one that does not count is a hint, whatever its severity is."""
    message = f"{mark.message} ({mark.aside})" if mark.aside else mark.message
    if mark.others and not client.related:
        message += "".join(f"\n{other.text}" for other in mark.others)
    return types.Diagnostic(
        _range(mark.range),
        message,
        severity=types.DiagnosticSeverity.Hint if mark.aside else _SEVERITIES[mark.severity],
        code=mark.rule or None,
        code_description=types.CodeDescription(mark.url) if mark.url else None,
        source=SOURCE,
        related_information=list(_related(mark, uri)) if mark.others and client.related else None,
    )


def _related(mark: Mark, uri: str) -> Iterator[types.DiagnosticRelatedInformation]:
    for other in mark.others:
        where = Path(other.file).absolute().as_uri() if other.file is not None else uri
        yield types.DiagnosticRelatedInformation(types.Location(where, _range(other.range)), other.text)


def hover(answer: Answer, at: types.Position, client: Client) -> types.Hover | None:
    """What is told of the findings at a place; ``None`` where there is none."""
    place = (at.line, at.character)
    marks = [mark for mark in answer.marks if mark.told and mark.range.start <= place <= mark.range.end]
    if not marks:
        return None
    text = "\n\n".join(mark.told for mark in marks)
    if client.markdown:
        content = types.MarkupContent(types.MarkupKind.Markdown, text)
    else:
        content = types.MarkupContent(types.MarkupKind.PlainText, _unmarked(text))
    return types.Hover(content, _range(marks[0].range))


def _unmarked(text: str) -> str:
    """Markdown for an editor that shows its signs as they stand."""
    return re.sub(
        r"\\(.)|\[((?:[^\]\\]|\\.)*)\]\([^)]*\)|[*`]|^---\n\n",
        lambda found: found[1] or found[2] or "",
        text,
        flags=re.MULTILINE,
    )


def touched(answer: Answer, at: types.Range) -> list[Mark]:
    """The findings that a range touches."""
    start, end = (at.start.line, at.start.character), (at.end.line, at.end.character)
    return [mark for mark in answer.marks if mark.range.start <= end and start <= mark.range.end]


def quick_fix(mark: Mark, repair: Repair, document: Document, client: Client) -> types.CodeAction:
    """A repair of a finding; a safe one is the one that an editor may prefer."""
    return types.CodeAction(
        repair.title,
        kind=types.CodeActionKind.QuickFix,
        diagnostics=[_diagnostic(mark, document.uri, client)],
        is_preferred=True if repair.safe else None,
        edit=_edit(repair.changes, document, client),
    )


def waive(mark: Mark, comment: Iterable[Change], document: Document, client: Client) -> types.CodeAction:
    """The comment that waives a finding as soon as its writer gives a reason."""
    said = in_language("Waive {} here: write why into the comment", client.language)
    repair = Repair(said.format(mark.rule), False, tuple(comment))
    return quick_fix(mark, repair, document, client)


def fix_all(changes: Iterable[Change], document: Document, client: Client) -> types.CodeAction:
    """Every safe repair of a document."""
    title = in_language("Fix everything that is safe to fix", client.language)
    return types.CodeAction(title, kind=FIX_ALL, edit=_edit(changes, document, client))


def _edit(changes: Iterable[Change], document: Document, client: Client) -> types.WorkspaceEdit:
    """Changes of a document, for that text of it only which they were made for, where the editor can tell."""
    edits: list[Any] = [types.TextEdit(_range(change.range), change.text) for change in changes]
    if not client.versions:
        return types.WorkspaceEdit(changes={document.uri: edits})
    which = types.OptionalVersionedTextDocumentIdentifier(document.uri, document.version)
    return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(which, edits)])


def _range(found: Range) -> types.Range:
    return types.Range(types.Position(*found.start), types.Position(*found.end))
