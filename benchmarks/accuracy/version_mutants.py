"""Whether a fact that is another than was published is told, and nothing else is.

A mutant is a published story of which one fact was changed: a figure, a name, a word inside quotation marks, an
offence; what it was made from is its published version. The controls are the same mutants with a dated note that says
what was wrong, and stories with typing errors, with a paragraph of another story, and with a count of people that the
story says has risen. ``-elsewhere`` counts mutants with a finding at another place than the one that was changed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from benchmarks.accuracy import stories
from benchmarks.accuracy.corpora import Corpora
from benchmarks.accuracy.figure_mutants import KINDS, changed
from benchmarks.accuracy.judged import drawn, picked
from benchmarks.accuracy.measure import Case, Measure, share
from compliance import Article, Finding, Span
from compliance.language.counts import count_of, count_words
from compliance.language.detect import story_language
from compliance.language.figures_reader import figure_reader
from compliance.language.people import people
from compliance.language.quotations import quotations
from compliance_plugins.corrections.change_unmarked import change_unmarked

FOUND, FALSE = 0.9, 1 / 300
EACH = 400
"""So many mutants of a kind are drawn of each language."""
_NOTES = {
    "en": "This story was amended on 12 May 2025. An earlier version said “{was}” where it should have said “{is}”.",
    "es": "Fe de errores, 12 de mayo de 2025: una versión anterior decía «{was}» donde debía decir «{is}».",
}
_RISEN = {"en": "The toll has now risen to {is}.", "es": "El balance ha subido a {is}."}
_NAMES = {
    "en": ("Harold Pembridge", "Joanna Wexcombe", "Tobias Quillfeather", "Lorna Askerswell"),
    "es": ("Hilario Bustamante", "Leocadia Quirós", "Fermín Zubeldía", "Casilda Orellana"),
}
_OFFENCES = {
    "en": re.compile(
        r"(?:charged with|charges of|accused of|convicted of|guilty of|suspicion of|jailed for|trial for|admits)"
        r" (murder|manslaughter|fraud|theft|rape|assault|robbery|burglary|conspiracy|corruption|bribery|harassment)\b"
    ),
    "es": re.compile(
        r"(?:delitos? de|acusad[oa]s? de|cargos? de|condenad[oa]s? por|imputad[oa]s? por|detenid[oa]s? por|juicio por)"
        r" (asesinato|homicidio|estafa|robo|fraude|cohecho|violación|secuestro|terrorismo|rebelión|sedición|lesiones)\b"
    ),
}
_OTHERS = {"en": ("arson", "perjury", "blackmail"), "es": ("amenazas", "desobediencia", "prevaricación")}
_WORDS = {"en": ("yesterday", "nothing", "careful"), "es": ("ayer", "nada", "cuidadoso")}


@dataclass(frozen=True, slots=True)
class Mutant:
    """A story with one stretch of it changed.

    :param was: the words of the published version, ``became`` those of the story.
    :param span: where they stand in the story's text.
    """

    key: str
    kind: str
    article: Article
    was: str
    became: str
    span: Span


def measures(corpora: Corpora) -> Iterator[Measure]:
    """Of each language the mutants of each kind, and the controls."""
    for language, sources in (("en", (stories.bbc, stories.reuters)), ("es", (stories.spanish,))):
        known = [
            (key, article)
            for key, article in chain.from_iterable(source(corpora) for source in sources)
            if article.get(story_language) == language and article.headline is not None
        ]
        for kind, place in PLACES.items():
            made = list(_made(kind, place, drawn(known, len(known), lambda one: one[0]), language))
            yield from _of_mutants(f"versions/{language}-{kind}", made)
            if kind != "toll":
                yield _silent(f"versions/{language}-{kind}-noted", [_noted(mutant, language) for mutant in made])
        sample = drawn(known, EACH * 2, lambda one: one[0])
        yield _silent(f"versions/{language}-typing-errors", [_mistyped(*one) for one in sample])
        yield _silent(f"versions/{language}-paragraphs-added", list(_longer(sample)))


def _of_mutants(name: str, made: Sequence[Mutant]) -> Iterator[Measure]:
    if name.endswith("-toll"):
        yield _silent(name, made)
        return
    missed, elsewhere = [], []
    for mutant in made:
        found = _findings(mutant.article)
        at = [finding for finding in found if finding.span.overlaps(mutant.span)]
        if not at:
            missed.append(_case(mutant, "missed"))
        if len(at) < len(found):
            other = next(finding for finding in found if finding not in at)
            elsewhere.append(_case(mutant, "false alarm", other))
    yield Measure(name, len(made), share(len(made) - len(missed), len(made)), FOUND, cases=missed)
    yield Measure(
        f"{name}-elsewhere", len(made), share(len(elsewhere), len(made)), FALSE, at_most=True, cases=elsewhere
    )


def _silent(name: str, made: Sequence[Mutant]) -> Measure:
    wrong = [_case(mutant, "false alarm", found[0]) for mutant in made if (found := _findings(mutant.article))]
    return Measure(name, len(made), share(len(wrong), len(made)), FALSE, at_most=True, cases=wrong)


def _findings(article: Article) -> list[Finding]:
    return list(change_unmarked.check(article, change_unmarked.options()))


def _case(mutant: Mutant, what: str, finding: Finding | None = None) -> Case:
    text, span = mutant.article.text, finding.span if finding is not None else mutant.span
    around = text[max(span.start - 100, 0) : span.start], text[span.start : span.end], text[span.end :][:80]
    said = "" if finding is None else f" ({finding.variant}: {finding.data['old']} → {finding.data['new']})"
    shown = "{}⟦{}⟧{}".format(*around).replace("\n", "¶")
    return Case(mutant.key, what, f"{mutant.was} → {mutant.became}: {shown}{said}")


Place = Callable[[str, Article, str], "tuple[Span, str] | None"]


def _made(kind: str, place: Place, known: Sequence[tuple[str, Article]], language: str) -> Iterator[Mutant]:
    count = 0
    for key, article in known:
        found = place(key, article, language)
        if found is None:
            continue
        yield again(f"{key} {kind}", kind, article, *found)
        count += 1
        if count == EACH:
            return


def again(key: str, kind: str, article: Article, span: Span, became: str, *more: str) -> Mutant:
    """A story with a stretch of its body changed, and further paragraphs at its end."""
    body, at = [], Span(0, 0)
    block = article.block_at(span.start)
    for number, one in enumerate(article.body):
        text = article[one]
        if one == block:
            start = span.start - one.start
            text = text[:start] + became + text[span.end - one.start :]
            at = Span(number, start)
        body.append(text)
    new = _story(article, [*body, *more])
    start = new.body[at.start].start + at.end
    new.previous = _story(article, [article[one] for one in article.body])
    return Mutant(key, kind, new, article[span], became, Span(start, start + len(became)))


def _story(article: Article, body: Sequence[str]) -> Article:
    headline = article.headline
    told = {"headline": article[headline] if headline else "", "language": article.get(story_language)}
    return stories.story({**told, "body": [{"type": "paragraph", "text": text} for text in body]})


def _noted(mutant: Mutant, language: str) -> Mutant:
    """The same with a note."""
    note = _NOTES[language].format(was=mutant.was, **{"is": mutant.became})
    body = [mutant.article[one] for one in mutant.article.body]
    noted = _story(mutant.article, [*body, note])
    noted.previous = mutant.article.previous
    return Mutant(mutant.key, mutant.kind, noted, mutant.was, mutant.became, mutant.span)


def _figure(key: str, article: Article, language: str) -> tuple[Span, str] | None:
    reader, counts = article.get(figure_reader), count_words(language)
    if reader is None or counts is None:
        return None
    for block in article.body:
        for figure in reader.within(block):
            rises = count_of(article.text, figure, counts, block.end).fate
            if figure.kind in KINDS and not figure.upper and not figure.bound and not rises:
                became = mistaken(article[figure.span], picked((True, False), key))
                if became is not None:
                    return figure.span, became
    return None


def mistaken(written: str, swapped: bool) -> str | None:
    """A figure's words with two of its digits exchanged, or with another first digit: no rounding makes that."""
    found = re.search(r"\d", written)
    if found is None or swapped:
        return changed(written, "swapped")
    digit = str(int(found[0]) % 9 + 1)
    return written[: found.start()] + digit + written[found.end() :]


