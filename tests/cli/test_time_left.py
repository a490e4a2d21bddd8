"""The line that says how far a run has come: on a terminal alone, out of the findings' way, gone at the end."""

from __future__ import annotations

import io

import pytest

from compliance.cli import time_left
from compliance.cli.time_left import TimeLeft
from compliance.renderers.model import ErrorView

ERASE = "\r\x1b[K"


class Stream(io.StringIO):
    def __init__(self, terminal):
        super().__init__()
        self.terminal = terminal

    def isatty(self):
        return self.terminal


def outcomes(*files):
    return (ErrorView(file, "no", "") for file in files)


@pytest.fixture
def clock():
    times = iter(n / 2 for n in range(1000))
    return lambda: next(times)


def test_it_says_how_many_and_how_long(clock):
    error = Stream(True)
    line = TimeLeft(10, error, Stream(False), clock)
    assert len(list(line.watch(outcomes("a", "b", "c", "c")))) == 4
    drawn = [one for one in error.getvalue().split(ERASE) if one]
    assert drawn == [
        "checked: 1 of 10",
        "checked: 2 of 10, time left 0:04",
        "checked: 3 of 10, time left 0:04",
        "checked: 3 of 10, time left 0:05",
    ]
    assert error.getvalue().endswith(ERASE)


def test_it_makes_way_for_findings_on_the_same_terminal(clock):
    screen = Stream(True)
    for outcome in TimeLeft(3, screen, screen, clock).watch(outcomes("a", "b", "c")):
        screen.write(f"[{outcome.file}]\n")
    pieces = screen.getvalue()
    for name in "bc":
        assert f"{ERASE}[{name}]" in pieces
    assert pieces.endswith(ERASE)


def test_it_is_drawn_seldom_where_nothing_is_in_its_way():
    error = Stream(True)
    times = iter(n / 1000 for n in range(1000))
    list(TimeLeft(500, error, Stream(False), lambda: next(times)).watch(outcomes(*map(str, range(500)))))
    assert 4 <= error.getvalue().count("checked:") <= 5


def test_nothing_is_said_where_nobody_looks(clock):
    error = Stream(False)
    assert len(list(TimeLeft(3, error, Stream(True), clock).watch(outcomes("a", "b")))) == 2
    assert error.getvalue() == ""


def test_an_end_before_the_end_leaves_no_line(clock):
    error = Stream(True)
    watched = TimeLeft(3, error, Stream(False), clock).watch(outcomes("a", "b"))
    next(watched)
    next(watched)
    watched.close()
    assert error.getvalue().endswith(ERASE)


def test_it_speaks_the_commands_language(monkeypatch):
    from compliance.renderers.words.phrases import in_language

    assert in_language("checked: 1,200 of 20,000, time left 0:42", "es") == "revisados: 1,200 de 20,000, quedan 0:42"
    assert in_language("checked: 1 of 20", "es") == "revisados: 1 de 20"
    assert time_left.spoken("checked: 1 of 20") == "checked: 1 of 20"
