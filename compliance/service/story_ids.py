"""Decides which story ids the service takes: those that a record can keep and an address can name.

A story's id stands in the record, in ``GET /v1/stories/{id}/history`` and in logs. Any system's own ids do for that;
what does not are signs that cannot be seen, halves of surrogate pairs, which UTF-8 (RFC 3629) has no form for, the
dot segments that every client takes out of an address (RFC 3986, 5.2.4), and ids longer than an index takes.
"""

from __future__ import annotations

from unicodedata import category

from compliance.errors import ReadError

LONGEST = 500
"""Code points: at most 2,000 bytes, which the index of PostgreSQL takes beside a title and a report's id."""
_BROKEN = "\ufffd"
"""What readers put in place of what is no character, so that two such ids could be taken for one."""
_UNSEEN = ("Cc", "Cs", "Zl", "Zp")
_SEGMENTS = (".", "..")
_HINT = "give the id that your system shows: letters, digits and punctuation, 500 at the most"


def refuse_odd(story_id: str, where: str = "") -> None:
    """Refuse an id that the service cannot take.

    :param where: the place that it stands at, for the message.
    :raises ReadError: it cannot; the message says why.
    """
    if len(story_id) > LONGEST:
        raise ReadError(f"the story's id has over {LONGEST} characters", where=where, hint=_HINT)
    if story_id in _SEGMENTS:
        raise ReadError(f"the story's id is {story_id!r}, which no address can name", where=where, hint=_HINT)
    at = next((at for at, sign in enumerate(story_id) if sign == _BROKEN or category(sign) in _UNSEEN), None)
    if at is not None:
        what = f"the story's id holds a broken or unseen sign, U+{ord(story_id[at]):04X}, as character {at + 1}"
        raise ReadError(what, where=where, hint=_HINT)
