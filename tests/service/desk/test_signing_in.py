"""In and out of a running service: through a provider of OpenID Connect, and behind a proxy that signs people in."""

from __future__ import annotations

import importlib.util
import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.patience import PATIENCE, free_port, roomy
from tests.windows import Windows, expect, going_on

pytest.importorskip("uvicorn", reason="the extra 'server' is not installed")

_spec = importlib.util.spec_from_file_location("fake_provider", Path(__file__).parents[1] / "access" / "provider.py")
assert _spec is not None
assert _spec.loader is not None
fake = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(fake)

PROXY_SECRET = "what the proxy alone knows"
STORY = "Ferry crews to strike\n\nCrews will stop work on Monday (TK), their union said.\n"
CONFIG = """
[service.access.oidc]
issuer = "{issuer}"
client_id = "desk"
secret_env = "DESK_SECRET"
public_url = "{address}"

[service.access.proxy]
addresses = ["127.0.0.1/32"]
secret_env = "PROXY_SECRET"

[service.titles.weekly]
profile = "quiet.toml"

[service.access.groups.night-desk]
roles = ["check", "waive"]
titles = ["daily", "weekly"]

[service.access.groups.sports]
roles = ["check"]
titles = ["sports"]
"""


@pytest.fixture(scope="module")
def provider() -> Iterator[Any]:
    found = fake.FakeProvider()
    yield found
    found.server.shutdown()
    found.server.server_close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("house")


@pytest.fixture(scope="module")
def served(folder: Path, provider: Any) -> Iterator[str]:
    """The address of a service in processes of its own."""
    port = free_port()
    address = f"http://localhost:{port}"
    (folder / "quiet.toml").write_text('[rules]\n"copy/placeholder" = "off"\n')
    (folder / "compliance.toml").write_text(roomy(CONFIG.format(issuer=provider.issuer, address=address)))
    command = [sys.executable, "-m", "compliance", "serve", "--port", str(port), "--workers", "1"]
    environment = {**os.environ, "DESK_SECRET": fake.SECRET, "PROXY_SECRET": PROXY_SECRET}
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(
            [*command, "--database", "record.db"], cwd=folder, stdout=subprocess.PIPE, stderr=log, env=environment
        )
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert b"ready" in line, (folder / "log").read_text()
        yield address
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


@pytest.fixture
def window(browser: Any) -> Iterator[Callable[..., Any]]:
    """Opens windows, each a browser of its own; a word on the console is a failure, but for pages that are refused."""
    windows = Windows(browser, locale="en-GB")
    said: list[str] = []

    def heard(message: Any) -> None:
        if message.type in ("error", "warning") and "status of 4" not in message.text:
            said.append(message.text)

    def come(**how: Any) -> Any:
        page = windows.page(**how)
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("console", heard)
        return page

    yield come
    windows.close()
    assert said == []


def proxied(user: str, *groups: str) -> dict[str, str]:
    """What the house's proxy says of somebody."""
    return {
        "X-Proxy-Secret": PROXY_SECRET,
        "X-Forwarded-User": user,
        "X-Forwarded-Name": user.title(),
        "X-Forwarded-Groups": ", ".join(groups),
    }


def word(page: str) -> str:
    return re.findall(r'name="csrf" value="([^"]+)"', page)[0]


def end_sessions(folder: Path) -> None:
    """As if everybody had been away for a night."""
    with closing(sqlite3.connect(folder / "record.db")) as connection, connection:
        connection.execute("DELETE FROM sessions")


