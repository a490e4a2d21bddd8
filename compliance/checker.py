"""Runs the rules over stories. Built once, used many times, from any thread; a story belongs to one.

A rule that raises or overruns its time becomes the finding ``compliance/rule-crashed`` and takes nothing else
down; a rule that has nothing to look at counts as run.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypeAlias

from compliance import __version__, plugins
from compliance.article import Article, Context
from compliance.catalogue import with_packs
from compliance.config import Config
from compliance.deadline import Watch, interrupting
from compliance.errors import AnalysisError, ReadError, RuleTimeout
from compliance.finding import Finding, Report
from compliance.own_rules import own_rules
from compliance.policy import Plan, make_plan, matching_overrides, people_to_waive
from compliance.progress import Progress
from compliance.readers import Desk, builtin
from compliance.rounds import announce, misplaced, run_rules
from compliance.rule import Rule
from compliance.scanning import make_scanner
from compliance.vocabulary import load_vocabulary, make_lexicon

if TYPE_CHECKING:
    from compliance.pulse import Pulse
    from compliance.renderers.model import ReportView
    from compliance.sighting import Told
    from compliance.threads import Threads

PUBLISHED = "published version"
"""What the version that is published is called where it has no name of its own."""
Story: TypeAlias = Article | str | bytes | Path | Mapping[str, Any]
"""What can be checked as one story; :meth:`Checker.check` says what each means."""


class Checker:
    """Everything that is needed to check stories.

    :param config: the house's decisions.
    :param registry: what plugins registered; default: those installed, less the blocked.
    :param interrupt: stop rules that overrun with the process's interval timer; only for the main thread of a
        process of one's own. Elsewhere the limit is cooperative.
    :param like: a checker of the same registry and vocabulary; what is built from the two is taken from it.
    :param collect: the stories are checked to be compared with each other (:mod:`compliance.collection`).
    :raises ComplianceError: plugins, configuration or vocabulary are wrong, or no rule is selected.
    """

    def __init__(
        self,
        config: Config | None = None,
        *,
        registry: plugins.Registry | None = None,
        interrupt: bool = False,
        like: Checker | None = None,
        collect: bool = False,
    ) -> None:
        self.config = config or Config()
        self.registry = with_packs(registry or plugins.load(blocked=self.config.blocked_plugins), self.config.packs)
        self.interrupt = interrupt
        self.collect = collect
        self.pulse: Pulse | None = None
        rules = self.registry.rules
        self._plans: dict[tuple[int, ...], Plan] = {}
        self._people: dict[int, dict[str, int]] = {}
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
        return Context(lexicon, scanner, registry.analyses, registry.classifiers)

    @classmethod
    def configured(cls, path: str | Path | None = None, *, profile: str | None = None) -> Self:
        """A checker with a house's configuration.

        :param path: a ``compliance.toml``, a ``pyproject.toml``, or the folder of a ``compliance.toml``; ``None``: no
            file, the profile alone.
        :param profile: a profile to start from: ``wire``, ``web``, or that of a pack.
        :raises ComplianceError: there is no such file, or something in it is wrong.
        """
        from compliance.config import find
        from compliance.config_file import enabled, settle
        from compliance.config_layers import read

        draft = read(find(str(path)) if path is not None else None, profile)
        registry = enabled(draft, plugins.load(blocked=draft.blocked_plugins))
        return cls(settle(draft, registry), registry=registry)

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
        articles = self.read(data, name, **how)
        if self.context.classifiers:
            from compliance.batches import batched

            articles = batched(articles)
        for article in articles:
            yield self.check(article)

    def check_file(self, path: str | Path, **how: Any) -> Iterator[Report]:
        """A report for each story in a file.

        :raises ReadError: the file cannot be read.
        """
        from compliance.given import bytes_of

        path = Path(path)
        yield from self.check_bytes(bytes_of(path), str(path), folder=path.parent, **how)

    def plan(self, file: str) -> Plan:
        """What runs on a file's stories."""
        overrides = matching_overrides(self.config, file)
        if not overrides:
            return self._base
        key = tuple(id(override) for override in overrides)
        if key not in self._plans:
            self._plans[key] = make_plan(self.config, self.registry.rules, overrides, self._untaken)
        return self._plans[key]

    def people_needed(self, file: str) -> dict[str, int]:
        """How many different people it takes to let a finding of a file through, as the policy has it."""
        settings = self.plan(file).settings
        if id(settings) not in self._people:
            self._people[id(settings)] = people_to_waive(self.catalogue, settings)
        return self._people[id(settings)]

    def article(
        self, story: Story, *, name: str = "<story>", now: datetime | None = None, previous: Story | None = None
    ) -> Article:
        """One story as rules see it; parameters as in :meth:`check`.

        :raises ReadError: the story cannot be read, or there is none, or there are several.
        """
        if previous is not None:
            held = self.article(story, name=name, now=now)
            held.previous = self.article(previous, name=PUBLISHED, now=now)
            return held
        if isinstance(story, Article):
            return story
        from compliance.given import data_of

        data, name, how = data_of(story, name)
        articles = self.read(data, name, now=now, **how)
        article = next(articles, None)
        if article is None:
            raise ReadError("there is no story in it", where=name, hint="give the story's text")
        if next(articles, None) is not None:
            raise ReadError("there are several stories in it", where=name, hint="check_bytes reports on each of them")
        return article

    def check(
        self, story: Story, *, name: str = "<story>", now: datetime | None = None, previous: Story | None = None
    ) -> Report:
        """Check one story.

        :param story: an article; the plain text of one; its bytes in any format that is read; the path of a file; or
            a story in JSON as a mapping: the product's own form, ninjs, or a WordPress post.
        :param name: what reports and path overrides call it; of no use for an article or a path, which have theirs.
        :param now: the moment the story is judged at, likewise.
        :param previous: the version of it that is published, in any of these forms.
        :raises ReadError: the story cannot be read, or there is none, or there are several.
        """
        article = self.article(story, name=name, now=now, previous=previous)
        progress = self.begun(article)
        watch = Watch(self.config.rule_seconds, self.pulse)
        if self.interrupt:
            with interrupting(watch):
                run_rules(progress, watch, self._watched)
        else:
            run_rules(progress, watch, self.run_rule)
        return self.finished(progress)

    async def acheck(
        self,
        story: Story,
        *,
        seconds: float = 2.0,
        name: str = "<story>",
        now: datetime | None = None,
        previous: Story | None = None,
    ) -> Report:
        """Check one story in a thread, while the event loop goes on.

        Whoever waits may be cancelled; the thread then stops before the next rule. The time is kept together with the
        rules: where one does not come back, the report comes without it, names it and holds the story; the
        thread is lost until the rule ends. Code in C that keeps the interpreter to itself stops the event loop
        too: rules that you do not trust belong behind the service, which has processes to kill.

        :param story: as in :meth:`check`.
        :param seconds: how long the story may take once its turn has come; every loop has two checked at once.
        :raises ReadError: the story cannot be read, or not in time.
        """
        return await self._threads.check(story, seconds, {"name": name, "now": now, "previous": previous})

    @cached_property
    def _threads(self) -> Threads:
        from compliance.threads import Threads

        return Threads(self)

    def begun(self, article: Article) -> Progress:
        """The check of a story at its beginning."""
        return Progress(article, self.plan(article.name), self.registry.owners, collects=self.collect)

    def finished(self, progress: Progress) -> Report:
        """The report on a story, told to the plugins that want to know."""
        report = progress.report(self.versions)
        announce(self.registry.manager, report)
        return report

    def view(self, report: Report, language: str = "en") -> ReportView:
        """A report as an editor reads it: messages in words, places in the fields that the story was given in.

        What ``--format json`` prints is the same; ``compliance.renderers.model`` explains its fields.

        :param language: of the messages: ``en`` or ``es``.
        :raises ReadError: the story was not read.
        """
        from compliance.renderers.build import see
        from compliance.renderers.messages import Messages

        seen = see(report, Messages(self.catalogue, language))
        if seen is None:
            raise ReadError("the story was not read", where=report.file)
        return seen.view

    def _watched(self, rule: Rule, options: Any, article: Article, watch: Watch) -> list[Told]:
        watch.start(rule.name)
        found = self.run_rule(rule, options, article, watch)
        watch.stop()
        return found

    def run_rule(self, rule: Rule, options: Any, article: Article, watch: Watch) -> list[Told]:
        """What one rule finds in a story, or that it could not do its work: no rule takes another down."""
        try:
            found = list(rule.check(article, options))
            wrong = misplaced(found, article) if found else ""
        except RuleTimeout as error:
            message = "overran_together" if error.together else "overran"
            return [self._crashed(rule, "overran", message, seconds=error.seconds or watch.seconds)]
        except AnalysisError as error:
            return [self._failed(rule, error, watch)]
        except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever it raises
            return [self._raised(rule, error)]
        if wrong:
            return [self._crashed(rule, "raised", wrong)]
        return found

    def _failed(self, rule: Rule, error: AnalysisError, watch: Watch) -> Finding:
        from compliance.crashes import analysis_failed

        return analysis_failed(rule.name, self.registry.owners.get(rule.name), error, watch.seconds)

    def _raised(self, rule: Rule, error: BaseException) -> Finding:
        from compliance.crashes import raised

        return raised(rule, self.registry.owners.get(rule.name), error)

    def _crashed(self, rule: Rule, variant: str, message: str, **data: Any) -> Finding:
        from compliance.crashes import crashed

        return crashed(rule.name, self.registry.owners.get(rule.name), variant, message, **data)


def check(
    story: Story, config: Config | None = None, *, now: datetime | None = None, previous: Story | None = None
) -> Report:
    """Check one story; parameters as in :meth:`Checker.check`.

    :param config: default: a general newsroom's. Whoever checks many stories builds one :class:`Checker`.
    :raises ComplianceError: the story cannot be read, or the configuration is wrong.
    """
    checker = Checker(config) if config is not None else _default()
    return checker.check(story, now=now, previous=previous)


@cache
def _default() -> Checker:
    return Checker()
