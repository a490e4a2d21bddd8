"""Whether the story says who somebody is before it calls them by surname alone."""

from __future__ import annotations

from collections.abc import Iterable

from compliance.article import Article
from compliance.finding import Basis, Finding, Kind, Label, Safety, Severity, Suggestion
from compliance.language.detect import story_language
from compliance.language.people_alone import Called, called_alone
from compliance.language.people_misspelt import misspelt
from compliance.language.people_words import name_words
from compliance.record import Record
from compliance.rule import rule

_OFTEN = 2
_PLAIN = frozenset({"courtesy", "office"})


class Options(Record):
    """Whom the house's readers know.

    :param known: surnames that need no first name (``Napoleon``, the head of government's).
    """

    known: tuple[str, ...] = ()


@rule(
    "consistency/name-unintroduced",
    kind=Kind.REVIEW,
    severity=Severity.WARNING,
    variants=("never", "later"),
    messages={
        "en": {
            "message": "“{name}” is called by surname, and the story never gives the full name",
            "later": "“{name}” is called by surname here; the full name, “{full}”, comes later",
            "full": "the full name",
            "give": "give the full name where the story first names this person",
            "why": "The reader must know who somebody is before the story speaks of them as known.",
        },
        "es": {
            "message": "a «{name}» se le llama por el apellido, y el texto no da en ninguna parte el nombre completo",
            "later": "aquí se le llama solo «{name}»; el nombre completo, «{full}», viene después",
            "full": "el nombre completo",
            "give": "dar el nombre completo donde el texto nombra a esta persona por primera vez",
            "why": "El lector debe saber quién es alguien antes de que el texto lo dé por conocido.",
        },
    },
    options=Options,
    languages=("en", "es"),
    basis=(
        Basis("AP Stylebook", "names: full name on first reference"),
        Basis("Reuters Handbook of Journalism", "names and titles"),
        Basis("Libro del estilo urgente (EFE)", "nombres propios: nombre y apellido en la primera mención"),
    ),
)
def name_unintroduced(article: Article, options: Options) -> Iterable[Finding]:
    """Flags somebody who is called by surname before the story has given the full name, or without it.

    ## What it flags
    A surname that stands alone behind a title (`Mr Orme`, `Minister Orme`), where the full name stands neither in
    headline, standfirst, caption nor text, or only comes later; and a surname alone to which quoted words are given and
    whose full name comes later. The place is the first one.

    ## Why it matters
    The reader must know who somebody is before the story speaks of them as known. It is what is left when the
    paragraph that introduced somebody was cut or moved.

    ## Example
    `Mr Tolvanen said the ferries would stop.` in a story that never says who Mr Tolvanen is.

    ## Instead
    `Arvo Tolvanen, who runs the ferries, said they would stop. … Mr Tolvanen …`

    ## Limits
    A surname alone in headline, standfirst, caption or quotation is normal. Somebody named once in passing, with
    nothing said, is left alone: readers know a former president, or it is a title of a work. Nobles, kings and
    clergy have no surname to be introduced by. A president or prime minister without a first name is a note. A bare
    surname whose full name never comes may be a firm's, and is not judged. Surnames that need no first name are
    listed in `known`.

    ## Sources
    AP Stylebook and Reuters Handbook of Journalism on names; EFE, *Libro del estilo urgente*.
    """
    alone = [one for one in article.get(called_alone) if one.word not in options.known and _is_somebody(one, article)]
    if not alone:
        return
    misspelt_words = {article[place] for pair in article.get(misspelt) for place in (pair.span, pair.other)}
    for one in alone:
        if one.word not in misspelt_words:
            yield _finding(article, one)


def _is_somebody(one: Called, article: Article) -> bool:
    """Whether a surname is certainly that of somebody who has a part in the story."""
    if one.title is None:
        if one.full is None or not one.speaks or not article[one.full].endswith(one.word):
            return False
        given = name_words(article.get(story_language)).given
        return not given.isdisjoint(article[one.full].split()[:-1])
    return one.speaks or (one.times >= _OFTEN and one.title.entry.text("kind") in _PLAIN)


def _is_head(one: Called) -> bool:
    """Whether the office says who is meant: a president, a prime minister."""
    return one.title is not None and one.title.entry.flag("head")


def _finding(article: Article, one: Called) -> Finding:
    titled = one.title is not None and one.title.start < one.span.start
    start = one.title.start if titled and one.title is not None else one.span.start
    name = " ".join(article.text[start : one.span.end].split())
    given = one.full is not None and not article[one.full].startswith(one.word)
    full = " ".join(article[one.full].split()) if one.full is not None and given else ""
    return name_unintroduced.finding(
        one.span,
        message="later" if full else "message",
        variant="later" if full else "never",
        data={"name": name, "full": full},
        severity=Severity.NOTE if not full and _is_head(one) else None,
        labels=[Label(one.full, "full")] if one.full is not None and full else [],
        suggestions=[Suggestion("give", safety=Safety.PLACEHOLDER)],
    )
