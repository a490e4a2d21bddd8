"""The desk in a browser: an editor's night at it, by mouse, by keys, on a phone, and as a screen reader hears it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette

from tests.windows import Windows, expect, going_on

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
TWO = """Harbour towns sign ferry pact after two years of talks

Karsholm, Mar 11, 2025 (EFE).- The harbour towns of Karsholm and Lindvik signed a pact on Tuesday.

Mayor Ingrid Solvang signs the ferry pact in the town hall of Karsholm, Norway, 9 March 2025. EFE/EPA/JONAS HELM

The first boat is to leave Karsholm on Tuesday 7 May, the two towns said. EFE
"""
HOSTILE = """Council <script>document.title='owned'</script> votes

The council\u202e voted (TK) <img src=x onerror="document.title='owned'"> on Monday, it said.
"""

SignIn = Callable[..., Any]


@pytest.fixture
def signed_in(browser: Any, address: str) -> Iterator[SignIn]:
    """Opens the desk for somebody, in a window of their own; any word on the console is a failure."""
    windows = Windows(browser, locale="en-GB", timezone_id="Europe/Madrid")
    said: list[str] = []

    def come(name: str = "Ada", **window: Any) -> Any:
        page = windows.page(**window)
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("console", lambda message: said.append(message.text) if "status of 40" not in message.text else None)
        page.goto(f"{address}/desk")
        page.get_by_label("Name").fill(name)
        with going_on(page):
            page.get_by_role("button", name="Enter").click()
        expect(page).to_have_url(f"{address}/desk")
        return page

    yield come
    windows.close()
    assert said == []


def paste(page: Any, text: str = TWO) -> None:
    page.get_by_label("Paste the story").fill(text)
    with going_on(page):
        page.locator(".handing-in button.main").first.click()
    page.wait_for_selector(".story")


def card(page: Any, rule: str) -> Any:
    return page.locator(".finding", has=page.locator("code", has_text=rule))


def test_paste_find_apply(signed_in: SignIn) -> None:
    page = signed_in()
    paste(page)
    expect(page.locator(".bar")).to_contain_text("Hold")
    expect(page.locator("mark.fix").first).to_have_text("Tuesday 7 May")
    expect(page.get_by_role("status")).to_have_text("Checked.")
    with going_on(page):
        card(page, "dates/weekday-mismatch").get_by_role("button", name="Apply").first.click()
    page.wait_for_selector("text=version 2")
    expect(page.locator("mark.fix")).to_have_count(0)
    expect(page.locator(".change")).to_contain_text("gone")


def test_both_places_light_together(signed_in: SignIn) -> None:
    page = signed_in()
    paste(page)
    card(page, "dates/caption-mismatch").hover()
    expect(page.locator("mark.lit", has_text=re.compile("^9 March 2025$"))).not_to_have_count(0)
    expect(page.locator("mark.lit").nth(1)).to_be_visible()
    page.locator("h1").hover()
    expect(page.locator("mark.lit")).to_have_count(0)


def test_waive_takes_a_second_person(signed_in: SignIn) -> None:
    ada, bo = signed_in("Ada"), signed_in("Bo")
    paste(ada)
    first = card(ada, "dates/caption-mismatch")
    first.locator("[data-waive] summary").click()
    first.get_by_label("Your reason").fill("The archive says so")
    with going_on(ada):
        first.get_by_role("button", name="Let it through").click()
    expect(ada.get_by_role("status")).to_have_text("Noted. Another person must agree.")
    expect(card(ada, "dates/caption-mismatch").get_by_role("button", name="Agree")).to_have_count(0)
    bo.goto(ada.url)
    card(bo, "dates/caption-mismatch").get_by_label("Your own reason").fill("So says the agency")
    with going_on(bo):
        card(bo, "dates/caption-mismatch").get_by_role("button", name="Agree").click()
    expect(bo.get_by_role("status")).to_have_text("Let through.")
    expect(bo.locator(".through")).to_contain_text("Ada, Bo")
    expect(bo.locator(".through")).to_contain_text("Bo: So says the agency")


def test_all_of_it_by_keys(signed_in: SignIn) -> None:
    page = signed_in()
    paste(page)
    focused = page.locator(":focus")
    page.keyboard.press("j")
    expect(focused).to_have_id(re.compile(r"^f\d+$"))
    first = focused.get_attribute("id")
    page.keyboard.press("m")
    expect(focused).to_have_id(f"m{first[1:]}")
    page.keyboard.press("m")
    expect(focused).to_have_id(first)
    page.keyboard.press("w")
    expect(focused).to_have_attribute("name", "reason")
    page.keyboard.type("jkx by hand")
    expect(focused).to_have_value("jkx by hand")
    page.keyboard.press("Escape")
    expect(page.locator(".pop[open]")).to_have_count(0)
    page.locator(f"#{first}").focus()
    with going_on(page):
        page.keyboard.press("a")
    page.wait_for_selector("text=version 2")
    page.keyboard.press("j")
    expect(focused).to_have_id(re.compile(r"^f\d+$"))
    with going_on(page):
        page.keyboard.press("x")
    page.wait_for_selector("text=Called a wrong alarm by Ada")
    page.keyboard.press("b")
    expect(page.locator("[data-back] textarea")).to_be_focused()
    page.keyboard.type("Ask the town hall")
    page.keyboard.press("Tab")
    with going_on(page):
        page.keyboard.press("Enter")
    page.wait_for_selector("text=Sent back by Ada")
    with going_on(page):
        page.keyboard.press("?")
    page.wait_for_url("**/desk/keys")


def test_keys_can_be_switched_off(signed_in: SignIn) -> None:
    page = signed_in()
    page.goto(page.url + "/keys")
    page.get_by_label("Use keys on this device").uncheck()
    page.goto(page.url.replace("/keys", ""))
    paste(page)
    page.keyboard.press("j")
    expect(page.locator("[data-step]:focus")).to_have_count(0)


def test_a_file_is_chosen_or_dropped(signed_in: SignIn) -> None:
    page = signed_in()
    page.locator("input[type=file]").set_input_files(EXAMPLES / "ferry-strike.md")
    with going_on(page):
        page.get_by_role("button", name="Check").click()
    page.wait_for_selector(".story .headline")
    page.goto(page.url.split("/stories")[0])
    with going_on(page):
        page.evaluate(
            """text => {
                const carried = new DataTransfer();
                carried.items.add(new File([text], "dropped.txt", {type: "text/plain"}));
                const drop = new DragEvent("drop", {dataTransfer: carried, bubbles: true, cancelable: true});
                document.querySelector("[data-drop]").dispatchEvent(drop);
            }""",
            TWO,
        )
    expect(page.locator(".headline")).to_have_text(re.compile("^\\s*Harbour towns"))


def test_a_deadline_is_in_the_editors_own_time(signed_in: SignIn) -> None:
    page = signed_in()
    page.get_by_label("Deadline, in Europe/Madrid").fill("2099-07-01T01:30")
    paste(page)
    expect(page.locator(".bar time")).to_have_attribute("datetime", "2099-06-30T23:30:00Z")
    expect(page.locator(".bar time")).to_contain_text("01:30")


def test_signing_out(signed_in: SignIn) -> None:
    page = signed_in()
    with going_on(page):
        page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_label("Name")).to_be_visible()
    page.reload()
    expect(page.get_by_label("Name")).to_be_visible()
    expect(page.get_by_role("button", name="Sign out")).to_have_count(0)


def test_spanish_is_a_choice_that_lasts(signed_in: SignIn) -> None:
    page = signed_in()
    with going_on(page):
        page.get_by_role("button", name="Español").click()
    expect(page.get_by_role("heading", name="Noticias en la mesa")).to_have_count(1)
    page.reload()
    expect(page.locator("html")).to_have_attribute("lang", "es")


def test_hostile_words_do_nothing(signed_in: SignIn) -> None:
    page = signed_in()
    paste(page, HOSTILE)
    assert page.title() != "owned"
    page.evaluate("document.querySelectorAll('.story .ref').forEach((one) => one.remove())")
    assert "<script>document.title='owned'</script>" in page.locator(".headline").inner_text()
    assert page.locator(".story img").count() == 0
    assert "U+202E" in page.locator(".story").inner_text()


@pytest.mark.parametrize("width", [360, 768, 1920])
def test_nothing_runs_off_the_side(signed_in: SignIn, width: int) -> None:
    page = signed_in(viewport={"width": width, "height": 800})
    paste(page, TWO + "\n" + "x" * 300 + "\n")
    for where in ("", "/numbers", "/keys"):
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.goto(f"{page.url.split('/desk')[0]}/desk{where}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_it_works_without_its_script(signed_in: SignIn) -> None:
    page = signed_in(java_script_enabled=False)
    paste(page)
    with going_on(page):
        card(page, "dates/weekday-mismatch").get_by_role("button", name="Apply").first.click()
    page.wait_for_selector("text=version 2")
    card(page, "dates/caption-mismatch").locator("[data-waive] summary").click()
    card(page, "dates/caption-mismatch").get_by_label("Your reason").fill("The archive says so")
    with going_on(page):
        card(page, "dates/caption-mismatch").get_by_role("button", name="Let it through").click()
    page.wait_for_selector("text=Another person must agree")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing(signed_in: SignIn, scheme: str, width: int) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    page = signed_in(color_scheme=scheme, viewport={"width": width, "height": 900})
    desk = page.url

    def clean() -> None:
        found = axe.Axe().run(page)
        assert found.violations_count == 0, found.generate_report()

    clean()
    paste(page)
    story = page.url
    for details in page.locator("details").all():
        details.evaluate("one => { one.open = true }")
    clean()
    with going_on(page):
        page.locator("[data-key=x]").first.click()
    for where in (story, desk, f"{desk}/numbers", f"{desk}/keys", f"{desk}/stories/none"):
        page.goto(where)
        clean()


def test_a_story_whose_text_is_gone_reads_well_too(signed_in: SignIn, app: Starlette) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    page = signed_in(viewport={"width": 360, "height": 900})
    paste(page)
    app.state.house.texts.forget(("gazette", page.url.split("/stories/")[1].split("?")[0].split("#")[0]))
    page.reload()
    page.wait_for_selector("text=The text of this story is not kept here")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert "9 March 2025" in card(page, "dates/caption-mismatch").inner_text()
    assert "caption 1" in card(page, "dates/caption-mismatch").inner_text()
    for details in page.locator("details").all():
        details.evaluate("one => { one.open = true }")
    found = axe.Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    page.reload()
    page.keyboard.press("j")
    expect(page.locator("[data-step]:focus")).to_have_count(1)
    page.keyboard.press("w")
    expect(page.locator("[data-waive] textarea:focus")).to_have_count(1)
    page.keyboard.type("The archive says so")
    with going_on(page):
        page.locator("[data-waive][open] button.main").click()
    page.wait_for_selector("[role=status]:has-text('through'), [role=status]:has-text('Another')")
