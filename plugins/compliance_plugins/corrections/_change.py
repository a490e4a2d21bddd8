"""What a change is: the words of both versions, and what is compared of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from compliance.article import Article, Span
from compliance.record import Record
from compliance_plugins.corrections._tokens import Token
from compliance_plugins.corrections._tokens import shown as shown_as
from compliance_plugins.corrections._versions import Edit, Pair

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST_EDIT = 6
_BESIDE = 2
_AROUND = 3
"""How many words that stayed are shown on either side of those that changed."""


class Change(Record):
    """A fact that one sentence gives in two ways.

    :param kind: ``name``, ``number``, ``quotation`` or ``charge``; ``toll`` for a count of people that has gone up.
    :param old: place in the published version; ``new`` in the story.
    :param said: the words that changed, in both versions, as they are compared.
    :param pair: the sentence.
    """

    kind: str
    old: Span
    new: Span
    said: tuple[tuple[str, ...], tuple[str, ...]]
    pair: Pair


def span_of(words: Sequence[Token]) -> Span:
    """From the first of some words to the last."""
    return Span(words[0].start, words[-1].end)


def replacements(pair: Pair) -> Iterator[Edit]:
    """The edits that put a few words in the place of others, between words that stayed."""
    for edit in pair.edits:
        old, new = edit.old[1] - edit.old[0], edit.new[1] - edit.new[0]
        if 0 < old <= _LONGEST_EDIT and 0 < new <= _LONGEST_EDIT and edit.beside >= _BESIDE:
            yield edit


def plainly(words: Sequence[Token]) -> tuple[str, ...]:
    """Some words as they are compared."""
    return tuple(token.plain for token in words)


def difference(article: Article, change: Change) -> str:
    """The words of both versions between the first that changed and the last: ``we will {+not+} close``."""
    pair, (published, story) = change.pair, both(article)
    shown: list[str] = []
    at = 0
    for edit in pair.edits:
        old, new = pair.old.words[slice(*edit.old)], pair.new.words[slice(*edit.new)]
        if not (_lies_in(old, change.old) or _lies_in(new, change.new)):
            continue
        first = max(edit.new[0] - _AROUND, at)
        shown += ["…"] if shown and first > at else []
        shown += [shown_as(story, pair.new.words[first : edit.new[0]])]
        shown += [f"[-{shown_as(published, old)}-]"] if old else []
        shown += [f"{{+{shown_as(story, new)}+}}"] if new else []
        at = edit.new[1]
    return " ".join(one for one in (*shown, shown_as(story, pair.new.words[at : at + _AROUND])) if one)


def _lies_in(words: Sequence[Token], place: Span) -> bool:
    return bool(words) and place.start <= words[0].start and words[-1].end <= place.end


def both(article: Article) -> tuple[Article, Article]:
    """The published version and the story."""
    assert article.previous is not None, "the rule needs it"
    return article.previous, article
