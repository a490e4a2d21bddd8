"""What still stands where words, names or figures were to come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from re import Pattern, compile
from typing import TYPE_CHECKING

from compliance.article import Article, Span
from compliance.finding import Basis, Finding, Kind, Safety, Severity, Suggestion
from compliance.lexicon import Entry
from compliance.rule import rule
from compliance_plugins.copy._characters import chunk, places, published, shape
from compliance_plugins.copy._standing import following, preceding

if TYPE_CHECKING:
    from compliance.scanner import Hit

_LIST, _BRACKETS = "placeholders", "placeholder-brackets"
_OFFICES = ("titles", "ranks")
_LONGEST = 80


@rule(
    "copy/placeholder",
    kind=Kind.FAIL,
    severity=Severity.ERROR,
    messages={
        "en": {"message": "“{words}” stands where something is still to come", "fill": "fill it in or cut it"},
        "es": {
            "message": "«{words}» ocupa el sitio de algo que falta",
            "fill": "completarlo o quitarlo",
            "why": "Lo que había que comprobar o añadir no se hizo.",
        },
    },
    lists=(_LIST, _BRACKETS, *_OFFICES),
    basis=(Basis("AP Stylebook", "editing marks"),),
)
def placeholder(article: Article, options: object) -> Iterable[Finding]:
    """Flags what was put where a word, name or figure is still to come.

    ## What it flags
    `TK`, `TKTK`, `XXX`, `$XX million`, `lorem ipsum`, `[CHECK]`, `[insert name]`, `INSERT NAME`, `FALTA DATO`, `???`,
    `¿¿¿`, blanks (`____`) inside a sentence, and fields of a template that were never filled (`{{name}}`).

    ## Why it matters
    What was to be checked or added was not.

    ## Example
    `Arriaga, TK, said that XXX people were there [CHECK].`

    ## Instead
    `Arriaga, 54, said that 300 people were there.`

    ## Limits
    Left alone: names (`TK Maxx`, `TK-421`), Roman numerals (`Super Bowl XXX`, `Louis XXX`, `la XXX edición`,
    `siglo XX`), ratings, masked numbers (`XXXX-1234`), and the words that editors put in brackets inside quotations.
    A film called XXX, in a list of films, looks like a name that is still to come.

    ## Sources
    Journalists' and printers' usage; the templates of content systems.
    """
    found = {*_phrases(article), *_bracketed(article), *_signs(article)}
    for span in _joined(article, sorted(found)) if found else ():
        if published(article, span.start) is not None:
            yield placeholder.finding(
                span, data={"words": article[span]}, suggestions=[Suggestion("fill", safety=Safety.PLACEHOLDER)]
            )


def _joined(article: Article, found: list[tuple[int, int]]) -> Iterator[Span]:
    """The places as stretches: what overlaps, or is parted by a space or comma only, is one placeholder."""
    spans: list[Span] = []
    for start, end in found:
        if spans and (start < spans[-1].end or article.text[spans[-1].end : start] in (" ", ", ")):
            spans[-1] = Span(spans[-1].start, max(end, spans[-1].end))
        else:
            spans.append(Span(start, end))
    yield from spans


def _phrases(article: Article) -> Iterator[tuple[int, int]]:
    for hit in article.hits(_LIST):
        if not (_is_other(article.text, hit) or _is_numeral(article, hit)):
            yield hit.start, hit.end


def _is_other(text: str, hit: Hit) -> bool:
    """Whether the words beside a phrase make it something else: a name, a numeral, a masked number."""
    entry = hit.entry
    after, before = following(text, hit.end), preceding(text, hit.start)
    if after.lower() in map(str.lower, entry.texts("next")) or before.lower() in map(
        str.lower, entry.texts("previous")
    ):
        return True
    if entry.flag("name") and _makes_name(text[hit.end : hit.end + 1], after[:1]):
        return True
    if not entry.flag("masked"):
        return False
    first, last = chunk(text, hit.start, hit.end)
    around = text[first : hit.start] + text[hit.end : last]
    return any(sign in "-–*/@_" or sign.isdigit() for sign in around)


def _makes_name(parted: str, begins: str) -> bool:
    """Whether a word or figure after a phrase makes one name with it: ``TK Maxx``, ``TK-421``."""
    return begins.isdigit() if parted == "-" else parted == " " and (begins.isupper() or begins.isdigit())


def _is_numeral(article: Article, hit: Hit) -> bool:
    """Whether a phrase counts the bearers of the name before it: ``Louis XXX``, and not ``Mayor XXX``."""
    before = preceding(article.text, hit.start) if hit.entry.flag("numeral") else ""
    if len(before) < 2 or not before[0].isupper() or not article.text[: hit.start].endswith(before + " "):
        return False
    begins = hit.start - len(before) - 1
    if not article.text[max(begins - 2, 0) : begins].rstrip(' “"«')[-1:].isalpha():
        return False  # the first word of a sentence has its capital from there
    return all(article.lexicon.find(name, before) is None for name in _OFFICES)


def _bracketed(article: Article) -> Iterator[tuple[int, int]]:
    picture, text = article.get(shape), article.text
    for start in places(picture, b"["):
        end = picture.find(b"]", start, start + _LONGEST) + 1
        if end and not text[end : end + 1].isalpha() and _is_gap(article, text[start + 1 : end - 1].strip()):
            yield start, end


def _is_gap(article: Article, words: str) -> bool:
    entry = article.lexicon.find(_BRACKETS, words)
    if entry is None or entry.flag("opens"):
        return any(words.lower().startswith(one.phrase + " ") for one in _openings(article))
    return not entry.flag("upper") or words.isupper()


def _openings(article: Article) -> Iterator[Entry]:
    return (entry for entry in article.lexicon.entries(_BRACKETS) if entry.flag("opens"))


@cache
def _begins() -> Pattern[str]:
    # what every sign begins with; a set of signs is searched for many times faster than a choice of patterns
    return compile("[?¿{$_]")


@cache
def _sign() -> Pattern[str]:
    return compile(
        r"(?<![^\s(])\?{3,4}(?= [^\W\d_A-ZÁÉÍÓÚÑ]|[,.;)])|¿{3,}"
        r"|\{\{[^{}\n]{1,60}\}\}|\$\{[A-Za-z_][\w.]{0,40}\}"
        r"|(?<=[^\W_] )_{3,}(?= ?[^\W_]|[,.;])"
    )


def _signs(article: Article) -> Iterator[tuple[int, int]]:
    text = article.text
    if "{" in text or "_" in text or ("¿" in text and "¿¿¿" in text) or ("?" in text and "???" in text):
        end = 0
        for begin in _begins().finditer(text):
            match = _sign().match(text, begin.start()) if begin.start() >= end else None
            if match is not None:
                end = match.end()
                yield match.start(), end
