"""Filters without a script: three lists, and a style rule for each of their entries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from compliance.renderers.html.escaping import shown

if TYPE_CHECKING:
    from compliance.renderers.words import Words

_FINDINGS = ".finding,.ref"


def lists(spoken: Words, rules: Mapping[str, str], severities: Sequence[str], verdicts: Sequence[str]) -> str:
    """The lists to choose from.

    :param rules: the style class of each rule by its name.
    """
    said = spoken.texts
    choices = [
        _list("rule", said["rule"], [(of, name) for name, of in sorted(rules.items())], said["all"]),
        _list("severity", said["severity"], [(s, spoken.severity[s]) for s in severities], said["all"]),
        _list("verdict", said["verdict"], [(v, spoken.verdict[v]) for v in verdicts], said["all"]),
    ]
    return f'<fieldset class="filters"><legend>{shown(said["filter"])}</legend>{"".join(choices)}</fieldset>\n'


def _list(key: str, label: str, entries: Sequence[tuple[str, str]], every: str) -> str:
    options = "".join(f'<option value="{of}">{shown(name)}</option>' for of, name in entries)
    whole = f'<option value="">{shown(every)}</option>{options}'
    return f'<label>{shown(label)} <select id="by-{key}">{whole}</select></label>'


def styles(rules: Mapping[str, str], severities: Sequence[str], verdicts: Sequence[str]) -> str:
    """What is hidden while an entry is chosen."""
    lines = [_of_findings("rule", of) for of in rules.values()]
    lines += [_of_findings("severity", of) for of in severities]
    lines += [f"{_chosen('verdict', of)} .story:not(.{of}){{display:none}}" for of in verdicts]
    return "\n".join(lines)


def _of_findings(key: str, of: str) -> str:
    """Findings, marks and stories without this class: those are gone, the words of a mark stay."""
    chosen = _chosen(key, of)
    return (
        f"{chosen} :is({_FINDINGS}):not(.{of},.{of} *),{chosen} .story:not(:has(.{of})){{display:none}}"
        f"{chosen} mark:not(.{of}){{background:none;text-decoration:none}}"
    )


def _chosen(key: str, of: str) -> str:
    return f':root:has(#by-{key} option[value="{of}"]:checked)'
