"""The pages beside that of a run, in a browser: how often rules are right, and what other rules would change."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from compliance.precision import Judged
from compliance.renderers import Look
from compliance.renderers.html.stats import page as stats_page
from compliance.renderers.model import ErrorView
from compliance.renderers.replay_model import Brief, Change, Moved, RuleChange, Sample, Summary
from compliance.renderers.replayed import render
from compliance.renderers.stats_model import RuleStats, Stats
from tests.windows import Windows, chromium

HOSTILE = "<script>alert(1)</script>"


def stats(language: str) -> str:
    rows = []
    for rule, accepted, dismissed in (("dates/caption-mismatch", 48, 3), ("copy/spacing", 2, 9), ("quotes/new", 0, 0)):
        judged = Judged(rule, accepted, dismissed)
        low, high = judged.interval or (None, None)
        rows.append(RuleStats(rule, 90, accepted, dismissed, judged.precision, low, high, judged.few, 2))
    return "".join(stats_page(Stats("1.0", 812, 20, tuple(rows)), language))


def replay(language: str) -> str:
    brief = Brief("dates/weekday-mismatch", "fail", "error", f"7 May was no Tuesday {HOSTILE}", "Tuesday", 9, "f")
    changes = [
        Change(f"articles/{HOSTILE}.md", None, "publish", "hold", (brief,), ()),
        Change("articles/b.jsonl", 3, "review", "publish", (), (brief, brief), ("dates/impossible",)),
    ]
    samples = (Sample("a.md", None, brief),), (Sample("b.md", 2, brief),)
    rules = (RuleChange("dates/weekday-mismatch", 3, 4, 2, 1, *samples), RuleChange("copy/spacing", 1, 1, 0, 0))
    moved = (Moved("review", "publish", 1), Moved("publish", "hold", 1), Moved("publish", "publish", 8))
    end = Summary(10, 2, moved, rules, 3, (ErrorView("c.txt", HOSTILE, ""),))
    return "".join(render("html", ("new.toml", "."), changes, lambda: end, Look(language)))


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as started:
        yield started


@pytest.mark.parametrize("made", [stats, replay])
@pytest.mark.parametrize(("scheme", "width", "language"), [("light", 1280, "en"), ("dark", 360, "es")])
def test_axe_finds_nothing_and_nothing_runs_off_the_side(
    browser: Any, tmp_path: Path, made: Any, scheme: str, width: int, language: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    file = tmp_path / "page.html"
    page = made(language)
    # axe is a script of the test's own, which the page's policy would not let in
    file.write_text(re.sub(r"<meta http-equiv[^>]*>", "", page), encoding="utf-8")
    windows = Windows(browser, color_scheme=scheme, viewport={"width": width, "height": 900})
    shown = windows.page()
    shown.goto(file.as_uri())
    assert shown.evaluate("document.documentElement.scrollWidth") <= width
    found = axe.Axe().run(shown)
    assert found.violations_count == 0, found.generate_report()
    windows.close()


@pytest.mark.parametrize("made", [stats, replay])
def test_no_script_and_no_network(made: Any) -> None:
    page = made("en")
    assert "<script" not in page
    assert "http" not in page.replace("http-equiv", "")
    assert page.endswith("</html>\n")


def test_the_figures_stand_in_the_page() -> None:
    page = stats("en")
    assert "48 of 51 right; 84–98%" in page
    assert "wrong at the desk" in page
    assert "not judged" in page


def test_a_replay_shows_what_it_came_to() -> None:
    page = replay("es")
    assert "2 de 10 noticias cambian de veredicto" in page
    assert "3 noticias están en un solo lado y no se compararon" in page
    assert page.count("<article") == 2
    assert "+ <bdi>a.md:9  “Tuesday”</bdi>" in page
    assert "- <bdi>b.md#2:9  “Tuesday”</bdi>" in page
    assert "copy/spacing" not in page


def test_a_comment_is_no_longer_than_it_may_be() -> None:
    brief = Brief("dates/weekday-mismatch", "fail", "error", "7 May was no Tuesday " * 12, "Tuesday", 9, "f")
    changes = [Change(f"articles/{n}.md", None, "publish", "hold", (brief,) * 9, (brief,) * 9) for n in range(500)]
    end = Summary(500, 500, (Moved("publish", "hold", 500),), (), 0, ())
    comment = "".join(render("markdown", ("new.toml", "."), changes, lambda: end, Look()))
    assert 20_000 < len(comment) < 65_536
    assert comment.endswith("more\n")
