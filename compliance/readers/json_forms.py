"""Tells a story's form in JSON by the names of its keys: the product's own, IPTC ninjs, a WordPress REST post, or a
reader's comment.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from compliance.errors import ReadError

FORMS = ("json", "ninjs", "wordpress", "comments")
_SURE = 4
"""What a key that no other form has, and that holds the story's text, counts; every other key counts 1."""


def form_of(story: Mapping[str, Any], where: str) -> str:
    """The form that most of the story's keys belong to, one of :data:`FORMS`; the product's own where none is telling.

    :param where: the place of the story, for the error.
    :raises ReadError: two forms are equally likely.
    """
    found = {
        "json": _own(story),
        "ninjs": _ninjs(story),
        "wordpress": _wordpress(story),
        "comments": _comment(story),
    }
    first, second = sorted(FORMS, key=lambda form: -found[form])[:2]
    if found[first] and found[first] == found[second]:
        raise ReadError(
            f"this could be {first} or {second}",
            where=where,
            hint="say which: --as on the command line, or a content type",
        )
    return first


def _own(story: Mapping[str, Any]) -> int:
    own = _names(
        "standfirst body_format pictures published updated edition_date product channels territories "
        "jurisdiction sponsored ai_assisted reviewed_by teasers"
    )
    return _SURE * ("body" in story) + sum(key in own for key in story)


def _ninjs(story: Mapping[str, Any]) -> int:
    standard = story.get("standard")
    named = isinstance(standard, Mapping) and "ninjs" in str(standard.get("name", "")).lower()
    keys = [key.lower() for key in story]
    own = _names(
        "uri associations renditions versioncreated firstcreated contentcreated pubstatus embargoed embargoeduntil "
        "representationtype mimetype copyrightholder copyrightnotice usageterms ednote altids slugline located by "
        "urgency"
    )
    texts = sum(key == "bodies" or key.startswith(("body_", "headline_", "description_")) for key in keys)
    texts -= "body_format" in keys
    return 2 * _SURE * named + _SURE * bool(texts or "headlines" in keys) + sum(key in own for key in keys)


def _wordpress(story: Mapping[str, Any]) -> int:
    rendered = sum(is_rendered(story.get(key)) for key in ("title", "content", "excerpt"))
    own = _names(
        "date_gmt modified modified_gmt guid featured_media comment_status ping_status sticky template _links "
        "_embedded categories tags excerpt content"
    )
    return _SURE * rendered + sum(key in own for key in story)


def _comment(story: Mapping[str, Any]) -> int:
    if comment_key(story, ("text", "comment", "message")) is None or "headline" in story or "body" in story:
        return 0
    own = _names(
        "author user username user_name nickname parent parent_id reply_to in_reply_to thread thread_id article_id "
        "comment_id likes upvotes downvotes score votes flagged status created created_at posted_at ip user_id"
    )
    return _SURE + sum(key in own for key in story)


_COMMENT_TEXTS = ("text", "comment", "message", "content", "body", "comment_text")


def comment_key(story: Mapping[str, Any], keys: Sequence[str] = _COMMENT_TEXTS) -> str | None:
    """The key of a comment's text, the first of these that holds one; ``None`` where none does."""
    return next((key for key in keys if isinstance(story.get(key), str) and story[key].strip()), None)


def is_rendered(value: Any) -> bool:
    """Whether a value is a text as WordPress gives it: ``{"rendered": …}``, ``{"raw": …}`` or both."""
    return isinstance(value, Mapping) and any(isinstance(value.get(key), str) for key in ("rendered", "raw"))


@cache
def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())
