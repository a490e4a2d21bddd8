"""``compliance dismiss``: an editor says that findings are false alarms."""

from __future__ import annotations

from typing import Any

import click

from compliance.cli.judging import judge, judging_options

_EXAMPLES = """\b
  compliance dismiss story.txt
  compliance dismiss 5d0c3a91 story.txt --reason "the name is spelt so"
  compliance dismiss 5d0c3a91 --report report.json --reason "a quotation" --by Ada"""


@click.command(short_help="Say that findings are false alarms.", epilog=_EXAMPLES)
@judging_options
def command(given: tuple[str, ...], **told: Any) -> int:
    """Record that findings are false alarms, with the reason, so that `compliance stats` knows how far to trust a rule.

    FINGERPRINT is that of a finding, or its first six or more signs. Without any, the findings are listed. The story's
    verdict does not change: a waiver lets a finding through, the baseline what was there before.
    """
    return judge(given, "dismissed", told)
