"""Runs one rule, and no other, over the stories of its cases file, through the same host that editors use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from compliance.errors import ConfigError
from compliance.record import Record
from compliance.testing.cases import Mark, Story
from compliance.testing.compare import Found, Outcome, compare

if TYPE_CHECKING:
    from compliance.checker import Checker
    from compliance.finding import Finding, Report
    from compliance.plugins import Registry
    from compliance.rule import Rule


class _Installed(Record):
    registry: Registry
    failures: tuple[str, ...]


@cache
def _installed() -> _Installed:
    """What the installed plugins bring; one that cannot be loaded takes only its own rules down."""
    from compliance import plugins
    from compliance.errors import PluginError

    able, failures = [], []
    for plugin in plugins.discover():
        try:
            plugins.load([plugin])
        except PluginError as error:
            failures.append(str(error))
        else:
            able.append(plugin)
    return _Installed(plugins.load(able), tuple(failures))


def rule_named(name: str) -> Rule:
    """The installed rule of that name.

    :raises ConfigError: no plugin that can be loaded brings it.
    """
    from difflib import get_close_matches

    rules = _installed().registry.rules
    if name not in rules:
        near = get_close_matches(name, rules, n=1)
        hint = f"did you mean {near[0]!r}?" if near else "is its distribution installed, and does its hook return it?"
        raise ConfigError("; ".join((f"no plugin brings the rule {name!r}", *_installed().failures)), hint=hint)
    return rules[name]


_checkers: dict[str, Checker] = {}


def _checker(rule: Rule, settings: Mapping[str, Any]) -> Checker:
    """A checker with this rule alone; the last few are kept, as the stories of a file share them."""
    from compliance.checker import Checker
    from compliance.config import Config

    key = f"{rule.name} {settings!r}"
    if key not in _checkers:
        registry = _installed().registry._replace(rules={rule.name: rule}, packs_on={})
        config = Config()
        if settings:
            from compliance.config_file import from_mapping

            config = from_mapping(settings, registry, "the case's toml block")
        if len(_checkers) > 4:
            _checkers.clear()
        _checkers[key] = Checker(config, registry=registry, collect=rule.compare is not None)
    return _checkers[key]


def attempt(name: str, story: Story) -> Outcome:
    """Run the rule over a story.

    :raises ComplianceError: there is no such rule, the configuration is wrong, or the story cannot be read.
    """
    rule = rule_named(name)
    checker = _checker(rule, story.config)
    reports = _reports(checker, story, story.text)
    return _outcome(rule, checker, story, reports)


def _outcome(rule: Rule, checker: Checker, story: Story, reports: Sequence[Report]) -> Outcome:
    seen = [(report, finding) for report in reports for finding in report.findings]
    found = tuple(Found(_mark(report, finding, story), _message(checker, finding)) for report, finding in seen)
    broken = [problem for report, finding in seen for problem in _broken(rule, report, finding)]
    if story.format == "text" and not checker.collect:
        broken += _not_mended(checker, story, reports)
    skipped = [f"the rule did not run: {skip.reason}" for report in reports for skip in report.rules_skipped]
    return compare(story, found, broken, skipped)


def attempt_together(name: str, stories: Sequence[Story]) -> tuple[Outcome, ...]:
    """Run a rule that compares over the stories of a case; an outcome for each of them.

    :raises ComplianceError: as :func:`attempt`.
    """
    from compliance.collection.together import together

    rule = rule_named(name)
    checker = _checker(rule, stories[0].config)
    articles = [
        (number, article)
        for number, story in enumerate(stories)
        for article in checker.read(story.text.encode(), _file(number, story), told=story.format)
    ]
    reports = together(checker, [article for _, article in articles])
    by_story: dict[int, list[Report]] = {number: [] for number in range(len(stories))}
    for (number, _), report in zip(articles, reports, strict=True):
        by_story[number].append(report)
    return tuple(_outcome(rule, checker, story, by_story[number]) for number, story in enumerate(stories))


_ENDINGS = {"text": "txt", "markdown": "md"}


def _file(number: int, story: Story) -> str:
    """What the story's file is called in messages: ``story-1.md``."""
    return f"story-{number + 1}.{_ENDINGS.get(story.format, story.format)}"


def _reports(checker: Checker, story: Story, text: str) -> tuple[Report, ...]:
    """The reports on a story with this text, held against its published version."""
    from compliance.earlier import Version, held_against, published

    articles = checker.read(text.encode(), "story", told=story.format)
    if story.previous is not None:
        told = story.previous.format
        version = Version(f"previous.{_ENDINGS.get(told, told)}", story.previous.text.encode(), told, alone=True)
        articles = held_against(articles, published(checker, version), alone=True)
    return tuple(map(checker.check, articles))


def _mark(report: Report, finding: Finding, story: Story) -> Mark:
    from compliance.places import place_of

    if report.article is None:
        return Mark(0, 0, finding.rule, finding.variant or "")
    place, last = place_of(report.article, finding.span), len(story.text)
    return Mark(min(place.file_start, last), min(place.file_end, last), finding.rule, finding.variant or "")


def _message(checker: Checker, finding: Finding) -> str:
    from compliance.renderers.messages import fill

    return fill(checker.catalogue[finding.rule].messages["en"].get(finding.message, finding.message), finding.data)


def _broken(rule: Rule, report: Report, finding: Finding) -> Iterator[str]:
    """How a finding breaks the contract: a message without text or data, an edit outside the story."""
    from compliance.renderers.messages import placeholders

    if finding.rule != rule.name:
        if not finding.rule.startswith("compliance/"):
            yield f"the finding is called {finding.rule!r}"
        return
    keys = [finding.message, *(label.text for label in finding.labels), *finding.notes]
    keys += [suggestion.title for suggestion in finding.suggestions]
    for key in dict.fromkeys(keys):
        for language, messages in rule.messages.items():
            if key not in messages:
                yield f"there is no message {key!r} in {language!r}"
                continue
            for name, _ in placeholders(messages[key]):
                if name not in finding.data:
                    yield f"the message {key!r} in {language!r} asks for {{{name}}}, which the data lacks"
    if finding.variant and finding.variant not in rule.variants:
        yield f"the variant {finding.variant!r} is not among the rule's variants"
    length = len(report.article.text) if report.article else 0
    for suggestion in finding.suggestions:
        spans = sorted(edit.span for edit in suggestion.edits)
        if any(not 0 <= span.start <= span.end <= length for span in spans):
            yield f"the suggestion {suggestion.title!r} edits outside the story"
        if any(one.end > other.start for one, other in pairwise(spans)):
            yield f"the edits of the suggestion {suggestion.title!r} overlap"


def _not_mended(checker: Checker, story: Story, reports: Sequence[Report]) -> list[str]:
    """The safe repairs after which the rule finds as much as before; text stories only, where places agree."""
    problems = []
    for report in reports:
        for finding in report.findings:
            for suggestion in finding.suggestions:
                if report.article is None or suggestion.safety != "safe" or not suggestion.edits:
                    continue
                text = report.article.text
                for edit in sorted(suggestion.edits, key=lambda e: e.span, reverse=True):
                    text = text[: edit.span.start] + edit.text + text[edit.span.end :]
                after = sum(len(again.findings) for again in _reports(checker, story, text))
                if after >= len(report.findings):
                    problems.append(f"the safe suggestion {suggestion.title!r} mends nothing: {text!r}")
    return problems
