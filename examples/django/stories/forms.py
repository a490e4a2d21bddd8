"""The forms of a story's page: once every field is valid by itself, the whole is checked, pictures and all."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.forms import BaseInlineFormSet, ModelForm
from django.forms.formsets import DELETION_FIELD_NAME

from stories import gate
from stories.models import Story
from stories.placing import into_forms


class StoryForm(ModelForm):
    """A story's own fields. The story knows its form, so that findings can be added where the pictures are checked."""

    class Meta:
        """Every field that an editor fills in."""

        model = Story
        fields = ("headline", "standfirst", "body", "language", "published", "status")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.form = self


class PictureFormSet(BaseInlineFormSet):
    """The forms of the pictures; its ``instance`` is that of a :class:`StoryForm`, and is checked with them."""

    def clean(self) -> None:
        """Check the story with its pictures as they stand in the forms."""
        super().clean()
        story, form = self.instance, self.instance.form
        if any(self.errors) or not form.is_valid() or not story.is_public:
            return
        kept = [one for one in self.forms if _is_kept(one)]
        answer = gate.ask(story, [one.instance for one in kept])
        if not answer.refused:
            story.admitted, story.warnings = True, answer.findings
            return
        into_forms(answer.findings, form, kept)
        raise ValidationError("The story was not saved: see what is marked.")


def _is_kept(form: ModelForm) -> bool:
    """Whether the form holds a picture that stays: neither an empty one nor one to be deleted."""
    is_there = form.has_changed() or form.instance.pk is not None
    return is_there and not form.cleaned_data.get(DELETION_FIELD_NAME)
