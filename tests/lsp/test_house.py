"""What decides over a story in an editor: the configuration above it, the baseline, and what becomes of a wrong one."""

from __future__ import annotations

from pathlib import Path

import pytest
from lsprotocol import types

from compliance.cli import run
from tests.lsp.conftest import CONFIG
from tests.lsp.editor import Editor

PACK = """
pack: style
title: House style
language: en
rules:
  - id: odd-word
    check: substitution
    message: {{en: "not our word"}}
    reason: We say it otherwise.
    severity: note
    swap: {{{word}: other}}
    bad: ["The {word} came."]
    good: ["The council came."]
"""
STORY = "# Council votes\n\nThe council voted on teh budget, perhaps too late.\n"


def test_the_nearest_configuration_counts_and_a_change_of_it_at_once(editor: Editor, house: Path) -> None:
    desk = house / "opinion"
    desk.mkdir()
    (desk / "compliance.toml").write_text(CONFIG.replace('["odd/*"]', '["odd/doubt"]'))
    above, below = (house / "vote.md").as_uri(), (desk / "vote.md").as_uri()
    editor.open(above, STORY)
    editor.open(below, STORY)
    assert (editor.rules(above), editor.rules(below)) == (["odd/slip", "odd/doubt"], ["odd/doubt"])
    (desk / "compliance.toml").write_text(CONFIG.replace('["odd/*"]', '["odd/slip"]'))
    assert [one.code for one in editor.type(below, STORY + "\n")] == ["odd/slip"]
    (desk / "compliance.toml").unlink()
    assert [one.code for one in editor.type(below, STORY)] == ["odd/slip", "odd/doubt"]


def test_a_saved_file_has_every_open_story_looked_at_again(editor: Editor, house: Path) -> None:
    uri = (house / "vote.md").as_uri()
    editor.open(uri, STORY)
    (house / "compliance.toml").write_text(CONFIG.replace('["odd/*"]', '["odd/doubt"]'))
    editor.save(uri)
    editor.until(lambda: editor.rules(uri) == ["odd/doubt"])
    (house / "compliance.toml").write_text(CONFIG)
    changed = types.FileEvent((house / "compliance.toml").as_uri(), types.FileChangeType.Changed)
    editor.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([changed]))
    editor.until(lambda: editor.rules(uri) == ["odd/slip", "odd/doubt"])


def test_a_wrong_configuration_is_told_once_with_its_place_and_mended(editor: Editor, house: Path) -> None:
    first, second = (house / "one.md").as_uri(), (house / "two.md").as_uri()
    (house / "compliance.toml").write_text('gate = "warnin"\n')
    editor.messages.clear()
    (found,) = editor.open(first, STORY)
    assert f"{house / 'compliance.toml'}:1: " in found.message
    assert found.severity is types.DiagnosticSeverity.Error
    editor.open(second, STORY)
    editor.type(first, STORY + "x")
    assert len(editor.messages) == 1
    assert editor.messages[0].startswith(f"compliance: {house / 'compliance.toml'}:1: gate: ")
    (house / "compliance.toml").write_text("this is no toml")
    editor.type(first, STORY)
    assert "this is no TOML" in editor.messages[1]
    (house / "compliance.toml").write_text(CONFIG)
    assert [one.code for one in editor.type(first, STORY)] == ["odd/slip", "odd/doubt"]
    assert len(editor.messages) == 2


def test_what_is_excluded_is_left_alone(editor: Editor, house: Path) -> None:
    (house / "compliance.toml").write_text('exclude = ["drafts/", "README.md"]\n' + CONFIG)
    for name in ("README.md", "drafts/deep/vote.md"):
        assert editor.open((house / name).as_uri(), STORY) == []
    assert len(editor.open((house / "readme.md").as_uri(), STORY)) == 2


