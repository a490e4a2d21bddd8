"""Words taken from another outlet."""

from __future__ import annotations

from collections.abc import Iterable

from compliance.article import Article, Role
from compliance.finding import Basis, Finding, Kind, Label, Safety, Severity, Suggestion
from compliance.record import Record
from compliance.rule import Need, rule
from compliance_plugins.quotes._relays import LISTS, Relay, relays

_OWN = frozenset({Role.BYLINE, Role.DATELINE, Role.SIGN_OFF})


class Options(Record):
    """Who publishes the story.

    :param own: names of the outlet that publishes it; words spoken to it are first-hand.
    """

    own: tuple[str, ...] = ()


@rule(
    "quotes/second-hand",
    kind=Kind.REVIEW,
    severity=Severity.WARNING,
    messages={
        "en": {
            "message": "these words are taken from {outlet}",
            "state": "these words are taken from {outlet}, a state outlet",
            "again": "taken from there as well",
            "check": "check the words with who spoke them, or with the outlet's own text",
        },
        "es": {
            "message": "estas palabras están tomadas de {outlet}",
            "state": "estas palabras están tomadas de {outlet}, un medio estatal",
            "again": "tomado de ahí también",
            "check": "comprobar las palabras con quien las dijo, o en el texto del propio medio",
            "why": "Nadie de la redacción oyó esas palabras.",
        },
    },
    options=Options,
    languages=("en", "es"),
    lists=LISTS,
    needs=(Need.PHRASES,),
    basis=(
        Basis("Reuters Handbook of Journalism", "picking up from other media"),
        Basis("AP News Values", "attribution"),
    ),
)
def second_hand(article: Article, options: Options) -> Iterable[Finding]:
    """Flags speech taken from another outlet, and says so when that outlet is state media.

    ## What it flags
    `was quoted as saying by Tass`, `told CNN`, `according to Xinhua`, `en declaraciones a El País`: the words that
    say where it was taken from, up to the outlet's name. Each outlet is flagged once; labels show the other places.

    ## Why it matters
    Nobody of the newsroom heard the words. A state outlet chooses what is passed on.

    ## Example
    `“We are ready,” the minister was quoted as saying by the Tass news agency.`

    ## Instead
    Confirm the words with the ministry, or keep the attribution and say what the outlet is.

    ## Limits
    The outlet that publishes the story (its agency, dateline, byline or sign-off, or `own`) is not second-hand.
    `X reported` counts beside a quotation, before a clause (`X reported that`) and where it closes the sentence.

    ## Sources
    Reuters Handbook of Journalism, on picking up from other media; AP News Values and Principles.
    """
    found: dict[str, list[Relay]] = {}
    own: frozenset[str] | None = None
    for relay in relays(article):
        if own is None:
            own = _own_names(article, options)
        names = {relay.outlet.entry.canonical.lower(), relay.outlet.entry.phrase.lower()}
        if not names & own:
            found.setdefault(relay.outlet.entry.canonical, []).append(relay)
    for taken in found.values():
        first = taken[0]
        yield second_hand.finding(
            first.span,
            message="state" if first.state else "message",
            data={
                "outlet": article.text[first.outlet.start : first.outlet.end],
                "state_media": first.state,
                "country": first.outlet.entry.text("country"),
            },
            labels=[Label(relay.span, "again") for relay in taken[1:]],
            suggestions=[Suggestion("check", safety=Safety.PLACEHOLDER)],
        )


def _own_names(article: Article, options: Options) -> frozenset[str]:
    """The names under which the story's own outlet is known."""
    names = {name.lower() for name in options.own}
    metadata = article.metadata
    names |= {value.lower() for value in (metadata.agency, str(metadata.extra.get("publisher", ""))) if value}
    for name in LISTS:
        for hit in article.hits(name):
            block = article.block_at(hit.start)
            if block is not None and block.role in _OWN:
                names |= {hit.entry.canonical.lower(), hit.entry.phrase.lower()}
        for own in tuple(names):
            entry = article.lexicon.find(name, own)
            if entry is not None:
                names.add(entry.canonical.lower())
    return frozenset(names)
