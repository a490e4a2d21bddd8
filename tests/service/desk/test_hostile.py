"""Stories that were made to hurt: the page stays text, stays short, and is there soon."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

pytest.importorskip("uvicorn", reason="the extra 'server' is not installed")
from starlette.applications import Starlette
from starlette.testclient import TestClient

from tests.patience import keeps_step

SCRIPT = "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"
LINK = "[read](javascript:document.title='owned') <a href=\"javascript:document.title='owned'\">read</a>"
BIDI = "\u202eevas ot\u202c \u2066\u200b\u2069"
HIDDEN = set(BIDI) - set("evas ot")
EVERYWHERE = f"{SCRIPT} {LINK} {BIDI}"
TK = "Crews will stop (TK) work on Monday."


def many(unit: str, times: int, headline: str = "Ferry crews to strike\n\n") -> str:
    return headline + unit * times


LONG = {
    "a megabyte of one word": "x" * 1_000_000,
    "a megabyte of words": many("word ", 200_000),
    "findings in one paragraph": many(f"{TK} ", 5_000),
    "findings in as many paragraphs": many(f"{TK}\n\n", 5_000),
    "signs that nobody can see": many("a\u202e", 20_000),
    "paragraphs of two letters": many("a b.\n\n", 60_000),
}


@pytest.fixture
def desk(app: Starlette) -> TestClient:
    return TestClient(app, cookies={"who": "Ada"}, headers={"accept-language": "en"})


def handed_in(desk: TestClient, text: str, name: str = "story.txt") -> str:
    """The address of a story that came as a file."""
    answer = desk.post(
        "/desk/stories",
        data={"csrf": "word-of-Ada"},
        files={"file": (name, text.encode())},
        follow_redirects=False,
    )
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"]).partition("?")[0]


@pytest.mark.parametrize("text", LONG.values(), ids=list(LONG))
def test_the_page_of_a_story_without_end_has_one(desk: TestClient, text: str) -> None:
    def seconds(length: int) -> float:
        story = handed_in(desk, text[:length])
        started = time.process_time()
        desk.get(story), desk.get("/desk")
        return time.process_time() - started

    keeps_step(seconds, len(text) // 10, len(text), times=40, floor=0.1)
    page, queue = desk.get(handed_in(desk, text)).text, desk.get("/desk").text
    assert len(page) < 1_000_000
    assert len(queue) < 20_000
    assert "are shown" in page


def test_all_findings_count_though_not_all_are_shown(desk: TestClient) -> None:
    story = handed_in(desk, LONG["findings in one paragraph"])
    page = desk.get(story).text
    assert "The first 200 of 5000 are shown; all of them count." in page
    assert '<span class="count">5000</span>' in page
    assert page.count('<article class="finding') == 200
    places = re.findall(r' id="m(\d+)"', page)
    assert len(places) == len(set(places)) == 200
    assert "5000 to fix" in desk.get("/desk").text
    spanish = desk.get(story, headers={"accept-language": "es"}).text
    assert "Se muestran los 200 primeros de 5000; todos cuentan." in spanish


def test_a_finding_beyond_those_shown_is_reached_when_others_are_gone(desk: TestClient) -> None:
    story = handed_in(desk, many(f"{TK} ", 250))
    assert 'id="f250"' not in desk.get(story).text
    answer = desk.post(
        f"{story}/version", data={"csrf": "word-of-Ada"}, files={"file": ("s.txt", many(f"{TK} ", 150).encode())}
    )
    assert "are shown" not in answer.text.partition("Since the last version")[0]
    assert 'id="f150"' in answer.text


def test_a_form_says_how_long_it_is(desk: TestClient) -> None:
    headers = {"content-type": "application/x-www-form-urlencoded"}
    answer = desk.post("/desk/stories", content=iter([b"csrf=word-of-Ada&text=", b"x" * 100]), headers=headers)
    assert answer.status_code == 413
    assert "too big" in answer.text


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Any]:
    """A window at the desk that lets nothing run and nothing be fetched from elsewhere."""
    context = browser.new_context(locale="en-GB")
    shown = context.new_page()
    wrong: list[str] = []
    shown.on("dialog", lambda dialog: (wrong.append(dialog.message), dialog.dismiss()))
    shown.on("pageerror", lambda error: wrong.append(str(error)))
    shown.on("console", lambda message: wrong.append(message.text) if "status of 40" not in message.text else None)
    shown.on("request", lambda request: None if request.url.startswith(address) else wrong.append(request.url))
    shown.goto(f"{address}/in?name={SCRIPT.replace(' ', '%20').replace('&', '')}")
    shown.goto(f"{address}/desk")
    yield shown
    context.close()
    assert wrong == []


STORIES: dict[str, Callable[[], str]] = {
    "text": lambda: f"{EVERYWHERE}\n\nThe council (TK) voted. {EVERYWHERE}\n",
    "markdown": lambda: (
        f"# {EVERYWHERE}\n\n![{EVERYWHERE}](x.jpg)\n\n*{EVERYWHERE}*\n\nThe council (TK). {EVERYWHERE}\n"
    ),
    "html": lambda: f"<h1>{SCRIPT} Baths</h1><svg onload=\"document.title='owned'\"></svg><p>{LINK} (TK) {BIDI}</p>",
    "json": lambda: json.dumps(
        {
            "headline": EVERYWHERE,
            "body": [f"The council (TK) voted. {EVERYWHERE}"],
            "byline": EVERYWHERE,
            "section": EVERYWHERE,
            "pictures": [dict.fromkeys(("file", "caption", "credit", "alt", "rights", "instructions"), EVERYWHERE)],
        }
    ),
}


@pytest.mark.parametrize("form", list(STORIES))
def test_a_hostile_story_is_text_and_does_nothing(page: Any, form: str) -> None:
    name = f"<script>alert(1)</script>\u202e.{form}"
    carried = {"name": name, "mimeType": "text/plain", "buffer": STORIES[form]().encode()}
    page.locator("input[type=file]").set_input_files(carried)
    page.locator("select[name=format]").select_option(form)
    page.locator(".handing-in button.main").click()
    page.wait_for_selector(".story")
    page.locator("[data-back] summary").click()
    page.get_by_label("What the writer must do").fill(EVERYWHERE)
    page.locator("[data-back] button.main").click()
    page.wait_for_selector(".queue .back")
    assert not HIDDEN & set(page.locator(".queue .what a").inner_text())
    page.locator(".queue .what a").click()
    page.wait_for_selector(".story")
    for details in page.locator("details").all():
        details.evaluate("one => { one.open = true }")
    assert page.title() != "owned"
    assert not HIDDEN & {*page.title(), *page.locator(".findings").inner_text(), *page.locator(".story").inner_text()}
    assert page.evaluate("document.scripts.length") == 1
    assert page.locator("main img, main svg, main iframe, [onerror], [onload], [href^='javascript:']").count() == 0
    page.evaluate("document.querySelectorAll('.story .ref').forEach((one) => one.remove())")
    story = page.locator(".story").inner_text()
    assert "U+202E" in story
    if form in ("text", "json"):
        assert "<script>document.title='owned'</script>" in story
    assert page.locator(".back bdi").first.inner_text().startswith("<script>")
