"""Puts the parts that a marked-up format named into the story, and finds in them what no format marks.

A dateline opens the lead and a sign-off ends the last paragraph in every format; they become blocks of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from compliance.article import Role
from compliance.language.datelines import find_dateline
from compliance.readers.builder import ArticleBuilder, Draft, FileDraft, PictureDraft
from compliance.readers.normalise import Piece
from compliance.readers.remarks import remark_of
from compliance.readers.structure import Part, carve_sign_off, is_byline, is_caption

if TYPE_CHECKING:
    from compliance.lexicon import Lexicon

Item = Draft | PictureDraft

LEADS = 3
"""A dateline is looked for in so many paragraphs: the format has named what stands above the lead."""


def empty(role: Role, anchor: int, pointer: str = "") -> Draft:
    """A block for something that is missing, standing where it would stand."""
    return Draft(role, [], pointer, anchor)


def words(pieces: Sequence[Piece]) -> str:
    """What pieces say."""
    return "".join([piece.text for piece in pieces])


def lay_out(builder: ArticleBuilder, items: Sequence[Item], lexicon: Lexicon) -> None:
    """Add parts and pictures to a story in reading order, dateline and sign-off carved out of them, then its links."""
    links = [item for item in items if isinstance(item, Draft) and item.role is Role.FIELD]
    parts = [item for item in items if not (isinstance(item, Draft) and item.role is Role.FIELD)] if links else items
    for item in _carved(_named(list(parts), lexicon), lexicon):
        if isinstance(item, Draft):
            add(builder, item)
        else:
            add_picture(builder, item)
    for link in links:
        remark = remark_of(link)
        if remark is None:
            add(builder, link)
        else:
            builder.remarks.append(remark)


def link(pieces: list[Piece], anchor: int, pointer: str = "") -> Draft:
    """Where a hyperlink leads: a block that is no prose.

    :param pieces: the address; none for a link that leads nowhere.
    :param anchor: where the address would stand.
    """
    return Draft(Role.FIELD, pieces, pointer, anchor)


def add(builder: ArticleBuilder, draft: Draft) -> Draft:
    """Add one block."""
    return builder.add(draft.role, draft.pieces, pointer=draft.pointer, anchor=draft.anchor, id=draft.id)


def add_picture(builder: ArticleBuilder, picture: PictureDraft) -> None:
    """Add a picture and its blocks."""
    placed = picture.but()
    for name in ("caption", "credit", "alt", "title", "rights", "instructions"):
        part = getattr(picture, name)
        if part is not None:
            setattr(placed, name, add(builder, part))
    if picture.file_metadata is not None:
        texts = {name: add(builder, part) for name, part in picture.file_metadata.texts.items()}
        placed.file_metadata = FileDraft(texts, picture.file_metadata.date_created, picture.file_metadata.source_type)
    builder.add_picture(placed)


def split(pieces: Sequence[Piece], at: int) -> tuple[list[Piece], list[Piece]]:
    """Pieces up to an offset in their words, and those from it on; one that is not identity goes to the second."""
    before: list[Piece] = []
    for index, piece in enumerate(pieces):
        if at >= len(piece.text):
            before.append(piece)
            at -= len(piece.text)
            continue
        if at == 0 or piece.codec != "identity":
            return before, list(pieces[index:])
        before.append(Piece(piece.text[:at], piece.start, at))
        rest = Piece(piece.text[at:], piece.start + at, piece.length - at)
        return before, [rest, *pieces[index + 1 :]]
    return before, []


def _named(items: list[Item], lexicon: Lexicon) -> list[Item]:
    """The items, with a byline above the lead, and a caption behind its picture, known by their form."""
    named: list[Item] = []
    opening = True
    for item in items:
        last = named[-1] if named else None
        if isinstance(item, Draft) and item.role is Role.PARAGRAPH:
            text = words(item.pieces).strip()
            if opening and last is not None and is_byline(text, Part(item.role, 0, len(text))):
                item = item.but(role=Role.BYLINE)
            elif _awaits_caption(last) and is_caption(text, 0, len(text), lexicon):
                assert isinstance(last, PictureDraft)
                end = item.pieces[-1].start + item.pieces[-1].length
                credit = last.credit if last.credit.pieces else empty(Role.CREDIT, end, item.pointer)
                named[-1] = last.but(caption=item.but(role=Role.CAPTION), credit=credit, decorative=False)
                continue
            else:
                opening = False
        named.append(item)
    return named


def _awaits_caption(item: Item | None) -> bool:
    return isinstance(item, PictureDraft) and not item.caption.pieces


def _carved(items: list[Item], lexicon: Lexicon) -> list[Item]:
    paragraphs = [n for n, item in enumerate(items) if isinstance(item, Draft) and item.role is Role.PARAGRAPH]
    if not paragraphs:
        return items
    last = paragraphs[-1]
    if len(paragraphs) > 1:
        items[last : last + 1] = _sign_off(items[last], lexicon)
    if any(isinstance(item, Draft) and item.role is Role.DATELINE for item in items):
        return items
    for index in paragraphs[:LEADS]:
        carved = _dateline(items[index], lexicon)
        if carved:
            items[index : index + 1] = carved
            break
    return items


def _dateline(item: Item, lexicon: Lexicon) -> list[Item]:
    assert isinstance(item, Draft)
    found = find_dateline(words(item.pieces), lexicon)
    if found is None:
        return []
    pieces, rest = split(item.pieces, found.end)
    carved: list[Item] = [item.but(role=Role.DATELINE, pieces=pieces)]
    if words(rest).strip():
        carved.append(item.but(pieces=rest))
    return carved


def _sign_off(item: Item, lexicon: Lexicon) -> list[Item]:
    assert isinstance(item, Draft)
    text = words(item.pieces)
    parts = [Part(Role.NOTE, 0, 0), Part(Role.PARAGRAPH, 0, len(text))]
    carve_sign_off(parts, text, lexicon)
    if len(parts) == 2:
        return [item.but(role=parts[1].role)]
    body, tail = split(item.pieces, parts[2].start)
    return [item.but(pieces=body), item.but(role=Role.SIGN_OFF, pieces=tail)]
