"""What a page needs to draw a story and to mend it, so that whoever shows it has not to read it again.

A story is read in a worker, under its time. What comes back is text and places: nothing that runs a rule, and of a
story that nobody could read to its end not more than a page shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from compliance.article import NOT_PROSE, Block, Picture, Role
from compliance.fix_edits import Change, Reason, changes_of
from compliance.record import Record
from compliance.renderers.manual import why

if TYPE_CHECKING:
    from compliance.article import Article
    from compliance.finding import Finding, Suggestion
    from compliance.rule import Rule


MOST_TEXT = 200_000
"""Code points of a story's text, some forty thousand words."""
MOST_BLOCKS = 4_000


class Layout(Record):
    """A story as it is drawn.

    :param text: of the story, as in :class:`compliance.article.Article`, as far as it is drawn; all offsets of blocks
        are its code points.
    :param length: of the whole text, in code points.
    :param blocks: its parts that begin in that text, without how they stand in the file.
    :param source: the decoded file that it stands in; all offsets of changes are its code points.
    :param form: the name of the format it was read as.
    :param reasons: for each finding, in the order of the report, why its rule exists.
    :param changes: for each finding, for each of its suggestions, what it changes in the file; empty where it can
        only be shown.
    """

    text: str
    length: int
    blocks: tuple[Block, ...]
    pictures: tuple[Picture, ...]
    source: str
    form: str
    reasons: tuple[str, ...] = ()
    changes: tuple[tuple[tuple[Change, ...], ...], ...] = ()

    @property
    def prose(self) -> tuple[Block, ...]:
        """Every block a reader reads."""
        return tuple(block for block in self.blocks if block.role not in NOT_PROSE)

    @property
    def headline(self) -> str:
        """The words of the headline, the first where there are several; empty where there is none."""
        found = next((block for block in self.blocks if block.role is Role.HEADLINE), None)
        return self.text[found.start : found.end] if found is not None else ""


def lay_out(
    article: Article, findings: Iterable[Finding], form: str, rules: Mapping[str, Rule], language: str
) -> Layout:
    """How a story is drawn.

    :param findings: of its report, in its order.
    :param form: the name of the format it was read as.
    :param rules: every rule there is, by name.
    :param language: of the reasons.
    """
    ordered = tuple(findings)
    until = _end(article)
    return Layout(
        text=article.text[:until],
        length=len(article.text),
        blocks=tuple(_bare(block) for block in article.blocks if _begins(block, until)),
        pictures=tuple(_picture(picture) for picture in article.pictures if picture.caption.start <= until),
        source=article.source.text,
        form=form,
        reasons=tuple(why(rules[f.rule], language, f.variant) if f.rule in rules else "" for f in ordered),
        changes=tuple(tuple(_changes(article, f, s, form) for s in f.suggestions) for f in ordered),
    )


def _changes(article: Article, finding: Finding, suggestion: Suggestion, form: str) -> tuple[Change, ...]:
    """What a suggestion changes in the file; empty where it can only be shown."""
    found = changes_of(article, finding, suggestion, form)
    return () if isinstance(found, Reason) else found


def _end(article: Article) -> int:
    """The offset from which on nothing is drawn."""
    most = min(len(article.text), MOST_TEXT)
    return min(most, article.blocks[MOST_BLOCKS].start) if len(article.blocks) > MOST_BLOCKS else most


def _begins(block: Block, until: int) -> bool:
    """Whether a block begins in the text that is drawn; one without words may stand at its end."""
    return block.start < until or (block.start == until and not block)


def _bare(block: Block) -> Block:
    return block._replace(segments=())


def _picture(picture: Picture) -> Picture:
    alt, title, rights, instructions = (
        None if block is None else _bare(block)
        for block in (picture.alt, picture.title, picture.rights, picture.instructions)
    )
    return picture._replace(
        caption=_bare(picture.caption),
        credit=_bare(picture.credit),
        alt=alt,
        title=title,
        rights=rights,
        instructions=instructions,
        file_metadata=None,
    )
