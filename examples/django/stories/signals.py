"""Stands before every save: what readers see is saved only when it may go, whoever saves it and from where."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import pre_save

from stories import gate
from stories.models import Picture, Story
from stories.placing import as_error


def connect() -> None:
    """Listen to stories and pictures that are about to be saved."""
    pre_save.connect(check_story, sender=Story, dispatch_uid="check-story")
    pre_save.connect(check_picture, sender=Picture, dispatch_uid="check-picture")


def check_story(sender: type[Story], instance: Story, raw: bool = False, **more: Any) -> None:
    """Check a story with the pictures that it has.

    :param raw: a fixture is loaded; it was checked where it was made.
    :raises ValidationError: it may not go; a transaction around it is rolled back.
    """
    if not raw:
        _must_pass(instance, list(instance.pictures.order_by("pk")) if instance.pk else [])


def check_picture(sender: type[Picture], instance: Picture, raw: bool = False, **more: Any) -> None:
    """Check the story of a picture, with the picture as it is about to be; parameters as in :func:`check_story`."""
    if not raw:
        others = instance.story.pictures.order_by("pk")
        pictures = [instance if other.pk == instance.pk else other for other in others]
        _must_pass(instance.story, pictures if instance in pictures else [*pictures, instance])


def _must_pass(story: Story, pictures: list[Picture]) -> None:
    if not story.is_public or story.admitted:
        return
    answer = gate.ask(story, pictures)
    if answer.refused:
        raise as_error(answer.findings)
