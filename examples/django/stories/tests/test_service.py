"""Where the service cannot be asked, the house has decided beforehand what happens."""

from __future__ import annotations

import socket

import httpx
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.test import override_settings

from compliance.client import Client
from stories import gate
from stories.models import Story
from stories.tests.common import GOOD, GateTestCase, settled, story


def dead_address() -> str:
    """An address at which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}"


class ServiceTests(GateTestCase):
    """A service that is away, or refuses."""

    def test_out_of_reach_and_closed_nothing_is_published(self) -> None:
        away = settled(url=dead_address(), token="tok_1.x", fail="closed")
        with override_settings(COMPLIANCE=away), self.assertRaises(ValidationError) as refused:
            story().save()
        self.assertIn("was not checked: the service is out of reach", str(refused.exception))
        self.assertEqual(Story.objects.count(), 0)

    def test_out_of_reach_and_open_it_is_published_with_a_warning(self) -> None:
        self.client.force_login(User.objects.create_superuser("ann"))
        fields = {"headline": "Quay to be mended", "body": GOOD, "language": "en", "status": "published"}
        forms = {"pictures-TOTAL_FORMS": "0", "pictures-INITIAL_FORMS": "0"}
        with override_settings(COMPLIANCE=settled(url=dead_address(), token="tok_1.x", fail="open")):
            self.client.post("/admin/stories/story/add/", fields | forms)
        self.assertEqual(Story.objects.count(), 1)
        (warning, _) = list(self.client.get("/admin/").context["messages"])
        self.assertIn("was not checked", str(warning))

    def test_a_token_that_is_revoked_publishes_nothing_in_either_case(self) -> None:
        def answer(request: httpx.Request) -> httpx.Response:
            return httpx.Response(401, json={"detail": "the token is revoked"})

        for fail in ("closed", "open"):
            told = settled(url="http://service.example", token="tok_1.x", fail=fail)

            made = Client(told["url"], told["token"], fail=fail, transport=httpx.MockTransport(answer))
            with (
                self.subTest(fail),
                override_settings(COMPLIANCE=told),
                self.patched(made),
                self.assertRaises(ValidationError) as refused,
            ):
                story().save()
            self.assertIn("the token is revoked", str(refused.exception))

    def patched(self, made: Client):
        """Ask this client instead of the one that the settings name."""
        from unittest.mock import patch

        return patch.object(gate, "service", lambda: made)
