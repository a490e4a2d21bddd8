"""Speech given to people whom the story does not name, with no reason why."""

from __future__ import annotations

from collections.abc import Iterable

from compliance.article import BODY, Article, Span
from compliance.finding import Basis, Finding, Kind, Safety, Severity, Suggestion
from compliance.language.detect import story_language
from compliance.language.quotation_frames import Frames, frames
from compliance.language.reports import Report, quoted_around, report_by, sentence_at
from compliance.language.speakers import phrase_after
from compliance.record import Record
from compliance.rule import Need, rule
from compliance.scanner import Hit

_SOURCES = "anonymous-sources"
_REASONS = "anonymity-reasons"
_BECAUSE = "sworn-conditions"
_NEAR = 300
# languages in which what describes a noun follows it
_NOUN_FIRST = frozenset({"es", "fr", "it", "pt"})


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
            "name": "name the source, or say why the name is withheld and how the source knows",
        },
        "es": {
            "message": "no se nombra a «{source}» ni se dice por qué",
            "condition": "no se nombra a «{source}»; se dice, pero no por qué",
            "name": "nombrar la fuente, o decir por qué se oculta su nombre y cómo lo sabe",
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
    with, `the source` later in the story is left alone. `allowed` lists nouns that a house accepts.

    ## Sources
    AP Stylebook, on anonymous sources; Reuters Handbook of Journalism, on sourcing.
    """
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
        source = _phrase(article, report, hit) if report else None
        if report is None or source is None:
            if _is_named(article, hit):
                known.add(kind)
            continue
        definite = article.text[source.start : source.end].lower().startswith(("the ", "el ", "la ", "los ", "las "))
        if definite and kind in known:
            continue
        known.add(kind)
        reason = _reason(article, report, block.end)
        if reason == "reason":
            continue
        yield anonymous_source.finding(
            source,
            message=reason or "message",
            data={"source": article[source]},
            confidence=0.8,
            suggestions=[Suggestion("name", safety=Safety.PLACEHOLDER)],
        )


def _phrase(article: Article, report: Report, hit: Hit) -> Span | None:
    """The words that stand for the source; none where a name stands with them or the noun is no person."""
    text = article.text
    words = frames(article.get(story_language))
    before = text[report.speaker.start : hit.start]
    following = text[hit.end : hit.end + 24].lower().split(maxsplit=1)[:1]
    if following and (following[0] in words.naming or following[0].strip(".,") in hit.entry.texts("not_before")):
        return None
    if "," in before or _is_named(article, hit) or _is_adjective(article, hit, report.speaker, words):
        return None
    if hit.entry.flag("unnamed") and not before.lower().startswith(("a ", "an ", "one ")):
        return None
    start = _start(article, hit, report.speaker.start, words)
    end = max(report.speaker.end, hit.end)
    comma = text.find(",", hit.end, end)
    end = comma if comma >= 0 else end
    position = hit.end
    for word in text[hit.end : end].split():
        position = text.find(word, position, end)
        if word.lower() in words.relatives:
            end = position
            break
        position += len(word)
    while end > hit.end and text[end - 1].isspace():
        end -= 1
    return Span(start, _with_complement(text, start, end, report.sentence.end, words))


def _with_complement(text: str, start: int, end: int, stop: int, words: Frames) -> int:
    """The end of ``people familiar with the plan``, ``a source close to the talks``, the noun phrase included."""
    last = text[start:end].rsplit(maxsplit=1)[-1].lower()
    if last in words.complements:
        preposition = text[end:stop].split(maxsplit=1)[:1]
        if not preposition or preposition[0].lower() not in words.phrase_ends | words.complements:
            return end
        end = text.find(preposition[0], end) + len(preposition[0])
    elif last not in words.phrase_ends:
        return end
    phrase = phrase_after(text, end, stop, words)
    return phrase.end if phrase else end


def _start(article: Article, hit: Hit, low: int, words: Frames) -> int:
    """Where the phrase starts: with the words before its noun that belong to it."""
    text, start = article.text, hit.start
    for word in reversed(text[min(low, start) : start].split()[-7:]):
        lower = word.lower()
        if lower not in words.articles and (_NOUN_FIRST & set(hit.entry.languages) or lower in words.ends):
            break
        start = text.rfind(word, 0, start)
    return start


def _is_adjective(article: Article, hit: Hit, speaker: Span, words: Frames) -> bool:
    """``official figures``: a noun follows."""
    after = article.text[hit.end : speaker.end].split()[:1]
    if not hit.entry.flag("adjective") or not after or not after[0][0].isalpha():
        return False
    return after[0].lower() not in words.ends | words.phrase_ends | words.breaks | words.complements


def _is_named(article: Article, hit: Hit) -> bool:
    """``Hamas official Osama Hamdan``, ``an official, Ana Orme,``: a name right behind the noun."""
    after = article.text[hit.end : hit.end + 40].removeprefix(",")
    return after[:1] == " " and after[1:2].isupper() and hit.entry.text("kind") != "source"


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
