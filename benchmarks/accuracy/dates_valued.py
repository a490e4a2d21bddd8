"""The dates that the checker reads in a story, flat: of a range its two ends, each with its own value."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compliance import Article
from compliance.language.dates import dates
from compliance.record import Record

DAY = re.compile(r"\d{4}-\d\d-\d\d")
MONTH = re.compile(r"\d{4}-\d\d")


class Valued(Record):
    """A date with its value.

    :param start: first code point in ``Article.text``.
    :param end: one past the last.
    :param value: in the style of TimeML.
    """

    start: int
    end: int
    value: str

    def overlaps(self, start: int, end: int) -> bool:
        """Whether the two share a code point."""
        return self.start < end and start < self.end


def valued(article: Article) -> Iterator[Valued]:
    """The dates of a story in their order."""
    for mention in article.get(dates):
        first, last = mention.written.first, mention.written.last
        if mention.kind == "range" and first is not None and last is not None:
            left, _, right = mention.value.partition("/")
            yield Valued(mention.span.start, max(first.end, mention.span.start + 1), left)
            yield Valued(last.start, mention.span.end, right)
        else:
            yield Valued(mention.span.start, mention.span.end, mention.value)
