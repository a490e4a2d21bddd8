"""How often an instruction is read right: every clause with its kind, countries, channels, days, last day and credit.

A broad search, by capitals and by the words of instructions, gathers what may be one; each was judged by hand. A
judgement lists the clauses, ``territory-out GB days=28 + mandatory-credit credit=12:40``, or says ``none``. Prose has
none at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from benchmarks.accuracy import picture_texts, stories
from benchmarks.accuracy.corpora import Corpora
from benchmarks.accuracy.judged import judgements
from benchmarks.accuracy.measure import Case, Measure, share
from benchmarks.accuracy.picture_texts import PictureText
from compliance import Article
from compliance.language.credits import Restriction, captions, credits, restrictions_in

_SHOUTED = re.compile(
    r"\b[A-Z]{2,}\)? (?:OUT|ONLY)\b|\bOUT (?:UNTIL|FOR)\b|\bNO [A-Z]{3,}"
    r"|(?i:mandatory|obligatori|editorial use|uso editorial|redaktionell|not for |resale|no sales|one[- ]time)"
    r"|(?i:embargo|should read|must read|usage|nutzung|bei nennung)"
)
_HIDDEN = re.compile(
    _SHOUTED.pattern
    + r"|\b[A-Z]\w+ Out\b|(?i:not\s?for|archiv|exclusiv|restrict|prohib|licen[cs]|permission|consent|only|may not|must)"
    r"|(?i:agreement|vereinbarung|limitation|\bdays\b|without|sin previo)"
)


def measures(corpora: Corpora) -> Iterator[Measure]:
    """Clauses of pictures read right, and clauses found in prose, where there is none."""
    texts = picture_texts.distinct(
        chain(
            picture_texts.captions(corpora),
            picture_texts.wire(corpora),
            picture_texts.pictures(corpora),
            picture_texts.pages(corpora),
        )
    )
    yield scored("credits/restrictions-right", texts, judgements("restrictions"))
    yield _in_prose(corpora)


def scored(name: str, texts: Iterable[PictureText], verdicts: dict[str, str]) -> Measure:
    """Of all texts that hold a clause, or in which one is read: those whose clauses are all right."""
    cases: list[Case] = []
    right = looked = 0
    for text in texts:
        found = reading(text)
        search = _HIDDEN if text.field == "rights" else _SHOUTED
        if not found and not search.search(text.text):
            continue
        looked += 1
        verdict = verdicts.get(text.key)
        gold = set() if verdict == "none" else set((verdict or "?").split(" + "))
        right += bool(gold) and gold == found
        if gold != found:
            what = "not judged" if verdict is None else "wrong"
            told = f"gold {' + '.join(sorted(gold)) or 'none'}; read {' + '.join(sorted(found)) or 'none'}"
            cases.append(Case(text.key, what, f"{text.where} {text.text!r}\n        {told}"))
    count = right + len(cases)
    return Measure(name, count, share(right, count), 1.0, cases=cases, note=f"of {looked} texts that a search finds")


def reading(text: PictureText) -> set[str]:
    """The clauses that the checker reads in a field, each written as in a judgement."""
    article = stories.story({"headline": "-", "body": ["-"], "pictures": [{text.field: text.text}]})
    lines = list(article.get(credits))
    lines += [
        line for caption in article.get(captions) for line in (caption.credit, *caption.clauses) if line is not None
    ]
    return {written(clause, text.text) for line in lines for clause in line.restrictions}


def written(clause: Restriction, text: str) -> str:
    """A clause as judgements have it."""
    start = text.find(clause.credit) if clause.credit else -1
    parts = (
        clause.kind,
        ",".join(clause.territories),
        ",".join(clause.channels),
        f"days={clause.days}" if clause.days is not None else "",
        f"until={clause.until}" if clause.until else "",
        f"credit={start}:{start + len(clause.credit)}" if clause.credit else "",
    )
    return " ".join(part for part in parts if part)


def _in_prose(corpora: Corpora) -> Measure:
    """Clauses in the paragraphs of stories, where no agency's desk writes."""
    cases: list[Case] = []
    total = 0
    sources = (stories.bbc, stories.reuters, stories.spanish, stories.articles)
    for key, article in chain(chain.from_iterable(source(corpora) for source in sources), _polnear(corpora)):
        total += 1
        cases += [Case(key, "false alarm", found) for found in _prose_clauses(article)]
    note = f"in {total:,} stories"
    return Measure("credits/restrictions-in-prose", total, float(len(cases)), 0.0, at_most=True, cases=cases, note=note)


def _prose_clauses(article: Article) -> Iterator[str]:
    """What is read as a clause outside the pictures' own fields, wherever a rule would look for one."""
    lexicon = article.lexicon
    for caption in article.get(captions):
        if caption.picture is None and caption.credit is not None and caption.credit.restrictions:
            yield article[caption.block]
    for block in article.prose:
        for clause in restrictions_in(article[block], lexicon):
            yield article[block][max(0, clause.start - 60) : clause.end + 60]


def _polnear(corpora: Corpora) -> Iterator[tuple[str, Article]]:
    for name in ("quotes-polnear-train", "quotes-polnear-dev"):
        for number, record in enumerate(corpora.records(name)):
            yield f"{name}:{number}", stories.plain(record["text"])
