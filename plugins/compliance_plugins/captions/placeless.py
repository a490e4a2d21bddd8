"""Whether a news picture's caption says its place."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from compliance.article import Article, Span
from compliance.finding import Basis, Finding, Kind, Safety, Severity, Suggestion
from compliance.language.detect import story_language
from compliance.record import Record
from compliance.rule import Need, rule
from compliance_plugins.captions._news_pictures import asked_of, news_captions, picture_words, sentence_end

if TYPE_CHECKING:
    from compliance.lexicon import Lexicon


class Options(Record):
    """What the house decides.

    :param products: the products whose captions need a place.
    """

    products: tuple[str, ...] = ("wire",)


@rule(
    "captions/placeless",
    kind=Kind.REVIEW,
    severity=Severity.NOTE,
    messages={
        "en": {"message": "the caption does not say where", "add": "add the place where the picture was taken"},
        "es": {
            "message": "el pie no dice dónde",
            "add": "añadir el lugar en que se tomó la imagen",
            "why": "La foto sale de su noticia: solo el pie puede decir dónde se tomó.",
        },
    },
    options=Options,
    languages=("en", "es"),
    lists=("places", "territories"),
    needs=(Need.PICTURES,),
    basis=(Basis("AP Stylebook", "captions: who, where and when are mandatory"),),
)
def placeless(article: Article, options: Options) -> Iterable[Finding]:
    """Flags a news picture whose caption names no place.

    ## What it flags
    A caption of a whole sentence that names no town, region or country, has no `in`, `at`, `en` … before a name, no
    `coast of`, `playa de` … and no head such as `MADRID, SPAIN -`, in a product that needs one (`products`, the wire
    unless the house says otherwise; a story with an agency's dateline counts as wire).

    ## Why it matters
    A picture leaves its story: the caption alone must say where it was taken.

    ## Example
    `Norway's Prime Minister Kari Lunde speaks to reporters, 16 April 2023. EFE/Rita Campos`

    ## Instead
    `Norway's Prime Minister Kari Lunde speaks to reporters in Lisbon, Portugal, 16 April 2023. EFE/Rita Campos`

    ## Limits
    Pictures labelled as file pictures, illustrations, portraits, drawings and captions of a few words are left alone.
    Any name after a preposition of place counts as one: `at Anfield` is known to be a place by its `at` alone.

    ## Sources
    AP Stylebook, *captions*; Reuters Handbook of Journalism, *captions*.
    """
    if not asked_of(article, options.products):
        return
    language = article.get(story_language) or "en"
    for prose in news_captions(article, language):
        if not _names_place(article, prose, language):
            yield placeless.finding(
                sentence_end(article, prose), suggestions=[Suggestion("add", safety=Safety.PLACEHOLDER)]
            )


def _names_place(article: Article, prose: Span, language: str) -> bool:
    if any(prose.start <= hit.start < prose.end for hit in article.hits("places")):
        return True
    words = article[prose]
    singles = [word.strip(".,;:()'’\"“”") for word in words.split()]
    countries = _countries(article.lexicon)
    if any(" ".join(singles[at : at + size]) in countries for size in (1, 2, 3) for at in range(len(singles))):
        return True
    return _place_phrase(language)(words) is not None


@cache
def _countries(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(phrase for phrase in lexicon.phrases("territories") if len(phrase) > 3)


@cache
def _place_phrase(language: str):  # type: ignore[no-untyped-def]  # the bound method of a pattern
    import re

    def any_of(key: str) -> str:
        return "|".join(re.escape(word) for word in picture_words(language, key))

    article = "(?:(?:the|a|an|el|la|los|las|un|una) )?"
    name = rf"(?!(?:{any_of('no_places')})\b)[A-ZÁÉÍÓÚÑÖÜ]\w"
    between = rf"(?:(?!(?:{any_of('no_way_to_place')})\b)[a-zà-ÿ-]+ ){{0,2}}"
    return re.compile(
        rf"\b(?:{any_of('place_prepositions')}) {article}{between}{name}"
        rf"|\b(?:{any_of('place_nouns')})(?: [a-zà-ÿ]+)? (?:of|de|del) {article}{name}"
        rf"|[;–-] {name}[^;–]{{1,60}}, [A-Z][^;–]{{1,40}}(?:;| [–-] )"
        r"|^[A-ZÀ-Þ][A-ZÀ-Þ .'-]{2,40}, [A-ZÀ-Þ][A-ZÀ-Þ .'-]{2,40} ?[-–—:]"
    ).search
