"""How a server begins and ends: the editor's language and what it can show, exit codes, and no process left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types

from tests.lsp.editor import Editor, words
from tests.patience import PATIENCE, until

STORY = "# Council votes\n\nSaid 🎉 teh council, perhaps too late.\n"


def children(pid: int) -> set[int]:
    """The processes that a process has started, and theirs."""
    told = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    pairs = [tuple(map(int, line.split())) for line in told.splitlines()]
    found, last = {pid}, 0
    while len(found) != last:
        last = len(found)
        found |= {child for child, parent in pairs if parent in found}
    return found - {pid}


def gone(pids: set[int]) -> bool:
    """Whether processes end."""
    return bool(until(lambda: not any(_alive(pid) for pid in pids)))


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_an_editor_that_can_do_more_is_shown_more(server_env: dict[str, str], house: Path) -> None:
    capabilities = types.ClientCapabilities(
        general=types.GeneralClientCapabilities(position_encodings=[types.PositionEncodingKind.Utf8]),
        text_document=types.TextDocumentClientCapabilities(
            publish_diagnostics=types.PublishDiagnosticsClientCapabilities(related_information=True),
            hover=types.HoverClientCapabilities(content_format=[types.MarkupKind.PlainText]),
        ),
        workspace=types.WorkspaceClientCapabilities(
            workspace_edit=types.WorkspaceEditClientCapabilities(document_changes=True),
            did_change_watched_files=types.DidChangeWatchedFilesClientCapabilities(dynamic_registration=True),
        ),
    )
    folders = [types.WorkspaceFolder(house.as_uri(), "stories")]
    editor = Editor(env=server_env, capabilities=capabilities, locale="es-MX", workspace_folders=folders)
    uri = (house / "vote.md").as_uri()
    slip, doubt = editor.open(uri, STORY)
    assert editor.told.capabilities.position_encoding == "utf-8"
    assert words(STORY, slip.range, "utf-8") == "teh"
    assert slip.message == "«teh» es un *desliz*"
    (related,) = doubt.related_information or ()
    assert (related.message, related.location.uri) == ("the story begins here", uri)
    assert words(STORY, related.location.range, "utf-8") == "Cou"
    told = editor.hover(uri, 2, 10)
    assert told.startswith("«teh» es un *desliz*\n\nhaga: Escriba «the»\n\nmotivo: El lector tropieza.")
    assert "odd/slip · error · incorrecto" in told
    transcript = "# Session\n\nThey spoke 🎉 of the budget.\n"
    (house / "transcript.md").write_text(transcript, encoding="utf-8")
    story = "---\nsources: [{name: session, file: transcript.md}]\n---\n\n# Council votes\n\nIt voted on a budget.\n"
    (said,) = editor.open((house / "session.md").as_uri(), story)
    (there,) = said.related_information or ()
    assert there.location.uri == (house / "transcript.md").as_uri()
    assert words(transcript, there.location.range, "utf-8") == "budget"
    (fix,) = editor.actions(uri, None, "source.fixAll.compliance")
    assert fix.title == "Corregir todo lo que puede corregirse sin riesgo"
    assert [one.code for one in editor.apply(uri, fix, "utf-8")] == ["odd/doubt"]
    assert [one.code for one in editor.open("untitled:Untitled-1", STORY)] == ["odd/slip", "odd/doubt"]
    assert editor.registered == ["workspace/didChangeWatchedFiles"]
    assert editor.end() == 0


def test_an_editor_that_asks_for_diagnostics_itself_is_answered_and_sent_none(
    server_env: dict[str, str], house: Path
) -> None:
    capabilities = types.ClientCapabilities(
        text_document=types.TextDocumentClientCapabilities(diagnostic=types.DiagnosticClientCapabilities()),
        workspace=types.WorkspaceClientCapabilities(
            diagnostics=types.DiagnosticWorkspaceClientCapabilities(refresh_support=True)
        ),
    )
    editor = Editor("--lang", "es", "--stdio", env=server_env, capabilities=capabilities, locale="en-US")
    uri = (house / "vote.md").as_uri()
    item = types.TextDocumentItem(uri, "markdown", 1, STORY)
    editor.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
    params = types.DocumentDiagnosticParams(types.TextDocumentIdentifier(uri))
    found = editor.ask(editor.client.text_document_diagnostic_async(params))
    assert [one.message for one in found.items] == ["«teh» es un *desliz*", "A word of doubt\nthe story begins here"]
    editor.save(uri)
    editor.until(lambda: editor.refreshed)
    assert editor.shown == {}
    assert editor.end() == 0


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at processes as Linux shows them")
def test_the_exit_code_tells_whether_the_editor_took_its_leave_and_nothing_stays(
    server_env: dict[str, str], house: Path
) -> None:
    for politely, code in ((True, 0), (False, 1)):
        editor = Editor(env=server_env)
        editor.open((house / "vote.md").as_uri(), STORY)
        left = children(editor.process.pid)
        assert left
        assert editor.end(politely=politely) == code
        assert gone(left)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at processes as Linux shows them")
def test_an_editor_can_leave_while_a_rule_hangs(server_env: dict[str, str], house: Path) -> None:
    editor = Editor(env=server_env)
    uri = (house / "vote.md").as_uri()
    editor.open(uri, STORY)
    editor.change(uri, STORY + "\nSTUCK\n")
    time.sleep(1)
    left = children(editor.process.pid)
    began = time.monotonic()
    assert editor.end() == 0
    took = time.monotonic() - began
    # a rule that holds its process is given up after three times its time, and the story is shown
    assert editor.shown[uri].version == 1 or took > 10
    assert gone(left)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at processes as Linux shows them")
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_a_server_that_is_killed_leaves_no_process(
    server_env: dict[str, str], house: Path, how: signal.Signals
) -> None:
    editor = Editor(env=server_env)
    editor.open((house / "vote.md").as_uri(), STORY)
    left = children(editor.process.pid)
    os.kill(editor.process.pid, how)
    assert gone({editor.process.pid, *left})
    editor.runner.close()


def test_options_decide_for_every_story(server_env: dict[str, str], house: Path, tmp_path_factory: Any) -> None:
    desk = tmp_path_factory.mktemp("desk")
    (house / "compliance.toml").write_text((house / "compliance.toml").read_text().replace("odd/*", "odd/doubt"))
    editor = Editor("--config", str(house), "--no-baseline", "--no-waivers", env=server_env, cwd=desk)
    comment = "<!-- compliance: waive odd/doubt — so it is -->\n"
    (found,) = editor.open((desk / "vote.md").as_uri(), STORY.replace("Said", f"{comment}Said"))
    assert (found.code, found.severity) == ("odd/doubt", types.DiagnosticSeverity.Warning)
    assert editor.end() == 0


def test_a_server_whose_editor_is_gone_ends(server_env: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "compliance", "lsp"],
        input=b"",
        capture_output=True,
        env={**os.environ, **server_env},
        timeout=PATIENCE,
    )
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"Traceback" not in done.stderr


def test_an_option_that_is_wrong_is_told_before_anything_is_served(server_env: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "compliance", "lsp", "--config", "nowhere.toml"],
        capture_output=True,
        env={**os.environ, **server_env},
        timeout=PATIENCE,
    )
    assert done.returncode == 2
    assert b"nowhere.toml: there is no such configuration file" in done.stderr
    assert done.stdout == b""
