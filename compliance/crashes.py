"""What is found where a rule could not do its work: a finding of ``compliance/rule-crashed`` that names it."""

from __future__ import annotations

from collections.abc import Sequence
from inspect import unwrap
from pathlib import Path
from traceback import walk_tb
from typing import TYPE_CHECKING, Any

from compliance.article import Span
from compliance.errors import AnalysisError, RuleTimeout
from compliance.own_rules import rule_crashed

if TYPE_CHECKING:
    from compliance.finding import Finding
    from compliance.plugins import Plugin
    from compliance.rule import Rule


def crashed(rule: str, owner: Plugin | None, variant: str, message: str, **data: Any) -> Finding:
    """The finding for one rule.

    :param owner: the plugin that brought the rule; ``None`` where nobody knows.
    :param variant: what happened, of the variants of ``compliance/rule-crashed``.
    :param message: key of the message.
    :param data: further facts for the message.
    """
    plugin, version = (owner.distribution, owner.version) if owner else ("unknown", "0")
    facts = {
        "failed_rule": rule,
        "plugin": plugin,
        "version": version,
        "owner": f"{plugin} {version}".rstrip(),
        **data,
    }
    return rule_crashed.finding(Span(0, 0), message=message, variant=variant, data=facts)


def raised(rule: Rule, owner: Plugin | None, error: BaseException) -> Finding:
    """The finding for a rule that raised an error, with the line of its own code where it did."""
    told = crashed(rule.name, owner, "raised", "message", error=f"{type(error).__name__}: {error}")
    at = _raised_at(rule, error)
    return told._replace(data={**told.data, "raised_at": at}, notes=("raised_at",)) if at else told


def _raised_at(rule: Rule, error: BaseException) -> str:
    """File and line of the last call in the rule's own folder; empty for a rule without code of its own."""
    code = getattr(unwrap(rule.check), "__code__", None)
    if code is None:
        return ""
    folder = Path(code.co_filename).parent
    calls = [(Path(frame.f_code.co_filename), line) for frame, line in walk_tb(error.__traceback__)]
    own = [f"{file.name}:{line}" for file, line in calls if file.parent == folder]
    return own[-1] if own else ""


def analysis_failed(rule: str, owner: Plugin | None, error: AnalysisError, seconds: float) -> Finding:
    """The finding for a rule whose analysis failed, the one that tells the story's language included.

    :param seconds: how long a rule may take.
    """
    cause = error.__cause__ or error
    if isinstance(cause, RuleTimeout):
        return crashed(rule, owner, "analysis", "analysis_overran", analysis=error.analysis, seconds=seconds)
    why = f"{type(cause).__name__}: {cause}"
    return crashed(rule, owner, "analysis", "analysis", analysis=error.analysis, error=why)


def no_turns(rules: Sequence[str], seconds: float) -> Finding:
    """The one finding for all rules whose turn did not come.

    :param rules: at least one.
    :param seconds: what the story had.
    """
    message = "no_turns" if len(rules) > 1 else "no_turn_here"
    facts = {"failed_rule": rules[0], "rules": list(rules), "count": len(rules), "seconds": seconds}
    return rule_crashed.finding(Span(0, 0), message=message, variant="no-turn", data=facts)
