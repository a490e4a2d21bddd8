"""Where a story or a picture is used that the house has withdrawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from posixpath import basename

from compliance.article import Article, Span
from compliance.finding import Basis, Finding, Kind, Severity, Suggestion
from compliance.language.picture_identity import picture_names
from compliance.lexicon import Entry
from compliance.rule import rule
from compliance_plugins.credits._sheets import sheets

LIST = "withdrawn"


@rule(
    "collection/withdrawn",
    kind=Kind.FAIL,
    severity=Severity.ERROR,
    variants=("picture", "story"),
    messages={
        "en": {
            "message": "{name} was withdrawn",
            "picture": "the picture {name} was withdrawn",
            "story": "the story {name} was withdrawn",
            "reason": "the reason given: {reason}",
            "since": "withdrawn on {since:date}",
            "take_out": "take the picture out, or use another",
            "unpublish": "do not publish it; where it is out, take it down and say so",
        },
        "es": {
            "message": "{name} se retiró",
            "picture": "la imagen {name} se retiró",
            "story": "la noticia {name} se retiró",
            "reason": "el motivo indicado: {reason}",
            "since": "retirada el {since:date}",
            "take_out": "quite la imagen o use otra",
            "unpublish": "no la publique; si ya está publicada, retírela y dígalo",
            "why": "La anulación de una agencia es una orden: la foto puede ser falsa, robada o mostrar a quien no "
            "se debe.",
        },
    },
    lists=(LIST,),
    waivable=2,
    basis=(
        Basis("Reuters Handbook of Journalism", "Corrections, Refiles, Kills, Repeats and Embargoes"),
        Basis("IPTC ninjs", "pubstatus: canceled", "https://iptc.org/std/ninjs/userguide/"),
    ),
)
def withdrawn(article: Article, options: object) -> Iterable[Finding]:
    """Flags a picture or a story that stands on the house's list of what was withdrawn.

    ## What it flags
    A picture whose identifier, file address or file name is on the list, with or without the size in its name, and a
    story whose `id` or file name is.

    ## Why it matters
    An agency's kill is an order: the picture may be false, stolen, or show somebody who must not be shown. A copy in
    the archive goes out again with the next story that finds it.

    ## Example
    `AP25060123456789.jpg`, which the agency killed on 4 March, at the top of a story of 6 March

    ## Instead
    Another picture. A story that was withdrawn stays down; what was wrong is said where it stood.

    ## Limits
    The list is the house's: a vocabulary file that `compliance.toml` names.

    ```yaml
    list: withdrawn
    entries:
      - phrase: AP25060123456789
        reason: the agency killed it, the place is another
        since: 2025-03-04
      - {phrase: ferry-17, what: story, reason: the pact was not signed}
    ```

    Names are compared whole, capitals counting. A picture under another name is not found, since no picture file is
    opened. Two people together may let a finding through.

    ## Sources
    Reuters Handbook of Journalism, *Corrections, Refiles, Kills, Repeats and Embargoes*; IPTC ninjs, *pubstatus*.
    """
    if not article.lexicon.entries(LIST):
        return
    for row in article.get(sheets):
        if row.picture is not None and (entry := _listed(article, picture_names(row.picture), "picture")):
            yield _finding(entry, row.place, "picture", "take_out")
    names = (article.metadata.story_id, basename(article.name), basename(article.name).partition(".")[0])
    if entry := _listed(article, names, "story"):
        yield _finding(entry, _headline(article), "story", "unpublish")


def _listed(article: Article, names: Iterable[str], what: str) -> Entry | None:
    """The entry of what bears one of these names."""
    for name in names:
        entry = article.lexicon.find(LIST, name) if name else None
        if entry is not None and entry.text("what", what) == what:
            return entry
    return None


def _headline(article: Article) -> Span:
    headline = article.headline
    return headline.span if headline is not None else Span(0, 0)


def _finding(entry: Entry, place: Span, variant: str, advice: str) -> Finding:
    data = {"name": entry.phrase, **dict(_told(entry))}
    return withdrawn.finding(
        place,
        message=variant,
        variant=variant,
        data=data,
        notes=[key for key in ("reason", "since") if key in data],
        suggestions=[Suggestion(advice)],
    )


def _told(entry: Entry) -> Iterator[tuple[str, str]]:
    """Why and since when, as far as the list says."""
    for key in ("reason", "since"):
        if told := entry.text(key):
            yield key, told
