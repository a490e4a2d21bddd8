"""Which words of a story are a desk's or a wire's own and were never meant for readers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from compliance.article import Article, Block, Role, Span
from compliance.finding import Basis, Edit, Finding, Kind, Severity, Suggestion
from compliance.rule import Need, rule
from compliance_plugins.copy._characters import is_quoted, published
from compliance_plugins.copy._standing import stands

if TYPE_CHECKING:
    from compliance.scanner import Hit

_LIST = "desk-notes"
# In the text around pictures the desk wording of picture wires is told by credits/instruction-published.
_PICTURE = frozenset({Role.CAPTION, Role.CREDIT, Role.ALT, Role.TITLE})
_PICTURE_LIST = "desk-codes"
_HEADLINE = 200


@rule(
    "copy/desk-note",
    kind=Kind.FAIL,
    severity=Severity.ERROR,
    messages={
        "en": {
            "message": "“{note}” is a note between desks, not for readers",
            "cut": "cut the note, once what it asks for is done",
        },
        "es": {
            "message": "«{note}» es una nota entre redacciones, no para los lectores",
            "cut": "quitar la nota una vez cumplido lo que pide",
            "why": "En el mejor caso el lector ve el taller; en el peor se publica un embargo o la duda de un abogado.",
        },
    },
    lists=(_LIST,),
    needs=(Need.PHRASES,),
    basis=(Basis("AP Stylebook", "editor's notes"), Basis("Reuters Handbook of Journalism", "advisory lines")),
)
def desk_note(article: Article, options: object) -> Iterable[Finding]:
    """Flags notes that desks and wires write to each other and that were left in the text.

    ## What it flags
    `EDS:`, `ATTN EDITORS`, `Note to editors:`, `writethru`, `CORRECTS …` and `(Recasts, adds …)` at the head of a
    story, `EMBARGOED UNTIL`, `NOT FOR PUBLICATION`, `STORY CAN END HERE`, `(more)`, `-30-`, `-ENDS-`, and the same in
    Spanish: `ATENCIÓN, EDITORES`, `NOTA A LOS EDITORES`, `EMBARGADO HASTA`, `Seguirá ampliación`, `(sigue)`.

    ## Why it matters
    At best the reader sees the workshop; at worst an embargo or a lawyer's question is published with the story.

    ## Example
    `The board meets on Friday. (more)`

    ## Instead
    `The board meets on Friday.`

    ## Limits
    Capitals count, and most notes only where they open or close a line, so that `the firm EDS`, `more to come` and
    `no embargo` are left alone. Nothing inside quotation marks is judged. What the picture wires write into captions
    is `credits/instruction-published`'s. The list `desk-notes` is a house's to extend.

    ## Sources
    AP's and Reuters' advisory lines; notices of EFE and Europa Press to their subscribers.
    """
    last = -1
    for hit in article.hits(_LIST):
        block = published(article, hit.start)
        if block is None or hit.start < last or not _is_note(article, block, hit):
            continue
        if not stands(article, block, hit.start, hit.end, hit.entry.text("where")):
            continue
        if hit.entry.flag("figure") and not any(sign.isdigit() for sign in article.text[hit.end : hit.end + 30]):
            continue
        last = hit.end
        span = Span(hit.start, hit.end)
        yield desk_note.finding(
            span,
            data={"note": article[span]},
            suggestions=[Suggestion("cut", (Edit(span, ""),))],
        )


def _is_note(article: Article, block: Block, hit: Hit) -> bool:
    start, end, phrase, where = hit.start, hit.end, hit.entry.canonical, hit.entry.text("where")
    words = article.text[start:end]
    if words.isalpha() and len(words) > 3 and words.isupper():
        # a headline in capitals whose verb is a desk's word
        line = article.text[block.start : min(block.end, start + _HEADLINE)]
        if line.isupper() and len(line) > len(words) + 10:
            return False
    if block.role in _PICTURE and _PICTURE_LIST in article.lexicon:
        known = article.lexicon.find(_PICTURE_LIST, phrase.rstrip(":.").upper())
        if known is not None:
            return False
    return bool(where) or not is_quoted(article.text, block.start, start)
