"""What a program that publishes is told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from compliance.errors import ComplianceError
from compliance.record import Record

PUBLISH, REVIEW, HOLD = "publish", "review", "hold"


class RefusedError(ComplianceError):
    """The service understood, and refuses: the token, the story's form or the request is wrong, now and later.

    :param status: of HTTP.
    """

    def __init__(self, status: int, what: str, *, where: str = "", hint: str = "") -> None:
        super().__init__(what, where=where, hint=hint)
        self.status = status


class Editor(Record):
    """On whose behalf a program asks.

    :param id: the same whichever program they use.
    :param roles: what they may do; none named: what the token may.
    """

    id: str
    name: str
    roles: tuple[str, ...] = ()
    position: str = ""


class Answer(Record):
    """Whether a story may go.

    :param verdict: ``publish``, ``review`` or ``hold``. Of several stories in one body, the gravest.
    :param checked: whether the service said so; else it was out of reach, and the verdict is what the client was set
        to give then.
    :param report: what the service answered; empty where it did not.
    :param why: why it was not checked.
    :param spooled: the name under which the request waits on disk to be sent later; empty where it does not.
    """

    verdict: str
    checked: bool
    report: Mapping[str, Any]
    why: str = ""
    spooled: str = ""

    @property
    def may_publish(self) -> bool:
        """Whether the verdict is ``publish``, checked or not."""
        return self.verdict == PUBLISH


def gravest(report: Mapping[str, Any]) -> str:
    """The verdict of a report, or the gravest of several; one that we do not know holds."""
    reports = report.get("reports", [report])
    order = (PUBLISH, REVIEW, HOLD)
    found = [str(one.get("verdict")) for one in reports]
    return max((one if one in order else HOLD for one in found), key=order.index, default=HOLD)
