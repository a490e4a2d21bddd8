"""A pytest plugin for rule authors: every ``*.cases.md`` is collected, and each of its stories is a test.

Installed with the distribution, so ``pytest`` alone tests a third party's rules. How a cases file is written is
in :mod:`compliance.testing.cases`; what else it is held to, in :mod:`compliance.testing.contract`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from compliance.testing.cases import Cases, Story


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> CasesFile | None:
    """Collect the cases files; another program's ``*.cases.md``, with neither our title nor a mark, is left alone."""
    if file_path.name.endswith(".cases.md") and _is_ours(file_path.read_text(encoding="utf-8", errors="replace")):
        return CasesFile.from_parent(parent, path=file_path)
    return None


def _is_ours(source: str) -> bool:
    return "⟦" in source or re.match(r"\s*# [a-z0-9]+/[a-z0-9-]+\s", source) is not None


class CaseError(Exception):
    """A case that does not hold; its text is all that is shown."""


class CasesFile(pytest.File):
    """One cases file."""

    def collect(self) -> Iterator[pytest.Item]:
        """One item for the contract, one for each story."""
        from compliance.testing.cases import CasesError, parse

        try:
            cases = parse(self.path.read_text(encoding="utf-8"), self.path.parent)
        except CasesError as error:
            error.where = f"{self.path}:{error.where or 1}"
            raise self.CollectError(str(error)) from None
        yield ContractItem.from_parent(self, name="contract", cases=cases)
        for stories in cases.collections():
            if len(stories) > 1 and _compares(cases.rule):
                yield TogetherItem.from_parent(self, name=stories[0].case, rule=cases.rule, stories=stories)
                continue
            for story in stories:
                yield StoryItem.from_parent(self, name=story.name, rule=cases.rule, story=story)


def _compares(rule: str) -> bool:
    """Whether a rule compares stories; one that is not installed fails when its stories are run."""
    from compliance.errors import ConfigError
    from compliance.testing.attempt import rule_named

    try:
        return rule_named(rule).compare is not None
    except ConfigError:
        return False


class _Item(pytest.Item):
    line = 0

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """The failure's own words; a traceback only for what nobody expected."""
        from compliance.errors import ComplianceError

        if isinstance(excinfo.value, CaseError | ComplianceError):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Where the case stands."""
        return self.path, self.line, self.name


class StoryItem(_Item):
    """One story: the rule must find what is marked, and nothing else."""

    def __init__(self, *, rule: str, story: Story, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.rule = rule
        self.story = story
        self.line = story.line - 1

    def runtest(self) -> None:
        """Run the file's rule over the story."""
        from compliance.testing.attempt import attempt
        from compliance.testing.compare import describe

        outcome = attempt(self.rule, self.story)
        if self.story.todo:
            if outcome.passed:
                raise CaseError(f"{self.rule}: “{self.name}” now passes, remove 'todo' from its block")
            pytest.xfail("known, marked todo")
        if not outcome.passed:
            raise CaseError(f"{self.rule}: {self.name}\n\n{describe(outcome)}")


class TogetherItem(_Item):
    """The stories of one case, seen together: in each, the rule must find what is marked, and nothing else."""

    def __init__(self, *, rule: str, stories: Sequence[Story], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.rule = rule
        self.stories = stories
        self.line = stories[0].line - 1

    def runtest(self) -> None:
        """Run the file's rule over the stories."""
        from compliance.testing.attempt import attempt_together
        from compliance.testing.compare import describe

        wrong = [outcome for outcome in attempt_together(self.rule, self.stories) if not outcome.passed]
        if any(story.todo for story in self.stories):
            if not wrong:
                raise CaseError(f"{self.rule}: “{self.name}” now passes, remove 'todo' from its blocks")
            pytest.xfail("known, marked todo")
        if wrong:
            raise CaseError(f"{self.rule}: {self.name}\n\n" + "\n\n".join(map(describe, wrong)))


class ContractItem(_Item):
    """What a rule owes besides its stories."""

    def __init__(self, *, cases: Cases, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.cases = cases

    def runtest(self) -> None:
        """Count the cases; look at names, messages and the manual page."""
        from compliance.testing.attempt import rule_named
        from compliance.testing.contract import problems

        found = list(problems(self.cases, rule_named(self.cases.rule), self.path))
        if found:
            raise CaseError("\n".join(f"{self.cases.rule}: {problem}" for problem in found))
