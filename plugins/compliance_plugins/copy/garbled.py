"""Which signs are not what the writer typed: broken encodings, bare entities and tags, control characters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from re import IGNORECASE, Match, Pattern, compile

from compliance.article import Article, Span
from compliance.finding import Basis, Edit, Finding, Kind, Safety, Severity, Suggestion
from compliance.rule import rule
from compliance_plugins.copy._characters import chunk, is_code, places, published, shape
from compliance_plugins.copy._mojibake import may_hold_mojibake, mojibake
from compliance_plugins.copy._together import together

_TAGS = (
    "a abbr article aside b blockquote body br center cite code div em embed figcaption figure font footer h1 h2 h3 h4"
    " h5 h6 head header hr html i iframe img input li link main meta nav noscript object ol p param pre q s script"
    " section small source span strike strong style sub sup svg table tbody td th thead title tr u ul video"
)
# How far on an element may be closed, in code points.
_NEAR = 2000
# Elements that nothing closes.
_ALONE = ("br", "hr")
_LONE_LETTERS = frozenset("abipqsu")
_INLINE = frozenset({"a", "b", "em", "font", "i", "q", "s", "small", "span", "strong", "sub", "sup", "u"})


@rule(
    "copy/garbled",
    kind=Kind.FAIL,
    severity=Severity.ERROR,
    variants=("mojibake", "replacement", "entity", "tag", "control"),
    messages={
        "en": {
            "message": "“{seen}” is a broken character",
            "replacement": "a character was lost in “{words}”",
            "entity": "“{seen}” is code for “{meant}”",
            "residue": "“{seen}” is left over from a machine",
            "tag": "“{seen}” is HTML code",
            "control": "an invisible control character ({code}) in the text",
            "restore": "put “{meant}”",
            "cut": "cut it",
            "retype": "look the word up in the original and type it again",
            "also": "here too",
            "more": "the same in {others} other places of this story",
        },
        "es": {
            "message": "«{seen}» es un carácter dañado",
            "replacement": "se ha perdido un carácter en «{words}»",
            "entity": "«{seen}» es código en lugar de «{meant}»",
            "residue": "«{seen}» es un resto que dejó un programa",
            "tag": "«{seen}» es código HTML",
            "control": "hay un carácter de control invisible ({code}) en el texto",
            "restore": "poner «{meant}»",
            "cut": "quitarlo",
            "retype": "buscar la palabra en el original y volver a escribirla",
            "also": "aquí también",
            "more": "lo mismo en otros {others} lugares de este texto",
            "why": "Es lo primero que ve el lector; los nombres quedan mal y no se encuentran al buscar.",
        },
    },
    basis=(Basis("The Unicode Standard", "replacement character, control codes", "https://www.unicode.org/versions/"),),
)
def garbled(article: Article, options: object) -> Iterable[Finding]:
    """Flags characters that a machine broke: misread encodings, bare HTML, control characters.

    ## What it flags
    UTF-8 read as another encoding (`Ã©` for `é`, `â€™` for `’`), the replacement character, HTML entities and tags
    that a reader would see (`&nbsp;`, `<br>`), and control characters.

    ## Why it matters
    It is the first thing every reader sees, and names become wrong and cannot be searched.

    ## Example
    `JosÃ© Arriaga said it was&nbsp;over.`

    ## Instead
    `José Arriaga said it was over.`

    ## Limits
    A character or tag that is broken in more than five places of a story is told of once.
    What the encoding has thrown away (the replacement character) can only be looked up. A share symbol in angle
    brackets (`<AIR.O>`) is no tag, and capitals before a quotation mark (`CAFÉ»`) are no misread letter.

    ## Sources
    The Unicode Standard; the named character references of the HTML standard.
    """
    picture, text = article.get(shape), article.text
    found: list[Finding] = []
    if may_hold_mojibake(text):
        found += _mojibake(article)
    if b"\x01" in picture:
        found += _controls(article, picture)
    if b"&" in picture:
        found += _entities(article)
    if b"<" in picture:
        found += _tags(article)
    if not text.isascii() and "\ufffd" in text:
        found += _replacements(article)
    if not found:
        return ()
    return together(_apart(article, found), lambda finding: (finding.variant, article[finding.span]))


def _apart(article: Article, found: list[Finding]) -> Iterator[Finding]:
    """Those that a reader sees, none inside another."""
    last = 0
    for finding in sorted(found, key=lambda one: one.span):
        if finding.span.start >= last and published(article, finding.span.start):
            last = finding.span.end
            yield finding


def _replace(start: int, end: int, meant: str, safety: Safety = Safety.SAFE) -> list[Suggestion]:
    return [Suggestion("restore" if meant.strip() else "cut", (Edit(Span(start, end), meant),), safety)]


def _mojibake(article: Article) -> Iterator[Finding]:
    for start, end, meant in mojibake(article.text):
        meant = meant.replace("\ufeff", "")
        yield garbled.finding(
            Span(start, end),
            variant="mojibake",
            data={"seen": article.text[start:end], "meant": meant},
            suggestions=_replace(start, end, meant) if "\ufffd" not in meant else [Suggestion("retype")],
        )


def _controls(article: Article, picture: bytes) -> Iterator[Finding]:
    for at in places(picture, b"\x01"):
        code = ord(article.text[at])
        meant = ""
        if code >= 0x80:
            meant = bytes([code]).decode("cp1252", "ignore")
        yield garbled.finding(
            Span(at, at + 1),
            message="control",
            variant="control",
            data={"code": f"U+{code:04X}", "meant": meant},
            suggestions=_replace(at, at + 1, meant),
        )


@cache
def _entity() -> Pattern[str]:
    return compile(
        r"&(?:#[0-9]{1,7};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{1,31};|(?:nbsp|quot|amp|apos|#[0-9]{2,4})\b)"
    )


def _entities(article: Article) -> Iterator[Finding]:
    from html import unescape

    text = article.text
    for match in _entity().finditer(text):
        start, end = match.span()
        seen = match.group()
        meant = unescape(seen)
        if not seen.endswith(";"):
            if is_code(text[slice(*chunk(text, start, end))].replace("&", "", 1).replace("#", "", 1)):
                continue
            meant = unescape(seen + ";")
        if meant in (seen, seen + ";"):
            continue
        if not meant.strip("\ufffd") or not meant.isprintable():
            meant = " " if meant.isspace() else ""
        yield garbled.finding(
            Span(start, end),
            message="entity" if meant.strip() else "residue",
            variant="entity",
            data={"seen": seen, "meant": meant},
            suggestions=_replace(start, end, meant),
        )


@cache
def _tag() -> Pattern[str]:
    names = "|".join(_TAGS.split())
    # what follows the name is attributes, or else the name is the first word of something in angle brackets
    given = r"\s[^<>=]{1,40}=[^<>]{0,400}|(?:\s(?:async|autoplay|checked|controls|defer|disabled|hidden|loop|muted)\b)+"
    return compile(rf"<(/?)({names})({given})?\s?/?>|<!--|-->|<!\[CDATA\[", IGNORECASE)


def _tags(article: Article) -> Iterator[Finding]:
    text = article.text
    for match in _tag().finditer(text):
        start, end = match.span()
        name = (match.group(2) or "").lower()
        if _is_symbol(text, match, name) or _is_named(text, match, name):
            continue
        glues = name not in _INLINE and text[start - 1 : start].isalnum() and text[end : end + 1].isalnum()
        yield garbled.finding(
            Span(start, end),
            message="tag",
            variant="tag",
            data={"seen": match.group() if end - start < 60 else match.group()[:57] + "…"},
            suggestions=[Suggestion("cut", (Edit(Span(start, end), " " if glues else ""),))],
        )


def _is_symbol(text: str, match: Match[str], name: str) -> bool:
    """Whether a name in capitals is a company's at a stock exchange (``<TD>``): nothing closes it."""
    if match.group(1) or match.group(3) or not (match.group(2) or "").isupper() or name in _ALONE:
        return False
    return name in _LONE_LETTERS or not _is_closed(text, match, name)


def _is_named(text: str, match: Match[str], name: str) -> bool:
    """Whether a story names a tag (``a <script> tag``): it stands as a word and nothing closes it."""
    if match.group(1) or match.group(3) or name in ("", "p", *_ALONE):
        return False
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    return before in " “\"'`" and (not after or after in " .,;:”\"'`") and not _is_closed(text, match, name)


def _is_closed(text: str, match: Match[str], name: str) -> bool:
    return f"</{name}" in text[match.end() : match.end() + _NEAR].lower()


def _replacements(article: Article) -> Iterator[Finding]:
    text, last = article.text, 0
    at = text.find("\ufffd")
    while at >= 0:
        end = at
        while text[end : end + 1] == "\ufffd":
            end += 1
        first, last = chunk(text, at, end)
        yield garbled.finding(
            Span(at, end),
            message="replacement",
            variant="replacement",
            data={"words": text[first:last]},
            suggestions=[Suggestion("retype")],
        )
        at = text.find("\ufffd", end)
