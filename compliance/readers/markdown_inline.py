"""Reads a block of Markdown down to its words: emphasis, links, references and breaks, each word with its place.

It decides what CommonMark decides inside a block. Every construct is found in one pass, with a stack for
brackets and one for emphasis; nothing is looked at twice.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from compliance.readers.markdown_blocks import Reference, label_of
from compliance.readers.markdown_emphasis import PUNCTUATION, Image, Token, delimiter, pair_up
from compliance.readers.markdown_signs import (
    autolink,
    backslash,
    destination,
    label,
    reference,
    special,
    tag,
    ticks,
    title_special,
)
from compliance.readers.normalise import Piece
from compliance.readers.remarks import is_ours
from compliance.record import Record


class Address(Record):
    """Where a link leads.

    :param pieces: the address; none for a link that leads nowhere.
    :param at: where it stands in the source, or would.
    """

    pieces: list[Piece]
    at: int


@dataclass(slots=True)
class Words:
    """What a block says.

    :param images: the pictures that stand in it.
    :param links: where its links lead, in the order in which they end.
    :param remarks: where the comments stand that speak to this program.
    :param strong: the whole block is set in bold.
    :param emphasised: the whole block is set in italics.
    """

    pieces: list[Piece] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    links: list[Address] = field(default_factory=list)
    remarks: list[tuple[int, int]] = field(default_factory=list)
    strong: bool = False
    emphasised: bool = False


def inline(source: str, lines: Sequence[tuple[int, int]], references: Mapping[str, Reference] | None = None) -> Words:
    """The words of a block whose lines stand at these places."""
    if len(lines) == 1:
        start, end = lines[0]
        if special().search(source, start, end) is None:
            return Words([Piece(source[start:end], start, end - start)] if start < end else [])
    return _Reader(source, lines, references or {}).read()


@dataclass(slots=True, eq=False)
class _Bracket:
    token: int
    delimiters: int
    at: int
    image: bool
    active: bool = True


class _Reader:
    def __init__(self, source: str, lines: Sequence[tuple[int, int]], references: Mapping[str, Reference]) -> None:
        self.source = source
        self.text = "\n".join([source[start:end] for start, end in lines])
        self.references = references
        self.line_starts: list[int] = []
        self.source_starts = [start for start, _ in lines]
        at = 0
        for start, end in lines:
            self.line_starts.append(at)
            at += end - start + 1
        self.tokens: list[Token] = []
        self.delimiters: list[Token] = []
        self.brackets: list[_Bracket] = []
        self.pairs: list[tuple[Token, Token, int]] = []
        self.links: list[Address] = []
        self.remarks: list[tuple[int, int]] = []
        self.ticks: dict[int, list[int]] | None = None
        self.unclosed: set[str] = set()

    def read(self) -> Words:
        text, at = self.text, 0
        while (match := special().search(text, at)) is not None:
            here = match.start()
            self.plain(at, here)
            at = self._construct(text[here], here)
        self.plain(at, len(text))
        self.pairs.extend(pair_up(self.delimiters, 0))
        return self._words()

    def plain(self, start: int, end: int) -> None:
        if start < end:
            self.tokens.append(Token(start, end))

    def atom(self, text: str, start: int, end: int, codec: str = "markdown") -> int:
        self.tokens.append(Token(start, end, text, codec))
        return end

    def _construct(self, sign: str, at: int) -> int:
        text = self.text
        if sign in "*_~":
            return self._delimiter(sign, at)
        if sign == "\n":
            return self._break(at)
        if sign == "[" or (sign == "!" and text.startswith("[", at + 1)):
            end = at + 1 if sign == "[" else at + 2
            self.brackets.append(_Bracket(len(self.tokens), len(self.delimiters), end, sign == "!"))
            self.plain(at, end)
            return end
        if sign == "]":
            return self._close_bracket(at)
        if sign == "\\":
            return self._escape(at)
        if sign == "`":
            return self._code(at)
        if sign == "<":
            return self._angle(at)
        if sign == "&" and (match := reference().match(text, at)) is not None:
            from html import unescape

            shown = unescape(match.group())
            if shown != match.group():
                return self.atom(shown, at, match.end(), "html")
        self.plain(at, at + 1)
        return at + 1

    def _break(self, at: int) -> int:
        hard = False
        if self.tokens and self.tokens[-1].text is None and not self.tokens[-1].sign and self.tokens[-1].end == at:
            last = self.tokens[-1]
            kept = len(self.text[last.start : at].rstrip(" \t"))
            hard = at - last.start - kept >= 2
            last.end = last.start + kept
            return self.atom("\n" if hard else " ", last.end, at + 1)
        return self.atom(" ", at, at + 1)

    def _escape(self, at: int) -> int:
        after = self.text[at + 1 : at + 2]
        if after == "\n":
            return self.atom("\n", at, at + 2)
        if after and after in PUNCTUATION:
            return self.atom(after, at, at + 2)
        self.plain(at, at + 1)
        return at + 1

    def _code(self, at: int) -> int:
        if self.ticks is None:
            self.ticks = {}
            for match in ticks().finditer(self.text):
                self.ticks.setdefault(match.end() - match.start(), []).append(match.start())
        end = at
        while self.text.startswith("`", end):
            end += 1
        runs = self.ticks.get(end - at, [])
        index = bisect_left(runs, end)
        if index == len(runs):
            self.plain(at, end)
            return end
        close = runs[index]
        start = end
        for part in self.text[end:close].split("\n"):
            if start > end:
                self.atom(" ", start - 1, start)
            self.plain(start, start + len(part))
            start += len(part) + 1
        return close + end - at

    def _angle(self, at: int) -> int:
        text = self.text
        match = autolink().match(text, at)
        if match is not None:
            self.plain(match.start(1), match.end(1))
            return match.end()
        if text.startswith("<!--", at) and (end := self._find("-->", at + 4)) >= 0:
            if is_ours(text, at):
                self.remarks.append((self.place(at), self.place(end + 2) + 1))
            return end + 3
        match = tag().match(text, at)
        if match is None:
            self.plain(at, at + 1)
            return at + 1
        if match[1].lower() == "br":
            self.atom("\n", at, match.end())
        elif match[1] in "aA" and text[at + 1] != "/":
            self._anchor(at, match.end())
        return match.end()

    def _anchor(self, start: int, end: int) -> None:
        """Note where a link leads that is written in HTML."""
        from compliance.readers.html_node import Node

        href = Node("a", start, end, None, self.text).attributes.get("href")
        if href is not None:
            self.links.append(Address(self._title(*href), self.place(href[0] or start)))

    def _find(self, words: str, at: int) -> int:
        """Where words stand next; once they stand nowhere, they are not looked for again."""
        if words in self.unclosed:
            return -1
        found = self.text.find(words, at)
        if found < 0:
            self.unclosed.add(words)
        return found

    def _delimiter(self, sign: str, at: int) -> int:
        token = delimiter(self.text, sign, at)
        self.tokens.append(token)
        if token.opens or token.closes:
            self.delimiters.append(token)
        return token.end

    def _close_bracket(self, at: int) -> int:
        if not self.brackets:
            self.plain(at, at + 1)
            return at + 1
        bracket = self.brackets.pop()
        found = self._target(bracket, at) if bracket.active else None
        if found is None:
            self.plain(at, at + 1)
            return at + 1
        end, address, title, destination = found
        self.pairs.extend(pair_up(self.delimiters, bracket.delimiters))
        if bracket.image:
            inside = self.tokens[bracket.token + 1 :]
            opening = self.tokens[bracket.token].start
            del self.tokens[bracket.token :]
            alt = self._pieces(inside)
            image = Image(self.place(opening), self.place(end - 1) + 1, alt, title, address)
            self.tokens.append(Token(opening, end, "", "markdown", image=image))
        else:
            self.links.append(destination)
            opening_token = self.tokens[bracket.token]
            opening_token.end = opening_token.start
            for other in self.brackets:
                other.active = other.active and other.image
        return end

    def _target(self, bracket: _Bracket, at: int) -> tuple[int, str, list[Piece], Address] | None:
        """Where a link ends that a bracket at an offset closes, its address, its title and the address's place."""
        text = self.text
        match = destination().match(text, at + 1)
        if match is not None:
            group = match.lastindex or 0
            title = self._title(*match.span(group)) if group > 2 else []
            start, end = match.span(1 if match[1] is not None else 2)
            return match.end(), _unescaped(text[start:end]), title, Address(self._title(start, end), self.place(start))
        match = label().match(text, at + 1)
        written = match[1] if match is not None and match[1].strip() else text[bracket.at : at]
        reference = self.references.get(label_of(written)) if self.references and len(written) < 1000 else None
        if reference is None:
            return None
        title = inline(self.source, [reference.title]).pieces
        end = match.end() if match is not None else at + 1
        start, stop = reference.address
        address = self.source[start:stop]
        return end, address, title, Address([Piece(address, start, stop - start)] if address else [], start)

    def _title(self, start: int, end: int) -> list[Piece]:
        """The words of a link's title or address; only escapes and references count in it."""
        pieces: list[Piece] = []
        at = start
        for match in title_special().finditer(self.text, start, end):
            self._copy(at, match.start(), pieces)
            from html import unescape

            written = match.group()
            shown = written[1] if written[0] == "\\" else " " if written[0] == "\n" else unescape(written)
            pieces.append(self._replaced(shown, match.start(), match.end()))
            at = match.end()
        self._copy(at, end, pieces)
        return pieces

    def place(self, at: int) -> int:
        """The offset in the source of an offset in the block's text."""
        line = bisect_right(self.line_starts, at) - 1
        return self.source_starts[line] + at - self.line_starts[line]

    def _copy(self, start: int, end: int, pieces: list[Piece]) -> None:
        if start < end:
            pieces.append(Piece(self.text[start:end], self.place(start), end - start))

    def _replaced(self, text: str, start: int, end: int, codec: str = "markdown") -> Piece:
        first = self.place(start)
        # a line break ends where the next line's words begin, behind its indentation or quote sign
        last = self.place(end) if end < len(self.text) and self.text[end - 1] == "\n" else self.place(end - 1) + 1
        return Piece(text, first, max(last - first, 0), codec)

    def _pieces(self, tokens: Sequence[Token]) -> list[Piece]:
        pieces: list[Piece] = []
        for token in tokens:
            if token.image is not None:
                pieces.extend(token.image.alt)
            elif token.text is None:
                self._copy(token.start, token.end, pieces)
            else:
                pieces.append(self._replaced(token.text, token.start, token.end, token.codec))
        return pieces

    def _words(self) -> Words:
        images = [token.image for token in self.tokens if token.image is not None]
        shown = [token for token in self.tokens if token.image is None]
        words = Words(self._pieces(shown), images, self.links, self.remarks)
        solid = [token for token in shown if token.sign or (token.text or self.text[token.start : token.end]).strip()]
        if solid:
            for first, last, used in self.pairs:
                if first is solid[0] and last is solid[-1] and first.start == first.end and last.start == last.end:
                    words.strong = words.strong or used == 2
                    words.emphasised = words.emphasised or used == 1
        return words


def _unescaped(written: str) -> str:
    return backslash().sub(r"\1", written) if "\\" in written else written
