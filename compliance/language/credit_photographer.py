"""Decides which of a credit line's names is the photographer's, from all its parts."""

from __future__ import annotations

from collections.abc import Sequence

from compliance.language.credit_names import is_first_name, is_lone_name, is_place, may_be_person
from compliance.language.credit_part import CreditPart
from compliance.language.credit_phrases import phrases
from compliance.lexicon import Lexicon

_COMMA = 2
"""What parts two photographers of a list: a comma and a space; a slash leads to a provider."""


def one_photographer(parts: Sequence[CreditPart], lexicon: Lexicon) -> tuple[CreditPart, ...]:
    """Only one name is the photographer; where none looks like a person's, a lone word beside an agency is."""
    result = _turned(parts, lexicon)
    _with_one_capital(result, lexicon)
    seen = False
    for number, part in enumerate(result):
        if part.kind != "photographer":
            continue
        before = result[number - 1] if number else None
        if before is not None and before.kind == "photographer" and part.start - before.end == _COMMA:
            continue  # a list of photographers (Ana Ruiz, Luis Prado y Eva Gil / EFE)
        handed = before is not None and before.name == "handout"
        if seen or (handed and not part.text.startswith("@")):
            result[number] = CreditPart("provider", part.start, part.end, part.text)
            continue
        seen = True
    published = [number for number, part in enumerate(result) if _publishes(part, lexicon)]
    providers = [n for n, part in enumerate(result) if part.kind == "provider" and n not in published]
    entries = [part.entry for part in result if part.kind in ("agency", "nobody") and part.entry is not None]
    handles = any(entry.text("kind") == "stock" or entry.flag("handles") for entry in entries)
    handout = any(part.name in ("handout", "courtesy") for part in result)
    if (
        (published or handles)
        and not seen
        and not handout
        and len(providers) == 1
        and is_lone_name(result[providers[0]].text, lexicon, handles)
    ):
        part = result[providers[0]]
        result[providers[0]] = CreditPart("photographer", part.start, part.end, part.text)
    return tuple(result)


def _publishes(part: CreditPart, lexicon: Lexicon) -> bool:
    """Whether a part names an agency or an outlet, which prints other people's pictures."""
    if part.kind == "agency":
        return True
    return part.kind == "provider" and phrases(lexicon, "outlets").whole(part.text.upper()) is not None


def _with_one_capital(parts: list[CreditPart], lexicon: Lexicon) -> None:
    """Make a photographer of a name written carelessly, right before who published it: ``Ana ruiz/AP``."""
    if any(part.kind == "photographer" or part.name in ("handout", "courtesy") for part in parts):
        return
    for number in range(len(parts) - 1):
        part, after = parts[number], parts[number + 1]
        published = after.kind == "platform" or _publishes(after, lexicon)
        if part.kind == "provider" and published and may_be_person(part.text, lexicon):
            parts[number] = CreditPart("photographer", part.start, part.end, part.text)
            return


def _turned(parts: Sequence[CreditPart], lexicon: Lexicon) -> list[CreditPart]:
    """The parts, two of them made one where they are a name with the surname first: ``Ruiz, Ana``."""
    for number in range(len(parts) - 1):
        surname, given = parts[number], parts[number + 1]
        if given.start - surname.end == _COMMA and _is_turned(surname, given, len(parts), lexicon):
            name = CreditPart("photographer", surname.start, given.end, f"{surname.text}, {given.text}")
            return [*parts[:number], name, *parts[number + 2 :]]
    return list(parts)


def _is_turned(surname: CreditPart, given: CreditPart, count: int, lexicon: Lexicon) -> bool:
    """Whether two words are a surname and a first name: a known one, or both of no other kind and the whole line."""
    if not (surname.kind == given.kind == "provider" and surname.text.isalpha() and given.text.isalpha()):
        return False
    if is_first_name(given.text):
        return True
    if count > 2 or not (surname.text.istitle() and given.text.istitle()):
        return False
    return all(is_lone_name(p.text, lexicon, False) and not is_place(p.text, lexicon) for p in (surname, given))
