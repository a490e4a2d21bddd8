"""Whether a news picture's caption says its day."""

from __future__ import annotations

from collections.abc import Iterable

from compliance.article import Article
from compliance.finding import Basis, Finding, Kind, Safety, Severity, Suggestion
from compliance.language.dates import dates
from compliance.language.detect import story_language
from compliance.record import Record
from compliance.rule import Need, rule
from compliance_plugins.captions._news_pictures import asked_of, news_captions, sentence_end


class Options(Record):
    """What the house decides.

    :param products: the products whose captions need a day.
    """

    products: tuple[str, ...] = ("wire",)


@rule(
    "captions/undated",
    kind=Kind.REVIEW,
    severity=Severity.NOTE,
    messages={
        "en": {"message": "the caption does not say on which day", "add": "add the day the picture was taken"},
        "es": {
            "message": "el pie no dice qué día",
            "add": "añadir el día en que se tomó la imagen",
            "why": "Los clientes usan la foto durante años: sin su día nadie sabe de qué reunión es.",
        },
    },
    options=Options,
    languages=("en", "es"),
    needs=(Need.PICTURES,),
    basis=(Basis("AP Stylebook", "captions: who, where and when are mandatory"),),
)
def undated(article: Article, options: Options) -> Iterable[Finding]:
    """Flags a news picture whose caption has no date.

    ## What it flags
    A caption of a whole sentence with no day, month or weekday in it, in a product that needs one (`products`, the
    wire unless the house says otherwise; a story with an agency's dateline counts as wire).

    ## Why it matters
    Agencies' customers use a picture for years: without its day nobody can tell which meeting it shows.

    ## Example
    `Norway's Prime Minister Kari Lunde speaks to reporters in Lisbon, Portugal. EFE/Rita Campos`

    ## Instead
    `Norway's Prime Minister Kari Lunde speaks to reporters in Lisbon, Portugal, 16 April 2023. EFE/Rita Campos`

    ## Limits
    Pictures labelled as file pictures, illustrations, portraits, drawings and captions of a few words are left alone.

    ## Sources
    AP Stylebook, *captions*; Reuters Handbook of Journalism, *captions*.
    """
    if not asked_of(article, options.products):
        return
    language = article.get(story_language) or "en"
    days = [mention.span for mention in article.get(dates) if mention.kind != "year"]
    for prose in news_captions(article, language):
        if not any(prose.covers(day) for day in days):
            yield undated.finding(
                sentence_end(article, prose), suggestions=[Suggestion("add", safety=Safety.PLACEHOLDER)]
            )
