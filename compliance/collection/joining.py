"""Puts what comparing found into the answers for the stories that it marks.

Answers wait until the last story has been seen, and are then handed out in their order. A story that a match marks or
shows is read once more, so that its places are shown like any other's.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from compliance.collection.comparing import compare_all
from compliance.collection.placing import placed
from compliance.collection.store import Store
from compliance.errors import ComplianceError
from compliance.finding import Verdict
from compliance.policy import worst
from compliance.renderers.build import see
from compliance.renderers.messages import Messages
from compliance.renderers.model import ErrorView, ReportView, Seen
from compliance.runner import Job, Outcome, checksum, unread

if TYPE_CHECKING:
    from compliance.article import Article
    from compliance.checker import Checker
    from compliance.collection.remembered import Remembered
    from compliance.finding import Finding
    from compliance.renderers.model import FindingView
    from compliance.sighting import Match, Sighted

    Found = Sequence[tuple[str, Match]]

_FILES = 8
"""So many files' stories are kept when they are read again."""
_LISTS = tuple(ReportView._fields.index(name) for name in ("rules_run", "rules_skipped"))
_CHANGED = "the file changed while its stories were compared with others"
_NO_LISTS = ((),) * len(_LISTS)


def joined(
    checker: Checker, job: Job, outcomes: Iterable[Outcome], remembered: Remembered | None = None
) -> Iterator[Outcome]:
    """The same answers in the same order, with what comparing the stories found.

    :param outcomes: of stories that lie in files.
    :param remembered: what earlier runs' comparisons came to.
    :raises ComplianceError: what was seen cannot be kept until the end.
    """
    try:
        with Store() as store:
            if remembered is not None and remembered.recall(store):
                yield from _Joining(checker, job, store, {}).answers(_unchanged(outcomes, remembered, job))
                return
            waiting, known = _Waiting(store), True
            for outcome in outcomes:
                known = known and remembered is not None and remembered.knows(outcome)
                waiting.add(outcome)
            failed = compare_all(checker, store, remembered)
            if known and remembered is not None and not failed:
                remembered.keep(store)
            yield from _Joining(checker, job, store, failed).answers(waiting.answers())
    except sqlite3.Error as error:
        hint = "make room in the folder for temporary files, or name another with SQLITE_TMPDIR"
        raise ComplianceError(f"the stories cannot be compared: {error}", hint=hint) from error


def _unchanged(outcomes: Iterable[Outcome], remembered: Remembered, job: Job) -> Iterator[Outcome]:
    """The same answers; who is another than the one that was compared has not been compared."""
    for outcome in outcomes:
        if isinstance(outcome, ErrorView) or remembered.knows(outcome):
            yield outcome
        else:
            yield unread(outcome.file, _CHANGED, "check it again", job.language)


