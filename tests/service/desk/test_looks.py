"""How the pages look: to somebody who sees little, in the dark, in either language, and on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("uvicorn", reason="the extra 'server' is not installed")
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from compliance.service.api.state import State
from compliance.service.desk.answers import render
from compliance.service.desk.asking import Desk
from compliance.service.desk.local_door import LocalDoor
from compliance.service.desk.looking import Looker, Remembering
from compliance.service.desk.routes import routes
from compliance.service.settings import Settings
from compliance.service.store import Store
from tests.windows import Windows, expect, going_on

FERRY = (Path(__file__).resolve().parents[3] / "examples" / "ferry-pact.txt").read_text(encoding="utf-8")


async def door_page(request: Request) -> Response:
    """The door as it stands to those who come too late, or leave."""
    return render(request, "door", None, way=request.path_params["way"])


@pytest.fixture
def app(looker: Looker, record: Store) -> Starlette:
    door = LocalDoor()
    state = State(None, Settings(), 1, None, record)  # type: ignore[arg-type]
    desk = Desk(state, Remembering(looker), door)
    return Starlette(routes=[*routes(desk), *door.routes(), Route("/door/{way}", door_page)])


@pytest.fixture
def window(browser: Any) -> Iterator[Callable[..., Any]]:
    windows = Windows(browser, locale="en-GB", viewport={"width": 1100, "height": 900})
    yield windows.page
    windows.close()


def come_in(page: Any, address: str) -> None:
    page.goto(f"{address}/desk")
    page.locator("input[name=name]").fill("Ada")
    with going_on(page):
        page.locator("button.main").click()
    page.wait_for_url("**/desk")


def paste(page: Any) -> None:
    page.locator("textarea[name=text]").first.fill(FERRY)
    with going_on(page):
        page.locator(".handing-in button.main").first.click()
    page.wait_for_selector(".story")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_axe_finds_nothing_on_any_page(window: Callable[..., Any], address: str, scheme: str, language: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    page = window(color_scheme=scheme, locale=language)

    def clean() -> None:
        assert page.locator("html").get_attribute("lang") == language
        found = axe.Axe().run(page)
        assert found.violations_count == 0, found.generate_report()

    elsewhere = address.replace("127.0.0.1", "desk.localhost")
    for door in (f"{address}/desk", f"{elsewhere}/desk", f"{address}/door/ended", f"{address}/door/left"):
        page.goto(door)
        clean()
    come_in(page, address)
    paste(page)
    with going_on(page):
        page.locator("[data-key=x]").first.click()
    page.wait_for_selector(".story")
    clean()
    for where in ("", "/numbers", "/keys", "/stories/none"):
        page.goto(f"{address}/desk{where}")
        clean()
    expect(page.get_by_role("alert")).to_have_count(1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_paper_there_is_the_story_and_what_was_found(window: Callable[..., Any], address: str, scheme: str) -> None:
    page = window(color_scheme=scheme)
    come_in(page, address)
    paste(page)
    page.emulate_media(media="print", color_scheme=scheme)
    for gone in ("nav", ".who", ".tools", ".acts", "form", "button", "[role=status]"):
        assert not [one for one in page.locator(gone).all() if one.is_visible()], gone
    marks = page.locator("mark").all()
    assert marks
    assert all("underline" in one.evaluate("one => getComputedStyle(one).textDecorationLine") for one in marks)
    shown = [one for one in page.locator(".finding h3").all() if one.is_visible()]
    assert len(shown) == page.locator(".pile.fix .finding, .pile.decide .finding").count() > 0
    for one in (page.locator(".story .headline"), page.locator(".verdict").first, page.locator("mark.fix").first):
        assert one.is_visible()
        assert darkness(one) > 0.5, "paper is white"
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
    page.goto(f"{address}/desk")
    page.emulate_media(media="print", color_scheme=scheme)
    assert page.locator(".queue a").first.is_visible()
    assert not [one for one in page.locator("form, section h2, nav").all() if one.is_visible()]


def darkness(one: Any) -> float:
    """How dark an element's words are: 1 for black, 0 for white."""
    red, green, blue = one.evaluate("one => getComputedStyle(one).color.match(/\\d+/g).slice(0, 3).map(Number)")
    return 1 - (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255
