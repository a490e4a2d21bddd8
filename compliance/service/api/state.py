"""What the routes share: one object, made when the application starts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Protocol

from starlette.requests import Request

from compliance.record import Record
from compliance.service.access.settings import AccessSettings, Title
from compliance.service.api.beside import Beside
from compliance.service.api.limits import Buckets
from compliance.service.api.metrics import Metrics
from compliance.service.api.new_rules import NONE
from compliance.service.desk.texts import Texts
from compliance.service.settings import Settings
from compliance.service.signing import SigningKey
from compliance.service.store import Store
from compliance.service.telling import Telling
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


class Present(Record):
    """What a reload replaces, as one whole: a request works with one of these from beginning to end.

    :param house: what is set about titles and about who may come in.
    :param buckets: how often each caller may ask.
    :param pool: the workers; ``None`` before the application starts and after it ends.
    :param new_rules: rules that an upgrade brought and nobody has accepted, each with the moment since when.
    """

    settings: Settings
    house: AccessSettings
    buckets: Buckets
    pool: Workers | None = None
    new_rules: Mapping[str, datetime] = NONE

    @property
    def workers(self) -> Workers:
        """The workers."""
        assert self.pool is not None, "the application has not started"
        return self.pool

    @property
    def telling(self) -> Telling:
        """Who is told of what happens."""
        return Telling(self.house.hooks)

    @property
    def observed(self) -> tuple[str, ...]:
        """Globs of the rules whose findings are shown and never count."""
        return (*self.settings.observe, *self.new_rules)

    def title(self, name: str) -> Title:
        """What counts for a title: its own, and for the rest what the whole house has."""
        own = self.house.title(name)
        keep = own.keep_text if own.keep_text is not None else self.settings.keep_text
        days = own.retention_days if own.retention_days is not None else self.settings.retention_days
        return own._replace(keep_text=keep, retention_days=days)


class State:
    """What the service works with now, the record, who may come in, and what is counted.

    :param config: the configuration file; ``None`` without one.
    :param count: how many worker processes; 0: one a processor.
    :param access: who may ask.
    :param store: the record; ``None``: only drafts are checked.
    :param key: with which certificates are signed; ``None``: there are none.
    :param house: what is set about titles and about who may come in.
    """

    def __init__(
        self,
        config: Path | None,
        settings: Settings,
        count: int,
        access: Access,
        store: Store | None = None,
        key: SigningKey | None = None,
        house: AccessSettings | None = None,
    ) -> None:
        self.config, self.count = config, count
        self.access, self.store, self.key = access, store, key
        self.metrics = Metrics()
        self.beside = Beside()
        self.texts = Texts()
        self.refused_configuration = ""
        buckets = Buckets(settings.requests_per_minute, settings.burst)
        self.present = Present(settings, house or AccessSettings(), buckets)

    @property
    def settings(self) -> Settings:
        """How the service behaves now."""
        return self.present.settings

    @property
    def recipe(self) -> Recipe:
        """What workers are built from now."""
        return recipe_of(self.config, self.settings, self.present.house)

    @property
    def telling(self) -> Telling:
        """Who is told of what happens."""
        return self.present.telling

    @property
    def observed(self) -> tuple[str, ...]:
        """Globs of the rules whose findings are shown and never count."""
        return self.present.observed

    def keeps_text(self, title: str) -> bool:
        """Whether the text of a title's stories is kept on disk."""
        return bool(self.present.title(title).keep_text)

    def alarmed(self, rule: str) -> None:
        """Count a wrong alarm, called so at the desk."""
        self.metrics.wrong_alarms.labels(rule).inc()

    def overrode(self) -> None:
        """Count an override."""
        self.metrics.overrides.inc()

    @property
    def started(self) -> bool:
        """Whether there are workers."""
        return self.present.pool is not None

    @property
    def workers(self) -> Workers:
        """The workers of the present configuration."""
        return self.present.workers

    def profile(self, title: str) -> str | None:
        """The profile that a title's stories are checked with now; ``None``: the house's own way."""
        return self.present.title(title).profile

    def swap(self, workers: Workers | None) -> Workers | None:
        """Put other workers in their place; those before."""
        before = self.present.pool
        self.present = self.present._replace(pool=workers)
        return before


def recipe_of(config: Path | None, settings: Settings, house: AccessSettings) -> Recipe:
    """What workers are built from."""
    profiles: dict[str, str] = {}
    for name, title in house.titles.items():
        if title.profile is not None:
            profiles.setdefault(title.profile, name)
    return Recipe(str(config) if config is not None else None, settings, profiles)


def state_of(request: Request) -> State:
    """The state of the application that a request came to."""
    found: State = request.app.state.service
    return found
