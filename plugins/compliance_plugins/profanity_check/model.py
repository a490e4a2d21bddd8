"""How offensive the model of alt-profanity-check takes texts to be."""

from __future__ import annotations

from collections.abc import Sequence
from time import monotonic

from compliance.classifiers import Scores

BATCH = 256
"""Texts that are scored together; the time is looked at between batches."""


def score(texts: Sequence[str], seconds: float) -> list[Scores]:
    """The scores of texts, of the first of them where the time does not suffice for all.

    :param seconds: what there is; loading the model, once a process, is not counted.
    """
    from profanity_check import predict_prob

    ends = monotonic() + seconds
    found: list[Scores] = []
    for first in range(0, len(texts), BATCH):
        if found and monotonic() > ends:
            break
        found += [{"offensive": min(max(float(one), 0.0), 1.0)} for one in predict_prob(texts[first : first + BATCH])]
    return found
