"""Makes the page's answers: templates filled with escaped words, under a policy that runs no foreign script."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from compliance.service.desk.door import Visit
from compliance.service.desk.limits import shortened
from compliance.service.desk.words import LANGUAGES, choose, words

LANGUAGE_COOKIE = "desk-language"
HEADERS: Mapping[str, str] = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cache-control": "no-store",
}
STATIC: Mapping[str, str] = {
    "desk.css": "text/css; charset=utf-8",
    "desk.js": "text/javascript; charset=utf-8",
    "desk.svg": "image/svg+xml",
}


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("compliance.service.desk"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["shown"] = shortened
    made.filters["coded"] = coded
    made.filters["utc"] = lambda moment: moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    made.filters["clock"] = lambda moment: moment.astimezone(UTC).strftime("%d/%m %H:%M UTC")
    return made


def coded(text: str) -> Markup:
    """A text with what stands between backticks as code, and everything escaped."""
    return Markup(_CODE.sub(r"<code>\1</code>", str(escape(text))))


_CODE = re.compile("`([^`\n]+)`")


def language_of(request: Request) -> str:
    """The language of the page: the visitor's choice, else their browser's."""
    return choose(request.cookies.get(LANGUAGE_COOKIE), request.headers.get("accept-language"))


def render(request: Request, template: str, visit: Visit | None, status: int = 200, **values: Any) -> Response:
    """A page.

    :param template: its file's name without the ending.
    """
    language = language_of(request)
    body = (
        _environment()
        .get_template(f"{template}.html")
        .render(
            t=words(language),
            language=language,
            languages=LANGUAGES,
            visit=visit,
            here=request.url.path,
            now=datetime.now(UTC),
            **values,
        )
    )
    return HTMLResponse(body, status, headers=dict(HEADERS, vary="accept-language, cookie"))


def static(request: Request) -> Response:
    """The stylesheet and the script."""
    name = request.path_params["name"]
    if name not in STATIC:
        return Response("not found", 404, headers=dict(HEADERS), media_type="text/plain")
    body = files("compliance.service.desk").joinpath("static", name).read_bytes()
    return Response(body, headers={**HEADERS, "cache-control": "max-age=300", "content-type": STATIC[name]})
