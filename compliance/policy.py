"""Which rules run on a story, what a finding counts, and the verdict that all findings make."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from fnmatch import fnmatchcase
from functools import cache
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from compliance.article import Span
from compliance.config import Config, Override, RuleSetting
from compliance.errors import ConfigError, did_you_mean
from compliance.finding import Finding, Kind, Severity, Skipped, Verdict
from compliance.needs import Group, make_group
from compliance.record import Record
from compliance.rule import Need, Rule

if TYPE_CHECKING:
    from compliance.renderers.model import FindingView, ReportView


class Plan(Record):
    """What runs on a story.

    :param groups: the rules that ask the same of a story, each with its options.
    :param names: of all the rules, in the catalogue's order.
    :param settings: by rule name, or ``rule:variant``.
    :param story: metadata for what the story does not say.
    :param skipped: rules that are asked for and can run on no story, with the reason.
    :param observed: rules, and variants as ``rule:variant``, whose findings are told and never count.
    """

    groups: tuple[Group, ...]
    names: tuple[str, ...]
    settings: Mapping[str, RuleSetting]
    story: Mapping[str, Any]
    gate: Severity | None
    skipped: tuple[Skipped, ...] = ()
    observed: frozenset[str] = frozenset()


def matching_overrides(config: Config, file: str) -> tuple[Override, ...]:
    """The overrides whose globs fit a path, in the order of the configuration."""
    if not config.overrides:
        return ()
    root = PurePath(config.root)
    # a path is told from the working folder, a glob from the configuration's
    path = PurePath(os.path.abspath(file)) if root.is_absolute() else PurePath(file)
    relative = path.relative_to(root) if path.is_relative_to(root) else path
    return tuple(o for o in config.overrides if any(fits(relative, glob) for glob in o.paths))


def fits(path: PurePath, glob: str) -> bool:
    """Whether a glob fits a path; one without a slash fits the file's name in every folder.

    :param path: relative to the folder of the file that has the glob.
    """
    text = path.as_posix()
    if fnmatchcase(text, glob) or fnmatchcase(text, glob.replace("**/", "")):
        return True
    return "/" not in glob and fnmatchcase(path.name, glob)


def make_plan(
    config: Config,
    rules: Mapping[str, Rule],
    overrides: tuple[Override, ...] = (),
    untaken: Iterable[tuple[str, str]] = (),
) -> Plan:
    """Settle what runs.

    :param untaken: the names of rules that packs have and that cannot be run, each with the reason.
    :raises ConfigError: a glob fits no rule, or no rule is left.
    """
    select, ignore, observe = config.select, config.ignore, config.observe
    settings, story = dict(config.rules), dict(config.story)
    for override in overrides:
        select = override.select if override.select is not None else select
        ignore = (*ignore, *override.ignore)
        observe = (*observe, *override.observe)
        settings.update(override.rules)
        story.update(override.story)
    lost = {name: why for name, why in untaken if name not in rules}
    for glob in (*select, *ignore, *observe):
        _must_fit(glob, rules, lost)
    chosen = [
        rule
        for name, rule in rules.items()
        if _chosen((name, *rule.aliases), select, ignore) and not settings.get(name, _NO_SETTING).off
    ]
    if not chosen:
        raise ConfigError("no rule is selected, so nothing would be checked", hint="widen --select, or --ignore less")
    return Plan(
        _groups((rule, options_of(rule, settings)) for rule in chosen),
        tuple(rule.name for rule in chosen),
        settings,
        story,
        config.gate,
        tuple(Skipped(name, why) for name, why in lost.items() if _chosen((name,), select, ignore)),
        _observed(chosen, observe, settings),
    )


def _observed(chosen: Iterable[Rule], observe: Sequence[str], settings: Mapping[str, RuleSetting]) -> frozenset[str]:
    set_so = (name for name, setting in settings.items() if setting.observe)
    if not observe:
        return frozenset(set_so)
    return frozenset((*set_so, *(rule.name for rule in chosen if _any_fits((rule.name, *rule.aliases), observe))))


def is_observed(finding: Finding, observed: Collection[str]) -> bool:
    """Whether a finding is of an observed rule, or says of such rules alone that they failed.

    :param observed: as in a :class:`Plan`.
    """
    if finding.rule.startswith("compliance/"):
        failed = finding.data.get("rules") or (finding.data.get("failed_rule"),)
        return all(name in observed for name in failed)
    return finding.rule in observed or f"{finding.rule}:{finding.variant}" in observed


def _groups(rules: Iterable[tuple[Rule, Any]]) -> tuple[Group, ...]:
    groups: dict[tuple[tuple[Need, ...], tuple[str, ...]], list[tuple[Rule, Any]]] = {}
    for rule, options in rules:
        groups.setdefault((rule.needs, rule.languages), []).append((rule, options))
    return tuple(make_group(needs, languages, tuple(some)) for (needs, languages), some in groups.items())


_NO_SETTING = RuleSetting()


def _chosen(names: Sequence[str], select: Iterable[str], ignore: Iterable[str]) -> bool:
    """Whether a rule of these names is asked for."""
    return _any_fits(names, select) and not _any_fits(names, ignore)


def _any_fits(names: Iterable[str], globs: Iterable[str]) -> bool:
    return any(fnmatchcase(name, glob) for glob in globs for name in names)


def _must_fit(glob: str, rules: Mapping[str, Rule], untaken: Iterable[str]) -> None:
    if any(_any_fits((rule.name, *rule.aliases), (glob,)) for rule in rules.values()) or _any_fits(untaken, (glob,)):
        return
    if glob == "*" and not rules:
        return
    known = [*rules, *{f"{name.partition('/')[0]}/*" for name in rules}]
    hint = did_you_mean(glob, known) or "`compliance rules` lists them all"
    raise ConfigError(f"no rule fits {glob!r}", hint=hint)


def options_of(rule: Rule, settings: Mapping[str, RuleSetting]) -> Any:
    """A rule's options as the house sets them, else its own defaults."""
    for name in (rule.name, *rule.aliases):
        setting = settings.get(name)
        if setting is not None and setting.options is not None:
            return setting.options
    return _defaults(rule.options)


