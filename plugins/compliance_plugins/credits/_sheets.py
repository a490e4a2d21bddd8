"""What is known of each picture, put together once for all rules of the topic: what readers see, what they do not."""

from __future__ import annotations

from collections.abc import Iterator

from compliance.article import Article, Picture, Span
from compliance.language.credits import CaptionText, CreditLine, Restriction, captions, credits
from compliance.record import Record


class Sheet(Record):
    """One picture (or a caption without one) with everything said of it.

    :param shown: the credit lines that a reader sees: in the caption, in the credit's own place.
    :param aside: those in alternative text and title.
    :param hidden: rights and instructions.
    """

    picture: Picture | None
    caption: CaptionText | None
    shown: tuple[CreditLine, ...]
    aside: tuple[CreditLine, ...]
    hidden: tuple[CreditLine, ...]

    @property
    def lines(self) -> tuple[CreditLine, ...]:
        """All of them."""
        return self.shown + self.aside + self.hidden

    @property
    def place(self) -> Span:
        """Where to mark what is missing: the caption, else the alternative text, else the picture's empty place."""
        if self.caption is not None:
            return self.caption.prose if self.caption.prose[0] < self.caption.prose[1] else self.caption.block.span
        assert self.picture is not None
        for block in (self.picture.caption, self.picture.alt, self.picture.title, self.picture.credit):
            if block:
                return block.span
        return self.picture.caption.span

    @property
    def credit_place(self) -> Span:
        """Where a credit is missing: the picture's empty credit, else the caption that has no picture."""
        if self.picture is not None and not self.picture.credit:
            return self.picture.credit.span
        return self.place

    def caption_text(self, article: Article) -> str:
        """The caption with its credit line, as published; empty where there is none."""
        return article[self.caption.block] if self.caption is not None else ""

    def prose(self, article: Article) -> str:
        """The caption without its credit line."""
        return article[self.caption.prose] if self.caption is not None else ""

    def restrictions(self) -> Iterator[tuple[Restriction, CreditLine]]:
        """Every clause, each said once however often it stands."""
        seen: set[object] = set()
        for line in self.lines:
            for clause in line.restrictions:
                key = (clause.kind, clause.territories, clause.channels, clause.days, clause.until, clause.credit)
                if key not in seen:
                    seen.add(key)
                    yield clause, line


def sheets(article: Article) -> tuple[Sheet, ...]:
    """One sheet a picture, in the order of the story; call it through ``article.get``."""
    texts = article.get(captions)
    by_picture = {text.picture.id: text for text in texts if text.picture is not None}
    lines: dict[str, list[CreditLine]] = {}
    for line in article.get(credits):
        if line.picture is not None:
            lines.setdefault(line.picture.id, []).append(line)
    found = [
        _sheet(picture, by_picture.get(picture.id), lines.get(picture.id, []))
        for picture in article.pictures
        if not picture.decorative
    ]
    found += [
        _sheet(None, text, [*([text.credit] if text.credit else []), *text.clauses])
        for text in texts
        if text.picture is None
    ]
    return tuple(found)


def _sheet(picture: Picture | None, caption: CaptionText | None, lines: list[CreditLine]) -> Sheet:
    def of(*origins: str) -> tuple[CreditLine, ...]:
        return tuple(line for line in lines if line.origin in origins)

    return Sheet(picture, caption, of("caption", "credit"), of("alt", "title"), of("rights", "instructions"))
