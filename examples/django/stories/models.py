"""Stories and pictures, and how they look as story JSON: each key is called like the field it comes from."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    from stories.gate import Finding


class UnguardedError(Exception):
    """A way of writing that sends no signal, so that nothing would be checked."""


class GuardedQuerySet(models.QuerySet):
    """Refuses what goes round ``save``, and with it round the check."""

    def _refuse(self, *args: Any, **kwargs: Any) -> None:
        raise UnguardedError("this sends no signal and would publish unchecked: save each one instead")

    update = bulk_create = bulk_update = _refuse


class Story(models.Model):
    """A story; readers see it once it is published."""

    class Status(models.TextChoices):
        """How far it is."""

        DRAFT = "draft"
        PUBLISHED = "published"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    headline = models.CharField(max_length=200)
    standfirst = models.TextField(blank=True)
    body = models.TextField(help_text="Paragraphs are parted by an empty line.")
    language = models.CharField(max_length=10, default="en")
    published = models.DateTimeField(null=True, blank=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)

    objects = GuardedQuerySet.as_manager()

    admitted = False
    """Set by a form that has checked the story with all its pictures: saving them one by one asks no more."""
    warnings: Sequence[Finding] = ()
    """What that form let through."""

    class Meta:
        """Names for people."""

        verbose_name_plural = "stories"

    def __str__(self) -> str:
        return self.headline

    @property
    def is_public(self) -> bool:
        """Whether readers see it."""
        return self.status == self.Status.PUBLISHED

    def as_json(self, pictures: Iterable[Picture]) -> dict[str, Any]:
        """The story with these pictures, in their order, as it is checked."""
        story = {name: getattr(self, name) for name in ("headline", "standfirst", "body", "language")}
        story["pictures"] = [picture.as_json() for picture in pictures]
        if self.published:
            story["published"] = self.published
        return {"id": str(self.uid), **story}


class Picture(models.Model):
    """A picture of a story."""

    story = models.ForeignKey(Story, models.CASCADE, related_name="pictures")
    file = models.CharField(max_length=200)
    caption = models.TextField()
    credit = models.CharField(max_length=200, blank=True)

    objects = GuardedQuerySet.as_manager()

    def __str__(self) -> str:
        return self.file

    def as_json(self) -> dict[str, str]:
        """The picture as a part of its story."""
        return {name: getattr(self, name) for name in ("file", "caption", "credit")}
