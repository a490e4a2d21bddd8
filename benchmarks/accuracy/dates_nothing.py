"""Whether what only looks like a date is left alone: names, verbs, scores, times, versions, prices, laws.

* *written*: texts written for this project, each with the values it has, most of them none;
* *ambiguous-months*: of the months in the corpora that a name or a verb is spelt like (``May``, ``March``, ``April``,
  ``June``, ``August``, ``Julio``) and that got a value without a day or a year beside them, a hundred are drawn and
  judged: ``month`` or ``other``.
"""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.accuracy import stories
from benchmarks.accuracy.corpora import Corpora, MissingCorpusError
from benchmarks.accuracy.dates_written import texts_read, written
from benchmarks.accuracy.judged import drawn, judgements
from benchmarks.accuracy.measure import Case, Measure, share
from compliance import Article
from compliance.language.dates import date_grammar, dates

PART = "dates-nothing"
SAMPLE = 100


def measures(corpora: Corpora) -> Iterator[Measure]:
    """Texts read right; months that are none."""
    yield from texts_read(f"{PART}/written", written("no_dates.tsv"))
    sample = drawn(_months(corpora), SAMPLE, lambda each: each[0])
    verdicts = judgements("ambiguous-months")
    cases = [Case(key, verdicts.get(key, "not judged"), shown) for key, shown in sample if verdicts.get(key) != "month"]
    yield Measure(
        f"{PART}/ambiguous-months", len(sample), share(len(cases), len(sample)), 0.02, at_most=True, cases=cases
    )


def _months(corpora: Corpora) -> Iterator[tuple[str, str]]:
    for key, article in _stories(corpora):
        words = date_grammar(article)
        if words is None or words.language not in ("en", "es"):
            continue
        flagged = {hit.start for hit in article.hits("months", words.language) if _ambiguous(hit.entry.data)}
        for mention in article.get(dates):
            start, end = mention.span.start, mention.span.end
            if mention.kind == "month" and not mention.year_written and start in flagged:
                around = (
                    article.text[max(start - 100, 0) : start],
                    article.text[start:end],
                    article.text[end : end + 60],
                )
                yield f"{key} {start}", f"{around[0]}⟦{around[1]}⟧{around[2]}".replace("\n", "¶")


def _ambiguous(data: dict[str, object]) -> bool:
    return bool(data.get("verb") or data.get("name"))


def _stories(corpora: Corpora) -> Iterator[tuple[str, Article]]:
    """The news of this century and of the last, and Spanish news; a corpus that is not here is left out."""
    sources = (stories.bbc, stories.reuters, stories.spanish, _polnear)
    for source in sources:
        try:
            yield from source(corpora)
        except MissingCorpusError:
            continue


def _polnear(corpora: Corpora) -> Iterator[tuple[str, Article]]:
    for record in corpora.records("quotes-polnear-train"):
        yield f"quotes-polnear-train:{record['name']}", stories.plain(record["text"])
