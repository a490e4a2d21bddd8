"""The page for editors: what it holds, what it never does, and how it looks in a browser, wide and narrow."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from compliance.article import Role, Span
from compliance.finding import Verdict
from tests.windows import Windows, chromium, expect

NASTY = "Council <script>document.title='owned'</script>  votes\u202e\n<img src=x onerror=\"document.title='owned'\">"


@pytest.fixture
def stories(outcomes, kit, seen) -> list[Any]:
    """The three of every format, a hostile one and one that comes from a desk."""
    hostile = kit["story"](NASTY, [(Role.PARAGRAPH, "body[1]")], "</title><b>.txt")
    found = kit["spacing"].finding(kit["place"](hostile, "  "), message="</li><script>x</script>\n::error::x")
    there = seen(kit["report"](hostile, [found], Verdict.HOLD))
    first = outcomes()[0]._replace(section="Foreign & sea", day=date(2026, 3, 18))
    return [first, *outcomes()[1:], there]


@pytest.fixture
def page(stories, rendered) -> str:
    return rendered("html", stories)


def test_the_story_with_its_marks(page: str) -> None:
    assert re.search(r'<mark class="fix r1 error">Gen.</mark><a class="ref fix r1 error" id="s1m1" href="#s1f1"', page)
    assert re.search(r'<mark class="decide r3 warning">16 April 2023</mark>', page)
    assert re.search(r'<mark class="decide label r3 warning" title="the day the story reports">Tuesday 18 April', page)
    assert page.count("<mark ") == 5
    assert "Norland and Ostria vow to patrol together" in page
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)


def test_what_was_not_read_and_what_says_nothing_differ(page: str) -> None:
    assert '<article class="story unread"' in page
    assert "export the story as text" in page
    assert "Nothing found in 1 story" in page
    assert "1 to publish, 1 not checked" in page


def test_charts(page: str) -> None:
    assert "Findings by rule" in page
    assert "<bdi>Foreign &amp; sea</bdi>" in page
    assert "<bdi>no desk given</bdi>" in page
    assert "<bdi>16 March 2026</bdi>" in page, "the Monday of its week"
    assert page.count("<rect ") == 3 + 2 + 2, "what has no finding has no row"


def test_why_is_said_once_a_story(kit, seen, rendered) -> None:
    article = kit["story"]("One,  two", [(Role.PARAGRAPH, "body[1]")])
    place = kit["place"](article, "One")
    found = [kit["rules"]["captions/truncated"].finding(place, data={"word": word}) for word in "ab"]
    page = rendered("html", [seen(kit["report"](article, found, Verdict.HOLD))])
    assert page.count("Readers cannot tell who is in the picture.") == 1
    assert page.count("https://example.org/style") == 1


def test_a_missing_thing_is_marked_on_its_empty_block(kit, seen, rendered) -> None:
    article = kit["story"](
        "Text.\n\n\n\nMore.", [(Role.PARAGRAPH, "body[1]"), (Role.ALT, "alt[1]"), (Role.LIST, "list[1]")]
    )
    block = article.blocks[1]
    found = kit["spacing"].finding(block.span)
    page = rendered("html", [seen(kit["report"](article, [found], Verdict.HOLD))])
    assert '<div class="block behind"><p class="kicker">alternative text of picture 1</p>' in page
    assert '<span class="unseen">missing</span></mark><a class="ref note r1 note" id="s1m1"' in page


def test_a_story_of_one_line_with_many_findings_is_written_in_time(kit, seen, rendered) -> None:
    words = "word  " * 3000
    article = kit["story"](words, [(Role.PARAGRAPH, "body[1]")])
    found = [kit["spacing"].finding(Span(at + 4, at + 6)) for at in range(0, len(words) - 6, 6)]
    page = rendered("html", [seen(kit["report"](article, found, Verdict.HOLD))])
    assert page.count("<mark ") == len(found)


def test_in_spanish(outcomes, rendered) -> None:
    page = rendered("html", outcomes("es"), language="es")
    assert '<html lang="es">' in page
    assert "Hallazgos por regla" in page
    assert "El pie se corta" in page


def test_the_policy_names_the_style_and_nothing_else(page: str) -> None:
    style = re.search(r"<style>(.*)</style>", page, re.DOTALL)[1]
    digest = b64encode(sha256(style.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'" in page
    assert "style=" not in page.replace(style, "")
    assert "http" not in re.sub(r"http-equiv|https://example.org/style", "", page)


def test_hostile_words_are_words(page: str) -> None:
    assert "<script" not in page
    assert "<img" not in page
    assert "\u202e" not in page
    assert "U+202E" in page
    assert page.count("</title>") == 1
    assert not [line for line in page.splitlines() if line.lstrip().startswith("::")]


def test_a_run_of_nothing(rendered) -> None:
    page = rendered("html", [])
    assert "no story was read" in page
    assert "<select" not in page


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as started:
        yield started


@pytest.fixture
def opened(browser: Any, page: str, tmp_path: Path) -> Iterator[Callable[..., Any]]:
    """Opens the file in a window; any request for another one, or a word on the console, is a failure."""
    file = tmp_path / "report.html"
    file.write_text(page, encoding="utf-8")
    windows = Windows(browser, java_script_enabled=False)
    told: list[str] = []

    def come(**window: Any) -> Any:
        shown = windows.page(**window)
        shown.on("console", lambda message: told.append(message.text))
        shown.on("request", lambda request: told.append(request.url) if request.url != file.as_uri() else None)
        shown.goto(file.as_uri())
        return shown

    yield come
    windows.close()
    assert told == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_and_nothing_runs_off_the_side(browser, page, tmp_path, scheme: str, width: int) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    file = tmp_path / "report.html"
    # axe is a script of the test's own, which the page's policy would not let in
    file.write_text(re.sub(r"<meta http-equiv[^>]*>", "", page), encoding="utf-8")
    windows = Windows(browser, color_scheme=scheme, viewport={"width": width, "height": 900})
    shown = windows.page()
    shown.goto(file.as_uri())
    assert shown.evaluate("document.documentElement.scrollWidth") <= width
    for details in shown.locator("details").all():
        details.evaluate("one => { one.open = true }")
    found = axe.Axe().run(shown)
    assert found.violations_count == 0, found.generate_report()
    assert shown.title() == "Editorial check"
    windows.close()


def test_filters_work_without_a_script(opened: Callable[..., Any]) -> None:
    shown = opened()
    expect(shown.locator(".finding:visible")).to_have_count(4)
    shown.get_by_label("Rule").select_option("dates/caption-mismatch")
    expect(shown.locator(".finding:visible")).to_have_count(1)
    expect(shown.locator(".story:visible")).to_have_count(1)
    expect(shown.locator(".text .ref:visible")).to_have_count(2)
    shown.get_by_label("Rule").select_option("all")
    shown.get_by_label("Severity").select_option("note")
    expect(shown.locator(".finding:visible")).to_have_count(2)
    shown.get_by_label("Severity").select_option("all")
    shown.get_by_label("Verdict").select_option("NOT CHECKED")
    expect(shown.locator(".story:visible")).to_have_count(1)


def test_it_prints_on_white_with_its_marks(opened: Callable[..., Any]) -> None:
    shown = opened(color_scheme="dark", java_script_enabled=True)
    shown.emulate_media(media="print", color_scheme="dark")
    assert shown.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
    expect(shown.locator(".filters")).not_to_be_visible()
    mark = shown.locator("mark.fix").first
    assert "underline" in mark.evaluate("one => getComputedStyle(one).textDecorationLine")
    expect(shown.locator(".finding:visible")).to_have_count(4)


def test_a_mark_leads_to_its_finding_and_back(opened: Callable[..., Any]) -> None:
    shown = opened()
    shown.locator("#s1m3").click()
    expect(shown).to_have_url(re.compile("#s1f3$"))
    shown.locator("#s1f3 h3 a").click()
    expect(shown).to_have_url(re.compile("#s1m3$"))
