"""Whether a text that an agency wrote says so to its readers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from re import Pattern, compile, escape
from typing import TYPE_CHECKING, Any

from compliance.article import Article, Block, Role, Span
from compliance.finding import Basis, Finding, Kind, Label, Safety, Severity, Suggestion
from compliance.rule import rule

if TYPE_CHECKING:
    from compliance.lexicon import Lexicon

_AGENCIES, _LIST = "agencies", "agency-credits"
_LINE = 250
_NAME_ALONE = 40
_TOP, _BOTTOM = 2, 3
_TAKEN = 60
_CREDITS = (Role.BYLINE, Role.DATELINE, Role.SIGN_OFF)


@rule(
    "credits/agency-text-uncredited",
    kind=Kind.REVIEW,
    severity=Severity.ERROR,
    messages={
        "en": {
            "message": "the text is by {agencies:list}, and neither byline, dateline nor sign-off says so",
            "add": "credit {agencies:list} in the byline or at the end",
            "record": "the story's record names the agency",
        },
        "es": {
            "message": "el texto es de {agencies:list}, y no lo dicen ni la firma, ni la data, ni el final",
            "add": "citar a {agencies:list} en la firma o al final",
            "record": "la ficha de la noticia nombra a la agencia",
        },
    },
    lists=(_AGENCIES, _LIST),
    basis=(
        Basis("IPTC Photo Metadata and NewsML-G2", "creditline, infoSource"),
        Basis("Libro del estilo urgente (EFE)"),
    ),
)
def agency_text_uncredited(article: Article, options: object) -> Iterable[Finding]:
    """Flags agency copy that is published as if it were the newsroom's own.

    ## What it flags
    A story whose record says `agency: EFE`, or most of whose paragraphs stand word for word in an agency's text that
    was supplied as a source, while byline, dateline and sign-off name neither that agency nor agencies at all.

    ## Why it matters
    The reader takes a reporter's name for the one who was there, and most agencies' contracts ask for the credit.

    ## Example
    `agency: Reuters`, `byline: Ruth Adeyemi`.

    ## Instead
    `byline: Reuters`, or `Ruth Adeyemi and agencies`.

    ## Limits
    `with agencies`, `Redacción y agencias`, `con información de EFE` and their like are enough, in the byline or in a
    short line at the top or the end. A record with `credit_required: false`, or a licence that asks for no credit, is
    left alone, and so is an agency's own feed (`product: wire`). An agency named in the text alone
    (`he told Reuters`) is no credit.

    ## Sources
    Agencies' terms for subscribers; IPTC's credit line and information source.
    """
    metadata = article.metadata
    if (not metadata.agency and not article.sources) or metadata.product == "wire":
        return
    written = metadata.agency or _taken_from(article)
    if not written or _waived(metadata.extra, article.lexicon):
        return
    agencies = _agencies(written, article.lexicon)
    if not agencies or _credited(article, agencies):
        return
    block = next((b for b in article.of_role(Role.BYLINE) if b), None) or article.field("agency") or article.headline
    span = block.span if block else Span(article.body[0].start, article.body[0].start) if article.body else Span(0, 0)
    record = article.field("agency")
    yield agency_text_uncredited.finding(
        span,
        data={"agencies": list(agencies)},
        labels=[Label(record.span, "record")] if record is not None and record.span != span else (),
        suggestions=(Suggestion("add", safety=Safety.PLACEHOLDER),),
    )


def _taken_from(article: Article) -> str:
    """The agency whose text, supplied as a source, most of the story's paragraphs are."""
    for source in article.sources:
        agency = source.metadata.agency or (source.name if article.lexicon.find(_AGENCIES, source.name) else "")
        if not agency:
            continue
        paragraphs = [article[block] for block in article.body if block.end - block.start >= _TAKEN]
        if paragraphs and sum(part in source.text for part in paragraphs) * 2 > len(paragraphs):
            return agency
    return ""


def _waived(extra: Mapping[str, Any], lexicon: Lexicon) -> bool:
    """Whether the story's record says that no credit is asked for."""
    for key in ("licence", "license", "licencia"):
        value = extra.get(key)
        if isinstance(value, Mapping):
            if _waived(value, lexicon):
                return True
        elif isinstance(value, str) and _words(lexicon, "waiver").search(value.casefold()):
            return True
    asked = extra.get("credit_required", True)
    return asked is False or (isinstance(asked, str) and asked.strip().casefold() in ("false", "no"))


def _agencies(written: str, lexicon: Lexicon) -> dict[str, Pattern[str]]:
    """The agencies a record names, each with what finds its name in a text of small letters."""
    found: dict[str, Pattern[str]] = {}
    for part in _between().split(written):
        name = part.strip()
        if not name or _words(lexicon, "generic").fullmatch(name.casefold()):
            continue
        entry = lexicon.find(_AGENCIES, name)
        found[name] = _forms(lexicon, entry.canonical) if entry is not None else _any_of((name,))
    return found


@lru_cache(maxsize=64)
def _forms(lexicon: Lexicon, canonical: str) -> Pattern[str]:
    """What finds an agency, those that are part of it, and the one it is part of."""
    entries = lexicon.entries(_AGENCIES)
    above = {entry.text("part_of") for entry in entries if entry.canonical == canonical} - {""}
    return _any_of(
        entry.phrase
        for entry in entries
        if entry.canonical == canonical or entry.text("part_of") == canonical or entry.canonical in above
    )


@lru_cache(maxsize=16)
def _words(lexicon: Lexicon, kind: str) -> Pattern[str]:
    return _any_of(entry.phrase for entry in lexicon.entries(_LIST) if entry.text("kind") == kind)


def _any_of(phrases: Iterable[str]) -> Pattern[str]:
    longest = sorted({phrase.casefold() for phrase in phrases}, key=len, reverse=True)
    return compile("|".join(rf"(?<!\w){escape(phrase)}(?!\w)" for phrase in longest) or "(?!)")


@lru_cache(maxsize=1)
def _between() -> Pattern[str]:
    return compile(r"[/,;|&+]| and | y | e ")


def _credited(article: Article, agencies: Mapping[str, Pattern[str]]) -> bool:
    """Whether the story tells its readers that an agency wrote it."""
    lexicon = article.lexicon
    credit = " | ".join([article.metadata.byline, *(article[block] for block in article.of_role(*_CREDITS))]).casefold()
    if _words(lexicon, "generic").search(credit) or any(names.search(credit) for names in agencies.values()):
        return True
    for block in _edges(article):
        line = article[block].casefold()
        if _words(lexicon, "line").search(line) or _words(lexicon, "generic").fullmatch(line.strip(" .()")):
            return True
        if any(names.search(line) for names in agencies.values()) and (
            len(line) <= _NAME_ALONE or _words(lexicon, "cue").search(line)
        ):
            return True
    return False


def _edges(article: Article) -> Iterator[Block]:
    """The short lines at the top and the end of the text, where a story says who wrote it."""
    blocks = article.of_role(Role.PARAGRAPH, Role.LIST, Role.NOTE, Role.STANDFIRST)
    for block in (*blocks[:_TOP], *blocks[max(_TOP, len(blocks) - _BOTTOM) :]):
        if block.end - block.start <= _LINE:
            yield block
