"""Words taken from another outlet."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from compliance.article import BODY, Article, Role, Span
from compliance.finding import Basis, Finding, Kind, Label, Safety, Severity, Suggestion
from compliance.language.detect import story_language
from compliance.language.locale import locale_data
from compliance.language.quotation_frames import frames
from compliance.language.quotations import quotations
from compliance.language.reports import quoted_around, sentence_at
from compliance.record import Record
from compliance.rule import Need, rule
from compliance.scanner import Hit

_LISTS = ("state-media", "agencies", "outlets")
_OWN = frozenset({Role.BYLINE, Role.DATELINE, Role.SIGN_OFF})
_BETWEEN = 34


class Options(Record):
    """Who publishes the story.

    :param own: names of the outlet that publishes it; words spoken to it are first-hand.
    """

    own: tuple[str, ...] = ()


class _Relay(Record):
    span: Span
    outlet: Hit
    state: bool


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
        },
    },
    options=Options,
    languages=("en", "es"),
    lists=_LISTS,
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
    The outlet that publishes the story (its agency, dateline, byline or sign-off, or `own`) is not second-hand. A
    bare `X reported` counts only beside a quotation.

    ## Sources
    Reuters Handbook of Journalism, on picking up from other media; AP News Values and Principles.
    """
    found: dict[str, list[_Relay]] = {}
    own: frozenset[str] | None = None
    for relay in _relays(article):
        if own is None:
            own = _own_names(article, options)
        names = {relay.outlet.entry.canonical.lower(), relay.outlet.entry.phrase.lower()}
        if not names & own:
            found.setdefault(relay.outlet.entry.canonical, []).append(relay)
    for relays in found.values():
        first = relays[0]
        yield second_hand.finding(
            first.span,
            message="state" if first.state else "message",
            data={
                "outlet": article.text[first.outlet.start : first.outlet.end],
                "state_media": first.state,
                "country": first.outlet.entry.text("country"),
            },
            labels=[Label(relay.span, "again") for relay in relays[1:]],
            suggestions=[Suggestion("check", safety=Safety.PLACEHOLDER)],
        )


def _relays(article: Article) -> Iterator[_Relay]:
    language = article.get(story_language)
    before, after = article.hits("relay-before", language), article.hits("relay-after", language)
    if not before and not after:
        return
    outlets = sorted({(hit.start, -hit.end): hit for name in reversed(_LISTS) for hit in article.hits(name)}.items())
    states = {hit.start for hit in article.hits("state-media")}
    end = -1
    for _, outlet in outlets:
        block = article.block_at(outlet.start)
        if outlet.start < end or block is None or block.role not in BODY:
            continue
        end = outlet.end
        phrase = _phrase_before(article, before, outlet) or _phrase_after(article, after, outlet)
        if phrase is None or quoted_around(article, phrase.start, phrase.end):
            continue
        if outlet.entry.flag("common") and not _beside_media(article, outlet, language):
            continue
        yield _Relay(_with_medium(article, phrase, language), outlet, outlet.start in states)


def _start(hit: Hit) -> int:
    return hit.start


def _end(hit: Hit) -> int:
    return hit.end


def _phrase_before(article: Article, phrases: tuple[Hit, ...], outlet: Hit) -> Span | None:
    index = bisect_right(phrases, outlet.start, key=_end) - 1
    for hit in phrases[max(index, 0) : index + 1]:
        between = article.text[hit.end : outlet.start]
        if len(between) > _BETWEEN or any(sign in between for sign in ',.;:"“«\n') or len(between.split()) > 4:
            return None
        if article.text[outlet.end : outlet.end + 1] in ("-", "'", "’") or _is_attribute(article, outlet, between):
            return None
        return Span(hit.start, outlet.end)
    return None


def _is_attribute(article: Article, outlet: Hit, between: str) -> bool:
    """``a former CNN presenter``: the outlet's name describes a person."""
    language = article.get(story_language)
    follower = article.text[outlet.end : outlet.end + 24].split(maxsplit=1)[:1]
    if not follower or article.text[outlet.end] != " " or not between.split():
        return False
    words = frames(language)
    media = {noun.split()[0].lower() for noun in _media(language)}
    first, next_word = between.split()[0].lower(), follower[0].lower().strip(".,;:")
    return first in words.articles and not (
        next_word in media | words.ends | words.phrase_ends | words.breaks | words.conjunctions
        or next_word.endswith("day")
    )


def _phrase_after(article: Article, phrases: tuple[Hit, ...], outlet: Hit) -> Span | None:
    index = bisect_left(phrases, outlet.end, key=_start)
    for hit in phrases[index : index + 1]:
        between = article.text[outlet.end : hit.start]
        if len(between) > _BETWEEN or any(sign in between for sign in ',.;:"“«\n') or len(between.split()) > 2:
            return None
        sentence = sentence_at(article, outlet.start)
        if any(quotation.span.overlaps(sentence) for quotation in article.get(quotations)):
            return Span(outlet.start, hit.end)
        return None
    return None


def _media(language: str | None) -> tuple[str, ...]:
    nouns = locale_data(language or "en", "quotations").get("relay", {}).get("media", ())
    return tuple(sorted(nouns, key=len, reverse=True))


def _beside_media(article: Article, outlet: Hit, language: str | None) -> bool:
    around = article.text[max(outlet.start - 24, 0) : outlet.end + 24].lower()
    return any(noun.lower() in around for noun in _media(language))


def _with_medium(article: Article, phrase: Span, language: str | None) -> Span:
    """The phrase with the word for news that follows the name (``Tass news agency``)."""
    after = article.text[phrase.end : phrase.end + 30]
    for noun in _media(language):
        if after[1 : 1 + len(noun)].lower() == noun.lower() and not after[1 + len(noun) : 2 + len(noun)].isalnum():
            return Span(phrase.start, phrase.end + 1 + len(noun)) if after[0] == " " else phrase
    return phrase


def _own_names(article: Article, options: Options) -> frozenset[str]:
    """The names under which the story's own outlet is known."""
    names = {name.lower() for name in options.own}
    metadata = article.metadata
    names |= {value.lower() for value in (metadata.agency, str(metadata.extra.get("publisher", ""))) if value}
    for name in _LISTS:
        for hit in article.hits(name):
            block = article.block_at(hit.start)
            if block is not None and block.role in _OWN:
                names |= {hit.entry.canonical.lower(), hit.entry.phrase.lower()}
        for own in tuple(names):
            entry = article.lexicon.find(name, own)
            if entry is not None:
                names.add(entry.canonical.lower())
    return frozenset(names)
