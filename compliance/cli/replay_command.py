"""``compliance replay``: which stories would change their verdict under other rules, before these rules count."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from compliance.cli.inputs import STDIN
from compliance.cli.known import baseline_file, baseline_option
from compliance.cli.means import means, means_options
from compliance.cli.options import now_option
from compliance.cli.replay_sides import HERE, side_of
from compliance.cli.speech import language
from compliance.cli.waived import waiver_options, waivers_of
from compliance.errors import ComplianceError

if TYPE_CHECKING:
    from compliance.checker import Checker
    from compliance.cli.replaying import Held
    from compliance.renderers.model import ReportView, Seen

_EXAMPLES = """\b
  compliance replay --rules new.toml --against . articles/
  compliance replay --rules styles/house/pack.yaml articles/
  compliance replay --rules web --against wire articles/ --format markdown
  compliance replay --against report.jsonl articles/"""
_SIDES = "a compliance.toml, a pack.yaml, a profile, a pack, or . for what counts here"


@click.command(short_help="Say what other rules would change.", epilog=_EXAMPLES)
@click.argument("stories", nargs=-1, metavar="STORY…")
@click.option("--rules", default=HERE, metavar="NEW", help=f"The rules to try: {_SIDES} [.].")
@click.option("--against", default=HERE, metavar="OLD", help="Those to hold them against, or a report of before [.].")
@click.option(
    "--as", "told", metavar="FORMAT", help="Read the stories as text, markdown, html, json, ninjs or wordpress."
)
@now_option
@means_options
@waiver_options
@baseline_option
@click.option("--no-baseline", is_flag=True, help="Look at no baseline: every finding counts.")
@click.option("--format", "format_", type=click.Choice(["text", "json", "markdown", "html"]), default="text")
@click.option("--output", "-o", "path", metavar="FILE", help="Write to a file; it is replaced when all is written.")
@click.option("--color", "--colour", "colour", type=click.Choice(["auto", "always", "never"]), default="auto")
def command(stories: tuple[str, ...], **told: Any) -> int:
    """Check stories with new rules and with old ones; say which change their verdict and how often each rule speaks.

    Exit code: 0 no story changes its verdict, 1 some do, 2 something could not be read.
    """
    if not stories or STDIN in stories:
        hint = "compliance replay --rules new.toml --against . articles/"
        raise ComplianceError("no story was named, so there is nothing to replay", hint=hint)
    if told["rules"] == told["against"]:
        hint = "--rules names the new ones, --against the old ones or a report of before"
        raise ComplianceError("the rules would be held against themselves", hint=hint)
    from compliance.cli import output
    from compliance.cli.replaying import Playing, gate_of
    from compliance.renderers import Look
    from compliance.renderers.replayed import render
    from compliance.runner import Job

    new = side_of(told["rules"]).checker
    if new is None:
        hint = f"--against {told['rules']}, with the rules that are to be tried"
        raise ComplianceError("a report holds no rules", hint=hint)
    old = side_of(told["against"], gate_of(new))
    held = [_held(told, one) for one in (new, old.checker) if one is not None]
    playing = Playing(new, old, Job(language(), told["told"], told["now"]), held, means(told))
    with output.opened(told["path"], machine=told["format_"] != "text") as stream:
        dressed = (output.width(stream), output.colours(told["colour"], stream), output.carries_signs(stream))
        look = Look(language(), *dressed)
        names = (told["rules"], told["against"])
        pieces = render(told["format_"], names, playing.changes(stories), playing.replay.summary, look)
        output.write(stream, pieces)
    return playing.code


def _held(told: Mapping[str, Any], checker: Checker) -> Held:
    """What sets apart what is waived and what the baseline knows, as ``check`` does."""
    waivers, path = waivers_of(told, checker), None if told["no_baseline"] else baseline_file(told)
    matching = None
    if path is not None:
        from compliance.baseline import Matching, load

        matching = Matching(load(path), checker.config.gate)

    def held(seen: Seen) -> ReportView:
        view = (waivers.held(seen) if waivers is not None else seen).view
        return matching.parted(view) if matching is not None else view

    return held
