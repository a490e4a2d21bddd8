"""Speech given to people whom the story does not name, with no reason why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from compliance.article import BODY, Article, Span
from compliance.finding import Basis, Finding, Kind, Label, Safety, Severity, Suggestion
from compliance.language.detect import story_language
from compliance.language.quotation_frames import frames
from compliance.language.reports import Report, quoted_around, report_by, sentence_at
from compliance.record import Record
from compliance.rule import Need, rule
from compliance_plugins.quotes._sources import is_measure, is_named, source_phrase

_SOURCES = "anonymous-sources"
_REASONS = "anonymity-reasons"
_BECAUSE = "sworn-conditions"
_NEAR = 300


class Options(Record):
    """What a house allows.

    :param allowed: nouns that may stand without a name (``officials``, ``witnesses``).
    """

    allowed: tuple[str, ...] = ()


@rule(
    "quotes/anonymous-source",
    kind=Kind.REVIEW,
    severity=Severity.WARNING,
    messages={
        "en": {
            "message": "“{source}” is not named, and the story does not say why",
            "condition": "“{source}” is not named; the story says so, but not why",
            "again": "called so here as well",
            "name": "name the source, or say why the name is withheld and how the source knows",
        },
        "es": {
            "message": "no se nombra a «{source}» ni se dice por qué",
            "condition": "no se nombra a «{source}»; se dice, pero no por qué",
            "again": "llamada así también aquí",
            "name": "nombrar la fuente, o decir por qué se oculta su nombre y cómo lo sabe",
            "why": "El lector no puede sopesar lo que nadie sostiene; las agencias piden un motivo y cuanto se pueda "
            "contar.",
        },
    },
    options=Options,
    languages=("en", "es"),
    lists=(_SOURCES, _REASONS),
    needs=(Need.PHRASES,),
    basis=(Basis("AP Stylebook", "anonymous sources"), Basis("Reuters Handbook of Journalism", "sourcing")),
)
def anonymous_source(article: Article, options: Options) -> Iterable[Finding]:
    """Flags speech given to unnamed people where the story gives no reason for hiding them.

    ## What it flags
    `a source close to the talks said`, `officials said`, `according to people familiar with the plan`, `fuentes de
    la negociación señalaron`. The place is the phrase that stands for the source.

    ## Why it matters
    Readers cannot weigh what nobody stands for; agencies ask for a reason, and for as much as can be told.

    ## Example
    `The bank will be sold, a source said.`

    ## Instead
    `The bank will be sold, said a member of its board, who spoke on condition of anonymity because the talks are
    confidential.`

    ## Limits
    Named bodies, their spokesmen, police, courts and ministries are no anonymous sources. A reason in the same
    paragraph or right after it counts; `on condition of anonymity` alone gives none. Once a source has been dealt
    with, `the source` later in the story is left alone, and so is what something is only compared with (`higher than
    officials say`). Those who are called by the same words again are flagged once, with labels for the other places.
    `allowed` lists nouns that a house accepts.

    ## Sources
    AP Stylebook, on anonymous sources; Reuters Handbook of Journalism, on sourcing.
    """
    found: dict[tuple[str, str], list[Span]] = {}
    for source, reason in _unnamed(article, options):
        found.setdefault((_plain(article, source), reason), []).append(source)
    for (_, reason), (source, *others) in found.items():
        yield anonymous_source.finding(
            source,
            message=reason or "message",
            data={"source": article[source]},
            confidence=0.8,
            labels=[Label(other, "again") for other in others],
            suggestions=[Suggestion("name", safety=Safety.PLACEHOLDER)],
        )


def _plain(article: Article, source: Span) -> str:
    """The words for a source, without capitals, and the same with an article."""
    words = article[source].lower().split()
    return " ".join(words[1:] if words[0] in frames(article.get(story_language)).articles else words)


def _unnamed(article: Article, options: Options) -> Iterator[tuple[Span, str]]:
    """Every place where somebody without a name speaks, and what the story says of why, in order."""
    known: set[str] = set()
    allowed = {noun.lower() for noun in options.allowed}
    for hit in article.hits(_SOURCES, article.get(story_language)):
        place = Span(hit.start, hit.end)
        block = article.block_at(hit.start)
        if block is None or block.role not in BODY or article[place].lower() in allowed:
            continue
        if quoted_around(article, hit.start, hit.end):
            continue
        kind = hit.entry.text("kind")
        report = report_by(article, place)
        source = source_phrase(article, report, hit) if report else None
        if report is None or source is None:
            if is_named(article, hit):
                known.add(kind)
            continue
        if is_measure(article, report, source):
            continue
        definite = article[source].lower().split(" ")[0] in frames(article.get(story_language)).definite
        if definite and kind in known:
            continue
        known.add(kind)
        reason = _reason(article, report, block.end)
        if reason == "reason":
            continue
        yield source, reason


def _reason(article: Article, report: Report, block_end: int) -> str:
    """``reason`` where the story says why, ``condition`` where it says only that no name is given."""
    language = article.get(story_language)
    low, high = report.sentence.start - _NEAR, min(block_end, report.sentence.end + _NEAR) + _NEAR // 2
    said = ""
    for hit in article.hits(_REASONS, language):
        if not low <= hit.start < high:
            continue
        if hit.entry.text("kind") == "reason":
            return "reason"
        said = "condition"
        sentence = sentence_at(article, hit.start)
        if any(sentence.start <= why.start < sentence.end for why in article.hits(_BECAUSE, language)):
            return "reason"
    return said
