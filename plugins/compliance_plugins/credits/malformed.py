"""Where a credit line is not a form that its agency uses."""

from __future__ import annotations

from collections.abc import Iterable

from compliance.article import Article
from compliance.finding import Basis, Edit, Finding, Kind, Safety, Severity, Suggestion
from compliance.rule import Need, rule
from compliance_plugins.credits._forms import Problem, problems
from compliance_plugins.credits._sheets import sheets


@rule(
    "credits/malformed",
    kind=Kind.FAIL,
    severity=Severity.WARNING,
    variants=("misspelt", "twice", "empty", "spacing", "bracket"),
    messages={
        "en": {
            "message": "“{word}” in the credit line is misspelt",
            "misspelt": "“{word}” in the credit line is misspelt",
            "twice": "the credit line names {word} twice",
            "empty": "a part of the credit line “{credit}” is empty",
            "spacing": "the slash in “{credit}” has a space on one side only",
            "bracket": "a bracket of the credit line “{credit}” does not pair",
            "repair": "write {repaired}",
        },
        "es": {
            "message": "«{word}» está mal escrito en el crédito",
            "misspelt": "«{word}» está mal escrito en el crédito",
            "twice": "el crédito nombra dos veces a {word}",
            "empty": "una parte del crédito «{credit}» está vacía",
            "spacing": "la barra de «{credit}» lleva espacio solo a un lado",
            "bracket": "un paréntesis del crédito «{credit}» no tiene pareja",
            "repair": "escribir {repaired}",
            "why": "Las firmas también las leen máquinas: de ellas dependen los pagos, los derechos y las búsquedas.",
        },
    },
    lists=("agencies", "credit-nobody", "credit-markers"),
    needs=(Need.PICTURES,),
    basis=(Basis("IPTC Photo Metadata", "Credit Line", "https://www.iptc.org/std/photometadata/specification/"),),
)
def malformed(article: Article, options: object) -> Iterable[Finding]:
    """Flags a credit line that is not a form its agency uses, and shows the repaired line.

    ## What it flags
    A marker or an agency misspelt by a letter or two (`HANDOTU`, `Retuers`), the same agency twice, an empty part
    (`AFP//Name`), a slash with a space on one side only, a bracket without its pair.

    ## Why it matters
    Credit lines are read by machines too: payments, rights and picture searches go by them.

    ## Example
    `EPA/SONY HANDOTU`, `Ana Ruiz/ Reuters`, `AFP/Ana Ruiz/AFP`

    ## Instead
    `EPA/SONY HANDOUT`, `Ana Ruiz/Reuters`, `AFP/Ana Ruiz`

    ## Limits
    The order of the parts differs from agency to agency and is not judged. `EFE/ Name` is a form of EFE's, and
    `Name - Europa Press / Europa Press` one of Europa Press's. Names are not checked for spelling.

    ## Sources
    The agencies' own published credit lines; IPTC Photo Metadata Standard, *Credit Line*.
    """
    for row in article.get(sheets):
        for line in row.shown:
            found = problems(article.text, line, article.lexicon)
            if found:
                yield _finding(article, found, *_stretch(article.text, line.span, found))


def _stretch(text: str, span: tuple[int, int], found: list[Problem]) -> tuple[int, int]:
    """The credit line as an editor would mark it."""
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    return start, end


def _finding(article: Article, found: list[Problem], start: int, end: int) -> Finding:
    from compliance.article import Span

    edits = sorted((edit for problem in found for edit in problem.edits), key=lambda edit: edit.span)
    repaired, position = "", start
    for edit in edits:
        repaired += article.text[position : edit.span.start] + edit.text
        position = edit.span.end
    repaired += article.text[position:end]
    first = found[0]
    safe = all(problem.kind == "spacing" for problem in found)
    return malformed.finding(
        Span(start, end),
        message=first.kind,
        variant=first.kind,
        data={"credit": article.text[start:end], "word": first.word, "repaired": repaired},
        suggestions=[Suggestion("repair", _merged(edits), Safety.SAFE if safe else Safety.UNSAFE)],
    )


def _merged(edits: list[Edit]) -> tuple[Edit, ...]:
    """The edits without those that overlap an earlier one."""
    kept: list[Edit] = []
    for edit in edits:
        if not kept or edit.span.start >= kept[-1].span.end:
            kept.append(edit)
    return tuple(kept)
