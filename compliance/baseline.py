"""What a newsroom knowingly starts with: findings that are recorded once, and that do not hold a story back again.

A finding is known where the baseline has its path and fingerprint, or its fingerprint alone under a path that is gone:
the file was moved. An entry whose finding is no longer there is stale. Only entries whose file was checked with the
rule, or whose path is gone from a folder that was searched, are judged so.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from compliance.atomic import write_whole
from compliance.errors import ConfigError
from compliance.finding import Severity, Standing
from compliance.policy import verdict_left
from compliance.record import Record
from compliance.relative import Relative

if TYPE_CHECKING:
    from compliance.finding import Severity
    from compliance.renderers.model import FindingView, ReportView

NAME = "compliance-baseline.json"
VERSION = 1
LONGEST = 80
"""Code points of a finding's words that are kept, for people to read."""
_AGAIN = "take the file away, and `compliance baseline` writes it anew"
_OWN = "compliance/"


class Entry(Record):
    """A finding that was there when the baseline was written.

    :param path: of its file, relative to the baseline's folder, with ``/``.
    :param matched: its words, cut at :data:`LONGEST`; for people only.
    """

    path: str
    fingerprint: str
    rule: str
    matched: str


class Baseline(Record):
    """A baseline as it was read, or as it is to be written.

    :param path: of its own file.
    """

    path: Path
    entries: tuple[Entry, ...] = ()

    @property
    def root(self) -> Path:
        """The folder that the entries' paths begin in."""
        return Path(os.path.abspath(self.path)).parent

    def path_of(self, file: str) -> str:
        """A file's path as entries have it.

        :param file: as it was given, relative to the working folder.
        """
        return PurePath(os.path.relpath(os.path.abspath(file), self.root)).as_posix()

    def written(self) -> bytes:
        """The file: sorted, an entry a line, the same bytes for the same entries."""
        ordered = sorted(self.entries, key=lambda entry: (entry.path, entry.rule, entry.fingerprint, entry.matched))
        lines = ",\n".join(json.dumps(entry._asdict(), ensure_ascii=False) for entry in ordered)
        whole = f'{{"version": {VERSION}, "findings": [\n{lines}{chr(10) if lines else ""}]}}\n'
        return whole.encode("utf-8", "backslashreplace")

    def write(self) -> None:
        """Write the file whole, or not at all.

        :raises ComplianceError: it cannot be written.
        """
        write_whole(self.path, self.written())


def load(path: Path) -> Baseline:
    """The baseline in a file.

    :raises ConfigError: it cannot be read, or something in it is no entry.
    """
    try:
        table = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        hint = "`compliance baseline STORIES` writes one"
        raise ConfigError("there is no such baseline", where=str(path), hint=hint) from error
    except OSError as error:
        raise ConfigError(f"the baseline cannot be read: {error.strerror}", where=str(path), hint=_AGAIN) from error
    except json.JSONDecodeError as error:
        raise ConfigError("this is no JSON", where=f"{path}:{error.lineno}:{error.colno}", hint=_AGAIN) from error
    except (UnicodeDecodeError, RecursionError) as error:
        raise ConfigError("this is no JSON", where=str(path), hint=_AGAIN) from error
    if not isinstance(table, Mapping) or not isinstance(table.get("findings"), list):
        raise ConfigError("this is no baseline", where=str(path), hint=_AGAIN)
    if table.get("version") != VERSION:
        what = f"the baseline is of version {table.get('version')!r}, and this program reads version {VERSION}"
        raise ConfigError(what, where=str(path), hint=_AGAIN)
    return Baseline(path, tuple(_entry(one, f"{path}: findings[{n}]") for n, one in enumerate(table["findings"])))


def _entry(one: Any, where: str) -> Entry:
    fields = Entry._fields
    if not isinstance(one, Mapping) or not all(isinstance(one.get(field), str) for field in fields):
        raise ConfigError("an entry needs path, fingerprint, rule and matched", where=where, hint=_AGAIN)
    if one["rule"].startswith(_OWN):
        what = "the host's own findings cannot be in a baseline"
        raise ConfigError(what, where=where, hint="take the entry out: what was not checked cannot be known")
    return Entry(*(one[field] for field in fields))


def entries_of(baseline: Baseline, view: ReportView) -> list[Entry]:
    """A report's findings as a baseline keeps them; the host's own cannot be in one."""
    path = baseline.path_of(view.file)
    return [_entry_of(path, finding) for finding in (*_recordable(view.findings), *_recordable(view.baseline))]


def _entry_of(path: str, finding: FindingView) -> Entry:
    words = " ".join(finding.matched.split())
    words = words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"
    return Entry(path, finding.fingerprint, finding.rule, words)


