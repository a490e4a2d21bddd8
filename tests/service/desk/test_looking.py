"""What the desk remembers of the stories it has looked at, and when it looks again."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import pytest

pytest.importorskip("uvicorn", reason="the extra 'server' is not installed")
from compliance.service.desk import looking
from compliance.service.desk.looking import Copy, Looked, Remembering
from compliance.service.types import Checked
from compliance.service.workers.layout import Layout


class Counting:
    """Says what it was asked, and finds two stories in every file."""

    def __init__(self, *rules: str) -> None:
        self.edition: object = "first"
        self.asked: list[tuple[str, bytes, str]] = []
        self.rules = rules
        self.meanwhile: Any = None

    async def look(self, title: str, copy: Copy, language: str) -> tuple[Looked, ...]:
        self.asked.append((title, copy.data, language))
        if self.meanwhile is not None:
            self.meanwhile()
        report = {"findings": [{"rule": rule} for rule in self.rules]}
        layout = Layout(copy.data.decode(), len(copy.data), (), (), "", "text")
        return tuple(Looked(layout, Checked(item, report, None, "")) for item in range(2))


def a_copy(data: bytes = b"x", item: int = 0) -> Copy:
    return Copy(data, "story", None, item, datetime(2026, 1, 1, tzinfo=UTC))


def looked(remembering: Remembering, copy: Copy, title: str = "daily", language: str = "en") -> Looked:
    return ran(remembering.look(title, copy, language))


def ran(asked: Coroutine[Any, Any, Any]) -> Any:
    """What comes of a coroutine; in a thread of its own, since a browser's loop may run in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, asked).result()


def test_a_file_is_looked_at_once_however_many_stories_it_holds() -> None:
    looker = Counting()
    remembering = Remembering(looker)
    assert ran(remembering.count("daily", a_copy(), "en")) == 2
    assert [looked(remembering, a_copy(item=item)).checked.item for item in (0, 1)] == [0, 1]
    assert len(looker.asked) == 1
    looked(remembering, a_copy(), language="es")
    looked(remembering, a_copy(), title="weekly")
    looked(remembering, a_copy(b"y"))
    assert looker.asked[1:] == [("daily", b"x", "es"), ("weekly", b"x", "en"), ("daily", b"y", "en")]


def test_a_reload_forgets_and_what_was_under_way_is_not_kept() -> None:
    looker = Counting()
    remembering = Remembering(looker)
    looked(remembering, a_copy())
    looker.edition = "second"
    looked(remembering, a_copy())
    assert len(looker.asked) == 2
    looker.meanwhile = lambda: setattr(looker, "edition", "third")
    looked(remembering, a_copy(b"y"))
    looker.meanwhile = None
    looked(remembering, a_copy(b"y"))
    assert len(looker.asked) == 4, "the answer of the second edition does not stand in the third"


@pytest.mark.parametrize("bounds", [{"most": 2}, {"most_bytes": 2}])
def test_what_was_not_asked_for_longest_is_forgotten(bounds: dict[str, int]) -> None:
    looker = Counting()
    remembering = Remembering(looker, **bounds)
    for data in (b"a", b"b", b"a", b"c", b"a", b"b"):
        looked(remembering, a_copy(data))
    assert [data for _, data, _ in looker.asked] == [b"a", b"b", b"c", b"b"]


def test_a_story_is_tried_again_whose_rules_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    for rules, seconds, times in ((("copy/placeholder",), 0.0, 1), (("compliance/rule-crashed",), 0.0, 2)):
        looker = Counting(*rules)
        monkeypatch.setattr(looking, "AGAIN_SECONDS", seconds)
        remembering = Remembering(looker)
        looked(remembering, a_copy())
        looked(remembering, a_copy())
        assert len(looker.asked) == times
