"""Quotations that are not what the source supplied with the story says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated

from compliance.article import Article, Span
from compliance.finding import Basis, Edit, Finding, Kind, Label, Severity, Suggestion
from compliance.language.quotations import Quotation, quotations
from compliance.record import Record
from compliance.rule import AtLeast, AtMost, Need, rule
from compliance_plugins.quotes._words import Word, edited, words_of

_KINDS = frozenset({"speech", "words", "scare"})
_MANY = 40


class Options(Record):
    """When a quotation and a passage of the source are the same words, altered.

    :param likeness: the share of words that they must have in common, in order.
    :param min_words: quotations of fewer words are compared only where their first or last words stand in the source.
    """

    likeness: Annotated[float, AtLeast(0.3), AtMost(1.0)] = 0.6
    min_words: Annotated[int, AtLeast(3)] = 4


class _Passage(Record):
    source: Article
    words: Sequence[Word]
    likeness: float


@rule(
    "quotes/altered",
    kind=Kind.FAIL,
    severity=Severity.ERROR,
    messages={
        "en": {
            "message": "the source has these words differently: {difference}",
            "original": "the words in the source",
            "restore": "quote the source's words: “{original}”",
        },
        "es": {
            "message": "la fuente dice estas palabras de otro modo: {difference}",
            "original": "las palabras en la fuente",
            "restore": "citar las palabras de la fuente: «{original}»",
            "why": "Las comillas prometen las palabras exactas; una cambiada puede cambiar la noticia.",
        },
    },
    options=Options,
    needs=(Need.QUOTATION_MARKS, Need.SOURCES),
    basis=(
        Basis("AP Stylebook", "quotations in the news: never alter quotations"),
        Basis("Reuters Handbook", "quotes"),
    ),
)
def altered(article: Article, options: Options) -> Iterable[Finding]:
    """Flags a quotation that differs from the transcript or release supplied with the story.

    ## What it flags
    Words inside quotation marks that a source has in nearly the same form but not in this one. The difference is
    shown word by word: `[-will-]` stands in the source only, `{+may+}` in the story only.

    ## Why it matters
    Quotation marks promise the very words; a changed one can change the news.

    ## Example
    Source: `We will not raise taxes this year.` Story: `“We will not raise taxes,” she said. “Not this decade.”`

    ## Instead
    The source's words, or the sense of them without marks.

    ## Limits
    Capitals, punctuation, spelling that a house changes (organise, organize), ellipses and words in square brackets
    are no alteration. A quotation that resembles nothing in the source is left alone: it may come from elsewhere.

    ## Sources
    AP Stylebook and Reuters Handbook of Journalism: quotations are never altered.
    """
    sources = [(source, words_of(source.text)) for source in article.sources]
    places = [_index(words) for _, words in sources]
    for quotation in article.get(quotations):
        if quotation.kind not in _KINDS:
            continue
        for start, end in edited(article.text, *quotation.inner):
            said = words_of(article.text, start, end)
            if len(said) < options.min_words:
                continue
            passage = _nearest(said, sources, places, options.likeness)
            if passage is not None and passage.likeness < 1.0:
                yield _finding(article, quotation, said, passage)
                break


def _index(words: Sequence[Word]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for number, word in enumerate(words):
        places.setdefault(word.plain, []).append(number)
    return places


def _nearest(
    said: Sequence[Word],
    sources: list[tuple[Article, list[Word]]],
    places: list[dict[str, list[int]]],
    likeness: float,
) -> _Passage | None:
    """The passage of a source that has most of the words; with likeness 1 where it has them all in order."""
    from difflib import SequenceMatcher

    best: _Passage | None = None
    plain = [word.plain for word in said]
    for (source, words), index in zip(sources, places, strict=True):
        for first in _candidates(plain, index, len(words)):
            window = [word.plain for word in words[first : first + len(plain)]]
            if window == plain:
                return _Passage(source, words[first : first + len(plain)], 1.0)
            share = SequenceMatcher(None, plain, window, autojunk=False).ratio()
            if share >= likeness and (best is None or share > best.likeness):
                best = _Passage(source, _fitted(plain, words, first), min(share, 0.999))
    return best


def _candidates(plain: list[str], index: dict[str, list[int]], length: int) -> Iterator[int]:
    """Where in the source the words may stand, told by the rarest of them."""
    known = sorted((len(index[word]), position, word) for position, word in enumerate(plain) if word in index)
    seen: set[int] = set()
    for _, position, word in known[:4]:
        for place in index[word][:_MANY]:
            first = max(min(place - position, length - 1), 0)
            if first not in seen:
                seen.add(first)
                yield first


def _fitted(plain: list[str], words: Sequence[Word], first: int) -> Sequence[Word]:
    """The passage with its edges set where the common words start and end."""
    from difflib import SequenceMatcher

    low = max(first - 3, 0)
    window = words[low : first + len(plain) + 3]
    blocks = [
        block
        for block in SequenceMatcher(None, plain, [word.plain for word in window], autojunk=False).get_matching_blocks()
        if block.size
    ]
    start = max(blocks[0].b - blocks[0].a, 0)
    end = blocks[-1].b + len(plain) - blocks[-1].a
    return window[start:end]


def _finding(article: Article, quotation: Quotation, said: Sequence[Word], passage: _Passage) -> Finding:
    first, last = passage.words[0], passage.words[-1]
    original = passage.source.text[first.start : last.end]
    place = Span(said[0].start, said[-1].end)
    return altered.finding(
        quotation.span,
        data={
            "difference": _difference(article, said, passage),
            "original": original,
            "quoted": article[quotation.inner],
            "source": passage.source.name,
        },
        confidence=round(passage.likeness, 2),
        labels=[Label(Span(first.start, last.end), "original", passage.source)],
        suggestions=[Suggestion("restore", (Edit(place, original),))],
    )


def _difference(article: Article, said: Sequence[Word], passage: _Passage) -> str:
    """Both versions in one line: ``we [-will-] {+may+} close the bridge``."""
    from difflib import SequenceMatcher

    theirs = [passage.source.text[word.start : word.end] for word in passage.words]
    ours = [article.text[word.start : word.end] for word in said]
    matcher = SequenceMatcher(None, [w.plain for w in passage.words], [w.plain for w in said], autojunk=False)
    shown: list[str] = []
    for kind, start, end, ours_start, ours_end in matcher.get_opcodes():
        if kind == "equal":
            shown.extend(ours[ours_start:ours_end])
            continue
        if end > start:
            shown.append(f"[-{' '.join(theirs[start:end])}-]")
        if ours_end > ours_start:
            shown.append(f"{{+{' '.join(ours[ours_start:ours_end])}+}}")
    return " ".join(shown)
