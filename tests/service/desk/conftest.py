"""A desk on a port of its own, with a door that lets in whoever gives a name, and a browser to look at it."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from compliance.checker import Checker
from compliance.policy import people_to_waive
from compliance.renderers.build import in_order, see
from compliance.renderers.json import plain
from compliance.renderers.messages import Messages
from compliance.service.types import Caller, Checked, Person, Role
from tests.patience import PATIENCE
from tests.windows import chromium

uvicorn = pytest.importorskip("uvicorn", reason="the extra 'server' is not installed")
from starlette.applications import Starlette  # noqa: E402
from starlette.concurrency import run_in_threadpool  # noqa: E402
from starlette.requests import Request  # noqa: E402
from starlette.responses import HTMLResponse, RedirectResponse, Response  # noqa: E402
from starlette.routing import Route  # noqa: E402

from compliance.service.api.state import State  # noqa: E402
from compliance.service.desk.asking import Desk  # noqa: E402
from compliance.service.desk.door import Visit  # noqa: E402
from compliance.service.desk.looking import Copy, Looked, Remembering  # noqa: E402
from compliance.service.desk.routes import routes  # noqa: E402
from compliance.service.facts import facts_of  # noqa: E402
from compliance.service.settings import Settings  # noqa: E402
from compliance.service.signing import SigningKey  # noqa: E402
from compliance.service.store import Store  # noqa: E402
from compliance.service.workers.layout import lay_out  # noqa: E402
from compliance.service.workers.queued import goes_out, headline_of  # noqa: E402

FORM = (
    "<!doctype html><html lang=en><title>in</title><main><form method=get action=/in>"
    "<label>Name<input name=name></label><button>Enter</button></form></main>"
)


class OpenDoor:
    """Lets in whoever gives a name; a name with "reader" in it may only check, one with "Chief" override too.

    :param title: what everybody works for.
    """

    def __init__(self, title: str = "gazette") -> None:
        self._title = title

    async def visit(self, request: Request) -> Visit | None:
        name = request.cookies.get("who", "")
        if not name:
            return None
        roles = {Role.CHECK} if "reader" in name else {Role.CHECK, Role.WAIVE}
        roles |= {Role.OVERRIDE} if "Chief" in name else set()
        person = Person(name, name, frozenset(roles))
        return Visit(Caller("desk", self._title, person.roles, person), f"word-of-{name}")

    async def sign_in(self, request: Request) -> Response:
        return HTMLResponse(FORM, 401)

    async def sign_out(self, request: Request, visit: Visit) -> Response:
        answer = RedirectResponse("/desk", 303)
        answer.delete_cookie("who")
        return answer


class CheckerLooker:
    """Checks in a thread of this process.

    :param checker: the house's.
    """

    def __init__(self, checker: Checker) -> None:
        self._checker = checker
        self.edition = checker

    async def look(self, title: str, copy: Copy, language: str) -> tuple[Looked, ...]:
        """As in :class:`Looker`."""
        return await run_in_threadpool(lambda: tuple(self._look(copy, language)))

    def _look(self, copy: Copy, language: str) -> Iterator[Looked]:
        checker = self._checker
        for article in checker.read(copy.data, copy.name, told=copy.told, now=copy.now):
            report = checker.check(article)
            seen = see(report, Messages(checker.catalogue, language))
            assert seen is not None
            gate = checker.config.gate
            checked = Checked(
                item=article.item or 0,
                report=plain(seen.view),
                story_id=article.metadata.story_id or None,
                digest=f"sha256:{sha256(copy.data).hexdigest()}",
                undecided=any(skipped.undecided for skipped in report.rules_skipped),
                gate=gate.value if gate else None,
                facts=facts_of(report),
                waivable=people_to_waive(checker.catalogue, checker.config.rules),
                headline=headline_of(article),
                goes_out=goes_out(article),
            )
            form = checker.desk.choose(article.source.text, copy.name, copy.told).name
            yield Looked(lay_out(article, in_order(report.findings), form, checker.catalogue, language), checked)


class TwoPeople(CheckerLooker):
    """As the checker says, but that one rule asks for two people and another for none."""

    def _look(self, copy: Copy, language: str) -> Iterator[Looked]:
        for looked in super()._look(copy, language):
            people = {**looked.checked.waivable, "dates/caption-mismatch": 2, "copy/placeholder": 0}
            yield looked._replace(checked=looked.checked._replace(waivable=people))


async def come_in(request: Request) -> Response:
    answer = RedirectResponse("/desk", 303)
    answer.set_cookie("who", request.query_params["name"])
    return answer


@pytest.fixture(scope="session")
def looker() -> TwoPeople:
    return TwoPeople(Checker())


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Store]:
    """The record that every process of the service writes to."""
    store = Store.open(str(tmp_path / "record.db"))
    yield store
    store.close()


@pytest.fixture
def another(looker: TwoPeople, record: Store, tmp_path: Path) -> Callable[..., Starlette]:
    """Makes the desk of a process that has just started."""

    def make(**settings: Any) -> Starlette:
        key = SigningKey.at(tmp_path / "signing.key")
        state = State(None, Settings(**settings), 1, None, record, key)  # type: ignore[arg-type]
        made = Starlette(routes=[*routes(Desk(state, Remembering(looker), OpenDoor())), Route("/in", come_in)])
        made.state.house = state
        return made

    return make


@pytest.fixture
def app(another: Callable[..., Starlette]) -> Starlette:
    return another()


@pytest.fixture
def address(app: Starlette) -> Iterator[str]:
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
    thread = threading.Thread(target=lambda: asyncio.run(server.serve([listener])), daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join(PATIENCE)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A browser that ends with its module: while it runs, its thread has an event loop that tests could trip over."""
    with chromium() as started:
        yield started
