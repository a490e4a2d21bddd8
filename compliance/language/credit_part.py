"""One part of a credit line."""

from __future__ import annotations

from compliance.lexicon import Entry
from compliance.record import Record


class CreditPart(Record):
    """One part of a credit line.

    :param kind: ``agency``, ``photographer``, ``provider``, ``nobody``, ``platform``, ``file`` or ``label``.
    :param start: first code point in the text it was read from.
    :param end: one past its last.
    :param text: the words as they stand there.
    :param name: the canonical name of an agency or platform, the marker of a word that credits nobody.
    :param entry: the vocabulary's entry, where it has one.
    """

    kind: str
    start: int
    end: int
    text: str
    name: str = ""
    entry: Entry | None = None
