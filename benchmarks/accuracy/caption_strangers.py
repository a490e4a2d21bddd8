"""Whether a picture put into the wrong story is told by the people it names.

Published captions that name somebody, in stories that hold no word of that name. How often the rule is wrong where
picture and story belong together is told by ``caption-records``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from benchmarks.accuracy import stories, wire_form
from benchmarks.accuracy.caption_positions import people_named
from benchmarks.accuracy.corpora import Corpora
from benchmarks.accuracy.dated_captions import says_file
from benchmarks.accuracy.judged import drawn
from benchmarks.accuracy.measure import Case, Measure, share
from benchmarks.accuracy.wire_form import Copy
from compliance.language.detect import language_of

RULE = "captions/stranger-named"
STORIES = 400
PARAGRAPHS = 4
"""Shorter stories cannot be expected to name everybody."""
_APART = re.compile(r"(?i)[(©|]|photo|foto|image|picture|credit|statue|mural|artwork")
"""What follows is a credit, or named after somebody."""


def measures(corpora: Corpora) -> Iterator[Measure]:
    """The share of strangers found, of each language."""
    for language in ("en", "es"):
        long = (copy for copy in wire_form.copies(corpora, language) if len(copy.body) >= PARAGRAPHS)
        texts = drawn(long, STORIES, lambda copy: copy.key)
        cases = []
        total = 0
        for (key, caption, names), copy in zip(_captions(corpora, language), texts, strict=False):
            if not _knows(copy, names):
                total += 1
                if not _flagged(copy, caption):
                    cases.append(Case(f"{copy.key} {key}", "missed", caption[:240]))
        name = f"caption-strangers/found-{language}"
        yield Measure(name, total, share(total - len(cases), total), cases=cases)


def _captions(corpora: Corpora, language: str) -> Iterator[tuple[str, str, list[str]]]:
    seen = set()
    for number, record in enumerate(corpora.records("captions")):
        caption = " ".join(record["caption"].split())
        names = people_named(_APART.split(caption)[0])
        if names and not says_file(caption) and caption not in seen and language_of(caption) == language:
            seen.add(caption)
            yield f"captions:{number}", caption, names


def _knows(copy: Copy, names: list[str]) -> bool:
    """Whether any word of a name stands in the story."""
    text = " ".join((copy.headline, *copy.body)).lower()
    return any(word.lower() in text for name in names for word in name.split())


def _flagged(copy: Copy, caption: str) -> bool:
    told = {"headline": copy.headline, "body": list(copy.body), "pictures": [{"caption": caption, "credit": "EFE"}]}
    report = stories.checker().check(stories.story(told))
    return any(finding.rule == RULE for finding in report.findings)
