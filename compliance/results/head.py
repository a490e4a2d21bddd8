"""The beginning of what is kept of a file: the little that a run needs which has nothing new to say of it.

That is the verdict on each story, what is to be compared of it, and what formats wrote of it, as it was written. A
line of JSON comes first; the texts stand behind it as they are, since JSON's escapes cost more to read than the rest.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from compliance.record import Record
from compliance.renderers.model import Piece, Seen
from compliance.results.codec import TEXT, written

_MOST_FORMS = 4
"""For so many formats and looks it is kept what they wrote; then the oldest is dropped."""


class Brief(Record):
    """One story of a file.

    :param verdict: as in its report.
    :param remarks: whether comments in its markup speak to the program.
    :param kept: what is to be compared of it, as JSON; empty for nothing.
    """

    item: int | None
    verdict: str
    remarks: bool
    kept: str = ""


class Head(Record):
    """The beginning of what is kept of a file.

    :param gate: the severity from which findings counted for the verdicts; ``None`` for none.
    :param pieces: by format and look what was written, story by story.
    """

    gate: str | None
    stories: tuple[Brief, ...]
    pieces: Mapping[str, Sequence[Piece]] = MappingProxyType({})

    def with_pieces(self, form: str, pieces: Sequence[Piece]) -> Head:
        """The same with what one more format wrote, as the newest."""
        others = [(name, some) for name, some in self.pieces.items() if name != form]
        return self._replace(pieces=dict([*others[1 - _MOST_FORMS :], (form, pieces)]))


def head_of(outcomes: Iterable[Seen], gate: str | None) -> Head:
    """The head of answers for a file, judged by this gate."""
    return Head(gate, tuple(_brief(one) for one in outcomes))


def _brief(one: Seen) -> Brief:
    kept = "" if one.kept is None else written(one.kept)
    return Brief(one.item, one.verdict, bool(one.remarks), kept)


def encode(head: Head) -> bytes:
    """The bytes of a head."""
    stories = [(*story[:-1], len(story.kept)) for story in head.stories]
    forms = [(form, [(piece.told, len(piece.text)) for piece in some]) for form, some in head.pieces.items()]
    first = written([head.gate, stories, forms])
    texts = [story.kept for story in head.stories]
    texts += [piece.text for some in head.pieces.values() for piece in some]
    return "".join([first, "\n", *texts]).encode(*TEXT)


def decode(content: bytes) -> Head:
    """The head that bytes were made of."""
    first, _, texts = content.decode(*TEXT).partition("\n")
    gate, stories, forms = json.loads(first)
    at = 0
    briefs = []
    for item, verdict, remarks, length in stories:
        briefs.append(Brief(item, verdict, remarks, texts[at : at + length]))
        at += length
    pieces: dict[str, list[Piece]] = {}
    for form, some in forms:
        pieces[form] = made = []
        for told, length in some:
            made.append(Piece(texts[at : at + length], told))
            at += length
    return Head(gate, tuple(briefs), pieces)
