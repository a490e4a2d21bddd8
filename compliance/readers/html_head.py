"""Decides a page's headline, standfirst, byline and dates, from its elements and from what it says for machines."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from compliance.article import Role
from compliance.readers.builder import Draft
from compliance.readers.html_byline import LONGEST, byline_pieces, is_byline, is_date, own_line, visible_day
from compliance.readers.html_moments import moment_of
from compliance.readers.html_node import Node, names
from compliance.readers.html_select import ends_article, in_furniture, is_furniture, stands_at_foot
from compliance.readers.html_text import is_hidden, pieces_of, shown, shown_text
from compliance.readers.jsonld import LinkedData, Value, linked_data

if TYPE_CHECKING:
    from compliance.lexicon import Lexicon

_STANDFIRST_WORDS = names(
    "bajada chapo deck dek entradilla standfirst strapline subhead subheader subheading subheadline subtitle subtitulo "
    "sumario"
)
_META = {
    "published": names(
        "article:published_time og:article:published_time datepublished pubdate pub_date publish-date publication_date "
        "dc.date.issued dcterms.created parsely-pub-date sailthru.date date"
    ),
    "author": names("article:author parsely-author sailthru.author dc.creator"),
    "updated": ("article:modified_time", "datemodified", "last-modified"),
    "section": ("article:section",),
    "language": ("content-language",),
}
_SPEAKING = frozenset({"h1", "title", "time"})
"""Elements that say something of the story even without an attribute."""
_FOR_MACHINES = frozenset({"script", "meta", "html", "link", "title", "time"})
LARGEST = 5_000
"""An element that takes more of the source than this is no headline, standfirst or byline."""
ALIKE = 0.4
"""A heading that shares fewer of its words with the page's own title is the site's name, or another story's."""
ABOVE = 2_000
"""How far above its headline the day of a story may stand, in code points of the source."""
LINE = 100
"""A paragraph that takes less of the source is a byline or another line above the text."""
ALMOST = 0.8
"""A second-level heading is the story's own only where it is nearly the page's title."""
LONGEST_STANDFIRST = 600


@dataclass(slots=True)
class Head:
    """What stands above a story.

    :param heading: the element that the headline was read from.
    :param nodes: the elements that all was read from, which are not read again with the body.
    :param values: metadata as text, by key; their places in ``fields``.
    """

    headline: Draft | None = None
    heading: Node | None = None
    standfirst: Draft | None = None
    byline: Draft | None = None
    nodes: set[Node] = field(default_factory=set)
    values: dict[str, Value] = field(default_factory=dict)
    linked: LinkedData = field(default_factory=LinkedData)


def head_of(root: Node, content: Node, source: str, lexicon: Lexicon, pointer: str = "") -> Head:
    """Headline, standfirst, byline and metadata of a page, or of a fragment."""
    head = Head()
    seen = _Seen(root, source)
    head.linked = linked_data(seen.scripts, source)
    head.values = {**seen.values, **{k: v for k, v in head.linked.values.items() if k not in ("headline", "byline")}}
    _find_id(head, seen)
    author = head.linked.values.get("byline") or head.values.pop("author", None)
    _find_headline(head, seen, source, pointer)
    _find_standfirst(head, seen, content, source, pointer)
    bylines = _find_byline(head, seen, content, source, lexicon, pointer)
    if head.byline is None and author is not None and len(author.text) <= LONGEST and "/" not in author.text:
        head.byline = Draft(Role.BYLINE, author.pieces, pointer, author.pieces[0].start)
    _find_time(head, seen, source)
    _find_day(head, bylines, seen.dates, content, source, lexicon)
    return head


def _find_id(head: Head, seen: _Seen) -> None:
    """The page's own address identifies its story, else the whole address that JSON-LD names it by."""
    if "id" in seen.values:
        head.values["id"] = seen.values["id"]
    elif "id" in head.values and "://" not in head.values["id"].text:
        del head.values["id"]


