"""Decides what a credit line says: agency chain, photographer, provider, markers and restrictions.

The public names of the credits analysis: :func:`credit_tail` and :func:`parse_credit` read a text,
:func:`credits` and :func:`captions` a story.
"""

from __future__ import annotations

from compliance.article import Article, Block, Picture, Role, Span
from compliance.language.credit_edges import edge_credit
from compliance.language.credit_part import CreditPart
from compliance.language.credit_parts import parts_of
from compliance.language.credit_phrases import plain_width
from compliance.language.credit_region import credit_inside, credit_tail, credits_gallery, region
from compliance.language.restrictions import DeskCode, Restriction, apart_in, desk_codes, restrictions_in
from compliance.lexicon import Lexicon
from compliance.record import Record

__all__ = [
    "CaptionText",
    "CreditLine",
    "CreditPart",
    "DeskCode",
    "Restriction",
    "captions",
    "credit_inside",
    "credit_tail",
    "credits",
    "credits_gallery",
    "desk_codes",
    "parse_credit",
    "restrictions_in",
]


_NOWHERE = Span(0, 0)


class CreditLine(Record):
    """A credit line, or the rights or instructions of a picture.

    :param span: the whole of it, in ``Article.text`` (in the text, for :func:`parse_credit`).
    :param origin: ``caption``, ``credit``, ``rights``, ``instructions``, ``alt`` or ``title``.
    :param agencies: canonical names in the order they stand, each once.
    :param photographer: the name, or a list of names, as it stands, or a social account with its ``@``.
    :param provider: who supplied the picture and is neither agency nor photographer.
    :param markers: ``handout``, ``pool``, ``stringer``, ``file``, ``courtesy``, ``social``, ``screen`` …
    :param restrictions: its clauses, places as in ``span``.
    :param codes: the agency desk's own wording in it.
    :param parts: every part in order.
    :param shown: the names alone, from the first part to the last, clauses cut off; empty where there is none.
    :param picture: the picture it is of.
    """

    span: Span
    origin: str
    agencies: tuple[str, ...] = ()
    photographer: str | None = None
    provider: str | None = None
    markers: tuple[str, ...] = ()
    restrictions: tuple[Restriction, ...] = ()
    codes: tuple[DeskCode, ...] = ()
    parts: tuple[CreditPart, ...] = ()
    shown: Span = _NOWHERE
    picture: Picture | None = None

    @property
    def credits_somebody(self) -> bool:
        """Whether it names an agency, a person or a provider."""
        return bool(self.agencies or self.photographer or self.provider)

    @property
    def is_clause(self) -> bool:
        """Whether it is no line but an instruction that stands apart from it."""
        return self.origin != "credit" and any(self.span == (one.start, one.end) for one in self.restrictions)


class CaptionText(Record):
    """A caption, parted into what it says and whom it credits.

    :param picture: the picture it belongs to; ``None`` where the reader found none.
    :param prose: the caption without its credit line.
    :param credit: the credit line inside the caption, else that of the picture's credit field.
    :param clauses: an instruction outside the credit line, each as a line of its own.
    :param file_picture: it says that the picture is from the archive, or of something like it.
    """

    picture: Picture | None
    prose: Span
    credit: CreditLine | None
    file_picture: bool
    block: Block
    clauses: tuple[CreditLine, ...] = ()


def parse_credit(
    text: str, lexicon: Lexicon, start: int = 0, *, origin: str = "credit", picture: Picture | None = None
) -> CreditLine:
    """Read a credit line.

    :param start: what to add to every place: where the text begins in ``Article.text``.
    """
    text = plain_width(text)
    hidden = origin in ("rights", "instructions")
    clauses = restrictions_in(text, lexicon, any_case=hidden)
    codes = desk_codes(text, lexicon)
    parts = () if hidden else _parts(text, lexicon, clauses, codes)
    kinds: dict[str, list[CreditPart]] = {}
    for part in parts:
        kinds.setdefault(part.kind, []).append(part)
    people, providers = kinds.get("photographer", []), kinds.get("provider", [])
    named = [part for part in parts if part.kind != "label"]
    shown = Span(start + named[0].start, start + named[-1].end) if named else Span(start, start)
    return CreditLine(
        span=Span(start, start + len(text)),
        origin=origin,
        agencies=tuple(dict.fromkeys(part.name for part in kinds.get("agency", ()))),
        photographer=text[people[0].start : people[-1].end] if people else None,
        provider=" / ".join(part.text for part in providers) or None,
        markers=_markers(text, parts),
        restrictions=tuple(clause.moved(start) for clause in clauses),
        codes=tuple(DeskCode(c.phrase, c.start + start, c.end + start, c.anywhere) for c in codes),
        parts=tuple(CreditPart(p.kind, p.start + start, p.end + start, p.text, p.name, p.entry) for p in parts),
        shown=shown,
        picture=picture,
    )


