from __future__ import annotations

import codecs
import json

import pytest

from compliance import Checker
from compliance.finding import Safety
from compliance.fixes import SAFE, UNSAFE, Change, apply, mend

GARBLED = "The councilâ€™s plan was agreed on."


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker()


def _mended(checker: Checker, text: str, name: str) -> str:
    return mend(checker, text.encode(), name).data.decode()


def test_a_safe_suggestion_is_applied_and_every_other_byte_stays(checker: Checker) -> None:
    text = f"Bridge to be mended\r\n\r\n{GARBLED}  \r\n\r\nA second paragraph.\r\n"
    assert _mended(checker, text, "story.txt") == text.replace("â€™", "’")


def test_what_is_stable_is_left_alone_and_applied_twice_is_applied_once(checker: Checker) -> None:
    done = mend(checker, GARBLED.encode(), "story.txt")
    assert done.rounds == 1
    again = mend(checker, done.data, "story.txt")
    assert (again.data, again.changes, again.rounds) == (done.data, (), 0)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("story.html", "<html><body><h1>Bridge</h1>\n<p class='x'>A <b>Café &amp; bar</b>: the councilâ€™s plan.</p>"),
        ("story.md", "---\nheadline: 'Bridge'\n---\n\n*First* words: the councilâ€™s **plan**.\n"),
        ("story.json", '{ "headline":"Bridge",\n "body" : ["The \\"old\\" councilâ€™s plan.",  "Caf\\u00e9."] }\n'),
    ],
)
def test_each_format_keeps_its_writing(checker: Checker, name: str, text: str) -> None:
    assert _mended(checker, text, name) == text.replace("â€™", "’")


def test_html_inside_json_stays_json(checker: Checker) -> None:
    text = json.dumps(
        {"headline": "Bridge", "body": '<p>A "plan" &amp; more: the councilâ€™s.</p>'}, ensure_ascii=False
    )
    mended = _mended(checker, text, "story.json")
    assert mended == text.replace("â€™", "’")
    assert json.loads(mended)["body"].startswith('<p>A "plan" &amp; more')


def test_words_that_lie_across_markup_are_left(checker: Checker) -> None:
    text = "<html><body><h1>Bridge</h1><p>The councilâ<b>€™</b>s plan.</p></body></html>"
    assert _mended(checker, text, "story.html") == text


def test_a_byte_order_mark_stays(checker: Checker) -> None:
    data = codecs.BOM_UTF8 + GARBLED.encode()
    assert mend(checker, data, "story.txt").data == data.replace("â€™".encode(), "’".encode())


def test_words_that_the_files_encoding_cannot_write_are_left(checker: Checker) -> None:
    data = "Münchner Brücke. The council\u2019s café. Â£5 fine".encode("cp1252")
    mended = mend(checker, data, "story.txt", told="text").data
    assert mended.decode("cp1252").startswith("Münchner Brücke")


def test_only_what_may_be_applied_is(checker: Checker) -> None:
    assert mend(checker, GARBLED.encode(), "story.txt", safeties=frozenset()).changes == ()
    assert {Safety.PLACEHOLDER} & (set(SAFE) | set(UNSAFE)) == set()


def test_changes_are_laid_into_the_text_in_order() -> None:
    assert apply("abcdef", [Change("r", 0, 1, "A"), Change("r", 3, 3, "+"), Change("r", 5, 6, "")]) == "Abc+de"
