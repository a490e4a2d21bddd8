"""Which configuration counts for a document, and when it has to be read again: as soon as one of its files differs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeAlias

from compliance import plugins
from compliance.baseline import NAME as BASELINE
from compliance.baseline import Baseline
from compliance.baseline import load as load_baseline
from compliance.checker import Checker
from compliance.config import find, nearest
from compliance.config_file import enabled, settle
from compliance.config_layers import files, read
from compliance.lsp.answers import MOST_SECONDS, READING
from compliance.record import Record
from compliance.waivers_file import NAME as WAIVERS
from compliance.waivers_file import load as load_waivers
from compliance.waiving import House as Waivers

if TYPE_CHECKING:
    from compliance.article import Article
    from compliance.deadline import Watch
    from compliance.lsp.answers import Settings
    from compliance.pulse import Pulse
    from compliance.rule import Rule
    from compliance.sighting import Told
    from compliance.waivers import Waiver

Stamps: TypeAlias = "tuple[tuple[str, int, int], ...]"


class EditorChecker(Checker):
    """A checker that leaves out rules that never came back on a document."""

    given_up: tuple[str, ...] = ()

    def begin(self, given_up: tuple[str, ...]) -> None:
        """A document comes next; its reading has the time of a rule.

        :param given_up: the rules that never came back on it.
        """
        self.given_up = given_up
        if self.pulse is not None:
            self.pulse.beat(READING, monotonic())

    def run_rule(self, rule: Rule, options: Any, article: Article, watch: Watch) -> list[Told]:
        """What one rule finds; one that was given up is reported as over its time."""
        if rule.name in self.given_up:
            return [self._crashed(rule, "overran", "overran", seconds=watch.seconds)]
        return super().run_rule(rule, options, article, watch)


class Setting(Record):
    """What decides over the documents of a folder.

    :param baseline: ``None`` where there is none, or none is to be looked at.
    :param waivers: ``None`` where nothing is to be let through.
    """

    checker: EditorChecker
    baseline: Baseline | None
    waivers: Waivers | None


class House(Record):
    """A configuration that is in use.

    :param stamps: the state of the files that it was read from.
    """

    checker: EditorChecker
    stamps: Stamps


class Houses:
    """The configurations in use, each built when a document first needs it.

    :param pulse: where the parent process sees what this one is at.
    """

    def __init__(self, settings: Settings, pulse: Pulse | None = None) -> None:
        self._settings, self._pulse = settings, pulse
        self._built: dict[Path | None, House] = {}
        self._baselines: dict[Path, tuple[Stamps, Baseline]] = {}
        self._waivers: dict[Path, tuple[Stamps, EditorChecker, tuple[Waiver, ...]]] = {}

    def setting(self, folder: Path) -> Setting:
        """What decides over the documents of a folder.

        :raises ComplianceError: the configuration, a plugin, a pack, the baseline or a waiver is wrong.
        """
        checker = self._checker(folder)
        return Setting(checker, self._baseline(folder), self._let_through(folder, checker))

    def _checker(self, folder: Path) -> EditorChecker:
        path = find(self._settings.config, folder)
        house = self._built.get(path)
        if house is None or house.stamps != stamps(Path(name) for name, *_ in house.stamps):
            house = self._built[path] = self._build(path)
        return house.checker

    def _baseline(self, folder: Path) -> Baseline | None:
        path = nearest(BASELINE, folder) if self._settings.baseline else None
        if path is None:
            return None
        now = stamps((path,))
        if path not in self._baselines or self._baselines[path][0] != now:
            self._baselines[path] = now, load_baseline(path)
        return self._baselines[path][1]

    def _let_through(self, folder: Path, checker: EditorChecker) -> Waivers | None:
        if not self._settings.waivers:
            return None
        path = nearest(WAIVERS, folder)
        found: tuple[Waiver, ...] = ()
        if path is not None:
            now = stamps((path,))
            kept = self._waivers.get(path)
            if kept is None or kept[0] != now or kept[1] is not checker:
                kept = self._waivers[path] = now, checker, load_waivers(path, checker.catalogue)
            found = kept[2]
        root = path.parent if path is not None else folder
        return Waivers(found, root, date.today(), checker.config.inline_waivers)

    def _build(self, path: Path | None) -> House:
        draft = read(path, self._settings.profile)
        registry = enabled(draft, plugins.load(blocked=draft.blocked_plugins))
        config = settle(draft, registry)
        known = stamps(_with_contents((*files(draft, registry), *config.vocabulary, *config.packs)))
        config = config._replace(rule_seconds=min(config.rule_seconds, MOST_SECONDS))
        checker = EditorChecker(config, registry=registry, interrupt=True)
        checker.pulse = self._pulse
        return House(checker, known)


def _with_contents(paths: Iterable[Path]) -> Iterable[Path]:
    """The paths, and what lies in the folders among them."""
    for path in paths:
        yield path
        if path.is_dir():
            yield from path.rglob("*")


def stamps(paths: Iterable[Path]) -> Stamps:
    """The state of files: for each its path, when it was changed (nanoseconds) and its size (bytes); 0 for no file."""
    found = []
    for path in paths:
        try:
            told = path.stat()
            found.append((str(path), told.st_mtime_ns, told.st_size))
        except OSError:
            found.append((str(path), 0, 0))
    return tuple(found)
