"""The process that reads stories and runs rules: it answers one question after the other until nobody asks any more."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from compliance.errors import ComplianceError
from compliance.lsp.houses import Houses
from compliance.lsp.looking import look

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from compliance.lsp.answers import Settings
    from compliance.pulse import Pulses


def main(connection: Connection, pulses: Pulses, settings: Settings) -> None:
    """Answer until the other end is closed, or gone.

    :param pulses: for one process.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to hear; this process ends with it
    os.dup2(2, 1)  # standard output is the editor's: what a plugin prints goes where the editor keeps its log
    pulse = pulses.taken()
    houses = Houses(settings, pulse)
    with suppress(ComplianceError):  # told when a document asks
        houses.setting(Path.cwd())
    with suppress(EOFError, OSError):
        while True:
            ask = connection.recv()
            answer = look(houses, ask)
            pulse.rest()
            connection.send(answer)