def _toll(key: str, article: Article, language: str) -> tuple[Span, str] | None:
    reader, counts = article.get(figure_reader), count_words(language)
    if reader is None or counts is None:
        return None
    for block in article.body:
        for figure in reader.within(block):
            quoted = any(one.span.covers(figure.span) for one in article.get(quotations))
            fate = figure.kind == "count" and count_of(article.text, figure, counts, block.end).fate
            if fate and not figure.upper and not quoted:
                became = changed(article[figure.span], "up")
                end = article.text.find(". ", figure.span.end, block.end)
                inside = any(one.span.start < end < one.span.end for one in article.get(quotations))
                if became is not None and end > 0 and not inside:
                    rest = article.text[figure.span.end : end + 2]
                    return Span(
                        figure.span.start, end + 2
                    ), f"{became}{rest}{_RISEN[language].format(**{'is': became})} "
    return None


def _name(key: str, article: Article, language: str) -> tuple[Span, str] | None:
    body = {block.start: block for block in article.body}
    for person in article.get(people):
        for mention in person.mentions:
            block = article.block_at(mention.span.start)
            if mention.full and block is not None and block.start in body:
                return mention.span, picked(_NAMES[language], key)
    return None


def _word(key: str, article: Article, language: str) -> tuple[Span, str] | None:
    for quotation in article.get(quotations):
        words = list(re.finditer(r"[^\W\d_]+", article[quotation.inner]))
        if quotation.kind != "speech" or len(words) < 8 or quotation.block not in article.body:
            continue
        word = next((one for one in words[2:-2] if len(one[0]) >= 4 and one[0].islower()), None)
        if word is not None:
            start = quotation.inner.start + word.start()
            return Span(start, start + len(word[0])), picked(_WORDS[language], key)
    return None


