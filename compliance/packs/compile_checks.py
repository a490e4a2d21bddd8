"""What each kind of rule looks for, taken from its form: phrases for the scanner, and what else its check reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from compliance.packs import beside, schema
from compliance.packs.compiled import Phrase
from compliance.record import Record

FILE_KEYS = ("terms_file", "swap_file")


class Problem(Exception):  # noqa: N818 - it becomes a PackError once file and line are known
    """Something in a rule is wrong.

    :param path: the keys to it, from the rule.
    """

    def __init__(self, path: Sequence[str | int], what: str, hint: str) -> None:
        super().__init__(what)
        self.path, self.what, self.hint = path, what, hint


class Parts(Record):
    """What a rule is made of beside what all rules say.

    :param said: what it looks for, in Markdown, for its manual page.
    """

    check: str
    phrases: Mapping[str, Sequence[Phrase]]
    data: Mapping[str, Any]
    said: str


def parts(rule: schema.AnyRule, folder: Path) -> Parts:
    """The parts of a rule.

    :raises Problem: something in it is wrong.
    :raises PackError: a file beside the pack is.
    """
    match rule:
        case schema.TermRule():
            return _term(rule, folder)
        case schema.SubstitutionRule():
            return _substitution(rule, folder)
        case schema.ConsistencyRule():
            return _consistency(rule)
        case schema.PatternRule():
            return _pattern(rule)
        case _:
            raise TypeError(rule)


def _term(rule: schema.TermRule, folder: Path) -> Parts:
    terms = list(rule.terms)
    if rule.terms_file:
        terms += beside.terms(beside.path_of(folder, rule.terms_file))
    _refuse_none(terms, "terms", "terms or a terms_file")
    phrases: list[Phrase] = [(term, term, {}) for term in dict.fromkeys(terms)]
    return Parts("term", {"terms": phrases}, {}, _listing("Any of", terms))


def _substitution(rule: schema.SubstitutionRule, folder: Path) -> Parts:
    swap = {term: [to] if isinstance(to, str) else list(to) for term, to in rule.swap.items()}
    if rule.swap_file:
        swap = {**beside.pairs(beside.path_of(folder, rule.swap_file)), **swap}
    _refuse_none(swap, "swap", "swap or a swap_file")
    for term, to in swap.items():
        if not to:
            raise Problem(("swap", term), "nothing to write instead", "name one, or '' to cut the words")
        if to[0] == term:
            raise Problem(("swap", term), f"{term!r} is swapped for itself", "take the line out")
    phrases: list[Phrase] = [(term, term, {"to": to}) for term, to in swap.items()]
    shown = [f"{term} → {' / '.join(to) or '(cut)'}" for term, to in swap.items()]
    return Parts("substitution", {"terms": phrases}, {"safety": rule.safety}, _listing("Any of", shown))


def _consistency(rule: schema.ConsistencyRule) -> Parts:
    phrases: list[Phrase] = []
    seen: set[str] = set()
    for number, forms in enumerate(rule.either):
        for form in forms:
            if form in seen:
                raise Problem(("either", number), f"{form!r} stands here twice", "a form belongs to one set")
            seen.add(form)
            phrases.append((form, form, {"set": number}))
    shown = [" / ".join(forms) for forms in rule.either]
    said = _listing("One form, not two, in one story:", shown)
    return Parts("consistency", {"terms": phrases}, {"safety": rule.safety}, said)


def _pattern(rule: schema.PatternRule) -> Parts:
    _compiled(rule.pattern, rule.ignore_case, ("pattern",))
    data = {
        "pattern": rule.pattern,
        "ignore_case": rule.ignore_case,
        "replace": rule.replace,
        "safety": rule.safety,
    }
    return Parts("pattern", {}, data, f"What this pattern matches:\n\n    {rule.pattern}")


def _compiled(pattern: str, ignore_case: bool, path: Sequence[str | int]) -> None:
    import regex

    try:
        regex.compile(pattern, regex.IGNORECASE if ignore_case else 0)
    except (regex.error, RecursionError, OverflowError) as error:
        raise Problem(path, f"this is no pattern: {error}", "patterns are those of Python's regex library") from error


def _refuse_none(found: Any, key: str, what: str) -> None:
    if not found:
        raise Problem((key,), f"the rule looks for nothing: it has no {key}", f"give it {what}")


def _listing(lead: str, items: Sequence[str]) -> str:
    """The first items in a sentence, and how many more there are."""
    shown = ", ".join(f"*{item}*" for item in items[:20])
    return f"{lead} {shown}" + (f" and {len(items) - 20} more." if len(items) > 20 else ".")