def test_in_and_out_by_openid_connect(window: Callable[..., Any], served: str) -> None:
    page = window()
    page.goto(f"{served}/desk/numbers")
    assert page.url == f"{served}/desk/numbers", "people come back to where they wanted to go"
    assert page.locator(".me").inner_text() == "Ann Ek"
    page.goto(f"{served}/desk")
    page.get_by_label("Paste the story").fill(STORY)
    with going_on(page):
        page.get_by_role("button", name="Check").click()
    page.wait_for_selector("mark.fix")
    with going_on(page):
        page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/desk/signed-out")
    expect(page.get_by_role("heading", name="You are signed out")).to_have_count(1)
    expect(page.get_by_role("button", name="Sign out")).to_have_count(0)
    assert not [one for one in page.context.cookies() if "session" in one["name"]]
    with going_on(page):
        page.get_by_role("link", name="Sign in").click()
    page.wait_for_url("**/desk")
    expect(page.locator(".me")).to_have_text("Ann Ek")


def test_a_session_that_has_ended_shows_the_door(window: Callable[..., Any], served: str, folder: Path) -> None:
    page = window()
    page.goto(f"{served}/desk")
    page.get_by_label("Paste the story").fill(STORY)
    end_sessions(folder)
    with going_on(page):
        page.get_by_role("button", name="Check").click()
    page.get_by_role("heading", name="You are no longer signed in").wait_for()
    expect(page.get_by_role("alert")).to_have_count(0)
    with going_on(page):
        page.get_by_role("link", name="Sign in").click()
    page.wait_for_url("**/desk")
    assert page.locator(".me").inner_text() == "Ann Ek"
    end_sessions(folder)
    page.reload()
    assert page.locator(".me").inner_text() == "Ann Ek", "who only looks is signed in again on the way"


def test_who_the_provider_does_not_let_in_gets_a_page(window: Callable[..., Any], served: str, provider: Any) -> None:
    known = dict(provider.person)
    provider.person = {"sub": "eve", "name": "Eve", "groups": ["strangers"]}
    try:
        page = window()
        page.goto(f"{served}/desk")
        assert "no group of yours may use this desk" in page.get_by_role("alert").inner_text()
        spanish = window(locale="es-ES")
        spanish.goto(f"{served}/desk")
        assert "ninguno de sus grupos puede usar esta mesa" in spanish.get_by_role("alert").inner_text()
    finally:
        provider.person = known


def test_in_and_out_behind_a_proxy(window: Callable[..., Any], served: str) -> None:
    page = window(extra_http_headers=proxied("bo", "night-desk"))
    page.goto(f"{served}/desk")
    assert page.locator(".me").inner_text() == "Bo"
    with going_on(page):
        page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/desk/signed-out")
    expect(page.get_by_role("heading", name="You are signed out")).to_have_count(1)
    with going_on(page):
        page.get_by_role("link", name="Sign in").click()
    page.wait_for_url("**/desk")
    expect(page.locator(".me")).to_have_text("Bo")
    stranger = window(extra_http_headers={**proxied("bo", "night-desk"), "X-Proxy-Secret": "guess"})
    assert stranger.goto(f"{served}/desk").status == 403
    assert "nobody that is trusted" in stranger.get_by_role("alert").inner_text()


def test_one_of_several_titles_is_chosen_on_the_page(window: Callable[..., Any], served: str) -> None:
    page = window(extra_http_headers=proxied("cy", "night-desk"))
    page.goto(f"{served}/desk")
    choice = page.get_by_role("combobox", name="Title")
    assert choice.locator("option").all_inner_texts() == ["daily", "weekly"]
    page.get_by_label("Paste the story").fill(STORY.replace("Ferry", "Night ferry"))
    with going_on(page):
        page.get_by_role("button", name="Check").click()
    page.wait_for_selector("mark.fix")
    story = page.url.partition("#")[0]
    choice.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    with going_on(page):
        page.keyboard.press("Enter")
    page.wait_for_url("**/desk")
    expect(page.get_by_role("status")).to_have_text("You work for another title now.")
    expect(choice).to_have_value("weekly")
    expect(page.locator("main")).not_to_contain_text("Night ferry")
    assert page.goto(story).status == 404
    assert "another of your titles" in page.get_by_role("alert").inner_text()
    choice.select_option("daily")
    with going_on(page):
        page.get_by_role("button", name="Change title").click()
    page.wait_for_url("**/desk")
    expect(page.locator("main")).to_contain_text("Night ferry")
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    found = axe.Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    spanish = window(extra_http_headers=proxied("cy", "night-desk"), locale="es-ES")
    spanish.goto(f"{served}/desk")
    spanish.get_by_role("combobox", name="Cabecera").select_option("weekly")
    with going_on(spanish):
        spanish.get_by_role("button", name="Cambiar de cabecera").click()
    spanish.wait_for_url("**/desk")
    expect(spanish.get_by_role("status")).to_have_text("Ahora trabaja para otra cabecera.")
    assert page.get_by_role("combobox", name="Title").input_value() == "daily", "each window works for its own"
    alone = window(extra_http_headers=proxied("di", "sports"), locale="es-ES")
    alone.goto(f"{served}/desk")
    assert alone.locator(".who select").count() == 0
    assert alone.locator(".who .title").inner_text() == "sports"


