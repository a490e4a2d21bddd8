"""HTML: a publisher's whole page, or the body field of a content system."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from compliance.article import Article, Role
from compliance.errors import ReadError
from compliance.readers.builder import ArticleBuilder, Draft, PictureDraft
from compliance.readers.html_blocks import blocks_of, remarks_in
from compliance.readers.html_head import Head, head_of
from compliance.readers.html_lead import lead_pictures
from compliance.readers.html_moments import moments
from compliance.readers.html_node import Node
from compliance.readers.html_select import content_of
from compliance.readers.html_tree import parse
from compliance.readers.jsonld import LinkedPicture, Value
from compliance.readers.layout import Item, lay_out
from compliance.readers.metadata import make_metadata

if TYPE_CHECKING:
    from compliance.lexicon import Lexicon
    from compliance.readers import Request


_NO_STORY = (Role.HEADLINE, Role.FIELD)


def read(request: Request) -> Iterable[Article]:
    """The one story of a page or a body field."""
    source, lexicon = request.source, request.context.lexicon
    root = parse(source.text, where=source.name, max_depth=request.max_depth)
    page = any(isinstance(child, Node) and child.name in ("html", "body", "head") for child in root.children)
    content = content_of(root, source.text) if page else root
    head = head_of(root, content, source.text, lexicon)
    items = blocks_of(content, source.text, lexicon, page=page, apart=frozenset(head.nodes))
    if content is not root:
        items += remarks_in(root, source.text)
    if page:
        items = lead_pictures(content, head.heading, source.text, lexicon) + items
    _add_linked(items, head.linked.pictures)
    items = [*(draft for draft in (head.headline, head.standfirst, head.byline) if draft is not None), *items]
    if not any(isinstance(item, Draft) and item.role not in _NO_STORY for item in items) and head.headline is None:
        raise ReadError("the page has no text of a story", where=source.name, hint="give the page as readers see it")
    builder = ArticleBuilder(source, request.context, now=request.now, name=source.name)
    lay_out(builder, items, lexicon)
    _add_fields(builder, head)
    values = moments(head.values)
    if head.byline is not None:
        values["byline"] = "".join(piece.text for piece in head.byline.pieces).strip()
    builder.metadata = make_metadata(values, request.defaults, source.name)
    yield builder.build()


def fragment_items(text: str, lexicon: Lexicon, *, pointer: str = "", where: str = "") -> list[Item]:
    """The parts of a body field in HTML, its first-level heading among them.

    :param pointer: the field's JSON Pointer.
    """
    root = parse(text, where=where)
    head = head_of(root, root, text, lexicon, pointer)
    nodes = head.nodes if head.headline is not None and head.nodes else set()
    items = blocks_of(root, text, lexicon, page=False, pointer=pointer, apart=frozenset(nodes))
    found = [d for d in (head.headline, head.standfirst, head.byline) if d is not None]
    return [*found, *items]


def _add_fields(builder: ArticleBuilder, head: Head) -> None:
    for key, value in head.values.items():
        if key != "id":
            builder.add(Role.FIELD, value.pieces, id=key)


def _add_linked(items: list[Item], linked: list[LinkedPicture]) -> None:
    """What JSON-LD says of a picture that the page shows."""
    names = {_file_name(address): picture for picture in linked for address in picture.addresses}
    for item in items:
        if not isinstance(item, PictureDraft):
            continue
        picture = names.get(_file_name(item.file)) if item.file else None
        if picture is None:
            continue
        if not item.credit.pieces and picture.credit is not None:
            item.credit = _draft(Role.CREDIT, picture.credit)
        if item.rights is None and picture.rights is not None:
            item.rights = _draft(Role.RIGHTS, picture.rights)


def _draft(role: Role, value: Value) -> Draft:
    return Draft(role, value.pieces, "", value.pieces[0].start)


def _file_name(address: str) -> str:
    return address.split("?", 1)[0].rstrip("/").rsplit("/", 1)[-1]