def _recordable(findings: Iterable[FindingView]) -> list[FindingView]:
    """The findings that may be in a baseline: the host's own are of what was not checked, and may not."""
    return [finding for finding in findings if not finding.rule.startswith(_OWN)]


def standings(view: ReportView, others: Iterable[tuple[str, Standing]]) -> tuple[tuple[str, Standing], ...]:
    """Which findings of a report are new and which were known, by fingerprint.

    :param others: what else is settled of them.
    """
    settled = dict(others)
    for state, findings in (("new", view.findings), ("unchanged", view.baseline)):
        for finding in findings:
            settled[finding.fingerprint] = settled.get(finding.fingerprint, Standing())._replace(baseline=state)
    return tuple(settled.items())


class Matching:
    """One run's findings held against a baseline, story by story; each entry is for one finding.

    :param gate: as in the configuration.
    """

    def __init__(self, baseline: Baseline, gate: Severity | None) -> None:
        self._baseline, self._gate = baseline, gate
        self._relative = Relative(baseline.root)
        self._at: dict[tuple[str, str], list[int]] = {}
        self._like: dict[str, list[int]] = {}
        for n, entry in enumerate(baseline.entries):
            self._at.setdefault((entry.path, entry.fingerprint), []).append(n)
            self._like.setdefault(entry.fingerprint, []).append(n)
        self._paths = {entry.path for entry in baseline.entries}
        self._used: dict[int, str] = {}
        self._ran: dict[str, set[str]] = {}
        self._gone: dict[str, bool] = {}
        self._observed: set[int] = set()

    def parted(self, view: ReportView) -> ReportView:
        """A report with what is known set apart, and the verdict on what is new."""
        path = self._relative.path(view.file)
        if path in self._paths:
            self._ran.setdefault(path, set()).update(view.rules_run)
        for waived in _recordable(view.waived):
            self._take(path, waived)  # it is still there
        known = [finding for finding in _recordable(view.findings) if self._take(path, finding) is not None]
        taken = (self._take(path, finding) for finding in _recordable(view.observed))
        self._observed.update(n for n in taken if n is not None)
        if not known:
            return view
        kept = set(map(id, known))
        new = tuple(finding for finding in view.findings if id(finding) not in kept)
        return view._replace(findings=new, baseline=tuple(known), verdict=verdict_left(view, new, self._gate))

    def _take(self, path: str, finding: FindingView) -> int | None:
        """Use up the entry of a finding; its number, ``None`` where there is none."""
        same = self._at.get((path, finding.fingerprint), ())
        found = next((n for n in same if n not in self._used), None)
        if found is None:
            like = self._like.get(finding.fingerprint, ())
            found = next((n for n in like if n not in self._used and self._is_gone(n)), None)
        if found is not None:
            self._used[found] = path
        return found

    def _is_gone(self, number: int) -> bool:
        path = self._baseline.entries[number].path
        if path not in self._gone:
            self._gone[path] = not os.path.lexists(self._baseline.root / path)
        return self._gone[path]

    def judged(self, number: int, folders: Collection[str], rules: Collection[str]) -> bool:
        """Whether it is known of an entry that its finding is there or not.

        :param folders: that were searched, as :meth:`Baseline.path_of` has them.
        :param rules: the names of all rules there are.
        """
        entry = self._baseline.entries[number]
        if entry.path in self._ran:
            return entry.rule in self._ran[entry.path] or entry.rule not in rules
        return self._is_gone(number) and any(_inside(entry.path, folder) for folder in folders)

    def stale(self, folders: Collection[str], rules: Collection[str]) -> tuple[Entry, ...]:
        """The entries whose finding is no longer there; parameters as in :meth:`judged`."""
        unused = (n for n in range(len(self._baseline.entries)) if n not in self._used)
        return tuple(self._baseline.entries[n] for n in unused if self.judged(n, folders, rules))

    def renewed(self, new: Iterable[Entry], folders: Collection[str], rules: Collection[str]) -> Baseline:
        """The baseline that a run records: what it found and counts, and the entries that it could not judge."""
        kept = []
        for n, entry in enumerate(self._baseline.entries):
            if n in self._observed:
                kept.append(entry._replace(path=self._used[n]))
            elif n not in self._used and not self.judged(n, folders, rules):
                kept.append(entry)
        return self._baseline._replace(entries=(*kept, *new))

    def pruned(self, folders: Collection[str], rules: Collection[str]) -> Baseline:
        """The baseline without its stale entries, those of moved files under their new path."""
        kept = []
        for n, entry in enumerate(self._baseline.entries):
            if n in self._used:
                kept.append(entry._replace(path=self._used[n]))
            elif not self.judged(n, folders, rules):
                kept.append(entry)
        return self._baseline._replace(entries=tuple(kept))


def _inside(path: str, folder: str) -> bool:
    return (folder == "." and not path.startswith("../")) or path.startswith(f"{folder}/")
