"""Reads a text as its readers do: disguised words become what they stand for, and every word keeps its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from compliance.record import Record
from compliance_plugins.moderation._letters import LEET, MASKS, seen
from compliance_plugins.moderation._terms import Terms

_OUTER = "\"'“”‘’«»‹›.,;:?!¿()[]{}<>…*_~`"
_SPELT = 3
"""Letters from which on a row of single letters is a word spelt out."""
_MOST_SPELT = 16
"""Letters that a word spelt out has at most."""
_REST = 3
_LONGEST = 40


class Word(Record):
    """A word as readers see it.

    :param plain: in small letters without accents, its disguise undone.
    :param start: first code point in the text that it was read from.
    :param disguised: how it was hidden: ``leet``, ``look-alike``, ``spaced``, ``repeated``, ``masked``, ``joined``,
        ``misspelt``; empty where it was not.
    """

    plain: str
    start: int
    end: int
    disguised: str = ""


def words(text: str, start: int, end: int, terms: Terms) -> list[Word]:
    """The words of a stretch of text, in order.

    :param start: first code point of the stretch; places are those of the whole text.
    """
    found: list[Word] = []
    spelt: list[Word] = []
    for match in _chunks().finditer(text, start, end):
        parts = list(_parts(match[0], match.start(), terms))
        if len(parts) == 1 and len(parts[0].plain) == 1:
            spelt.append(parts[0])
            continue
        found += _respelt(spelt, terms)
        spelt.clear()
        found += parts
    return _rejoined(found + _respelt(spelt, terms), terms)


def _rejoined(some: list[Word], terms: Terms) -> list[Word]:
    """The same words, those put together that a space was to hide (``1d 10ts``): neither half is a word of its own."""
    found: list[Word] = []
    for word in some:
        before = found[-1] if found else None
        if before and _are_halves(before.plain, word.plain, terms):
            found[-1] = Word(_known(before.plain + word.plain, terms), before.start, word.end, "spaced")
        else:
            found.append(word)
    return found


def _are_halves(first: str, second: str, terms: Terms) -> bool:
    """Whether two stretches with figures among their letters are one word that moderation knows."""
    mixed = (first, second) if len(first) > 1 and len(second) > 1 else ()
    if not mixed or not all(any(c.isdigit() for c in one) and not one.isdigit() for one in mixed):
        return False
    return not terms.known.intersection(mixed) and bool(_known(first + second, terms))


@cache
def _chunks() -> re.Pattern[str]:
    return re.compile(r"\S+")


@cache
def _inner() -> re.Pattern[str]:
    return re.compile(r"[-/_.,;:!?…—–]+")


@cache
def _repeats() -> re.Pattern[str]:
    return re.compile(r"(.)\1{2,}")


def _parts(chunk: str, at: int, terms: Terms) -> Iterator[Word]:
    """The words in a stretch without white space."""
    bare = chunk.strip(_OUTER)
    if not bare or len(bare) > _LONGEST:
        return
    start = at + chunk.index(bare)
    if bare.isascii() and bare.isalpha() and (plain := bare.lower()) in terms.known:
        yield Word(plain, start, start + len(bare))
        return
    whole = _undone(bare, terms)
    if whole is not None:
        yield Word(whole[0], start, start + len(bare), whole[1])
        return
    if bare[0] == "¡":  # it opens an exclamation where it stands for no letter
        yield from _parts(bare[1:], start + 1, terms)
        return
    if len(chunk) > len(bare) and (masked := _masked(chunk, terms)):
        yield Word(masked, at, at + len(chunk), "masked")
        return
    yield from _divided(bare, start, terms)


def _divided(bare: str, start: int, terms: Terms) -> Iterator[Word]:
    """The words on both sides of hyphens and slashes, and those that were written together."""
    ends = [*_inner().finditer(bare)]
    cuts = [(0, 0), *(match.span() for match in ends)]
    bounds = [(left[1], right[0]) for left, right in zip(cuts, [*cuts[1:], (len(bare), 0)], strict=True)]
    letters = [bare[a:b] for a, b in bounds if a < b]
    if len(letters) >= _SPELT and all(len(one) == 1 for one in letters):
        plain = "".join(letters).lower() if bare.isascii() else seen("".join(letters))
        known = _known(plain, terms)
        yield Word(known or plain, start, start + len(bare), "spaced" if known else "")
        return
    for first, last in bounds:
        if first < last:
            yield from _single(bare[first:last], start + first, terms)


def _single(written: str, start: int, terms: Terms) -> Iterator[Word]:
    end = start + len(written)
    undone = _undone(written, terms)
    if undone is not None:
        yield Word(undone[0], start, end, undone[1])
        return
    plain = written.lower() if written.isascii() else seen(written)
    both = _joined(plain, terms) if len(plain) == len(written) else None
    if both:
        yield Word(plain[:both], start, start + both, "joined")
        yield Word(plain[both:], start + both, end, "joined")
        return
    meant = terms.near.get(plain)
    yield Word(meant or plain, start, end, "misspelt" if meant else "")


def _undone(written: str, terms: Terms) -> tuple[str, str] | None:
    """The word that something stands for, and how it was hidden; ``None`` where it stands for none that is known."""
    plain = written.lower() if written.isascii() else seen(written)
    if plain in terms.known:
        hidden = not written.isascii() and any(ord(sign) > 0x24F and sign != "’" for sign in written)
        return plain, "look-alike" if hidden else ""
    if plain.endswith("'s") and plain[:-2] in terms.known:
        return plain[:-2], ""
    known = _known(plain, terms)
    if known:
        return known, "repeated" if plain.isalpha() else "leet"
    masked = _masked(plain, terms)
    return (masked, "masked") if masked else None


def _known(plain: str, terms: Terms) -> str:
    """The strong word that letters, figures and signs stand for, repeated letters taken for one or two."""
    forms = [plain]
    if any(sign in LEET for sign in plain) and any(sign.isalpha() for sign in plain):
        forms = _letters(plain)
    for form in forms:
        if form in terms.strong:
            return form
        if _repeats().search(form):
            for kept in (r"\1", r"\1\1"):
                short = _repeats().sub(kept, form)
                if short in terms.strong:
                    return short
    return ""


def _letters(plain: str) -> list[str]:
    """What figures and signs can stand for; at most two readings of each."""
    forms = [""]
    for sign in plain:
        meant = LEET.get(sign, sign) if sign != "v" else "vu"
        forms = [form + letter for form in forms for letter in meant]
        if len(forms) > 32:
            return []
    return forms


def _masked(plain: str, terms: Terms) -> str:
    """The one strong word whose letters show around the signs that hide the others (``sh*t``)."""
    hidden = sum(sign in "*#•" for sign in plain)
    if not hidden or hidden > 4 or len(plain) - hidden < 2 or not plain[:1].isalpha():
        return ""
    shape = re.compile("".join("[a-zñ]" if sign in MASKS else re.escape(sign) for sign in plain.lower()))
    fits = [word for word in terms.strong if len(word) == len(plain) and shape.fullmatch(word)]
    return min(fits) if fits else ""


def _joined(plain: str, terms: Terms) -> int:
    """Where two words were written together, one of them strong and the other an everyday one; 0: nowhere."""
    if len(plain) < 5 or not plain.isalpha():
        return 0
    return next((at for at in range(1, len(plain) - 1) if _are_two(plain[:at], plain[at:], terms)), 0)


def _are_two(first: str, second: str, terms: Terms) -> bool:
    """Whether two stretches of a word are words that were written together."""
    joins = terms.parts.get("joins", ())
    if second in terms.strong:
        if first in terms.parts.get("joins-short", ()):
            return True
        if len(second) > _REST + 1 and (first in joins or first in terms.adverbs):
            return True
    if first not in terms.strong:
        return False
    if second in terms.strong:
        return len(second) > _REST and len(first) > 2
    if second in joins:
        return len(first) > _REST or len(second) > _REST + 1
    return len(second) > _REST and second in terms.adverbs


def _respelt(letters: Sequence[Word], terms: Terms) -> list[Word]:
    """Single letters with spaces between them, those that spell a word put together."""
    found: list[Word] = []
    at = 0
    while at < len(letters):
        spelt = _spelt(letters[at : at + _MOST_SPELT], terms)
        if spelt:
            word, count = spelt
            found.append(Word(word, letters[at].start, letters[at + count - 1].end, "spaced"))
            at += count
        else:
            found.append(letters[at])
            at += 1
    return found


def _spelt(letters: Sequence[Word], terms: Terms) -> tuple[str, int] | None:
    """The longest word that letters spell from the first on, and how many of them it takes."""
    plain = "".join(letter.plain for letter in letters)
    opening = plain[:_SPELT]
    if len(plain) < _SPELT or (opening.isalpha() and opening not in terms.openings):
        return None
    spelt = ((_known(plain[:count], terms), count) for count in range(len(plain), _SPELT - 1, -1))
    return next((one for one in spelt if one[0]), None)
