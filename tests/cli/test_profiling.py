from compliance.cli.profiling import Profile
from compliance.renderers.model import ErrorView, ReportView, Seen


def _seen(file, **timings):
    view = ReportView(file, None, "publish", (), (), (), ())
    named = tuple((name.replace("__", ":"), seconds) for name, seconds in timings.items())
    return Seen(view, "", (), {}, named)


def test_rules_and_analyses_are_added_up_apart_the_dearest_first():
    profile = Profile()
    error = ErrorView("three.txt", "unreadable", "")
    given = [_seen("one.txt", cheap=0.001, dear=0.002, analysis__scan=0.004), error, _seen("two.txt", dear=0.003)]
    assert list(profile.watch(iter(given))) == given
    lines = [line.split() for line in profile.lines() if line.endswith(".txt")]
    assert [line[0] for line in lines] == ["dear", "cheap", "scan"]
    assert lines[0][1:] == ["2", "5.00", "50.0%", "2500.0", "3.00", "ms", "two.txt"]
    assert lines[2][1:] == ["1", "4.00", "40.0%", "4000.0", "4.00", "ms", "one.txt"]


def test_nothing_checked_is_no_division_by_nothing():
    assert any("rule" in line for line in Profile().lines())
