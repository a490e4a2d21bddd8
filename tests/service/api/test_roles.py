"""Who may do what: every address of the service against everybody who may come, as one table each.

A route without a row fails the first test: say in its row who may, and who may not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from itertools import count
from typing import Any

import pytest
from starlette.routing import Route
from starlette.testclient import TestClient

from compliance.service.api.coming_in import ComingIn
from compliance.service.api.serve import server_config
from compliance.service.api.state import State
from compliance.service.settings import Settings
from tests.service.api.house import CONFIG, House, open_house

PROGRAMS = """
                                     nobody unknown expired revoked check waive override admin elsewhere
POST /v1/check                        401    401     401     401    200   403    403     200    200
GET  /v1/rules                        401    401     401     401    200   403    403     200    200
GET  /v1/reports/{id}                 401    401     401     401    200   403    403     200    404
GET  /v1/stories/{id:path}/history    401    401     401     401    200   403    403     200    200
POST /v1/reports/{id}/waivers         401    401     401     401    403   201    403     201    404
POST /v1/reports/{id}/override        401    401     401     401    403   403    201     201    404
POST /v1/reports/{id}/override/withdraw 401  401     401     401    403   403    200     200    404
POST /v1/waivers/{id}/withdraw        401    401     401     401    403   200    403     200    404
POST /v1/certificates/{id}/match      401    401     401     401    200   403    403     200    404
GET  /v1/keys                         200    200     200     200    200   200    200     200    200
GET  /openapi.json                    200    200     200     200    200   200    200     200    200
GET  /livez                           200    200     200     200    200   200    200     200    200
GET  /readyz                          200    200     200     200    200   200    200     200    200
GET  /metrics                         200    200     200     200    200   200    200     200    200
"""
"""Programs with a token of one role, who say for whom they speak; `elsewhere` is an administrator of another title."""

DECISIONS = (
    "/v1/reports/{id}/waivers",
    "/v1/reports/{id}/override",
    "/v1/reports/{id}/override/withdraw",
    "/v1/waivers/{id}/withdraw",
)
"""What a person must decide."""

PEOPLE = """
                                        stranger     liar groupless  reader   editor    chief elsewhere
GET  /desk                                   out      out      out       in       in       in       in
GET  /desk/static/{name}                      in       in       in       in       in       in       in
GET  /desk/numbers                           out      out      out       in       in       in       in
GET  /desk/keys                              out      out      out       in       in       in       in
GET  /desk/signed-in                         out      out      out      out      out      out      out
GET  /desk/signed-out                         in       in       in       in       in       in       in
POST /desk/title                             out      out      out       in       in       in       in
POST /desk/language                          out      out      out       in       in       in       in
POST /desk/sign-out                          out      out      out       in       in       in       in
POST /desk/sign-in                           out      out      out      out      out      out      out
POST /desk/stories                           out      out      out       in       in       in       in
GET  /desk/stories/{story}                   out      out      out       in       in       in      404
GET  /desk/stories/{story}/source            out      out      out       in       in       in      404
POST /desk/stories/{story}/version           out      out      out       in       in       in      404
POST /desk/stories/{story}/apply             out      out      out       in       in       in      404
POST /desk/stories/{story}/waive             out      out      out      out       in       in      404
POST /desk/stories/{story}/withdraw          out      out      out      out       in       in      404
POST /desk/stories/{story}/override          out      out      out      out      out       in      404
POST /desk/stories/{story}/unanswer          out      out      out      out      out       in      404
POST /desk/stories/{story}/away              out      out      out       in       in       in      404
POST /desk/stories/{story}/alarm             out      out      out       in       in       in      404
POST /desk/stories/{story}/take              out      out      out       in       in       in      404
POST /desk/stories/{story}/back              out      out      out       in       in       in      404
"""
"""People whom a proxy signs in: a liar says so without its secret, a reader may check, an editor waive, a chief
override too, and `elsewhere` is a chief of another title. `in`: it is done, or the form is refused for what it says
(400, or 404 for what is not there)."""

Table = dict[tuple[str, str], dict[str, str]]


def read(table: str) -> Table:
    """A table by method and address, each row by its columns."""
    names, *rows = [line.split() for line in table.strip().splitlines()]
    return {(method, path): dict(zip(names, told, strict=True)) for method, path, *told in rows}


OF_PROGRAMS, OF_PEOPLE = read(PROGRAMS), read(PEOPLE)
HOUSE = """
[service.access.proxy]
addresses = ["127.0.0.1/32"]
secret_file = "proxy.secret"

[service.access.groups.readers]
roles = ["check"]
titles = ["daily"]

[service.access.groups.editors]
roles = ["check", "waive"]
titles = ["daily"]

[service.access.groups.chiefs]
roles = ["check", "waive", "override"]
titles = ["daily"]