def _offence(key: str, article: Article, language: str) -> tuple[Span, str] | None:
    for block in article.body:
        found = _OFFENCES[language].search(article.text, block.start, block.end)
        if found is not None:
            return Span(*found.span(1)), picked(_OTHERS[language], key)
    return None


PLACES: dict[str, Place] = {
    "number": _figure,
    "name": _name,
    "quotation": _word,
    "charge": _offence,
    "toll": _toll,
}


def _mistyped(key: str, article: Article) -> Mutant:
    """Three words of each paragraph with two letters exchanged, the published version having them so."""
    body = [
        re.sub(r"\b([a-z]{3})([a-z])([a-z])([a-z]{2,})\b", r"\1\3\2\4", article[one], count=3) for one in article.body
    ]
    new = _story(article, [article[one] for one in article.body])
    new.previous = _story(article, body)
    return Mutant(key, "typing", new, "", "", Span(0, 0))


def _longer(sample: Sequence[tuple[str, Article]]) -> Iterator[Mutant]:
    """Stories with two paragraphs of another."""
    for (key, article), (_, other) in zip(sample, (*sample[1:], sample[0]), strict=True):
        body = [article[one] for one in article.body]
        more = [other[one] for one in other.body[:2]]
        new = _story(article, [*body[:1], *more, *body[1:]])
        new.previous = _story(article, body)
        yield Mutant(key, "longer", new, "", "", Span(0, 0))