class _Seen:
    """The elements that may speak, found in one walk over the page."""

    def __init__(self, root: Node, source: str) -> None:
        self.titles: list[Node] = []
        self.h1: list[Node] = []
        self.deks: list[Node] = []
        self.bylines: list[Node] = []
        self.h2: list[Node] = []
        self.dates: list[Node] = []
        self.times: list[Node] = []
        self.scripts: list[Node] = []
        self.og_title: Value | None = None
        self.values: dict[str, Value] = {}
        self.source = source
        stack: list[Node] = [root]
        while stack:
            node = stack.pop()
            if self._see(node):
                stack += [child for child in reversed(node.children) if isinstance(child, Node)]

    def _see(self, node: Node) -> bool:
        name = node.name
        if name == "h2":
            self.h2.append(node)
        if node.bare and name not in _SPEAKING:
            return not is_furniture(node) or ends_article(node)
        if name in _FOR_MACHINES:
            self._told(node)
        elif name not in ("head", "body", "main", "article", "a") and (is_hidden(node) or is_furniture(node)):
            # a heading in the page's furniture is not the story's, yet its machine-readable parts count
            return (name not in ("nav", "aside", "footer", "form") or ends_article(node)) and not is_hidden(node)
        elif name == "h1":
            self.h1.append(node)
        elif not node.words.isdisjoint(_STANDFIRST_WORDS) or "alternativeHeadline" in node.raw("itemprop"):
            self.deks.append(node)
        elif is_byline(node):
            self.bylines.append(node)
        elif is_date(node):
            self.dates.append(node)
        return True

    def _told(self, node: Node) -> None:
        """Take what an element says for machines."""
        match node.name:
            case "script" if "ld+json" in node.raw("type").lower():
                self.scripts.append(node)
            case "meta":
                self._meta(node)
            case "html":
                self._value("language", node, "lang")
            case "link" if node.raw("rel").lower() == "canonical":
                self._value("id", node, "href")
            case "title":
                self.titles.append(node)
            case "time":
                self.times.append(node)
                self.dates.append(node)

    def _meta(self, node: Node) -> None:
        name = (node.raw("property") or node.raw("name") or node.raw("itemprop") or node.raw("http-equiv")).lower()
        if name == "og:title":
            self.og_title = self.og_title or self._content(node, "content")
        for key, written in _META.items():
            if name in written:
                self._value(key, node, "content")

    def _value(self, key: str, node: Node, attribute: str) -> None:
        value = self._content(node, attribute)
        if value is not None:
            self.values.setdefault(key, value)

    def _content(self, node: Node, attribute: str) -> Value | None:
        start, end = node.attributes.get(attribute, (0, 0))
        pieces = pieces_of(self.source, start, end)
        text = "".join(piece.text for piece in pieces).strip()
        return Value(text, pieces) if text else None


def _find_headline(head: Head, seen: _Seen, source: str, pointer: str) -> None:
    linked = head.linked.values.get("headline")
    said = [value.text for value in (seen.og_title, linked) if value is not None]
    if not said:
        said = [shown_text_raw(node, source) for node in seen.titles[:1]]
    headings = [node for node in seen.h1 if node.size <= LARGEST and not in_furniture(node)]
    node = _likest(headings, said, source) or _only(headings, source)
    if node is None and said:
        node = _likest([node for node in seen.h2 if not in_furniture(node)], said, source, ALMOST)
    if node is not None:
        head.nodes.add(node)
        head.heading = node
        head.headline = Draft(Role.HEADLINE, shown(node, source), pointer, node.inner)
    elif (value := seen.og_title or linked) is not None:
        head.headline = Draft(Role.HEADLINE, value.pieces, pointer, value.pieces[0].start)
    elif seen.titles and seen.titles[0].children and isinstance(child := seen.titles[0].children[0], tuple):
        head.headline = Draft(Role.HEADLINE, pieces_of(source, *child), pointer, child[0])


def _only(headings: list[Node], source: str) -> Node | None:
    """The one heading inside the story's own element, which needs no likeness: pages shorten their titles."""
    inside = [node for node in headings if node.inside("article", "main")]
    return inside[0] if len(inside) == 1 and len(_words(shown_text(inside[0], source))) > 2 else None


