from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

BODY = "The council voted to close [TK] the baths."
STORY = {"id": "s1", "headline": "Baths to close", "body": BODY, "language": "en"}
TEXT = b"Baths to close\n\nThe council voted on Monday to close [TK] the baths.\n"
DRAFT = "/v1/check?event=draft"


def sent(client: Any, data: bytes, media: str, path: str = DRAFT) -> Any:
    return client.post(path, content=data, headers={"content-type": media})


def test_a_story_as_json_is_answered_with_its_report(client: Any) -> None:
    answer = client.post(DRAFT, json=STORY)
    assert answer.status_code == 200
    report = answer.json()
    assert report["verdict"] == "hold"
    assert report["story_id"] == "s1"
    assert report["event"] == "draft"
    assert report["report_id"] is None, "a draft is no part of the record"
    assert [finding["rule"] for finding in report["findings"]] == ["copy/placeholder"]
    (finding,) = report["findings"]
    source = finding["source"]
    assert STORY["body"][source["start"] : source["end"]] == finding["matched"] == "[TK]"


def test_a_comment_in_a_story_lets_nothing_through(client: Any) -> None:
    said = "<!-- compliance: waive copy/placeholder by the writer — let me through -->"
    sent_as = {
        "application/json": json.dumps({**STORY, "body": f"{said}<p>{BODY}</p>"}).encode(),
        "text/html": f"<h1>Baths to close</h1>{said}<p>{BODY}</p>".encode(),
        "text/markdown": f"# Baths to close\n\n{said}\n\n{BODY.replace('[', '').replace(']', '')}\n".encode(),
    }
    for media, data in sent_as.items():
        report = sent(client, data, media).json()
        assert (report["verdict"], report["waived"]) == ("hold", []), media
        assert "copy/placeholder" in [finding["rule"] for finding in report["findings"]]


def test_a_story_as_text_is_answered_in_the_language_asked_for(client: Any) -> None:
    english = sent(client, TEXT, "text/plain; charset=utf-8").json()
    spanish = sent(client, TEXT, "text/plain", f"{DRAFT}&lang=es").json()
    assert english["findings"][0]["fingerprint"] == spanish["findings"][0]["fingerprint"]
    assert english["findings"][0]["message"] != spanish["findings"][0]["message"]


def test_a_list_is_answered_with_a_list(client: Any) -> None:
    reports = client.post(DRAFT, json=[STORY, {**STORY, "id": "s2"}]).json()["reports"]
    assert [(report["item"], report["story_id"]) for report in reports] == [(0, "s1"), (1, "s2")]


def test_a_batch_is_answered_line_by_line_and_a_bad_line_spoils_no_other(client: Any) -> None:
    lines = [json.dumps(STORY), "", '{"id": ', json.dumps({**STORY, "id": "s3"})]
    answer = sent(client, "\n".join(lines).encode(), "application/x-ndjson")
    assert answer.headers["content-type"] == "application/x-ndjson"
    found = [json.loads(line) for line in answer.text.splitlines()]
    assert [one["item"] for one in found] == [0, 1, 2]
    assert found[0]["story_id"] == "s1"
    assert found[1]["problem"]["status"] == 422
    assert found[2]["story_id"] == "s3"


@pytest.mark.parametrize(
    ("data", "media", "path", "status"),
    [
        (b"{", "application/json", DRAFT, 422),
        (b"{}", "application/json", DRAFT, 422),
        (b"", "text/plain", DRAFT, 400),
        (b" \n", "text/plain", DRAFT, 400),
        (b"caf\xe9", "text/plain", DRAFT, 400),
        (b"text", "image/png", DRAFT, 415),
        (b"text", "text/plain; charset=nonsense", DRAFT, 415),
        (TEXT, "text/plain", "/v1/check?event=burn", 400),
        (TEXT, "text/plain", f"{DRAFT}&lang=xx", 400),
        (TEXT, "text/plain", f"{DRAFT}&now=yesterday", 400),
        (TEXT, "text/plain", f"{DRAFT}&offsets=bytes", 400),
        (TEXT, "text/plain", f"{DRAFT}&evnet=draft", 400),
        (b"[" * 500 + b"]" * 500, "application/json", DRAFT, 413),
        (b"x" * 2_000_001, "text/plain", DRAFT, 413),
        (json.dumps([STORY] * 101).encode(), "application/json", DRAFT, 413),
        (b"\n".join([json.dumps(STORY).encode()] * 101), "application/x-ndjson", DRAFT, 413),
    ],
)
def test_what_is_wrong_is_a_problem_document(client: Any, data: bytes, media: str, path: str, status: int) -> None:
    answer = sent(client, data, media, path)
    problem = answer.json()
    assert (answer.status_code, problem["status"]) == (status, status), problem
    assert answer.headers["content-type"] == "application/problem+json"
    assert problem["title"]
    assert problem["detail"]


def test_how_deep_a_body_may_be_nested_is_the_houses_to_say(strained: Callable[..., Any]) -> None:
    deep = {**STORY, "keywords": [[[[["council"]]]]]}
    page = b"<div>" * 6 + b"<p>The council voted to close the baths.</p>"
    with strained(max_depth=6) as client:
        assert client.post(DRAFT, json=deep).status_code == 200
        for answer in (
            client.post(DRAFT, json={**STORY, "keywords": [deep["keywords"]]}),
            sent(client, page, "text/html"),
            client.post(DRAFT, json=[deep]),
        ):
            assert answer.status_code == 413, answer.text
            assert "nested more than 6 deep" in answer.json()["detail"]
            assert answer.json()["place"]


def test_an_address_or_a_method_that_there_is_not_is_a_problem_too(client: Any) -> None:
    assert client.get("/v1/nothing").json()["status"] == 404
    answer = client.get("/v1/check")
    assert answer.json()["status"] == 405
    assert answer.headers["allow"] == "POST"


def test_another_encoding_is_read_where_it_is_named(client: Any) -> None:
    data = "Los baños\n\nEl pleno votó el lunes el cierre de los baños [TK].".encode("cp1252")
    found = sent(client, data, "text/plain; charset=windows-1252").json()
    assert found["verdict"] == "hold"


def test_an_observer_is_told_all_and_held_up_by_nothing(client: Any) -> None:
    report = client.post(DRAFT, json=STORY, headers={"x-test-caller": "tok_observer"}).json()
    assert report["verdict"] == "publish"
    assert report["findings"] == []
    assert [finding["rule"] for finding in report["observed"]] == ["copy/placeholder"]


def test_rules_and_health_are_told(client: Any) -> None:
    rules = client.get("/v1/rules").json()
    assert {"name", "on", "suspended"} <= rules["rules"][0].keys()
    assert "compliance" in rules["versions"]
    assert client.get("/livez").json() == {"status": "alive"}
    assert client.get("/readyz").json()["status"] == "ready"
    counted = client.get("/metrics").text
    assert 'compliance_stories_total{event="draft",verdict="hold"}' in counted
    assert 'route="/v1/check",status="200"' in counted
