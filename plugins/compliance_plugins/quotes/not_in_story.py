"""Words quoted above the story that the story does not have."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from compliance.article import BODY, Article, Role
from compliance.finding import Basis, Finding, Kind, Safety, Severity, Suggestion
from compliance.language.quotations import Quotation, quotations
from compliance.record import Record
from compliance.rule import AtLeast, Need, rule
from compliance_plugins.quotes._words import parts_of, plain

_ROLES = frozenset({Role.HEADLINE, Role.STANDFIRST, Role.CAPTION})
_KINDS = frozenset({"title", "nickname", "shown"})
_DIRECT = frozenset({"before", "after"})
_SHORT = 2


class Options(Record):
    """When there is a story to compare with.

    :param min_body: words that the body must have; fewer are no story but what is left of one (a teaser, a lone
        picture).
    """

    min_body: Annotated[int, AtLeast(0)] = 12


@rule(
    "quotes/not-in-story",
    kind=Kind.REVIEW,
    severity=Severity.ERROR,
    messages={
        "en": {
            "message": "the story never quotes “{words}” in that form",
            "mend": "quote the words as the story has them, or take the marks away",
        },
        "es": {
            "message": "el texto no recoge «{words}» en esa forma",
            "mend": "citar las palabras como están en el texto, o quitar las comillas",
        },
    },
    options=Options,
    needs=(Need.QUOTATION_MARKS,),
    basis=(
        Basis("BBC News Style Guide", "headlines: quotation marks"),
        Basis("Reuters Handbook", "quotes in headlines"),
    ),
)
def not_in_story(article: Article, options: Options) -> Iterable[Finding]:
    """Flags words quoted in the headline, standfirst or a caption that stand nowhere in the story in that form.

    ## What it flags
    Quotation marks in a headline, a standfirst or a caption around words that the body does not have in that order.

    ## Why it matters
    Marks promise somebody's very words. A headline that sharpens them puts words into a mouth.

    ## Example
    Headline `Mayor: ‘I will shut every bridge’` over a story in which she says `“We may have to close two bridges.”`

    ## Instead
    Headline `Mayor: ‘We may have to close two bridges’`, or the same without marks.

    ## Limits
    Ellipses and words in square brackets may stand for others; capitals and marks do not count. Scare quotes of
    one or two words without a speaker, titles of works, nicknames and words on signs are left alone.

    ## Sources
    BBC News Style Guide and Reuters Handbook of Journalism, on quotation marks in headlines.
    """
    chosen = [quotation for quotation in article.get(quotations) if _promises_words(article, quotation)]
    if not chosen:
        return
    body = " ".join(plain(article[block]) for block in article.blocks if block.role in BODY)
    if body.count(" ") < options.min_body:
        return
    # a quotation that a clause of saying interrupts may be quoted without the clause
    body += plain(" ".join(article[one.inner] for one in article.get(quotations) if one.block.role in BODY))
    for quotation in chosen:
        parts = parts_of(article[quotation.inner])
        if parts and not all(f" {part} " in body for part in parts):
            yield not_in_story.finding(
                quotation.span,
                data={"words": article[quotation.inner]},
                suggestions=[Suggestion("mend", safety=Safety.PLACEHOLDER)],
            )


def _promises_words(article: Article, quotation: Quotation) -> bool:
    if quotation.block.role not in _ROLES or quotation.kind in _KINDS:
        return False
    cue = quotation.cue
    direct = quotation.how == "colon" or (cue is not None and quotation.how in _DIRECT)
    if direct and cue is not None and cue.start > quotation.span.end:
        # "‘Bombs’ of hail hit town": what follows goes on with the words, and says nobody's name
        direct = not article.text[quotation.span.end : cue.start].strip(" ,\u00a0")
    return direct or len(article[quotation.inner].split()) > _SHORT
