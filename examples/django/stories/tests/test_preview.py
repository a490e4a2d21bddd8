"""The page that asks while somebody writes, under a server with an event loop."""

from __future__ import annotations

import asyncio
import json

from django.http import HttpResponse
from django.test import AsyncClient, SimpleTestCase

from stories.tests.common import GOOD, HELD


async def asked(body: str, language: str = "en") -> HttpResponse:
    """What the page answers to a body."""
    told = {"Accept-Language": language}
    return await AsyncClient().post("/preview/", body, content_type="application/json", headers=told)


class PreviewTests(SimpleTestCase):
    """The preview."""

    async def test_findings_come_with_their_places(self) -> None:
        answer = json.loads((await asked(json.dumps({"headline": "Quay", "body": HELD}))).content)
        self.assertEqual(answer["verdict"], "hold")
        (found,) = [one for one in answer["findings"] if "TK" in one["message"]]
        self.assertEqual((found["pointer"], HELD[found["start"] : found["end"]]), ("/body", "TK"))

    async def test_they_speak_the_editors_language(self) -> None:
        body = json.dumps({"headline": "Quay", "body": HELD})
        english, spanish = await asked(body), await asked(body, "es")
        first, second = (json.loads(answer.content)["findings"][0]["message"] for answer in (english, spanish))
        self.assertIn("stands where", first)
        self.assertNotIn("stands where", second)

    async def test_many_editors_write_at_once(self) -> None:
        bodies = [json.dumps({"headline": "Quay", "body": HELD if n % 2 else GOOD}) for n in range(20)]
        answers = await asyncio.gather(*map(asked, bodies))
        verdicts = [json.loads(answer.content)["verdict"] for answer in answers]
        self.assertEqual(verdicts, ["publish", "hold"] * 10)

    async def test_what_is_no_story_is_the_senders_mistake(self) -> None:
        for body in ("{", "[]", "17", '{"title": "…"}'):
            with self.subTest(body):
                self.assertEqual((await asked(body)).status_code, 422)
