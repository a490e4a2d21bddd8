"""Decides which facts of a story changed since it was published without the note that a reader is owed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from compliance.article import Article, Span
from compliance.language.counts import count_words
from compliance.language.detect import story_language
from compliance.language.quotations import Quotation
from compliance_plugins.corrections._change import Change
from compliance_plugins.corrections._charges import charge_changes, law_of
from compliance_plugins.corrections._figures import figures_in, gone_on, tells_update, values_in
from compliance_plugins.corrections._names import Names
from compliance_plugins.corrections._notes import Note, Says, best, notes_of
from compliance_plugins.corrections._quoted import Quoted, inside, quotation_change, quoted_in
from compliance_plugins.corrections._tokens import phrases_of, said
from compliance_plugins.corrections._versions import Pair, Stated, Versions, versions

_LANGUAGES = ("en", "es")
_MOST = 200
"""So many changes of one story are told."""
Unmarked = tuple[list[Change], Says, Note | None]
"""A change at all its places, what the notes say of it, and the note that says most."""


def unmarked(article: Article) -> Iterator[Unmarked]:
    """The changes of facts that the story does not tell, in its order."""
    language, found = article.get(story_language), article.get(versions)
    if language not in _LANGUAGES or not found.pairs:
        return
    notes = notes_of(article, language)
    changes = list(islice(_Changes(article, found, notes, language).all(), _MOST))
    if not changes:
        return
    old = article.previous
    published = frozenset().union(*(note.words for note in notes_of(old, language))) if old is not None else frozenset()
    told = _Told(article, found, notes, language)
    for same in _alike(changes):
        says, note = best(notes, same[0], published)
        if says is not Says.ALL and not told.tells(same[0]):
            yield same, says, note


class _Changes:
    """What changed in a story, sentence by sentence."""

    def __init__(self, article: Article, found: Versions, notes: Sequence[Note], language: str) -> None:
        self._article, self._found = article, found
        self._law = law_of(article, language)
        words = gone_on(article, language)
        self._figures = figures_in(article, words, language)
        self._names, self._quoted = Names(article), quoted_in(article)
        self._noted = {note.block.start for note in notes}
        counts = count_words(language)
        fates = frozenset(counts.things) | counts.tolls if counts is not None else frozenset()
        stated = (*(pair.new for pair in found.pairs), *found.added)
        self._updated = tells_update(stated, words, fates)

    def all(self) -> Iterator[Change]:
        """Every change; the sentences of notes are not asked."""
        for pair in self._found.pairs:
            block = self._article.block_at(pair.new.words[0].start)
            if block is not None and block.start not in self._noted:
                yield from self._quotations(pair)
                yield from (change for change in self._outside(pair) if not _is_quoted(self._quoted, change))

    def _outside(self, pair: Pair) -> Iterator[Change]:
        if self._figures is not None:
            yield from self._figures.changes(pair, self._updated)
        yield from self._names.changes(pair)
        yield from charge_changes(pair, self._law)

    def _quotations(self, pair: Pair) -> Iterator[Change]:
        """The quotations that changed, each once."""
        found: dict[int, Change] = {}
        for edit in pair.edits:
            held = inside(self._quoted, pair, edit)
            change = quotation_change(self._article, pair, edit, held, self._law.no) if held is not None else None
            if change is not None:
                known = found.get(change.new.start)
                if known is not None:
                    old, new = known.said
                    change = change._replace(said=((*old, *change.said[0]), (*new, *change.said[1])))
                found[change.new.start] = change
        yield from found.values()


def _is_quoted(quoted: Quoted, change: Change) -> bool:
    """Whether a change lies inside a quotation in both versions, where it is one of the quotation."""
    return _holds(quoted.old, change.old) and _holds(quoted.new, change.new)


def _holds(quotations: Iterable[Quotation], place: Span) -> bool:
    return any(one.inner.covers(place) for one in quotations)


class _Told:
    """Whether a story itself says what it said before: ``earlier reports put the figure at 12``."""

    def __init__(self, article: Article, found: Versions, notes: Sequence[Note], language: str) -> None:
        self._article = article
        earlier = phrases_of(article.lexicon, "update-words", language, says="earlier")
        stated = (*(pair.new for pair in found.pairs), *found.added)
        # what a note tells is judged as a note
        told = [one for one in stated if not any(note.block.start <= one.words[0].start < note.end for note in notes)]
        self._telling = [self._words(one) for one in told if said(one.words, earlier)]

    def tells(self, change: Change) -> bool:
        """Whether a sentence with such a word has what the published version had."""
        old = set(change.said[0])
        return bool(old) and any(old <= words for words in self._telling)

    def _words(self, one: Stated) -> set[str]:
        start, end = one.words[0].start, one.words[-1].end
        return values_in(self._article, start, end) | {token.plain for token in one.words}


def _alike(changes: Iterable[Change]) -> list[list[Change]]:
    """The same change at several places, together: a name in full and the surname alone are one."""
    groups: list[list[Change]] = []
    for change in changes:
        known = next((group for group in groups if _is_same(group[0], change)), None)
        if known is None:
            groups.append([change])
        else:
            known.append(change)
    return groups


def _is_same(one: Change, other: Change) -> bool:
    if one.kind != other.kind:
        return False
    if one.kind != "name":
        return one.said == other.said
    (old, new), (was, became) = (tuple(map(frozenset, change.said)) for change in (one, other))
    return (old <= was and new <= became) or (was <= old and became <= new)
