"""What ``compliance accept`` and ``dismiss`` share: which findings are meant, who judges, and where that is kept."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from compliance.cli.options import config_options, now_option
from compliance.cli.searching import BASELINE, JUDGEMENTS
from compliance.cli.speech import language, near, printable, say, spoken
from compliance.config import find, nearest
from compliance.errors import ComplianceError
from compliance.record import Record

if TYPE_CHECKING:
    from compliance.judgements import Judgement

F = TypeVar("F", bound=Callable[..., Any])
VARIABLE = "COMPLIANCE_BY"
_SHORT, _SHORTEST = 10, 6


class Meant(Record):
    """A finding that can be judged.

    :param line: in its file, from 1.
    """

    file: str
    item: int | None
    rule: str
    variant: str | None
    fingerprint: str
    line: int
    message: str


def judgements_option(function: F) -> F:
    """Which file the judgements are in."""
    return click.option("--judgements", metavar="FILE", help=f"This file, not the {JUDGEMENTS} nearest above.")(
        function
    )


def judging_options(function: F) -> F:
    """Which findings, by whom, and why."""
    for option in (
        now_option,
        config_options,
        judgements_option,
        click.option("--by", metavar="NAME", help=f"Who judges [{VARIABLE}, else git's user.name, else you]."),
        click.option("--reason", default="", metavar="TEXT", help="Why."),
        click.option(
            "--report",
            "reports",
            multiple=True,
            metavar="FILE",
            help="A report that has the findings: json or jsonl (may be repeated).",
        ),
        click.argument("given", nargs=-1, metavar="[FINGERPRINT…] [STORY…]"),
    ):
        function = option(function)
    return function


def judgements_file(told: Mapping[str, Any]) -> Path:
    """The file of judgements: the one named, else the nearest above, else beside the baseline or the configuration."""
    if told.get("judgements"):
        return Path(told["judgements"])
    if (known := nearest(JUDGEMENTS)) is not None:
        return known
    beside = nearest(BASELINE) or find(told.get("config"))
    return beside.parent / JUDGEMENTS if beside is not None else Path(JUDGEMENTS)


def judge(given: Sequence[str], judgement: str, told: Mapping[str, Any]) -> int:
    """Record a judgement of the findings that are meant; without a fingerprint, list them.

    :param given: fingerprints, or their first six or more signs, and stories.
    :param told: the options of :func:`judging_options`.
    :raises ComplianceError: a finding is not there, or cannot be judged.
    """
    from compliance.judgements import DISMISSED, append

    fingerprints = [one for one in given if _is_fingerprint(one)]
    stories = tuple(one for one in given if not _is_fingerprint(one))
    known, unread = _findings(stories, told, judgement)
    if not fingerprints:
        return _list(known, told) or (2 if unread else 0)
    if judgement == DISMISSED and not told["reason"].strip():
        raise ComplianceError("a false alarm needs a reason", hint='--reason "the name is spelt so"')
    path = judgements_file(told)
    meant = [one for fingerprint in fingerprints for one in _meant(fingerprint, known)]
    append(path, _judgements(dict.fromkeys(meant), judgement, path, told))
    say(f"findings {judgement}: {len(set(meant)):,}, in {near(path)}")
    return 0


def _is_fingerprint(word: str) -> bool:
    return re.fullmatch(rf"[0-9a-f]{{{_SHORTEST},64}}", word) is not None and not os.path.exists(word)


def _findings(stories: tuple[str, ...], told: Mapping[str, Any], judgement: str) -> tuple[list[Meant], bool]:
    """The findings of the reports and stories that are named, and whether a story could not be read."""
    if not stories and not told["reports"]:
        verb = "accept" if judgement == "accepted" else "dismiss"
        hint = f"compliance {verb} FINGERPRINT --report report.json, or name the story"
        raise ComplianceError("no report and no story was named, so there is no finding to judge", hint=hint)
    found = [one for path in told["reports"] for one in _reported(path)]
    checked = list(_checked(stories, told)) if stories else []
    found += [one for one in checked if one is not None]
    judged = [one for one in dict.fromkeys(found) if not one.rule.startswith("compliance/")]
    return judged, None in checked


def _reported(path: str) -> Iterator[Meant]:
    from compliance.reports import PILES, read_reports

    for report in read_reports(path):
        for pile in PILES:
            for one in report.get(pile, ()):
                yield Meant(
                    report["file"],
                    report.get("item"),
                    one["rule"],
                    one.get("variant"),
                    one["fingerprint"],
                    one.get("line", 1),
                    one.get("message", ""),
                )


def _checked(stories: tuple[str, ...], told: Mapping[str, Any]) -> Iterator[Meant | None]:
    """What is found in stories; ``None`` for one that cannot be read, which is said as it comes."""
    from compliance.cli.check_command import checked, loudly
    from compliance.cli.options import load
    from compliance.renderers.model import Seen
    from compliance.runner import Job

    checker = load(told, interrupt=True)
    for outcome in loudly(checked(checker, Job(language(), now=told["now"]), stories, 1)):
        if isinstance(outcome, Seen):
            view = outcome.view
            for one in (*view.shown, *view.baseline, *view.waived):
                yield Meant(view.file, view.item, one.rule, one.variant, one.fingerprint, one.line, one.message)
        else:
            yield None


def _meant(fingerprint: str, known: Sequence[Meant]) -> list[Meant]:
    """The findings of a fingerprint: several where the same words stand in several stories.

    :raises ComplianceError: there is none, or its beginning is that of several.
    """
    found = [one for one in known if one.fingerprint.startswith(fingerprint)]
    if not found:
        hint = "without a fingerprint, the command lists the findings there are"
        raise ComplianceError(f"there is no finding {fingerprint}", hint=hint)
    if len({one.fingerprint for one in found}) > 1:
        raise ComplianceError(f"several findings begin with {fingerprint}", hint="give more of its signs")
    return found


def _judgements(
    meant: Mapping[Meant, None], judgement: str, path: Path, told: Mapping[str, Any]
) -> Iterator[Judgement]:
    from datetime import UTC, datetime

    from compliance.judgements import Judgement, path_of

    at = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    by = told["by"] or _somebody()
    for one in meant:
        file = path_of(path, one.file)
        yield Judgement(
            at, by, judgement, one.rule, one.fingerprint, file, one.item, one.variant, told["reason"].strip()
        )


def _somebody() -> str:
    """Who works here: ``COMPLIANCE_BY``, else git's user, else the account."""
    if os.environ.get(VARIABLE):
        return os.environ[VARIABLE]
    import getpass
    import subprocess

    try:
        asked = subprocess.run(["git", "config", "user.name"], capture_output=True, text=True, timeout=5, check=False)
        return asked.stdout.strip() or getpass.getuser()
    except (OSError, subprocess.TimeoutExpired):
        return getpass.getuser()


def _list(known: Sequence[Meant], told: Mapping[str, Any]) -> int:
    """Name the findings there are, each with what was said of it last."""
    from compliance.judgements import latest, load, path_of

    path = judgements_file(told)
    said = latest(load(path))
    for one in known:
        judged = said.get((path_of(path, one.file), one.item, one.fingerprint))
        state = f"  [{spoken(judged.judgement)}]" if judged else ""
        item = f"#{one.item}" if one.item is not None else ""
        place = f"{one.file}{item}:{one.line}"
        click.echo(printable(f"{one.fingerprint[:_SHORT]}  {one.rule}  {place}  {one.message}{state}"))
    if not known:
        say("there is no finding to judge")
    return 0
