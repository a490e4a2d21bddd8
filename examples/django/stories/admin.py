"""The editors' page: a story with its pictures, findings at their fields, warnings above."""

from __future__ import annotations

from django.contrib import admin, messages
from django.http import HttpRequest

from stories.forms import PictureFormSet, StoryForm
from stories.models import Picture, Story


class PictureInline(admin.StackedInline):
    """The pictures, under the story."""

    model = Picture
    formset = PictureFormSet
    extra = 1


@admin.register(Story)
class StoryAdmin(admin.ModelAdmin):
    """Stories; Django saves each with its pictures in one transaction."""

    list_display = ("headline", "status", "published")
    form = StoryForm
    inlines = (PictureInline,)

    def save_model(self, request: HttpRequest, obj: Story, form: StoryForm, change: bool) -> None:
        """Save, and tell what was let through."""
        super().save_model(request, obj, form, change)
        for finding in obj.warnings:
            messages.warning(request, finding.message)
