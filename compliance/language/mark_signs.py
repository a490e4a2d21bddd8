"""Decides, sign by sign, what can be a quotation mark and whether it opens or closes.

Looks only at the characters around a sign and at what is open so far; pairing is :mod:`compliance.language.marks`.
"""

from __future__ import annotations

from collections.abc import Sequence

from compliance.record import Record

DEEPEST = 8
"""Quotations in one another that are followed; whatever lies deeper is a mistake, and the work stays linear."""
DOUBLE = frozenset({'"', "“", "”", "„", "«", "»", "''", "``"})
# which opening signs a closing sign closes
CLOSES: dict[str, frozenset[str]] = {
    '"': frozenset({'"'}),
    "''": frozenset({"''", "``"}),
    "”": frozenset({"“", "„", "”"}),
    "“": frozenset({"„", "“"}),
    "»": frozenset({"«", "»"}),
    "«": frozenset({"»"}),
    "’": frozenset({"‘", "‚", "’"}),
    "‘": frozenset({"‚", "‘"}),
    "'": frozenset({"'", "‘"}),
    "›": frozenset({"‹", "›"}),
    "‹": frozenset({"›"}),
    "」": frozenset({"「"}),
    "』": frozenset({"『"}),
}
_STYLE = {
    '"': "straight",
    "''": "doubled",
    "``": "wire",
    "“": "curly",
    "”": "curly",
    "„": "low-high",
    "«": "guillemets",
    "»": "guillemets",
    "‘": "single-curly",
    "’": "single-curly",
    "'": "single-straight",
    "‚": "single-low-high",
    "‹": "single-guillemets",
    "›": "single-guillemets",
    "「": "corner",
    "」": "corner",
    "『": "single-corner",
    "』": "single-corner",
}
_TURNED = {"”": "swedish", "»": "reversed", "’": "single-swedish", "›": "single-reversed"}
# those that are no apostrophes too
_PLAIN_SIGNS = tuple('"“”„‘‚«»‹›「」『』')
_BEFORE_OPENING = frozenset("([{—–―-/¡¿>*_=|\u2009\u200a\u200b")
_CLOSING = frozenset(".,;:!?)")
_ELISIONS = frozenset(
    {"n", "em", "til", "till", "tis", "twas", "twere", "cause", "bout", "round", "cos", "coz", "s", "t", "ave", "er"}
)


class Sign(Record):
    """A quotation mark as it stands, not yet paired."""

    start: int
    end: int
    glyph: str
    opens: bool
    style: str


def sign_places(text: str) -> list[int]:
    """Where a text has signs that may be quotation marks, in order; apostrophes inside a word are left out.

    A search for each sign by itself costs less than one for all of them: most texts have two or three.
    """
    found: list[int] = []
    for sign in '"' if text.isascii() else _PLAIN_SIGNS:
        at = text.find(sign)
        while at >= 0:
            found.append(at)
            at = text.find(sign, at + 1)
    at = text.find("``")  # the opening mark of old wires: ``…''
    while at >= 0:
        found.append(at)
        at = text.find("``", at + 2)
    # the space stands behind the last sign, and at -1 before the first one too
    text += " "
    for sign in "'’":
        at = text.find(sign)
        while at >= 0:
            if not (text[at - 1].isalnum() and text[at + 1].isalnum()):
                found.append(at)
            at = text.find(sign, at + 1)
    found.sort()
    return found


def read_signs(text: str, start: int, end: int, places: Sequence[int]) -> list[Sign]:
    """The quotation marks in a stretch of text, apostrophes and inches left out.

    :param places: where the stretch has signs: those of :func:`sign_places` from ``start`` on to before ``end``.
    """
    if not places:
        return []
    state = _State(text, start, end)
    skip = -1
    for at in places:
        if at < skip:
            continue
        glyph = text[at]
        if glyph == "'" and text[at + 1 : at + 2] == "'" and at + 1 < end and not state.ends_inner(at):
            glyph, skip = "''", at + 2
        elif glyph == "`":
            glyph, skip = "``", at + 2
        state.take(glyph, at)
    return state.signs


