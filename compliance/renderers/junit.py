"""JUnit's XML, which every CI server reads: a story is a suite, a finding that counts a failure, a note its output.

What was waived is a skipped test, whose message says by whom and why.

The form is that of the JUnit 10 schema of Jenkins's xUnit plugin. A story that may be published is one test that
passes, so that "nothing found" and "nothing checked" never look alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from compliance.renderers import Writer
from compliance.renderers.counting import counts, lines_of, story_name, trouble, waived_lines
from compliance.renderers.layout import clean
from compliance.renderers.model import ErrorView, FindingView, Piece, ReportView
from compliance.renderers.words import words
from compliance.renderers.words.phrases import in_language

if TYPE_CHECKING:
    from compliance.renderers import Look, Run

_SIGNS = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;", "\n": "&#10;"})


def render(run: Run) -> Iterator[str]:
    """The document, a suite a story."""
    own = writer(run)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="compliance">\n'
    for outcome in run.outcomes:
        yield _unread(outcome) if isinstance(outcome, ErrorView) else own.piece(outcome).text
    yield "</testsuites>\n"


def writer(run: Run) -> Writer:
    """What writes a story's suite."""
    look = run.look
    return Writer(f"junit {look.language} {look.gate}", lambda seen: Piece(_suite(seen.view, look)))


def _suite(view: ReportView, look: Look) -> str:
    failures = [_failed(view, finding, look.language) for finding in view.findings if counts(finding, look.gate)]
    if not failures and view.verdict != "publish":
        failures = [_undecided(view, look)]
    waived = [_waived(view, finding, look.language) for finding in view.waived]
    passed = f"  <testcase {_named(view.file, words(look.language).verdict['publish'])}/>\n"
    cases = [*(failures or [passed]), *waived]
    below = [_below(finding) for finding in view.findings if not counts(finding, look.gate)]
    observes = words(look.language).texts["observes"]
    below += [f"{_below(finding)} ({observes})" for finding in view.observed]
    if below:
        cases.append(f"  <system-out>{_xml(below)}</system-out>\n")
    count = f'tests="{max(len(failures), 1) + len(waived)}" failures="{len(failures)}" errors="0"'
    count += f' skipped="{len(waived)}"' if waived else ""
    return f'<testsuite name="{_xml([story_name(view)])}" {count}>\n{"".join(cases)}</testsuite>\n'


def _failed(view: ReportView, finding: FindingView, language: str) -> str:
    place = f"{view.file}:{finding.line}:{finding.column}"
    named = _case(view, finding)
    body = _xml([place, *lines_of(finding, language)])
    failure = f'<failure type="{finding.kind}" message="{_xml([finding.message])}">{body}</failure>'
    return f"  <testcase {named}>{failure}</testcase>\n"


def _waived(view: ReportView, finding: FindingView, language: str) -> str:
    skipped = f'<skipped message="{_xml(waived_lines(finding, language))}"/>'
    return f"  <testcase {_case(view, finding)}>{skipped}</testcase>\n"


def _case(view: ReportView, finding: FindingView) -> str:
    return _named(view.file, f"{finding.rule} {finding.line}:{finding.column}")


def _undecided(view: ReportView, look: Look) -> str:
    """A story that no finding holds: rules could not do their work on it."""
    said = [f"{s.rule}: {in_language(s.reason, look.language)}" for s in view.rules_skipped if s.undecided]
    spoken = words(look.language)
    message = _xml([spoken.texts["not_run"] if view.rules_run else spoken.texts["nothing_checked"]])
    failure = f'<failure type="{view.verdict}" message="{message}">{_xml(said)}</failure>'
    return f"  <testcase {_named(view.file, spoken.verdict[view.verdict])}>{failure}</testcase>\n"


def _below(finding: FindingView) -> str:
    return f"{finding.line}:{finding.column} {finding.rule}: {finding.message}"


def _unread(error: ErrorView) -> str:
    opening = f'<testsuite name="{_xml([error.file])}" tests="1" failures="0" errors="1">\n'
    failed = f'<error type="unread" message="{_xml([trouble(error)])}"/>'
    return f"{opening}  <testcase {_named(error.file, 'compliance/not-checked')}>{failed}</testcase>\n</testsuite>\n"


def _named(file: str, name: str) -> str:
    return f'classname="{_xml([file])}" name="{_xml([name])}" file="{_xml([file])}"'


def _xml(lines: list[str]) -> str:
    """Lines as XML holds them, in one line of the output; what XML forbids, and what nobody could see, is named.

    Nothing in them is a command to the server in whose log it is printed.
    """
    parts = [clean(part) for line in lines for part in line.split("\n")]
    return "\n".join(parts).translate(_SIGNS).replace("##", "#&#35;")
