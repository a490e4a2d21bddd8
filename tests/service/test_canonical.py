from __future__ import annotations

import json
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.checker import Checker
from compliance.service.canonical import canonical_fields, canonical_json, digest_of, digests_of

STORY: dict[str, Any] = {
    "headline": "Bridge opens after a year",
    "byline": "Ann Ek",
    "published": "2026-03-02T12:00:00+02:00",
    "product": "website",
    "sponsored": False,
    "body": ["The bridge is open, the mayor said on Monday.", "Traffic was light in the café district."],
    "pictures": [
        {"caption": "The bridge on Monday.", "credit": "Bo Li", "alt": "A bridge", "rights": "one use", "file": "a.jpg"}
    ],
}
MARKDOWN = """---
headline: Bridge opens after a year
byline: Ann Ek
published: 2026-03-02T12:00:00+02:00
product: website
sponsored: false
pictures:
  - caption: The bridge on Monday.
    credit: Bo Li
    alt: A bridge
    rights: one use
    file: a.jpg
---

The bridge is open,
the mayor said on Monday.

Traffic was light in the cafe\u0301 district.
"""


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker()


def fields(checker: Checker, data: str, told: str) -> dict[str, Any]:
    (article,) = checker.read(data.encode(), "story", told=told)
    return canonical_fields(article)


def test_the_same_story_has_the_same_digest_in_json_html_and_markdown(checker: Checker) -> None:
    html = {**STORY, "body": "<p>The  bridge is open,\n the <em>mayor</em> said on Monday.</p><p>" + STORY["body"][1]}
    as_json = fields(checker, json.dumps(STORY), "json")
    assert as_json == fields(checker, json.dumps(html), "json")
    assert as_json == fields(checker, MARKDOWN, "markdown")
    assert as_json["published"] == "2026-03-02T10:00:00Z"
    assert as_json["sponsored"] is False


@pytest.mark.parametrize(
    ("but", "part"),
    [
        ({"headline": "Bridge opens after two years"}, "headline"),
        ({"byline": "Bo Li"}, "byline"),
        ({"standfirst": "At last."}, "standfirst"),
        ({"body": STORY["body"][:1]}, "body"),
        ({"body": STORY["body"][::-1]}, "body"),
        ({"sponsored": True}, "sponsored"),
        ({"product": "newspaper"}, "product"),
        ({"published": "2026-03-03"}, "published"),
        ({"embargo": "6 pm GMT"}, "embargo"),
        *(
            ({"pictures": [{**STORY["pictures"][0], name: "another"}]}, "pictures")
            for name in ("caption", "credit", "alt", "rights", "instructions", "file")
        ),
    ],
)
def test_whatever_is_checked_counts_and_the_part_that_differs_is_told(
    checker: Checker, but: dict[str, Any], part: str
) -> None:
    before = fields(checker, json.dumps(STORY), "json")
    after = fields(checker, json.dumps({**STORY, **but}), "json")
    assert digest_of(before) != digest_of(after)
    (whole, one), (_, other) = digests_of(before), digests_of(after)
    assert whole == digest_of(before)
    assert [name for name in {**one, **other} if one.get(name) != other.get(name)] == [part]


def test_json_has_one_form() -> None:
    # keys in the order of UTF-16 units: U+1F600 begins with D83D, before FB33
    value = {"\ufb33": 1, "\U0001f600": 2.0, "b": [True, None, 0.5], "a": '"\\\n\x1f€/'}
    expected = '{"a":"\\"\\\\\\n\\u001f€/","b":[true,null,0.5],"\U0001f600":2,"\ufb33":1}'
    assert canonical_json(value) == expected.encode()


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=4),
    max_leaves=12,
)


@given(VALUES)
def test_the_quick_way_of_writing_has_the_same_form(value: Any) -> None:
    # a read-only table is none that the encoder knows: it is always written the long way
    assert canonical_json({"value": value}) == canonical_json(MappingProxyType({"value": value}))


def test_a_broken_character_has_a_digest_too() -> None:
    assert digest_of("\ud800") != digest_of("?")


def test_what_was_signed_and_recorded_before_has_the_same_bytes_still() -> None:
    value = {
        "body": ["“Café,” she said.", "a\tb\u2028c/\\\x7f"],
        "rows": [{"b": 1, "a": None}, {"b": True, "a": "é"}],
        "gone": [],
    }
    written = (
        '{"body":["“Café,” she said.","a\\tb\u2028c/\\\\\x7f"],"gone":[],"rows":[{"a":null,"b":1},{"a":"é","b":true}]}'
    )
    assert canonical_json(value) == written.encode()
    assert digest_of(value) == "sha256:fda7d540ac549e7ff78946eea2c1da99fbec24645d37e83a0d9efd4c2d401300"


@pytest.mark.parametrize(
    "value", [2**70, [{"ﬀ": 1, "a": 2}], [{"a": 1.0}], ["\ud800"], [["deep"] * 2] * 3, {"a": 1e16}]
)
def test_what_the_quick_encoder_would_write_otherwise_is_written_the_long_way(value: Any) -> None:
    # a read-only table is always written the long way
    assert canonical_json({"value": value}) == canonical_json(MappingProxyType({"value": value}))
