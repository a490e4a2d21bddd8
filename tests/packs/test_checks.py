"""What each check finds, where, and what it suggests."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from compliance.checker import Checker, check
from compliance.finding import Finding
from tests.packs.conftest import Write, make_checker

EXAMPLES = '    bad: ["x"]\n    good: ["y"]\n'


def found(checker: Checker, story: Mapping[str, Any] | str) -> list[Finding]:
    import json

    data = {"language": "en", "body": [story]} if isinstance(story, str) else {"language": "en", **story}
    (report,) = checker.check_bytes(json.dumps(data).encode(), "story", told="json")
    return list(report.findings)


def words(checker: Checker, story: Mapping[str, Any] | str) -> list[str]:
    return [finding.data["matched"] for finding in found(checker, story)]


def edited(finding: Finding) -> list[str]:
    return [edit.text for suggestion in finding.suggestions for edit in suggestion.edits]


@pytest.fixture
def terms(write_pack: Write) -> Path:
    return write_pack(
        "  - id: gift\n    check: term\n    message: said twice\n    terms: [free gift, end result]\n" + EXAMPLES
    )


def test_terms_are_found_in_any_capitals_that_make_no_name(terms: Path) -> None:
    checker = make_checker(terms)
    assert words(checker, "A free gift, a FREE GIFT. Free gift for all.") == ["free gift", "Free gift"]
    assert words(checker, "A FREE GIFT FOR ALL") == ["FREE GIFT"]
    assert words(checker, "They met at the Free Gift, a pub.") == []
    assert words(checker, {"headline": "Council Gives Free Gift to All", "body": ["It met."]}) == ["Free Gift"]


def test_what_is_quoted_is_left_alone_unless_asked_for(terms: Path, write_pack: Write) -> None:
    quoted = "“It is a free gift for us all,” the mayor said."
    assert words(make_checker(terms), quoted) == []
    for where, expected in (("inside", ["free gift"]), ("both", ["free gift", "free gift"])):
        pack = write_pack(
            f"  - id: gift\n    check: term\n    quotations: {where}\n    message: m\n    terms: [free gift]\n"
            + EXAMPLES
        )
        assert words(make_checker(pack), f"{quoted} No free gift came.") == expected


def test_only_the_roles_sections_and_products_of_a_rule_are_read(write_pack: Write) -> None:
    rule = "  - id: gift\n    check: term\n    message: m\n    terms: [free gift]\n" + EXAMPLES
    story = {"headline": "A free gift", "body": ["No free gift came."]}
    assert len(found(make_checker(write_pack(rule + "    in: [headline]\n")), story)) == 1
    sport = make_checker(write_pack(rule + "    sections: [Sport]\n"))
    assert len(found(sport, {**story, "section": "sport/football"})) == 2
    assert found(sport, {**story, "section": "politics"}) == []
    wire = make_checker(write_pack(rule + "    products: [wire]\n"))
    assert len(found(wire, {**story, "product": "wire"})) == 2
    assert found(wire, {**story, "product": "website"}) == []


def test_a_match_inside_an_exception_is_left_alone(write_pack: Write) -> None:
    pack = write_pack(
        "  - id: gift\n    check: term\n    message: m\n    terms: [free gift]\n    exceptions: [free gift scheme]\n"
        + EXAMPLES
    )
    assert words(make_checker(pack), "The free gift scheme was no free gift.") == ["free gift"]


def test_capitals_count_where_the_rule_says_so(write_pack: Write) -> None:
    pack = write_pack("  - id: pc\n    check: term\n    message: m\n    case: exact\n    terms: [Pc]\n" + EXAMPLES)
    assert words(make_checker(pack), "Pc Blake and PC Blake and pc Blake.") == ["Pc"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They utilise it.", ["use", "employ"]),
        ("Utilise it.", ["Use", "Employ"]),
        ("THEY UTILISE IT", ["USE", "EMPLOY"]),
        ("They caught covid.", ["Covid-19"]),
        ("COVID ROSE", ["COVID-19"]),
        ("They went to Kiev.", ["Kyiv"]),
    ],
)
def test_what_is_suggested_keeps_the_capitals(write_pack: Write, text: str, expected: list[str]) -> None:
    pack = write_pack(
        "  - id: words\n    check: substitution\n    message: m\n"
        "    swap: {utilise: [use, employ], covid: Covid-19, Kiev: Kyiv}\n" + EXAMPLES
    )
    (finding,) = found(make_checker(pack), text)
    assert edited(finding) == expected
    assert finding.data["replacement"] == expected[0]


def test_an_empty_replacement_cuts_the_words_with_a_space(write_pack: Write) -> None:
    pack = write_pack('  - id: cut\n    check: substitution\n    message: m\n    swap: {very: ""}\n' + EXAMPLES)
    text = "It is very good."
    (finding,) = found(make_checker(pack), text)
    ((edit,),) = (suggestion.edits for suggestion in finding.suggestions)
    assert text[: edit.span.start] + text[edit.span.end :] == "It is good."


def test_terms_and_pairs_come_from_files_beside_the_pack(write_pack: Write) -> None:
    pack = write_pack(
        "  - id: a\n    check: term\n    message: m\n    terms_file: a.txt\n"
        + EXAMPLES
        + "  - id: b\n    check: substitution\n    message: m\n    swap_file: b.tsv\n"
        + EXAMPLES,
        a__txt="# comment\nfree gift\n\nend result\n",
        b__tsv="utilise\tuse\temploy\r\n",
    )
    findings = found(make_checker(pack), "They utilise the end result.")
    assert [(one.rule, one.data["matched"]) for one in findings] == [("house/b", "utilise"), ("house/a", "end result")]
    assert edited(findings[0]) == ["use", "employ"]


def test_of_two_forms_the_rarer_is_flagged_and_on_a_tie_the_later(write_pack: Write) -> None:
    pack = write_pack(
        "  - id: mail\n    check: consistency\n    message: m\n    either: [[e-mail, email], [ok, okay]]\n" + EXAMPLES
    )
    checker = make_checker(pack)
    assert found(checker, "An email and an email, ok.") == []
    (finding,) = found(checker, "An e-mail, an email, an email and an e-mail, then an email.")
    assert (finding.data["matched"], finding.data["other"], finding.data["count"]) == ("e-mail", "email", 2)
    assert [label.text for label in finding.labels] == ["other", "again"]
    assert edited(finding) == ["email", "email"]
    (tie,) = found(checker, "Okay, they said, ok.")
    assert tie.data["matched"] == "ok"


def test_a_pattern_and_what_it_is_replaced_by(write_pack: Write) -> None:
    pack = write_pack(
        "  - id: percent\n    check: pattern\n    message: m\n    pattern: '(\\d+) ?%'\n    replace: '\\1 per cent'\n"
        + EXAMPLES
    )
    (finding,) = found(make_checker(pack), "It rose by 15 % in May.")
    assert finding.data["matched"] == "15 %"
    assert edited(finding) == ["15 per cent"]


def test_a_pattern_that_takes_too_long_is_a_finding_and_no_hang(write_pack: Write) -> None:
    pack = write_pack("  - id: slow\n    check: pattern\n    message: m\n    pattern: '(a|aa)+$'\n" + EXAMPLES)
    (finding,) = found(make_checker(pack), "a" * 40 + "b")
    assert (finding.rule, finding.variant) == ("compliance/rule-crashed", "overran")
    assert finding.data["failed_rule"] == "house/slow"
    assert finding.data["seconds"] == 1.0


def test_a_rule_is_about_the_languages_that_it_names(terms: Path) -> None:
    import json

    checker = make_checker(terms)
    data = json.dumps({"language": "es", "body": ["Un free gift para todos."]}).encode()
    (report,) = checker.check_bytes(data, "story", told="json")
    assert report.findings == ()
    assert report.verdict == "publish"
    assert report.rules_run == ("house/gift",)
    assert [skip.undecided for skip in report.rules_skipped] == [False]


def test_entries_that_report_as_one_rule_are_its_variants(write_pack: Write) -> None:
    rule = (
        "  - id: {id}\n    check: term\n    reports_as: sensitive/words\n    message: about {id}\n    terms: [{id}]\n"
    )
    pack = write_pack((rule + EXAMPLES).format(id="one") + (rule + EXAMPLES).format(id="two"))
    checker = make_checker(pack)
    assert list(checker.registry.rules) == ["sensitive/words"]
    assert checker.registry.rules["sensitive/words"].variants == ("one", "two")
    findings = found(checker, "It is two, not one.")
    assert [(one.rule, one.variant) for one in findings] == [("sensitive/words", "two"), ("sensitive/words", "one")]
    messages = checker.registry.rules["sensitive/words"].messages["en"]
    assert [messages[one.message] for one in findings] == ["about two", "about one"]


def test_without_packs_nothing_changes() -> None:
    assert check("They got a free gift.").verdict == "publish"
