"""An editor in the admin: findings at their fields, nothing saved on hold, a warning on review."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import override_settings

from stories.models import Story
from stories.tests.common import GOOD, HELD, TO_DECIDE, GateTestCase, settled

ADD = "/admin/stories/story/add/"


class AdminTests(GateTestCase):
    """The page of a story."""

    def setUp(self) -> None:
        super().setUp()
        self.client.force_login(User.objects.create_superuser("ann"))

    def sent(self, *pictures: dict[str, Any], to: str = ADD, stored: int = 0, **fields: str) -> HttpResponse:
        """What the page answers when its forms are sent; pictures that are stored come first."""
        data = {"headline": "Quay to be mended", "body": GOOD, "language": "en", "status": "published", **fields}
        data |= {"pictures-TOTAL_FORMS": str(len(pictures)), "pictures-INITIAL_FORMS": str(stored)}
        for number, picture in enumerate(pictures):
            data |= {f"pictures-{number}-{name}": value for name, value in picture.items()}
        return self.client.post(to, data)

    def errors(self, answer: HttpResponse) -> tuple[dict[str, list[str]], list[dict[str, list[str]]]]:
        """Those of the story's form, and of each picture's."""
        self.assertEqual(answer.status_code, 200)
        (pictures,) = answer.context["inline_admin_formsets"]
        return answer.context["adminform"].form.errors, pictures.formset.errors

    def test_a_finding_in_a_caption_stands_at_the_caption(self) -> None:
        good = {"file": "quay.jpg", "caption": "The quay on Monday.", "credit": "Ana Díaz/EFE"}
        answer = self.sent(good, {**good, "file": "pier.jpg", "caption": "The pier (TK) on Monday."})
        story, pictures = self.errors(answer)
        self.assertEqual(story, {})
        self.assertEqual([list(found) for found in pictures], [[], ["caption"]])
        self.assertIn("TK", pictures[1]["caption"][0])
        self.assertContains(answer, "see what is marked")
        self.assertContains(answer, "“TK”")
        self.assertEqual(Story.objects.count(), 0)

    def test_a_finding_in_the_story_stands_at_its_field(self) -> None:
        story, pictures = self.errors(self.sent(headline="Quay (TK) to be mended", body=HELD))
        self.assertEqual(list(story), ["headline", "body"])
        self.assertEqual(pictures, [])
        self.assertEqual(Story.objects.count(), 0)

    def test_once_mended_it_is_saved_with_its_pictures(self) -> None:
        answer = self.sent({"file": "quay.jpg", "caption": "The quay on Monday.", "credit": "Ana Díaz/EFE"})
        self.assertEqual(answer.status_code, 302)
        self.assertEqual(Story.objects.get().pictures.count(), 1)

    def test_a_live_story_keeps_what_readers_have(self) -> None:
        self.sent({"file": "quay.jpg", "caption": "The quay on Monday.", "credit": "Ana Díaz/EFE"})
        live = Story.objects.get()
        picture = {"id": live.pictures.get().pk, "story": live.pk, "file": "quay.jpg", "credit": "Ana Díaz/EFE"}
        page = f"/admin/stories/story/{live.pk}/change/"
        answer = self.sent({**picture, "caption": "The quay (TK) on Monday."}, to=page, stored=1)
        self.assertEqual(list(self.errors(answer)[1][0]), ["caption"])
        self.assertEqual(live.pictures.get().caption, "The quay on Monday.")
        answer = self.sent({**picture, "caption": "TK", "DELETE": "on"}, to=page, stored=1)
        self.assertEqual((answer.status_code, live.pictures.count()), (302, 0))

    def test_several_pictures_change_together(self) -> None:
        """Each is saved by itself, and the page has asked for all of them before."""
        picture = {"file": "quay.jpg", "caption": "The quay on Monday.", "credit": "Ana Díaz/EFE"}
        self.assertEqual(self.sent(picture, {**picture, "file": "pier.jpg"}, {}).status_code, 302)
        self.assertEqual(Story.objects.get().pictures.count(), 2)

    def test_a_draft_is_saved_whatever_stands_in_it(self) -> None:
        self.assertEqual(self.sent(body=HELD, status="draft").status_code, 302)
        self.assertEqual(Story.objects.count(), 1)

    def test_a_field_that_is_wrong_by_itself_comes_first(self) -> None:
        story, _ = self.errors(self.sent(headline="", body=HELD))
        self.assertEqual(list(story), ["headline"])

    def test_what_must_be_decided_is_saved_with_a_warning(self) -> None:
        with override_settings(COMPLIANCE=settled(review="warn")):
            self.assertEqual(self.sent(body=TO_DECIDE).status_code, 302)
        (warning, _) = list(self.client.get("/admin/").context["messages"])
        self.assertEqual(warning.level_tag, "warning")
        self.assertIn("a source close to the harbour board", str(warning))

    def test_or_not_at_all(self) -> None:
        with override_settings(COMPLIANCE=settled(review="refuse")):
            story, _ = self.errors(self.sent(body=TO_DECIDE))
        self.assertEqual(list(story), ["body"])
        self.assertEqual(Story.objects.count(), 0)
