"""``compliance stats``: how often each rule spoke, and how often editors say it was right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from typing import TYPE_CHECKING, Any

import click

from compliance.cli.judging import judgements_file, judgements_option
from compliance.cli.speech import language
from compliance.errors import ComplianceError

if TYPE_CHECKING:
    from compliance.renderers.stats_model import Stats
    from compliance.stats import Fired

_EXAMPLES = """\b
  compliance stats
  compliance stats --report report.jsonl
  compliance stats --report monday.json --report tuesday.json --format html --output stats.html
  compliance stats --database compliance.db --title daily"""


@click.command(short_help="Say how often each rule is right.", epilog=_EXAMPLES)
@click.option(
    "--report", "reports", multiple=True, metavar="FILE", help="Count the findings of this report too: json or jsonl."
)
@judgements_option
@click.option(
    "--database", metavar="URL", help="Count the findings and the wrong alarms in this record of the service."
)
@click.option("--title", help="The newspaper, site or desk whose record it is.")
@click.option("--format", "format_", type=click.Choice(["text", "json", "html"]), default="text")
@click.option("--output", "-o", "path", metavar="FILE", help="Write to a file; it is replaced when all is written.")
@click.option("--color", "--colour", "colour", type=click.Choice(["auto", "always", "never"]), default="auto")
def command(**told: Any) -> None:
    """Say of each rule how often it spoke, what `compliance accept` and `dismiss` recorded, and its precision.

    Precision is what was right of all that was judged, with its 95 % interval (Wilson's).
    """
    from compliance.cli import output
    from compliance.judgements import by_rule, load
    from compliance.stats import stats

    judged = by_rule(load(judgements_file(told)))
    fired, alarms = _counted(told)
    found = stats(fired, judged, alarms)
    machine = told["format_"] != "text"
    with output.opened(told["path"], machine=machine) as stream:
        output.write(
            stream, _written(found, told["format_"], output.width(stream), output.colours(told["colour"], stream))
        )


def _counted(told: Mapping[str, Any]) -> tuple[Fired | None, Mapping[str, int] | None]:
    """The findings of the reports and of the record, and the record's wrong alarms; ``None`` without either.

    :raises ComplianceError: a report or the record cannot be read, or a title has no record, or a record no title.
    """
    from compliance.reports import read_reports
    from compliance.stats import Fired

    fired = Fired()
    for path in told["reports"]:
        for report in read_reports(path):
            fired.take(report)
    alarms = _recorded(told["database"], told["title"], fired)
    return (fired if told["reports"] or alarms is not None else None), alarms


def _recorded(database: str | None, title: str | None, fired: Fired) -> Mapping[str, int] | None:
    if database is None and title is None:
        return None
    if database is None or title is None:
        raise ComplianceError("--database and --title go together", hint="--database compliance.db --title daily")
    from compliance.cli.record_command import opened

    with closing(opened(database)) as store:
        for row in store.export(title):
            if row["row"] == "report":
                fired.take({**row["report"], "file": row["story_id"] or row["id"]})
        return {one.rule: one.findings for one in store.desk.alarms(title)}


def _written(found: Stats, format_: str, width: int, colour: bool) -> Iterator[str]:
    if format_ == "json":
        from compliance.renderers.json import dump

        return iter((dump(found) + "\n",))
    if format_ == "html":
        from compliance.renderers.html.stats import page

        return page(found, language())
    from compliance.renderers.paint import Paint
    from compliance.renderers.stats_text import lines

    return lines(found, language(), width, Paint(colour))
