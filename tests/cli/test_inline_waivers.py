"""Waivers in a story itself: a comment before the part that it is about."""

from __future__ import annotations

import json

import pytest

from compliance import plugins
from compliance.checker import Checker
from compliance.config import Config

DISCOVER = plugins.discover


@pytest.fixture(autouse=True)
def core(desk, monkeypatch):
    """The lists of words that readers of marked-up stories ask for."""
    found = (*plugins.discover(), *(plugin for plugin in DISCOVER() if plugin.name == "core"))
    monkeypatch.setattr(plugins, "discover", lambda: found)


SAYS = "<!-- compliance: waive copy/placeholder {}-->"
STORY = "# The bridge\n\n{}\nIt cost TK million.\n\nIt opens.\n"
ARGS = ("--ignore", "copy/doubt", "--format", "json")


def report(done):
    (found,) = json.loads(done.out)["reports"]
    return found


@pytest.mark.parametrize(
    ("said", "by", "reason"),
    [
        ("— the artist is called TK ", [], "the artist is called TK"),
        ("by M. Ruiz — the artist is called TK ", ["M. Ruiz"], "the artist is called TK"),
        ("— the artist is called TK — by M. Ruiz ", ["M. Ruiz"], "the artist is called TK"),
        ("by Jean-Luc Pérez - he said - so ", ["Jean-Luc Pérez"], "he said - so"),
        ("by Ana -- a\n  name\n", ["Ana"], "a name"),
        (": a name ", [], "a name"),
        ("– a name by the way ", [], "a name by the way"),
    ],
)
def test_a_comment_lets_through_what_stands_in_the_next_part(compliance, write, said, by, reason):
    write("a.md", STORY.format(SAYS.format(said)).replace("placeholder :", "placeholder:"))
    done = compliance("check", "a.md", *ARGS)
    assert (done.code, done.err) == (0, "")
    (waived,) = report(done)["waived"]
    assert waived["waiver"] == {
        "by": by, "role": "", "reason": reason, "until": "", "place": "a.md:3:1", "in_story": True
    }  # fmt: skip


def test_what_stands_elsewhere_and_other_rules_count(compliance, write):
    write("a.md", STORY.format(SAYS.format("— a name ")).replace("It opens.", "It opens TK!"))
    found = report(compliance("check", "a.md", *ARGS))
    assert [f["rule"] for f in found["findings"]] == ["copy/placeholder", "notes/shout"]
    assert [f["line"] for f in found["waived"]] == [4]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (SAYS.format(""), "this comment waives nothing, because it gives no reason: copy/placeholder"),
        (SAYS.format("— "), "this comment waives nothing, because it gives no reason: copy/placeholder"),
        (SAYS.format("by Ana "), "this comment waives nothing, because it gives no reason: copy/placeholder"),
        (SAYS.format("— by Ana "), "this comment waives nothing, because it gives no reason: copy/placeholder"),
        (SAYS.format("as it came "), "this comment says nothing that the program knows: as in <!-- compliance: waive"),
        ("<!-- compliance: allow copy/placeholder — x -->", "this comment says nothing that the program knows"),
        ("<!-- compliance waive copy/placeholder — x -->", "this comment says nothing that the program knows"),
        ("<!-- compliance: waive -->", "this comment says nothing that the program knows"),
        (SAYS.format("— " + "x" * 1000), "this comment says nothing that the program knows"),
        (SAYS.replace("holder", "holdr").format("— x "), "there is no rule 'copy/placeholdr': did you mean 'copy/pl"),
        (SAYS.replace("holder ", "holder:mny ").format("— x "), "copy/placeholder has no variant 'mny': did you mean"),
        (SAYS.replace("copy/placeholder", "compliance/rule-crashed").format("— x "), "own findings cannot be waived"),
    ],
)
def test_a_slip_is_named_with_its_place_and_waives_nothing(compliance, write, said, told):
    write("a.md", STORY.format(said))
    done = compliance("check", "a.md", *ARGS)
    assert done.code == 1
    assert done.err.startswith("a.md:3:1: ")
    assert told in done.err
    assert report(done)["waived"] == []
    write("a.md", STORY.format(said).replace("TK", "two"))
    assert compliance("check", "a.md", *ARGS).code == 0
    assert compliance("check", "a.md", *ARGS, "--strict").code == 1


def test_one_without_a_reason_says_so_at_its_finding(compliance, write):
    write("a.md", STORY.format(SAYS.format("")))
    (finding,) = report(compliance("check", "a.md", *ARGS))["findings"]
    assert finding["notes"] == ["the comment at a.md:3:1 gives no reason, so it does not count"]


