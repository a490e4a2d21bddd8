"""Quotation marks that lack their partner."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from compliance.article import BODY, Article, Role, Span
from compliance.finding import Basis, Finding, Kind, Safety, Severity, Suggestion
from compliance.language.detect import story_language
from compliance.language.marks import Mark, marks, quoting
from compliance.language.quotation_frames import Cue, Frames, frames, story_cues
from compliance.language.speakers import phrase_after, subject_before
from compliance.rule import Need, rule

_NEAR = 120
_BROKEN = frozenset({"lone", "merged", "running"})
_ROLES = BODY | {Role.HEADLINE, Role.STANDFIRST, Role.CAPTION, Role.TABLE, Role.NOTE}


@rule(
    "quotes/unclosed",
    kind=Kind.FAIL,
    severity=Severity.ERROR,
    messages={
        "en": {
            "message": "the quotation that opens here is never closed",
            "unopened": "this mark closes a quotation that was never opened",
            "close": "add the closing mark where the words end",
            "open": "add the opening mark where the words begin, or cut this one",
        },
        "es": {
            "message": "la cita que se abre aquí no se cierra",
            "unopened": "esta comilla cierra una cita que no se abrió",
            "close": "poner la comilla de cierre donde acaban las palabras",
            "open": "poner la comilla de apertura donde empiezan las palabras, o quitar esta",
            "why": "El lector no sabe dónde acaban las palabras de otro y empiezan las de la redacción.",
        },
    },
    needs=(Need.QUOTATION_MARKS,),
    basis=(
        Basis("AP Stylebook", "quotation marks: running quotations"),
        Basis("Diccionario panhispánico de dudas", "comillas", "https://www.rae.es/dpd/comillas"),
    ),
)
def unclosed(article: Article, options: object) -> Iterable[Finding]:
    """Flags an opening quotation mark with no closing one, or the reverse.

    ## What it flags
    A mark whose partner is missing from its paragraph and from the paragraphs that a running quotation goes on
    into. The place is the mark itself.

    ## Why it matters
    Readers cannot tell where somebody's words end and the newsroom's begin.

    ## Example
    `“We will rebuild the bridge, the mayor said.`

    ## Instead
    `“We will rebuild the bridge,” the mayor said.`

    ## Limits
    In a quotation that runs over paragraphs each paragraph may open and only the last one closes; Spanish may
    continue it with a closing mark. Apostrophes (`'90s`, `rock 'n' roll`, `boys' club`), feet and inches are no
    marks. A straight single mark that never closes is taken for an apostrophe.

    ## Sources
    AP Stylebook, on quotation marks; Diccionario panhispánico de dudas, on comillas.
    """
    for mark in marks(article):
        if mark.state not in _BROKEN or mark.block.role not in _ROLES:
            continue
        if mark.state != "lone" and not _reports_inside(article, mark):
            continue
        span = Span(mark.start, mark.end)
        message, advice = ("message", "close") if mark.opens else ("unopened", "open")
        suggestions = [Suggestion(advice, safety=Safety.PLACEHOLDER)]
        yield unclosed.finding(span, message=message, data={"mark": article[span]}, suggestions=suggestions)


def _reports_inside(article: Article, mark: Mark) -> bool:
    """``“We will rebuild, the mayor said. “It …``: a clause of saying after a comma, inside what was left open."""
    stretches, reports = article.get(quoting).quoted, article.get(story_cues)
    at = bisect_left(stretches, ((mark.start,),))
    if at == len(stretches) or stretches[at].span.start != mark.start:
        return False
    quoted, words = stretches[at], frames(article.get(story_language))
    for cue in reports[bisect_left(reports, (quoted.inner.start,)) :]:
        if cue.end > quoted.inner.end:
            break
        if cue.beside or cue.weak or cue.form != "finite":
            continue
        if cue.end + _NEAR > quoted.inner.end and _tells(article.text, quoted.inner.start, cue, words):
            return True
    return False


def _tells(text: str, low: int, cue: Cue, words: Frames) -> bool:
    """Whether ``, the mayor said.`` or ``, said the mayor.`` stands there, a clause of its own after a comma."""
    told = text[low : cue.start].rstrip()
    if told[told.rfind(" ") + 1 :].lower() in words.not_told:
        return False
    if told.endswith(","):
        phrase = None if cue.addressee else phrase_after(text, cue.end, cue.end + _NEAR, words)
        return phrase is not None and text[phrase.end : phrase.end + 1] in (".", ",", ";", "")
    speaker = subject_before(text, low, cue.start, words)
    if speaker is None or text[speaker.start : speaker.end].lower() in words.first_person:
        return False
    following = text[cue.end : cue.end + 14].split(maxsplit=1)[:1]
    closes = text[cue.end : cue.end + 1] in (".", ",") or (
        bool(following) and not cue.addressee and following[0] in words.phrase_ends
    )
    if cue.addressee and following:
        closes = closes or (following[0][0].isupper() and following[0][-1] in ".,")
    comma = text[low : speaker.start].rstrip().endswith(",")
    goes_on = bool(following) and (following[0] in words.relatives or following[0] in words.not_told)
    return comma and closes and not goes_on
