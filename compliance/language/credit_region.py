"""Decides where the credit line of a caption begins.

A credit is what is left at the end of a caption when its last sentence is over: agencies, names and desk wording
joined by signs. So the region grows from the end to the left, from one known phrase to the next, as long as
what lies between them is no prose.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from compliance.language.credit_items import Item, heads, items_of, low_words, opening_words
from compliance.language.credit_phrases import Token, phrases, plain_width, tokens
from compliance.language.credit_words import links
from compliance.language.credit_words import words as words_of
from compliance.lexicon import Lexicon, fold_word, word_or_sign

LONGEST = 1500
"""So many code points at the end of a caption may hold its credit line."""
_NAME_WORDS = 9


def credit_tail(text: str, lexicon: Lexicon) -> tuple[int, int] | None:
    """Where the credit line at the end of a block begins and ends, if that makes the block a caption.

    For unmarked text: a paragraph that ends in an agency's sign-off or in words said to an agency has none.
    """
    if not _may_end_in_credit(text, lexicon):
        return None
    found = region(text, lexicon)
    if found is None or found[2] < 3:
        return None
    start, end, _ = found
    if start == 0 and not text[:end].startswith(("(", "[", "©")) and (_is_byline(text) or _is_note(text, lexicon)):
        return None
    return start, end


def _may_end_in_credit(text: str, lexicon: Lexicon) -> bool:
    """A quick look: whether behind the last word of prose there is anything that a credit line has."""
    known = low_words(lexicon)
    tail = text[-_LONGEST_WORD:]
    if _is_prose(tail[tail.rfind(" ") + 1 :], known) or _ends_in_sentence(text, known):
        return False
    whole = len(text) <= _PROSE_REACH
    tail = text[-_PROSE_REACH:]
    at = len(tail)
    # word by word from the end: few are looked at before one of prose comes
    for piece in reversed(tail.rsplit(None, _LAST_WORDS)):
        for run in reversed(_word().findall(piece)):
            # between two words are no letters: so the last place before the next word is this one's
            at = tail.rfind(run, 0, at)
            # what stands first may be the rest of a longer word
            if run[0].islower() and fold_word(run) not in known and (whole or at):
                return _has_credit_signs(tail[at + len(run) :], lexicon)
    return not whole or _has_credit_signs(tail, lexicon)


_PROSE_REACH = 500
_LAST_WORDS = 10
_CREDIT_SIGNS = frozenset("/|©:()[]–—-*")
_LONGEST_WORD = 40
_MOST_SIGNS = 3
"""So many marks at most stand about a text's last word."""


def _is_prose(last: str, known: frozenset[str]) -> bool:
    """Whether a text's last word, its full stop and closing mark on it, is one of prose."""
    bare = last.rstrip('.!?…,;:"”’»')
    if not bare.isalpha():
        bare = bare.lstrip('"“‘«')
        if not bare.isalpha():
            return False
    if not bare.islower() or len(last) - len(bare) > _MOST_SIGNS:
        return False
    return (bare if bare.isascii() else fold_word(bare)) not in known


def _ends_in_sentence(text: str, known: frozenset[str]) -> bool:
    """Whether names end a sentence and no sign of a credit stands between them and the last word of prose."""
    bare = text[-90:].rstrip(' \n"”’»')
    if bare[-1:] not in (".", "!", "?", ",") or not bare[-2:-1].isalnum():
        return False
    for piece in reversed(bare.split()):
        letters = piece.isalpha()
        if piece == "via" or piece.isupper() or not (letters or _CREDIT_SIGNS.isdisjoint(piece)):
            return False
        if letters and piece.islower() and piece.isascii() and piece not in known:
            return True
    return False


def _has_credit_signs(rest: str, lexicon: Lexicon) -> bool:
    rest = rest.strip(' \n"”’»')
    if len(rest) < 3:
        return False
    if rest.endswith((".", "!", "?", "…", ",", ";", ":")) and not (
        not _CREDIT_SIGNS.isdisjoint(rest) or rest.isupper() or " via " in rest
    ):
        return False
    openers = opening_words(lexicon)
    return any(fold_word(word) in openers for word in word_or_sign().findall(plain_width(rest)))


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]+")


def _is_byline(text: str) -> bool:
    return fold_word(text.split(None, 1)[0]) in words_of("bylines")


def _is_note(text: str, lexicon: Lexicon) -> bool:
    """Whether a paragraph only says where its figures come from: ``Fuente: Ministerio de Salud``."""
    marker = phrases(lexicon, "credit-markers").at(tokens(text[:LONGEST]), 0)
    return marker is not None and marker.entry.flag("note")


