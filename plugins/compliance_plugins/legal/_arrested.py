"""Decides who is a person because a story says that they were arrested or charged, where their names alone do not tell
it: ``Zdenek Ribar was charged with murder``.
"""

from __future__ import annotations

from collections.abc import Iterator

from compliance.article import Article
from compliance.language.detect import story_language
from compliance.language.people import Person, names_in_story, people
from compliance_plugins.legal._firms import is_firm
from compliance_plugins.legal._introduced import introduced, person_named

_CASES = "case-words"
_GAPS = (" ", ", ")
"""Between a name and a charge: ``Zdenek Ribar, charged with murder, …``."""
_FULL = 2
"""A name in full has so many parts at least."""


def arrested(article: Article) -> Iterator[Person]:
    """The first whom the analysis of names left out, and who stands right beside a charge."""
    cues = [
        (hit.start, hit.end, hit.entry.text("name"))
        for hit in article.hits(_CASES, article.get(story_language))
        if hit.entry.text("kind") == "charge" and not hit.entry.flag("claim")
    ]
    if not cues:
        return
    charged = {
        start - len(gap)
        for start, _, side in cues
        if side != "after"
        for gap in _GAPS
        if article.text.endswith(gap, 0, start)
    }
    taken = {end + 1 for _, end, side in cues if side != "before"}
    told = (*article.get(people), *article.get(introduced))
    known = {mention.span for person in told for mention in person.mentions}
    names = [name for name in article.get(names_in_story) if name.span not in known]
    for name in names:
        beside = name.span.end in charged or name.span.start in taken
        if not beside or len(name.tokens) < _FULL or is_firm(article, article[name.span]):
            continue
        yield person_named(article, name.span, name.tokens, names)
        return  # of several the first: the others may well be firms or places
