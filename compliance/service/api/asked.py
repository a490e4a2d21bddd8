"""Reads what a request asks for: its query, its body, the form that the body is in."""

from __future__ import annotations

import asyncio
import codecs
from datetime import UTC, datetime
from functools import lru_cache

from starlette.datastructures import QueryParams
from starlette.requests import Request

from compliance.record import Record
from compliance.renderers.words import LANGUAGES
from compliance.service.api.problems import Problem
from compliance.service.settings import Settings
from compliance.service.types import Event

NDJSON = "application/x-ndjson"
_LONGEST_KEY = 255
_KNOWN = ("event", "offsets", "lang", "now", "hook")
_CLOSE = {"Connection": "close"}
"""What is left of a body that is not taken is not read either."""
_UTF8 = ("utf-8", "utf8", "us-ascii", "ascii")


class Asked(Record):
    """What is to be done with the stories of a body.

    :param now: the moment they are judged at.
    :param told_now: that moment as it was sent; empty where it was not.
    :param utf16: whether ``ranges`` count UTF-16 code units, as browsers do.
    """

    event: Event
    language: str
    now: datetime
    told_now: str
    utf16: bool


def asked(request: Request) -> Asked:
    """What the query says.

    :raises Problem: a value is not allowed.
    """
    told = _told(request.scope["query_string"])
    return told if told.told_now else Asked(told.event, told.language, datetime.now(UTC), "", told.utf16)


@lru_cache(maxsize=64)
def _told(query: bytes) -> Asked:
    """What a query says; most are the same as those before. Where it says no moment, ``now`` is none that counts."""
    told = QueryParams(query)
    for key in told:
        if key not in _KNOWN:
            raise Problem(400, f"there is no parameter {key!r}", hint=f"one of: {', '.join(_KNOWN)}", place="query")
    event = _one_of(told.get("event", Event.PUBLISH.value), "event", tuple(event.value for event in Event))
    offsets = _one_of(told.get("offsets", "codepoints"), "offsets", ("codepoints", "utf16"))
    language, now = told.get("lang", "en"), told.get("now")
    _one_of(language.partition("-")[0].lower(), "lang", tuple(LANGUAGES))
    moment = datetime.now(UTC) if now is None else _moment(now)
    return Asked(Event(event), language, moment, now or "", offsets == "utf16")


def _one_of(value: str, key: str, allowed: tuple[str, ...]) -> str:
    if value in allowed:
        return value
    raise Problem(400, f"{key}={value!r} is not allowed", hint=f"one of: {', '.join(allowed)}", place=f"query:{key}")


def _moment(value: str) -> datetime:
    try:
        found = datetime.fromisoformat(value.strip())
    except ValueError:
        hint = "as in 2023-04-18T09:30:00Z (write + as %2B)"
        raise Problem(400, f"now={value!r} is no moment", hint=hint, place="query:now") from None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


async def body_of(request: Request, settings: Settings) -> bytes:
    """The whole body.

    :raises Problem: it is too large, too slow, or cut off.
    """
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > settings.max_body:
        raise _too_large(settings)
    parts, more = bytearray(), True
    try:
        async with asyncio.timeout(settings.body_seconds):
            while more:
                message = await request.receive()
                if message["type"] == "http.disconnect":
                    raise Problem(400, "the body was cut off")
                parts += message.get("body", b"")
                more = message.get("more_body", False)
                if len(parts) > settings.max_body:
                    raise _too_large(settings)
    except TimeoutError:
        raise Problem(408, "the body did not come in time", hint="send it at once", headers=_CLOSE) from None
    return bytes(parts)


def _too_large(settings: Settings) -> Problem:
    what = f"the body has over {settings.max_body:,} bytes"
    return Problem(413, what, hint="send fewer stories at once", headers=_CLOSE)


def media_of(request: Request, known: tuple[str, ...]) -> str:
    """The media type of the body, without parameters.

    :param known: those that are read.
    :raises Problem: it is none of them.
    """
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media in known:
        return media
    said = f"the Content-Type {media!r} is not read" if media else "the request has no Content-Type"
    raise Problem(415, said, hint=f"one of: {', '.join(known)}", headers={"Accept-Post": ", ".join(known)})


def text_of(data: bytes, content_type: str) -> bytes:
    """The body in UTF-8.

    :param content_type: the whole header; its ``charset`` counts.
    :raises Problem: it is no text in the encoding that it is said to be in.
    """
    charset = "utf-8"
    for part in content_type.split(";")[1:]:
        key, _, value = part.partition("=")
        if key.strip().lower() == "charset":
            charset = value.strip().strip("\"'").lower()
    try:
        codec = codecs.lookup(charset)
        text = data.decode(charset)
    except LookupError:
        raise Problem(415, f"there is no encoding {charset!r}", hint="send UTF-8") from None
    except (UnicodeError, ValueError) as error:
        at = getattr(error, "start", 0)
        raise Problem(400, f"the body is not {charset}: see byte {at}", hint="send UTF-8", place=f"byte {at}") from None
    if not text.strip("\ufeff \t\r\n"):
        raise Problem(400, "the body is empty", hint="send a story")
    return data if codec.name in _UTF8 else text.encode("utf-8", "replace")


def key_of(request: Request) -> str | None:
    """By what a request is known again when it is sent twice: its ``Idempotency-Key``; ``None`` where it has none.

    :raises Problem: it is no such key.
    """
    key = request.headers.get("idempotency-key")
    if key is None or (0 < len(key) <= _LONGEST_KEY and key.isascii() and key.isprintable()):
        return key
    what = "the Idempotency-Key is empty or too long, or has other signs than ASCII"
    raise Problem(400, what, hint="a new UUID for each body", place="header:Idempotency-Key")
