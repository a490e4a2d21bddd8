"""The host's own findings: a rule or a reader could not do its work. They cannot be ignored, waived or gated."""

from __future__ import annotations

from collections.abc import Iterable

from compliance.article import Article
from compliance.finding import Finding, Kind, Severity
from compliance.rule import NoOptions, Rule, rule


@rule(
    "compliance/rule-crashed",
    kind=Kind.FAIL,
    severity=Severity.ERROR,
    variants=("raised", "overran", "analysis", "suspended", "no-turn", "lost"),
    waivable=False,
    messages={
        "en": {
            "message": "the rule {failed_rule} of {owner} could not do its work: {error}",
            "outside": "the rule {failed_rule} of {owner} could not do its work: it marks a place outside the story",
            "no_span": "the rule {failed_rule} of {owner} could not do its work: a place that it marks is no Span",
            "raised_at": "raised at {raised_at}",
            "overran": "the rule {failed_rule} of {owner} took over {seconds} s and was stopped",
            "overran_together": "the rule {failed_rule} of {owner} was not run to its end: the patterns of the packs "
            "took over {seconds} s on this story together",
            "analysis": "the rule {failed_rule} of {owner} could not run: the analysis {analysis} failed ({error})",
            "analysis_overran": "the rule {failed_rule} of {owner} could not run: the analysis "
            "{analysis} took over {seconds} s and was stopped",
            "suspended": "the rule {failed_rule} of {owner} failed on several of the last stories and is suspended",
            "no_turn": "the rule {failed_rule} of {owner} did not run: the {seconds} s for this story were over",
            "no_turn_here": "the rule {failed_rule} did not run: the {seconds} s for this story were over",
            "no_turns": "{count} rules did not run: the {seconds} s for this story were over",
            "not_waited_for": "the rule {failed_rule} of {owner} took over {seconds} s and was not waited for",
            "not_back": "the rule {failed_rule} of {owner} has not come back from an earlier story and is left out",
        },
        "es": {
            "message": "la regla {failed_rule} de {owner} no pudo hacer su trabajo: {error}",
            "outside": "la regla {failed_rule} de {owner} no pudo hacer su trabajo: marca un lugar fuera de la noticia",
            "no_span": "la regla {failed_rule} de {owner} no pudo hacer su trabajo: un lugar que marca no es un Span",
            "raised_at": "se produjo en {raised_at}",
            "overran": "la regla {failed_rule} de {owner} pasó de {seconds} s y fue detenida",
            "overran_together": "la regla {failed_rule} de {owner} no llegó a su fin: los patrones de los paquetes "
            "pasaron juntos de {seconds} s en esta noticia",
            "analysis": "la regla {failed_rule} de {owner} no pudo ejecutarse: falló el análisis {analysis} ({error})",
            "analysis_overran": "la regla {failed_rule} de {owner} no pudo ejecutarse: el análisis "
            "{analysis} pasó de {seconds} s y fue detenido",
            "suspended": "la regla {failed_rule} de {owner} falló en varias de las últimas noticias y está suspendida",
            "no_turn": "la regla {failed_rule} de {owner} no se ejecutó: se acabaron los {seconds} s de esta noticia",
            "no_turn_here": "la regla {failed_rule} no se ejecutó: se acabaron los {seconds} s de esta noticia",
            "no_turns": "{count} reglas no se ejecutaron: se acabaron los {seconds} s de esta noticia",
            "not_waited_for": "la regla {failed_rule} de {owner} pasó de {seconds} s y no se esperó más por ella",
            "not_back": "la regla {failed_rule} de {owner} no ha vuelto de una noticia anterior y se deja fuera",
            "why": "Una noticia que una regla no pudo leer no es una noticia sin hallazgos: el veredicto es retener.",
        },
    },
)
def rule_crashed(article: Article, options: NoOptions) -> Iterable[Finding]:
    """Says that a rule failed on a story, so that the story was not checked by it.

    ## What it flags
    A rule that raised an error, overran its time, or needed an analysis that failed.

    ## Why it matters
    A story that a rule could not read is not a story without findings; the verdict is hold.

    ## Example
    A third-party rule divides by the number of pictures, and the story has none.

    ## Instead
    Report the rule to its authors (the finding names plugin, version and rule), or leave it out with
    `--ignore` until it is mended.

    ## Limits
    Inside another program's thread a rule that never returns cannot be stopped from outside.

    ## Sources
    The host's own contract.
    """
    return ()


@rule(
    "compliance/unreadable-part",
    kind=Kind.FAIL,
    severity=Severity.ERROR,
    waivable=False,
    messages={
        "en": {"message": "a part of the story could not be read: {error}"},
        "es": {
            "message": "no se pudo leer una parte de la noticia: {error}",
            "why": "Lo que nadie leyó no se comprobó: el veredicto es retener.",
        },
    },
)
def unreadable_part(article: Article, options: NoOptions) -> Iterable[Finding]:
    """Says that a part of a file could not be read, so that no rule saw it.

    ## What it flags
    One story of a file with many, or a file that a story names, which cannot be read.

    ## Why it matters
    What nobody read was not checked; the verdict is hold.

    ## Example
    The third line of a file of JSON lines is cut off.

    ## Instead
    Repair the part that the message names.

    ## Limits
    A file that cannot be read at all is an error of the command (exit code 2), not a finding.

    ## Sources
    The host's own contract.
    """
    return ()


def own_rules() -> dict[str, Rule]:
    """The host's own rules, by name."""
    return {found.name: found for found in (rule_crashed, unreadable_part)}
