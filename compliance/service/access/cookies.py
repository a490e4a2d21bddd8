"""What browsers keep for the desk page, and where they may be sent on to."""

from __future__ import annotations

import base64
import binascii

from starlette.responses import Response

SESSION = "__Host-compliance-session"
"""Browsers keep a cookie of such a name only over TLS, for this very host."""

ENTERED = "compliance-entered"
"""Kept for a moment by any browser, so that one which keeps no session is told so and not sent in circles."""

JOURNEY = "__Host-compliance-sign-in"
HOME = "/desk"


def keep(answer: Response, name: str, value: str, seconds: int) -> None:
    """Have the browser keep a secret: out of reach of scripts, and not sent by other sites' forms."""
    answer.headers["Cache-Control"] = "no-store"
    answer.set_cookie(name, value, max_age=seconds, path="/", secure=True, httponly=True, samesite="lax")


def mark_entered(answer: Response, seconds: int) -> None:
    """Have the browser remember that it has just been let in."""
    answer.set_cookie(ENTERED, "1", max_age=seconds, path=HOME, httponly=True, samesite="lax")


def forget(answer: Response, name: str) -> None:
    """Have the browser forget it."""
    answer.delete_cookie(name, path="/", secure=True, httponly=True, samesite="lax")


def own_path(wanted: str, *never: str) -> str:
    """A path of the desk page, whatever was asked for: nobody is sent elsewhere.

    :param never: paths that nobody is sent back to.
    """
    inside = wanted == HOME or wanted.startswith((f"{HOME}/", f"{HOME}?"))
    plain = wanted.isascii() and wanted.isprintable() and "//" not in wanted and "\\" not in wanted
    return wanted if inside and plain and not wanted.startswith(never) else HOME


def packed(path: str) -> str:
    """A path as a cookie can hold it."""
    return base64.urlsafe_b64encode(path.encode()).decode().rstrip("=")


def unpacked(text: str) -> str:
    """The path again; home where it is none."""
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode()
    except (binascii.Error, ValueError):
        return HOME