@lru_cache(maxsize=256)
def region(text: str, lexicon: Lexicon) -> tuple[int, int, int] | None:
    """The credit line at the end of a caption: start, end, and how certain it is (1 to 4)."""
    text = plain_width(text)
    offset = max(0, len(text) - LONGEST)
    tail = text[offset:]
    end = len(tail.rstrip())
    words = tokens(tail, 0, end)
    items = items_of(tail, words, lexicon, to_the_end=True)
    if not items or not _fits(tail, words, items[-1].end, end, last=True):
        return None
    first = len(items) - 1
    while first > 0 and _joined(tail, words, items[first - 1], items[first]):
        first -= 1
    start = _left_end(tail, words, items[first])
    strength = _strength(tail, start, end, items[first:])
    return (offset + start, offset + end, strength) if strength else None


@cache
def _name() -> re.Pattern[str]:
    return re.compile(r"[@#]?[^\W\d_]")


def _fits(text: str, words: Sequence[Token], start: int, end: int, *, last: bool = False) -> bool:
    """Whether what stands between two places can be names and signs of a credit line, and is no prose."""
    inside = [word for word in words if start <= word.start and word.end <= end]
    run = 0
    for number, word in enumerate(inside):
        sign = not (word.text[0].isalnum() or word.text[0] in "@#_")
        if sign:
            if word.text in '!?…“”"«»' and not last:
                return False
            if word.text == "." and not _abbreviates(text, inside, number, last):
                return False
            run = 0 if word.text in "/|;()[]" else run
            continue
        run += 1
        if run > _NAME_WORDS or not (_named(word, text) or (last and word.key in words_of("low"))):
            return False
    return True


def _named(word: Token, text: str) -> bool:
    """A word that names can have: a capital, a particle or link, a handle, a figure as in ``Contributor#85``."""
    if word.key in links() or not word.text[0].islower() or not word.text[1:].islower():
        return len(word.text) > 1 or word.key in links() or not word.text[0].islower()
    before = text[word.start - 1 : word.start]
    if before == "." and text[word.start - 2 : word.start - 1].isalnum():
        return True  # the end of an address: harbourpost.com
    return (
        before in ("@", "'", "’", "_", "#", "-")
        or text.endswith(("© ", "©", "/", "/ "), 0, word.start)
        or (text[word.end : word.end + 1] == "." and text[word.end + 1 : word.end + 2].isalnum())
    )


def _abbreviates(text: str, inside: Sequence[Token], number: int, last: bool) -> bool:
    """Whether a full stop stands in a name (``J. R.``, ``St.``, ``elpais.com``) or ends the text."""
    stop = inside[number]
    after = text[stop.end : stop.end + 1]
    if number == len(inside) - 1 and last:
        return True
    if after and not after.isspace():
        return True
    before = inside[number - 1].text if number else ""
    return len(before) == 1 or before in ("Jr", "Sr", "St", "Dr", "Inc", "Ltd", "Co", "Corp", "PA", "vs")


def _joined(text: str, words: Sequence[Token], left: Item, right: Item) -> bool:
    """Whether two known phrases belong to one credit line."""
    desk = ("clause", "code", "out")
    if left.kind in desk or right.kind in desk:
        return _fits(text, words, left.end, right.start) or _only_signs(text[left.end : right.start])
    between = text[left.end : right.start]
    if left.kind in ("agency", "word", "platform", "file") and ". " in between and left.strength < 2:
        return False
    return _fits(text, words, left.end, right.start) or between.strip(" .,;|/-–—()[]") == ""


def _only_signs(between: str) -> bool:
    return not any(c.isalnum() for c in between)


def _left_end(text: str, words: Sequence[Token], item: Item) -> int:
    """Where the line begins: names in front of its first known phrase belong to it, its bracket too."""
    start = item.start
    if item.kind in ("agency", "word", "platform", "courtesy", "screen", "clause", "out"):
        start = _name_before(text, words, start, item)
    before = text[:start].rstrip(" \n")
    while before and before[-1] in "([/|–—-+*©" and not (before[-1] == "/" and before[-2:-1].isalnum()):
        start = len(before) - 1
        before = before[:-1].rstrip(" \n")
    return start


def _name_before(text: str, words: Sequence[Token], start: int, item: Item) -> int:
    """The start of the names joined to a phrase: ``Name/AGENCY``, ``(Name via AGENCY)``, ``Name - AGENCY``."""
    index = next((k for k, word in enumerate(words) if word.start >= start), len(words))
    joint = index - 1
    if joint < 0:
        return start
    bracket = _open_bracket(text, start)
    stop = start - 2 if text.endswith(". ", 0, start) else start  # (Photo Ana Ruiz. AFP)
    if bracket is not None and _fits(text, words, bracket + 1, stop):
        return bracket + 1
    if words[joint].text not in "/|\\-–—,;" and words[joint].key not in ("via", "for"):
        return _names_to_boundary(text, words, index, start) if item.strength > 1 or item.kind == "word" else start
    if words[joint].text in ",;" and item.strength < 2:
        return start
    return _names_to_boundary(text, words, joint, start)


