"""Which bracket has no partner."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from re import Pattern, compile

from compliance.article import Article, Role, Span
from compliance.finding import Basis, Edit, Finding, Kind, Safety, Severity, Suggestion
from compliance.record import Record
from compliance.rule import rule
from compliance_plugins.copy._characters import published, shape

_PAIRS = {")": "(", "]": "[", "}": "{", "）": "（"}
_CLOSES = {opening: closing for closing, opening in _PAIRS.items()}
_EYES = ":;="
_NOSES = "-'^*"
# A bracket may run over paragraphs; over more than this many it is two slips rather than one pair.
_FAR = 3
# So many brackets of a run are written out.
_SHOWN = 8
# How far apart two points of a list may stand, in code points.
_LIST = 2000
_SIGNS = b"()[]{}"
_OTHER_SIGNS = bytes(code for code in range(256) if code not in _SIGNS)


class Open(Record):
    """A bracket in the text: its offset, the sign, the number of its block."""

    at: int
    mark: str
    block: int


@rule(
    "copy/brackets",
    kind=Kind.FAIL,
    severity=Severity.WARNING,
    variants=("unclosed", "unopened", "mixed"),
    messages={
        "en": {
            "message": "“{mark}” is opened and never closed",
            "unopened": "“{mark}” closes a bracket that was never opened",
            "mixed": "opened with “{opening}” and closed with “{mark}”",
            "close": "put in “{partner}” where the bracket ends, or cut “{mark}”",
            "open": "put in “{partner}” where the bracket begins, or cut “{mark}”",
            "match": "close with “{partner}”",
        },
        "es": {
            "message": "«{mark}» se abre y no se cierra",
            "unopened": "«{mark}» cierra un paréntesis que no se abrió",
            "mixed": "se abre con «{opening}» y se cierra con «{mark}»",
            "close": "poner «{partner}» donde acaba el paréntesis o quitar «{mark}»",
            "open": "poner «{partner}» donde empieza el paréntesis o quitar «{mark}»",
            "match": "cerrar con «{partner}»",
            "why": "El lector no sabe dónde acaba el inciso, y con el signo suelen haberse perdido palabras.",
        },
    },
    basis=(
        Basis("AP Stylebook", "parentheses; brackets"),
        Basis("Ortografía de la lengua española (RAE)", "paréntesis"),
    ),
)
def brackets(article: Article, options: object) -> Iterable[Finding]:
    """Flags a bracket that has no partner.

    ## What it flags
    A round, square or curly bracket that is opened and never closed, closed and never opened, or closed by one of
    another kind. A bracket may run over quotation marks and over a few paragraphs.

    ## Why it matters
    The reader cannot tell where the aside ends, and a lost bracket often means that words were lost with it.

    ## Example
    `The bank (founded in 1902 said it would appeal.`

    ## Instead
    `The bank (founded in 1902) said it would appeal.`

    ## Limits
    Marks of a list (`a)`, `1)`, `iv)`), faces such as `:-)` and tables are left alone. Which of two places is
    meant cannot be known: the bracket that stands alone is marked.

    ## Sources
    AP Stylebook, *parentheses* and *brackets*; *Ortografía de la lengua española*, on paréntesis.
    """
    if not _pair_at_once(article.get(shape)) or "（" in article.text:
        yield from _runs(article.text, sorted(_unpaired(article), key=_start))


def _start(finding: Finding) -> int:
    return finding.span.start


def _runs(text: str, found: Iterable[Finding]) -> Iterator[Finding]:
    """The findings, several of one bracket side by side as one: ``((``."""
    run: Finding | None = None
    for one in found:
        if run is not None and _goes_on(text, run, one):
            run = run._replace(span=Span(run.span.start, one.span.end))
            continue
        if run is not None:
            yield _told(text, run)
        run = one
    if run is not None:
        yield _told(text, run)


def _goes_on(text: str, run: Finding, one: Finding) -> bool:
    return (
        one.variant == run.variant != "mixed"
        and text[one.span.start] == text[run.span.start]
        and not text[run.span.end : one.span.start].strip(" ")
    )


def _told(text: str, run: Finding) -> Finding:
    """A run of brackets with the words for it; a long one is not written out."""
    if run.span.end - run.span.start == 1 or run.variant == "mixed":
        return run
    mark, partner = (
        text[run.span.start : run.span.end],
        run.data["partner"] * text.count(text[run.span.start], *run.span),
    )
    return run._replace(data={"mark": _shortened(mark), "partner": _shortened(partner)})


def _shortened(marks: str) -> str:
    return marks if len(marks) <= _SHOWN else f"{marks[:_SHOWN]}…"


def _pair_at_once(picture: bytes) -> bool:
    """Whether the brackets of a story pair one after the other, as in nearly every story that has any."""
    for sign in _SIGNS:
        if sign in picture:
            break
    else:
        return True
    signs = picture.translate(None, _OTHER_SIGNS)
    for _ in range(3):
        signs = signs.replace(b"()", b"").replace(b"[]", b"")
    return not signs


@cache
def _signs() -> Pattern[str]:
    return compile(r"[()\[\]{}（）]")


def _unpaired(article: Article) -> Iterator[Finding]:
    opened: deque[Open] = deque()
    for number, block in enumerate(article.blocks):
        while opened and number - opened[0].block > _FAR:
            yield _alone(opened.popleft())
        if block.role is Role.TABLE or published(article, block.start) is None:
            continue
        for match in _signs().finditer(article.text, block.start, block.end):
            sign = Open(match.start(), match.group(), number)
            if sign.mark in _CLOSES:
                if not _is_face(article.text, sign.at):
                    opened.append(sign)
            elif opened and opened[-1].mark == _PAIRS[sign.mark]:
                opened.pop()
            elif not (_is_face(article.text, sign.at) or _is_list_marker(article.text, sign.at)):
                yield from _misfit(opened, sign)
    for sign in opened:
        yield _alone(sign)


def _misfit(opened: deque[Open], sign: Open) -> Iterator[Finding]:
    """What to say of a closing bracket that does not fit the one opened last."""
    if any(one.mark == _PAIRS[sign.mark] for one in islice(reversed(opened), 4)):
        while opened[-1].mark != _PAIRS[sign.mark]:
            yield _alone(opened.pop())
        opened.pop()
    elif opened and opened[-1].block == sign.block:
        opening = opened.pop().mark
        partner = _CLOSES[opening]
        yield brackets.finding(
            Span(sign.at, sign.at + 1),
            message="mixed",
            variant="mixed",
            data={"mark": sign.mark, "opening": opening, "partner": partner},
            suggestions=[Suggestion("match", (Edit(Span(sign.at, sign.at + 1), partner),))],
        )
    else:
        yield _alone(sign)


def _alone(sign: Open) -> Finding:
    about = _lonely(sign.mark)
    return Finding(about.rule, Span(sign.at, sign.at + 1), *about[2:])


@cache
def _lonely(mark: str) -> Finding:
    """What is said of every bracket of a kind that has no partner."""
    unclosed = mark in _CLOSES
    return brackets.finding(
        Span(0, 0),
        message="message" if unclosed else "unopened",
        variant="unclosed" if unclosed else "unopened",
        data={"mark": mark, "partner": _CLOSES[mark] if unclosed else _PAIRS[mark]},
        suggestions=[Suggestion("close" if unclosed else "open", safety=Safety.PLACEHOLDER)],
    )


def _is_face(text: str, at: int) -> bool:
    """Whether the bracket is the mouth of a typed face such as ``:-)``, ``;)`` or ``:((``."""
    mark, after, previous = text[at], text[at + 1 : at + 2], text[at - 1 : at]
    if after.isalnum() or (previous and previous != mark and previous not in _EYES and previous not in _NOSES):
        return False
    before = text[max(at - 8, 0) : at].rstrip(mark)
    if before[-1:] in _NOSES and len(before) > 1:
        before = before[:-1]
    return before[-1:] in _EYES if before else after in _EYES and after != ""


def _is_list_marker(text: str, at: int) -> bool:
    """Whether the bracket follows a number or letter that counts points of a list: ``a)``, ``2)``, ``iv)``."""
    start = at
    if not (text[at - 1 : at].isalnum() or text[at - 1 : at] == "°"):
        return False
    while start > max(at - 5, 0) and not text[start - 1].isspace() and text[start - 1] not in '¿¡"“«(':
        start -= 1
    word = text[start:at].rstrip("ºª°")
    if len(word) == 1 and word.isalpha():
        return True
    before = text[max(start - 2, 0) : start].rstrip(" \xa0")[-1:]
    if before in ("", "\n") or before in ",;:":
        return (word.isdecimal() and len(word) < 3) or (bool(word) and not word.lower().strip("ivx"))
    if not word.isdecimal() or len(word) > 2:
        return False
    # in running text a number counts points where its neighbour does so too
    near = text[max(at - _LIST, 0) : at + _LIST]
    return f"{int(word) - 1})" in near or f"{int(word) + 1})" in near
