"""Keeps many small numbers as text, which is read a hundred times faster than as many numbers of JSON."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence


def as_text(numbers: Iterable[int]) -> str:
    """Numbers of 32 bits as text, four characters each, the lowest byte first whatever the machine."""
    return _in_order(array("i", numbers)).tobytes().decode("latin-1")


def of_text(text: str) -> Sequence[int]:
    """The numbers that :func:`as_text` wrote."""
    numbers = array("i")
    numbers.frombytes(text.encode("latin-1"))
    return _in_order(numbers)


def places(numbers: bytes, number: int) -> Iterator[int]:
    """Where a number stands among many, in order; ten times faster in their bytes than in an array of them.

    :param numbers: the bytes of an array of numbers of 32 bits, in the machine's order.
    """
    wanted = array("i", [number]).tobytes()
    size, at = len(wanted), numbers.find(wanted)
    while at >= 0:
        place, astray = divmod(at, size)
        if not astray:  # else the end of one number and the beginning of the next
            yield place
        at = numbers.find(wanted, at + 1)


class Numbers(Mapping[str, Sequence[int]]):
    """Numbers by name, each read when it is asked for.

    :param kept: text of :func:`as_text` by name.
    """

    def __init__(self, kept: Mapping[str, str]) -> None:
        self._kept = kept

    def __getitem__(self, name: str) -> Sequence[int]:
        return of_text(self._kept[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._kept)

    def __len__(self) -> int:
        return len(self._kept)


def _in_order(numbers: array[int]) -> array[int]:
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
