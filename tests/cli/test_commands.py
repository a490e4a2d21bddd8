import json
import subprocess
import sys
import tomllib

import jsonschema
import pytest

from compliance.cli import COMMANDS


def test_help_lists_the_commands_and_each_has_its_own(compliance):
    done = compliance("--help")
    assert done.code == 0
    for name in COMMANDS:
        assert f"  {name} " in done.out
        assert compliance(name, "--help").code == 0


def test_help_imports_no_command_and_nothing_heavy():
    code = (
        "import sys; from compliance.cli import run; run(['--help'])\n"
        "heavy = {'pydantic', 'yaml', 'regex', 'pluggy', 'importlib.metadata', 'compliance.checker', 'jsonschema'}\n"
        "print(sorted(heavy & set(sys.modules)), [m for m in sys.modules if m.endswith('_command')], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[] []"


def test_a_check_in_text_imports_nothing_it_does_not_need(write):
    write("a.txt", "The bridge is open, the mayor said on Tuesday.")
    code = (
        "import sys; from compliance import plugins; plugins.discover = lambda: ()\n"
        "from compliance.cli import run; run(['check', 'a.txt'])\n"
        "heavy = {'pydantic', 'yaml', 'jsonschema', 'multiprocessing', 'charset_normalizer', 'tomllib'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    # once to fill the cache of compiled vocabulary, once to look
    for _ in range(2):
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip().endswith("[]")


def test_explain_is_the_manual_page(compliance):
    done = compliance("explain", "copy/placeholder")
    assert done.code == 0
    for words in (
        "copy/placeholder",
        "What it flags",
        "Readers would see it.",
        "least = 1",
        "invented-rules 1.0",
        "• Write",
    ):
        assert words in done.out
    for name in ("copy/tk", "placeholder"):
        assert compliance("explain", name).out == done.out


def test_a_variant_is_explained_by_its_reason_and_the_rules_page(compliance):
    said = compliance("explain", "copy/placeholder:many").out
    assert said.startswith("copy/placeholder:many\nFlags a placeholder.\nMany of them are a draft.\n")
    assert "What it flags" in said
    wrong = compliance("explain", "copy/placeholder:may")
    assert (wrong.code, "did you mean 'many'?" in wrong.err) == (2, True)
    assert "copy/placeholder:many" not in compliance("explain", "compliance/unreadable-part:many").err


def test_explain_asks_what_was_meant(compliance):
    done = compliance("explain", "copy/placehodler")
    assert done.code == 2
    assert "did you mean 'copy/placeholder'" in done.err
    assert compliance("explain").code == 2


def test_the_hosts_own_findings_are_explained_too(compliance):
    assert "rule that failed" in compliance("explain", "compliance/rule-crashed").out.replace(
        "a rule failed", "rule that failed"
    )


def test_rules_are_listed_filtered_and_shown_as_configured(compliance, write):
    write("compliance.toml", '[rules]\n"notes/shout" = "error"\n"copy/doubt" = "off"\n')
    listed = {one["rule"]: one for one in json.loads(compliance("rules", "--format", "json").out)}
    assert list(listed) == ["copy/doubt", "copy/placeholder", "notes/crash", "notes/shout"]
    assert [one["severity"] for one in listed.values()] == ["off", "error", "note", "error"]
    assert listed["copy/placeholder"]["variants"] == ["many"]
    text = compliance("rules", "notes").out
    assert "notes/shout" in text
    assert "copy/" not in text
    assert "copy/doubt" in compliance("rules", "perhaps").out
    assert compliance("rules", "nothing-like-it").code == 2


def test_plugins_are_listed_and_none_is_imported(compliance, monkeypatch, write):
    from compliance import plugins

    def never():
        raise AssertionError("imported")

    monkeypatch.setattr(plugins, "discover", lambda: (plugins.Plugin("weather", "w.rules", "w-dist", "2.0", never),))
    write("compliance.toml", '[plugins]\nblock = ["weather"]\n')
    done = compliance("plugins")
    assert done.code == 0
    assert done.out.split() == ["weather", "w.rules", "w-dist", "2.0", "blocked"]
    monkeypatch.setattr(plugins, "discover", lambda: ())
    assert compliance("plugins").code == 2


def test_init_writes_a_file_that_is_right_and_never_over_another(compliance, desk, write):
    assert compliance("init").code == 0
    first = (desk / "compliance.toml").read_text(encoding="utf-8")
    write("a.txt", "Text.")
    assert compliance("check", "a.txt").code == 0
    (desk / "compliance.toml").write_text("# mine\n", encoding="utf-8")
    done = compliance("init")
    assert done.code == 2
    assert "left alone" in done.err
    assert (desk / "compliance.toml").read_text(encoding="utf-8") == "# mine\n"
    assert tomllib.loads(first) == {"story": {}, "rules": {}}


def test_init_from_a_profile(compliance, desk):
    assert compliance("init", "--profile", "strct").code == 2
    assert not (desk / "compliance.toml").exists()
    assert compliance("init", "--profile", "strict").code == 0
    assert 'extends = ["strict"]' in (desk / "compliance.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["report", "inspect", "story", "config", "replay", "stats"])
def test_schemas_are_schemas(compliance, name):
    schema = json.loads(compliance("schema", name).out)
    jsonschema.Draft202012Validator.check_schema(schema)


def test_the_config_schema_knows_the_rules_and_their_options(compliance):
    validator = jsonschema.Draft202012Validator(json.loads(compliance("schema", "config").out))
    good = {"extends": ["strict"], "rules": {"copy/placeholder": {"least": 2, "severity": "note"}, "copy/doubt": "off"}}
    assert validator.is_valid(good)
    assert not validator.is_valid({"rules": {"copy/placeholder": {"least": 0}}})
    assert not validator.is_valid({"rules": {"copy/unknown": "off"}})
    assert not validator.is_valid({"gates": "note"})


def test_a_schema_must_be_named(compliance):
    assert compliance("schema").code == 2
    assert compliance("schema", "reports").code == 2


def test_a_story_is_inspected(compliance, write):
    write("a.txt", "“It will open on Friday,” Mayor Ana Ruiz said.\n")
    done = compliance("inspect", "a.txt", "--format", "jsonl")
    assert done.code == 0
    story = json.loads(done.out)
    jsonschema.validate(story, json.loads(compliance("schema", "inspect").out))
    assert story["blocks"][0].keys() == {"role", "id", "start", "end"}
    assert {"file", "text", "blocks", "quotations", "dates", "credits", "people", "figures"} <= story.keys()
    for quotation in story["quotations"]:
        assert story["text"][quotation["start"] : quotation["end"]] == quotation["text"]
    assert "parts" in compliance("inspect", "a.txt").out
    assert compliance("inspect", "none.txt").code == 2
    assert compliance("inspect").code == 2
