"""Whether a story's facts are others than those that were published, and no note says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from compliance.article import Article, Span
from compliance.finding import Basis, Finding, Kind, Label, Safety, Severity, Suggestion
from compliance.rule import Need, NoOptions, rule
from compliance_plugins.corrections._change import Change, difference
from compliance_plugins.corrections._notes import LIST, Note, Says


@rule(
    "corrections/change-unmarked",
    kind=Kind.REVIEW,
    severity=Severity.ERROR,
    variants=("name", "number", "quotation", "charge", "toll"),
    messages={
        "en": {
            "message": "the published version says “{old}”; here it is “{new}”, and no note tells the reader",
            "undated": "the published version says “{old}”; here it is “{new}”, and the note on it has no date",
            "unsaid": "the published version says “{old}”, here it is “{new}”; the note does not say what was wrong",
            "quotation": "words of this quotation are others than were published: {difference}; no note tells it",
            "toll": "the count was “{old}” when published and is “{new}” here; nothing says that it has gone on",
            "old": "as it was published",
            "also": "the same change",
            "note": "the note",
            "add": "add a note with today's date that says what was wrong: that it was “{old}”, and is “{new}”",
            "date": "put the day of the correction into the note",
            "say": "say in the note what was wrong: that it was “{old}”, and is “{new}”",
            "rise": "say that the count has risen, and since when",
            "why": "Who read the first version goes on believing it; a fact that is changed without a word is hidden.",
        },
        "es": {
            "message": "la versión publicada dice «{old}»; aquí pone «{new}» y ninguna nota avisa al lector",
            "undated": "la versión publicada dice «{old}»; aquí pone «{new}» y la nota que lo explica no lleva fecha",
            "unsaid": "la versión publicada dice «{old}»; aquí pone «{new}» y la nota no dice qué estaba mal",
            "quotation": "la cita no dice lo que se publicó: {difference}; ninguna nota avisa al lector",
            "toll": "la cifra publicada era «{old}» y aquí es «{new}»; nada dice que ha aumentado",
            "old": "así se publicó",
            "also": "el mismo cambio",
            "note": "la nota",
            "add": "añadir una nota con la fecha de hoy que diga qué estaba mal: que ponía «{old}» y es «{new}»",
            "date": "poner en la nota el día de la corrección",
            "say": "decir en la nota qué estaba mal: que ponía «{old}» y es «{new}»",
            "rise": "decir que la cifra ha aumentado y desde cuándo",
            "why": "Quien leyó la primera versión la sigue creyendo; un dato cambiado sin aviso es un error oculto.",
        },
    },
    languages=("en", "es"),
    lists=(LIST, "changed-charges", "changed-stages", "update-words"),
    needs=(Need.PREVIOUS,),
    basis=(
        Basis(
            "Editors' Code of Practice (IPSO)",
            "clause 1: accuracy, corrections",
            "https://www.ipso.co.uk/editors-code-of-practice/",
        ),
        Basis("AP, Statement of News Values and Principles", "corrections"),
        Basis("Reuters Handbook of Journalism", "corrections, refiles, kills, repeats and embargoes"),
        Basis("Libro de estilo de El País", "fe de errores"),
    ),
)
def change_unmarked(article: Article, options: NoOptions) -> Iterable[Finding]:
    """Flags a fact that is another than in the published version, and no dated note says what was wrong.

    ## What it flags
    A name, a number, words inside quotation marks or a charge that stands in a sentence of the published version and is
    another one in the same sentence now. The published version comes with `--previous FILE`, from git with
    `--versions`, or from the record of the service. A note must have a date and say what was wrong; where one of the
    two is missing, that is asked for, as a warning. A count of dead, injured or arrested that has gone up without a
    word is a note.

    ## Why it matters
    Who read the first version goes on believing it, and has quoted it. A fact that is changed without a word is hidden.

    ## Example
    Published: `The council spent £4.2m on the bridge.` Now: `The council spent £2.4m on the bridge.`

    ## Instead
    The same, and under the story: `This story was amended on 12 May 2025. An earlier version said that the council
    spent £4.2m on the bridge.`

    ## Limits
    Compared are sentences of which most words stayed: what was rewritten, added or left out is not judged. Silent are
    typing errors and spellings (a surname that is like the one before is another where each stands more than once and
    alone in its version: Marsh, March); figures that are rounded or made more exact; counts that the story says have
    risen; a figure whose earlier value the story tells; names in another form; steps forward in a case, from arrest to
    charge to verdict; quotations that were cut or go on. Tables, credits and metadata are not compared. English and
    Spanish.

    ## Sources
    IPSO, Editors' Code of Practice, clause 1; AP, Statement of News Values and Principles; Reuters Handbook of
    Journalism; *Libro de estilo* of El País, on the correction of errors. What counts as the same sentence and as a
    change of it is this program's own.
    """
    from compliance_plugins.corrections._changes import unmarked

    for same, says, note in unmarked(article):
        yield from _findings(article, same, says, note)


def _findings(article: Article, same: list[Change], says: Says, note: Note | None) -> Iterator[Finding]:
    first, *others = same
    assert article.previous is not None, "the rule needs it"
    labels = [Label(first.old, "old", article.previous)]
    labels += [Label(other.new, "also") for other in others]
    if note is not None:
        labels.append(Label(Span(note.block.start, note.block.end), "note"))
    message, title = _words(first, says)
    yield change_unmarked.finding(
        first.new,
        message=message,
        variant=first.kind,
        severity=_severity(first, says),
        data={
            "old": _short(article.previous, first.old),
            "new": _short(article, first.new),
            "difference": difference(article, first),
        },
        labels=labels,
        suggestions=[Suggestion(title, safety=Safety.PLACEHOLDER)],
    )


def _words(change: Change, says: Says) -> tuple[str, str]:
    """The keys of the message, and of what to do."""
    if says is Says.UNDATED:
        return "undated", "date"
    if says is Says.UNSAID:
        return "unsaid", "say"
    if change.kind == "toll":
        return "toll", "rise"
    return ("quotation" if change.kind == "quotation" else "message"), "add"


def _severity(change: Change, says: Says) -> Severity:
    if change.kind == "toll":
        return Severity.NOTE
    return Severity.ERROR if says is Says.NOTHING else Severity.WARNING


def _short(article: Article, place: Span) -> str:
    return " ".join(article[place].split()).strip("“”\"«»‘’',")
