"""Quotation marks of more than one style in one story."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from compliance.article import Article, Role, Span
from compliance.finding import Basis, Edit, Finding, Kind, Label, Safety, Severity, Suggestion
from compliance.language.marks import Quoted, quoting
from compliance.record import Record
from compliance.rule import Need, rule

Style = Literal["", "straight", "curly", "guillemets", "reversed", "low-high", "swedish"]
_ROLES = frozenset({Role.STANDFIRST, Role.PARAGRAPH, Role.QUOTE, Role.CAPTION, Role.LIST, Role.NOTE})
_SIGNS = {
    "straight": ('"', '"'),
    "doubled": ("''", "''"),
    "wire": ("``", "''"),
    "curly": ("“", "”"),
    "guillemets": ("«", "»"),
    "reversed": ("»", "«"),
    "low-high": ("„", "“"),
    "swedish": ("”", "”"),
    "corner": ("「", "」"),
}
_ALSO = {"low-high": frozenset({"“", "”"}), "reversed": frozenset({"«", "»"})}


class Options(Record):
    """The house's marks.

    :param style: the style that every story must keep; empty for the one that each story uses most.
    """

    style: Style = ""


@rule(
    "quotes/mixed-marks",
    kind=Kind.FAIL,
    severity=Severity.NOTE,
    messages={
        "en": {
            "message": "{found} marks in a story that uses {kept}",
            "kept": "the story's other marks",
            "change": "set it in {kept}",
        },
        "es": {
            "message": "comillas {found} en un texto que usa {kept}",
            "kept": "las demás comillas del texto",
            "change": "ponerlo entre {kept}",
            "why": "Delata que se pegaron textos distintos, y es de lo primero que nota el lector.",
        },
    },
    options=Options,
    needs=(Need.QUOTATION_MARKS,),
    basis=(Basis("Reuters Handbook of Journalism", "quotation marks"),),
)
def mixed_marks(article: Article, options: Options) -> Iterable[Finding]:
    """Flags a quotation set in other marks than the rest of the story.

    ## What it flags
    Straight marks among curly ones, guillemets among English marks, a mark turned the wrong way, an opening mark
    of one style with a closing one of another. The style that most quotations have is kept, or the house's.

    ## Why it matters
    It shows that passages were pasted together, and it is one of the first things that a reader's eye catches.

    ## Example
    `“We will rebuild,” the mayor said. "It takes a year," she added.`

    ## Instead
    `“We will rebuild,” the mayor said. “It takes a year,” she added.`

    ## Limits
    Only the outermost marks of a quotation are compared: what stands inside another quotation has marks of its
    own. Headlines, which have single marks in many houses, are left alone, and so are single marks, apostrophes,
    inches and lines of code.

    ## Sources
    Reuters Handbook of Journalism, on quotation marks.
    """
    text = article.text
    outer: list[Quoted] = []
    for quoted in article.get(quoting).quoted:
        _, _, depth, style, _, _, block = quoted
        if depth == 0 and style in _SIGNS and block.role in _ROLES:
            outer.append(quoted)
    if _alike(text, outer, options.style):
        return
    # only among others does it matter that marks are those of a program
    outer = [quoted for quoted in outer if not _is_code(text, quoted.span.start, quoted.block.start)]
    styles = [_style(text, quoted) for quoted in outer]
    kept = options.style or _most(styles)
    example = outer[styles.index(kept)] if kept in styles else None
    for quoted, style in zip(outer, styles, strict=True):
        if style == kept or quoted.continues or quoted.runs_on:
            continue
        opening, closing = _SIGNS[kept]
        edits = (
            Edit(Span(quoted.span.start, quoted.inner.start), opening),
            Edit(Span(quoted.inner.end, quoted.span.end), closing),
        )
        yield mixed_marks.finding(
            quoted.span,
            data={"found": " ".join(_marks(article.text, quoted)), "kept": f"{opening} {closing}"},
            labels=[Label(example.span, "kept")] if example else [],
            suggestions=[Suggestion("change", edits, Safety.SAFE)],
        )


def _alike(text: str, outer: list[Quoted], wanted: str) -> bool:
    """Whether all pairs are of one style: the wanted one, where one is wanted."""
    for quoted in outer:
        style = _style(text, quoted)
        if style != (wanted or style) or style not in _SIGNS:
            return False
        wanted = style
    return True


def _is_code(text: str, start: int, low: int) -> bool:
    """``print("x")``, ``class="x"``: a sign of a program stands right before the mark, and no space before that."""
    if start == low:
        return False
    before = text[start - 1]
    return before in "={" or (before in "([" and start - low > 1 and text[start - 2].isalnum())


def _style(text: str, quoted: Quoted) -> str:
    """The style of a pair; ``mixed`` where its two marks are of different ones."""
    (start, end), (inner, close), _, style, continues, runs_on, _ = quoted
    if runs_on or continues:
        return style
    opening, closing = text[start:inner], text[close:end]
    first, last = _SIGNS[style]
    return style if opening == first and (closing == last or closing in _ALSO.get(style, ())) else "mixed"


def _marks(text: str, quoted: Quoted) -> tuple[str, str]:
    (start, end), (first, last) = quoted.span, quoted.inner
    return text[start:first], text[last:end]


def _most(styles: list[str]) -> str:
    """The style of most quotations; of the first one on a tie."""
    usable = dict.fromkeys(style for style in styles if style in _SIGNS)
    return max(usable, key=styles.count, default="curly")
