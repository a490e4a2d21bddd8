"""A pytest plugin for rule authors: every ``*.cases.md`` is collected, and each of its stories is a test.

Installed with the distribution, so ``pytest`` alone tests a third party's rules. How a cases file is written is
in :mod:`compliance.testing.cases`; what else it is held to, in :mod:`compliance.testing.contract`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
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
            cases = parse(self.path.read_text(encoding="utf-8"))
        except CasesError as error:
            error.where = f"{self.path}:{error.where or 1}"
            raise self.CollectError(str(error)) from None
        yield ContractItem.from_parent(self, name="contract", cases=cases)
        for story in cases.stories:
            yield StoryItem.from_parent(self, name=story.name, rule=cases.rule, story=story)


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
