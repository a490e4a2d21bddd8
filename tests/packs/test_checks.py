"""What each check finds, where, and what it suggests."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from compliance.article import Article, Span
from compliance.catalogue import with_packs
from compliance.checker import Checker, check
from compliance.config import Config
from compliance.config_file import from_mapping
from compliance.errors import ComplianceError
from compliance.finding import Finding, Kind, Severity
from compliance.renderers.manual import why
from compliance.rule import Need, NoOptions, rule
from tests.packs.conftest import Write, core_registry, make_checker

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
    assert words(checker, "A free gift, a FREE GIFT. Free gift for all.") == ["free gift", "FREE GIFT", "Free gift"]
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


def look_for(write_pack: Write, term: str) -> Checker:
    """A checker that forbids one term, as it is written in the file."""
    return make_checker(
        write_pack(f"  - id: one\n    check: term\n    message: m\n    terms: [{term}]\n    names: include\n{EXAMPLES}")
    )


@pytest.mark.parametrize("sign", ["%", "$", "£", "€", "°"])
def test_a_sign_alone_is_found_at_its_figure(write_pack: Write, sign: str) -> None:
    checker = look_for(write_pack, f"'{sign}'")
    for text in (f"It rose by 5{sign} on Monday.", f"It cost {sign}5 on Monday.", f"It rose 5 {sign} on Monday."):
        assert words(checker, text) == [sign]
    assert words(checker, "It rose by 5 on Monday.") == []


@pytest.mark.parametrize("written", ['"free\\ngift"', '"free  gift"', '"free\\tgift"', '" free gift "'])
def test_white_space_in_a_term_is_one_space(write_pack: Write, written: str) -> None:
    text = "They got a free gift, a free\u00a0gift, a gift free."
    assert words(look_for(write_pack, written), text) == ["free gift", "free\u00a0gift"]


def test_a_term_is_composed_as_stories_are(write_pack: Write) -> None:
    assert words(look_for(write_pack, "cafe\u0301"), "They met at the café.") == ["café"]


def test_forms_that_differ_in_capitals_are_told_apart_where_they_count(write_pack: Write) -> None:
    rule = "  - id: one\n    check: consistency\n    message: m\n    case: exact\n    names: include\n"
    checker = make_checker(write_pack(f"{rule}    either: [[Internet, internet]]\n{EXAMPLES}"))
    assert words(checker, "The internet is old. They met on the Internet, as the internet wants.") == ["Internet"]


def test_capitals_count_where_the_rule_says_so(write_pack: Write) -> None:
    pack = write_pack("  - id: pc\n    check: term\n    message: m\n    case: exact\n    terms: [Pc]\n" + EXAMPLES)
    assert words(make_checker(pack), "Pc Blake and PC Blake and pc Blake.") == ["Pc"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They utilise it.", ["use", "employ"]),
        ("Utilise it.", ["Use", "Employ"]),
        ("THEY UTILISE IT", ["USE", "EMPLOY"]),
        ("They UTILISE it.", ["USE", "EMPLOY"]),
        ({"headline": "City Sells Hall In Order To Save", "body": ["It met."]}, ["To", "So As To"]),
        ("In order to win, they ran.", ["To", "So as to"]),
        ("They caught covid.", ["Covid-19"]),
        ("COVID ROSE", ["COVID-19"]),
        ("They went to Kiev.", ["Kyiv"]),
    ],
)
def test_what_is_suggested_keeps_the_capitals(
    write_pack: Write, text: Mapping[str, Any] | str, expected: list[str]
) -> None:
    pack = write_pack(
        "  - id: words\n    check: substitution\n    message: m\n"
        "    swap: {utilise: [use, employ], in order to: [to, so as to], covid: Covid-19, Kiev: Kyiv}\n" + EXAMPLES
    )
    (finding,) = found(make_checker(pack), text)
    assert edited(finding) == expected
    assert finding.data["replacement"] == expected[0]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("It is very good.", "It is good."),
        ("Very good news came.", "Good news came."),
        ("Very, it is over.", "It is over."),
        ("It is, very, over.", "It is over."),
        ("It came. Very late, they said.", "It came. Late, they said."),
        ("It is good, very.", "It is good."),
        ("Very", ""),
    ],
)
def test_an_empty_replacement_cuts_the_words_with_what_hangs_on_them(write_pack: Write, text: str, left: str) -> None:
    pack = write_pack(
        "  - id: cut\n    check: substitution\n    message: '“{matched}”: {replacement}'\n    swap: {very: ''}\n"
        + EXAMPLES
    )
    (finding,) = found(make_checker(pack), text)
    ((edit,),) = (suggestion.edits for suggestion in finding.suggestions)
    assert text[: edit.span.start] + edit.text + text[edit.span.end :] == left
    assert finding.message == "needless"


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


def test_many_patterns_that_take_too_long_share_one_allowance(write_pack: Write) -> None:
    rule = "  - id: {kind}{n}\n    message: m\n    pattern: '(a|aa)+${more}'\n    check: {check}\n" + EXAMPLES
    kinds = (("p", "pattern", ""), ("m", "metadata\n    field: byline", "\\A"))
    rules = "".join(
        rule.format(kind=kind, n=n, check=check, more=more) for n in range(50) for kind, check, more in kinds
    )
    checker = make_checker(write_pack(rules))
    findings = found(checker, {"byline": "a" * 40 + "b", "body": ["a" * 40 + "b"]})
    assert {one.data["failed_rule"] for one in findings} == {f"house/{kind}{n}" for kind in "pm" for n in range(50)}
    alone = [one for one in findings if one.data["seconds"] == 1.0]
    together = [one for one in findings if one.message == "overran_together"]
    assert 1 <= len(alone) <= 2
    assert len(alone) + len(together) == 100
    assert {one.data["seconds"] for one in together} == {2.0}


def test_each_story_has_its_own_allowance(write_pack: Write) -> None:
    rule = "  - id: {id}\n    check: pattern\n    message: m\n    pattern: '{pattern}'\n" + EXAMPLES
    slow = "".join(rule.format(id=f"p{n}", pattern="(a|aa)+$") for n in range(3))
    checker = make_checker(write_pack(slow + rule.format(id="z", pattern="gift")))
    assert words(checker, "A gift.") == ["gift"]
    assert {one.rule for one in found(checker, "a" * 40 + "b gift")} == {"compliance/rule-crashed"}
    assert words(checker, "A gift.") == ["gift"]


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
        "  - id: {id}\n    check: term\n    reports_as: sensitive/words\n    message: about {id}\n"
        "    reason: Because of {id}.\n    terms: [{id}]\n"
    )
    pack = write_pack((rule + EXAMPLES).format(id="one") + (rule + EXAMPLES).format(id="two"))
    checker = make_checker(pack)
    assert list(checker.registry.rules) == ["sensitive/words"]
    assert checker.registry.rules["sensitive/words"].variants == ("one", "two")
    findings = found(checker, "It is two, not one.")
    assert [(one.rule, one.variant) for one in findings] == [("sensitive/words", "two"), ("sensitive/words", "one")]
    rule = checker.registry.rules["sensitive/words"]
    assert "- `one`: About one.\n- `two`: About two." in rule.doc
    assert why(rule, "en", "two") == "Because of two."
    messages = rule.messages["en"]
    assert [messages[one.message] for one in findings] == ["about two", "about one"]


def test_once_a_story_marks_the_first_place_and_shows_the_others(make: Callable[[str], Checker]) -> None:
    checker = make("check: term\nonce: true\nterms: [free gift, end result]")
    (finding,) = found(checker, "A free gift, an end result, a free gift.")
    assert (finding.span, finding.data["matched"]) == (Span(2, 11), "free gift")
    assert [(label.span, label.text) for label in finding.labels] == [(Span(16, 26), "again"), (Span(30, 39), "again")]
    assert found(checker, "A gift.") == []


def test_without_packs_nothing_changes() -> None:
    assert check("They got a free gift.").verdict == "publish"


@pytest.fixture
def make(write_pack: Write) -> Callable[[str], Checker]:
    """A checker with one rule, of which the test writes what differs."""

    def made(rule: str) -> Checker:
        lines = "".join(f"    {line}\n" for line in rule.strip().splitlines())
        return make_checker(write_pack(f"  - id: one\n    message: m\n{lines}{EXAMPLES}"))

    return made


Make = Callable[[str], Checker]


def test_what_is_required_must_be_said_where_something_else_is(make: Make) -> None:
    checker = make("check: requirement\nwhen: {terms: [suicide]}\nrequire: {terms: [Samaritans, helpline]}")
    (finding,) = found(checker, {"body": ["It was suicide, police said.", "A suicide, again."]})
    assert finding.span.start == len("It was ")
    assert found(checker, {"body": ["It was suicide.", "“Call the Samaritans,” she said."]}) == []
    assert found(checker, "Nothing of it.") == []


def test_what_is_required_in_the_same_paragraph(make: Make) -> None:
    checker = make("check: requirement\nwithin: block\nwhen: {pattern: '\\bkm\\b'}\nrequire: {pattern: 'miles?'}")
    story = {"body": ["It is 5 km (3 miles) long.", "It is 7 km wide, and 8 km deep.", "It is one mile."]}
    (finding,) = found(checker, story)
    assert finding.data["matched"] == "km"
    assert finding.span.start == len("It is 5 km (3 miles) long.\n\nIt is 7 ")


def test_what_every_story_must_say_is_missed_at_its_headline(make: Make) -> None:
    checker = make("check: requirement\nrequire: {terms: [Northgate News]}")
    (finding,) = found(checker, {"headline": "Baths close", "body": ["They closed."]})
    assert (finding.span.start, finding.span.end) == (0, len("Baths close"))
    assert found(checker, "They closed, Northgate News reports.") == []


@pytest.mark.parametrize(
    ("headline", "body", "count"),
    [
        ("Harbour opens", ["The harbour opened on Monday.", "A book on suicide is sold there."], 0),
        ("Harbour opens", ["The harbour opened.", "A book on suicide is sold. Suicide is its theme."], 1),
        ("Harbour opens", ["A week on suicide opened on Monday.", "The mayor came."], 1),
        ("Suicide week opens", ["The week opened on Monday.", "The mayor came."], 1),
    ],
)
def test_a_requirement_can_leave_a_passing_mention_alone(
    make: Make, headline: str, body: list[str], count: int
) -> None:
    checker = make("check: requirement\nprominence: subject\nwhen: {terms: [suicide]}\nrequire: {terms: [helpline]}")
    assert len(found(checker, {"headline": headline, "body": body})) == count


def test_a_requirement_can_be_marked_on_the_headline(make: Make) -> None:
    checker = make("check: requirement\nplace: headline\nwhen: {terms: [suicide]}\nrequire: {terms: [helpline]}")
    (finding,) = found(checker, {"headline": "Man found", "body": ["It was suicide."]})
    assert (finding.span.end, finding.data["matched"]) == (len("Man found"), "suicide")


def test_said_too_often(make: Make) -> None:
    checker = make("check: occurrence\nterms: [iconic]\nmax: 1")
    (finding,) = found(checker, "An iconic bridge, an iconic tower and an iconic wall.")
    assert (finding.data["count"], finding.data["limit"]) == (3, 1)
    assert finding.span.start == len("An iconic bridge, an ")
    assert [label.span.start for label in finding.labels] == [3]
    assert found(checker, "An iconic bridge.") == []


def test_said_too_often_in_a_sentence_or_a_paragraph(make: Make) -> None:
    story = {"body": ["One, two, three. Four.", "Five, six."]}
    sentence = make("check: occurrence\npattern: ','\nmax: 1\nwithin: sentence")
    assert [one.data["count"] for one in found(sentence, story)] == [2]
    block = make("check: occurrence\npattern: ','\nmax: 0\nwithin: block")
    assert [one.data["count"] for one in found(block, story)] == [2, 1]


def test_not_said_often_enough(make: Make) -> None:
    checker = make("check: occurrence\npattern: '\\d'\nmin: 2")
    (finding,) = found(checker, {"headline": "Baths close", "body": ["On 3 May."]})
    assert (finding.data["count"], finding.data["limit"], finding.data["matched"]) == (1, 2, "3")
    assert found(checker, "On 3 or 4 May.") == []


def test_a_house_sets_its_own_limit(write_pack: Write) -> None:
    pack = write_pack("  - id: one\n    message: m\n    check: length\n    of: headline\n    max: 3\n" + EXAMPLES)
    story = {"headline": "One two three four five", "body": ["It met."]}
    assert len(found(make_checker(pack), story)) == 1
    registry = with_packs(core_registry(), [pack])
    config = from_mapping({"rules": {"house/one": {"max": 5}}}, registry)
    assert found(Checker(config, registry=registry), story) == []


@pytest.mark.parametrize(
    ("rule", "count", "marked"),
    [
        ("of: headline\nmax: 3", 5, "four five"),
        ("of: headline\nunit: characters\nmax: 20", 23, "ive"),
        ("of: headline\nmin: 6", 5, "One two three four five"),
        ("of: paragraph\nunit: sentences\nmax: 1", 2, "It rose."),
        ("of: paragraph\nwithin: sentence\nmax: 3", 5, "The council met on Monday."),
        ("of: paragraph\nwithin: story\nmax: 6", 10, "rose.\n\nIt closed early."),
    ],
)
def test_parts_that_are_too_long_or_too_short(make: Make, rule: str, count: int, marked: str) -> None:
    checker = make(f"check: length\n{rule}")
    headline, first, second = "One two three four five", "The council met on Monday. It rose.", "It closed early."
    text = f"{headline}\n\n{first}\n\n{second}"
    (finding,) = found(checker, {"headline": headline, "body": [first, second]})
    assert finding.data["count"] == count
    assert text[finding.span.start : finding.span.end] == marked


def test_a_long_sentence_of_somebody_else_is_left_alone(make: Make) -> None:
    checker = make("check: length\nof: paragraph\nwithin: sentence\nmax: 6")
    assert found(checker, "“We have said so again and again for many years now.”") == []


@pytest.mark.parametrize(
    ("rule", "story", "matched"),
    [
        ("field: byline\nrequired: true", {}, [""]),
        ("field: byline\nrequired: true", {"byline": "Ada Holm"}, []),
        ("field: section\none_of: [news, sport]", {"section": "sports"}, ["sports"]),
        ("field: section\none_of: [news, sport]", {"section": "sport"}, []),
        ("field: section\none_of: [news, sport]", {}, []),
        ("field: headline\nmax_length: 10", {"headline": "Baths to close"}, ["Baths to close"]),
        ("field: extra.desk\npattern: '[A-Z]{3}'", {"desk": "foreign"}, ["foreign"]),
        ("field: extra.desk\npattern: '[A-Z]{3}'", {"desk": "FOR"}, []),
        ("field: channels\none_of: [web]", {"channels": ["web", "push"]}, ["push"]),
        ("field: byline\nrequired: true\nproducts: [wire]", {"product": "website"}, []),
    ],
)
def test_what_metadata_must_hold(make: Make, rule: str, story: dict[str, Any], matched: list[str]) -> None:
    findings = found(make(f"check: metadata\n{rule}"), {**story, "body": ["It met."]})
    assert [one.data["matched"] for one in findings] == matched


@pytest.mark.parametrize("value", [-1, 1.5, "many"])
def test_a_limit_of_a_house_is_a_count(write_pack: Write, value: object) -> None:
    rule = "  - id: one\n    check: occurrence\n    message: m\n    terms: [very]\n    max: 1\n" + EXAMPLES
    registry = with_packs(core_registry(), [write_pack(rule)])
    with pytest.raises(ComplianceError, match=r"house/one.*max.* is not allowed"):
        from_mapping({"rules": {"house/one": {"max": value}}}, registry)


@pytest.mark.parametrize(
    ("text", "matched"),
    [
        ("The internet, an Internet, the INTERNET.", ["internet"]),
        ("It is on the Web, as the web is.", ["Web"]),
        ("Website or web page: both are right.", []),
    ],
)
def test_what_is_written_as_it_should_be_is_no_finding(write_pack: Write, text: str, matched: list[str]) -> None:
    rule = "  - id: one\n    check: substitution\n    message: m\n    names: include\n    swap:\n"
    pairs = "      internet: Internet\n      the Web: the web\n      Website: [web page, website]\n"
    found = words(make_checker(write_pack(rule + pairs + EXAMPLES)), text)
    assert [one.removeprefix("the ") for one in found] == matched


def test_a_joined_rule_waits_for_phrases_where_all_its_parts_do(write_pack: Write) -> None:
    @rule(
        "sensitive/words",
        kind=Kind.FAIL,
        severity=Severity.ERROR,
        messages={"en": "the code found {matched}"},
        phrases=("code",),
        languages=("en",),
        needs=(Need.LANGUAGE, Need.PHRASES),
    )
    def sensitive_words(article: Article, options: NoOptions) -> Iterable[Finding]:
        """Flags the word code."""
        for hit in article.hits("sensitive/words"):
            yield sensitive_words.finding(Span(hit.start, hit.end), data={"matched": "code"})

    entry = (
        "  - id: gifts\n    check: term\n    languages: {tongues}\n    message: m\n    reports_as: sensitive/words\n"
    )
    for tongues, needs in (("[en]", {Need.LANGUAGE, Need.PHRASES}), ("[es]", {Need.PHRASES})):
        folder = write_pack(entry.format(tongues=tongues) + "    terms: [free gift]\n" + EXAMPLES)
        registry = with_packs(core_registry()._replace(rules={"sensitive/words": sensitive_words}), [folder])
        assert set(registry.rules["sensitive/words"].needs) == needs
        checker = Checker(Config(packs=(folder,)), registry=registry)
        said = [[one.variant for one in found(checker, text)] for text in ("It is code.", "A free gift.", "A word.")]
        assert said == [[None], ["gifts"] if tongues == "[en]" else [], []]


def test_entries_join_the_rule_of_a_plugin(write_pack: Write) -> None:
    @rule("sensitive/words", kind=Kind.FAIL, severity=Severity.ERROR, messages={"en": "the code found {matched}"})
    def sensitive_words(article: Article, options: NoOptions) -> Iterable[Finding]:
        """Flags the word code."""
        at = article.text.find("code")
        if at >= 0:
            yield sensitive_words.finding(Span(at, at + 4), data={"matched": "code"})

    entry = "  - id: {id}\n    check: {check}\n    message: the pack found\n    reports_as: sensitive/words\n"
    terms = entry.format(id="gifts", check="term") + "    severity: note\n    terms: [free gift]\n" + EXAMPLES
    pattern = entry.format(id="odd", check="pattern") + "    languages: [es]\n    pattern: 'aa+'\n" + EXAMPLES
    core = core_registry()
    folder = write_pack(terms + pattern)
    registry = with_packs(core._replace(rules={"sensitive/words": sensitive_words}), [folder])
    assert list(registry.rules) == ["sensitive/words"]
    checker = Checker(Config(packs=(folder,)), registry=registry)
    story = found(checker, "A free gift of code, aaa.")
    assert [(one.rule, one.variant, one.severity, one.kind) for one in story] == [
        ("sensitive/words", "gifts", Severity.NOTE, Kind.REVIEW),
        ("sensitive/words", None, Severity.ERROR, Kind.FAIL),
    ]
    spanish = found(checker, {"language": "es", "body": ["A free gift of code, aaa."]})
    assert [one.variant for one in spanish] == [None, "odd"]
    assert found(checker, "Nothing.") == []
    off = from_mapping({"rules": {"sensitive/words:gifts": "off"}}, registry)._replace(packs=(folder,))
    assert [one.variant for one in found(Checker(off, registry=registry), "A free gift of code.")] == [None]
