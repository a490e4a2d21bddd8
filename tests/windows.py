"""A browser and its windows, with the patience that the slowest machine needs, and a step that ends on the new page."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or ""
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE = 120_000
"""How long anything may take to come, in milliseconds: only what never comes is a failure."""


@contextmanager
def chromium() -> Iterator[Any]:
    """A browser; the test is skipped where there is none."""
    if not CHROMIUM:
        pytest.skip("Chromium is not installed (apt-get install chromium)")
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    api.expect.set_options(timeout=PATIENCE)
    with api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS, timeout=PATIENCE)
        yield started
        started.close()


class Windows:
    """Opens windows, each of a browser profile of its own, and closes them all.

    :param browser: where.
    :param usual: what holds for each window that asks for nothing else, as in ``new_context``.
    """

    def __init__(self, browser: Any, **usual: Any) -> None:
        self._browser, self._usual = browser, usual
        self._opened: list[Any] = []

    def page(self, **how: Any) -> Any:
        """An empty page in a new window."""
        context = self._browser.new_context(**{**self._usual, **how})
        context.set_default_timeout(PATIENCE)
        self._opened.append(context)
        return context.new_page()

    def close(self) -> None:
        """Close them."""
        for context in self._opened:
            context.close()


def going_on(page: Any) -> AbstractContextManager[Any]:
    """Around a click or a key that leads to another page, or to the same address anew.

    It ends when the next page has loaded and its script has run: what is looked at afterwards is never the old page, as
    it may be after waiting for an address or for words that the old page has too.
    """
    found: AbstractContextManager[Any] = page.expect_navigation()
    return found


def expect(what: Any) -> Any:
    """Playwright's ``expect``, which asks again until it is so; loaded only where there is a browser."""
    from playwright.sync_api import expect as playwright_expect

    return playwright_expect(what)
