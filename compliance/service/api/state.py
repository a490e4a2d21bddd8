"""What the routes share: one object, made when the application starts."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from starlette.requests import Request

from compliance.service.api.limits import Buckets
from compliance.service.api.metrics import Metrics
from compliance.service.settings import Settings
from compliance.service.signing import SigningKey
from compliance.service.store import Store
from compliance.service.types import Caller
from compliance.service.workers.jobs import Recipe
from compliance.service.workers.pool import Workers


class Access(Protocol):
    """Says who asks."""

    async def caller_of(self, request: Request, body: bytes = b"") -> Caller:
        """Who asks.

        :param body: as it came; the signature of a webhook is over it.
        :raises Exception: nobody who may; with ``status`` and ``why``.
        """


class State:
    """The workers, the record, who may come in, and what is counted.

    :param config: the configuration file; ``None`` without one.
    :param count: how many worker processes; 0: one a processor.
    :param access: who may ask.
    :param store: the record; ``None``: only drafts are checked.
    :param key: with which certificates are signed; ``None``: there are none.
    """

    def __init__(
        self,
        config: Path | None,
        settings: Settings,
        count: int,
        access: Access,
        store: Store | None = None,
        key: SigningKey | None = None,
    ) -> None:
        self.config, self.settings, self.count = config, settings, count
        self.access, self.store, self.key = access, store, key
        self.metrics = Metrics()
        self.buckets = Buckets(settings.requests_per_minute, settings.burst)
        self.refused_configuration = ""
        self._workers: Workers | None = None

    @property
    def recipe(self) -> Recipe:
        """What workers are built from now."""
        return Recipe(str(self.config) if self.config is not None else None, self.settings)

    @property
    def started(self) -> bool:
        """Whether there are workers."""
        return self._workers is not None

    @property
    def workers(self) -> Workers:
        """The workers of the present configuration."""
        assert self._workers is not None, "the application has not started"
        return self._workers

    def swap(self, workers: Workers | None) -> Workers | None:
        """Put other workers in their place; those before."""
        before, self._workers = self._workers, workers
        return before


def state_of(request: Request) -> State:
    """The state of the application that a request came to."""
    found: State = request.app.state.service
    return found
