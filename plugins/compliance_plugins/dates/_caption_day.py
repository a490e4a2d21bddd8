"""Decides which of a caption's days is the day the picture was taken, and which is that of some event."""

from __future__ import annotations

from datetime import date

from compliance.article import Article, Span
from compliance.language.dates import date_grammar
from compliance.language.dates_grammar import Grammar
from compliance_plugins.dates._stated import Stated, stated_days

REACH = 60
_MARKS = "(),.;:\"“”’'"


def picture_days(article: Article, prose: Span, yearless: date | None = None) -> list[Stated]:
    """The days in a caption that can be the picture's own; none where it says what day its picture is of.

    :param prose: the caption without its credit line.
    :param yearless: the dateline's day, in a story of no known year.
    """
    words = article.get(date_grammar)
    if words is None:
        return []
    text = article.text
    lower = ""
    found: list[Stated] = []
    for stated in stated_days(article, yearless):
        if stated.span.start >= prose.end:
            break
        if stated.span.start < prose.start or stated.mention.kind == "range":
            continue
        lower = lower or text[prose.start : prose.end].lower()
        if any(phrase in lower for phrase in words.phrases["picture_of_day"]):
            return []
        before = text[max(prose.start, stated.span.start - REACH) : stated.span.start].lower()
        if not _of_event(before, words):
            found.append(stated)
    return found


def _of_event(before: str, grammar: Grammar) -> bool:
    """Whether the words before a day make it that of an event: its preposition does, or a verb of the future."""
    direct, small = grammar.words["event_direct"], grammar.words["on_day"]
    words = [word.strip(_MARKS) for word in before.split()]
    index = len(words) - 1
    while index >= 0 and words[index] in small and words[index] not in direct:
        index -= 1
    if index >= 0 and words[index] in direct:
        return not (index and words[index - 1] in grammar.words["part_of_day"])
    clause = before.rpartition(".")[2].rpartition(";")[2]
    if clause.rstrip().endswith(","):
        return False
    near = [word.strip(_MARKS) for word in clause.rpartition(",")[2].split()]
    if (endings := grammar.phrases["certain_future_endings"]) and any(word.endswith(endings) for word in near):
        return True
    return any(word in grammar.words["event_before"] and word not in direct for word in near)
