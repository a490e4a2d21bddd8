"""A story's text as HTML, cut at its marks; each mark leads to its finding."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from compliance.record import Record
from compliance.renderers.html.escaping import exact, shown
from compliance.renderers.marks import Mark, Piece, pieces

if TYPE_CHECKING:
    from compliance.renderers.model import FindingView, Seen
    from compliance.renderers.words import Words

SIGNS = {"fix": "✗", "decide": "?", "note": "·"}
_READ = frozenset(
    "headline standfirst byline dateline body paragraph caption credit quote list table note sign-off comment".split()
)


class Stretch(Record):
    """Blocks that stand on one line: a dateline and its paragraph.

    :param blocks: their ids.
    """

    start: int
    end: int
    blocks: tuple[str, ...]


class Marked(Record):
    """A story's text with its marks.

    :param html: of the text.
    :param placed: numbers of the findings whose own place is shown.
    """

    html: str
    placed: frozenset[int]


class StoryText:
    """Writes the text of one story.

    :param anchor: what the ids of the story's elements begin with.
    :param findings: with number and pile of each.
    :param classes: the style class of each rule.
    """

    def __init__(
        self,
        seen: Seen,
        anchor: str,
        findings: Sequence[tuple[int, str, FindingView]],
        classes: Sequence[str],
        spoken: Words,
    ) -> None:
        self._seen = seen
        self._anchor = anchor
        self._findings = findings
        self._classes = dict(zip((number for number, _, _ in findings), classes, strict=True))
        self._words = spoken
        self._placed: set[int] = set()

    def marked(self) -> Marked:
        """The text, block by block; what no reader sees is there where it is marked."""
        stretches = _stretches(self._seen)
        marks = self._shared_out(stretches)
        lines = [self._block(stretch, marks[at]) for at, stretch in enumerate(stretches)]
        return Marked("".join(lines), frozenset(self._placed))

    def _shared_out(self, stretches: Sequence[Stretch]) -> list[list[Mark]]:
        """The marks of each stretch: by block where no words are marked, else by place."""
        found: list[list[Mark]] = [[] for _ in stretches]
        starts = [stretch.start for stretch in stretches]
        homes = {block: at for at, stretch in enumerate(stretches) for block in stretch.blocks}
        for mark, block in self._marks():
            if mark.start == mark.end:
                if block in homes:
                    found[homes[block]].append(mark)
                continue
            at = max(bisect_right(starts, mark.start) - 1, 0)
            while at < len(stretches) and stretches[at].start < mark.end:
                found[at].append(mark)
                at += 1
        return found

    def _marks(self) -> Iterable[tuple[Mark, str | None]]:
        for number, pile, finding in self._findings:
            yield Mark(finding.start, finding.end, number, pile), finding.block
            for label in finding.labels:
                if label.file is None:
                    yield Mark(label.start, label.end, number, pile, label.text or "…"), label.block

    def _block(self, stretch: Stretch, marks: Sequence[Mark]) -> str:
        block = next((b for b in stretch.blocks if b != "dateline"), stretch.blocks[0])
        kind = block.partition("[")[0]
        if not marks and (kind not in _READ or stretch.start == stretch.end):
            return ""
        cut = pieces(self._seen.text, stretch.start, stretch.end, marks)
        words = "".join(map(self._piece, cut))
        name = "" if kind in ("body", "paragraph", "headline") else self._kicker(block)
        return f'<div class="block {kind if kind in _READ else "behind"}">{name}<p dir="auto">{words}</p></div>\n'

    def _kicker(self, block: str) -> str:
        return f'<p class="kicker">{shown(self._words.block(block))}</p>'

    def _piece(self, piece: Piece) -> str:
        if piece.unseen:
            words = f'<span class="unseen" title="{shown(piece.text)}">{piece.unseen}</span>'
        else:
            words = exact(piece.text)
        if not piece.marks:
            return words
        first = piece.marks[0]
        label = f' title="{shown(first.label)}"' if first.label else ""
        classes = " ".join(
            {first.pile: 0, **({"label": 0} if first.label else {}), **dict.fromkeys(self._rules(piece))}
        )
        words = words or f'<span class="unseen">{shown(self._words.texts["missing"])}</span>'
        return f'<mark class="{classes}"{label}>{words}</mark>' + "".join(map(self._ref, piece.ends))

    def _rules(self, piece: Piece) -> Iterable[str]:
        return (name for mark in piece.marks for name in self._classes[mark.finding].split())

    def _ref(self, mark: Mark) -> str:
        """The number behind a mark, which leads to its finding."""
        own = not mark.label and not mark.goes_on and mark.finding not in self._placed
        if own:
            self._placed.add(mark.finding)
        anchor = f' id="{self._anchor}m{mark.finding}"' if own else ""
        said = f"{mark.finding}: {mark.label or self._words.texts['to_finding']}"
        classes = f"ref {mark.pile} {self._classes[mark.finding]}" + (" label" if mark.label else "")
        return (
            f'<a class="{classes}"{anchor} href="#{self._anchor}f{mark.finding}" aria-label="{shown(said)}">'
            f"{SIGNS[mark.pile]}{mark.finding}</a>"
        )


def _stretches(seen: Seen) -> list[Stretch]:
    """The blocks, those on one line together."""
    found: list[Stretch] = []
    for block, start, end in seen.blocks:
        last = found[-1] if found else None
        if last and last.start < last.end <= start < end and "\n" not in seen.text[last.end : start]:
            found[-1] = Stretch(last.start, end, (*last.blocks, block))
        else:
            found.append(Stretch(start, end, (block,)))
    return found
