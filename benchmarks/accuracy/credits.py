"""Credits: who is credited, what an instruction allows, which agencies are known."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.accuracy import agencies, credit_lines, credit_records, restrictions
from benchmarks.accuracy.corpora import Corpora
from benchmarks.accuracy.measure import Measure


def measures(corpora: Corpora) -> Iterator[Measure]:
    """All figures of the part."""
    for part in (credit_lines, restrictions, agencies, credit_records):
        yield from part.measures(corpora)
