"""A folder of styles: its settings, its vocabulary, what is taken and what is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from compliance.errors import PackError
from compliance.packs.vale.folder import read_folder
from tests.packs.conftest import make_checker
from tests.packs.vale.conftest import Style, findings, findings_of, flagged

TIDE = "extends: existence\nmessage: \"'%s'\"\ntokens: [tide]\n"
QUAY = "extends: existence\nmessage: \"'%s'\"\nlevel: error\ntokens: [quay]\n"


def with_ini(folder: Path, ini: str) -> Path:
    (folder.parent / ".vale.ini").write_text(ini, encoding="utf-8")
    return folder.parent


def test_rules_have_the_names_of_their_files_and_understand_vales(style: Style) -> None:
    folder = style({"P-Desk/LowTIDEMark.yml": TIDE}, FirstPerson=QUAY)
    rules = make_checker(folder).registry.rules
    assert {name: rule.aliases for name, rule in rules.items()} == {
        "house/first-person": ("House.FirstPerson",),
        "p-desk/low-tide-mark": ("P-Desk.LowTIDEMark",),
    }


def test_a_single_style_needs_no_settings(style: Style) -> None:
    assert flagged(style(Tide=TIDE) / "House", "The tide.") == ["tide"]


def test_settings_switch_and_grade(style: Style) -> None:
    folder = with_ini(
        style(Tide=TIDE, Quay=QUAY, Low=TIDE.replace("tide", "low") + "level: suggestion\n"),
        "StylesPath = styles\n[*]\nBasedOnStyles = House\nHouse.Quay = warning\n[*.txt]\nHouse.Tide = NO\n",
    )
    story = "The low tide at the quay.\n"
    assert [(one.data["matched"], one.severity.value) for one in findings(folder, story)] == [
        ("tide", "warning"),
        ("quay", "warning"),
    ]
    assert flagged(folder, story, "story.txt") == ["quay"]


def test_one_rule_of_a_style(style: Style) -> None:
    folder = with_ini(style(Tide=TIDE, Quay=QUAY), "StylesPath = styles\n[*]\nHouse.Tide = error\n")
    assert [(one.rule, one.severity.value) for one in findings(folder, "The tide, the quay.")] == [
        ("house/tide", "error")
    ]


@pytest.mark.parametrize("place", ["config/vocabularies", "Vocab"])
def test_vocabulary_is_excepted_everywhere_and_becomes_rules(style: Style, place: str) -> None:
    words = {f"{place}/Harbour/accept.txt": "# own\ntide\nKarsholm\n", f"{place}/Harbour/reject.txt": "wharf\n"}
    folder = with_ini(
        style(words, Tide=TIDE, Quay=QUAY),
        "StylesPath = styles\nVocab = Harbour\n[*]\nBasedOnStyles = Vale, House\nVale.Spelling = NO\n",
    )
    found = [(one.rule, one.data["said"]) for one in findings(folder, "The karsholm tide, quay, wharf wharf.")]
    assert found == [
        ("vale/terms", "Use 'Karsholm' instead of 'karsholm'."),
        ("house/quay", "'quay'"),
        ("vale/avoid", "Avoid using 'wharf'."),
        ("vale/avoid", "Avoid using 'wharf'."),
    ]


def test_ignored_words_and_passages_are_not_read(style: Style) -> None:
    folder = with_ini(
        style(Tide=TIDE),
        "StylesPath = styles\nSkippedScopes = blockquote\n[*]\nBasedOnStyles = House\n"
        "TokenIgnores = (#\\w+)\nBlockIgnores = (?s)(BEGIN.*?END)\n",
    )
    assert flagged(folder, "A tide.\n\n#tide BEGIN tide\n\ntide END\n\n> tide\n") == ["tide"]


def test_inline_code_is_not_read_unless_told(style: Style) -> None:
    ini = "StylesPath = styles\n[*]\nBasedOnStyles = House\n"
    folder = with_ini(style(Tide=TIDE), ini)
    assert flagged(folder, "A `tide`, a tide.\n") == ["tide"]
    assert flagged(folder, "<p>A <code>tide</code>, a <b>tide</b>.</p>\n", "story.html") == ["tide"]
    assert flagged(with_ini(folder / "styles", f"IgnoredScopes = tt\n{ini}"), "A `tide`, a tide.\n") == ["tide"] * 2


def test_ignored_patterns_that_cannot_be_read_are_told(style: Style) -> None:
    folder = with_ini(style(Tide=TIDE), "StylesPath = styles\n[*]\nBasedOnStyles = House\nTokenIgnores = (a\n")
    assert [what for _, what in read_folder(folder).unused] == [
        "[*]: the pattern '(a' of what is ignored cannot be read"
    ]
    assert flagged(folder, "A tide.\n") == ["tide"]


def test_word_template(style: Style) -> None:
    folder = with_ini(
        style(Tide=TIDE), "StylesPath = styles\nWordTemplate = (?<!-)\\b(?:%s)\\b\n[*]\nBasedOnStyles = House\n"
    )
    assert flagged(folder, "The neap-tide, the tide.") == ["tide"]


def test_what_is_not_taken_is_told_with_line_and_reason(style: Style) -> None:
    folder = style(
        Seq="extends: sequence\nmessage: x\ntokens: []\n",
        Prog="message: x\nextends: script\nscript: |\n  x\n",
        Key="extends: existence\nmessage: x\ntokenz: [a]\n",
        Pattern="extends: existence\nmessage: x\ntokens:\n  - '(a'\n",
        Scope="extends: existence\nmessage: x\nscope: comment.line\ntokens: [a]\n",
        Level="extends: existence\nmessage: x\nlevel: loud\ntokens: [a]\n",
        Yaml="extends: [\n",
        Formula="extends: metric\nmessage: x\nformula: wordz + 1\ncondition: '> 1'\n",
        Fine=TIDE,
    )
    told = {one.name: (one.where.rpartition("/")[2], one.why) for one in read_folder(folder).refused}
    assert told["House.Seq"] == (
        "Seq.yml:1",
        "sequence is not taken: it needs the part of speech of every word, which no story has",
    )
    assert told["House.Prog"][0] == "Prog.yml:2"
    assert told["House.Key"] == ("Key.yml:3", "existence has no key 'tokenz'; did you mean 'tokens'?")
    assert told["House.Pattern"] == ("Pattern.yml:3", "the pattern '(a' cannot be read: a ( that is not closed")
    assert told["House.Scope"] == ("Scope.yml:3", "it reads 'comment.line', and stories have nothing of the kind")
    assert "no level 'loud'" in told["House.Level"][1]
    assert "no YAML" in told["House.Yaml"][1]
    assert "no figure 'wordz'" in told["House.Formula"][1]
    assert flagged(folder, "The tide.") == ["tide"]


def test_a_file_that_vale_reads_is_read(style: Style) -> None:
    twice = "extends: substitution\nmessage: \"Not \\'%s\\'\"\nswap:\n  low: ebb\n  low: flow\n"
    (finding,) = findings(style(Twice=twice), "A low tide.")
    assert finding.data["said"] == "Not 'flow'"


def test_tags_and_links_lead_nowhere(style: Style, tmp_path: Path) -> None:
    outside = tmp_path / "outside.yml"
    outside.write_text(TIDE, encoding="utf-8")
    folder = style(Tag="extends: !!python/object/apply:os.getcwd []\nmessage: x\n", Quay=QUAY)
    (folder / "House" / "Linked.yml").symlink_to(outside)
    read = read_folder(folder)
    assert [one.rule.name for one in read.taken] == ["Quay"]
    assert "tag" in read.refused[0].why


@pytest.mark.parametrize(
    ("ini", "what"),
    [
        ("StylesPath = elsewhere\n[*]\nBasedOnStyles = House\n", "no folder 'elsewhere'"),
        ("StylesPath = styles\n[*]\nBasedOnStyles = Hose\n", "no style 'Hose'"),
        ("StylesPath = styles\nVocab = Sea\n[*]\nBasedOnStyles = House\n", "no vocabulary 'Sea'"),
        ("StylesPath = styles\n[*]\nBasedOnStyles = ../styles/House\n", "no style"),
    ],
)
def test_settings_that_name_what_there_is_not(style: Style, ini: str, what: str) -> None:
    folder = with_ini(style(Tide=TIDE), ini)
    with pytest.raises(PackError, match=what) as error:
        read_folder(folder)
    assert error.value.where.endswith(".vale.ini")


def test_a_pattern_without_end_is_stopped(style: Style) -> None:
    checker = make_checker(style(Slow="extends: existence\nmessage: x\nraw: ['(x+x+)+y']\n", Tide=TIDE))
    found = findings_of(checker, f"A tide {'x' * 5000}z xxy.\n")
    assert [one.rule for one in found if one.rule != "house/tide"] == ["compliance/rule-crashed"]
