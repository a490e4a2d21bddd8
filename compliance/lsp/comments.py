"""Where in a story a comment can stand that waives a finding: places are tried, and none is taken that does more."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeAlias

from compliance.lsp.answers import Change

if TYPE_CHECKING:
    from compliance.article import Article
    from compliance.finding import Finding
    from compliance.lsp.positions import Positions
    from compliance.renderers.model import ReportView

FORMS = ("markdown", "html")
"""The formats that have comments."""

Stories: TypeAlias = "Sequence[tuple[Article, ReportView]]"
"""The stories of a text, and what is found in each."""


def comment_for(
    article: Article, finding: Finding, form: str, look: Callable[[str], Stories], positions: Positions
) -> Change | None:
    """The comment that waives a finding and has no reason yet; ``None`` where it would have another effect.

    :param form: of the document, one of :data:`FORMS`.
    :param look: reads and checks another text of the document.
    """
    text = article.source.text
    before = look(text)
    for at, end in _places(article, finding, form):
        comment = f"<!-- compliance: waive {finding.rule} — {{}} -->{end}"
        if _waives(finding, before, look(text[:at] + comment.format("tried") + text[at:])):
            return Change(positions.range(at, at), comment.format("").replace("—  ", "— "))
    return None


def _places(article: Article, finding: Finding, form: str) -> Iterator[tuple[int, str]]:
    """Offsets in the file, the likeliest first, each with what parts the comment from what follows."""
    block = article.block_at(finding.span.start)
    if block is None or block.pointer or not block.segments:
        return
    text, start = article.source.text, block.segments[0].source_start
    if form == "html":
        yield start, ""
    end = "\r\n" if "\r\n" in text else "\n"
    line = text.rfind("\n", 0, start) + 1
    yield line, end
    blank = text.rfind(end * 2, 0, line)
    if 0 <= blank < line - len(end) * 2:
        yield blank + len(end) * 2, end


def _waives(finding: Finding, before: Stories, after: Stories) -> bool:
    """Whether the stories are still the same, and what is waived in them is that finding and its like beside it."""
    if list(map(_shape, before)) != list(map(_shape, after)):
        return False
    waived = {one.fingerprint: one.rule for _, view in after for one in view.waived}
    for _, view in before:
        for one in view.waived:
            waived.pop(one.fingerprint, None)
    return finding.fingerprint in waived and set(waived.values()) == {finding.rule}


def _shape(story: tuple[Article, ReportView]) -> object:
    """What a story is made of, and all that is found in it."""
    article, view = story
    found = sorted(one.fingerprint for one in (*view.findings, *view.waived))
    return article.text, [(block.role, block.span) for block in article.blocks], found