def test_what_the_baseline_knows_is_a_hint(editor: Editor, house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (house / "compliance.toml").write_text('select = ["copy/placeholder"]')
    story = house / "tk.md"
    story.write_text("# Council votes\n\nThe council voted (TK) today.\n")
    monkeypatch.chdir(house)
    assert run(["baseline", "tk.md"]) == 0
    (found,) = editor.open(story.as_uri(), story.read_text())
    assert found.severity is types.DiagnosticSeverity.Hint
    assert found.message.endswith(" (in the baseline)")
    severities = [one.severity for one in editor.type(story.as_uri(), story.read_text() + "\nAnd (TK) it is.\n")]
    assert severities == [types.DiagnosticSeverity.Hint, types.DiagnosticSeverity.Error]
    (house / "compliance-baseline.json").write_text("{")
    (found,) = editor.type(story.as_uri(), story.read_text())
    assert "compliance-baseline.json:1:" in found.message


def test_an_override_by_path_counts(editor: Editor, house: Path) -> None:
    (house / "compliance.toml").write_text(CONFIG + '\n[[overrides]]\npaths = ["loose/**"]\nignore = ["odd/doubt"]\n')
    found = editor.open((house / "loose" / "vote.md").as_uri(), STORY)
    assert [one.code for one in found] == ["odd/slip"]


def test_what_the_house_only_observes_is_a_hint(editor: Editor, house: Path) -> None:
    (house / "compliance.toml").write_text(CONFIG + '\n[rules]\n"odd/slip" = "observe"\n')
    found = {one.code: one for one in editor.open((house / "vote.md").as_uri(), STORY)}
    assert found["odd/slip"].severity is types.DiagnosticSeverity.Hint
    assert found["odd/slip"].message.endswith(" (observed, does not count)")
    assert found["odd/doubt"].severity is types.DiagnosticSeverity.Warning


def test_a_comment_in_the_story_waives_and_one_that_does_not_is_told(editor: Editor, house: Path) -> None:
    uri = (house / "waived.md").as_uri()
    comment = "<!-- compliance: waive odd/slip by M. Ruiz — it is a name -->\n"
    slip, doubt = editor.open(uri, STORY.replace("The", f"{comment}The"))
    assert (slip.code, slip.severity) == ("odd/slip", types.DiagnosticSeverity.Hint)
    assert "M. Ruiz" in slip.message
    assert slip.message.endswith(": it is a name)")
    assert doubt.severity is types.DiagnosticSeverity.Warning
    found = editor.type(uri, STORY.replace("The", "<!-- compliance: waive odd/slip — -->\nThe"))
    assert [one.severity for one in found if one.code == "odd/slip"] == [types.DiagnosticSeverity.Error]
    (told,) = [one for one in found if one.code is None]
    assert told.range.start.line == 2
    assert "gives no reason" in told.message


def test_what_the_file_of_waivers_lets_through_is_a_hint_and_is_not_fixed(editor: Editor, house: Path) -> None:
    uri = (house / "vote.md").as_uri()
    entry = '[[waiver]]\nrule = "odd/slip"\npath = "*.md"\nby = "M. Ruiz"\nreason = "names"\nuntil = 2999-01-01\n'
    (house / "compliance-waivers.toml").write_text(entry)
    editor.open(uri, STORY)
    severities = {one.code: one.severity for one in editor.shown[uri].diagnostics}
    assert severities == {"odd/slip": types.DiagnosticSeverity.Hint, "odd/doubt": types.DiagnosticSeverity.Warning}
    assert editor.actions(uri, None, "source.fixAll") == []
    (house / "compliance-waivers.toml").write_text(entry.replace("2999", "1999"))
    assert next(one.severity for one in editor.type(uri, STORY + "x")) is types.DiagnosticSeverity.Error
    (house / "compliance-waivers.toml").write_text("[[waiver]]\n")
    (found,) = editor.type(uri, STORY)
    assert "compliance-waivers.toml:1: " in found.message


def test_a_rule_of_the_houses_pack_counts_as_soon_as_it_is_written(editor: Editor, house: Path) -> None:
    pack = house / "style" / "pack.yaml"
    pack.parent.mkdir()
    pack.write_text(PACK.format(word="parishioner"))
    (house / "compliance.toml").write_text('packs = ["style"]\n' + CONFIG.replace('["odd/*"]', '["style/*"]'))
    uri = (house / "vote.md").as_uri()
    assert editor.open(uri, STORY) == []
    pack.write_text(PACK.format(word="budget"))
    (found,) = editor.type(uri, STORY + "\n")
    assert found.code == "style/odd-word"
    pack.write_text("pack: style\nrules: 7\n")
    (found,) = editor.type(uri, STORY)
    assert found.message.startswith("not checked: ")
    assert "pack.yaml" in found.message
