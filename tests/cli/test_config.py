"""compliance.toml: found once, layered, and every slip answered with file, line, key and the next step."""

import json

import pytest

BROKEN = [
    ('gate = "warning"\nselect = [\n', "compliance.toml:2", "no TOML"),
    ('gate = "waring"', "compliance.toml:1: gate", "did you mean 'warning'?"),
    ('\n\nselct = ["*"]', "compliance.toml:3: selct", "did you mean 'select'?"),
    ('select = "copy/*"', "compliance.toml:1: select", 'select = ["…"'),
    (
        '[rules]\n"copy/doubt" = "note"\n"copy/placholder" = "off"',
        "compliance.toml:3",
        "did you mean 'copy/placeholder'?",
    ),
    ('[rules]\n"copy/placeholder:mny" = "off"', "compliance.toml:2", "did you mean 'many'?"),
    ('[rules]\n"copy/doubt:many" = "off"', "compliance.toml:2", "set the rule itself"),
    ('[rules]\n"copy/doubt" = "eror"', "compliance.toml:2", "did you mean 'error'?"),
    ('[rules]\n"copy/doubt" = 3', "compliance.toml:2", "one of: error"),
    ('[rules."copy/placeholder"]\nlest = 2', "compliance.toml:2", "did you mean 'least'?"),
    ('[rules."copy/placeholder"]\nleast = 0', "compliance.toml:2", "greater than or equal to 1"),
    ('[rules."copy/placeholder"]\nleast = "two"', "compliance.toml:2", "integer"),
    ('[rules."copy/doubt"]\nleast = 2', "compliance.toml:2", "has no options"),
    ('[rules."copy/doubt"]\nkind = "revue"', "compliance.toml:2", "did you mean 'review'?"),
    ('[rules]\n"compliance/rule-crashed" = "off"', "compliance.toml:2", "host's own"),
    ('[story]\nproduct = "web site"', "compliance.toml:2: story.product", "did you mean 'website'?"),
    ('[story]\nproducts = "website"', "compliance.toml:2: story.products", "did you mean 'product'?"),
    ('[story]\npublished = "today"', "compliance.toml:2: story.published", "2023-04-18"),
    ('extends = ["strct"]', "compliance.toml:1: extends", "did you mean 'strict'?"),
    ('[plugins]\nblock = ["invneted"]', "invneted", "did you mean 'invented'?"),
    ('[[overrides]]\nselect = ["*"]', "compliance.toml:1: overrides.0", "paths"),
    ('[[overrides]]\npaths = ["a"]\n[[overrides]]\npaths = ["b"]\ngate = "note"', "compliance.toml:5", "one of: paths"),
    ('[overrides]\npaths = ["a"]', "compliance.toml:1: overrides", "[[overrides]]"),
    ('ignore = ["copy/dubt"]', "copy/dubt", "did you mean 'copy/doubt'?"),
]


@pytest.mark.parametrize(("written", "place", "hint"), BROKEN)
def test_a_slip_is_answered_with_its_place_and_the_next_step(compliance, write, written, place, hint):
    write("compliance.toml", written)
    write("a.txt", "Text.")
    done = compliance("check", "a.txt")
    assert done.code == 2
    assert place in done.err
    assert hint in done.err
    assert "Traceback" not in done.err


def found(done):
    return {(f["rule"], f["severity"], f["kind"]) for r in json.loads(done.out)["reports"] for f in r["findings"]}


def test_severity_kind_and_variant(compliance, write):
    write("a.txt", "TK TK TK perhaps!")
    write(
        "compliance.toml",
        '[rules]\n"copy/tk:many" = "note"\n"copy/doubt" = { severity = "error", kind = "fail" }\n'
        '"notes/shout" = "off"\n',
    )
    assert found(compliance("check", "a.txt", "--format", "json")) == {
        ("copy/placeholder", "note", "fail"),
        ("copy/doubt", "error", "fail"),
    }


