"""Markdown with YAML front matter: what each block is to the reader, and which words belong to which picture."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from compliance.article import Article, Role
from compliance.errors import ReadError
from compliance.readers.builder import ArticleBuilder, Draft, PictureDraft
from compliance.readers.frontmatter import front_matter
from compliance.readers.layout import Item, empty, lay_out, link, words
from compliance.readers.markdown_blocks import Leaf, blocks, cells
from compliance.readers.markdown_emphasis import Image
from compliance.readers.markdown_inline import Words, inline
from compliance.readers.normalise import Piece
from compliance.readers.remarks import remark_item
from compliance.readers.told import Told
from compliance.readers.values import add_fields, check_files, metadata_of, parts_above, pictures, read_sources

if TYPE_CHECKING:
    from compliance.lexicon import Lexicon
    from compliance.readers import Request


def read(request: Request) -> Iterable[Article]:
    """The one story of a Markdown file."""
    source, lexicon = request.source, request.context.lexicon
    record, start = front_matter(source.text, source.name)
    record = record if record is not None else Told({}, (source.text, source.name), entries={})
    items = markdown_items(source.text, lexicon, start=start, where=source.name)
    check_files(record)
    items = merged(parts_above(record), pictures(record), items)
    if not items:
        raise ReadError("the file has front matter and no story", where=source.name, hint="write the story below it")
    builder = ArticleBuilder(source, request.context, now=request.now, name=source.name)
    lay_out(builder, items, lexicon)
    add_fields(builder, record)
    builder.metadata = metadata_of(record, request.defaults)
    builder.sources = read_sources(record, request)
    yield builder.build()


def markdown_items(text: str, lexicon: Lexicon, *, start: int = 0, pointer: str = "", where: str = "") -> list[Item]:
    """The parts of Markdown text in reading order, behind them where its links lead.

    :param start: where the text starts, behind front matter.
    :param pointer: the field's JSON Pointer.
    """
    return _Teller(text, lexicon, pointer, where).tell(start)


def merged(above: list[Draft], listed: list[PictureDraft], items: list[Item]) -> list[Item]:
    """A record's parts and pictures put together with those of the body.

    A part that the record gives takes the place of the body's; a picture of the same file is one picture.
    """
    given = {draft.role for draft in above}
    body = [item for item in items if not (isinstance(item, Draft) and item.role in given and item.role in _ONCE)]
    shown = {item.file: item for item in body if isinstance(item, PictureDraft) and item.file}
    rest: list[Item] = []
    for picture in listed:
        same = shown.get(picture.file) if picture.file else None
        if same is None:
            rest.append(picture)
        else:
            _complete(same, picture)
    top = [item for item in body if isinstance(item, Draft) and item.role in (Role.HEADLINE, Role.STANDFIRST)]
    taken = set(map(id, top))
    return [*_in_order([*above, *top]), *(item for item in body if id(item) not in taken), *rest]


_ONCE = (Role.HEADLINE, Role.STANDFIRST, Role.DATELINE)
_ORDER = (Role.HEADLINE, Role.STANDFIRST, Role.BYLINE, Role.DATELINE)


def _in_order(drafts: list[Draft]) -> list[Draft]:
    return sorted(drafts, key=lambda draft: _ORDER.index(draft.role))


def _complete(shown: PictureDraft, record: PictureDraft) -> None:
    """Add what a picture's record says to the picture in the body.

    A caption or credit that only the picture's file has is none that the body shows.
    """
    for name in ("caption", "credit"):
        if name not in record.from_file and not getattr(shown, name).pieces:
            setattr(shown, name, getattr(record, name))
    for name in ("alt", "title", "rights", "instructions", "date_created", "transmitted"):
        part = getattr(shown, name)
        if part is None or (isinstance(part, Draft) and not part.pieces):
            setattr(shown, name, getattr(record, name) or part)
    shown.source_type = shown.source_type or record.source_type
    shown.gallery = shown.gallery or record.gallery
    shown.file_metadata = record.file_metadata
    shown.ids = shown.ids or record.ids
    shown.decorative = shown.decorative or record.decorative


class _Teller:
    """Walks over the blocks and tells what each is."""

    def __init__(self, text: str, lexicon: Lexicon, pointer: str, where: str) -> None:
        self.text = text
        self.lexicon = lexicon
        self.pointer = pointer
        self.where = where
        self.items: list[Item] = []
        self.links: list[Item] = []
        self.headline = False
        self.standfirst = False

    def tell(self, start: int) -> list[Item]:
        found = blocks(self.text, start)
        for leaf in found.leaves:
            if leaf.kind == "html":
                self._html(leaf)
            elif leaf.kind == "table":
                self._table(leaf)
            else:
                self._leaf(leaf, inline(self.text, leaf.lines, found.references))
        return self.items + self.links

    def _add(self, role: Role, pieces: list[Piece]) -> None:
        if words(pieces).strip():
            self.items.append(Draft(role, pieces, self.pointer, pieces[0].start))

    def _leaf(self, leaf: Leaf, said: Words) -> None:
        for image in said.images:
            self._picture(image)
        self._links(said)
        if not words(said.pieces).strip():
            return
        if leaf.kind == "heading":
            self._heading(leaf, said)
        elif leaf.kind == "paragraph":
            self._paragraph(said)
        else:
            self._add(Role.QUOTE if leaf.kind == "quote" else Role.LIST, said.pieces)

    def _links(self, said: Words) -> None:
        self.links.extend(link(address.pieces, address.at, self.pointer) for address in said.links)
        self.links.extend(remark_item(self.text, start, end, self.pointer) for start, end in said.remarks)

    def _heading(self, leaf: Leaf, said: Words) -> None:
        if leaf.level == 1 and not self.headline:
            self.headline = True
            self._add(Role.HEADLINE, said.pieces)
        else:
            self._add(Role.NOTE, said.pieces)

    def _paragraph(self, said: Words) -> None:
        last = self.items[-1] if self.items else None
        if said.emphasised and isinstance(last, PictureDraft) and not last.caption.pieces:
            last.caption = Draft(Role.CAPTION, said.pieces, self.pointer, said.pieces[0].start)
            if not last.credit.pieces:
                last.credit.anchor = said.pieces[-1].start + said.pieces[-1].length
            return
        opening = not any(isinstance(item, Draft) and item.role is not Role.HEADLINE for item in self.items)
        if said.strong and opening and not self.standfirst:
            self.standfirst = True
            self._add(Role.STANDFIRST, said.pieces)
        else:
            self._add(Role.PARAGRAPH, said.pieces)

    def _picture(self, image: Image) -> None:
        draft = PictureDraft(
            empty(Role.CAPTION, image.end, self.pointer),
            empty(Role.CREDIT, image.end, self.pointer),
            alt=Draft(Role.ALT, image.alt, self.pointer, image.start + 2),
            file=image.address,
        )
        if image.title:
            draft.credit = Draft(Role.CREDIT, image.title, self.pointer, image.title[0].start)
        self.items.append(draft)

    def _table(self, leaf: Leaf) -> None:
        for start, end in leaf.lines:
            for cell in cells(self.text, start, end):
                said = inline(self.text, [cell])
                self._add(Role.TABLE, said.pieces)
                self._links(said)

    def _html(self, leaf: Leaf) -> None:
        from compliance.readers.html_blocks import blocks_of
        from compliance.readers.html_tree import parse

        start, end = leaf.lines[0][0], leaf.lines[-1][1]
        root = parse(self.text, start, end, where=self.where)
        for item in blocks_of(root, self.text, self.lexicon, page=False, pointer=self.pointer):
            (self.links if isinstance(item, Draft) and item.role is Role.FIELD else self.items).append(item)
