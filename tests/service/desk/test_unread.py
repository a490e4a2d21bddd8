"""A story that is at hand and cannot be read now: too much to do, or nobody reads it any more."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette

from compliance.errors import ComplianceError, ReadError
from compliance.service.api.state import State
from compliance.service.desk.asking import Desk
from compliance.service.desk.looking import Copy, Looked, Remembering
from compliance.service.desk.routes import routes
from compliance.service.settings import Settings
from compliance.service.store import Store
from compliance.service.workers.pool import OverloadedError
from tests.service.desk.conftest import OpenDoor, TwoPeople
from tests.service.desk.test_pages import FERRY, client, finding, paste, send

BUSY = OverloadedError("the service has as much to check as it can", hint="send the story again in a moment")
NO_FORM = ReadError("nobody reads this form of JSON", hint="send another")


class Failing:
    """Checks as another does until something goes wrong; what was checked before is remembered no longer then.

    :param looker: the other.
    """

    def __init__(self, looker: TwoPeople) -> None:
        self._looker = looker
        self.edition: object = object()
        self.error: ComplianceError | None = None

    def fail(self, error: ComplianceError | None) -> None:
        self.error, self.edition = error, object()

    async def look(self, title: str, copy: Copy, language: str) -> tuple[Looked, ...]:
        """As in :class:`Looker`."""
        if self.error is not None:
            raise self.error
        return await self._looker.look(title, copy, language)


@pytest.fixture
def failing(looker: TwoPeople) -> Failing:
    return Failing(looker)


@pytest.fixture
def desk(failing: Failing, record: Store, tmp_path: Path) -> Any:
    state = State(None, Settings(), 1, None, record, None)  # type: ignore[arg-type]
    return client(Starlette(routes=routes(Desk(state, Remembering(failing), OpenDoor()))))


@pytest.mark.parametrize("error", [BUSY, NO_FORM])
def test_the_page_shows_what_the_record_has_and_why(desk: Any, failing: Failing, error: ComplianceError) -> None:
    path, page = paste(desk)
    assert "ferry pact" in page
    failing.fail(error)
    answer = desk.get(path)
    assert answer.status_code == 200
    assert f"<b>The text cannot be shown now:</b> <bdi>{error.what}</bdi>" in answer.text
    assert "is not kept here" not in answer.text
    assert finding(answer.text, "dates/weekday-mismatch") == finding(page, "dates/weekday-mismatch")
    assert '<q dir="auto">Tuesday 7 May</q>' in answer.text
    assert desk.get(f"{path}/source").content == FERRY.strip().encode()
    failing.fail(None)
    assert "cannot be shown" not in desk.get(path).text


def test_in_spanish(desk: Any, failing: Failing) -> None:
    path, _ = paste(desk)
    failing.fail(BUSY)
    shown = desk.get(path, headers={"accept-language": "es"}).text
    assert "El texto no se puede mostrar ahora:</b> <bdi>el servicio tiene todo el trabajo" in shown


def test_what_can_be_decided_by_the_record_is_and_what_takes_the_text_says_why_not(desk: Any, failing: Failing) -> None:
    path, page = paste(desk)
    what = {"finding": finding(page, "dates/weekday-mismatch")}
    failing.fail(BUSY)
    refused = send(desk, f"{path}/apply", **what, repair="0")
    assert refused.status_code == 503
    assert "as much to check as it can" in refused.text
    answer = send(desk, f"{path}/waive", **what, reason="The town says so", until="2100-01-01T00:00")
    assert answer.status_code == 200
    assert "The town says so" in answer.text
    failing.fail(None)
    assert "The town says so" in desk.get(path).text


def test_what_changed_is_told_by_the_findings_of_the_record(desk: Any, failing: Failing) -> None:
    path, _ = paste(desk)
    send(desk, f"{path}/version", text=FERRY.replace("Tuesday 7 May", "Friday 7 May"))
    failing.fail(BUSY)
    shown = desk.get(path).text
    assert "version 2" in shown
    assert "gone" in shown
