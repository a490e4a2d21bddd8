"""``compliance accept``: an editor says that findings are right."""

from __future__ import annotations

from typing import Any

import click

from compliance.cli.judging import judge, judging_options

_EXAMPLES = """\b
  compliance accept story.txt
  compliance accept 5d0c3a91 story.txt
  compliance accept 5d0c3a91 --report report.json --by Ada"""


@click.command(short_help="Say that findings are right.", epilog=_EXAMPLES)
@judging_options
def command(given: tuple[str, ...], **told: Any) -> int:
    """Record that findings are right, so that `compliance stats` knows how far a rule can be trusted.

    FINGERPRINT is that of a finding, or its first six or more signs. Without any, the findings are listed. The story's
    verdict does not change. `compliance rules accept` is for rules that an upgrade brought to the service.
    """
    return judge(given, "accepted", told)
