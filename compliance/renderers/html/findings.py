"""The findings of a story as a list beside its text: what is wrong, where, what to do, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance.renderers.counting import label_place
from compliance.renderers.html.escaping import element, exact, shown
from compliance.renderers.html.text import SIGNS
from compliance.renderers.manual import why
from compliance.renderers.words.phrases import in_language

if TYPE_CHECKING:
    from collections.abc import Mapping

    from compliance.renderers.model import BasisView, EditView, FindingView, LabelView, SuggestionView
    from compliance.renderers.words import Words
    from compliance.rule import Rule


class FindingList:
    """Writes findings.

    :param rules: every rule that could have spoken, by name.
    :param language: the reader's.
    """

    def __init__(self, rules: Mapping[str, Rule], spoken: Words, language: str) -> None:
        self._rules = rules
        self._words = spoken
        self._language = language
        self._told: set[tuple[str, str, str | None]] = set()

    def finding(
        self,
        anchor: str,
        number: int,
        pile: str,
        finding: FindingView,
        classes: str,
        placed: bool,
        *,
        observed: bool = False,
    ) -> str:
        """One finding.

        :param anchor: what the ids of the story's elements begin with.
        :param placed: whether its place is shown, so that its number leads there.
        :param observed: it does not count.
        """
        sign = f"{SIGNS[pile]}{number}"
        if placed:
            said = shown(f"{number}: {self._words.texts['to_place']}")
            sign = f'<a class="ref {pile}" href="#{anchor}m{number}" aria-label="{said}">{sign}</a>'
        else:
            sign = f'<span class="ref {pile}">{sign}</span>'
        lines = [f"<h3>{sign} {shown(finding.message)}</h3>", self._where(finding, placed, observed)]
        lines.append(element("ul", "".join(map(self._label, finding.labels))))
        lines += [self._repair(at, suggestion) for at, suggestion in enumerate(finding.suggestions)]
        lines += [element("p", shown(note), ["small"]) for note in finding.notes]
        lines += self._grounds(anchor, finding)
        return f'<li class="finding {pile} {classes}" id="{anchor}f{number}">{"".join(lines)}</li>\n'

    def _where(self, finding: FindingView, placed: bool, observed: bool) -> str:
        spoken = self._words
        said = [spoken.severity[finding.severity], spoken.texts["observes"] if observed else spoken.kind[finding.kind]]
        said += [spoken.block(finding.block)] if finding.block else []
        said.append(in_language(f"line {finding.line}", self._language))
        words = "" if placed or not finding.matched else f" <q>{shown(finding.matched)}</q>"
        name = finding.rule + (f":{finding.variant}" if finding.variant else "")
        return f'<p class="small">{shown(" · ".join(said))} · <code>{shown(name)}</code>{words}</p>'

    def _label(self, label: LabelView) -> str:
        where = label_place(label, self._language)
        said = element("span", shown(f"{label.text} ({where})"), ["small"])
        return f'<li><q dir="auto">{shown(label.matched)}</q> {said}</li>'

    def _repair(self, at: int, suggestion: SuggestionView) -> str:
        lead = self._words.texts["or" if at else "do"]
        changes = "; ".join(map(_change, suggestion.edits))
        edit = f' <span class="edit" dir="auto">{changes}</span>' if changes else ""
        return f"<p><b>{shown(lead)}</b> {shown(suggestion.title)}{edit}</p>"

    def _grounds(self, anchor: str, finding: FindingView) -> list[str]:
        """Why the rule exists and the standards it enforces, once a story."""
        told = (anchor, finding.rule, finding.variant)
        if told in self._told:
            return []
        self._told.add(told)
        return [self._why(finding), *map(_basis, finding.basis)]

    def _why(self, finding: FindingView) -> str:
        rule = self._rules.get(finding.rule)
        reason = why(rule, self._language, finding.variant) if rule else ""
        lead = f"<b>{shown(self._words.texts['why'])}</b> "
        return f'<p class="small">{lead}{shown(reason)}</p>' if reason else ""


def _change(edit: EditView) -> str:
    old = f"<del>{exact(edit.matched)}</del>" if edit.matched else ""
    new = f"<ins>{exact(edit.text)}</ins>" if edit.text else ""
    return f"{old} → {new}" if old and new else old or new


def _basis(basis: BasisView) -> str:
    guide = shown(basis.guide)
    if basis.url.startswith("https://"):
        guide = f'<a href="{exact(basis.url)}" rel="noreferrer noopener">{guide}</a>'
    return f'<p class="small">{guide}{": " + shown(basis.clause) if basis.clause else ""}</p>'
