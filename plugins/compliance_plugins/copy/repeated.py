"""What stands twice by mistake: a word, a paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from re import Pattern, compile

from compliance.article import Article, Role, Span
from compliance.finding import Basis, Edit, Finding, Kind, Label, Safety, Severity, Suggestion
from compliance.language.detect import story_language
from compliance.rule import rule
from compliance_plugins.copy._again import twice
from compliance_plugins.copy._characters import published
from compliance_plugins.copy._clauses import RELATIVES, ends_clause

_LIST = "doubled-words"
# Among how much text before and after them words may be cells of a table, in code points.
_CELLS = 40
# What may stand before and after the two words.
_PARTS = ' \n\t\xa0.,;:!?"“”«»‘()[]…'


@rule(
    "copy/repeated",
    kind=Kind.FAIL,
    severity=Severity.WARNING,
    variants=("word", "paragraph"),
    messages={
        "en": {
            "message": "“{word}” stands twice",
            "paragraph": "this paragraph stands twice: “{words} …”",
            "first": "it stands here already",
            "cut_word": "cut one “{word}”",
            "cut_paragraph": "cut the second one",
        },
        "es": {
            "message": "«{word}» está dos veces",
            "paragraph": "este párrafo está dos veces: «{words} …»",
            "first": "ya está aquí",
            "cut_word": "quitar un «{word}»",
            "cut_paragraph": "quitar el segundo",
            "why": "Es lo que queda de una frase rehecha con prisa o de un párrafo movido, y el lector lo ve "
            "enseguida.",
        },
    },
    lists=(_LIST, RELATIVES),
    basis=(Basis("Reuters Handbook of Journalism", "checking copy"),),
)
def repeated(article: Article, options: object) -> Iterable[Finding]:
    """Flags a word that stands twice in a row, and a paragraph that stands twice in a story.

    ## What it flags
    `the the`, `de de` with nothing but white space or a line end between them, and a paragraph of forty characters
    or more that is word for word another one.

    ## Why it matters
    It is what is left of a sentence rewritten in a hurry or of a paragraph moved, and readers see it at once.

    ## Example
    `The mayor left on the the first train.`

    ## Instead
    `The mayor left on the first train.`

    ## Limits
    Words that sound sense doubles (`had had`, `that that`, `no no`, `muy muy`) are in the vocabulary list
    `doubled-words`, with adjectives that people double for effect; a house may extend it. Names (`Duran Duran`),
    numbers, cells of a table and words three times over are left alone, and so is the second word where the first
    ends its clause (`what she is is a doctor`, `the town he lived in in May`). A line without its full stop may head
    two tables, and a short paragraph may come again in the next part of a live story, behind a rule (`___`). Words
    are read in English and Spanish only.

    ## Sources
    Reuters Handbook of Journalism, on reading a story through before it is sent.
    """
    pairs = _pairs(article.text)
    if pairs and article.get(story_language) in ("en", "es"):
        for first, second in pairs:
            if _side_by_side(article, first, second) and _is_slip(article, first, second):
                yield _twice(article, first, second)
    yield from _paragraphs(article)


def _fold() -> bytes:
    signs = (chr(code).lower() for code in range(256))
    return bytes(ord(sign) if sign.isalnum() or sign == "'" else 32 for sign in signs)


_FOLD = _fold()


@cache
def _twice_in_a_row() -> Pattern[bytes]:
    # possessive throughout: each word is looked at once
    return compile(rb" ([^ ]++) ++\1 ")


def _pairs(text: str) -> list[tuple[Span, Span]]:
    """Where the same word stands twice, and not three times, whatever signs stand between."""
    folded = b" " + text.replace("’", "'").encode("latin-1", "replace").translate(_FOLD) + b" "
    pairs: list[tuple[Span, Span]] = []
    match = _twice_in_a_row().search(folded)
    if match is None:
        return pairs
    while match is not None:
        # a space stands before the text and one is matched after the words
        start, end, size = match.start(), match.end() - 2, len(match[1])
        pairs.append((Span(start, start + size), Span(end - size, end)))
        match = _twice_in_a_row().search(folded, end - size)
    firsts, seconds = {first for first, _ in pairs}, {second for _, second in pairs}
    return [(first, second) for first, second in pairs if first not in seconds and second not in firsts]


def _side_by_side(article: Article, first: Span, second: Span) -> bool:
    """Whether two words of one block are parted by white space alone, and neither is part of a compound or a code."""
    text = article.text
    between = text[first.end : second.start]
    if not between.isspace() or len(between) > 40 or not article[first].replace("’", "").replace("'", "").isalpha():
        return False
    if (text[first.start - 1 : first.start] + text[second.end : second.end + 1]).strip(_PARTS) == "":
        block = published(article, first.start)
        return block is not None and block.role is not Role.TABLE and second.end <= block.end
    return False


def _is_slip(article: Article, first: Span, second: Span) -> bool:
    """Whether sound sense would not double the word where it stands."""
    word, again, language = article[first], article[second], article.get(story_language)
    known = article.lexicon.find(_LIST, word.lower(), language)
    if known is not None:
        # "el El País", "The The": the second capital, or both, make a name
        if not known.flag("slip") or not (again.islower() or (word.isupper() and again.isupper() and len(word) > 1)):
            return False
        return not (known.flag("closes") and ends_clause(article, first.start, particle=known.flag("particle")))
    return len(word) > 1 and word.islower() and again.islower() and not _is_tabled(article.text, first, second)


def _is_tabled(text: str, first: Span, second: Span) -> bool:
    """Whether words stand among figures, as the cells of a table do that was set as lines of text."""
    around = text[max(first.start - _CELLS, 0) : first.start] + text[second.end : second.end + _CELLS]
    return sum(word[0].isdigit() for word in around.split()) > 3


def _twice(article: Article, first: Span, second: Span) -> Finding:
    known = article.lexicon.find(_LIST, article[first].lower(), article.get(story_language))
    return repeated.finding(
        Span(first.start, second.end),
        variant="word",
        data={"word": article[second]},
        suggestions=[
            Suggestion(
                "cut_word",
                (Edit(Span(first.end, second.end), ""),),
                Safety.SAFE if known is not None else Safety.UNSAFE,
            )
        ],
    )


def _paragraphs(article: Article) -> Iterator[Finding]:
    for words, blocks in twice(article):
        for block in blocks[1:]:
            yield repeated.finding(
                block.span,
                message="paragraph",
                variant="paragraph",
                data={"words": " ".join(words.split()[:6])},
                labels=[Label(blocks[0].span, "first")],
                suggestions=[Suggestion("cut_paragraph", (Edit(block.span, ""),))],
            )
