"""Which characters a reader cannot see or tell from others: zero width, direction marks, look-alike letters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from re import Pattern, compile

from compliance.article import Article, Span
from compliance.finding import Basis, Edit, Finding, Kind, Safety, Severity, Suggestion
from compliance.rule import rule
from compliance_plugins.copy._characters import chunk, published
from compliance_plugins.copy._look_alikes import plain
from compliance_plugins.copy._together import together

_LATIN = "A-Za-zÀ-ɏ"
_OTHERS = "Ͱ-Ͽ\u0400-\u052f"
_HIDDEN = "\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u061c\u180e\U000e0001-\U000e007f"
_TAGS = "".join(map(chr, range(0xE0001, 0xE0080)))
_JOINERS = "\u200c\u200d"
_BREAK = "\u200b"
_DIRECTION = "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@rule(
    "copy/invisible",
    kind=Kind.FAIL,
    severity=Severity.WARNING,
    variants=("zero-width", "direction", "look-alike"),
    messages={
        "en": {
            "message": "an invisible character ({code}) near “{words}”",
            "direction": "an invisible character ({code}) that turns the writing direction, near “{words}”",
            "look_alike": "“{words}” mixes letters of two alphabets that look alike: {letters:list}",
            "cut": "cut the invisible character",
            "retype": "write “{meant}” in one alphabet",
            "also": "here too",
            "more": "the same in {others} other places of this story",
        },
        "es": {
            "message": "hay un carácter invisible ({code}) junto a «{words}»",
            "direction": "hay un carácter invisible ({code}) que cambia el sentido de la escritura junto a «{words}»",
            "look_alike": "«{words}» mezcla letras de dos alfabetos que se parecen: {letters:list}",
            "cut": "quitar el carácter invisible",
            "retype": "escribir «{meant}» en un solo alfabeto",
            "also": "aquí también",
            "more": "lo mismo en otros {others} lugares de este texto",
            "why": "La palabra no se puede buscar, copiar ni leer en voz alta, y el texto puede verse en otro orden "
            "que el escrito.",
        },
    },
    basis=(Basis("Unicode Technical Standard #39", "confusables", "https://www.unicode.org/reports/tr39/"),),
)
def invisible(article: Article, options: object) -> Iterable[Finding]:
    """Flags characters that cannot be seen, and look-alike letters of another alphabet inside a word.

    ## What it flags
    Zero-width spaces and joiners, marks that turn the writing direction, hidden tag characters, and a word with
    Latin letters mixed with Cyrillic or Greek ones that look the same (`Pаris` with a Cyrillic `а`).

    ## Why it matters
    The word cannot be searched, copied or read aloud, lists and filters miss it, and text may show in another order
    than it was written in. Such characters come along when copy is pasted from pages and chat programs.

    ## Example
    `Moscow`, with a zero-width space inside

    ## Instead
    `Moscow`

    ## Limits
    Left alone: joiners inside emoji and in scripts that need them (Arabic, Persian, Indic), zero-width spaces in
    scripts without spaces (Thai, Khmer, Burmese), direction marks in stories with Hebrew or Arabic letters, soft
    hyphens, spaces that do not break. A word wholly in another alphabet is not judged. What stands in more than five
    places of a story is told of once.

    ## Sources
    Unicode Technical Standard #39, confusables; Unicode Standard Annex #9 on direction.
    """
    if _is_western(article.text):
        return ()
    return together(_unseen(article), lambda finding: finding.data.get("code", finding.variant))


def _unseen(article: Article) -> Iterator[Finding]:
    text, last, right_to_left = article.text, 0, None
    for match in _suspects().finditer(text):
        at = match.start()
        if at < last or published(article, at) is None:
            continue
        if match.lastgroup is None:
            first, last = _word(text, at)
            yield from _mixed(first, text[first:last])
        else:
            last = match.end()
            if right_to_left is None:
                right_to_left = _right_to_left().search(text) is not None
            if not _is_needed(text, at, last, right_to_left):
                yield _hidden(text, at, last)


def _is_western(text: str) -> bool:
    """Whether all of a story's characters are those of Western keyboards, none of which is in question here."""
    if text.isascii():
        return True
    for codec in ("latin-1", "cp1252"):  # the first holds less, and takes a fraction of the time
        try:
            text.encode(codec)
        except UnicodeEncodeError:
            continue
        return True
    return False


@cache
def _suspects() -> Pattern[str]:
    # a run of hidden characters, or the place in a word where one alphabet follows another
    return compile(
        f"(?P<hidden>[{_HIDDEN}]+)|(?<=[{_LATIN}])[{_OTHERS}]|[{_OTHERS}](?=[{_LATIN}])",
    )


@cache
def _right_to_left() -> Pattern[str]:
    return compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def _word(text: str, at: int) -> tuple[int, int]:
    first, last = at, at
    while first > max(at - 60, 0) and text[first - 1].isalpha():
        first -= 1
    while last < min(at + 60, len(text)) and text[last].isalpha():
        last += 1
    return first, last


def _mixed(start: int, word: str) -> Iterator[Finding]:
    meant = plain(word)
    if not meant:
        return
    letters = [f"{old} → {new}" for old, new in zip(word, meant, strict=True) if old != new]
    span = Span(start, start + len(word))
    yield invisible.finding(
        span,
        message="look_alike",
        variant="look-alike",
        data={"words": word, "meant": meant, "letters": letters},
        suggestions=[Suggestion("retype", (Edit(span, meant),), Safety.SAFE)],
    )


def _is_needed(text: str, start: int, end: int, right_to_left: bool) -> bool:
    """Whether the script or the emoji that hidden characters stand in needs them."""
    before, after = text[start - 1 : start] or " ", text[end : end + 1] or " "
    hidden = text[start:end]
    if right_to_left and not hidden.strip(_DIRECTION):
        return True
    if not hidden.strip(_TAGS):
        return ord(before) == 0x1F3F4
    if not hidden.strip(_JOINERS):
        # typists leave one behind the stop of a sentence, where it does nothing
        return any(_joins(sign) for sign in text[max(start - 2, 0) : start] + after)
    return not hidden.strip(_BREAK + _JOINERS) and any(0x0E00 <= ord(sign) < 0x1800 for sign in (before, after))


def _joins(sign: str) -> bool:
    code = ord(sign)
    return 0x0590 <= code < 0x1100 or 0x1780 <= code < 0x1C00 or 0x2190 <= code < 0x2C00 or code >= 0xA800


def _hidden(text: str, start: int, end: int) -> Finding:
    turns = any(sign in _DIRECTION for sign in text[start:end])
    first, last = chunk(text, start, end)
    words = _visible(text[first:last]) or _visible(text[max(first - 20, 0) : first])
    return invisible.finding(
        Span(start, end),
        message="direction" if turns else "message",
        variant="direction" if turns else "zero-width",
        data={"code": f"U+{ord(text[start]):04X}", "words": words},
        suggestions=[Suggestion("cut", (Edit(Span(start, end), ""),), Safety.SAFE)],
    )


def _visible(words: str) -> str:
    return "".join(sign for sign in words if sign.isprintable()).strip()