def test_options_reach_the_rule_and_keep_their_other_defaults(compliance, write):
    write("a.txt", "One TK, one XXX.")
    write("compliance.toml", '[rules."copy/placeholder"]\nwords = ["XXX"]\n')
    done = compliance("check", "a.txt", "--format", "json")
    assert [f["matched"] for f in json.loads(done.out)["reports"][0]["findings"]] == ["XXX"]


def test_the_nearest_file_above_counts_and_only_that(compliance, write, desk, monkeypatch):
    write("compliance.toml", '[rules]\n"copy/placeholder" = "off"\n')
    write("sub/deep/a.txt", "TK perhaps")
    monkeypatch.chdir(desk / "sub" / "deep")
    assert found(compliance("check", "a.txt", "--format", "json")) == {("copy/doubt", "warning", "review")}
    write("sub/pyproject.toml", '[tool.compliance.rules]\n"copy/doubt" = "off"\n')
    assert found(compliance("check", "a.txt", "--format", "json")) == {("copy/placeholder", "error", "fail")}


def test_a_pyproject_without_our_table_is_passed_over_and_a_broken_one_of_ours_is_named(compliance, write):
    write("a.txt", "TK")
    write("pyproject.toml", '[project]\nname = "x"\n')
    assert compliance("check", "a.txt").code == 1
    write("pyproject.toml", '[tool.compliance]\ngate = "x"\n')
    assert "pyproject.toml:2: tool.compliance.gate" in compliance("check", "a.txt").err


def test_profiles_lie_below_the_file_and_may_name_rules_that_are_not_installed(compliance, write):
    write("a.txt", "Oh!")
    assert found(compliance("check", "a.txt", "--profile", "strict", "--format", "json")) == {
        ("notes/shout", "error", "fail")
    }
    write("compliance.toml", 'extends = ["strict"]\n[rules]\n"notes/shout" = "warning"\n')
    assert found(compliance("check", "a.txt", "--format", "json")) == {("notes/shout", "warning", "fail")}


def test_a_house_file_can_be_extended(compliance, write):
    write("house.toml", 'extends = ["strict"]\n[rules]\n"copy/doubt" = "off"\n')
    write("compliance.toml", 'extends = ["house.toml"]\n')
    write("a.txt", "Oh! perhaps")
    assert found(compliance("check", "a.txt", "--format", "json")) == {("notes/shout", "error", "fail")}


def test_what_differs_for_some_paths(compliance, write):
    write(
        "compliance.toml",
        '[[overrides]]\npaths = ["opinion/**"]\nignore = ["copy/doubt"]\nrules = {"notes/shout" = "error"}\n',
    )
    write("opinion/a.txt", "Oh! perhaps")
    write("news/a.txt", "Oh! perhaps")
    assert found(compliance("check", "opinion", "--format", "json")) == {("notes/shout", "error", "fail")}
    assert found(compliance("check", "news", "--format", "json")) == {
        ("notes/shout", "note", "fail"),
        ("copy/doubt", "warning", "review"),
    }


def test_overrides_are_relative_to_the_file_from_wherever_one_works(compliance, write, desk, monkeypatch):
    write("compliance.toml", '[[overrides]]\npaths = ["opinion/**"]\nignore = ["copy/doubt"]\n')
    write("opinion/a.txt", "perhaps")
    monkeypatch.chdir(desk / "opinion")
    assert compliance("check", "a.txt").code == 0
    assert compliance("check", str(desk / "opinion" / "a.txt")).code == 0


def test_a_file_told_is_taken_and_must_exist(compliance, write):
    write("a.txt", "TK")
    write("other.toml", '[rules]\n"copy/placeholder" = "off"\n')
    assert compliance("check", "a.txt", "--config", "other.toml").code == 0
    assert compliance("check", "a.txt", "--config", "none.toml").code == 2


def test_an_unknown_setting_is_found_on_its_own_line_in_a_crowd(compliance, write):
    write("a.txt", "TK")
    write(
        "compliance.toml",
        '# a comment with [rules]\n[story]\nproduct = "wire"\n\n[rules]\n"copy/doubt" = "off"\n\n'
        '[rules."copy/placeholder"]\nseverity = "note"\nworts = ["x"]\n',
    )
    assert "compliance.toml:10:" in compliance("check", "a.txt").err
