"""Which runs of figures are telephone numbers: those a story calls so, and those whose form nothing else has."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from re import IGNORECASE, Pattern, compile

from compliance.article import Article, Block, Span
from compliance.language.detect import story_language
from compliance.lexicon import Lexicon
from compliance_plugins.privacy._labels import label_of
from compliance_plugins.privacy._runs import long_numbers, seen_block

_PUBLIC = frozenset({"TOLL_FREE", "PREMIUM_RATE", "SHARED_COST", "UAN", "VOICEMAIL"})
_LEAST, _MOST = 7, 15
"""Figures of a telephone number, that of a network and that of a country included (ITU-T E.164)."""

_THREE_THREES = len("612 345 678")


def phones(article: Article) -> Iterator[Span]:
    """The telephone numbers in what readers see, in order."""
    last = -1
    for run in article.get(long_numbers):
        block = seen_block(article, run.start)
        if block is None:
            continue
        span = _whole(article.text, block, run)
        if _may_be(article.text, span) and (_called(article, block, span, last) or _formed(article, span)):
            last = span.end
            yield span


def sort_of(article: Article, span: Span) -> str:
    """``public`` for a number of a kind that no private person has (free of charge, shared cost, premium rate),
    ``personal`` for a mobile's, else empty.
    """
    import phonenumbers

    words = article[span]
    for region in (None,) if words.startswith("+") else _regions(article):
        if region is not None and not _is_written(words, phonenumbers.ndd_prefix_for_region(region, True)):
            continue
        try:
            number = phonenumbers.parse(words, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(number):
            kind = phonenumbers.PhoneNumberType.to_string(phonenumbers.number_type(number))
            return "public" if kind in _PUBLIC else "personal" if kind == "MOBILE" else ""
    return ""


def _is_written(words: str, prefix: str | None) -> bool:
    """Whether a number is written as in a country: with the nought of its networks where there is one."""
    return prefix != "0" or words.lstrip("(").startswith("0")


def _regions(article: Article) -> Iterator[str]:
    """The countries whose numbers the story may give without a code, the likeliest first."""
    _, _, region = article.metadata.language.replace("_", "-").partition("-")
    if len(region) == 2:
        yield region.upper()
    yield from article.metadata.territories or ()
    language = article.get(story_language)
    if language is not None:
        for entry in article.lexicon.entries("phone-regions", language):
            yield entry.phrase


def _whole(text: str, block: Block, run: Span) -> Span:
    """The number with the sign of its country and the bracket of its network."""
    start, end = run
    if start > block.start and text[start - 1] == "(" and ")" in text[start:end]:
        start -= 1
    if start > block.start and text[start - 1] == "+":
        start -= 1
    return Span(start, end)


def _may_be(text: str, span: Span) -> bool:
    """Whether nothing in the figures or beside them says that they are a date, a sum, a result or a part of a name."""
    words = text[span.start : span.end]
    if not _LEAST <= sum(sign.isdigit() for sign in words) <= _MOST:
        return False
    if _apart().match(text[span.start - 2 : span.start][::-1]) or _joined().match(text, span.end):
        return False
    return words.count("(") == words.count(")") and not _sum().fullmatch(words)


def _called(article: Article, block: Block, span: Span, last: int) -> bool:
    """Whether the story says that it is one: before it, after it, or of the number before."""
    text = article.text
    if last >= 0 and _and().fullmatch(text[last : span.start]) and _is_near(text, last, span):
        return True
    label = label_of(article, block, span)
    if label is not None and label.entry.text("kind") != "phone":
        return False
    sure = label is not None and (not label.entry.flag("weak") or _is_plain(text, label.end, span))
    if label is not None and sure and _is_near(text, label.end, span):
        return True
    return _named_after().match(text, span.end) is not None


def _is_near(text: str, label: int, span: Span) -> bool:
    """Whether a label belongs to a number that may be a sum, in threes: nothing but *is*, *on* … stands between, or a
    comma or a colon before three of them.
    """
    words, between = text[span.start : span.end], text[label : span.start]
    if not _threes().fullmatch(words) or _copula().fullmatch(between):
        return True
    return len(words) == _THREE_THREES and between.rstrip()[-1:] in (",", ":", "(")


def _is_plain(text: str, label: int, span: Span) -> bool:
    """Whether a number is written as telephone numbers are, or its wide label as a label: *Desk:*."""
    return not text[span.start : span.end].isdigit() or text[label : label + 1] == ":"


def _formed(article: Article, span: Span) -> bool:
    """Whether its form is one that only telephone numbers have."""
    block = seen_block(article, span.start)
    label = label_of(article, block, span) if block is not None else None
    if label is not None and label.entry.text("kind") != "phone":
        return False
    return any(pattern.fullmatch(article[span]) for pattern in _forms(article.lexicon))


@lru_cache(maxsize=4)
def _forms(lexicon: Lexicon) -> tuple[Pattern[str], ...]:
    entries = lexicon.entries("number-shapes")
    return tuple(compile(entry.text("shape")) for entry in entries if entry.text("kind") == "phone")


@cache
def _apart() -> Pattern[str]:
    # what stands before, read backwards
    return compile(r"[\w@#=&%$€£/*]|[.,:][0-9]")


@cache
def _joined() -> Pattern[str]:
    # what stands after: a letter that is no extension's, more figures after a sign
    return compile(r"(?!x[0-9])\w|[@%*=]|[,.:][0-9]|/\w")


@cache
def _sum() -> Pattern[str]:
    # with points for thousands, or two prices with a stroke between
    return compile(r"[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+\.[0-9]+(?:/[0-9.]+)*")


@cache
def _threes() -> Pattern[str]:
    return compile(r"[0-9]{1,3}(?:[ \xa0][0-9]{3})+")


@cache
def _copula() -> Pattern[str]:
    words = "is|was|or|and|o|y|on|at|to|me|her|him|them|us|number|no|es|era|el|al|a|en|número|nº"
    return compile(rf"[\s:.,(]*(?:(?:{words})[\s:.,(]+){{0,4}}", IGNORECASE)


@cache
def _and() -> Pattern[str]:
    return compile(r"[\s,;/]*(?:(?:or|and|o|y|ou|e)\s+)?\+?\(?")


@cache
def _named_after() -> Pattern[str]:
    return compile(
        r"(?:x[0-9]+)?[ \-,(]{1,2}(?:office|mobile|cell|fax|desk|home|work|móvil|celular|fijo|oficina|casa)\b",
        IGNORECASE,
    )
