"""Decides which words a story writes in two ways."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from compliance.article import Article, Block, Span
from compliance.language.detect import story_language
from compliance.lexicon import Entry
from compliance.record import Record
from compliance_plugins.consistency._own_words import (
    is_address,
    is_small_word,
    opens_sentence,
    own_block,
    starts_of,
    word_after,
    word_before,
)

LIST, OFFICES = "spelling-variants", "office-nouns"
_PARTS = (". ", "\n", "? ", "! ")
_EXPLAINS = 60
"""Code points within which one form of a name explains the other: Mumbai, which was Bombay then."""


class Form(Record):
    """A form of a word where it stands.

    :param writes: the other form of the same word.
    """

    span: Span
    writes: str


class Variant(Record):
    """A word that a story writes in two ways.

    :param entry: of the list; ``place`` for names, ``variety`` for national spellings.
    :param forms: the places of the entry's own forms.
    :param others: the places of the other forms.
    """

    entry: Entry
    forms: Sequence[Form]
    others: Sequence[Form]


def variants(article: Article) -> Iterator[Variant]:
    """The words of the list of which a story has both forms, in its writer's own words."""
    text = article.text
    entries = {hit.entry.canonical: hit.entry for hit in article.hits(LIST, article.get(story_language))}
    for entry in entries.values():
        own, beside = entry.texts("forms"), entry.texts("beside")
        if not _may_hold(text, entry.text("stem"), beside):
            continue
        others = _places(article, entry, beside, own)
        forms = _places(article, entry, own, beside) if others else ()
        if forms and not (entry.flag("place") and _explained(text, forms, others)):
            yield Variant(entry, forms, others)


def _may_hold(text: str, stem: str, forms: Sequence[str]) -> bool:
    """Whether one of the forms may stand in a text, with a capital or without."""
    if stem:
        return stem[1:] in text
    return any(form in text or form.capitalize() in text for form in forms)


def _places(article: Article, entry: Entry, forms: Sequence[str], others: Sequence[str]) -> Sequence[Form]:
    """Where the writer uses one of the forms, with the other one of it each time."""
    text = article.text if entry.exact else article.scan.small
    places = {Span(at, at + len(form)) for form in forms for at in starts_of(text, form)}
    return [_form(article, span, forms, others) for span in sorted(places) if _own(article, span, entry)]


def _form(article: Article, span: Span, forms: Sequence[str], others: Sequence[str]) -> Form:
    """What stands there, with the other form of it, in the capitals of what stands there."""
    words = article[span]
    small = words.lower()
    other = next((others[n] for n, form in enumerate(forms) if form.lower() == small), words)
    return Form(span, other[:1].upper() + other[1:] if words[:1].isupper() else other)


def _own(article: Article, span: Span, entry: Entry) -> bool:
    """Whether the word is the writer's own and free to be written otherwise."""
    block = own_block(article, *span)
    if block is None or is_address(article.text, *span):
        return False
    return _is_place(article, block, span, entry) if entry.flag("place") else _is_word(article, block, span)


def _is_place(article: Article, block: Block, span: Span, entry: Entry) -> bool:
    """Whether a place is meant, and nothing that is called after it: Dynamo Kiev, Peking University, chicken Kiev."""
    before, after = word_before(article.text, span.start, block.start), word_after(article.text, span.end, block.end)
    if after[:1].isupper() or after in entry.texts("unless_before") or before in entry.texts("unless_after"):
        return False
    return not before[:1].isupper() or is_small_word(article, before)


def _is_word(article: Article, block: Block, span: Span) -> bool:
    """Whether capitals make the word no name: none has one, but for an office, or where a sentence begins."""
    words = article[span]
    if words == words.lower():
        return True
    after = word_after(article.text, span.end, block.end)
    if words[1:] != words[1:].lower():
        return False
    if after[:1].isupper():
        return after in article.lexicon.phrases(OFFICES)
    return bool(after) and opens_sentence(article, block, span.start)


def _explained(text: str, forms: Sequence[Form], others: Sequence[Form]) -> bool:
    """Whether the two forms of a name stand together once, in one sentence, so that the reader is told of both."""
    both = sorted([*((form.span, True) for form in forms), *((form.span, False) for form in others)])
    for (one, first), (other, second) in pairwise(both):
        between = text[one.end : other.start]
        if first != second and len(between) < _EXPLAINS and not any(sign in between for sign in _PARTS):
            return True
    return False
