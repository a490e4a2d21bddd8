"""Runs the rules over stories. Built once, used many times, from any thread; a story belongs to one.

A rule that raises or overruns its time becomes the finding ``compliance/rule-crashed`` and takes nothing else
down; a rule that has nothing to look at counts as run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import nullcontext
from datetime import datetime
from functools import cache
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from compliance import __version__, plugins
from compliance.article import Article, Context, Span
from compliance.catalogue import with_packs
from compliance.config import Config, RuleSetting
from compliance.deadline import Watch, interrupting
from compliance.errors import AnalysisError, PluginError, ReadError, RuleTimeout
from compliance.finding import Finding, Report, Skipped
from compliance.fingerprint import with_fingerprints
from compliance.needs import parted
from compliance.own_rules import own_rules, rule_crashed
from compliance.policy import Plan, make_plan, matching_overrides, settle, verdict
from compliance.readers import Desk, builtin
from compliance.rule import Need, Rule
from compliance.scanning import make_scanner
from compliance.vocabulary import load_vocabulary, make_lexicon

if TYPE_CHECKING:
    from compliance.pulse import Pulse


class Checker:
    """Everything that is needed to check stories.

    :param config: the house's decisions.
    :param registry: what plugins registered; default: those installed, less the blocked.
    :param interrupt: stop rules that overrun with the process's interval timer; only for the main thread of a
        process of one's own. Elsewhere the limit is cooperative.
    :param like: a checker of the same registry and vocabulary; what is built from the two is taken from it.
    :raises ComplianceError: plugins, configuration or vocabulary are wrong, or no rule is selected.
    """

    def __init__(
        self,
        config: Config | None = None,
        *,
        registry: plugins.Registry | None = None,
        interrupt: bool = False,
        like: Checker | None = None,
    ) -> None:
        self.config = config or Config()
        self.registry = with_packs(registry or plugins.load(blocked=self.config.blocked_plugins), self.config.packs)
        self.interrupt = interrupt
        self.pulse: Pulse | None = None
        rules = self.registry.rules
        self._plans: dict[tuple[int, ...], Plan] = {}
        packs = (self.registry.packs_on or {}).values()
        self._untaken = tuple(one for pack in packs for one in pack.untaken)
        self._base = make_plan(self.config, rules, untaken=self._untaken)
        self.context: Context = like.context if like is not None else self._context()
        self.desk = Desk(self.context, (*builtin(), *self.registry.readers), self.config.max_bytes)
        self.versions = {"compliance": __version__, **self.registry.versions}

    def _context(self) -> Context:
        registry = self.registry
        kept = load_vocabulary((*registry.vocabulary, *self.config.vocabulary))
        lexicon = make_lexicon(kept)
        for rule in registry.rules.values():
            for name in rule.lists:
                lexicon.require(name)
        scanner = make_scanner(kept, lexicon, registry.rules.values(), (registry.packs_on or {}).values())
        return Context(lexicon, scanner, registry.analyses)

    @property
    def catalogue(self) -> Mapping[str, Rule]:
        """Every rule there is, the host's own included, by name."""
        return {**self.registry.rules, **own_rules()}

    def read(
        self,
        data: bytes,
        name: str,
        *,
        told: str | None = None,
        content_type: str | None = None,
        now: datetime | None = None,
        folder: Path | None = None,
    ) -> Iterator[Article]:
        """The stories in a file's bytes; parameters as in :meth:`compliance.readers.Desk.read`."""
        return self.desk.read(
            data, name, told=told, content_type=content_type, defaults=self.plan(name).story, now=now, folder=folder
        )

    def check_bytes(self, data: bytes, name: str, **how: Any) -> Iterator[Report]:
        """A report for each story in a file's bytes; parameters as in :meth:`read`."""
        for article in self.read(data, name, **how):
            yield self.check(article)

    def check_file(self, path: str | Path, **how: Any) -> Iterator[Report]:
        """A report for each story in a file.

        :raises ReadError: the file cannot be read.
        """
        path = Path(path)
        try:
            data = path.read_bytes()
        except OSError as error:
            raise ReadError(
                f"the file cannot be read: {error.strerror}", where=str(path), hint="check the path and its permissions"
            ) from error
        yield from self.check_bytes(data, str(path), folder=path.parent, **how)

    def plan(self, file: str) -> Plan:
        """What runs on a file's stories."""
        overrides = matching_overrides(self.config, file)
        if not overrides:
            return self._base
        key = tuple(id(override) for override in overrides)
        if key not in self._plans:
            self._plans[key] = make_plan(self.config, self.registry.rules, overrides, self._untaken)
        return self._plans[key]

    def check(self, article: Article) -> Report:
        """Run the rules over a story."""
        plan = self.plan(article.name)
        watch = Watch(self.config.rule_seconds, self.pulse)
        skipped: list[Skipped] = []
        findings: list[Finding] = []
        timings: dict[str, float] = {}
        undecided: set[str] = set()
        interrupt = self.interrupt
        with interrupting(watch) if interrupt else nullcontext():
            lacking: dict[Need, bool] = {}
            for group in plan.groups:
                try:
                    left_out, rules, unsure = parted(article, group, lacking)
                except AnalysisError as error:
                    findings += [self._failed(rule, error, watch) for rule, _ in group.rules]
                    continue
                skipped += left_out
                if unsure:
                    undecided.update(unsure)
                if not rules:
                    continue
                started = perf_counter() - article.analyses_took
                for rule, options in rules:
                    name = rule.name
                    if interrupt:
                        watch.start(name)
                    found = self._run(rule, options, article, watch)
                    if interrupt:
                        watch.stop()
                    ended = perf_counter() - article.analyses_took
                    timings[name] = ended - started if ended > started else 0.0
                    started = ended
                    if found:
                        findings += _settled(found, plan.settings)
        findings.sort(key=_by_place)
        for name, seconds in article.analysis_seconds.items():
            timings[f"analysis:{name}"] = seconds
        report = Report(
            file=article.name,
            item=article.item,
            verdict=verdict(findings, bool(undecided), plan.gate),
            findings=with_fingerprints(article, findings),
            article=article,
            rules_run=tuple(name for name in plan.names if name not in undecided) if undecided else plan.names,
            rules_skipped=(*skipped, *plan.skipped),
            timings=timings,
            versions=self.versions,
        )
        self._announce(report)
        return report

    def _announce(self, report: Report) -> None:
        """Give a finished report to the plugins that keep records; one that cannot keep it must not go unnoticed."""
        manager = self.registry.manager
        if manager is None or not manager.hook.compliance_report_ready.get_hookimpls():
            return
        try:
            manager.hook.compliance_report_ready(report=report)
        except Exception as error:
            raise PluginError(
                f"a plugin failed in compliance_report_ready: {type(error).__name__}: {error}",
                where=report.file,
                hint="the report was made and not recorded; block the plugin, or mend what it writes to",
            ) from error

    def _run(self, rule: Rule, options: Any, article: Article, watch: Watch) -> list[Finding]:
        try:
            found = list(rule.check(article, options))
            outside = any(_marks_outside(one, len(article.text)) for one in found) if found else False
        except RuleTimeout as error:
            message = "overran_together" if error.together else "overran"
            return [self._crashed(rule, "overran", message, seconds=error.seconds or watch.seconds)]
        except AnalysisError as error:
            return [self._failed(rule, error, watch)]
        except (Exception, SystemExit) as error:  # noqa: BLE001 - no rule may take another down, whatever it raises
            return [self._crashed(rule, "raised", "message", error=f"{type(error).__name__}: {error}")]
        if outside:
            return [self._crashed(rule, "raised", "message", error="it marks a place outside the story")]
        return found

    def _failed(self, rule: Rule, error: AnalysisError, watch: Watch) -> Finding:
        """A rule whose analysis failed, the one that tells the story's language included."""
        cause = error.__cause__ or error
        if isinstance(cause, RuleTimeout):
            return self._crashed(rule, "analysis", "analysis_overran", analysis=error.analysis, seconds=watch.seconds)
        why = f"{type(cause).__name__}: {cause}"
        return self._crashed(rule, "analysis", "analysis", analysis=error.analysis, error=why)

    def _crashed(self, rule: Rule, variant: str, message: str, **data: Any) -> Finding:
        owner = self.registry.owners.get(rule.name)
        plugin, version = (owner.distribution, owner.version) if owner else ("unknown", "0")
        facts = {
            "failed_rule": rule.name,
            "plugin": plugin,
            "version": version,
            "owner": f"{plugin} {version}".rstrip(),
            **data,
        }
        return rule_crashed.finding(Span(0, 0), message=message, variant=variant, data=facts)