class _Waiting:
    """The answers that wait for the last: of those that are kept in any case no more than their names, those with text
    on disk, the small ones in memory.

    :param store: takes what was seen in each story, and what is large.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._small: list[Outcome | None] = []
        self._lists: list[Sequence[Any]] = []
        self._alike: dict[Any, Any] = {}

    def add(self, outcome: Outcome) -> None:
        """Keep an answer."""
        if isinstance(outcome, ErrorView):
            self._hold(outcome)
            self._store.add(outcome.file, None, None)
            return
        kept, item = outcome.kept, outcome.item
        told = (dict(kept.sightings), kept.checksum) if kept is not None else ()
        if outcome.close():
            self._hold(outcome)
            self._store.add(outcome.file, item, None, *told)
            return
        view, answer = outcome.view, _listing(outcome, _NO_LISTS)
        small = not outcome.text
        self._hold(answer if small else None, self._once(tuple(self._once(view[at]) for at in _LISTS)))
        self._store.add(view.file, item, None if small else answer, *told)

    def _hold(self, answer: Outcome | None, lists: Sequence[Any] = ()) -> None:
        self._small.append(answer)
        self._lists.append(lists)

    def _once(self, part: Any) -> Any:
        """The lists of rules are long, and alike in most stories: they are kept once, and never written."""
        return self._alike.setdefault(part, part)

    def answers(self) -> Iterator[Outcome]:
        """All answers in order."""
        for number, large in self._store.answers():
            small, lists = self._small[number], self._lists[number]
            # what is parsed of it from here on is not to stay
            self._small[number] = None
            answer = large if small is None else small
            yield _listing(answer, lists) if lists and isinstance(answer, Seen) else answer


def _listing(seen: Seen, lists: Sequence[Any]) -> Seen:
    """An answer with these lists of rules, and without sightings."""
    view = list(seen.view)
    for at, own in zip(_LISTS, lists, strict=True):
        view[at] = own
    return seen._replace(view=ReportView._make(view), kept=None)


class _Joining:
    """Hands the answers out.

    :param failed: the findings that say which rules failed, by the number of the story that carries them.
    """

    def __init__(self, checker: Checker, job: Job, store: Store, failed: Mapping[int, Sequence[Finding]]) -> None:
        self._checker, self._job, self._store, self._failed = checker, job, store, failed
        self._messages = Messages(checker.catalogue, job.language)
        self._read = lru_cache(maxsize=_FILES)(self._read_again)

    def answers(self, answers: Iterable[Outcome]) -> Iterator[Outcome]:
        """The same, with what was found."""
        numbers = self._store.numbers()
        for answer in answers:
            number = numbers.get((answer.file, answer.item)) if numbers and isinstance(answer, Seen) else None
            if number is None or not isinstance(answer, Seen):
                yield answer
                continue
            found, failed = self._store.matches(number), self._failed.get(number, ())
            yield self._with(answer, number, found, failed) if found or failed else answer

    def _with(self, answer: Seen, number: int, found: Found, failed: Sequence[Finding]) -> Outcome:
        article = self._article(number, answer.file, answer.item)
        if article is None:
            return unread(answer.file, _CHANGED, "check it again", self._job.language)
        report = placed(self._checker, article, found, failed, self._other)
        more = see(report, self._messages)
        return answer if more is None or not (report.findings or report.observed) else merged(answer, more)

    def _other(self, seen: Sighted) -> Article | None:
        return self._article(seen.story, seen.file, seen.item)

    def _article(self, number: int, file: str, item: int | None) -> Article | None:
        """A story, read again; ``None`` where its file is no longer what it was."""
        article = self._read(file).get(item)
        if article is None or checksum(article) != self._store.checksum(number):
            return None
        return article

    def _read_again(self, file: str) -> dict[int | None, Article]:
        from compliance.runner import content_of

        wanted, path, job = self._store.involved(file), Path(file), self._job
        try:
            data = content_of(self._checker, job, file)
            stories = self._checker.read(data, file, told=job.told, now=job.now, folder=path.parent)
            return {article.item: article for article in stories if article.item in wanted}
        except (OSError, ComplianceError):
            return {}


def merged(answer: Seen, more: Seen) -> Seen:
    """Two answers for one story as one.

    :param answer: all that is known of the story.
    :param more: further findings, with the story's text and blocks.
    """
    view, other = answer.view, more.view
    whole = view._replace(
        findings=_in_order(view.findings, other.findings),
        waived=_in_order(view.waived, other.waived),
        observed=_in_order(view.observed, other.observed),
        verdict=worst(Verdict(view.verdict), Verdict(other.verdict)).value,
    )
    return answer._replace(
        view=whole,
        text=more.text,
        blocks=more.blocks,
        sources={**answer.sources, **more.sources},
        standings=(*answer.standings, *more.standings),
    )


def _in_order(one: Iterable[FindingView], other: Iterable[FindingView]) -> tuple[FindingView, ...]:
    return tuple(sorted((*one, *other), key=lambda f: (f.start, f.end, f.rule, f.variant or "")))
