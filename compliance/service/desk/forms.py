"""Reads what a form brought: nothing is taken without the session's own word, and nothing that is too big."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from hmac import compare_digest

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request

from compliance.readers.decoding import MAX_BYTES
from compliance.service.desk.door import Visit
from compliance.service.desk.errors import DeskError

LONGEST_WORDS = 2000


async def read_form(request: Request, visit: Visit) -> FormData:
    """The fields of a form.

    :raises DeskError: it does not carry the session's word, or is too big, or does not say how big it is.
    """
    length = request.headers.get("content-length", "")
    if not length.isdecimal() or int(length) > MAX_BYTES:
        raise DeskError("too_big")
    form = await request.form(max_files=20, max_fields=50, max_part_size=MAX_BYTES)
    if not compare_digest(field(form, "csrf").encode(), visit.csrf.encode()):
        raise DeskError("stale")
    return form


def field(form: FormData, name: str, most: int = LONGEST_WORDS) -> str:
    """The text of a field, without the blanks around it; empty where there is none.

    :param most: code points after which it is cut.
    """
    value = form.get(name)
    return value.strip()[:most] if isinstance(value, str) else ""


def files(form: FormData, name: str) -> list[UploadFile]:
    """The files of a field that were really chosen."""
    return [part for part in form.getlist(name) if isinstance(part, UploadFile) and part.filename]


def moment(form: FormData, name: str) -> datetime | None:
    """A day and time as a browser sends it; in UTC, or ``zone`` minutes west of it where the form says so.

    :raises DeskError: it is none.
    """
    written = field(form, name, 40)
    if not written:
        return None
    zone = field(form, "zone", 6)
    try:
        west = timedelta(minutes=int(zone or 0))
        return datetime.fromisoformat(written).replace(tzinfo=UTC) + west
    except (ValueError, OverflowError) as error:
        raise DeskError("no_time") from error