[service.access.groups.others]
roles = ["check", "waive", "override"]
titles = ["weekly"]
"""
SECRET = "a-secret-of-some-forty-letters-and-digits"
_numbers = count()
HELD = {"headline": "Baths to close", "body": "The council voted [TK].", "language": "en"}
FINE = {**HELD, "body": "The council voted on Monday to close the baths."}
TEXT = "Baths to close\n\nThe council voted on Monday to close [TK] the baths.\n"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("roles")
    (folder / "proxy.secret").write_text(SECRET)
    (folder / "proxy.secret").chmod(0o600)
    with open_house(
        folder, f"sqlite:///{folder}/record.db", CONFIG.replace("waivable = 2", "waivable = true") + HOUSE
    ) as found:
        yield found


def addresses(routes: Any) -> set[tuple[str, str]]:
    return {
        (method, route.path)
        for route in routes
        if isinstance(route, Route)
        for method in route.methods or ()
        if method != "HEAD"
    }


def test_every_address_has_its_row(house: House) -> None:
    without_sign_in: Any = server_config(State(None, Settings(), 1, ComingIn(house.store), house.store)).app
    there = addresses(house.client.app.routes) | addresses(without_sign_in.routes)
    assert there == {*OF_PROGRAMS, *OF_PEOPLE}, "a route was added or taken away: say in its row who may"


# programs


@pytest.fixture(scope="module")
def tokens(house: House) -> dict[str, str | None]:
    revoked = house.token("admin")
    house.tokens.revoke(revoked.partition(".")[0])
    return {
        "nobody": None,
        "unknown": f"{house.token('admin').partition('.')[0]}.{'A' * 43}",
        "expired": house.token("admin", lasts=timedelta(seconds=-1)),
        "revoked": revoked,
        **{role: house.token(role) for role in ("check", "waive", "override", "admin")},
        "elsewhere": house.token("admin", title="weekly"),
    }


class Prepared:
    """A request for each address, about something that is there."""

    def __init__(self, house: House, admin: str) -> None:
        self.house, self.admin = house, admin

    def of(self, path: str) -> tuple[str, Any]:
        """The address with an id in it, and what is sent to it."""
        story = f"story-{next(_numbers)}"
        report = self.house.check(self.admin, {**HELD, "id": story})
        fingerprint = report["findings"][0]["fingerprint"]
        waiver = {"fingerprint": fingerprint, "reason": "It is a name.", "until": "2099-01-01T00:00:00Z"}
        reason = {"reason": "It cannot wait."}
        told = f"/v1/reports/{report['report_id']}"
        match path:
            case "/v1/check":
                return path, FINE
            case "/v1/reports/{id}":
                return told, None
            case "/v1/stories/{id:path}/history":
                return f"/v1/stories/{story}/history", None
            case "/v1/reports/{id}/waivers":
                return f"{told}/waivers", waiver
            case "/v1/reports/{id}/override":
                return f"{told}/override", reason
            case "/v1/reports/{id}/override/withdraw":
                made = self.house.ask("POST", f"{told}/override", self.admin, person="zoe", json=reason)
                assert made.status_code == 201, made.text
                overridden = made.json()["report_id"]
                return f"/v1/reports/{overridden}/override/withdraw", reason
            case "/v1/waivers/{id}/withdraw":
                made = self.house.ask("POST", f"{told}/waivers", self.admin, person="zoe", json=waiver).json()
                return f"/v1/waivers/{made['waiver_id']}/withdraw", reason
            case "/v1/certificates/{id}/match":
                certificate = self.house.check(self.admin, FINE)["certificate"]
                return f"/v1/certificates/{certificate['id']}/match", FINE
        return path, None


@pytest.fixture(scope="module")
def prepared(house: House) -> Prepared:
    return Prepared(house, house.token("admin"))


@pytest.mark.parametrize("who", list(next(iter(OF_PROGRAMS.values()))))
@pytest.mark.parametrize(("method", "path"), list(OF_PROGRAMS))
def test_each_program_may_what_the_table_says(
    house: House, prepared: Prepared, tokens: dict[str, str | None], method: str, path: str, who: str
) -> None:
    wanted = int(OF_PROGRAMS[method, path][who])
    address, body = prepared.of(path)
    person = f"{who}-{path}" if path in DECISIONS else None
    answer = house.ask(method, address, tokens[who], person=person, json=body)
    assert answer.status_code == wanted, answer.text
    if wanted >= 400:
        assert answer.headers["content-type"] == "application/problem+json"
        assert set(answer.json()) >= {"type", "title", "status", "detail"}
        assert ("www-authenticate" in answer.headers) == (wanted == 401)
        assert "story-" not in answer.json()["detail"], "and nothing is told of what is there"


@pytest.mark.parametrize("path", DECISIONS)
def test_no_program_decides_by_itself_and_nobody_beyond_their_own_roles(
    house: House, prepared: Prepared, tokens: dict[str, str | None], path: str
) -> None:
    address, body = prepared.of(path)
    alone = house.ask("POST", address, tokens["admin"], json=body)
    assert (alone.status_code, alone.json()["hint"]) == (403, "send On-Behalf-Of: docs/service/access.md")
    lesser = house.ask("POST", address, tokens["admin"], person="ana", roles=["check"], json=body)
    assert lesser.status_code == 403


def test_a_history_of_another_title_is_empty(house: House, prepared: Prepared, tokens: dict[str, str | None]) -> None:
    address, _ = prepared.of("/v1/stories/{id:path}/history")
    assert house.ask("GET", address, tokens["check"]).json()["reports"]
    assert house.ask("GET", address, tokens["elsewhere"]).json()["reports"] == []


# people


def headers_of(who: str) -> dict[str, str]:
    groups = {"reader": "readers", "editor": "editors", "chief": "chiefs", "elsewhere": "others", "groupless": "none"}
    if who == "stranger":
        return {}
    told = {"X-Forwarded-User": who, "X-Forwarded-Groups": groups.get(who, "editors")}
    return told if who == "liar" else {**told, "X-Proxy-Secret": SECRET}


class Person:
    """Somebody with a browser, who has opened the desk."""

    def __init__(self, house: House, who: str) -> None:
        app = house.client.app
        base = "https://desk.example"
        self.title = "weekly" if who == "elsewhere" else "daily"
        self.browser = TestClient(app, base, client=("127.0.0.1", 1), headers=headers_of(who), follow_redirects=False)
        self.browser.portal = house.client.portal  # one loop, as the workers have it
        self.browser.get("/desk")
        found = re.search(r'name="csrf" value="([^"]+)"', self.browser.get("/desk").text)
        self.csrf = found[1] if found else "none"

    def do(self, method: str, path: str) -> Any:
        if method == "GET":
            return self.browser.get(path)
        return self.browser.post(path, data={"csrf": self.csrf, "text": TEXT, "reason": "x", "title": self.title})


@pytest.fixture(scope="module")
def people(house: House) -> dict[str, Person]:
    return {who: Person(house, who) for who in next(iter(OF_PEOPLE.values()))}


@pytest.mark.parametrize("who", list(next(iter(OF_PEOPLE.values()))))
@pytest.mark.parametrize(("method", "path"), list(OF_PEOPLE))
def test_each_person_may_what_the_table_says(
    house: House, people: dict[str, Person], method: str, path: str, who: str
) -> None:
    if path == "/desk/sign-out" and OF_PEOPLE[method, path][who] == "in":
        people = {**people, who: Person(house, who)}  # the others stay
    answer = people[who].do(method, _with_story(people["editor"], path))
    wanted = OF_PEOPLE[method, path][who]
    # where nobody is signed in the door is shown, or there is no such address in this house
    statuses = {"out": (401, 403, 404, 405), "404": (404,), "in": (200, 303, 400)}[wanted]
    assert answer.status_code in statuses, f"{answer.status_code} {answer.text[:2000]}"
    if wanted != "in":
        assert "council" not in answer.text


def _with_story(editor: Person, path: str) -> str:
    if "{story}" in path:
        made = editor.do("POST", "/desk/stories")
        story = re.search(r"/desk/stories/([^?#/]+)", made.headers.get("location", ""))
        assert story, f"{made.status_code} {made.text[:1000]}"
        path = path.replace("{story}", story[1])
    return path.replace("{name}", "desk.css")


@pytest.mark.parametrize(
    ("method", "path"), [one for one in OF_PEOPLE if one[0] == "POST" and one[1] != "/desk/sign-in"]
)
def test_no_form_is_taken_without_the_word_of_the_session(people: dict[str, Person], method: str, path: str) -> None:
    address = _with_story(people["editor"], path)
    for word in ("", people["reader"].csrf):
        answer = people["editor"].browser.post(address, data={"csrf": word, "text": TEXT})
        assert answer.status_code == 403, answer.text[:500]


def test_nobody_turns_to_a_title_that_is_not_theirs(people: dict[str, Person]) -> None:
    editor = people["editor"]
    answer = editor.browser.post("/desk/title", data={"csrf": editor.csrf, "title": "weekly"})
    assert answer.status_code == 403


def test_signed_out_is_out_whatever_the_browser_keeps(house: House) -> None:
    person = Person(house, "editor")
    cookies = dict(person.browser.cookies)
    assert person.do("POST", "/desk/sign-out").status_code == 303
    person.browser.cookies.update(cookies)
    answer = person.browser.post("/desk/stories", data={"csrf": person.csrf, "text": TEXT})
    assert answer.status_code in (303, 401, 403)
    assert "/desk/stories/" not in answer.headers.get("location", "")
