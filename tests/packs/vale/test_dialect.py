"""What the patterns of Vale's rules become, and which have no equal."""

from __future__ import annotations

import pytest
import regex

from compliance.packs.vale.dialect import UntranslatableError, translate


@pytest.mark.parametrize(
    ("pattern", "text", "matched"),
    [
        (r"pier(?i)head", "pierHEAD PIERHEAD", ["pierHEAD"]),
        (r"(?:a(?i)b|c)d", "aBd Cd CD ad", ["aBd", "Cd"]),
        (r"(?i:quay)s", "QUAYs QUAYS", ["QUAYs"]),
        (r"(?-i)[A-Z]+", "ab CD", ["CD"]),
        (r"[a-z-[aeiou]]+", "tide", ["t", "d"]),
        (r"[^]x]", "]y", ["y"]),
        (r"(?'sign'[#+])\k<sign>", "## #+", ["##"]),
        (r"(?P<sign>[#+])\k'sign'", "++ #+", ["++"]),
        (r"tide{,3}", "tide tide{,3}", ["tide{,3}"]),
        (r"{tide}", "{tide}", ["{tide}"]),
        (r"\x{41}\u0042\cI", "AB\t", ["AB\t"]),
        (r"\d+\z", "1 22", ["22"]),
        (r"(?x) 1 2 # one and two (" + "\n 3", "123", ["123"]),
        (r"(?n)(a)(b)", "ab", ["ab"]),
        (r"a(?# not read )b", "ab", ["ab"]),
        (r"(?<!\w)[[:upper:]]{2}", "xAB CD", ["CD"]),
        (r"(?>a+)b", "aab", ["aab"]),
        (r"[&~|]{2}", "&&", ["&&"]),
    ],
)
def test_means_the_same(pattern: str, text: str, matched: list[str]) -> None:
    made, _ = translate(pattern)
    assert [match[0] for match in regex.finditer(made, text)] == matched


def test_options_of_a_token_hold_for_those_behind_it() -> None:
    assert translate("(?i)a", "m") == ("(?m:(?i:a))", "im")


@pytest.mark.parametrize(
    "pattern",
    ["(a", "a)", "[a", "a\\", r"\Qa\E", "(?<a-b>c)", "(?(?=a)b|c)", r"\x{110000}", "(" * 100 + ")" * 100],
)
def test_has_no_equal(pattern: str) -> None:
    with pytest.raises(UntranslatableError):
        translate(pattern)
