"""What a language model, or the page it was used on, left in a story."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from re import Pattern, compile

from compliance.article import Article, Block, Span
from compliance.finding import Basis, Edit, Finding, Kind, Safety, Severity, Suggestion
from compliance.rule import rule
from compliance_plugins.copy._characters import is_quoted, published
from compliance_plugins.copy._standing import following, stands

_LIST = "machine-residue"


@rule(
    "copy/machine-residue",
    kind=Kind.FAIL,
    severity=Severity.ERROR,
    variants=("speech", "code"),
    messages={
        "en": {
            "message": "“{words}” is what a chat program says, not the story",
            "code": "“{words}” is left over from a chat program",
            "cut_sentence": "cut the program's sentence and check what it changed in the story",
            "cut": "cut it",
        },
        "es": {
            "message": "«{words}» lo dice un programa de conversación, no la noticia",
            "code": "«{words}» es un resto de un programa de conversación",
            "cut_sentence": "quitar la frase del programa y comprobar qué cambió en la noticia",
            "cut": "quitarlo",
            "why": "Dice a todos que lo escribió una máquina y que nadie lo leyó.",
        },
    },
    lists=(_LIST,),
    basis=(
        Basis("Signs of AI writing", "", "https://en.wikipedia.org/wiki/Wikipedia:Signs_of_AI_writing"),
        Basis("Regulation (EU) 2024/1689", "Article 50(4)"),
    ),
)
def machine_residue(article: Article, options: object) -> Iterable[Finding]:
    """Flags what a language model or its page leaves behind in pasted text.

    ## What it flags
    The program speaking of itself (`As an AI language model`), speaking to its user (`Here is the rewritten article`,
    `Would you like me to …`), its citation marks (`oaicite`, `turn0search0`, `【3†source】`) and addresses that name it
    (`utm_source=chatgpt.com`). In English and Spanish.

    ## Why it matters
    It tells every reader that a machine wrote the text and that nobody read it. Its citation marks often stand where
    a source should.

    ## Example
    `The talks failed. :contentReference[oaicite:0]{index=0}`

    ## Instead
    `The talks failed.`

    ## Limits
    Sentences count only outside quotation marks, and those that people say as well only where they open a paragraph.
    The rule does not guess whether a machine wrote the story.

    ## Sources
    Wikipedia's *Signs of AI writing*; the duty to disclose in Article 50(4) of Regulation (EU) 2024/1689.
    """
    found = [*_phrases(article), *_marks(article)]
    last = -1
    for start, end, speech in sorted(found):
        block = published(article, start) or _link(article, start)
        if start < last or block is None or (speech and is_quoted(article.text, block.start, start)):
            continue
        last = end
        span = Span(start, end)
        yield machine_residue.finding(
            span,
            message="message" if speech else "code",
            variant="speech" if speech else "code",
            data={"words": article[span]},
            suggestions=[
                Suggestion("cut_sentence", safety=Safety.PLACEHOLDER)
                if speech
                else Suggestion("cut", (Edit(span, ""),))
            ],
        )


def _phrases(article: Article) -> Iterator[tuple[int, int, bool]]:
    for hit in article.hits(_LIST):
        block, then = published(article, hit.start) or _link(article, hit.start), hit.entry.texts("then")
        if block is None or not stands(article, block, hit.start, hit.end, hit.entry.text("where")):
            continue
        if not then or following(article.text, hit.end).lower() in then:
            yield hit.start, hit.end, hit.entry.flag("speech")


def _link(article: Article, offset: int) -> Block | None:
    """The address of a link that holds an offset: where what a chat program adds to it stands."""
    block = article.block_at(offset)
    return block if block is not None and block.id.startswith("link[") else None


@cache
def _mark() -> Pattern[str]:
    return compile(
        r":?contentReference\[oaicite:\d{1,6}\](?:\{index=\d{1,6}\})?|\[oaicite:\d{1,6}\]"
        r"|[\ue200-\ue2ff]{0,4}(?:cite|image)?[\ue200-\ue2ff]{0,4}turn\d{1,3}(?:search|view|news|image|file|fetch|forecast|finance|sports|academia)\d{1,3}[\ue200-\ue2ff]{0,4}"
        r"|【[^】【†\n]{0,40}†[^】【\n]{0,80}】"
    )


def _marks(article: Article) -> Iterator[tuple[int, int, bool]]:
    text = article.text
    if ("[" in text and "oaicite" in text) or "†" in text or _counts_turns(text):
        for match in _mark().finditer(text):
            yield match.start(), match.end(), False


def _counts_turns(text: str) -> bool:
    """A quick look: whether a figure stands behind the letters ``turn`` anywhere."""
    return any(rest[:1].isdecimal() for rest in text.split("turn")[1:])
