"""The label that shows where a story says its own day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance.finding import Label

if TYPE_CHECKING:
    from compliance.language.story_day import StoryDay


def day_label(story: StoryDay) -> list[Label]:
    """The dateline's date or the field of publication; empty where the day stands nowhere."""
    return [Label(story.span, story.source)] if story.span is not None and story.source else []
