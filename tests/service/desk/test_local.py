"""The desk of a service without a sign-in: this machine alone, and stories checked by real worker processes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from compliance.service.access import AccessSettings
from compliance.service.api.app import create_app
from compliance.service.api.state import State
from compliance.service.desk.opening import desk_routes
from compliance.service.settings import Settings
from compliance.service.store import Store
from compliance.service.types import Caller
from tests.patience import ROOM

STORY = "Ferry crews to strike\n\nCrews will stop work on Monday (TK), their union said.\n"


class Nobody:
    """The interface is not what is tested here."""

    def caller_of(self, request: Any) -> Caller:
        raise AssertionError("nobody asked")


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    store = Store.open(str(tmp_path_factory.mktemp("local") / "record.db"))
    state = State(None, Settings(story_seconds=ROOM), 1, Nobody(), store)
    made = create_app(state, desk_routes(state, AccessSettings))
    with TestClient(made) as entered:
        yield entered
    store.close()


def visitor(app: Any, host: str = "127.0.0.1", base: str = "http://localhost") -> TestClient:
    made = TestClient(app.app, base_url=base, client=(host, 5000), headers={"accept-language": "en"})
    made.portal = app.portal  # the loop that the workers answer to
    return made


def word(page: str) -> str:
    return re.findall(r'name="csrf" value="(\w+)"', page)[0]


def test_a_story_is_checked_by_a_worker(app: Any) -> None:
    desk = visitor(app)
    assert desk.get("/desk").status_code == 401
    queue = desk.post("/desk/sign-in", data={"name": "Ada"})
    assert "Ada" in queue.text
    page = desk.post("/desk/stories", data={"csrf": word(queue.text), "text": STORY})
    assert ">TK</mark>" in page.text
    assert "Hold" in page.text
    desk.post("/desk/sign-out", data={"csrf": word(page.text)})
    assert desk.get("/desk").status_code == 401


def test_two_names_are_one_person(app: Any) -> None:
    people = []
    for name in ("Ada", "Bo"):
        desk = visitor(app)
        desk.post("/desk/sign-in", data={"name": name})
        people.append(desk)
    page = people[0].post("/desk/stories", data={"csrf": word(people[0].get("/desk").text), "text": STORY})
    seen_by_other = people[1].get(page.url.path).text
    assert "Ada has it" in seen_by_other
    assert "Lay it back" in seen_by_other


@pytest.mark.parametrize(
    ("host", "base", "origin"),
    [
        ("192.0.2.7", "http://localhost", ""),
        ("127.0.0.1", "https://desk.example", ""),
        ("127.0.0.1", "http://localhost", "https://evil.example"),
    ],
)
def test_nobody_comes_in_from_elsewhere(app: Any, host: str, base: str, origin: str) -> None:
    desk = visitor(app, host, base)
    answer = desk.post("/desk/sign-in", data={"name": "Eve"}, headers={"origin": origin} if origin else {})
    assert answer.status_code in (401, 403)
    assert desk.get("/desk").status_code in (401, 403)
