"""Reads and checks a story for the page: the article, what was found in it, and how its edits are written back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Protocol

from compliance.errors import ReadError
from compliance.record import Record
from compliance.renderers.build import see
from compliance.renderers.json import dump_report
from compliance.renderers.messages import Messages
from compliance.service.types import Checked

if TYPE_CHECKING:
    from compliance.article import Article
    from compliance.checker import Checker
    from compliance.finding import Report
    from compliance.rule import Rule


class Copy(Record):
    """A story as it was handed in.

    :param data: the bytes of the file.
    :param name: the file's name, or what stands for one.
    :param told: the format that somebody said (``text``, ``markdown``, ``html``, ``json``); ``None``: found out.
    :param item: which story of the file, from 0.
    :param now: the moment it is judged at.
    """

    data: bytes
    name: str
    told: str | None
    item: int
    now: datetime


class Looked(Record):
    """A story that was read and checked.

    :param form: the format it was read as.
    :param checked: what a worker answers, messages in the page's language.
    """

    article: Article
    form: str
    checked: Checked


class Looker(Protocol):
    """Who reads and checks for the page."""

    @property
    def rules(self) -> Mapping[str, Rule]:
        """Every rule there is, by name."""

    def count(self, copy: Copy) -> int:
        """How many stories a file holds.

        :raises ReadError: it cannot be read.
        """

    def look(self, copy: Copy, language: str) -> Looked:
        """Check a story.

        :param language: of the messages.
        :raises ReadError: it cannot be read.
        """


class CheckerLooker:
    """Checks in the thread that asks.

    :param checker: the house's.
    """

    def __init__(self, checker: Checker) -> None:
        self._checker = checker
        self.rules = checker.catalogue

    def count(self, copy: Copy) -> int:
        """As in :class:`Looker`."""
        return len(self._read(copy))

    def look(self, copy: Copy, language: str) -> Looked:
        """As in :class:`Looker`."""
        article = self._read(copy)[copy.item]
        report = self._checker.check(article)
        form = self._checker.desk.choose(article.source.text, copy.name, copy.told).name
        return Looked(article, form, self._checked(report, copy, language))

    def _read(self, copy: Copy) -> list[Article]:
        stories = list(self._checker.read(copy.data, copy.name, told=copy.told, now=copy.now))
        if not stories:
            raise ReadError("there is no story in it", where=copy.name, hint="paste or drop the story's text")
        return stories

    def _checked(self, report: Report, copy: Copy, language: str) -> Checked:
        seen = see(report, Messages(self.rules, language))
        assert seen is not None
        gate = self._checker.config.gate
        return Checked(
            item=copy.item,
            report=json.loads(dump_report(seen.view)),
            story_id=None,
            digest=f"sha256:{sha256(copy.data).hexdigest()}",
            facts=_facts(json.loads(dump_report(seen.view))),
            waivable={name: int(rule.waivable) for name, rule in self.rules.items() if not rule.waivable},
            undecided=any(skipped.undecided for skipped in report.rules_skipped),
            gate=gate.value if gate else None,
        )


def _facts(report: Mapping[str, Any]) -> Mapping[str, str]:
    """By fingerprint, a digest of the words and data that a finding rests on."""
    return {
        finding["fingerprint"]: sha256(
            json.dumps(
                [finding["matched"], [label["matched"] for label in finding["labels"]], finding["data"]],
                ensure_ascii=True,
                sort_keys=True,
            ).encode()
        ).hexdigest()
        for finding in report["findings"]
    }
