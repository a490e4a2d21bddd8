"""The desk after a restart, and in a second process: the same queue, and no text that the house does not keep."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from starlette.applications import Starlette

from tests.service.desk.test_pages import TWO, client, finding, paste, send


def test_another_process_has_the_same_queue_and_says_that_the_text_is_not_here(
    app: Starlette, another: Callable[..., Starlette]
) -> None:
    path, page = paste(client(app), TWO)
    what = {"finding": finding(page, "dates/caption-mismatch")}
    send(client(app), f"{path}/waive", **what, reason="The archive says so", until="2100-01-01T00:00")
    restarted = another()
    bo = client(restarted, "Bo")
    assert "Harbour towns sign ferry pact" in bo.get("/desk").text
    page = bo.get(path).text
    assert "The text of this story is not kept here" in page
    assert "paste it under" in page
    assert '<q dir="auto">9 March 2025</q>' in page, "the words are in the record"
    assert '<q dir="auto">Mar 11, 2025</q>' in page, "and the other place's"
    assert "The archive says so" in page
    assert "Agree, as the second person" in page
    assert "Download" not in page
    assert "Apply" not in page
    assert "not kept here" in bo.get(f"{path}/source").text
    assert "<bdi>Ada</bdi>, <bdi>Bo</bdi>" in send(bo, f"{path}/waive", **what).text
    shown = send(bo, f"{path}/version", text=TWO).text
    assert '<mark class="' in shown or "Harbour towns sign" in shown
    assert "not kept here" not in shown
    assert "<bdi>Ada</bdi>, <bdi>Bo</bdi>" in shown, "what was let through counts in the new version"


def test_where_the_house_keeps_text_a_restart_changes_nothing(another: Callable[..., Starlette]) -> None:
    path, _ = paste(client(another(keep_text=True)), TWO)
    page = client(another(keep_text=True)).get(path).text
    assert "not kept here" not in page
    assert '<mark class="' in page


def test_a_pasted_story_joins_the_one_of_its_own_id(app: Starlette) -> None:
    desk = client(app)
    told = '{"id": "story-9", "headline": "Baths to close", "body": ["The council (TK) voted."]}'
    path, _ = paste(desk, told, format="json")
    again, page = paste(desk, told.replace("voted", "has voted"), format="json")
    assert again == path
    assert "version 2" in page
    other, _ = paste(desk, TWO)
    moved = send(desk, f"{other}/version", text=told, format="json")
    assert moved.url.path == path
    assert "version 3" in moved.text


def test_a_waiver_whose_time_is_over_is_told(app: Starlette, record: Any) -> None:
    desk = client(app)
    path, page = paste(desk)
    what = finding(page, "dates/weekday-mismatch")
    send(desk, f"{path}/waive", finding=what, reason="Told so", until="2100-01-01T00:00")
    with record.writing() as connection:
        connection.exec_driver_sql("UPDATE waivers SET until = '2001-01-01T00:00:00.000000Z'")
    page = desk.get(path).text
    assert "Ada let it through, and the time is over" in page
    assert "Told so" in page
    assert 'name="reason"' in page, "it can be let through anew"
    assert "Hold" in desk.get("/desk").text
