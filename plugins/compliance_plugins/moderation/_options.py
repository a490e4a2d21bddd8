"""What a house can set for the rules of moderation."""

from __future__ import annotations

from typing import Annotated

from compliance.record import Record
from compliance.rule import AtLeast, AtMost


class Options(Record):
    """What a house can set.

    :param classifier: the score of a classifier from which it makes a finding where the words show nothing; only where
        a plugin brings a classifier.
    """

    classifier: Annotated[float, AtLeast(0.5), AtMost(1.0)] = 0.9
