"""What the tests share: stories that may go, that may not, and that somebody must decide about."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.test import TestCase

from stories import gate
from stories.models import Story

GOOD = "The harbour board agreed on Monday to mend the quay before the winter."
HELD = "The harbour board agreed on Monday to mend the quay (TK) before the winter."
TO_DECIDE = "“We were told nothing at all about the quay,” a source close to the harbour board said on Monday."


def settled(**told: Any) -> dict[str, Any]:
    """The settings with some of them changed."""
    return {**settings.COMPLIANCE, **told}


def story(**told: Any) -> Story:
    """A published story, not yet saved."""
    return Story(**{"headline": "Quay to be mended", "body": GOOD, "status": Story.Status.PUBLISHED, **told})


class GateTestCase(TestCase):
    """A test after which the next one asks with its own settings."""

    def setUp(self) -> None:
        super().setUp()
        for made in (gate.checker, gate.service):
            made.cache_clear()
            self.addCleanup(made.cache_clear)