def shown_text_raw(node: Node, source: str) -> str:
    """The words of an element whose content is text only."""
    return "".join(p.text for c in node.children if isinstance(c, tuple) for p in pieces_of(source, *c))


def _likest(nodes: list[Node], said: list[str], source: str, enough: float = ALIKE) -> Node | None:
    """The heading that shares most words with what the page calls itself; the first where nothing is said."""
    texts = [(node, shown_text(node, source)) for node in nodes]
    texts = [(node, text) for node, text in texts if len(text.strip()) > 2]
    if not texts:
        return None
    wanted = [set(_words(one)) for one in said if one]
    if not wanted:
        return texts[0][0]
    likeness = [max(_likeness(set(_words(text)), words) for words in wanted) for _, text in texts]
    best = max(likeness)
    return texts[likeness.index(best)][0] if best >= enough else None


def _likeness(one: set[str], other: set[str]) -> float:
    """The share of words that two texts have in common, 0 to 1."""
    return 2 * len(one & other) / max(len(one) + len(other), 1)


def _words(text: str) -> list[str]:
    return _word().findall(text.lower())


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"\w+")


def _find_standfirst(head: Head, seen: _Seen, content: Node, source: str, pointer: str) -> None:
    if not seen.deks:
        return
    start = head.headline.anchor if head.headline and head.nodes else 0
    limit = _second_paragraph(content, start)
    for node in seen.deks:
        if (
            not start <= node.start < limit
            or node.size > LARGEST
            or any(child.name in ("img", "h1") for child in node.walk())
        ):
            continue
        pieces = shown(node, source)
        length = sum(len(piece.text) for piece in pieces)
        if 20 <= length <= LONGEST_STANDFIRST:
            head.nodes.add(node)
            head.standfirst = Draft(Role.STANDFIRST, pieces, pointer, node.inner)
            return


def _second_paragraph(content: Node, start: int) -> int:
    """Where running text is well begun behind an offset; what stands below belongs to the text."""
    paragraphs = (n.start for n in content.walk() if n.name == "p" and n.start > start and n.size > LINE)
    return next(islice(paragraphs, 1, None), content.end)


def _find_byline(head: Head, seen: _Seen, content: Node, source: str, lexicon: Lexicon, pointer: str) -> list[Node]:
    """Find who wrote the story; the elements beside which the day may stand."""
    start = head.headline.anchor if head.headline and head.nodes else content.start
    for node in seen.bylines:
        near = start <= node.start < content.end or (node.start >= content.end and stands_at_foot(node))
        if not near or node.size > LARGEST or node.inside("figure", "figcaption"):
            continue
        pieces = byline_pieces(node, source, lexicon)
        if pieces:
            head.nodes.add(node)
            head.byline = Draft(Role.BYLINE, pieces, pointer, node.inner)
            return [node]
    return []


def _is_dated(head: Head) -> bool:
    """Whether a day of publication is known that can be understood."""
    return "published" in head.values and moment_of(head.values["published"].text) is not None


def _find_time(head: Head, seen: _Seen, source: str) -> None:
    if _is_dated(head):
        return
    for node in seen.times:
        start, end = node.attributes.get("datetime", (0, 0))
        if start and moment_of(source[start:end]) is not None and not in_furniture(node):
            head.values["published"] = Value(source[start:end], pieces_of(source, start, end))
            return


def _find_day(head: Head, bylines: list[Node], dates: list[Node], content: Node, source: str, lexicon: Lexicon) -> None:
    """Take the day that readers see beside the headline, where the page says none for machines."""
    if _is_dated(head):
        return
    headline = head.headline.anchor if head.headline and head.nodes else 0
    limit = _second_paragraph(content, headline)
    near = [node for node in dates if headline - ABOVE <= node.start < limit]
    found = visible_day([*bylines, *near], source, lexicon)
    if found is not None:
        node, day = found
        head.values["published"] = Value(day.isoformat(), shown(node, source))
        same = (one for one in near if (seen := visible_day([one], source, lexicon)) is not None and seen[1] == day)
        head.nodes.update(own_line(one, source) for one in (node, *same))