@cache
def _defaults(options: type) -> Any:
    return options()


def settle(finding: Finding, settings: Mapping[str, RuleSetting]) -> Finding | None:
    """The finding with the severity and kind that the house gives it; ``None`` where it is switched off."""
    if not settings:
        return finding
    names = [finding.rule] if finding.variant is None else [finding.rule, f"{finding.rule}:{finding.variant}"]
    for name in names:
        setting = settings.get(name)
        if setting is None:
            continue
        if setting.off:
            return None
        if setting.severity or setting.kind:
            finding = finding._replace(severity=setting.severity or finding.severity, kind=setting.kind or finding.kind)
    return finding


def verdict(findings: Iterable[Finding], undecided: bool, gate: Severity | None) -> Verdict:
    """*hold* for a failure at or above the gate, or a rule that could not run; *review* for something that a
    human must decide, or a rule that had work and could not do it; else *publish*.

    :param undecided: whether there is such a rule.
    :param gate: ``None``: only the host's own findings count.
    """
    result = Verdict.PUBLISH
    for finding in findings:
        if finding.rule.startswith("compliance/"):
            return Verdict.HOLD
        if gate is None or finding.severity.rank < gate.rank:
            continue
        if finding.kind is Kind.FAIL:
            return Verdict.HOLD
        result = Verdict.REVIEW
    return Verdict.REVIEW if undecided and gate is not None else result


def worst(*verdicts: Verdict) -> Verdict:
    """The verdict that several parts of one story's findings make together."""
    return max(verdicts, key=tuple(Verdict).index)


def verdict_left(view: ReportView, findings: Iterable[FindingView], gate: Severity | None) -> str:
    """The verdict on a report of which only a part of the findings counts.

    :param findings: that part.
    """
    told = [Finding(f.rule, Span(0, 0), kind=Kind(f.kind), severity=Severity(f.severity)) for f in findings]
    return verdict(told, any(skipped.undecided for skipped in view.rules_skipped), gate).value


def people_to_waive(rules: Mapping[str, Rule], settings: Mapping[str, RuleSetting]) -> dict[str, int]:
    """How many different people it takes to let a finding through, by rule or ``rule:variant``; 0: nobody may.

    Only what differs from the common case, one person, is named.
    """
    needed = {name: int(rule.waivable) for name, rule in rules.items()}
    needed.update((name, setting.waivable) for name, setting in settings.items() if setting.waivable is not None)
    return {name: people for name, people in needed.items() if people != 1 or ":" in name}


def people_for(needed: Mapping[str, int], rule: str, variant: str | None = None) -> int:
    """How many different people it takes to let one finding through; 0: nobody may.

    :param needed: what :func:`people_to_waive` says.
    """
    if rule.startswith("compliance/"):
        return 0
    if variant is not None and f"{rule}:{variant}" in needed:
        return int(needed[f"{rule}:{variant}"])
    return int(needed.get(rule, 1))
