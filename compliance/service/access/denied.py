"""How somebody is turned away."""

from __future__ import annotations

from compliance.service.types import ServiceError


class Denied(ServiceError):  # noqa: N818 - what happened, not what broke
    """A request that is not answered, since who asks is unknown or may not.

    :param status: 401: say who you are; 403: known, and not allowed.
    :param why: one sentence, which says nothing that helps a stranger.
    :param hint: the next step.
    """

    def __init__(self, status: int, why: str, *, hint: str = "") -> None:
        super().__init__(why, hint=hint)
        self.status = status

    @property
    def headers(self) -> dict[str, str]:
        """What the answer carries: with 401 how to come in (RFC 6750)."""
        if self.status != 401:
            return {}
        error = ', error="invalid_token"' if self.what != NO_TOKEN else ""
        return {"WWW-Authenticate": f'Bearer realm="compliance"{error}'}


NO_TOKEN = "the request carries no token"