def _open_bracket(text: str, start: int) -> int | None:
    """The bracket that is open at a place."""
    depth = 0
    for position in range(start - 1, max(-1, start - 160), -1):
        if text[position] in ")]":
            depth += 1
        elif text[position] in "([":
            if depth == 0:
                return position
            depth -= 1
    return None


def _names_to_boundary(text: str, words: Sequence[Token], index: int, start: int) -> int:
    """Walk left over names to the end of the sentence before; back to ``start`` where prose is met first."""
    position = index
    count = 0
    best = start
    while position > 0:
        word = words[position - 1]
        gap = text[word.end : words[position].start] if position < len(words) else ""
        if word.text in '.!?…”"»)]:“' or "\n" in gap:
            initial = word.text == "." and not gap and position < len(words)
            short = word.text == "." and position > 1 and len(words[position - 2].text) == 1
            if not initial and not short:
                return words[position].start if position < len(words) else start
        elif word.text[0].isalnum() or word.text[0] in "@#_":
            if not _named(word, text) or (count := count + 1) > _NAME_WORDS:
                return _glued_run(text, words, index, position, start) if best == start else best
        elif word.text in "/|([–—":
            count = 0
            best = words[position].start if position < len(words) else best
        position -= 1
    return words[0].start


def _glued_run(text: str, words: Sequence[Token], index: int, position: int, start: int) -> int:
    """Names run into prose: those glued to the slash belong to the credit, one word at least, no figure and no comma.

    The small words before the first name are the caption's (``at the Ana Ruiz/AFP``).
    """
    if index >= len(words) or index < 1 or words[index].text != "/" or words[index - 1].end != words[index].start:
        return start
    first = index - 1
    for at in range(index - 1, min(position, index - 1) - 1, -1):
        word = words[at].text
        if word[0].isdigit() or word in ",:":
            break
        if not word.islower():
            first = at
    return words[first].start


def _strength(text: str, start: int, end: int, items: Sequence[Item]) -> int:
    """How certain a credit line is: 4 beyond doubt, 3 enough for unmarked text, 1 only in a known caption."""
    kinds = {item.kind for item in items}
    best = max(item.strength for item in items)
    body = text[start:end]
    agency = next((item for item in items if item.kind == "agency"), None)
    opened = start == 0 or text[start] in "([" or heads(text, start) or text[start] in "/|©–—-"
    if agency is not None and agency.kind == "agency":
        before, after = text[start : agency.start], text[agency.end : end]
        joined = after.lstrip()[:1] in ("/", "|") or before.rstrip()[-1:] in ("/", "|", "\\")
        joined = joined or before.rstrip().endswith((" via", " -", "—", "–", " for"))
        joined = joined or (before.endswith("-") and " " in before)
        joined = joined and (agency.strength > 0 or len(items) > 1)
        if joined and (len(body) > agency.end - agency.start + 2):
            if after.lstrip()[:1] not in ("/", "|") and not opened and start == agency.start:
                return 1
            return 4 if len(items) > 1 or best > 1 else 3
    if kinds == {"out"}:
        return 3 if opened else 0
    if best >= 3 and kinds & {"label", "by", "courtesy", "clause", "out"}:
        if kinds == {"courtesy"} and end - start > 90:
            return 0
        return 3 if kinds != {"clause"} or opened else 2
    if "code" in kinds or "platform" in kinds:
        return 3 if best >= 3 or len(items) > 1 else 1
    if agency is None:
        return (2 if len(items) > 1 else 1) if opened and best > 1 else (1 if opened and kinds == {"word"} else 0)
    if opened:
        return 3 if best > 1 else 2 if len(items) > 1 else 1
    return 1 if best > 1 else 0


def credit_inside(text: str, lexicon: Lexicon) -> bool:
    """Whether a caption credits somebody anywhere: at its head, or before a last sentence."""
    text = plain_width(text)[:LONGEST]
    words = tokens(text)
    items = items_of(text, words, lexicon)
    for item in items:
        if item.kind in ("label", "by", "courtesy", "screen"):
            rest = text[item.end : item.end + 40].lstrip(" :/")
            if item.kind in ("courtesy", "screen") or rest[:1].isalpha() or rest[:1] in ("@", "©"):
                return True
        elif item.kind == "agency":
            around = text[item.start - 1 : item.start] + text[item.end : item.end + 1]
            if any(sign in around for sign in "/()[]|") or item.strength > 1 or item.end == len(text.rstrip(" .")):
                return True
    return False


def credits_gallery(text: str, lexicon: Lexicon) -> bool:
    """Whether a line of its own credits the pictures of a story together: ``Photos: …``, ``Fotos: …``."""
    words = tokens(text)
    items = items_of(text, words, lexicon)
    if not items or items[0].start > 2 or items[0].kind not in ("label", "by", "courtesy"):
        return False
    return _fits(text, words, items[0].end, len(text.rstrip()), last=True)