def test_neither_title_reaches_the_others_stories(served: str) -> None:
    daily = httpx.Client(base_url=served, headers=proxied("ed", "night-desk"), follow_redirects=True, timeout=PATIENCE)
    sports = httpx.Client(base_url=served, headers=proxied("flo", "sports"), follow_redirects=True, timeout=PATIENCE)
    with daily, sports:
        for own, other in ((daily, sports), (sports, daily)):
            signed(own), signed(other)
            pasted = own.post("/desk/stories", data={"csrf": word(own.get("/desk").text), "text": STORY})
            story = pasted.url.path
            theirs = word(other.get("/desk").text)
            assert story not in other.get("/desk").text
            assert [other.get(path).status_code for path in (story, f"{story}/source")] == [404, 404]
            for act in ("version", "apply", "waive", "alarm", "take", "back"):
                answer = other.post(f"{story}/{act}", data={"csrf": theirs, "text": "x", "reason": "x"})
                assert answer.status_code in (403, 404), act
            assert "x" not in own.get(f"{story}/source").text
        refused = sports.post("/desk/title", data={"csrf": word(sports.get("/desk").text), "title": "daily"})
        assert refused.status_code == 403
        assert "is not open to you" in refused.text


def test_each_title_checks_in_its_own_way(served: str) -> None:
    how = {"follow_redirects": True, "timeout": PATIENCE}
    with httpx.Client(base_url=served, headers=proxied("ivy", "night-desk"), **how) as ivy:
        signed(ivy)
        csrf = word(ivy.get("/desk").text)
        house = ivy.post("/desk/stories", data={"csrf": csrf, "text": STORY}).text
        ivy.post("/desk/title", data={"csrf": csrf, "title": "weekly"})
        quiet = ivy.post("/desk/stories", data={"csrf": csrf, "text": STORY}).text
    assert [page.count(">TK</mark>") for page in (house, quiet)] == [1, 0]


def test_a_form_with_the_word_of_another_session_is_refused(served: str) -> None:
    ann = httpx.Client(base_url=served, headers=proxied("gil", "night-desk"), follow_redirects=True, timeout=PATIENCE)
    bo = httpx.Client(base_url=served, headers=proxied("hal", "night-desk"), follow_redirects=True, timeout=PATIENCE)
    with ann, bo:
        signed(ann), signed(bo)
        words = word(ann.get("/desk").text), word(bo.get("/desk").text)
        assert words[0] != words[1]
        for path in ("/desk/stories", "/desk/title", "/desk/sign-out", "/desk/language"):
            answer = bo.post(path, data={"csrf": words[0], "text": STORY, "title": "weekly"})
            assert answer.status_code == 403
            assert "too old to act on" in answer.text
        assert "<bdi>Hal</bdi>" in bo.get("/desk").text


def signed(client: httpx.Client) -> None:
    """Sign in; the cookie is for browsers, which count this machine as safe, and this client does not."""
    client.get("/desk", follow_redirects=False)
    for cookie in client.cookies.jar:
        cookie.secure = False
