"""Errors as problem documents (RFC 9457): every answer that is none of what was asked for."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from compliance.errors import ComplianceError
from compliance.service.types import KeyReusedError, StoreError
from compliance.service.workers.jobs import Refused
from compliance.service.workers.pool import OverloadedError

MEDIA = "application/problem+json"
RETRY_SECONDS = "1"
_SAID = {
    404: ("there is nothing at this address", "GET /openapi.json says what there is"),
    405: ("this address does not know this method", "the header Allow names those that it does"),
}


class Problem(Exception):  # noqa: N818 - it is an answer
    """An answer that is an error.

    :param status: of HTTP.
    :param detail: what is wrong with this very request.
    :param hint: the next step.
    :param place: the line and column, or the part of the request, that is meant.
    """

    def __init__(
        self, status: int, detail: str, *, hint: str = "", place: str = "", headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(detail)
        self.status, self.detail, self.hint, self.place = status, detail, hint, place
        self.headers = dict(headers or {})


def document(problem: Problem, instance: str = "") -> dict[str, Any]:
    """The problem as a JSON object."""
    found = {
        "type": "about:blank",
        "title": HTTPStatus(problem.status).phrase,
        "status": problem.status,
        "detail": problem.detail,
    }
    more = {"instance": instance, "place": problem.place, "hint": problem.hint}
    return {**found, **{key: value for key, value in more.items() if value}}


def answer(problem: Problem, instance: str = "") -> Response:
    """The problem as a response."""
    body = json.dumps(document(problem, instance), ensure_ascii=False).encode("utf-8", "replace")
    return Response(body, problem.status, problem.headers, MEDIA)


def refused(refusal: Refused) -> Problem:
    """A body that holds no story that can be read."""
    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE if refusal.too_large else HTTPStatus.UNPROCESSABLE_ENTITY
    return Problem(status, refusal.what, hint=refusal.hint, place=refusal.where.lstrip(":"))


def problem_of(error: Exception) -> Problem:
    """What an exception means to who asked; what we did not foresee says nothing of its inside."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, HTTPException):
        detail, hint = _SAID.get(error.status_code, (error.detail, ""))
        return Problem(error.status_code, detail, hint=hint, headers=error.headers)
    if isinstance(error, OverloadedError):
        return Problem(503, error.what, hint=error.hint, headers={"Retry-After": RETRY_SECONDS})
    if isinstance(status := getattr(error, "status", None), int) and isinstance(error, ComplianceError):
        headers = getattr(error, "headers", None)
        return Problem(status, error.what, hint=error.hint, place=error.where, headers=headers)
    if isinstance(error, KeyReusedError):
        return Problem(409, error.what, hint=error.hint)
    if isinstance(error, StoreError):
        what = "the check cannot be recorded, and without a record there is no verdict"
        return Problem(503, what, hint="send it again later; the log says why", headers={"Retry-After": "5"})
    if isinstance(error, ComplianceError):
        return Problem(422, error.what, hint=error.hint, place=error.where)
    return Problem(500, "the service failed on this request", hint="please report it; the log says where")


async def on_error(request: Request, error: Exception) -> Response:
    """The response to an exception."""
    return answer(problem_of(error), request.url.path)