class _State:
    """What is open while the signs of one block are read."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.signs: list[Sign] = []
        self._text, self._start, self._end = text, start, end
        self._open: list[str] = []
        self._no_close_after: set[str] = set()

    def ends_inner(self, at: int) -> bool:
        """``…enough,'''``: the first of three apostrophes closes the inner quotation."""
        return self._text[at : at + 3] == "'''" and self._has_open("'") and not self._text[at - 1].isspace()

    def take(self, glyph: str, at: int) -> None:
        """Judge one sign and remember it where it is a mark."""
        text = self._text
        stop = at + len(glyph)
        before = text[at - 1] if at > self._start else " "
        after = text[stop] if stop < self._end else " "
        spaced = before.isspace()
        if spaced:
            if (after in _CLOSING or stop >= self._end) and self._may_close(glyph):
                # "he said ".": a space too many
                before, spaced = ".", False
        elif before == ":" and glyph == '"' and after.isspace() and glyph not in self._open:
            # said:" We": the space on the wrong side
            before, after, spaced = " ", ".", True
        can_open = (spaced or before in _BEFORE_OPENING or before in CLOSES) and not after.isspace()
        can_close = not spaced and not after.isalnum()
        if glyph in ('"', "''"):
            self._straight(glyph, at, stop, before, can_open, can_close)
        elif glyph == "'":
            self._straight_single(at, can_open, can_close)
        elif glyph == "’":
            self._curly_single(at, can_open, can_close)
        elif glyph == "``":
            self._add(glyph, at, True)
        elif glyph in "‘‚":
            self._open_single(glyph, at, before, can_close)
        else:
            self._directed(glyph, at, can_open, can_close)

    def _add(self, glyph: str, at: int, opens: bool, style: str = "") -> None:
        self.signs.append(Sign._make((at, at + len(glyph), glyph, opens, style or _STYLE[glyph])))
        waiting = self._open
        if opens:
            waiting.append(glyph)
            if len(waiting) > DEEPEST:
                del waiting[0]
        elif self._has_open(glyph):
            while waiting.pop() not in CLOSES[glyph]:
                pass

    def _has_open(self, glyph: str) -> bool:
        return bool(self._open) and glyph in CLOSES and not CLOSES[glyph].isdisjoint(self._open)

    def _may_close(self, glyph: str) -> bool:
        """Whether what a sign closes is open, of another style perhaps: “…"."""
        return self._has_open(glyph) or (glyph in DOUBLE and not DOUBLE.isdisjoint(self._open))

    def _straight(self, glyph: str, at: int, stop: int, before: str, can_open: bool, can_close: bool) -> None:
        is_open = glyph in self._open
        if before.isdigit() and self._is_measure(at, is_open):
            return
        text = self._text
        if before.isalpha() and text[stop : stop + 1] in ("s", "S") and not text[stop + 1 : stop + 2].isalnum():
            # the bank"s: an apostrophe of an old machine
            return
        self._add(glyph, at, can_open if can_open != can_close else not is_open)

    def _is_measure(self, at: int, is_open: bool) -> bool:
        """Whether a mark after a digit means inches: ``5' 10"``, or no quotation is open."""
        if not is_open:
            return True
        digits = at
        while digits > self._start and (self._text[digits - 1].isdigit() or self._text[digits - 1] in " .½¼¾"):
            digits -= 1
        return self._text[digits - 1 : digits] in ("'", "’", "′")

    def _directed(self, glyph: str, at: int, can_open: bool, can_close: bool) -> None:
        if glyph in "„「『":
            self._add(glyph, at, True)
        elif glyph in "」』":
            self._add(glyph, at, False)
        elif glyph == "“":
            closes = self._has_open("“") and can_close and not can_open
            self._add(glyph, at, not closes, "low-high" if "„" in self._open and closes else "")
        elif glyph in "«‹":
            reverse = self._has_open(glyph)
            self._add(glyph, at, not reverse, _TURNED["»" if glyph == "«" else "›"] if reverse else "")
        else:
            opens = not self._has_open(glyph) and can_open and not can_close
            self._add(glyph, at, opens, _TURNED[glyph] if opens else "")

    def _open_single(self, glyph: str, at: int, before: str, can_close: bool) -> None:
        """``‘`` and ``‚``: opening, unless inside a word or set by a machine for an apostrophe."""
        if (
            glyph == "‘"
            and can_close
            and ("‚" in self._open or ("‘" in self._open and self._text[at + 1 : at + 2] == " "))
        ):
            self._add(glyph, at, False)
        elif not before.isalnum() and not self._elided(at) and not self._text[at + 1 : at + 2].isspace():
            self._add(glyph, at, True)

    def _curly_single(self, at: int, can_open: bool, can_close: bool) -> None:
        if can_close and self._has_open("’") and not self._possessive(at, "’"):
            self._add("’", at, False)

    def _straight_single(self, at: int, can_open: bool, can_close: bool) -> None:
        if can_close and self._has_open("'"):
            if not self._possessive(at, "'"):
                self._add("'", at, False)
        elif can_open and not can_close and not self._has_open("'") and not self._elided(at) and self._closes_later(at):
            self._add("'", at, True)

    def _elided(self, at: int) -> bool:
        """``'90s``, ``'em``, ``'n'``: letters or figures left out."""
        text = self._text
        word = at + 1
        while word < self._end and word < at + 8 and text[word].isalnum():
            word += 1
        left = text[at + 1 : word].lower()
        if left[:2].isdigit() and (len(left) == 2 or left[2:] == "s"):
            return True
        return left in _ELISIONS

    def _possessive(self, at: int, glyph: str) -> bool:
        """``boys' club``: an apostrophe after s where the real closing mark comes later."""
        text = self._text
        if text[at - 1] not in "sS" or text[at + 1 : at + 2] != " " or not text[at + 2 : at + 3].islower():
            return False
        return self._closes_later(at)

    def _closes_later(self, at: int) -> bool:
        """Whether a closing single mark follows in the block before another opens."""
        glyph = self._text[at] if self._text[at] != "‘" else "’"
        if glyph in self._no_close_after:
            return False
        text = self._text
        position = text.find(glyph, at + 1, self._end)
        while position >= 0:
            before, after = text[position - 1], text[position + 1 : position + 2]
            if not before.isspace() and before not in "(" and not after.isalnum():
                return True
            position = text.find(glyph, position + 1, self._end)
        self._no_close_after.add(glyph)
        return False
