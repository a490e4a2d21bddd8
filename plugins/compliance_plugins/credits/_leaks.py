"""What of a caption is desk wording, and what the caption is without it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from compliance.article import Span
from compliance.finding import Edit
from compliance.language.credits import CreditLine
from compliance.record import Record
from compliance_plugins.credits._names import name_words

_SIGNS = " \t\n-–—/|*+.;,:"


class Leak(Record):
    """A stretch of desk wording; ``credit`` is the credit that it asks for."""

    start: int
    end: int
    credit: str


def leaks_in(text: str, line: CreditLine) -> list[Leak]:
    """The clauses and desk codes of a credit line."""
    found = [Leak(c.start, c.end, c.credit or "") for c in line.restrictions]
    found += [Leak(c.start, c.end, "") for c in line.codes]
    return sorted(found)


def without(text: str, block: Span, leaks: Sequence[Leak]) -> Edit:
    """The edit that takes desk wording out of a block and leaves names and balanced brackets."""
    first, last = leaks[0], leaks[-1]
    head = text[block.start : first.start]
    kept = head.rstrip(_SIGNS)
    if head[len(kept) :].lstrip()[:1] == ".":
        kept += "."
    pieces = [_between(text, one.end, other.start) for one, other in pairwise(leaks)]
    asked = next((leak.credit for leak in leaks if leak.credit), "")
    if asked and not set(name_words(asked)) <= set(name_words(kept[-200:])):
        pieces.insert(0, asked)
    tail = text[last.end : block.end]
    middle = " ".join(piece for piece in pieces if piece and piece not in kept[-len(piece) :])
    rest = tail.strip(_SIGNS)
    if rest[:1] in ")]" and (kept + middle).count("(") + (kept + middle).count("[") <= (kept + middle).count(")") + (
        kept + middle
    ).count("]"):
        rest = rest[1:].strip()
    if kept.endswith(("(", "[")) and not middle and rest[:1] in (")", "]"):
        kept, rest = kept[:-1].rstrip(), rest[1:].strip()
    if kept.endswith(("(", "[")) and not middle and not rest:
        kept = kept[:-1].rstrip(_SIGNS)
    added = "".join(("" if kept.endswith("(") or not kept else " ") + middle if middle else "")
    closing = rest if rest[:1] in (")", "]", "") or not (kept or added) else " " + rest
    return Edit(Span(block.start + min(len(kept), len(head)), block.end), _tail(kept, head) + added + closing)


def _tail(kept: str, head: str) -> str:
    """What was kept beyond the head's own words: nothing, or the full stop that ends its sentence."""
    return kept[len(head) :] if len(kept) > len(head) else ""


def _between(text: str, start: int, end: int) -> str:
    """What stands between two clauses, without signs and words that only repeat a marker."""
    piece = text[start:end].strip(_SIGNS + "()[]")
    return "" if piece.islower() or (piece.isupper() and " " not in piece) else piece
