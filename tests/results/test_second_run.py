"""A second run checks what changed, and says the same of everything else; whatever decides a result is looked at."""

from __future__ import annotations

import json
import sys

import pytest

from compliance.cli import run

FORMATS = ("text", "json", "jsonl", "sarif", "github", "gitlab", "junit", "rdjson", "markdown", "html")


def test_nothing_is_checked_twice_and_only_what_changed_again(compliance, desk):
    first = compliance()
    assert len(first.checked) == 40
    assert first.code == 1
    second = compliance()
    assert second.checked == []
    assert (second.code, second.out, second.err) == (first.code, first.out, first.err)
    (desk / "news" / "07.txt").write_text("The bridge is shut.\n")
    (desk / "news" / "40.txt").write_text("Another bridge.\n")
    assert compliance().checked == ["news/07.txt", "news/40.txt"]


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_prints_the_same_from_kept_results(compliance, name):
    first = compliance("--format", name)
    second = compliance("--format", name)
    assert second.out == first.out
    assert second.checked == []


@pytest.mark.parametrize("options", [(), ("--with-text", "--format", "json")])
def test_the_same_bytes_whatever_the_number_of_processes(compliance, options):
    alone = compliance("--no-cache", "-j", "1", *options)
    for jobs in ("2", "3", "auto"):
        assert compliance("--no-cache", "-j", jobs, *options).out == alone.out
    assert compliance("-j", "2", *options).out == alone.out
    assert compliance("-j", "2", *options).out == alone.out


def test_two_processes_check_each_story_once_and_keep_what_they_found(compliance):
    assert len(compliance("-j", "2").checked) == 40
    assert compliance("-j", "1").checked == []


def test_no_cache_checks_again_and_keeps_nothing(compliance, tmp_path):
    assert len(compliance("--no-cache").checked) == 40
    assert not list((tmp_path / "cache").glob("results*"))
    compliance()
    assert len(compliance("--no-cache").checked) == 40


def test_the_folder_can_be_named(compliance, tmp_path):
    compliance("--cache-dir", str(tmp_path / "there"))
    assert list((tmp_path / "there").glob("results*"))
    assert compliance("--cache-dir", str(tmp_path / "there")).checked == []


@pytest.mark.parametrize(
    "changed",
    [
        '[rules]\n"copy/placeholder" = "error"\n',
        '[story]\nproduct = "wire"\n',
        "rule_seconds = 4\n",
        '[[overrides]]\npaths = ["news/**"]\n[overrides.story]\nsection = "x"\n',
    ],
)
def test_a_changed_configuration_is_another_run(compliance, desk, changed):
    compliance()
    (desk / "compliance.toml").write_text(changed)
    assert len(compliance().checked) == 40
    assert compliance().checked == []


def test_an_override_is_for_its_paths_alone(compliance, desk):
    override = '[[overrides]]\npaths = ["{}"]\n[overrides.story]\nsection = "x"\n'
    (desk / "compliance.toml").write_text(override.format("news/0*"))
    compliance()
    (desk / "compliance.toml").write_text(override.format("news/0*") + override.format("news/1*"))
    assert len(compliance().checked) == 40


def test_the_gate_comes_after(compliance):
    assert compliance().code == 1
    higher = compliance("--gate", "error")
    assert (higher.code, higher.checked) == (0, [])
    assert "to hold" not in higher.out
    assert higher.out == compliance("--gate", "error", "--no-cache").out


def test_a_baseline_comes_after(compliance, desk):
    compliance()
    assert run(["baseline", "news"]) == 0
    known = compliance()
    assert (known.code, known.checked) == (0, [])


@pytest.mark.parametrize("options", [("--lang", "es"), ("--now", "2026-11-29"), ("--with-text",), ("--as", "text")])
def test_what_is_asked_otherwise_is_another_run(compliance, options):
    compliance()
    assert len(compliance(*options).checked) == 40


def test_a_plugin_that_changed_is_another_run(compliance, plugin):
    compliance()
    plugin.write_text(plugin.read_text() + "\n# changed\n")
    assert len(compliance().checked) == 40


def test_vocabulary_and_packs_are_known_by_their_content(compliance, desk):
    pack = desk / "style"
    pack.mkdir()
    rule = (
        "pack: house\ntitle: House\nlanguage: en\nrules:\n  - id: words\n    check: term\n    message:\n"
        "      en: '{matched}'\n    reason: So it is.\n    severity: note\n    terms: [WORD]\n"
        "    bad: ['A WORD here.']\n    good: ['Nothing here.']\n"
    )
    (pack / "pack.yaml").write_text(rule.replace("WORD", "harbour"))
    (desk / "words.yaml").write_text("list: house-words\nentries: [harbour]\n")
    (desk / "compliance.toml").write_text('packs = ["./style"]\n')
    assert len(compliance().checked) == 40
    assert compliance().checked == []
    (pack / "pack.yaml").write_text(rule.replace("WORD", "bridge"))
    again = compliance()
    assert len(again.checked) == 40
    assert "house/words" in again.out