def _marks_outside(finding: Finding, length: int) -> bool:
    """Whether a place of a finding is none of the story's; labels may lie in a source."""
    spans = [finding.span]
    for label in finding.labels:
        if label.article is None:
            spans.append(label.span)
    for suggestion in finding.suggestions:
        for edit in suggestion.edits:
            spans.append(edit.span)
    for start, end in spans:  # noqa: SIM110 - done for every finding, and a generator costs more than this
        if not 0 <= start <= end <= length:
            return True
    return False


def _by_place(finding: Finding) -> tuple[int, int, str]:
    return (finding.span.start, finding.span.end, finding.rule)


def _settled(found: list[Finding], settings: Mapping[str, RuleSetting]) -> Iterable[Finding]:
    """What is left of a rule's findings when the house has had its say."""
    if not settings:
        return found
    return [settled for one in found if (settled := settle(one, settings)) is not None]


def check(story: Article | str | bytes | Path | Mapping[str, Any], config: Config | None = None) -> Report:
    """Check one story.

    :param story: an article; the plain text of one; its bytes in any format that is read; the path of a file; or
        a story in JSON as a mapping: the product's own form, ninjs, or a WordPress post.
    :param config: default: a general newsroom's. Whoever checks many stories builds one :class:`Checker`.
    :raises ReadError: the story cannot be read, or the file holds none.
    """
    checker = Checker(config) if config is not None else _default()
    if isinstance(story, Article):
        return checker.check(story)
    if isinstance(story, Path):
        reports = checker.check_file(story)
    elif isinstance(story, bytes):
        reports = checker.check_bytes(story, "<story>")
    elif isinstance(story, str):
        reports = checker.check_bytes(story.encode(), "<story>", told="text")
    else:
        import json

        reports = checker.check_bytes(
            json.dumps(story, ensure_ascii=False, default=str).encode(), "<story>", content_type="application/json"
        )
    for report in reports:
        return report
    raise ReadError("there is no story in it", where=str(story)[:80])


@cache
def _default() -> Checker:
    return Checker()