def _parts(
    text: str, lexicon: Lexicon, clauses: tuple[Restriction, ...], codes: tuple[DeskCode, ...]
) -> tuple[CreditPart, ...]:
    """The parts in what clauses and desk wording leave; a required credit is a credit where no other stands."""
    parts: list[CreditPart] = []
    position = 0
    for start, end in sorted([(c.start, c.end) for c in clauses] + [(c.start, c.end) for c in codes]):
        if position < start:
            parts.extend(parts_of(text, position, start, lexicon))
        position = max(position, end)
    parts.extend(parts_of(text, position, len(text), lexicon))
    if not any(part.kind in ("agency", "photographer", "provider") for part in parts):
        for clause in clauses:
            if clause.kind == "mandatory-credit" and clause.credit:
                begin = text.find(clause.credit, clause.start)
                parts.extend(parts_of(text, begin, begin + len(clause.credit), lexicon))
                break
    return tuple(sorted(parts, key=lambda part: part.start))


def _markers(text: str, parts: tuple[CreditPart, ...]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for part in parts:
        if part.kind == "nobody" and part.name:
            found[part.name] = None
        elif part.kind in ("file", "platform"):
            found["social" if part.kind == "platform" else "file"] = None
        elif part.text.startswith("@"):
            found["social"] = None
    if "©" in text:
        found["copyright"] = None
    return tuple(found)


def credits(article: Article) -> tuple[CreditLine, ...]:
    """Every credit line, rights line and instruction of a story, in the order of its text."""
    lines: list[CreditLine] = []
    for caption in article.get(captions):
        if caption.credit is not None and caption.credit.origin == "caption":
            lines.append(caption.credit)
        lines.extend(caption.clauses)
    for picture in article.pictures:
        for origin, block in (
            ("credit", picture.credit),
            ("rights", picture.rights),
            ("instructions", picture.instructions),
        ):
            if block:
                lines.append(parse_credit(article[block], article.lexicon, block.start, origin=origin, picture=picture))
        for origin, block in (("alt", picture.alt), ("title", picture.title)):
            line = _inside(article, block, origin, picture) if block else None
            if line is not None:
                lines.append(line)
            if block:
                lines.extend(_apart(article, block, line, origin, picture))
    return tuple(sorted(lines, key=lambda line: line.span))


def _inside(article: Article, block: Block, origin: str, picture: Picture | None) -> CreditLine | None:
    """The credit line that ends a caption, an alternative text or a title."""
    text = article[block]
    found = region(text, article.lexicon)
    if found is not None and (found[2] > 1 or origin == "caption"):
        start, end, _ = found
    elif origin in ("caption", "alt") and (edge := edge_credit(text, article.lexicon)):
        start, end = edge
    else:
        return None
    line = parse_credit(text[start:end], article.lexicon, block.start + start, origin=origin, picture=picture)
    return None if _follows_accounts(line) else line


def _follows_accounts(line: CreditLine) -> bool:
    """Whether it is a list of places where a story's reader may follow somebody: ``Facebook | Flickr``."""
    shared = [p.kind == "platform" or bool(p.entry and p.entry.flag("platform")) for p in line.parts]
    return len(shared) > 1 and all(shared)


def _apart(
    article: Article, block: Block, line: CreditLine | None, origin: str, picture: Picture | None
) -> tuple[CreditLine, ...]:
    """The instructions that stand before the credit line of a caption, an alternative text or a title."""
    found = []
    for clause in apart_in(article[block], article.lexicon):
        clause = clause.moved(block.start)
        if line is None or clause.start < line.span.start:
            nothing = Span(clause.start, clause.start)
            span = Span(clause.start, clause.end)
            found.append(CreditLine(span, origin, restrictions=(clause,), shown=nothing, picture=picture))
    return tuple(found)


def captions(article: Article) -> tuple[CaptionText, ...]:
    """Every caption of a story with its credit line cut off, in the order of the text."""
    owners = {picture.caption.span: picture for picture in article.pictures if picture.caption}
    found = [_caption(article, block, owners.get(block.span)) for block in article.of_role(Role.CAPTION) if block]
    return tuple(found)


def _caption(article: Article, block: Block, picture: Picture | None) -> CaptionText:
    line = _inside(article, block, "caption", picture)
    clauses = _apart(article, block, line, "caption", picture)
    start, end = block.start, line.span.start if line is not None else block.end
    text = article.text
    if line is not None and end == start:
        start, end = line.span.end, block.end  # the credit stands at the head, or is all there is
    while start < end and (text[start].isspace() or text[start] in "/|–—-"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "/|–—-"):
        end -= 1
    if line is None and picture is not None and picture.credit:
        credit = picture.credit
        line = parse_credit(article[credit], article.lexicon, credit.start, picture=picture)
    from compliance.language.file_pictures import says_file

    file_picture = says_file(text[start:end], article.lexicon) or bool(line and "file" in line.markers)
    return CaptionText(picture, Span(start, end), line, file_picture, block, clauses)
