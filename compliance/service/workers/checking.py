"""Checks one body in a worker: the time of each story, rules that are left out, and the JSON form of the report.

A rule that could not have its say is named in the report; ``on_overrun`` and ``essential`` decide whether the
story is then held or needs a review.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from fnmatch import fnmatchcase
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from compliance.checker import Checker
from compliance.deadline import Watch, ticking
from compliance.errors import ComplianceError, RuleTimeout, TooLargeError
from compliance.finding import Finding, Report, Skipped
from compliance.policy import verdict
from compliance.renderers.build import in_order, view_of
from compliance.renderers.json import table_of
from compliance.renderers.messages import Messages
from compliance.renderers.ranges import add_ranges
from compliance.rounds import run_rules
from compliance.rule import Rule
from compliance.service.canonical import canonical_fields, digests_of
from compliance.service.facts import facts_of
from compliance.service.published import story_of
from compliance.service.settings import REVIEW, Settings
from compliance.service.story_ids import refuse_odd
from compliance.service.types import Checked
from compliance.service.workers.jobs import READING, WRITING, Answer, Job, Refused
from compliance.service.workers.layout import Layout, lay_out
from compliance.service.workers.queued import goes_out, headline_of
from compliance.sighting import Told

if TYPE_CHECKING:
    from compliance.article import Article
    from compliance.pulse import Pulse

SUSPENDED = "it failed on several of the last stories and is suspended; it will be tried again"
CUT_OFF = "it was over its time and was stopped"
NO_TURN = "the time for this story was over before its turn came"


class TimedChecker(Checker):
    """A checker that keeps the time of a whole story, and leaves rules out."""

    def prepare(self, settings: Settings, files: tuple[str, ...] = ()) -> TimedChecker:
        """Take over how the service behaves.

        :param files: configuration, profiles, vocabulary and packs: what a change of asks for another checker.
        """
        self.settings = settings
        self.rule_seconds = min(self.config.rule_seconds, settings.story_seconds / 2)
        self.config = self.config._replace(rule_seconds=self.rule_seconds)
        self.files = files
        self.desk = self.desk._replace(max_depth=settings.max_depth)
        self.messages: dict[str, Messages] = {}
        self.watch = Watch(self.rule_seconds)
        self.begin(Job(b""))
        return self

    def kept_by(self, watch: Watch, pulse: Pulse) -> None:
        """Be stopped by the timer of a process.

        :param watch: what the handler of its signal asks.
        :param pulse: where the parent process sees what this one is at; the watch's own.
        """
        self.interrupt, self.watch, self.pulse = True, watch, pulse

    def begin(self, job: Job) -> None:
        """A new body."""
        self.job = job
        self.passed_over = job.given_up | job.left_out
        self.watch.stop()
        self.start_story()

    def start_story(self) -> None:
        """A new story: its time begins."""
        self.missed: dict[str, str] = {}
        self.watch.seconds = self.rule_seconds
        self.ends = monotonic() + self.settings.story_seconds

    @contextmanager
    def reading(self) -> Iterator[None]:
        """While this lasts, a story is read; it has the time of a story for that."""
        self.watch.seconds = self.settings.story_seconds
        self.watch.start(READING)
        try:
            yield
        finally:
            self.watch.stop()

    def look_over(self, article: Article) -> Report:
        """The report on a story that was read, its time beginning now."""
        self.start_story()
        progress = self.begun(article)
        run_rules(progress, self.watch, self.run_rule)
        return self.finished(progress)

    def essential(self, rule: str) -> bool:
        """Whether no story is let through without this rule."""
        return any(fnmatchcase(rule, glob) for glob in self.settings.essential)

    def run_rule(self, rule: Rule, options: Any, article: Article, watch: Watch) -> list[Told]:
        """What one rule finds in the time that the story has left."""
        left = self.ends - watch.start(rule.name)
        if left < self.rule_seconds or self.passed_over:
            found = self._hurried(rule, options, article, watch, left)
        else:
            found = Checker.run_rule(self, rule, options, article, watch)
        watch.stop()
        return found

    def _hurried(self, rule: Rule, options: Any, article: Article, watch: Watch, left: float) -> list[Told]:
        """The same where there is little time, or some rules do not run."""
        found = self._passed_over(rule, left)
        if found is None:
            watch.seconds = min(self.rule_seconds, max(left, 0.05))
            found = Checker.run_rule(self, rule, options, article, watch)
        return found

    def _passed_over(self, rule: Rule, left: float) -> list[Told] | None:
        """What is said of a rule that does not run; ``None`` where it does.

        :param left: the seconds that the story has left.
        """
        name = rule.name
        if name in self.job.given_up:
            return [self._crashed(rule, "overran", "overran", seconds=self.rule_seconds)]
        if name in self.job.left_out:
            if self.essential(name):
                return [self._crashed(rule, "suspended", "suspended")]
            self.missed[name] = SUSPENDED
            return []
        if left <= 0:
            if self.essential(name) or self.settings.on_overrun != REVIEW:
                return [self._crashed(rule, "no-turn", "no_turn", seconds=self.settings.story_seconds)]
            self.missed[name] = NO_TURN
            return []
        return None

    def said(self, language: str) -> Messages:
        """The messages of all rules in a language."""
        if language not in self.messages:
            self.messages[language] = Messages(self.catalogue, language)
        return self.messages[language]


def answer(checker: TimedChecker, job: Job) -> Answer:
    """What a body comes to: a report for each story, or why there is none."""
    checker.begin(job)
    try:
        with ticking(checker.watch.seconds) if checker.interrupt else nullcontext():
            return _checked(checker, job)
    except ComplianceError as error:
        too_large = isinstance(error, TooLargeError)
        return Answer(refused=Refused(error.what, error.where.removeprefix("story"), error.hint, too_large))
    except RecursionError:
        return Answer(refused=Refused("the story is nested too deeply to be read", "", "send it in a flatter form"))
    except RuleTimeout:
        return Answer(refused=Refused("the story could not be read in time", "", "send it in a simpler form"))
    except Exception as error:  # noqa: BLE001 - a slip in a reader is an answer, not an outage
        what = f"the program failed on this story: {type(error).__name__}"
        return Answer(refused=Refused(what, "", "please report this as a bug"))


def _checked(checker: TimedChecker, job: Job) -> Answer:
    stories, failed, layouts = [], [], []
    most = checker.settings.max_stories
    for number, article in enumerate(_read(checker, job)):
        if number == most:
            raise TooLargeError(f"there are more than {most} stories in one body", hint="send them in several")
        refuse_odd(article.metadata.story_id, "/id")
        _set_beside(checker, job, article)
        report = checker.look_over(article)
        if checker.pulse is not None:
            checker.pulse.beat(WRITING, monotonic())
        failed.append(tuple(_failed(report)))
        report = _settled(checker, report)
        stories.append(_made(checker, job, article, report))
        if job.layout:
            layouts.append(_layout(checker, job, article, report))
    if not stories:
        raise ComplianceError("there is no story in it", hint="send a story's text")
    return Answer(tuple(stories), tuple(failed), layouts=tuple(layouts))


def _read(checker: TimedChecker, job: Job) -> Iterator[Article]:
    """The stories of a body; the reading of each has the time of a story."""
    articles = iter(checker.read(job.data, "story", content_type=_media(checker, job), now=job.now))
    while True:
        with checker.reading():
            article = next(articles, None)
        if article is None:
            return
        yield article


def _set_beside(checker: TimedChecker, job: Job, article: Article) -> None:
    """Put the version that readers have beside a story; it is read in a time of its own."""
    published = job.previous.get(article.item or 0)
    if published is not None:
        with checker.reading():
            article.previous = checker.article(story_of(published.fields), name=published.report_id, now=job.now)


def _media(checker: TimedChecker, job: Job) -> str | None:
    """The media type of a body; a file that somebody names gets no settings of its own by that, only its format."""
    ending = Path(job.name).suffix.lower()
    if job.content_type is not None or not ending:
        return job.content_type
    return next((r.content_types[0] for r in checker.desk.readers if ending in r.extensions and r.content_types), None)


def _failed(report: Report) -> Iterator[str]:
    for finding in (*report.findings, *report.observed):
        if finding.rule == "compliance/rule-crashed" and finding.variant not in ("suspended", "no-turn"):
            yield str(finding.data.get("failed_rule"))


def _settled(checker: TimedChecker, report: Report) -> Report:
    """The report with the rules that missed their say among the skipped ones."""
    missed = dict(checker.missed)
    findings = []
    for finding in report.findings:
        name = str(finding.data.get("failed_rule", ""))
        if _only_review(checker, finding, name):
            missed[name] = CUT_OFF
        else:
            findings.append(finding)
    if not missed:
        return report
    plan = checker.plan(report.file)
    told = (Skipped(name, why, undecided=name not in plan.observed) for name, why in missed.items())
    skipped = (*report.rules_skipped, *told)
    undecided = any(one.undecided for one in skipped)
    run = tuple(name for name in report.rules_run if name not in missed)
    return report._replace(
        findings=tuple(findings), rules_skipped=skipped, rules_run=run, verdict=verdict(findings, undecided, plan.gate)
    )


def _only_review(checker: TimedChecker, finding: Finding, name: str) -> bool:
    """Whether the house wants a review, not a hold, for a rule that was cut off."""
    return (
        finding.rule == "compliance/rule-crashed"
        and finding.variant == "overran"
        and checker.settings.on_overrun == REVIEW
        and not checker.essential(name)
    )


def _made(checker: TimedChecker, job: Job, article: Article, report: Report) -> Checked:
    table = table_of(view_of(article, report, checker.said(job.language)))
    del table["text"]
    add_ranges(table, report, "utf16" if job.utf16 else "codepoints")
    plan, facts = checker.plan(report.file), facts_of(report)
    for found in (*table["findings"], *table["observed"]):
        found["facts"] = facts.get(found["fingerprint"], "")
    fields = canonical_fields(article)
    digest, parts = digests_of(fields)
    return Checked(
        item=report.item or 0,
        report=table,
        story_id=article.metadata.story_id or None,
        digest=digest,
        facts=facts,
        waivable=checker.people_needed("story"),
        undecided=any(skipped.undecided for skipped in report.rules_skipped),
        gate=plan.gate.value if plan.gate else None,
        unchecked=[
            {"what": skipped.rule, "reason": skipped.reason} for skipped in report.rules_skipped if skipped.undecided
        ],
        canonical=fields if job.keep_text else {},
        parts=parts,
        headline=headline_of(article),
        goes_out=goes_out(article),
    )


def _layout(checker: TimedChecker, job: Job, article: Article, report: Report) -> Layout:
    form = checker.desk.choose(article.source.text, "story", None, _media(checker, job)).name
    findings = (*in_order(report.findings), *in_order(report.observed))
    return lay_out(article, findings, form, checker.catalogue, job.language)
