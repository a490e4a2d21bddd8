"""A finding is waived from the editor by a comment in the story, which waits for its reason and does nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from lsprotocol import types

from tests.lsp.editor import Editor

MARKDOWN = """---
language: en
---

# Teh council said teh word

![A bridge](bridge.jpg)
*Teh bridge, teh old one. EFE*

Said 🎉 teh council, perhaps too late.
It said teh same again.

> Quoted: teh clerk.

- one
- teh second
- three
"""
HTML = "<article><h1>Council votes</h1>\n<p>It <b>voted</b> on teh budget.</p>\n<p>Perhaps.</p></article>"


def waivers(editor: Editor, uri: str, at: types.Range) -> list[types.CodeAction]:
    return [one for one in editor.actions(uri, at, "quickfix") if one.title.startswith("Waive")]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(("name", "text"), [("story.md", MARKDOWN), ("story.html", HTML)])
def test_every_finding_can_be_waived_where_it_stands(
    editor: Editor, house: Path, name: str, text: str, end: str
) -> None:
    text = text.replace("\n", end)
    uri = (house / f"{len(end)}{name}").as_uri()
    found = [one for one in editor.open(uri, text) if one.code == "odd/slip"]
    assert len(found) == (6 if name == "story.md" else 1)
    for one in found:
        (action,) = waivers(editor, uri, one.range)
        assert action.is_preferred is None
        before = {(d.code, d.severity) for d in editor.shown[uri].diagnostics}
        shown = editor.apply(uri, action)
        assert "gives no reason" in next(d.message for d in shown if d.code is None)
        assert before <= {(d.code, d.severity) for d in shown}
        reasoned = editor.texts[uri].replace("odd/slip — -->", "odd/slip — it is a name -->")
        shown = editor.type(uri, reasoned)
        hints = [d for d in shown if d.severity is types.DiagnosticSeverity.Hint]
        assert hints
        assert {d.code for d in hints} == {"odd/slip"}
        assert len([d for d in shown if d.code == "odd/slip"]) == len(found)
        editor.type(uri, text)


def test_plain_text_and_what_nobody_may_waive_have_no_such_action(editor: Editor, house: Path) -> None:
    text = "Council votes\n\nIt voted on teh budget.\n"
    uri = (house / "story.txt").as_uri()
    (found,) = editor.open(uri, text, "plaintext")
    assert waivers(editor, uri, found.range) == []
    config = (house / "compliance.toml").read_text()
    (house / "compliance.toml").write_text(config + '\n[rules]\n"odd/slip" = { waivable = false }\n')
    uri = (house / "story.md").as_uri()
    found, *_ = editor.open(uri, MARKDOWN)
    assert waivers(editor, uri, found.range) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("front.md", "---\nheadline: On teh council\n---\n\nThe council voted.\n"),
        ("alt.html", '<article><h1>Votes</h1><p>It voted.</p><img src="a.jpg" alt="On teh day"></article>'),
        ("story.json", '{"headline": "On teh council", "body": ["The council voted."]}'),
    ],
)
def test_where_a_comment_would_be_read_as_something_else_none_is_offered(
    editor: Editor, house: Path, name: str, text: str
) -> None:
    uri = (house / name).as_uri()
    (found,) = editor.open(uri, text)
    for action in waivers(editor, uri, found.range):  # above the picture it may stand
        shown = editor.apply(uri, action)
        assert {one.code for one in shown} == {"odd/slip", None}
        assert name == "alt.html"
