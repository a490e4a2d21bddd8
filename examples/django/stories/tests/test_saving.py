"""Whoever saves a story in code meets the same gate, and a refusal rolls the transaction back."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings

from stories.models import Picture, Story, UnguardedError
from stories.tests.common import HELD, TO_DECIDE, GateTestCase, settled, story


class SavingTests(GateTestCase):
    """Saving in code."""

    def test_a_good_story_is_saved(self) -> None:
        story().save()
        self.assertEqual(Story.objects.count(), 1)

    def test_a_held_story_is_refused_at_its_field(self) -> None:
        with self.assertRaises(ValidationError) as refused:
            story(headline="Quay (TK) to be mended", body=HELD).save()
        self.assertEqual(set(refused.exception.message_dict), {"headline", "body"})
        self.assertIn("TK", refused.exception.message_dict["headline"][0])
        self.assertEqual(Story.objects.count(), 0)

    def test_a_draft_is_nobodys_business(self) -> None:
        draft = story(body=HELD, status=Story.Status.DRAFT)
        draft.save()
        draft.status = Story.Status.PUBLISHED
        with self.assertRaises(ValidationError):
            draft.save()
        self.assertEqual(Story.objects.get().status, Story.Status.DRAFT)

    def test_the_transaction_is_rolled_back(self) -> None:
        with self.assertRaises(ValidationError), transaction.atomic():
            story(headline="The other quay is mended").save()
            story(body=HELD).save()
        self.assertEqual(Story.objects.count(), 0)

    def test_a_picture_of_a_live_story_is_checked(self) -> None:
        live = story()
        live.save()
        first = live.pictures.create(file="quay.jpg", caption="The quay on Monday.", credit="Ana Díaz/EFE")
        with self.assertRaises(ValidationError) as refused:
            live.pictures.create(file="pier.jpg", caption="The pier (TK) on Monday.", credit="Ana Díaz/EFE")
        self.assertEqual(set(refused.exception.message_dict), {"pictures[1].caption"})
        first.caption = "The quay (TK) on Monday."
        with self.assertRaises(ValidationError) as refused:
            first.save()
        self.assertEqual(set(refused.exception.message_dict), {"pictures[0].caption"})
        self.assertEqual(Picture.objects.get().caption, "The quay on Monday.")

    def test_what_sends_no_signal_is_refused(self) -> None:
        live = story(status=Story.Status.DRAFT)
        live.save()
        for way in (
            lambda: Story.objects.update(status=Story.Status.PUBLISHED),
            lambda: Story.objects.bulk_create([story(body=HELD)]),
            lambda: Story.objects.bulk_update([live], ["status"]),
            lambda: live.pictures.update(caption="TK"),
        ):
            with self.assertRaises(UnguardedError):
                way()

    def test_what_must_be_decided_is_saved_or_not_as_the_house_has_it(self) -> None:
        with override_settings(COMPLIANCE=settled(review="refuse")), self.assertRaises(ValidationError):
            story(body=TO_DECIDE).save()
        with override_settings(COMPLIANCE=settled(review="warn")):
            story(body=TO_DECIDE).save()
        self.assertEqual(Story.objects.count(), 1)

    def test_a_fixture_is_loaded_as_it_is(self) -> None:
        story(body=HELD, status=Story.Status.DRAFT).save()
        dumped = io.StringIO()
        call_command("dumpdata", "stories", stdout=dumped)
        Story.objects.all().delete()
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "stories.json"
            path.write_text(dumped.getvalue().replace('"draft"', '"published"'))
            call_command("loaddata", path, verbosity=0)
        self.assertTrue(Story.objects.get().is_public)
