"""Whether a gap in a line, or a mark without one, is a slip: the decisions behind ``copy/spacing``."""

from __future__ import annotations

from collections.abc import Iterator

from compliance_plugins.copy._characters import CLOSING, SPACES, chunk, is_code

_STOPS = ".!?:…"
_NO_WORD = "\n.…?!,;:-–—=<>«“"
_DOMAINS = frozenset({"com", "org", "net", "es", "uk", "edu", "gov"})
# Signs that part items in a line of links; the spaces around them are set by design.
_RULES = "|•·"
_ONE_LETTER_WORDS = frozenset("IAYOEU")


def gaps(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The gaps of two or three spaces between words of a block, where the spaces keep no columns apart."""
    lines = []
    for line in text[start:end].replace("\xa0", " ").split("\n"):
        lines.append((start, line))
        start += len(line) + 1
    if len(lines) > 1 and sum("  " in line.strip() for _, line in lines) * 2 > len(lines):
        return
    for first, line in lines:
        bare = line.strip()
        if "  " in bare and not ("    " in bare or "\t" in bare or _columns(bare)):
            yield from _gaps_of_line(line.rstrip(), first)


def _columns(line: str) -> bool:
    return line.count("  ") > 1 and "   " in line


def _gaps_of_line(line: str, first: int) -> Iterator[tuple[int, int]]:
    at = line.find("  ", len(line) - len(line.lstrip()))
    while at >= 0:
        end = at
        while line[end] == " ":
            end += 1
        if line[at - 1] not in _RULES and line[end] not in _RULES:
            yield first + at, first + end
        at = line.find("  ", end)


def ends_sentence(text: str, gap: int) -> bool:
    """Whether what stands before a gap ends a sentence: a stop, with or without marks that close."""
    before = text[max(gap - 3, 0) : gap].rstrip(CLOSING)
    return before[-1:] in _STOPS if before else False


def stands_off(text: str, at: int) -> bool:
    """Whether the mark after the space at an offset belongs to the word before it, so that the space is a slip."""
    mark, after = text[at + 1], text[at + 2 : at + 3]
    before = text[max(at - 3, 0) : at].rstrip(SPACES)[-1:]
    if not before or before in _NO_WORD:
        return False
    if after.isalpha():
        return before.isalpha() and _glued(text, at + 2, mark)
    if after and not after.isspace() and after not in CLOSING:
        return False
    following = text[at + 2 : at + 5].lstrip(" \xa0\n\t")[:1]
    if following and following in ".?!":
        return False
    # a mark alone between two spaces before a small letter is a lost dash or letter, not a slip of the space
    return mark in ".," or not following.islower()


def _glued(text: str, start: int, mark: str) -> bool:
    """Whether the space stands before the mark instead of behind it: *it closed .Then*; not *the .NET team*."""
    end = start
    while text[end : end + 1].isalpha():
        end += 1
    return mark == "," or (mark == "." and _begins(text[start:end]))


def touches(text: str, at: int) -> bool:
    """Whether two words stand on either side of a full stop, comma or semicolon with no space after it."""
    if text[at] == "!":
        return False
    first, last = chunk(text, at, at + 1)
    left, right = at, at + 1
    while left > first and text[left - 1].isalpha():
        left -= 1
    while right < last and text[right].isalpha():
        right += 1
    before, after = text[left:at], text[at + 1 : right]
    if is_code(text[first:last]) or (text[right : right + 1] == "." and text[right + 1 : right + 2].isalnum()):
        return False
    if text[at] == ".":
        return _ends(text, at, before) and _begins(after)
    return len(before) > 1 and (len(after) > 1 or after.upper() in _ONE_LETTER_WORDS)


def _ends(text: str, at: int, before: str) -> bool:
    """Whether a full stop can end a sentence there: after a word in small letters, a year, a bracket."""
    if before:
        return len(before) > 1 and before[1:].islower()
    return text[at - 1] in ")%" or (at > 3 and text[at - 4 : at].isdigit())


def _begins(word: str) -> bool:
    if len(word) == 1:
        return word in _ONE_LETTER_WORDS
    return word[0].isupper() and word[1:].islower() and word.lower() not in _DOMAINS
