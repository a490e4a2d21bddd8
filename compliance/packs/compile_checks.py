"""What each kind of rule looks for, taken from its form: phrases and patterns, and what else its check reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from compliance.article import Metadata
from compliance.errors import did_you_mean
from compliance.folding import lower, straight
from compliance.packs import beside, schema
from compliance.packs.compiled import Pattern, Phrase
from compliance.packs.literals import literals
from compliance.packs.rates import worth_waiting
from compliance.packs.repeats import MOST, size
from compliance.record import Record

FILE_KEYS = ("terms_file", "swap_file")
BLOCK_FIELDS = ("headline", "standfirst", "byline", "dateline")
"""Fields of the front matter that are parts of the story too."""
_NONE: Mapping[str, Any] = MappingProxyType({})


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
    said: str
    phrases: Mapping[str, Sequence[Phrase]] = _NONE
    patterns: Mapping[str, Pattern] = _NONE
    wakes: Sequence[str] = ()
    data: Mapping[str, Any] = _NONE
    exact: Mapping[str, bool] = _NONE


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
            return _pattern_rule(rule)
        case schema.RequirementRule():
            return _requirement(rule, folder)
        case schema.OccurrenceRule():
            return _occurrence(rule, folder)
        case schema.LengthRule():
            return _length(rule)
        case schema.MetadataRule():
            return _metadata(rule)
        case _:
            raise TypeError(rule)


def _term(rule: schema.TermRule, folder: Path) -> Parts:
    terms = _terms(rule.terms, rule.terms_file, folder)
    if not terms:
        raise Problem(("terms",), "the rule looks for nothing", "give it terms or a terms_file")
    return Parts("term", _listing("Any of", terms), {"terms": _phrases(terms)}, wakes=("terms",))


def _terms(terms: Sequence[str], file: str | None, folder: Path) -> list[str]:
    more = beside.terms(beside.path_of(folder, file)) if file else []
    return list(dict.fromkeys((*terms, *more)))


def _phrases(terms: Sequence[str]) -> list[Phrase]:
    return [(term, term, {}) for term in terms]


def _substitution(rule: schema.SubstitutionRule, folder: Path) -> Parts:
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
    said = _listing("Any of", shown)
    return Parts("substitution", said, {"terms": phrases}, wakes=("terms",), data={"safety": rule.safety})


def _consistency(rule: schema.ConsistencyRule) -> Parts:
    phrases: list[Phrase] = []
    seen: dict[str, str] = {}
    for number, forms in enumerate(rule.either):
        for form in forms:
            known = straight(form) if rule.case == "exact" else lower(straight(form))
            if known in seen:
                raise _met_before(("either", number), form, seen[known], rule.case)
            seen[known] = form
            phrases.append((form, form, {"set": number}))
    said = _listing("One form, not two, in one story:", [" / ".join(forms) for forms in rule.either])
    return Parts("consistency", said, {"terms": phrases}, wakes=("terms",), data={"safety": rule.safety})


def _met_before(path: Sequence[str | int], form: str, other: str, case: str) -> Problem:
    if form == other:
        return Problem(path, f"{form!r} stands here twice", "a form belongs to one set")
    what = f"{form!r} and {other!r} are one to the rule, and never found apart"
    if case == "ignore" and straight(form) != straight(other):
        return Problem(path, what, "`case: exact` makes capitals count")
    return Problem(path, what, "take one out: apostrophes of either shape are alike")


def _pattern_rule(rule: schema.PatternRule) -> Parts:
    pattern = _pattern(rule.pattern, rule.ignore_case, ("pattern",))
    if rule.replace is not None:
        _refuse_template(rule.pattern, rule.replace)
    data = {"replace": rule.replace, "safety": rule.safety}
    said = f"What this pattern matches:\n\n    {rule.pattern}"
    return Parts("pattern", said, patterns={"match": pattern}, wakes=_wakes("match", pattern), data=data)


def _refuse_template(pattern: str, template: str) -> None:
    import regex

    anything = regex.compile(f"(?:{pattern})|").match("")
    try:
        if anything is not None:
            anything.expand(template)
    except (regex.error, IndexError) as error:
        raise Problem(("replace",), f"this is no replacement: {error}", "\\1 is the pattern's first group") from error


def _pattern(pattern: str, ignore_case: bool, path: Sequence[str | int]) -> Pattern:
    import regex

    if size(pattern) > MOST:
        what = f"the pattern repeats its parts over {MOST:,} times"
        raise Problem(path, what, "lower the counts in braces, those inside each other above all")
    try:
        regex.compile(pattern, regex.IGNORECASE if ignore_case else 0)
    except (regex.error, RecursionError, OverflowError, ValueError) as error:
        raise Problem(path, f"this is no pattern: {error}", "patterns are those of Python's regex library") from error
    words, exact, ahead = literals(pattern, ignore_case)
    return Pattern(pattern, ignore_case, words, worth_waiting(words), exact, ahead)


def _wakes(group: str, pattern: Pattern | None) -> tuple[str, ...]:
    """A group that a rule waits for: one of phrases, or a pattern that cannot match without words we know."""
    return (group,) if pattern is None or pattern.awaited else ()


class _Found(Record):
    """What a rule says it looks for: phrases, or a pattern."""

    phrases: Sequence[Phrase] | None
    pattern: Pattern | None
    said: str


def _sought(form: Any, folder: Path, path: tuple[str, ...]) -> _Found:
    """Terms or a pattern, as they stand in a rule or in one of its tables."""
    terms = _terms(form.terms, form.terms_file, folder)
    if bool(terms) == (form.pattern is not None):
        what = "there are terms and a pattern" if terms else "there is nothing to look for"
        raise Problem(path, what, "give it terms (or a terms_file), or a pattern: one of the two")
    if form.pattern is None:
        return _Found(_phrases(terms), None, _listing("any of", terms))
    return _Found(None, _pattern(form.pattern, form.ignore_case, (*path, "pattern")), f"`{form.pattern}`")


def _groups(found: Mapping[str, _Found]) -> tuple[dict[str, Sequence[Phrase]], dict[str, Pattern]]:
    phrases = {name: one.phrases for name, one in found.items() if one.phrases is not None}
    return phrases, {name: one.pattern for name, one in found.items() if one.pattern is not None}


def _requirement(rule: schema.RequirementRule, folder: Path) -> Parts:
    if rule.prominence == "subject" and rule.when is None:
        raise Problem(("prominence",), "a story is about nothing here", "say with `when` what it is about")
    forms = {"when": rule.when, "require": rule.require}
    found = {name: _sought(form, folder, (name,)) for name, form in forms.items() if form is not None}
    phrases, patterns = _groups(found)
    where = "the same paragraph" if rule.within == "block" else "the story"
    said = f"A story without {found['require'].said}"
    if "when" in found:
        told = "is about" if rule.prominence == "subject" else "says"
        said = f"Where a story {told} {found['when'].said} and {where} does not say {found['require'].said}"
    return Parts(
        "requirement",
        f"{said.rstrip('.')}.",
        phrases,
        patterns,
        _wakes("when", found["when"].pattern) if "when" in found else (),
        {
            "within": rule.within,
            "place": rule.place,
            "conditional": "when" in found,
            "subject": rule.prominence == "subject",
        },
        {name: form.case == "exact" for name, form in forms.items() if form is not None},
    )


def _occurrence(rule: schema.OccurrenceRule, folder: Path) -> Parts:
    limits = _limits(rule.max, rule.min)
    found = _sought(rule, folder, ())
    phrases, patterns = _groups({"terms": found})
    most = [f"more than {rule.max} times"] if rule.max is not None else []
    least = [f"fewer than {rule.min} times"] if rule.min is not None else []
    return Parts(
        "occurrence",
        f"{' or '.join((*most, *least)).capitalize()} in a {rule.within}: {found.said}",
        phrases,
        patterns,
        _wakes("terms", found.pattern) if rule.min is None else (),
        {**limits, "within": rule.within},
    )


def _limits(most: int | None, least: int | None) -> dict[str, int | None]:
    if most is None and least is None:
        raise Problem(("max",), "the rule has no limit", "give it a max, a min, or both")
    if most is not None and least is not None and most < least:
        raise Problem(("max",), f"the max of {most} is below the min of {least}", "swap the two")
    return {"max": most, "min": least}


def _length(rule: schema.LengthRule) -> Parts:
    limits = _limits(rule.max, rule.min)
    bounds = " and ".join(f"{name} {value}" for name, value in limits.items() if value is not None)
    said = f"A {rule.of} of a length beyond {bounds} {rule.unit} (counted in each {rule.within})."
    return Parts("length", said, data={**limits, "unit": rule.unit, "within": rule.within})


def _metadata(rule: schema.MetadataRule) -> Parts:
    known = [name for name in Metadata._fields if name not in ("extra", "teasers")]
    name, _, key = rule.field.partition(".")
    if (name not in known and name not in BLOCK_FIELDS and name not in ("extra", "teasers")) or (
        (name in ("extra", "teasers")) != bool(key)
    ):
        every = sorted({*known, *BLOCK_FIELDS})
        hint = did_you_mean(rule.field, every) or f"extra.{rule.field} for a key of the house's own"
        raise Problem(("field",), f"stories have no field {rule.field!r}", hint)
    if not (rule.required or rule.one_of or rule.pattern or rule.max_length is not None):
        raise Problem((), "the rule asks nothing of the field", "give it required, one_of, pattern or max_length")
    if rule.pattern is not None:
        _pattern(rule.pattern, False, ("pattern",))
    asked = {
        "required": rule.required,
        "one_of": list(rule.one_of),
        "pattern": rule.pattern,
        "max_length": rule.max_length,
    }
    return Parts("metadata", _asked_of(rule), data={"field": rule.field, **asked})


def _asked_of(rule: schema.MetadataRule) -> str:
    """What the field must be, in a sentence."""
    wrong = []
    if rule.required:
        wrong.append("is missing")
    if rule.one_of:
        wrong.append(f"is none of {', '.join(f'*{one}*' for one in rule.one_of)}")
    if rule.max_length is not None:
        wrong.append(f"has more than {rule.max_length} characters")
    if rule.pattern is not None:
        wrong.append(f"is not written as `{rule.pattern}`")
    return f"A story whose `{rule.field}` {' or '.join(wrong)}."


def _listing(lead: str, items: Sequence[str]) -> str:
    """The first items in a sentence, and how many more there are."""
    shown = ", ".join(f"*{item}*" for item in items[:20])
    return f"{lead} {shown}" + (f" and {len(items) - 20} more." if len(items) > 20 else ".")
