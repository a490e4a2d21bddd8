"""What the templates make of the texts they are given."""

from __future__ import annotations

from compliance.service.desk.answers import coded


def test_what_stands_between_backticks_is_code_and_everything_is_escaped() -> None:
    assert coded("set `spelling.words`, or `a` & b") == "set <code>spelling.words</code>, or <code>a</code> &amp; b"
    assert coded("`<script>`") == "<code>&lt;script&gt;</code>"


def test_a_backtick_alone_stands_for_itself() -> None:
    assert coded("a ` b") == "a ` b"
    assert coded("a `` b") == "a `` b"
    assert coded("one `line\nand` another") == "one `line\nand` another"
