"""Whether a text that an agency wrote says so to its readers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from compliance.article import Article, Role, Span
from compliance.finding import Basis, Finding, Kind, Label, Safety, Severity, Suggestion
from compliance.rule import rule
from compliance_plugins.credits._agency_credits import AGENCIES, LIST, agencies_in, is_credited, words_of

if TYPE_CHECKING:
    from compliance.lexicon import Lexicon

_TAKEN = 60


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
            "why": "El lector cree que quien firma estuvo allí, y casi todos los contratos de agencia exigen la firma.",
        },
    },
    lists=(AGENCIES, LIST),
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
    agencies = agencies_in(written, article.lexicon)
    if not agencies or is_credited(article, agencies):
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
        agency = source.metadata.agency or (source.name if article.lexicon.find(AGENCIES, source.name) else "")
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
        elif isinstance(value, str) and words_of(lexicon, "waiver").search(value.casefold()):
            return True
    asked = extra.get("credit_required", True)
    return asked is False or (isinstance(asked, str) and asked.strip().casefold() in ("false", "no"))