def test_a_story_with_files_of_its_own_is_checked_each_time(compliance, desk):
    (desk / "news" / "release.md").write_text("---\nsources: [{name: R, file: r.txt}]\n---\n\n# One\n\nThe bridge.\n")
    (desk / "news" / "r.txt").write_text("A release.\n")
    compliance()
    assert compliance().checked == ["news/release.md"]


def test_a_rule_that_failed_is_run_again(compliance, desk):
    (desk / "news" / "03.txt").write_text("CRASH.\n")
    assert "rule-crashed" in compliance().out
    assert compliance().checked == ["news/03.txt"]


def test_times_are_those_of_this_run(compliance):
    compliance()
    assert len(compliance("--profile-rules").checked) == 40


def test_a_plugin_that_is_told_of_each_report_is_told_each_time(compliance, plugin):
    told = '\n\n@hookimpl\ndef compliance_report_ready(report):\n    Path("told").open("a").write(report.file)\n'
    plugin.write_text(plugin.read_text() + told)
    compliance()
    assert len(compliance().checked) == 40


def test_a_rule_that_reads_files_is_run_each_time(compliance, plugin):
    plugin.write_text(plugin.read_text().replace("messages=MESSAGES", 'messages=MESSAGES, uses=("files",)'))
    compliance()
    assert len(compliance().checked) == 40


def test_a_plugin_in_no_file_is_run_each_time(compliance, monkeypatch):
    compliance()
    monkeypatch.delattr(sys.modules["house_of_tests"], "__file__")
    assert len(compliance().checked) == 40


def test_few_files_are_not_looked_up(compliance, desk, tmp_path):
    for path in sorted((desk / "news").iterdir())[5:]:
        path.unlink()
    compliance()
    assert not list((tmp_path / "cache").glob("results*"))
    assert len(compliance().checked) == 5


def test_a_story_in_json_with_half_a_letter_comes_back(compliance, desk):
    story = {"headline": "TK \ud83d", "body": ["The bridge is open."], "published": "2026-11-29"}
    (desk / "news" / "half.json").write_text(json.dumps(story))
    first = compliance("--format", "json", "--with-text")
    assert first.out == compliance("--format", "json", "--with-text").out


@pytest.mark.parametrize("name", ["text", "json"])
def test_several_stories_of_a_file_come_back_each_with_its_text(compliance, desk, name):
    stories = [{"headline": f"TK “{n}”\u2028\t", "body": [f"Line\nand \\n TK {n}", "漢" * n]} for n in range(5)]
    (desk / "news" / "several.json").write_text(json.dumps(stories))
    first = compliance("--format", name, "--with-text")
    assert first.out.count("several.json") >= len(stories)
    second = compliance("--format", name, "--with-text")
    assert (second.out, second.checked) == (first.out, [])


def test_what_cannot_be_kept_is_said_once_in_the_reader_s_language(compliance, desk):
    (desk / "file").write_text("no folder")
    done = compliance("--cache-dir", "file/cache")
    assert done.err == "note: results are not kept: file/cache: Not a directory\n"
    assert done.out == compliance("--no-cache").out
    assert compliance("--cache-dir", "file/cache", "--lang", "es").err.startswith("nota: los resultados no se guardan")


def test_a_broken_file_is_said_once_and_used_again(compliance, tmp_path):
    compliance()
    (file,) = (tmp_path / "cache").glob("results*")
    file.write_bytes(b"broken" * 1000)
    assert "is broken, and is begun anew" in compliance("-j", "2").err
    assert compliance().checked == []
    assert compliance().err == ""


def test_stories_that_are_compared_are_compared_again_from_what_was_kept(compliance, plugin, desk):
    compared = '''

from compliance.sighting import Match, Sighting


def _pairs(group, options):
    for one, other in zip(group, group[1:]):
        yield Match(one, ((other, "there"),), data={"word": other.file})


@rule(
    "copy/twin", kind=Kind.REVIEW, severity=Severity.WARNING, compare=_pairs,
    messages={"en": {"message": "the same as {word}", "there": "here"}},
)
def twin(article, options):
    """Flags twins.

    ## What it flags
    Twins.
    """
    yield Sighting((article.text.split()[-2],), Span(0, 3), {"n": 1})


@hookimpl
def compliance_register_rules():
    return (placeholder, twin)
'''
    plugin.write_text(plugin.read_text().split("@hookimpl")[0] + compared)
    first = compliance("-j", "1")
    assert "copy/twin" in first.out
    second = compliance("-j", "1")
    assert second.checked == []
    assert second.out == first.out == compliance("--no-cache").out
    assert compliance("--gate", "error").out == compliance("--gate", "error", "--no-cache").out


def test_a_replay_takes_what_was_kept_of_both_sides(desk, compliance, capfd):
    (desk / "new.toml").write_text('[rules]\n"copy/placeholder" = "note"\n')

    def replayed(*options):
        (desk / "calls").unlink(missing_ok=True)
        code = run(["replay", "--rules", "new.toml", "news", *options])
        return code, capfd.readouterr().out, (desk / "calls").exists()

    plain = replayed("--no-cache")
    assert (plain[0], plain[2]) == (1, True)
    assert replayed() == plain
    assert replayed() == (*plain[:2], False)
    assert compliance().checked == []
