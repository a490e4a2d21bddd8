"""Who asks, found out beside the loop that answers: tokens and statements stand in the record."""

from __future__ import annotations

from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from compliance.config_file import read
from compliance.config_values import Problem
from compliance.service.access.gate import Gate
from compliance.service.access.settings import AccessSettings, from_tables
from compliance.service.settings import Settings
from compliance.service.types import Caller


class ComingIn:
    """The gate, as the routes ask it.

    :param gate: says who asks; it may wait for the record.
    """

    def __init__(self, gate: Gate) -> None:
        self._gate = gate

    async def caller_of(self, request: Request, body: bytes = b"") -> Caller:
        """Who asks.

        :param body: as it came; the signature of a webhook is over it.
        :raises Denied: nobody that we know.
        """
        return await run_in_threadpool(self._gate.caller_of, request, body)


def access_settings(config: Path | None, settings: Settings) -> AccessSettings:
    """What the house set about who may come in.

    :param config: the file that it stands in.
    :raises ConfigError: one of them is not allowed; the message names file, line and key.
    """
    if config is None:
        return AccessSettings()
    try:
        return from_tables(settings.parts, config.parent)
    except Problem as problem:
        read(config).layer.refuse(Problem(("service", *problem.path), problem.what, problem.hint))
