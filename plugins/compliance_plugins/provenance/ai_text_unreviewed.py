"""Whether a person answers for a text that a machine helped to write."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from re import Pattern, compile
from typing import TYPE_CHECKING

from compliance.article import Article, Metadata, Span
from compliance.finding import Basis, Finding, Kind, Safety, Severity, Suggestion
from compliance.rule import NoOptions, rule

if TYPE_CHECKING:
    from compliance.lexicon import Lexicon

_LIST = "reviewers-unnamed"
_SOURCE_TYPE = "digitalsourcetype"
_MACHINE_MADE = frozenset({"trainedalgorithmicmedia", "compositewithtrainedalgorithmicmedia"})


@rule(
    "provenance/ai-text-unreviewed",
    kind=Kind.FAIL,
    severity=Severity.ERROR,
    variants=("missing", "machine", "nobody", "body"),
    messages={
        "en": {
            "message": "a machine helped to write the text, and no human reviewer is named",
            "machine": "a machine helped to write the text, and its reviewer is one too: “{reviewer}”",
            "nobody": "a machine helped to write the text, and “{reviewer}” names no reviewer",
            "body": "a machine helped to write the text, and “{reviewer}” is nobody by name",
            "name": "name who read it before publication (`reviewed_by`)",
            "why": "What a machine writes can be wrong and sound right; somebody must have read it, and answer for it.",
        },
        "es": {
            "message": "una máquina ayudó a escribir el texto, y no consta quién lo ha revisado",
            "machine": "una máquina ayudó a escribir el texto, y quien lo revisa es otra: «{reviewer}»",
            "nobody": "una máquina ayudó a escribir el texto, y «{reviewer}» no es ningún revisor",
            "body": "una máquina ayudó a escribir el texto, y «{reviewer}» no es nadie con nombre",
            "name": "decir quién lo ha leído antes de publicarlo (`reviewed_by`)",
            "why": "Lo que escribe una máquina puede sonar bien y ser falso; alguien ha de leerlo y responder de ello.",
        },
    },
    lists=(_LIST,),
    basis=(
        Basis(
            "Paris Charter on AI and Journalism",
            "3",
            "https://rsf.org/en/rsf-and-16-partners-unveil-paris-charter-ai-and-journalism",
        ),
        Basis("EU AI Act (Regulation 2024/1689)", "article 50 (4)", "https://eur-lex.europa.eu/eli/reg/2024/1689/oj"),
        Basis("IPTC", "Digital Source Type", "https://cv.iptc.org/newscodes/digitalsourcetype/"),
    ),
)
def ai_text_unreviewed(article: Article, options: NoOptions) -> Iterable[Finding]:
    """Flags a text that a machine helped to write and that no person is named as having reviewed.

    ## What it flags
    A story whose record says `ai_assisted: true`, or gives its text an IPTC Digital Source Type of generative media
    (`trainedAlgorithmicMedia`, `compositeWithTrainedAlgorithmicMedia`), and whose `reviewed_by` is empty, a gap
    (`TBD`, `pendiente`), a program (`ChatGPT`), or a desk without a name (`newsroom`, `Redacción`), which is asked for
    and not held to be wrong.

    ## Why it matters
    What a machine writes can be wrong and sound right; somebody must have read it, and answer for it. European law
    lets a text of public interest go without a label only where a person has reviewed it and is responsible for it.

    ## Example
    `ai_assisted: true`, `reviewed_by: ChatGPT`

    ## Instead
    `ai_assisted: true`, `reviewed_by: Ruth Adeyemi`

    ## Limits
    What the record does not say is not guessed from the text; what a machine leaves in the text is found by
    `copy/machine-residue`. Whether the person named has read the story cannot be told. Of several names one person is
    enough. The list `reviewers-unnamed` is a house's to extend. A story without `ai_assisted` is left alone.

    ## Sources
    Paris Charter on AI and Journalism (2023), principle 3; Regulation (EU) 2024/1689, article 50 (4); IPTC NewsCodes,
    Digital Source Type.
    """
    metadata = article.metadata
    if not metadata.ai_assisted and not (metadata.extra and _is_machine_made(metadata)):
        return
    reviewer = metadata.reviewed_by.strip()
    lack = _lack(reviewer, article.lexicon)
    if lack is None:
        return
    yield ai_text_unreviewed.finding(
        _place(article),
        message="message" if lack == "missing" else lack,
        variant=lack,
        kind=Kind.REVIEW if lack == "body" else None,
        data={"reviewer": reviewer},
        suggestions=[Suggestion("name", safety=Safety.PLACEHOLDER)],
    )


def _is_machine_made(metadata: Metadata) -> bool:
    """Whether the record's own keys say so, in the words of the IPTC."""
    for key, value in metadata.extra.items():
        if key.lower().replace("_", "").replace("-", "") == _SOURCE_TYPE and isinstance(value, str):
            return value.rstrip("/").rpartition("/")[2].rpartition(":")[2].lower() in _MACHINE_MADE
    return False


def _lack(reviewer: str, lexicon: Lexicon) -> str | None:
    """What is wrong with what stands for the reviewer; ``None`` where one of the names is a person's."""
    lacks = [_kind(name, lexicon) for part in _between().split(reviewer) if (name := part.strip(" .()[]\"'“”«»-–—_*"))]
    if not any(lacks):
        return None if lacks else "nobody" if reviewer else "missing"
    return None if None in lacks else lacks[0]


def _kind(name: str, lexicon: Lexicon) -> str | None:
    """What a name stands for, a program's with its version left out; ``None``: a person."""
    if not any(letter.isalpha() for letter in name):
        return "nobody"
    entry = lexicon.find(_LIST, name) or lexicon.find(_LIST, _version().sub("", name).strip(" -"))
    return entry.text("kind") if entry is not None else None


def _place(article: Article) -> Span:
    """The reviewer's field, else the headline, else where the story begins."""
    block = article.field("reviewed_by") or article.headline
    return block.span if block is not None else Span(0, 0)


@cache
def _between() -> Pattern[str]:
    return compile(r"[,;&+/]|\b(?:and|with|y|e|con)\b")


@cache
def _version() -> Pattern[str]:
    return compile(r"[-\s]?\bv?\d[\w.]*")
