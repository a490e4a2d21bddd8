"""Finds what a credit line is made of in a caption: agencies, labels, markers, clauses, each with its weight."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from compliance.language.credit_phrases import Found, Phrases, Token, phrases, quoted
from compliance.language.credit_words import links
from compliance.language.credit_words import words as words_of
from compliance.language.restrictions import Restriction, desk_codes, restrictions_in
from compliance.lexicon import Lexicon, fold_word
from compliance.record import Record


class Item(Record):
    """A known phrase in a caption: ``kind`` is agency, label, by, courtesy, screen, word, clause or code."""

    start: int
    end: int
    kind: str
    strength: int


def items_of(text: str, words: Sequence[Token], lexicon: Lexicon, *, to_the_end: bool = False) -> list[Item]:
    """The known phrases, by place; clauses hide what lies inside them.

    :param to_the_end: only those from which nothing but a credit line can reach to the text's end.
    """
    items = [Item(c.start, c.end, _clause_kind(text, c), 3) for c in restrictions_in(text, lexicon)]
    items += [Item(c.start, c.end, "code", 3 if c.anywhere else 2) for c in desk_codes(text, lexicon)]
    spoken = quoted(text)
    taken = sorted((i.start, i.end) for i in items)
    index = _first_worth_a_look(words, taken, low_words(lexicon)) if to_the_end else 0
    agencies, markers = phrases(lexicon, "agencies"), phrases(lexicon, "credit-markers")
    nobody, platforms = phrases(lexicon, "credit-nobody"), phrases(lexicon, "platforms")
    files = phrases(lexicon, "file-markers")
    while index < len(words):
        word = words[index]
        if any(s <= word.start < e for s, e in taken) or any(s < word.start < e for s, e in spoken):
            index += 1
            continue
        item, last = _item(text, words, index, agencies, markers, nobody, platforms, files)
        if item is not None:
            items.append(item)
        index = max(last, index + 1)
    items.sort()
    return items


def _clause_kind(text: str, clause: Restriction) -> str:
    """``out`` for a country before OUT, which a sign in the picture may say too; else ``clause``."""
    return "out" if clause.territories and text.endswith("OUT", clause.start, clause.end) else "clause"


def _first_worth_a_look(words: Sequence[Token], taken: Sequence[tuple[int, int]], low: frozenset[str]) -> int:
    """The token behind the last word of prose: what stands before it cannot belong to a line at the end."""
    for index in range(len(words) - 1, -1, -1):
        word = words[index]
        if not word.text.islower() or word.key in low or any(s <= word.start < e for s, e in taken):
            continue
        glued = index and words[index - 1].end == word.start and words[index - 1].text in "@#_-'’./"
        glued = glued or (index and words[index - 1].text in ("©", "/"))
        after = words[index + 1 : index + 3]
        glued = glued or (len(after) == 2 and after[0].text == "." and word.end == after[0].start == after[1].start - 1)
        if not glued and word.text.isalpha():
            return index + 1
    return 0


def _item(
    text: str,
    words: Sequence[Token],
    index: int,
    agencies: Phrases,
    markers: Phrases,
    nobody: Phrases,
    platforms: Phrases,
    files: Phrases,
) -> tuple[Item | None, int]:
    marker = markers.at(words, index)
    if marker is not None and (
        _introduces(text, marker) or _is_led(text, marker, markers) or _names_outlet(text, marker)
    ):
        return Item(marker.start, marker.end, marker.entry.text("kind"), 3), marker.last
    agency = agencies.at(words, index)
    if agency is not None and _is_agency(text, agency):
        plain = agency.end - agency.start > 4 and not agency.entry.flag("common")
        pictures = agency.entry.text("kind") in ("picture", "stock", "sport") and plain
        picture_form = agency.entry.phrase in agency.entry.texts("picture_forms")
        strength = 2 if pictures or picture_form else 0 if agency.entry.flag("common") else 1
        return Item(agency.start, agency.end, "agency", strength), agency.last
    word = nobody.at(words, index)
    if word is not None and text[word.start : word.end].isupper() and word.end - word.start > 1:
        return Item(word.start, word.end, "word", 1), word.last
    archive = files.at(words, index)
    if archive is not None and archive.entry.text("at") != "start" and index and words[index - 1].text not in ".!?:":
        return Item(archive.start, archive.end, "file", 0), archive.last
    platform = platforms.at(words, index)
    if platform is not None and platform.exact and index and words[index - 1].key in ("via", "/", "|"):
        return Item(platform.start, platform.end, "platform", 2), platform.last
    return None, index


def _is_agency(text: str, found: Found) -> bool:
    before, after = text[found.start - 1 : found.start], text[found.end : found.end + 2]
    if before in ("@", "_", ".") or (after[:1] in (".", "@") and after[1:].isalnum()):
        return False
    if found.exact:
        return True
    return found.end - found.start > 4 and text[found.start].isupper()


def _introduces(text: str, found: Found) -> bool:
    """Whether a marker stands as one: a label before a colon, or at the head of its sentence or bracket."""
    after = text[found.end : found.end + 2].lstrip()[:1]
    kind = found.entry.text("kind")
    if text[found.start] == "©" or text[found.start : found.end].lower() == "(c)":
        return True
    head = heads(text, found.start)
    if kind == "label":
        if not found.entry.flag("colon"):
            return head and after in (":", ",")
        return (after == ":" and (head or text[found.start].isupper())) or (after == "/" and head)
    if kind in ("by", "courtesy"):
        return head and (text[found.start].isupper() or text[found.start - 1 : found.start] in ("(", "["))
    return head and (after in (")", "", "/", ":", ".") or text[found.start - 1 : found.start] == "(")


def _is_led(text: str, found: Found, markers: Phrases) -> bool:
    """Whether a label stands right in front of a marker: ``Credit Illustration by Ana Ruiz``."""
    if found.entry.text("kind") != "by" or not text[found.start].isupper():
        return False
    before = text[: found.start].rstrip().rpartition(" ")[2]
    label = markers.whole(before) if before[:1].isupper() else None
    return label is not None and label.text("kind") == "label"


def _names_outlet(text: str, found: Found) -> bool:
    """Whether a label stands before an outlet's name and a colon, ``Foto Diario del Puerto: …``, or right before names.

    Names end the text, and a slash is among them: ``Credit Ana Ruiz/The Harbour Post``.
    """
    if not found.entry.flag("bare") or not text[found.start].isupper() or not heads(text, found.start):
        return False
    return _outlet_or_names().match(text, found.end) is not None


@cache
def _outlet_or_names() -> re.Pattern[str]:
    name = r"\s+[A-ZÀ-Þ][\w.'’-]*"
    links = r"(?:\s+(?:de|del|la|of|the|van|von|da|di))?"
    return re.compile(rf"(?:{links}{name}){{1,4}}:\s|(?:{links}{name}){{2,5}}\s?/\s?[A-ZÀ-Þ][^.!?\n]{{2,40}}$")


def heads(text: str, start: int) -> bool:
    """Whether a place is the head of a sentence, a bracket or a part."""
    before = text[:start].rstrip(" \n\t")
    return not before or before[-1] in '.!?”"»…([/|;)–—-:' or "\n" in text[len(before) : start]


@lru_cache(maxsize=8)
def low_words(lexicon: Lexicon) -> frozenset[str]:
    """Words that may be written low in a credit line: those of markers, agencies and links."""
    lists = ("credit-markers", "credit-nobody", "platforms", "file-markers")
    first = {word for name in lists if name in lexicon for word in lexicon.by_first_word(name)}
    known = lexicon.phrases("agencies") if "agencies" in lexicon else ()
    agencies = {word for name in known for word in name.split() if word.islower()}
    return links() | words_of("low") | first | {fold_word(word.partition(".")[0]) for word in agencies}


@lru_cache(maxsize=8)
def opening_words(lexicon: Lexicon) -> frozenset[str]:
    """Words and signs with which phrases begin that make a credit line by themselves; without one there is none."""
    lists = ("agencies", "credit-markers", "desk-codes", "platforms", "restrictions")
    return frozenset(word for name in lists if name in lexicon for word in lexicon.by_first_word(name))
