"""A running service in this process, with real workers and plugins that misbehave on request."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from compliance.service.access import AccessSettings
from compliance.service.api.app import create_app
from compliance.service.api.state import State
from compliance.service.settings import Settings
from compliance.service.signing import SigningKey
from compliance.service.store import Store
from compliance.service.types import Caller, Person, Role
from tests.patience import ROOM
from tests.service.api.house import House, open_house

RULES = '''
import os
import time
from compliance import hookimpl
from compliance.finding import Finding, Kind, Severity
from compliance.article import Span
from compliance.rule import rule


def _made(name, word, act):
    def check(article, options):
        """Misbehaves."""
        if word in article.text:
            act(article.text) if word == "WAITS " else act()
        return ()
    return rule(f"bad/{name}", kind=Kind.REVIEW, severity=Severity.NOTE, messages={"en": "…"})(check)


def _spin():
    while True:
        pass


def _wait(words):
    """Until the test takes away the file that the story names, beside which another one says that it waits."""
    gate = words.partition("WAITS ")[2].split()[0]
    open(f"{gate}.seen", "w").close()
    while os.path.exists(gate):
        time.sleep(0.005)


def _raise():
    raise ValueError("a secret of the story")


@hookimpl
def compliance_register_rules():
    return [
        _made("spins", "SPINS", _spin),
        _made("stuck", "STUCK", lambda: sum(range(10**13))),
        _made("dies", "DIES", lambda: os._exit(3)),
        _made("raises", "RAISES", _raise),
        _made("waits", "WAITS ", _wait),
        _made("slow", "SLOW", lambda: time.sleep(0.4)),
        _made("eager", "", lambda: None),
    ]
'''


class Everybody:
    """Lets everybody in under the name that the header gives."""

    async def caller_of(self, request: Any, body: bytes = b"") -> Caller:
        name = request.headers.get("x-test-caller", "tok_test")
        who = request.headers.get("x-test-person")
        roles = frozenset({Role.CHECK, *map(Role, request.headers.get("x-test-roles", "").split())})
        person = Person(who, who.title(), roles, "night editor") if who else None
        title = request.headers.get("x-test-title", "daily")
        return Caller(name, title, roles, person, observe=name == "tok_observer")


@pytest.fixture(scope="session")
def bad_rules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an installed plugin that misbehaves."""
    folder = tmp_path_factory.mktemp("bad")
    (folder / "bad_rules.py").write_text(RULES)
    info = folder / "bad_rules-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: bad-rules\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[compliance]\nbad = bad_rules\n")
    return folder


@contextmanager
def running(
    settings: Settings,
    *,
    config: Path | None = None,
    count: int = 1,
    store: Any = None,
    keys: Path | None = None,
    house: AccessSettings | None = None,
) -> Iterator[Any]:
    """A client of a service, whose rules have room where the settings do not say how long they have."""
    if settings.story_seconds == Settings().story_seconds:
        settings = settings._replace(story_seconds=ROOM)
    key = SigningKey.at(keys / "signing.key") if keys is not None else None
    app = create_app(State(config, settings, count, Everybody(), store, key, house))
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture(scope="session")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A client of a service as it comes."""
    folder = tmp_path_factory.mktemp("record")
    store = Store.open(str(folder / "record.db"))
    with running(Settings(requests_per_minute=100_000_000, burst=1_000_000), store=store, keys=folder) as found:
        yield found
    store.close()


@pytest.fixture(scope="session")
def strained(bad_rules: Path) -> Callable[..., AbstractContextManager[Any]]:
    """Makes clients of services whose rules misbehave."""

    @contextmanager
    def make(config: Path | None = None, count: int = 1, **settings: Any) -> Iterator[Any]:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("PYTHONPATH", str(bad_rules))
            with running(Settings(**settings), config=config, count=count) as found:
                yield found

    return make


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def house(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A house that keeps its record in either database."""
    folder = tmp_path_factory.mktemp("house")
    url = f"sqlite:///{folder}/record.db"
    if request.param == "postgresql":
        url = request.getfixturevalue("new_database")()
    with open_house(folder, url) as found:
        yield found
