"""Decides what a verb beside a date says of it: that it was done on that day, or that it will be."""

from __future__ import annotations

from itertools import pairwise

from compliance.article import Article, Span
from compliance.language.dates_grammar import Grammar
from compliance.language.dates_tense import FUTURE, PAST, Governor, governor, governor_after
from compliance.language.dates_written import mid_sentence

LONGEST = 8
"""Words between a verb and its date; behind more, the date may belong to another verb."""
_MARKS = "(),.;:\"“”«»’'"


def done_on(article: Article, span: Span, words: Grammar) -> Governor | None:
    """The verb that says something was done on a date; ``None`` where the date may be that of something ahead."""
    if (said := _said_over(article, span, words)) is not None:
        return said if said.direction == PAST else None
    found = governor(article.text, span.start, span.end, words)
    if found is None or found.direction != PAST or not found.strong or _attribute(article, span, words):
        return None
    between = _between(article, found, span)
    if between is None or (
        _other_clause(between, words) and not (found.before and _way_there(article, found, span, words))
    ):
        return None
    if found.before and between and not _at_hand(article, span, between[-1], words):
        return None
    participle = found.word.endswith(words.phrases["participle_endings"])
    if participle and not mid_sentence(article.text, found.span.start):
        return None  # at the head of a sentence it has no subject: "Released 25 February on disc"
    if not between and found.word in words.words["bare_before"]:
        return None
    if found.before and _future_before(article, found.span.start, words):
        return None
    announcing = found.word in words.words["announcing"] and not _passive(found, between, words)
    if not found.before:
        return found if _opens_sentence(article, span, words) and _acted(article, found, announcing, words) else None
    if announcing and not _said_on(found, between, words):
        return None
    if found.word in words.words["reporting"] and _first_word(article.text, span.end) in words.words["reported_after"]:
        return found  # "said on 20 May that it would pay": what would be is another matter
    return None if governor_after(article.text, span.end, words) == FUTURE else found


def _said_over(article: Article, span: Span, words: Grammar) -> Governor | None:
    """The word beside a date that says by itself whether the day is over: *el pasado 16 de abril*, *el próximo 3*."""
    over = words.numbers["day_over"]
    if not over:
        return None
    low = max(0, span.start - 24)
    near = article.text[low : span.start].lower()
    while near.endswith(words.phrases["day_noun"]):
        near = near.rpartition(" ")[0].rpartition(" ")[0] + " "
    word = near.split()[-1] if near.split() else ""
    if word not in over:
        return None
    start = low + near.rindex(word)
    return Governor(over[word], word, Span(start, start + len(word)), strong=True, before=True)


def _other_clause(between: list[str], words: Grammar) -> bool:
    """Whether the words between a verb and its date open a clause of their own, which the date may belong to."""
    clause = words.words["clause_words"]
    infinitives = words.phrases["infinitive_endings"]
    stem = [word for word in between if word not in words.words["on_day"]]
    if stem and stem[-1] in words.words["pronouns"]:
        # "met to discuss it on 27 May": a date behind a pronoun is no attribute of what is discussed
        return any(word in clause and word not in words.words["purpose"] for word in between)
    if any(word in clause for word in between):
        return True
    return bool(infinitives) and any(len(word) > 3 and word.endswith(infinitives) for word in between)


def _way_there(article: Article, found: Governor, span: Span, words: Grammar) -> bool:
    """Whether what looks like another clause is a place or a measure: *flew to Brisa on*, *cut it by a point on*.

    An event before the date may be what the date belongs to: *objected to the vote on 20 May*.
    """
    loose, clause = words.words["loose"], words.words["clause_words"]
    gap = [word.strip(_MARKS) for word in article.text[found.span.end : span.start].split()]
    stem = [word for word in gap if word and word.lower() not in words.words["on_day"]]
    if not loose or not stem or stem[-1].lower() in words.words["event_nouns"]:
        return False
    if article[found.span].isupper():
        return False  # a headline in capitals, which say nothing of names
    for at, word in enumerate(stem):
        if word not in clause:
            continue
        after = stem[at + 1] if at + 1 < len(stem) else ""
        number = words.numbers["number"]
        named = (
            after[:1].isupper() or after[:1].isdecimal() or after in words.words["attribute_before"] or after in number
        )
        if word not in loose or not named:
            return False
    return True


def _passive(found: Governor, between: list[str], words: Grammar) -> bool:
    """Whether a helper has its participle beside it: *fue inaugurada el 16 de mayo*."""
    if found.word not in words.words["passive"] or not between:
        return False
    return between[0].endswith(words.phrases["participle_endings"])


def _acted(article: Article, found: Governor, announcing: bool, words: Grammar) -> bool:
    """Whether a verb behind a date that opens its sentence tells what was done: *On 3 June the council approved …*."""
    if not announcing:
        return True
    if found.word not in words.words["acted"] or article.text[found.span.end : found.span.end + 1] == ",":
        return False
    return governor_after(article.text, found.span.end, words) != FUTURE


