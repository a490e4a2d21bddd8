"""The desk in a browser: an editor's night at it, by mouse, by keys, on a phone, and as a screen reader hears it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette

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
    opened: list[Any] = []
    said: list[str] = []

    def come(name: str = "Ada", **window: Any) -> Any:
        context = browser.new_context(**{"locale": "en-GB", "timezone_id": "Europe/Madrid", **window})
        opened.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("console", lambda message: said.append(message.text) if "status of 40" not in message.text else None)
        page.goto(f"{address}/desk")
        page.get_by_label("Name").fill(name)
        page.get_by_role("button", name="Enter").click()
        page.wait_for_url("**/desk")
        return page

    yield come
    for context in opened:
        context.close()
    assert said == []


def paste(page: Any, text: str = TWO) -> None:
    page.get_by_label("Paste the story").fill(text)
    page.locator(".handing-in button.main").first.click()
    page.wait_for_selector(".story")


def card(page: Any, rule: str) -> Any:
    return page.locator(".finding", has=page.locator("code", has_text=rule))


def test_paste_find_apply(signed_in: SignIn) -> None:
    page = signed_in()
    paste(page)
    assert "Hold" in page.locator(".bar").inner_text()
    assert page.locator("mark.fix").first.inner_text() == "Tuesday 7 May"
    assert page.get_by_role("status").inner_text() == "Checked."
    card(page, "dates/weekday-mismatch").get_by_role("button", name="Apply").first.click()
    page.wait_for_selector("text=version 2")
    assert page.locator("mark.fix").count() == 0
    assert page.locator(".change").inner_text().count("gone") >= 1


def test_both_places_light_together(signed_in: SignIn) -> None:
    page = signed_in()
    paste(page)
    card(page, "dates/caption-mismatch").hover()
    lit = page.locator("mark.lit").all_inner_texts()
    assert "9 March 2025" in lit
    assert len(lit) > 1
    page.locator("h1").hover()
    assert page.locator("mark.lit").count() == 0


def test_waive_takes_a_second_person(signed_in: SignIn) -> None:
    ada, bo = signed_in("Ada"), signed_in("Bo")
    paste(ada)
    first = card(ada, "dates/caption-mismatch")
    first.locator("[data-waive] summary").click()
    first.get_by_label("Your reason").fill("The archive says so")
    first.get_by_role("button", name="Let it through").click()
    assert ada.get_by_role("status").inner_text() == "Noted. Another person must agree."
    assert card(ada, "dates/caption-mismatch").get_by_role("button", name="Agree").count() == 0
    bo.goto(ada.url)
    card(bo, "dates/caption-mismatch").get_by_label("Your own reason").fill("So says the agency")
    card(bo, "dates/caption-mismatch").get_by_role("button", name="Agree").click()
    assert bo.get_by_role("status").inner_text() == "Let through."
    assert "Ada, Bo" in bo.locator(".through").inner_text()
    assert "Bo: So says the agency" in bo.locator(".through").inner_text()


def test_all_of_it_by_keys(signed_in: SignIn) -> None:
    page = signed_in()
    paste(page)
    page.keyboard.press("j")
    first = page.evaluate("document.activeElement.id")
    assert first.startswith("f")
    page.keyboard.press("m")
    assert page.evaluate("document.activeElement.id") == f"m{first[1:]}"
    page.keyboard.press("m")
    assert page.evaluate("document.activeElement.id") == first
    page.keyboard.press("w")
    assert page.evaluate("document.activeElement.name") == "reason"
    page.keyboard.type("jkx by hand")
    assert page.evaluate("document.activeElement.value") == "jkx by hand"
    page.keyboard.press("Escape")
    page.locator(f"#{first}").focus()
    page.keyboard.press("a")
    page.wait_for_selector("text=version 2")
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.wait_for_selector("text=Called a wrong alarm by Ada")
    page.keyboard.press("b")
    page.keyboard.type("Ask the town hall")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Sent back by Ada")
    page.keyboard.press("?")
    page.wait_for_url("**/desk/keys")


def test_keys_can_be_switched_off(signed_in: SignIn) -> None:
    page = signed_in()
    page.goto(page.url + "/keys")
    page.get_by_label("Use keys on this device").uncheck()
    page.goto(page.url.replace("/keys", ""))
    paste(page)
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.dataset.step") is None


def test_a_file_is_chosen_or_dropped(signed_in: SignIn) -> None:
    page = signed_in()
    page.locator("input[type=file]").set_input_files(EXAMPLES / "ferry-strike.md")
    page.get_by_role("button", name="Check").click()
    page.wait_for_selector(".story .headline")
    page.goto(page.url.split("/stories")[0])
    page.evaluate(
        """text => {
            const carried = new DataTransfer();
            carried.items.add(new File([text], "dropped.txt", {type: "text/plain"}));
            const drop = new DragEvent("drop", {dataTransfer: carried, bubbles: true, cancelable: true});
            document.querySelector("[data-drop]").dispatchEvent(drop);
        }""",
        TWO,
    )
    page.wait_for_selector(".story .headline")
    assert page.locator(".headline").inner_text().startswith("Harbour towns")


def test_a_deadline_is_in_the_editors_own_time(signed_in: SignIn) -> None:
    page = signed_in()
    page.get_by_label("Deadline, in Europe/Madrid").fill("2099-07-01T01:30")
    paste(page)
    assert page.locator(".bar time").get_attribute("datetime") == "2099-06-30T23:30:00Z"
    assert "01:30" in page.locator(".bar time").inner_text()


def test_signing_out(signed_in: SignIn) -> None:
    page = signed_in()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_selector("text=Name")
    page.reload()
    assert page.get_by_role("button", name="Sign out").count() == 0


def test_spanish_is_a_choice_that_lasts(signed_in: SignIn) -> None:
    page = signed_in()
    page.get_by_role("button", name="Español").click()
    assert page.get_by_role("heading", name="Noticias en la mesa").count() == 1
    page.reload()
    assert page.locator("html").get_attribute("lang") == "es"


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
    card(page, "dates/weekday-mismatch").get_by_role("button", name="Apply").first.click()
    page.wait_for_selector("text=version 2")
    card(page, "dates/caption-mismatch").locator("[data-waive] summary").click()
    card(page, "dates/caption-mismatch").get_by_label("Your reason").fill("The archive says so")
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
    page.keyboard.press("w")
    page.keyboard.type("The archive says so")
    page.locator("[data-waive][open] button.main").click()
    page.wait_for_selector("[role=status]:has-text('through'), [role=status]:has-text('Another')")
