"""What rules look for that have a list of words: terms, words to replace, forms to keep to."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from compliance.folding import lower, straight
from compliance.packs import beside, schema
from compliance.packs.compile_parts import Parts, Problem, listing
from compliance.packs.compiled import Phrase


def term(rule: schema.TermRule, folder: Path) -> Parts:
    """Words that must not appear.

    :raises Problem: there are none.
    """
    terms = all_terms(rule.terms, rule.terms_file, folder)
    if not terms:
        raise Problem(("terms",), "the rule looks for nothing", "give it terms or a terms_file")
    return Parts("term", listing("Any of", terms), {"terms": phrases_of(terms)}, wakes=("terms",))


def all_terms(terms: Sequence[str], file: str | None, folder: Path) -> list[str]:
    """The terms of a rule and of the file that it names, each once."""
    more = beside.terms(beside.path_of(folder, file)) if file else []
    return list(dict.fromkeys((*terms, *more)))


def phrases_of(terms: Sequence[str]) -> list[Phrase]:
    """The phrases that terms are searched by."""
    return [(term, term, {}) for term in terms]


def substitution(rule: schema.SubstitutionRule, folder: Path) -> Parts:
    """Words, and what to write instead.

    :raises Problem: there are none, or nothing to write instead.
    """
    swap = {term: [to] if isinstance(to, str) else list(to) for term, to in rule.swap.items()}
    if rule.swap_file:
        swap = {**beside.pairs(beside.path_of(folder, rule.swap_file)), **swap}
    if not swap:
        raise Problem(("swap",), "the rule looks for nothing", "give it swap or a swap_file")
    for term, to in swap.items():
        if not to:
            raise Problem(("swap", term), "nothing to write instead", "name one, or '' to cut the words")
        if to[0] == term:
            raise Problem(("swap", term), f"{term!r} is swapped for itself", "take the line out")
    phrases: list[Phrase] = [(term, term, {"to": to}) for term, to in swap.items()]
    shown = [f"{term} → {' / '.join(to) or 'nothing'}" for term, to in swap.items()]
    said = listing("Any of", shown)
    return Parts("substitution", said, {"terms": phrases}, wakes=("terms",), data={"safety": rule.safety})


def consistency(rule: schema.ConsistencyRule) -> Parts:
    """Sets of forms of which a story keeps to one.

    :raises Problem: a form stands in two of them.
    """
    phrases: list[Phrase] = []
    seen: dict[str, str] = {}
    for number, forms in enumerate(rule.either):
        for form in forms:
            known = straight(form) if rule.case == "exact" else lower(straight(form))
            if known in seen:
                raise _met_before(("either", number), form, seen[known], rule.case)
            seen[known] = form
            phrases.append((form, form, {"set": number}))
    said = listing("One form, not two, in one story:", [" / ".join(forms) for forms in rule.either])
    return Parts("consistency", said, {"terms": phrases}, wakes=("terms",), data={"safety": rule.safety})


def _met_before(path: Sequence[str | int], form: str, other: str, case: str) -> Problem:
    if form == other:
        return Problem(path, f"{form!r} stands here twice", "a form belongs to one set")
    what = f"{form!r} and {other!r} are one to the rule, and never found apart"
    if case == "ignore" and straight(form) != straight(other):
        return Problem(path, what, "`case: exact` makes capitals count")
    return Problem(path, what, "take one out: apostrophes of either shape are alike")
