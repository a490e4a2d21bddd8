"""What the page refuses to do."""

from __future__ import annotations

from compliance.errors import ComplianceError


class DeskError(ComplianceError):
    """Something asked for on the page cannot be done.

    :param what: a key of the page's words, under ``refused``.
    """
