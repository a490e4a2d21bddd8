"""Which paragraphs stand twice in a story by mistake, and not by design."""

from __future__ import annotations

from collections.abc import Iterator

from compliance.article import Article, Block, Role

# Shorter paragraphs are signs and lines that a page repeats by design.
_SHORT = 40
# What is longer than this is no refrain, nor the standing line of a live story.
_REFRAIN = 200
# So much of its beginning tells most paragraphs from all others; lines are broken further on.
_OPENING = 24
_STOPS = ".!?…:"
_CLOSING = "\"'”’»)]"


def twice(article: Article) -> Iterator[tuple[str, list[Block]]]:
    """The words of each paragraph that stands twice or more by mistake, and its blocks in their order."""
    paragraph = Role.PARAGRAPH
    blocks = [block for block in article.blocks if block.role is paragraph]
    starts = [block.span.start for block in blocks]
    openings = {article.text[start : start + _OPENING] for start in starts}
    if len(openings) == len(blocks):
        return
    all_words = [" ".join(article[block].split()) for block in blocks]
    seen: dict[str, list[int]] = {}
    for number, words in enumerate(all_words):
        seen.setdefault(words, []).append(number)
    for words, numbers in seen.items():
        if len(numbers) > 1 and len(words) >= _SHORT and not _is_meant(words, numbers, all_words, seen):
            yield words, [blocks[number] for number in numbers]


def _is_meant(words: str, numbers: list[int], all_words: list[str], seen: dict[str, list[int]]) -> bool:
    if len(words) >= _REFRAIN:
        return False
    if len(numbers) > 2:
        return True
    first, second = numbers
    if any(not any(sign.isalnum() for sign in between) for between in all_words[first + 1 : second]):
        return True  # a rule parts the two: each stands in a part of its own
    return words.rstrip(_CLOSING)[-1:] not in _STOPS and not _is_copied(first, second, all_words, seen)


def _is_copied(first: int, second: int, all_words: list[str], seen: dict[str, list[int]]) -> bool:
    """Whether a line stands twice in a row, or was copied with its neighbour."""
    if second == first + 1:
        return True
    beside = [all_words[number] for number in (second - 1, second + 1) if 0 <= number < len(all_words)]
    return any(len(seen[words]) > 1 for words in beside)
