"""Ids that a story may have, and those that it may not: refused with a reason, or found again."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

import pytest

from tests.service.api.house import House

BODY = {"headline": "Baths to close", "body": "The council voted on Monday to close them.", "language": "en"}


@pytest.fixture(scope="module")
def token(house: House) -> str:
    return house.token("check")


# signs of percent are asked for in test_process.py: the client of these tests decodes an address twice
def history(house: House, token: str, story_id: str) -> Any:
    return house.ask("GET", f"/v1/stories/{quote(story_id, safe='')}/history", token)


@pytest.mark.parametrize(
    "story_id",
    [
        "a/b?c#d",
        "/",
        "//",
        "a/../b",
        "...",
        "x/history",
        "https://example.org/a?b=1&c=2",
        "🗞️ 👩🏽‍💻",
        "noticia ñ",
        "e\u0301",
        "\u202eright to left",
        "\u200b",
        "'; DROP TABLE reports; --",
        '"',
        "\\",
        "null",
        "0",
        "a" * 500,
        "🗞" * 500,
    ],
)
def test_any_systems_own_id_is_found_again(house: House, token: str, story_id: str) -> None:
    report = house.check(token, {**BODY, "id": story_id})
    assert report["story_id"] == story_id
    answer = history(house, token, story_id)
    assert answer.status_code == 200, answer.text
    assert answer.json()["story_id"] == story_id
    assert report["report_id"] in [one["report_id"] for one in answer.json()["reports"]]


ODD = ["a\x00b", "\x00", "a\x1b[31mb", "a\u0085b", "a\u2028b", ".", "..", "a" * 501, "\ud800", "a\udc00b", "a\ufffdb"]


@pytest.mark.parametrize("story_id", ODD)
@pytest.mark.parametrize("event", ["publish", "draft"])
def test_an_id_that_no_record_can_keep_is_refused_with_the_reason(
    house: House, token: str, story_id: str, event: str
) -> None:
    body = json.dumps({**BODY, "id": story_id}).encode()
    answer = house.ask(
        "POST", f"/v1/check?event={event}", token, content=body, headers={"content-type": "application/json"}
    )
    assert answer.status_code == 422, answer.text
    problem = answer.json()
    assert problem["detail"].startswith("the story's id ")
    assert problem["place"] == "/id"
    assert "hint" in problem


def test_one_odd_id_spoils_no_other_line_of_a_batch(house: House, token: str) -> None:
    lines = [json.dumps({**BODY, "id": story_id}) for story_id in ("one", "a\x00b", "three")]
    answer = house.ask(
        "POST",
        "/v1/check",
        token,
        content="\n".join(lines).encode(),
        headers={"content-type": "application/x-ndjson"},
    )
    found = [json.loads(line) for line in answer.text.splitlines()]
    assert [one.get("story_id") for one in found] == ["one", None, "three"]
    assert (found[1]["line"], found[1]["problem"]["status"]) == (2, 422)


@pytest.mark.parametrize("story_id", [one for one in ODD if one not in (".", "..") and max(one) < "\ud800"])
def test_the_history_of_such_an_id_is_refused_too(house: House, token: str, story_id: str) -> None:
    assert history(house, token, story_id).status_code == 422


@pytest.mark.parametrize("raw", ["%FF", "%ED%A0%80", "%00", "a%0Ab"])
def test_what_is_no_text_in_an_address_is_no_outage(house: House, token: str, raw: str) -> None:
    for path in (f"/v1/stories/{raw}/history", f"/v1/reports/{raw}", f"/v1/stories/x/history?before={raw}"):
        answer = house.ask("GET", path, token)
        assert 200 <= answer.status_code < 500, (path, answer.text)
    for path in (f"/v1/certificates/{raw}/match", f"/v1/reports/{raw}/waivers", f"/v1/waivers/{raw}/withdraw"):
        person = house.token("admin")
        answer = house.ask("POST", path, person, person="ana", json={"reason": "x"})
        assert 400 <= answer.status_code < 500, (path, answer.text)
