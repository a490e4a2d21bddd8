"""The answers for files, as they are kept: of each no more is parsed than somebody looks at.

What most runs need of a file that has not changed stands in its head. All else is read where it is asked for; should
it be gone by then, the file is examined once more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, cast

from compliance.renderers.model import Piece, Seen
from compliance.results import head as heads
from compliance.results.codec import decode, kept_of
from compliance.results.head import Head

if TYPE_CHECKING:
    from compliance.examining import Answer
    from compliance.finding import Severity
    from compliance.results.head import Brief
    from compliance.results.store import Store

_IN_BODY = tuple(field for field in Seen._fields if field != "kept")
Again = Callable[[str, bytes], Sequence[Seen]]
"""Examines a file once more, by its path and its key."""


class Shelf:
    """Where the answers of a run are kept.

    :param gate: of this run.
    :param again: see :data:`Again`.
    """

    def __init__(self, store: Store, gate: Severity | None, again: Again) -> None:
        self.store, self.gate, self.again = store, gate, again

    def find(self, paths: Sequence[str], keys: Sequence[bytes]) -> list[Entry | None]:
        """What is kept of files; ``None`` for one of which nothing is.

        :param keys: of :func:`compliance.results.known.file_key`, one a file; empty for one that cannot be known.
        """
        found = self.store.get([key for key in keys if key])
        pairs = zip(paths, keys, strict=True)
        return [Entry(self, path, key, found[key]) if key in found else None for path, key in pairs]

    def add(self, path: str, answer: Answer) -> Entry:
        """Keep the answers for a file."""
        self.store.put(answer.key, answer.head, answer.body)
        return Entry(self, path, answer.key, answer.head, answer.body, cast("Sequence[Seen]", answer.outcomes))


class Entry:
    """What is kept of one file; iterating over it gives the answers for its stories.

    :param head: as it is kept.
    :param body: the same, where it is at hand.
    :param whole: the answers that it was made of, where they are at hand.
    """

    __slots__ = ("_body", "_head", "_new", "_shelf", "_whole", "file", "key")

    def __init__(
        self, shelf: Shelf, file: str, key: bytes, head: bytes, body: bytes = b"", whole: Sequence[Seen] = ()
    ) -> None:
        self._shelf, self.file, self.key, self._body, self._whole = shelf, file, key, body, whole
        self._new: dict[str, list[Piece]] = {}
        self._head: Head | None = self._judged(heads.decode(head))

    def __iter__(self) -> Iterator[Stored]:
        return (Stored(self, number, story.remarks) for number, story in enumerate(self.head.stories))

    @property
    def head(self) -> Head:
        """The beginning, by this run's gate."""
        if self._head is None:
            kept = self._shelf.store.get([self.key]).get(self.key)
            self._head = self._judged(heads.decode(kept)) if kept is not None else self._lost()
        return self._head

    def seen(self, number: int) -> Seen:
        """The answer for a story, parsed; what is to be compared stands in the head alone."""
        if not self._whole:
            shelf = self._shelf
            body = self._body or shelf.store.body(self.key)
            self._whole = decode(body, shelf.gate) if body else shelf.again(self.file, self.key)
        return self._whole[number]

    def keep(self, number: int, form: str, piece: Piece) -> None:
        """Keep what a format wrote of a story; all stories of the file together, when the last has been written."""
        new = self._new.setdefault(form, [])
        if len(new) != number:
            return
        new.append(piece)
        if len(new) == len(self.head.stories):
            self._head = self.head.with_pieces(form, self._new.pop(form))
            self._shelf.store.renew(self.key, heads.encode(self._head))

    def close(self) -> bool:
        """As :meth:`compliance.renderers.model.Seen.close`."""
        if self._shelf.store.keeps:
            self._head, self._body, self._whole = None, b"", ()
            return True
        return False

    def _judged(self, head: Head) -> Head:
        """The head by this run's gate, by which formats may write something else."""
        gate = self._shelf.gate
        if head.gate == gate:
            return head
        stories = [one._replace(verdict=self.seen(number).verdict) for number, one in enumerate(head.stories)]
        return Head(gate, tuple(stories))

    def _lost(self) -> Head:
        self._whole = self._shelf.again(self.file, self.key)
        return heads.head_of(self._whole, self._shelf.gate)


class Stored(Seen):
    """An answer that is kept: what does not stand in the head is filled in when somebody asks for it."""

    __slots__ = ("_entry", "_number")

    def __init__(self, entry: Entry, number: int, remarks: bool) -> None:
        self._entry, self._number = entry, number
        if not remarks:
            self.remarks = ()

    def __getattr__(self, name: str) -> Any:
        """The value of a field that is not filled in yet."""
        if name == "kept":
            return kept_of(self._brief.kept)
        if name in Seen._fields:
            whole = self._entry.seen(self._number)
            for field in _IN_BODY:
                setattr(self, field, getattr(whole, field))
        return object.__getattribute__(self, name)

    @property
    def _brief(self) -> Brief:
        return self._entry.head.stories[self._number]

    @property
    def file(self) -> str:
        """The file's path as it was given."""
        return self._entry.file

    @property
    def item(self) -> int | None:
        """From the head, like the verdict."""
        return self._brief.item

    @property
    def verdict(self) -> str:
        """By this run's gate."""
        return self._brief.verdict

    @property
    def key(self) -> bytes:
        """Of its entry."""
        return self._entry.key

    @property
    def checked(self) -> bool:
        """Nothing else is kept."""
        return True

    def piece(self, form: str) -> Piece | None:
        """As it stands in the head."""
        found = self._entry.head.pieces.get(form)
        return None if found is None else found[self._number]

    def keep(self, form: str, piece: Piece) -> None:
        """Into the head, with the file's other stories."""
        self._entry.keep(self._number, form, piece)

    def close(self) -> bool:
        """All stories of the file at once."""
        return self._entry.close()
