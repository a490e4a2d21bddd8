"""What an editor sees of a story while it is written: a real client, a real server, their protocol between them."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from lsprotocol import types

from compliance.lsp.documents import REST_SECONDS
from tests.lsp.editor import Editor, words

STORY = "# Council votes\n\nThe council voted on teh budget, perhaps too late.\n"


def at(line: int, start: int, end: int) -> types.Range:
    return types.Range(types.Position(line, start), types.Position(line, end))


def repairs(editor: Editor, uri: str, where: types.Range | None = None) -> list[types.CodeAction]:
    """The quick fixes, less the offer to waive."""
    return [one for one in editor.actions(uri, where, "quickfix") if not one.title.startswith("Waive")]


def test_a_story_is_marked_when_it_is_opened_and_again_as_it_is_typed(editor: Editor, house: Path) -> None:
    uri = (house / "vote.md").as_uri()
    slip, doubt = editor.open(uri, STORY)
    assert (slip.range, slip.severity, slip.code) == (at(2, 21, 24), types.DiagnosticSeverity.Error, "odd/slip")
    assert slip.message == "“teh” is a *slip*"
    assert slip.source == "compliance"
    assert slip.code_description == types.CodeDescription("https://example.com/book")
    assert doubt.severity is types.DiagnosticSeverity.Warning
    assert [one.code for one in editor.type(uri, STORY.replace("teh", "the"))] == ["odd/doubt"]
    assert editor.type(uri, "# Council votes\n\nThe council voted.\n") == []


def test_of_fast_typing_only_the_newest_text_is_shown(editor: Editor, house: Path) -> None:
    uri = (house / "fast.md").as_uri()
    editor.open(uri, STORY)
    began = time.monotonic()
    for n in range(20):
        editor.change(uri, f"{STORY}{'teh ' * n}")
    seen = editor.newest(uri)
    assert len(seen) == 2 + 19
    assert editor.shown[uri].version == 21
    rests = (time.monotonic() - began) / REST_SECONDS  # on a slow machine the keys may come one by one
    assert editor.times[uri] < max(10, 3 + rests)


def test_labels_are_lines_of_the_message_where_the_editor_shows_no_related_places(editor: Editor, house: Path) -> None:
    _, doubt = editor.open((house / "labels.md").as_uri(), STORY)
    assert doubt.message == "A word of doubt\nthe story begins here"
    assert doubt.related_information is None


def test_a_note_is_information_and_the_rules_without_a_page_have_no_link(editor: Editor, house: Path) -> None:
    (gap,) = editor.open((house / "gap.md").as_uri(), "# Council votes\n\nThe mayor, XX, said so.\n")
    assert gap.severity is types.DiagnosticSeverity.Information
    assert gap.code_description is None


def test_hovering_tells_what_why_and_what_to_do(editor: Editor, house: Path) -> None:
    uri = (house / "hover.md").as_uri()
    editor.open(uri, STORY)
    told = editor.hover(uri, 2, 22)
    assert told.startswith("**“teh” is a \\*slip\\***")
    assert "*do:* Write “the”" in told
    assert "*why:* Readers stumble." in told
    assert "House book: 4.2" in told
    assert "[odd/slip](https://example.com/book) · error · wrong" in told
    assert "The word `teh`." in told
    assert editor.hover(uri, 0, 3) == ""


def test_a_safe_repair_is_a_quick_fix_and_its_finding_is_gone_when_it_is_applied(editor: Editor, house: Path) -> None:
    uri = (house / "fix.md").as_uri()
    editor.open(uri, STORY)
    (fix,) = repairs(editor, uri, at(2, 22, 22))
    assert (fix.title, fix.kind, fix.is_preferred) == ("Write “the”", types.CodeActionKind.QuickFix, True)
    assert fix.diagnostics is not None
    assert [one.code for one in fix.diagnostics] == ["odd/slip"]
    assert [one.code for one in editor.apply(uri, fix)] == ["odd/doubt"]
    assert editor.texts[uri] == STORY.replace("teh", "the")


def test_a_repair_that_may_change_the_meaning_is_offered_and_not_preferred(editor: Editor, house: Path) -> None:
    uri = (house / "unsafe.md").as_uri()
    editor.open(uri, STORY)
    (cut,) = repairs(editor, uri, at(2, 35, 36))
    assert (cut.title, cut.is_preferred) == ("Cut it", None)


def test_a_gap_and_mere_advice_are_no_actions(editor: Editor, house: Path) -> None:
    uri = (house / "gaps.md").as_uri()
    editor.open(uri, "# Council votes\n\nThe mayor, XX, said so.\n")
    assert repairs(editor, uri) == []


def test_everything_safe_is_fixed_at_once(editor: Editor, house: Path) -> None:
    uri = (house / "all.md").as_uri()
    editor.open(uri, STORY + "\nIt was teh mayor and teh clerk, XX.\n")
    (fix,) = editor.actions(uri, None, "source.fixAll")
    assert fix.kind == "source.fixAll.compliance"
    assert fix.title == "Fix everything that is safe to fix"
    assert [one.code for one in editor.apply(uri, fix)] == ["odd/doubt", "odd/gap"]
    assert "teh" not in editor.texts[uri]
    assert editor.actions(uri, None, "source.fixAll") == []


def test_fixing_everything_is_not_worked_out_as_the_cursor_moves(editor: Editor, house: Path) -> None:
    uri = (house / "cursor.md").as_uri()
    editor.open(uri, STORY)
    kinds = [a.kind for a in editor.actions(uri, None, trigger_kind=types.CodeActionTriggerKind.Automatic)]
    assert set(kinds) == {types.CodeActionKind.QuickFix}
    assert "source.fixAll.compliance" in [a.kind for a in editor.actions(uri)]
    assert editor.actions(uri, None, "refactor") == []


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_places_are_utf16_units_right_after_emoji(editor: Editor, house: Path, end: str) -> None:
    uri = (house / f"emoji{len(end)}.md").as_uri()
    text = f"# 👩‍👧 votes{end}{end}Said 🎉🎉 teh mayor, é 𝒳 teh clerk.{end}"
    found = editor.open(uri, text)
    assert [words(text, one.range) for one in found] == ["teh", "teh"]
    assert found[0].range == at(2, 10, 13)
    for _ in range(2):
        editor.apply(uri, editor.actions(uri)[0])
    assert editor.texts[uri] == text.replace("teh", "the")


def test_half_an_emoji_is_a_sign_like_others(editor: Editor, house: Path) -> None:
    text = "# Council votes\n\nSaid \ud83c teh 🎉 teh mayor.\n"
    found = editor.open((house / "half.md").as_uri(), text)
    assert [one.range for one in found] == [at(2, 7, 10), at(2, 14, 17)]


def test_line_separators_inside_a_line_are_no_line_ends(editor: Editor, house: Path) -> None:
    text = "# Council votes\n\nThe\u2028council\x0bvoted\x85on\x0cteh budget.\n"
    uri = (house / "separators.md").as_uri()
    (found,) = editor.open(uri, text)
    assert words(text, found.range) == "teh"


def test_formats_go_by_the_documents_name_and_else_by_what_the_editor_says(editor: Editor, house: Path) -> None:
    page = "<html><body><h1>Council votes</h1><p>It voted on <b>teh</b> &amp; teh budget.</p></body></html>"
    for name, language in (("story.html", "markdown"), ("story", "html")):
        uri = (house / name).as_uri()
        found = editor.open(uri, page, language)
        assert [words(page, one.range) for one in found] == ["teh", "teh"]
    story = '{"headline": "Council votes", "body": ["Said “quoted \\u201c teh budget."]}'
    (found,) = editor.open((house / "story.json").as_uri(), story, "json")
    assert words(story, found.range) == "teh"
    (found,) = editor.open((house / "story.txt").as_uri(), "Council votes\n\nIt voted on *teh* budget.\n", "plaintext")
    assert found.range.start.line == 2


def test_a_document_that_cannot_be_read_says_so_at_its_place(editor: Editor, house: Path) -> None:
    uri = (house / "broken.json").as_uri()
    (found,) = editor.open(uri, '{\n  "headline": "Council votes",\n  "body": [\n}\n', "json")
    assert found.message.startswith("not checked: ")
    assert found.range.start.line > 0
    assert found.code is None
    assert editor.type(uri, '{"headline": "Council votes", "body": ["The council voted."]}') == []


def test_an_untitled_document_is_checked(editor: Editor) -> None:
    found = editor.open("untitled:Untitled-1", "# Council votes to close the bank\n\nThe council voted (TK) today.\n")
    assert "copy/placeholder" in [one.code for one in found]


def test_nothing_is_shown_of_a_closed_document(editor: Editor, house: Path) -> None:
    uri = (house / "closed.md").as_uri()
    editor.open(uri, STORY)
    editor.client.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri)))
    assert editor.until(lambda: editor.shown[uri].version is None, uri) == []
    assert editor.hover(uri, 2, 22) == ""
    assert editor.actions(uri) == []


def test_what_a_plugin_prints_disturbs_nothing(editor: Editor, house: Path) -> None:
    uri = (house / "prints.md").as_uri()
    assert len(editor.open(uri, STORY + "\nPRINTS\n")) == 2


def test_the_rule_of_the_project_leads_to_its_manual_page(editor: Editor, tmp_path: Path) -> None:
    (tmp_path / "compliance.toml").write_text('select = ["copy/placeholder"]')
    (found,) = editor.open((tmp_path / "tk.md").as_uri(), "# Council votes\n\nThe council voted (TK) today.\n")
    assert found.code_description is not None
    assert found.code_description.href.endswith("/docs/rules/copy/placeholder.md")
    page = Path(__file__).parents[2] / found.code_description.href.partition("/main/")[2]
    assert page.is_file()


def test_a_big_story_is_checked_and_typing_goes_on_meanwhile(editor: Editor, house: Path) -> None:
    uri, small = (house / "big.md").as_uri(), (house / "small.md").as_uri()
    editor.open(small, STORY)
    big = "# Council votes\n\n" + "The council voted on a budget of many lines and more.\n\n" * 20_000 + "On teh day.\n"
    (found,) = editor.open(uri, big)
    assert words(big, found.range) == "teh"
    editor.change(uri, big + "x")
    assert editor.type(small, STORY + "\nAnd teh end.\n")[-1].code == "odd/slip"
