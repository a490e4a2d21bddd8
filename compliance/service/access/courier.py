"""Has due webhooks sent beside everything else, to several receivers at once: a slow one keeps no other waiting."""

from __future__ import annotations

import logging
import threading
from concurrent.futures import Future, ThreadPoolExecutor

from compliance.service.access.webhooks import Webhooks
from compliance.service.types import StoreError

_AT_ONCE = 8


class Courier:
    """Sends what is due in threads of its own, until it is stopped; to one receiver one after the other.

    :param seconds: between two looks into the record.
    """

    def __init__(self, webhooks: Webhooks, *, seconds: float = 1.0) -> None:
        self._webhooks = webhooks
        self._seconds = seconds
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="courier", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End, once what is being sent was sent; the rest waits in the record for the next start."""
        self._ended.set()
        self._thread.join()
        self._webhooks.close()

    def _run(self) -> None:
        at_work: dict[str, Future[None]] = {}
        with ThreadPoolExecutor(_AT_ONCE, "courier") as pool:
            while not self._ended.is_set():
                for hook in self._due():
                    if hook not in at_work or at_work[hook].done():
                        at_work[hook] = pool.submit(self._send_all, hook)
                self._ended.wait(self._seconds)

    def _due(self) -> frozenset[str]:
        try:
            return self._webhooks.due()
        except StoreError:
            return frozenset()  # the record is down, which its own users report

    def _send_all(self, hook: str) -> None:
        try:
            while not self._ended.is_set() and self._webhooks.send_next(hook):
                pass
        except StoreError:
            pass  # as above; it is looked for again
        except Exception:
            # nobody waits for what a thread of the pool raises: it would be lost without a word
            logging.getLogger("compliance.service").exception("webhooks failed")
            raise
