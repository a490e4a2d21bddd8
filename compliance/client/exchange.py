"""Decides after each try of a request: an answer, an error, or another try after a while. It sends nothing itself."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar
from urllib.parse import urlsplit

from compliance.client.answer import HOLD, PUBLISH, Answer, RefusedError, gravest
from compliance.client.request import Request, Signer
from compliance.client.spool import Spool
from compliance.errors import ComplianceError
from compliance.record import Record

if TYPE_CHECKING:
    import httpx

Fail = Literal["closed", "open"]
Found = TypeVar("Found", Answer, dict[str, Any])
LATER = (408, 425, 429, 500, 502, 503, 504)
"""Answers that may be others at the next try."""

_FIRST_WAIT = 0.2
_LONGEST_WAIT = 5.0


class Terms(Record):
    """How a client asks; the parameters are those of ``Client``."""

    url: str
    token: str
    timeout: float
    retries: int
    spool: Spool | None
    fail: Fail
    signer: Signer | None

    def address(self, path: str) -> str:
        """Where something of the service's is."""
        return f"{self.url.rstrip('/')}{path}"


class Flushed(Record):
    """What became of the requests that waited.

    :param refused: those that the service will never take; they lie in the folder ``refused``.
    """

    sent: int
    left: int
    refused: int


class Again(Record):
    """Another try.

    :param seconds: to wait before it.
    """

    seconds: float


Meaning = Callable[[Terms, "httpx.Response", int], "Found | Again | str"]
"""What makes something of an answer; a text says why it is none."""


def terms(
    url: str, token: str, timeout: float, retries: int, spool: str | Path | None, fail: Fail, signer: Signer | None
) -> Terms:
    """How a client asks, once it makes sense.

    :raises ComplianceError: it makes none, or httpx is missing.
    """
    from importlib.util import find_spec

    if find_spec("httpx") is None:
        raise ComplianceError("the client needs httpx", hint="pip install 'editorial-compliance[client]'")
    if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname:
        raise ComplianceError(f"{url!r} is no address of a service", hint="as in https://compliance.example")
    if fail not in ("closed", "open"):
        raise ComplianceError(f"fail={fail!r} is not known", hint='"closed" or "open"')
    if timeout <= 0 or retries < 0:
        raise ComplianceError("timeout must be over 0, and retries 0 at the least", hint="timeout=5.0, retries=2")
    return Terms(url, token, timeout, retries, Spool(Path(spool)) if spool is not None else None, fail, signer)


def answered(terms: Terms, response: httpx.Response, tries: int) -> Answer | Again | str:
    """What an answer of the service means; a text says why it is none.

    :param tries: how many there were, this one included.
    :raises RefusedError: the service refuses, now and later.
    """
    found = _found(terms, response, tries)
    if not isinstance(found, dict):
        return found
    if "verdict" not in found and "reports" not in found:
        return _ANOTHER
    return Answer(gravest(found), True, found)


def recorded(terms: Terms, response: httpx.Response, tries: int) -> dict[str, Any] | Again | str:
    """What an answer of the service to a decision means; as :func:`answered`."""
    return _found(terms, response, tries)


def _found(terms: Terms, response: httpx.Response, tries: int) -> dict[str, Any] | Again | str:
    """The JSON of an answer, as an object.

    :raises RefusedError: the service refuses, now and later.
    """
    if response.status_code in LATER:
        why = f"the service answered {response.status_code}"
        return again(terms, tries, why, response.headers.get("Retry-After", ""))
    found = _read(response)
    if response.status_code not in (200, 201):
        raise _refusal(response.status_code, found if isinstance(found, dict) else {})
    return found if isinstance(found, dict) else _ANOTHER


_ANOTHER = "what answered is not the service"


def again(terms: Terms, tries: int, why: str, wanted: str = "") -> Again | str:
    """Whether there is another try, and when; else why there is none.

    :param wanted: the seconds that the service asks for.
    """
    if tries > terms.retries:
        return why
    # apart from each other, or all that failed together would come together
    wait = min(_FIRST_WAIT * 2 ** (tries - 1), _LONGEST_WAIT) * random.uniform(0.5, 1.0)
    asked = float(wanted) if wanted.isdecimal() else 0.0
    return why if asked > _LONGEST_WAIT else Again(max(wait, asked))


def unanswered(terms: Terms, request: Request, why: str) -> Answer:
    """The answer where the service gave none: what the client was set to say, and the request kept for later."""
    spooled = ""
    if terms.spool is not None and request.event != "draft":
        try:
            spooled = terms.spool.keep(request)
        except OSError as error:
            why += f"; and the request could not be kept: {error.strerror or error}"
    return Answer(HOLD if terms.fail == "closed" else PUBLISH, False, {}, why, spooled)


def _read(response: httpx.Response) -> Any:
    """The JSON of an answer; of a batch, its lines as ``reports``. ``None`` where it is none."""
    try:
        if response.headers.get("Content-Type", "").startswith("application/x-ndjson"):
            return {"reports": [json.loads(line) for line in response.content.splitlines() if line.strip()]}
        return response.json()
    except ValueError:
        return None


def _refusal(status: int, problem: dict[str, Any]) -> RefusedError:
    what = str(problem.get("detail") or f"the service refused the request ({status})")
    return RefusedError(status, what, where=str(problem.get("place") or ""), hint=str(problem.get("hint") or ""))
