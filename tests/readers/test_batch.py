"""A batch is parted into its lines; nothing in them is looked at."""

from __future__ import annotations

from compliance.readers.batch import lines


def test_lines_keep_their_numbers() -> None:
    found = list(lines(b"\n  a \r\n\t\nb"))
    assert [(one.number, one.item, one.data) for one in found] == [(2, 0, b"a"), (4, 1, b"b")]
    assert list(lines(b"")) == []


def test_a_carriage_return_inside_a_line_ends_none() -> None:
    assert [one.data for one in lines(b'{"a":\r1}\r\n{}')] == [b'{"a":\r1}', b"{}"]
