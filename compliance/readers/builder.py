"""Lays out a story: prose first, joined by blank lines, then what is not prose; every block keeps its way back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Self

from compliance.article import BODY, NOT_PROSE, Article, Block, FileMetadata, Metadata, Picture, Role, Segment, Span
from compliance.readers.metadata import judged_at
from compliance.readers.normalise import Piece, continues, needs_no_change, normalise

if TYPE_CHECKING:
    from compliance.article import Context
    from compliance.source import Remark, SourceFile

GAP = "\n\n"


class _Changing:
    __slots__ = ()

    def but(self, **changed: Any) -> Self:
        """A copy with some attributes changed."""
        from copy import copy

        other = copy(self)
        for name, value in changed.items():
            setattr(other, name, value)
        return other


class Draft(_Changing):
    """A block before it has its place in the text.

    :param pieces: its words in order; none for something that is missing.
    :param anchor: where a missing thing would stand in its field.
    :param id: set for metadata fields; the builder names every other block.
    """

    __slots__ = ("anchor", "id", "pieces", "pointer", "role")

    def __init__(
        self, role: Role, pieces: list[Piece] | None = None, pointer: str = "", anchor: int = 0, id: str = ""
    ) -> None:
        self.role = role
        self.pieces = [] if pieces is None else pieces
        self.pointer = pointer
        self.anchor = anchor
        self.id = id


class FileDraft:
    """What a picture's file says, before its blocks have their places.

    :param texts: by the names of :class:`~compliance.article.FileMetadata`.
    """

    __slots__ = ("date_created", "source_type", "texts")

    def __init__(self, texts: dict[str, Draft], date_created: date | datetime | None, source_type: str) -> None:
        self.texts = texts
        self.date_created = date_created
        self.source_type = source_type


class PictureDraft(_Changing):
    """A picture before its blocks have their places; attributes as in :class:`~compliance.article.Picture`.

    ``from_file`` names the parts that the story does not say and its file does.
    """

    def __init__(self, caption: Draft, credit: Draft, alt: Draft | None = None, file: str = "") -> None:
        self.caption = caption
        self.credit = credit
        self.alt = alt
        self.title: Draft | None = None
        self.rights: Draft | None = None
        self.instructions: Draft | None = None
        self.date_created: date | datetime | None = None
        self.transmitted: date | datetime | None = None
        self.source_type = ""
        self.file = file
        self.decorative = False
        self.gallery = ""
        self.file_metadata: FileDraft | None = None
        self.from_file: set[str] = set()
        self.ids: tuple[str, ...] = ()

    def drafts(self) -> tuple[Draft, ...]:
        """Its blocks, those that exist."""
        parts = (self.caption, self.credit, self.alt, self.title, self.rights, self.instructions)
        return tuple(part for part in parts if part is not None)


class ArticleBuilder:
    """Collects blocks in reading order and makes the article of them."""

    def __init__(
        self,
        source: SourceFile,
        context: Context,
        *,
        now: datetime | None = None,
        item: int | None = None,
        name: str = "",
    ) -> None:
        self._source = source
        self._context = context
        self._now = now
        self._item = item
        self._name = name
        self._drafts: list[Draft] = []
        self._pictures: list[PictureDraft] = []
        self.metadata = Metadata()
        self.sources: list[Article] = []
        self.remarks: list[Remark] = []

    def add(
        self, role: Role, pieces: Iterable[Piece] = (), *, pointer: str = "", anchor: int = 0, id: str = ""
    ) -> Draft:
        """Put a block after those there are; white space at its ends is dropped.

        :param pieces: its words; none makes an empty block at ``anchor``.
        """
        kept = _stripped(list(pieces))
        draft = Draft(role, kept, pointer, kept[0].start if kept else anchor, id)
        self._drafts.append(draft)
        return draft

    def add_picture(self, picture: PictureDraft) -> None:
        """Register a picture whose blocks were made with :meth:`add`."""
        self._pictures.append(picture)

    def build(self) -> Article:
        """The article, with every block in its place."""
        self._name_blocks()
        prose = [d for d in self._drafts if d.role not in NOT_PROSE]
        rest = [d for d in self._drafts if d.role in NOT_PROSE]
        parts: list[str] = []
        blocks: dict[int, Block] = {}
        at = 0
        for draft in prose + rest:
            if blocks:
                parts.append(GAP)
                at += len(GAP)
            text, segments = _laid_out(draft, at)
            parts.append(text)
            blocks[id(draft)] = Block(draft.role, Span(at, at + len(text)), draft.id, draft.pointer, segments)
            at += len(text)
        article = Article(
            text="".join(parts),
            blocks=tuple(blocks.values()),
            context=self._context,
            source=self._source,
            pictures=tuple(_picture(n, p, blocks) for n, p in enumerate(self._pictures, 1)),
            metadata=self.metadata,
            sources=tuple(self.sources),
            now=judged_at(self.metadata, self._now, self._source.name),
            item=self._item,
            name=self._name,
        )
        article.remarks = tuple(self.remarks)
        return article

    def _name_blocks(self) -> None:
        for number, picture in enumerate(self._pictures, 1):
            for draft in picture.drafts():
                draft.id = f"{draft.role.value}[{number}]"
            for name, draft in picture.file_metadata.texts.items() if picture.file_metadata is not None else ():
                draft.id = f"file_metadata.{name}[{number}]"
        unnamed = [draft for draft in self._drafts if not draft.id]
        for draft, name in zip(unnamed, block_names([draft.role for draft in unnamed]), strict=True):
            draft.id = name


_SINGLE = frozenset({"headline", "standfirst", "byline", "dateline", "sign-off"})


def block_names(roles: Iterable[Role]) -> list[str]:
    """The identifiers of blocks in reading order: ``headline``, ``body[1]``, ``caption[1]``, ``link[1]`` …"""
    counts: dict[str, int] = {}
    names: list[str] = []
    for role in roles:
        kind = "body" if role in BODY else "link" if role is Role.FIELD else role.value
        counts[kind] = number = counts.get(kind, 0) + 1
        names.append(kind if kind in _SINGLE and number == 1 else f"{kind}[{number}]")
    return names


def _picture(number: int, draft: PictureDraft, blocks: Mapping[int, Block]) -> Picture:
    def block(part: Draft | None) -> Any:
        return blocks[id(part)] if part is not None else None

    return Picture(
        id=f"picture[{number}]",
        caption=block(draft.caption),
        credit=block(draft.credit),
        alt=block(draft.alt),
        title=block(draft.title),
        rights=block(draft.rights),
        instructions=block(draft.instructions),
        date_created=draft.date_created,
        transmitted=draft.transmitted,
        source_type=draft.source_type,
        file=draft.file,
        decorative=draft.decorative,
        gallery=draft.gallery,
        file_metadata=_file_metadata(draft.file_metadata, blocks) if draft.file_metadata is not None else None,
        ids=draft.ids,
    )


def _file_metadata(draft: FileDraft, blocks: Mapping[int, Block]) -> FileMetadata:
    texts = {name: blocks[id(text)] for name, text in draft.texts.items()}
    return FileMetadata(**texts, date_created=draft.date_created, source_type=draft.source_type)


def _laid_out(draft: Draft, at: int) -> tuple[str, tuple[Segment, ...]]:
    if not draft.pieces:
        return "", (Segment(at, draft.anchor, 0),)
    whole = "".join([piece.text for piece in draft.pieces])
    segments: list[Segment] = []
    if needs_no_change(whole):
        for piece in draft.pieces:
            segments.append(Segment(at, piece.start, piece.length, piece.codec))
            at += len(piece.text)
        return whole, tuple(segments)
    texts: list[str] = []
    for piece in draft.pieces:
        text, some = normalise(piece, at)
        if text:
            texts.append(text)
            segments.extend(some)
            at += len(text)
    return "".join(texts), tuple(segments)


def _stripped(pieces: list[Piece]) -> list[Piece]:
    """The pieces without white space at either end; a combining mark joins the piece before it."""
    pieces = _joined([piece for piece in pieces if piece.text])
    while pieces and not pieces[0].text.strip():
        del pieces[0]
    while pieces and not pieces[-1].text.strip():
        del pieces[-1]
    if pieces and pieces[0].codec == "identity":
        first = pieces[0]
        text = first.text.lstrip()
        cut = len(first.text) - len(text)
        pieces[0] = Piece(text, first.start + cut, first.length - cut)
    if pieces and pieces[-1].codec == "identity":
        last = pieces[-1]
        text = last.text.rstrip()
        pieces[-1] = Piece(text, last.start, last.length - (len(last.text) - len(text)))
    return pieces


def _joined(pieces: list[Piece]) -> list[Piece]:
    """The pieces, where a combining mark that opens one makes one piece with the character it stands on."""
    if not any(piece.text[0] > "\u02ff" and continues(piece.text[0]) for piece in pieces):
        return pieces
    joined: list[Piece] = []
    for piece in pieces:
        if not joined or not continues(piece.text[0]):
            joined.append(piece)
            continue
        head, base = _parted(joined.pop())
        joined.extend(head)
        marks = len(piece.text)
        if piece.codec == "identity":
            marks = next((n for n, char in enumerate(piece.text) if not continues(char)), marks)
        end = piece.start + (marks if piece.codec == "identity" else piece.length)
        joined.append(Piece(base.text + piece.text[:marks], base.start, end - base.start, "html"))
        if marks < len(piece.text):
            joined.append(Piece(piece.text[marks:], end, piece.length - marks))
    return joined


def _parted(piece: Piece) -> tuple[list[Piece], Piece]:
    """A piece parted before its last character, the marks on it included."""
    at = len(piece.text) - 1
    while at > 0 and continues(piece.text[at]):
        at -= 1
    if piece.codec != "identity" or at == 0:
        return [], piece
    return [Piece(piece.text[:at], piece.start, at)], Piece(piece.text[at:], piece.start + at, piece.length - at)
