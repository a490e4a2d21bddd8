"""Whether a story's text is in the language that its record says."""

from __future__ import annotations

from collections.abc import Iterable

from compliance.article import Article, Span
from compliance.finding import Basis, Edit, Finding, Kind, Label, Safety, Severity, Suggestion
from compliance.rule import NoOptions, rule
from compliance_plugins.metadata._text_language import OTHER_LETTERS, code_of, text_language


@rule(
    "metadata/language",
    kind=Kind.REVIEW,
    severity=Severity.WARNING,
    variants=("other", "script"),
    messages={
        "en": {
            "message": "the story is declared as “{declared}”, and its text is in “{told}”",
            "script": "the story is declared as “{declared}”, and its text is in other letters",
            "text": "this is “{told}”",
            "letters": "other letters",
            "declare": "declare “{told}”",
            "settle": "declare the language of the text, or put in the text that was meant",
            "why": "Screen readers, translation and search go by it, and so do the rules that read a language.",
        },
        "es": {
            "message": "la noticia se declara en «{declared}», y el texto está en «{told}»",
            "script": "la noticia se declara en «{declared}», y el texto está en otro alfabeto",
            "text": "esto está en «{told}»",
            "letters": "otro alfabeto",
            "declare": "declarar «{told}»",
            "settle": "declarar la lengua del texto, o poner el texto que corresponde",
            "why": "Por ella se guían los lectores de pantalla, la traducción y los buscadores, y las propias reglas.",
        },
    },
    basis=(
        Basis("WCAG 2.2", "3.1.1 Language of Page", "https://www.w3.org/TR/WCAG22/#language-of-page"),
        Basis("BCP 47", "Tags for Identifying Languages", "https://www.rfc-editor.org/info/bcp47"),
    ),
)
def language(article: Article, options: NoOptions) -> Iterable[Finding]:
    """Flags a story whose text is in another language than its record says.

    ## What it flags
    A declared language (`language: en`, `<html lang="en">`, the house's `[story]` default) under paragraphs that are
    plainly in another, or in letters in which that language is not written.

    ## Why it matters
    Screen readers pronounce the text, translators and search engines sort it, and the rules that read a language are
    chosen, by what is declared; where it is wrong, a story of the wrong edition may have been put in, too.

    ## Example
    `language: en` over `El pleno aprobó el lunes la subida de las tasas del puerto…`

    ## Instead
    `language: es`

    ## Limits
    The small words of some thirty languages written in Latin letters tell it, so a text of fewer than 40 words is left
    alone, and so are stories that are partly in the language declared, block quotes, and languages near enough to be
    taken for each other (Danish and Norwegian, Spanish and Asturian). Which national form it is (`en-GB`, `en-US`) is
    not asked, nor is a tag that names no one language (`und`, `mul`). A story that declares nothing is not flagged.

    ## Sources
    Web Content Accessibility Guidelines 2.2, success criterion 3.1.1; BCP 47.
    """
    tag = article.metadata.language
    declared = code_of(tag) if tag else ""
    told = text_language(article, declared) if declared else None
    if told is None:
        return
    field = article.field("language")
    lead = next(block for block in article.body if block).span
    other = told != OTHER_LETTERS
    suggestion = Suggestion("settle", safety=Safety.PLACEHOLDER)
    if field is not None and other:
        suggestion = Suggestion("declare", (Edit(field.span, told),), Safety.UNSAFE)
    yield language.finding(
        field.span if field is not None else Span(*lead),
        message="message" if other else "script",
        variant="other" if other else "script",
        data={"declared": tag, "told": told},
        labels=[Label(lead, "text" if other else "letters")] if field is not None else (),
        suggestions=[suggestion],
    )
