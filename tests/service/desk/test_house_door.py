"""The desk behind a proxy that signs people in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from compliance.errors import ConfigError
from compliance.service.api.configured import access_settings
from compliance.service.api.state import State
from compliance.service.desk.opening import desk_routes
from compliance.service.settings import Settings
from compliance.service.store import Store

PROXY = {"addresses": ["127.0.0.1/32"], "secret_file": "secret"}
GROUPS = {"editors": {"roles": ["waive"], "titles": ["gazette"]}}
PARTS = {"access": {"proxy": PROXY, "groups": GROUPS}}
PEOPLE = {
    "X-Proxy-Secret": "a-secret-of-some-forty-letters-and-digits",
    "X-Forwarded-User": "ada",
    "X-Forwarded-Name": "Ada Lovelace",
    "X-Forwarded-Groups": "editors",
}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[TestClient]:
    (tmp_path / "secret").write_text("a-secret-of-some-forty-letters-and-digits")
    (tmp_path / "secret").chmod(0o600)
    store = Store.open(f"sqlite:///{tmp_path}/record.db")
    house = access_settings(tmp_path / "compliance.toml", Settings(parts=PARTS))
    state = State(None, Settings(parts=PARTS), 1, None, store)  # type: ignore[arg-type]
    app = Starlette(routes=desk_routes(state, lambda: house))
    yield TestClient(app, base_url="https://desk.example", client=("127.0.0.1", 5000))
    store.close()


def test_people_come_in_and_go_out(desk: TestClient) -> None:
    desk.headers.update(PEOPLE)
    page = desk.get("/desk")
    assert "Ada Lovelace" in page.text
    word = re.findall(r'name="csrf" value="([^"]+)"', page.text)[0]
    answer = desk.post("/desk/sign-out", data={"csrf": word}, follow_redirects=False)
    assert answer.status_code == 303, answer.text


def test_who_comes_without_tls_is_told_so_and_not_sent_in_circles(desk: TestClient) -> None:
    desk.headers.update(PEOPLE)
    desk.base_url = "http://desk.example"
    answer = desk.get("/desk")
    assert answer.status_code == 403
    assert "come by https://" in answer.text
    desk.base_url = "https://desk.example"
    page = desk.get("/desk")
    assert "Ada Lovelace" in page.text
    word = re.findall(r'name="csrf" value="([^"]+)"', page.text)[0]
    desk.post("/desk/sign-out", data={"csrf": word})
    assert "Ada Lovelace" in desk.get("/desk").text, "who leaves and comes back at once is let in"


def test_groups_follow_a_reload(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(PEOPLE["X-Proxy-Secret"])
    tables = {"access": {"proxy": PROXY, "groups": {"editors": {"roles": ["waive"], "titles": ["gazette", "weekly"]}}}}
    known = [access_settings(tmp_path / "compliance.toml", Settings(parts=parts)) for parts in (PARTS, tables)]
    store = Store.open(f"sqlite:///{tmp_path}/record.db")
    state = State(None, Settings(parts=PARTS), 1, None, store)  # type: ignore[arg-type]
    app = Starlette(routes=desk_routes(state, lambda: known[0]))
    page = TestClient(app, base_url="https://desk.example", client=("127.0.0.1", 5000), headers=PEOPLE)
    assert "<option" not in page.get("/desk").text.split("</header>")[0]
    del known[0]
    page.cookies.clear()
    assert "<option>weekly" in page.get("/desk").text.split("</header>")[0]
    store.close()


def test_a_provider_that_does_not_answer_is_a_page(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(PEOPLE["X-Proxy-Secret"])
    oidc = {"issuer": "http://127.0.0.1:9", "client_id": "desk", "public_url": "https://desk.example"}
    parts = {"access": {"oidc": {**oidc, "secret_file": "secret"}, "groups": GROUPS}}
    house = access_settings(tmp_path / "compliance.toml", Settings(parts=parts))
    store = Store.open(f"sqlite:///{tmp_path}/record.db")
    state = State(None, Settings(parts=parts), 1, None, store)  # type: ignore[arg-type]
    page = TestClient(Starlette(routes=desk_routes(state, lambda: house)), "https://desk.example")
    answer = page.get("/desk", headers={"accept-language": "es"})
    assert answer.status_code == 503
    assert 'role="alert"' in answer.text
    assert "el proveedor de entrada no responde" in answer.text
    assert page.post("/desk/stories", data={"csrf": "x"}).status_code == 401, "a form gets the door, not the provider"
    store.close()


def test_a_word_that_is_not_the_proxys_is_refused(desk: TestClient) -> None:
    answer = desk.get("/desk", headers={"X-Forwarded-User": "ada", "X-Forwarded-Groups": "editors"})
    assert answer.status_code == 403
    assert 'role="alert"' in answer.text
    assert "come through the house" in answer.text


def test_a_wrong_setting_is_named(tmp_path: Path) -> None:
    path = tmp_path / "compliance.toml"
    path.write_text("[service.access]\nproxi = {}\n")
    with pytest.raises(ConfigError, match="proxi"):
        access_settings(path, Settings(parts={"access": {"proxi": {}}}))
