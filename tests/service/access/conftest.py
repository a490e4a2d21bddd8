"""A record, a clock that tests set, and requests as the service sees them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from starlette.requests import Request

from compliance.service.store import Store


class Clock:
    def __init__(self) -> None:
        self.now = datetime.now(UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **how: float) -> None:
        self.now += timedelta(**how)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Store]:
    store = Store.open(str(tmp_path / "access.db"))
    yield store
    store.close()


@pytest.fixture
def asked():
    def make(headers: dict[str, str] | None = None, *, query: str = "", address: str = "192.0.2.7", path: str = "/"):
        pairs = [(name.lower().encode(), value.encode()) for name, value in (headers or {}).items()]
        scope = {"type": "http", "method": "GET", "path": path, "query_string": query.encode(), "headers": pairs}
        return Request(scope | {"client": (address, 1), "server": ("h", 443), "scheme": "https"})

    return make
