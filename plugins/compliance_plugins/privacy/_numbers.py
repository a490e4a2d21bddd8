"""Which runs of figures are a payment card's, an account's or a person's own number, and how certain that is."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from re import IGNORECASE, Match, Pattern, compile

from compliance.article import Article, Span
from compliance.lexicon import Entry, Lexicon
from compliance.record import Record
from compliance_plugins.privacy._cues import Cue
from compliance_plugins.privacy._labels import BACK, label_of
from compliance_plugins.privacy._runs import long_numbers, seen_block

SHAPES = "number-shapes"
_LONGEST = 60
"""Code points after a run within which its number ends."""


class Number(Record):
    """A number that identifies a card, an account or a person.

    :param kind: ``card``, ``iban``, ``national``, ``passport`` or ``licence``.
    :param label: where the story says what it is; ``None`` where only its form does.
    :param sure: its check digits hold, or its kind has none and the story says what it is.
    """

    span: Span
    kind: str
    label: Span | None
    sure: bool


def numbers(article: Article) -> Iterator[Number]:
    """Every such number in what readers see, in order."""
    reached = 0
    for run in article.get(long_numbers):
        block = seen_block(article, run.start)
        if block is None or run.start < reached:
            continue
        label = label_of(article, block, run)
        if label is None or label.entry.text("kind") == "phone":
            found = _shaped(article, run, label)
        else:
            found = _labelled(article, run, label)
        if found is not None:
            reached = found.span.end
            yield found


def _labelled(article: Article, run: Span, label: Cue) -> Number | None:
    kind = label.entry.text("kind")
    if kind == "other":
        return None
    text = article.text
    pattern = _form(label.entry.text("form") or kind)
    match = next((m for m in pattern.finditer(text, label.end, run.end + _LONGEST) if m.end() > run.start), None)
    if match is None or match.start() > run.start or _stands_apart(text, match, label.end):
        return None
    checks = label.entry.texts("checks")
    sure = not checks or any(_holds(check, match[0]) for check in checks)
    return Number(Span(*match.span()), kind, Span(label.start, label.end), sure)


def _stands_apart(text: str, match: Match[str], label: int) -> bool:
    """Whether what follows a label is a sum or the first word of another sentence."""
    if _sum().fullmatch(match[0]) or text[match.start() - 1] in "$€£¥":
        return True
    between = text[label : match.start()].lstrip(".")
    return any(sign.isdigit() for sign in between) or (len(match[0]) < 12 and ". " in between)


def _shaped(article: Article, run: Span, phone: Cue | None) -> Number | None:
    """A number that its form and its check digits tell, whatever the story calls it; with no check digits, only where
    it is not called a telephone number.
    """
    for entry, pattern in _shapes(article.lexicon):
        if phone is not None and entry.flag("doubtful"):
            continue
        for match in pattern.finditer(article.text, max(0, run.start - BACK), run.end + _LONGEST):
            if match.start() <= run.start < match.end() and _holds(entry.phrase, match[0]):
                return Number(Span(*match.span()), entry.text("kind"), None, not entry.flag("doubtful"))
    return None


def _holds(check: str, number: str) -> bool:
    """Whether a number keeps the formula of a module of python-stdnum."""
    from importlib import import_module

    signs = "".join(sign for sign in number if sign.isalnum())
    return bool(import_module(f"stdnum.{check}").is_valid(signs))


@lru_cache(maxsize=4)
def _shapes(lexicon: Lexicon) -> tuple[tuple[Entry, Pattern[str]], ...]:
    before, after = r"(?<![\w/#=@&%+$€£\-])(?<!\d[.,])(?<!\d )", r"(?![\w/@]|[.,\-]\d| \d)"
    return tuple(
        (entry, compile(f"{before}(?:{entry.text('shape')}){after}", IGNORECASE * (entry.phrase != "iban")))
        for entry in lexicon.entries(SHAPES)
        if entry.text("kind") != "phone"
    )


@cache
def _form(kind: str) -> Pattern[str]:
    """How a number is written that the story names."""
    forms = {
        "card": r"\d(?:[ \-]?\d){11,18}(?!\d)",
        "iban": r"[A-Za-z]{2}\d{2}[A-Za-z0-9]{10,30}|[A-Z]{2}\d{2}(?: [A-Z0-9]{4}){2,7}(?: (?=[A-Z]*\d)[A-Z0-9]{1,3})?"
        r"|\d(?:[ \-]?\d){7,19}",
        "passport": r"(?:[A-Z]{1,3}[ \-]?)?\d{6,9}[A-Z]?",
        "licence": r"[A-Z0-9]{0,12}\d[0-9A-Z]{0,12}(?:[ \-][0-9A-Z]{0,12}\d[0-9A-Z]{0,12}){0,4}",
        "national": r"(?:[A-Z]{1,6}[\-]?)?\d[0-9A-Z]{0,20}(?:[ .\-/][0-9A-Z]{0,12}\d[0-9A-Z]{0,12}){0,5}"
        r"(?:[ \-]?[A-Z])?",
        "nino": r"[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]",
        "digits": r"\d(?:[ \-/]?\d){9,12}",
    }
    return compile(rf"(?<![\w@/])(?:{forms[kind]})(?!\w)")


@cache
def _sum() -> Pattern[str]:
    return compile(r"[1-9][0-9]{0,2}(?:[. ]000)+")