def test_one_that_nothing_follows_and_one_of_nothing_are_named(compliance, write):
    write("a.md", f"# The bridge\n\n{SAYS.format('— x ')}\nIt opens.\n\n{SAYS.format('— y ')}\n")
    done = compliance("check", "a.md", *ARGS)
    assert (done.code, done.err.splitlines()) == (
        0,
        [
            "a.md:3:1: this waiver is of nothing that was found: copy/placeholder",
            "a.md:6:1: no part of the story follows this comment, so it waives nothing: put it before the part that "
            "it is about",
        ],
    )
    assert compliance("check", "a.md", *ARGS, "--strict").code == 1
    done = compliance("check", "a.md", "--select", "notes/*")
    assert "of nothing" not in done.err, "its rule did not run"


@pytest.mark.parametrize("quoted", ["`{}`", "```\n{}\n```\n", "    {}\n", "<pre>{}</pre>\n"])
def test_one_in_code_is_shown_and_lets_nothing_through(compliance, write, quoted):
    write("a.md", STORY.format("Write this:\n\n" + quoted.format(SAYS.format("— x ")) + "\n"))
    done = compliance("check", "a.md", *ARGS)
    assert (done.code, done.err) == (1, "")


@pytest.mark.parametrize(
    ("waivable", "note"),
    [
        ("false", "nobody may waive this rule, so a.md:3:1 does not count"),
        ("2", "only two people can waive this rule, in the file of waivers, so a.md:3:1 does not count"),
    ],
)
def test_what_two_people_or_nobody_may_waive_is_not_waived_in_a_story(compliance, write, waivable, note):
    write("compliance.toml", f'[rules]\n"copy/placeholder" = {{ waivable = {waivable} }}\n')
    write("a.md", STORY.format(SAYS.format("by Ana — x ")))
    done = compliance("check", "a.md", *ARGS)
    assert (done.code, done.err) == (1, "")
    assert report(done)["findings"][0]["notes"] == [note]


def test_a_house_can_switch_them_off_and_so_can_the_command(compliance, write):
    write("a.md", STORY.format(SAYS.format("— x ")))
    assert compliance("check", "a.md", *ARGS, "--no-waivers").code == 1
    write("compliance.toml", "inline_waivers = false\n")
    assert compliance("check", "a.md", *ARGS).code == 1
    write("compliance.toml", 'inline_waivers = "no"\n')
    done = compliance("check", "a.md", *ARGS)
    assert done.code == 2
    assert "compliance.toml:1: inline_waivers: 'no' is not allowed" in done.err


def test_in_html_and_in_a_body_of_json(compliance, write):
    body = f"<p>One is TK.</p>{SAYS.format('— x ')}<p>Two is TK.</p>"
    write("a.html", f"<h1>The bridge</h1>{body}")
    write("b.json", json.dumps({"headline": "The bridge", "body": body}))
    for name in ("a.html", "b.json"):
        found = report(compliance("check", name, *ARGS))
        assert [[f["block"] for f in found[pile]] for pile in ("findings", "waived")] == [["body[1]"], ["body[2]"]]


def test_a_program_that_checks_a_story_lets_nothing_through(desk):
    story = STORY.format(SAYS.format("by Ana — x ")).encode()
    (found,) = Checker(Config(ignore=("copy/doubt",))).check_bytes(story, "a.md")
    assert (found.verdict, found.waived) == ("hold", ())


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("format_", ["text", "markdown", "html", "sarif", "junit", "gitlab", "rdjson", "github"])
def test_every_format_shows_it(compliance, write, format_, language):
    write("a.md", STORY.format(SAYS.format("— the artist is called TK ")))
    done = compliance("check", "a.md", "--ignore", "copy/doubt", "--format", format_, "--lang", language)
    said = {"en": "waived in the story", "es": "dispensado en la noticia"}[language]
    assert done.code == 0
    assert f"{said}: the artist is called TK" in " ".join(done.out.split())
    assert ('"kind":"inSource"' in done.out) == (format_ == "sarif")


def test_a_fix_leaves_alone_what_is_waived(compliance, write):
    words = "It is perhaps well.\n"
    path = write("a.md", f"# T\n\n<!-- compliance: waive copy/doubt — a quotation -->\n{words}\n{words}")
    assert compliance("check", "a.md", "--unsafe-fixes").code == 0
    assert path.read_text(encoding="utf-8").endswith(f"{words}\nIt is  well.\n")
    path = write("letters/b.md", words)
    write(
        "compliance-waivers.toml",
        '[[waiver]]\nrule = "copy/doubt"\npath = "letters/*"\nby = "Ana"\nreason = "x"\nuntil = 2030-01-01\n',
    )
    now = ("--now", "2026-01-01")
    assert compliance("check", "letters", "--unsafe-fixes", *now).code == 0
    assert path.read_text(encoding="utf-8") == words
    compliance("check", "letters", "--unsafe-fixes", *now, "--no-waivers")
    assert path.read_text(encoding="utf-8") != words
