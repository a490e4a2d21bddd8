"""Whether a caption stops before its sentence does."""

from __future__ import annotations

from collections.abc import Iterable

from compliance.article import Article, Span
from compliance.finding import Basis, Finding, Kind, Safety, Severity, Suggestion
from compliance.language.credits import CreditLine, captions
from compliance.language.detect import story_language
from compliance.language.people_words import name_words
from compliance.rule import Need, NoOptions, rule
from compliance_plugins.captions._ending import Cut, cut_of, habits_of


@rule(
    "captions/truncated",
    kind=Kind.FAIL,
    severity=Severity.ERROR,
    variants=("preposition", "verb"),
    messages={
        "en": {
            "message": "the caption stops at “{words}”: a noun must follow",
            "title": "the caption stops at the title “{words}”: the name is missing",
            "abbreviation": "the caption stops at the abbreviation “{words}”: what follows it is missing",
            "conjunction": "the caption stops at “{words}”: the second half is missing",
            "bracket": "the caption stops inside a bracket: “{words}”",
            "comma": "the caption stops at a comma: “{words}”",
            "preposition": "the caption may stop too early, at “{words}”",
            "verb": "the caption may stop too early, at “{words}”: the rest of the clause is missing",
            "fetch": "take the rest from the agency's full caption, or end the sentence before “{words}”",
        },
        "es": {
            "message": "el pie de foto se corta en «{words}»: falta el sustantivo",
            "title": "el pie de foto se corta en el tratamiento o cargo «{words}»: falta el nombre",
            "abbreviation": "el pie de foto se corta en la abreviatura «{words}»: falta lo que sigue",
            "conjunction": "el pie de foto se corta en «{words}»: falta la segunda parte",
            "bracket": "el pie de foto se corta dentro de un paréntesis: «{words}»",
            "comma": "el pie de foto se corta en una coma: «{words}»",
            "preposition": "el pie de foto quizá se corta en «{words}»",
            "verb": "el pie de foto quizá se corta en «{words}»: falta el resto de la oración",
            "fetch": "tomar el resto del pie completo de la agencia o acabar la frase antes de «{words}»",
            "why": "Un pie se corta donde el campo de la ficha se llena o donde se perdió una línea al copiar.",
        },
    },
    languages=("en", "es"),
    lists=("ranks", "titles"),
    needs=(Need.PICTURES,),
    basis=(Basis("AP Stylebook", "captions: a complete sentence that says who and what"),),
)
def truncated(article: Article, options: NoOptions) -> Iterable[Finding]:
    """Flags a caption that stops before its sentence does.

    ## What it flags
    A caption whose text, its credit line apart, ends on a rank or title without the name, on an abbreviation that a
    name follows, on an article, a conjunction, a comma or inside a bracket. A preposition at the end is flagged for
    review only (variant `preposition`): some sentences may end on one. So is a verb that leads to another (variant
    `verb`: `The mayor of Karsholm has`), and `who` or `which` behind a comma.

    ## Why it matters
    Captions are cut where a field of the picture's record is full or where a line was lost in copying. What goes
    missing is often the name of the second person, or the place.

    ## Example
    `The Norwegian foreign minister welcomes Portuguese Defence Minister Gen. EFE/Rita Campos`

    ## Instead
    `The Norwegian foreign minister welcomes Portuguese Defence Minister Gen. Duarte Pinho. EFE/Rita Campos`

    ## Limits
    A caption may be a phrase (`Prime Minister`, `The house they lived in`), and may end on `Jr.`, `U.S.` or a street's
    `St.`. A cut between two sentences, or inside a word, leaves no trace. A title in lower case is only flagged where
    no reading lets it stand alone. Stories in other languages than English and Spanish are skipped.

    ## Sources
    AP Stylebook, *captions*; IPTC IIM, which limited the caption field to 2,000 bytes and the credit to 32.
    """
    language = article.get(story_language) or "en"
    for caption in article.get(captions):
        prose = caption.prose
        if prose.start >= prose.end:
            continue
        credit = caption.credit
        behind = credit if credit is not None and 0 <= credit.span.start - prose.end <= 6 else None
        cut = cut_of(article, Span(*prose), language, credit=behind)
        if cut is not None and not (behind is not None and _goes_on(article, cut, behind, language)):
            yield _finding(article, cut)


def _goes_on(article: Article, cut: Cut, credit: CreditLine, language: str) -> bool:
    """Whether the credit begins with the words that the sentence waits for (in the White House/AP).

    A comma may lead to what the picture is (``, file photo``), to a credit's own label (``, Foto: Ana Ruiz``) or to
    names (``Lisbon, Porto and Faro Ana Ruiz/EFE``).
    """
    if cut.why == "comma" and article.text[credit.span.start] not in "([":
        label = article[credit.span].partition(" ")[0].rstrip(":").lower()
        first = credit.parts[0].kind if credit.parts else ""
        if label in habits_of(language).credit_words:
            return True
        return first == "file" or (credit.origin == "caption" and first in ("photographer", "provider"))
    if cut.why in ("comma", "bracket") or article.text[credit.span.start] in "([":
        return False
    if article.text[cut.span.end : credit.span.start].strip(" \xa0"):
        return False
    first = next((part.kind for part in credit.parts), "")
    if first == "photographer" and _is_person(article[credit.span]) and not _leads_to_person(article, cut, language):
        return False
    return first in ("photographer", "provider")


def _is_person(credit: str) -> bool:
    """Whether a credit begins with a first name."""
    first, _, rest = credit.partition(" ")
    return first in name_words(None).given and rest[:1].isupper()


def _leads_to_person(article: Article, cut: Cut, language: str) -> bool:
    """Whether a person's name may follow: not an article (the Ana Ruiz/AFP), nor *in*, nor *and* behind a thing."""
    if cut.why == "conjunction":
        return article[cut.span].split()[-2][:1].isupper()
    last = article[cut.span].split()[-1]
    return cut.why != "article" and last not in habits_of(language).never_before_person


def _finding(article: Article, cut: Cut) -> Finding:
    alone = cut.why in ("preposition", "verb")
    return truncated.finding(
        cut.span,
        message="message" if cut.why == "article" else cut.why,
        data={"words": " ".join(article[cut.span].split()), "ends_on": cut.why},
        variant=cut.why if alone else None,
        kind=Kind.REVIEW if alone else None,
        severity=Severity.WARNING if alone else None,
        confidence=0.7 if alone else 1.0,
        suggestions=[Suggestion("fetch", safety=Safety.PLACEHOLDER)],
    )
