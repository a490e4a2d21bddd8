"""A house with its service, its tokens and its people: everything as it runs, but for the network."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from compliance.client.signing import statement
from compliance.service.access.tokens import Tokens
from compliance.service.api.coming_in import ComingIn
from compliance.service.api.configured import configured
from compliance.service.api.serve import server_config
from compliance.service.api.state import State
from compliance.service.signing import SigningKey
from compliance.service.store import Store
from compliance.service.types import Role
from tests.patience import roomy

CONFIG = """
[service]
requests_per_minute = 10000000
burst = 10000000

[rules]
"copy/placeholder" = { waivable = 2 }
"dates/caption-mismatch" = { waivable = true }
"copy/repeated" = { waivable = false }
"""


class House:
    """The service as those outside see it.

    :param client: sends requests to it.
    :param store: its record.
    """

    def __init__(self, client: TestClient, store: Store, tokens: Tokens) -> None:
        self.client, self.store, self.tokens = client, store, tokens

    def token(self, *roles: str, title: str = "daily", lasts: timedelta | None = None) -> str:
        """A token for these roles."""
        return self.tokens.create(title=title, roles=map(Role, roles), lasts=lasts)[1]

    def ask(
        self,
        method: str,
        path: str,
        token: str | None = None,
        *,
        person: str | None = None,
        roles: Iterable[str] = (),
        **how: Any,
    ) -> Any:
        """One request.

        :param person: on whose behalf it comes.
        :param roles: what that person may do, where it is less than the token.
        """
        headers = dict(how.pop("headers", {}))
        if token is not None:
            headers["authorization"] = f"Bearer {token}"
            if person is not None:
                headers["on-behalf-of"] = statement(token, person, person.title(), roles=tuple(roles))
        return self.client.request(method, path, headers=headers, **how)

    def check(self, token: str, story: Any, event: str = "publish") -> Any:
        """The report of a story."""
        answer = self.ask("POST", f"/v1/check?event={event}", token, json=story)
        assert answer.status_code == 200, answer.text
        return answer.json()


@contextmanager
def open_house(folder: Path, url: str, config: str = CONFIG, *, key: str = "signing.key") -> Iterator[House]:
    """A house that has opened its doors.

    :param url: of the record.
    :param key: the name of the file that it signs with.
    """
    path = folder / "compliance.toml"
    path.write_text(roomy(config))
    settings, access = configured(path)
    store = Store.open(url)
    try:
        state = State(path, settings, 1, ComingIn(store), store, SigningKey.at(folder / key), access)
        app: Any = server_config(state).app
        with TestClient(app, raise_server_exceptions=False, follow_redirects=False) as client:
            yield House(client, store, Tokens(store))
    finally:
        store.close()
