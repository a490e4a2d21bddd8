"""What an editor reads when the pointer rests on a finding: what is wrong, why, what to do, and of what rule."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from compliance.renderers.manual import sections, summary, why
from compliance.renderers.words import words
from compliance.renderers.words.phrases import in_language

if TYPE_CHECKING:
    from compliance.plugins import Plugin
    from compliance.renderers.model import FindingView
    from compliance.rule import Rule

MANUAL = "https://github.com/editorial-compliance/editorial-compliance/blob/main/docs/rules"
_OURS = "compliance_plugins."
_SECTIONS = ("What it flags", "Instead")


class Pages:
    """The rules' pages in one language.

    :param rules: every rule that may have found something, by name.
    :param owners: the plugin of each rule; the host's own rules have none.
    """

    def __init__(self, rules: Mapping[str, Rule], owners: Mapping[str, Plugin], language: str) -> None:
        self._rules, self._owners, self._language = rules, owners, language
        self._words = words(language)

    def url(self, finding: FindingView) -> str:
        """The manual page of a finding's rule, else the standard that it enforces; empty where neither is known."""
        owner = self._owners.get(finding.rule)
        if finding.rule in self._rules and (owner is None or owner.value.startswith(_OURS)):
            return f"{MANUAL}/{finding.rule}.md"
        return next((basis.url for basis in finding.basis if basis.url), "")

    def told(self, finding: FindingView) -> str:
        """A finding in Markdown: its message, what to do, why; then what its rule flags, and what to write instead."""
        return "\n\n".join(part for part in (*self._finding(finding), *self._rule(finding)) if part)

    def _finding(self, finding: FindingView) -> Iterator[str]:
        said = self._words.texts
        yield f"**{escaped(finding.message)}**"
        yield from map(escaped, finding.notes)
        for n, suggestion in enumerate(finding.suggestions):
            yield f"*{said['or' if n else 'do']}:* {escaped(suggestion.title)}"
        rule = self._rules.get(finding.rule)
        if rule is not None and (reason := why(rule, self._language, finding.variant)):
            yield f"*{said['why']}:* {escaped(reason)}"
        for basis in finding.basis:
            yield f"*{said['basis']}:* {escaped(f'{basis.guide}: {basis.clause}' if basis.clause else basis.guide)}"

    def _rule(self, finding: FindingView) -> Iterator[str]:
        rule = self._rules.get(finding.rule)
        name = finding.rule + (f":{finding.variant}" if finding.variant else "")
        url = self.url(finding)
        kind = self._words.kind[finding.kind]
        yield f"---\n\n{f'[{name}]({url})' if url else f'`{name}`'} · {self._words.severity[finding.severity]} · {kind}"
        if rule is None:
            return
        yield escaped(summary(rule, self._language))
        told = sections(rule.doc)
        if self._language.partition("-")[0] != "en":
            yield f"*{in_language('The manual page that follows is written in English.', self._language)}*"
        for heading in _SECTIONS:
            if told.get(heading):
                yield f"**{in_language(heading, self._language)}**"
                yield told[heading]


def escaped(text: str) -> str:
    """Text as Markdown shows it sign for sign."""
    return re.sub(r"([\\`*_\[\]<>#|~])", r"\\\1", text)
