"""The literals that a pattern needs: what is known of it, and that looking for them first loses no match."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

import pytest
import regex
from hypothesis import example, given, settings
from hypothesis import strategies as st

from compliance.checker import Checker
from compliance.folding import ODD, is_odd, lower
from compliance.packs import patterns
from compliance.packs.literals import literals
from compliance.scan_table import Awaited, Table, with_literals
from compliance.scanner import Scanner
from tests.packs.conftest import Write, make_checker

COUNTED = (
    "men cars boats ships trucks buses planes tanks guns trains bikes carts homes towns roads farms mills inns "
    "pubs banks shops ports docks dams bridges tunnels parks camps forts towers walls gates wells fields"
).split()


@pytest.mark.parametrize(
    ("pattern", "expected", "ahead"),
    [
        (r"\butili[sz]e\b", "utilise|utilize", 0),
        (r"(\d+) ?per cent", "per cent", None),
        (r"(?:Free|gratis) gift", "Free gift|gratis gift", 0),
        (r"\b([Aa] (?=(hour|MP))|[Aa]n (?=one-\w+))", "A MP|A hour|An one-|a MP|a hour|an one-", 0),
        (r"\((?:s|es)\)", "(s)|(es)", 0),
        (r"(?<=the )word\K(?!s)ing", "wording", None),
        # the scanner reads € as a space
        (r"(?:US|A)?[$€]\d+(?:m|mn)", "|".join(f"{n}m" for n in range(10)), None),
        (r"(?:US|A)?[$£]\d+(?:m|mn)", "|".join(f"{sign}{n}" for sign in "$£" for n in range(10)), 2),
        (rf"[2-9] (?=(?:{'|'.join(COUNTED)})\b)", "|".join(f"{n} {one}" for n in range(2, 10) for one in COUNTED), 0),
        (rf"\d (?=(?:{'|'.join(COUNTED)})\b)", "|".join(f" {word}" for word in COUNTED), 1),
        (r"(?:US|A)?[$€]\w+", "$|€", 2),
        (r"\b((?:19|\d)\d\d0)[’']s\b", "|".join(f"{n:02}0{mark}s" for n in range(100) for mark in "’'"), 2),
        (
            rf"\b(\d{{1,2}})(?:st|th)(?: of)? (?:{'|'.join(COUNTED)})",
            "|".join(f"{end} {one}" for end in ("st", "th", "of") for one in COUNTED),
            5,
        ),
        (r"\b(?:alpha|beta|gamma)\b", "alpha|beta|gamma", 0),
        (
            r"\d{1,2}(?:[:.]\d\d)? ?[ap]m",
            "|".join(f"{n}{s}{w}" for n in range(10) for s in ("", " ") for w in ("am", "pm")),
            4,
        ),
        (r"x(?:ab)*(?:cd)+q", "cdq", None),
        (r"z(?:ab)?\w?q", "q", 4),
        (r"\u03c3\u03c2", "", None),
        (r"(?:abc)?\w", "", None),
        (r"(?:abc)+\w", "abc", 0),
        (r"\w+%", "%", None),
        (r"\w{0,4}%", "%", 4),
        (r"(?P<a>word)(?=later)", "later", 4),
        (r"(?!never)\w+", "", None),
        (r"(?x) a b c  # words", "abc", 0),
        (r"(?:words){e<=1}", "", None),
        (r"\p{Lu}word", "", None),
        (r"[[:alpha:]]word", "", None),
    ],
)
def test_what_any_match_contains(pattern: str, expected: str, ahead: int | None) -> None:
    regex.compile(pattern)
    told = literals(pattern)
    assert sorted(told.words) == sorted(filter(None, expected.split("|")))
    assert told.ahead == ahead


LETTERS = "abckKsSiIåÅÿµéß'’- .,12٣\n" + ODD
WORDS = st.text(LETTERS, min_size=1, max_size=5).map(re.escape)
PATTERNS = st.recursive(
    st.one_of(WORDS, st.sampled_from([r"\d", r"\w", r"\b", "[ks]", "[1-3]", r"[\d,]", r"\s", "."])),
    lambda parts: st.one_of(
        st.lists(parts, min_size=1, max_size=4).map("".join),
        st.lists(parts, min_size=2, max_size=3).map(lambda some: f"(?:{'|'.join(some)})"),
        st.tuples(parts, st.sampled_from(["?", "*", "+", "{2}", "{0,2}"])).map(lambda pair: f"(?:{pair[0]}){pair[1]}"),
        parts.map(lambda part: f"(?i:{part})"),
    ),
    max_leaves=8,
)


def test_the_letters_that_folding_does_not_know_are_all_known() -> None:
    latin = regex.compile(f"[{''.join(chr(code) for code in range(256) if chr(code).isalpha())}]", regex.IGNORECASE)
    assert set(ODD) == {letter for letter in map(chr, range(256, 0x1_0000)) if latin.match(letter)}


def test_figures_of_every_other_script_are_odd_and_signs_of_print_are_not() -> None:
    figures = [letter for letter in map(chr, range(128, 0x11_0000)) if letter.isdecimal()]
    assert figures
    assert [letter for letter in figures if not is_odd(letter)] == []
    assert not is_odd("“It’s” 7% – £5…€ ½²Ж日本")


def scanner_of(words: Sequence[str], exact: bool = False) -> Scanner:
    table = with_literals(Table("", "", (), (), (), {}), {"group": words})
    return Scanner({}, table, {"group": lambda: Awaited(words, exact)})


@given(data=st.data(), pattern=PATTERNS, ignore_case=st.booleans(), around=st.text(LETTERS, max_size=6))
@settings(max_examples=400)
def test_no_match_is_lost(data: st.DataObject, pattern: str, ignore_case: bool, around: str) -> None:
    words, exact, ahead = literals(pattern, ignore_case)
    text = around + data.draw(st.from_regex(re.compile(pattern, re.IGNORECASE if ignore_case else 0))) + around
    if not words:
        return
    scanner = scanner_of(words, exact)
    for match in regex.finditer(pattern, text, regex.IGNORECASE if ignore_case else 0):
        for _ in range(4):  # a text or two are looked at in another way than many
            near = scanner.scan(text).near("group")
            last = match.end() if ahead is None else match.start() + ahead + 1
            assert near is None or any(match.start() <= at < last for at in near), (words, match)
        assert scanner.scan(text).odd or any(word in (match[0] if exact else lower(match[0])) for word in words)


@given(text=st.text(max_size=60), words=st.lists(st.text(min_size=1, max_size=4), max_size=4), exact=st.booleans())
@example(text="A B C", words=[" "], exact=False)
@example(text="mr Mr", words=["Mr"], exact=True)
def test_one_text_is_looked_at_as_many_are(text: str, words: list[str], exact: bool) -> None:
    scanner = scanner_of(words, exact)
    first = scanner.scan(text).near("group")
    for _ in range(3):
        again = scanner.scan(text).near("group")
    assert first == again
    if first is not None:
        form = str if exact else lower
        sought = [form(word) for word in words]
        assert set(first) == {at for at in range(len(text)) for word in sought if form(text).startswith(word, at)}


RULES = [
    r"(?<=[a-z]{4} |^)\d[\d,]* (?=per|order)",
    r"(?<!kiss )\b[Ii]n (?=(order|[5-7]))",
    r"^(?:\d+ )?per|cent$",
    r"\d{1,2}(?:[:.]\d\d)? ?(?:am|%)",
    r"\butili[sz]\w+",
    r"(?i)in order\s+to",
    r"(\d+) ?per cent",
    r"(?i)k[is]ss",
    r"\b(?:alpha|beta)s?\b",
    r"\d+%",
]
WORDS_OF_A_STORY = (
    "utilise utilising In ORDER to in  order 5 per cent 7% kiss KISS Kiss ſiſſ KIſS alpha betas ’ “ ” gamma".split()
)
FIGURES = "5 6 ٣% 10:30am 7,000".split()
STORY = st.lists(st.sampled_from([*WORDS_OF_A_STORY, *FIGURES, "\n\n", "order\nto"]), max_size=30)


@pytest.fixture(scope="module")
def checkers(tmp_path_factory: pytest.TempPathFactory) -> tuple[Checker, Checker]:
    folder = tmp_path_factory.mktemp("prefilter") / "house"
    folder.mkdir()
    rules = [
        {"id": f"p{n}", "check": "pattern", "message": "m", "pattern": p, "bad": ["x"], "good": ["y"]}
        for n, p in enumerate(RULES)
    ]
    (folder / "pack.yaml").write_text(json.dumps({"pack": "house", "title": "t", "rules": rules}))
    with_them, without = make_checker(folder), make_checker(folder)
    for rule in without.registry.rules.values():
        check: Any = rule.check
        check._rule = check.rule._replace(
            patterns={
                name: one._replace(literals=(), awaited=False, exact=False, ahead=None)
                for name, one in check.rule.patterns.items()
            }
        )
    bare = {name: rule._replace(literals={}, wakes=(), needs=()) for name, rule in without.registry.rules.items()}
    return with_them, Checker(without.config, registry=without.registry._replace(rules=bare))


@given(words=STORY)
@settings(max_examples=150)
def test_findings_are_the_same_without_looking_first(checkers: tuple[Checker, Checker], words: list[str]) -> None:
    text = json.dumps({"language": "en", "body": " ".join(words) or "-"}).encode()
    found = []
    for checker in checkers:
        (report,) = checker.check_bytes(text, "s", told="json")
        found.append([(one.rule, one.span) for one in report.findings])
    assert found[0] == found[1]


def test_a_pattern_runs_only_in_blocks_with_its_literal(write_pack: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    pack = write_pack(
        "  - id: one\n    check: pattern\n    message: m\n    pattern: 'utili[sz]e'\n    bad: [x]\n    good: [y]\n"
    )
    ran: list[str] = []
    real = patterns.compiled

    class Watched:
        def __init__(self, *pattern: Any) -> None:
            self.ready = real(*pattern)

        def finditer(self, text: str, *how: Any, **more: Any) -> Any:
            ran.append(text)
            return self.ready.finditer(text, *how, **more)

    monkeypatch.setattr(patterns, "compiled", Watched)
    checker = make_checker(pack)
    data = json.dumps({"language": "en", "body": ["They use it.", "They utilize it.", "It is."]}).encode()
    (report,) = checker.check_bytes(data, "s", told="json")
    assert (len(report.findings), ran) == (1, ["They utilize it."])
