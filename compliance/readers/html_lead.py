"""Finds the pictures that stand above a story's body, between its headline and its first paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from compliance.readers.builder import PictureDraft
from compliance.readers.html_blocks import blocks_of
from compliance.readers.html_figures import is_caption, is_picture
from compliance.readers.html_node import Node, names
from compliance.readers.html_select import is_furniture

if TYPE_CHECKING:
    from compliance.lexicon import Lexicon
    from compliance.readers.layout import Item

_CREDIT_WORDS = names("credit credits photocredit imagecredit photographer")
_PICTURE_WORDS = names("photo image picture pic img media figure wp featured lead")
LARGEST = 20_000
"""An element that takes more of the source than this holds more than a picture and its words."""
ABOVE = 3
"""How many elements above its words a picture's own element may stand."""


def lead_pictures(content: Node, headline: Node | None, source: str, lexicon: Lexicon) -> list[Item]:
    """The figures, and the pictures with words of their own, that stand above the body and in one element with it."""
    story = _story(content, headline)
    if story is None or story is content:
        return []
    found: list[Item] = []
    for node in _pictured(story, content, headline):
        items = blocks_of(_alone(node, source), source, lexicon, page=True)
        found.extend(item for item in items if isinstance(item, PictureDraft))
    return found


def _story(content: Node, headline: Node | None) -> Node | None:
    """The element that holds the story whole: its article, or the smallest with both headline and body."""
    above: Node | None = content
    while above is not None and above.parent is not None:
        if above.name in ("article", "main"):
            return above
        if headline is not None and above.start <= headline.start and headline.end <= above.end:
            return above
        above = above.parent
    return None


def _pictured(story: Node, content: Node, headline: Node | None) -> Iterator[Node]:
    """The elements between headline and body that hold a picture with its words, and every figure above the body."""
    behind = headline.end if headline is not None and story.name not in ("article", "main") else story.start
    done = 0
    for node in story.walk():
        if node.start >= content.start:
            return
        if node.start < max(done, behind) or node.inside("aside", "nav"):
            continue
        if node.name == "figure":
            done = node.end
            yield node
        elif headline is not None and node.start > headline.end and _has_words(node):
            holder = _holder(node, story)
            if holder is not None and not holder.start <= content.start < holder.end and not is_furniture(holder):
                done = holder.end
                yield holder


def _has_words(node: Node) -> bool:
    """Whether an element is a picture's caption or credit by its class."""
    if is_caption(node):
        return True
    return not node.words.isdisjoint(_CREDIT_WORDS) and not node.words.isdisjoint(_PICTURE_WORDS)


def _holder(words: Node, story: Node) -> Node | None:
    """The nearest element that holds a caption and its picture; ``None`` where no picture is near."""
    above = words.parent
    for _ in range(ABOVE):
        if above is None or above is story or above.size > LARGEST:
            return None
        if any(is_picture(inner) for inner in above.walk()):
            return above
        above = above.parent
    return None


def _alone(node: Node, source: str) -> Node:
    wrapper = Node("", node.start, node.start, None, source)
    wrapper.children.append(node)
    return wrapper
