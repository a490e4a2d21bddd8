"""What the example promises; `python -m pytest` runs it, in the program or against a service."""

from __future__ import annotations

import socket
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from newsdesk import create_app
from newsdesk.models import Picture, Story
from newsdesk.refusal import StoryRefusedError, UnguardedError
from sqlalchemy import func, select, update
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

GOOD = "The harbour board agreed on Monday to mend the quay before the winter."
HELD = "The harbour board agreed on Monday to mend the quay (TK) before the winter."
TO_DECIDE = "“We were told nothing at all about the quay,” a source close to the harbour board said on Monday."
PICTURE = {"file": "quay.jpg", "caption": "The quay on Monday.", "credit": "Ana Díaz/EFE"}


@pytest.fixture
def make() -> Callable[..., Flask]:
    def make(**settings: Any) -> Flask:
        return create_app({"DATABASE": "sqlite://", "TESTING": True, **settings})

    return make


@pytest.fixture
def app(make: Callable[..., Flask]) -> Flask:
    return make()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def stored(app: Flask) -> list[tuple[str, int]]:
    """The text of each story, and how many pictures it has."""
    with app.extensions["sessions"]() as session:
        return [(story.body, len(story.pictures)) for story in session.scalars(select(Story))]


def sent(client: FlaskClient, picture: dict[str, str] | None = None, **fields: str) -> TestResponse:
    form = {"headline": "Quay to be mended", "body": GOOD, **fields}
    form |= {f"pictures[0].{name}": value for name, value in (picture or {}).items()}
    return client.post("/stories", data=MultiDict(form))


def test_a_good_story_is_published_with_its_picture(app: Flask, client: FlaskClient) -> None:
    assert client.get("/stories/new").status_code == 200
    assert sent(client, PICTURE).status_code == 303
    assert stored(app) == [(GOOD, 1)]


def test_a_finding_stands_at_its_field(app: Flask, client: FlaskClient) -> None:
    answer = sent(client, {**PICTURE, "caption": "The quay (TK) on Monday."})
    assert answer.status_code == 422
    assert '<ul class="error" id="pictures[0].caption-error"><li>“TK”' in answer.text
    assert 'aria-describedby="pictures[0].caption-error"' in answer.text
    assert "The quay (TK) on Monday." in answer.text, "what was written is still there"
    assert 'id="body-error"' not in answer.text
    assert stored(app) == []


def test_a_program_gets_pointers_into_what_it_sent(app: Flask, client: FlaskClient) -> None:
    story = {"headline": "Quay to be mended", "body": GOOD, "pictures": [PICTURE, {**PICTURE, "caption": "(TK)"}]}
    answer = client.put("/api/stories/17", json=story)
    assert answer.status_code == 422
    assert "/pictures/1/caption" in {finding["pointer"] for finding in answer.get_json()["findings"]}
    assert stored(app) == []
    assert client.put("/api/stories/17", json={**story, "pictures": [PICTURE]}).status_code == 200
    assert stored(app) == [(GOOD, 1)]


def test_a_live_story_keeps_what_readers_have(app: Flask, client: FlaskClient) -> None:
    client.put("/api/stories/17", json={"headline": "Quay to be mended", "body": GOOD})
    assert client.put("/api/stories/17", json={"headline": "Quay to be mended", "body": HELD}).status_code == 422
    assert stored(app) == [(GOOD, 0)]
    better = GOOD.replace("Monday", "Tuesday")
    assert client.put("/api/stories/17", json={"headline": "Quay to be mended", "body": better}).status_code == 200
    assert stored(app) == [(better, 0)]


def test_messages_speak_the_editors_language(client: FlaskClient) -> None:
    story = {"headline": "Quay (TK)", "body": GOOD}
    said = [
        client.put("/api/stories/17", json=story, headers={"Accept-Language": language}).get_json()
        for language in ("en", "es")
    ]
    assert said[0] != said[1]


def test_what_must_be_decided_is_published_with_a_warning(make: Callable[..., Flask]) -> None:
    app = make(COMPLIANCE_REVIEW="warn")
    client = app.test_client()
    assert sent(client, body=TO_DECIDE).status_code == 303
    assert "a source close to the harbour board" in client.get("/stories/new").text
    assert stored(app) == [(TO_DECIDE, 0)]


def test_or_not_at_all(make: Callable[..., Flask]) -> None:
    app = make(COMPLIANCE_REVIEW="refuse")
    answer = sent(app.test_client(), body=TO_DECIDE)
    assert (answer.status_code, 'id="body-error"' in answer.text) == (422, True)
    assert stored(app) == []


def test_the_transaction_is_rolled_back_whoever_saves(app: Flask) -> None:
    sessions = app.extensions["sessions"]
    with pytest.raises(StoryRefusedError, match="/body"), sessions() as session, session.begin():
        session.add(Story(headline="The other quay is mended", body=GOOD, public=True))
        session.flush()
        session.add(Story(headline="Quay to be mended", body=HELD, public=True))
    assert stored(app) == []


def test_drafts_are_nobodys_business_until_they_go(app: Flask) -> None:
    sessions = app.extensions["sessions"]
    with sessions() as session, session.begin():
        session.add(Story(uid="17", headline="Quay to be mended", body=HELD))
    with pytest.raises(StoryRefusedError), sessions() as session, session.begin():
        session.get(Story, "17").public = True
    with sessions() as session:
        assert session.scalar(select(func.count()).where(Story.public)) == 0


def test_a_picture_of_a_live_story_is_checked(app: Flask, client: FlaskClient) -> None:
    client.put("/api/stories/17", json={"headline": "Quay to be mended", "body": GOOD, "pictures": [PICTURE]})
    sessions = app.extensions["sessions"]
    with pytest.raises(StoryRefusedError, match="/pictures/0/caption"), sessions() as session, session.begin():
        session.scalars(select(Picture)).one().caption = "The quay (TK) on Monday."


def test_statements_that_go_round_the_check_are_refused(app: Flask) -> None:
    for table in (Story, Picture):
        change = update(table).values({"body" if table is Story else "caption": HELD})
        with pytest.raises(UnguardedError), app.extensions["sessions"]() as session, session.begin():
            session.execute(change)


@pytest.mark.parametrize(("fail", "status", "count"), [("closed", 422, 0), ("open", 303, 1)])
def test_a_service_out_of_reach(make: Callable[..., Flask], fail: str, status: int, count: int) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}"
    app = make(COMPLIANCE_URL=address, COMPLIANCE_TOKEN="tok_1.x", COMPLIANCE_FAIL=fail)
    client = app.test_client()
    answer = sent(client)
    assert (answer.status_code, len(stored(app))) == (status, count)
    page = answer.text if status == 422 else client.get("/stories/new").text
    assert "was not checked: the service is out of reach" in page