def _first_word(text: str, end: int) -> str:
    rest = text[end : end + 16].lower().split()
    return rest[0] if rest else ""


def _at_hand(article: Article, span: Span, word: str, words: Grammar) -> bool:
    """Whether the date follows a preposition of days, or a name (*met in Lisbon April 20*)."""
    if word in words.words["on_day"] or word in words.words["in_year"]:
        return True
    before = article.text[max(0, span.start - 24) : span.start].split()
    return bool(before) and before[-1].strip(_MARKS)[:1].isupper()


def _future_before(article: Article, start: int, words: Grammar) -> bool:
    """Whether the sentence has spoken of the future before the verb: the verb may be a mere participle."""
    before = article.text[max(0, start - 100) : start].rpartition("\n\n")[2].rpartition(". ")[2].lower()
    said = [word.strip(_MARKS) for word in before.split()]
    if any(word in words.words["future"] for word in said):
        return True
    return any(second in words.pairs.get(first, ()) for first, second in pairwise(said))


def _said_on(found: Governor, between: list[str], words: Grammar) -> bool:
    """Whether a verb of saying or signing has the date right beside it: *said on 20 April*."""
    reporting = found.word in words.words["reporting"] or found.word in words.words["acted_on"]
    return reporting and bool(between) and all(word in words.words["on_day"] for word in between)


def _attribute(article: Article, span: Span, words: Grammar) -> bool:
    """Whether the date only qualifies a noun: *the 27 February match*."""
    before = article.text[max(0, span.start - 16) : span.start].lower().split()
    if not before or before[-1] not in words.words["attribute_before"]:
        return False
    return len(before) < 2 or before[-2] not in words.words["on_day"]


def comes_on(article: Article, span: Span, words: Grammar) -> Governor | None:
    """The verb that says something will be done on a date."""
    if (said := _said_over(article, span, words)) is not None:
        return said if said.direction == FUTURE else None
    found = governor(article.text, span.start, span.end, words)
    if found is None or found.direction != FUTURE or _attribute(article, span, words):
        return None
    between = _between(article, found, span)
    planned = _planned(article, found, words)
    if between is None or not (planned or _certain(found, words)):
        return None
    excuses = words.words["past_excuses"] - words.words["planned_for"] if planned else words.words["past_excuses"]
    if any(word in excuses for word in between) or _looks_back(found, between, words):
        return None
    if not found.before and not _opens_sentence(article, span, words):
        return None
    return found


def _certain(found: Governor, words: Grammar) -> bool:
    """Whether a verb by itself says that something is still to come: *will*, *reabrirá*."""
    endings = words.phrases["certain_future_endings"]
    return found.word in words.words["certain_future"] or (bool(endings) and found.word.endswith(endings))


def _planned(article: Article, found: Governor, words: Grammar) -> bool:
    """Whether something *is due*, *is expected*, *is to*; what was due is told of the past."""
    if found.word not in words.words["planned"]:
        return False
    before = article.text[max(0, found.span.start - 30) : found.span.start].lower().split()
    while before and words.adverb_endings and before[-1].endswith(words.adverb_endings):
        before.pop()
    return bool(before) and before[-1] in words.words["present"]


def _looks_back(found: Governor, between: list[str], words: Grammar) -> bool:
    """Whether what is to come deals with what has been: *will investigate what happened on 7 May*."""
    if found.word in words.words["looks_back"] or any(word in words.words["looks_back"] for word in between):
        return True
    endings = words.phrases["participle_endings"]
    passive = words.words["passive_before"]
    for at, word in enumerate(between):
        if at and word.endswith(endings) and between[at - 1] not in passive and not _adverb(between[at - 1], words):
            return True
    return False


def _adverb(word: str, words: Grammar) -> bool:
    return bool(words.adverb_endings) and word.endswith(words.adverb_endings)


def _between(article: Article, found: Governor, span: Span) -> list[str] | None:
    text = article.text
    gap = text[found.span.end : span.start] if found.before else text[span.end : found.span.start]
    if any(mark in gap for mark in '“”"«»;:'):
        return None
    between = [word.strip(_MARKS).lower() for word in gap.split()]
    between = [word for word in between if word]
    return between if len(between) <= LONGEST else None


def _opens_sentence(article: Article, span: Span, words: Grammar) -> bool:
    """Whether nothing but a preposition stands between the sentence's start and the date."""
    before = article.text[max(0, span.start - 24) : span.start].rpartition("\n\n")[2]
    head = before.rpartition(". ")[2] if ". " in before else before
    if len(before) == 24 and head is before:
        return False
    return all(word.strip(_MARKS).lower() in words.words["on_day"] for word in head.split())
