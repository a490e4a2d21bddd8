"""Translates the patterns of Vale's rules into those of the library ``regex``.

Vale reads the regular expressions of .NET with RE2's named groups (its library is ``regexp2``). Nearly all of it
means the same in ``regex``; what is written otherwise is rewritten here, and what has no equal is refused. Options
switched on inside a pattern (``(?i)``) hold to the end of their group, over ``|`` too: they become groups of their
own, so that a translated pattern means the same wherever it is put.
"""

from __future__ import annotations

import re

_DEEPEST = 60
_OPTIONS = "imnsx"
_QUANTIFIER = re.compile(r"\{\d+(?:,\d*)?\}")
_INLINE = re.compile(r"\(\?([imnsx]*)(?:-([imnsx]+))?([:)])")
_NAMED = re.compile(r"\(\?P?<([A-Za-z_]\w*)>|\(\?'([A-Za-z_]\w*)'")
_CONDITION = re.compile(r"\(\?\((\w+)\)")
_REFERENCE = re.compile(r"k(?:<(\w+)>|'(\w+)')")
_PROPERTY = re.compile(r"[pP](?:\{\^?[\w -]+\}|[A-Z])")
_POSIX = re.compile(r"\[:\^?[a-z]+:\]")
_CODE = re.compile(r"x\{([0-9A-Fa-f]{1,6})\}|x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|c([@-_a-z])|([0-7]{3}|0[0-7]?)")
_PLAIN_GROUPS = ("(?:", "(?=", "(?!", "(?<=", "(?<!", "(?>")
_CONTROLS = {"a": 7, "e": 27, "f": 12, "n": 10, "r": 13, "t": 9, "v": 11}


class UntranslatableError(ValueError):
    """A pattern that ``regex`` has no equal for; the message says what in it."""


def translate(pattern: str, options: str = "") -> tuple[str, str]:
    """The pattern for ``regex``, and the options in force at its end.

    :param pattern: as it stands in a rule.
    :param options: of ``i m n s x``, those in force at its beginning.
    :raises UntranslatableError: a part has no equal, or a bracket is not closed.
    """
    work = _Translation(pattern)
    text, left = work.branches(frozenset(), frozenset(options), 0)
    if work.at < len(pattern):
        raise UntranslatableError("a ) that nothing opened")
    return text, "".join(sorted(left))


class _Translation:
    """One pattern on its way, read from left to right."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.at = 0

    def branches(self, outer: frozenset[str], options: frozenset[str], depth: int) -> tuple[str, frozenset[str]]:
        """What stands up to the end of the group that has just been opened.

        :param outer: the options that the translation around it already has.
        """
        if depth > _DEEPEST:
            raise UntranslatableError(f"groups nested more than {_DEEPEST} deep")
        out: list[str] = []
        opened = _open(out, outer, options)
        while self.at < len(self.pattern) and (sign := self.pattern[self.at]) != ")":
            if sign == "|":
                self.at += 1
                out.append(")" * opened + "|")
                opened = _open(out, outer, options)
            elif (inline := _INLINE.match(self.pattern, self.at)) and inline[3] == ")":
                self.at = inline.end()
                changed = options | set(inline[1]) - set(inline[2] or "")
                opened += _open(out, options, changed)
                options = changed
            else:
                out.append(self.piece(sign, options, depth))
        return "".join(out) + ")" * opened, options

    def piece(self, sign: str, options: frozenset[str], depth: int) -> str:
        """The next character, escape, class or group."""
        if sign == "(":
            return self.group(options, depth)
        self.at += 1
        if sign == "[":
            return self.char_class()
        if sign == "\\":
            return self.escape()
        if sign == "{":
            return self.brace()
        if sign == "}":
            return r"\}"
        if "x" in options and sign == "#":
            end = self.pattern.find("\n", self.at)
            self.at = len(self.pattern) if end < 0 else end + 1
            return ""
        return sign

    def brace(self) -> str:
        """A quantifier, or a brace that stands for itself; ``{,3}`` is no quantifier in .NET."""
        quantifier = _QUANTIFIER.match(self.pattern, self.at - 1)
        if not quantifier:
            return r"\{"
        self.at = quantifier.end()
        return quantifier[0]

    def group(self, options: frozenset[str], depth: int) -> str:
        """A group, from its opening to its closing bracket."""
        if self.pattern.startswith("(?#", self.at):
            self.at = self.past(")")
            return ""
        opening, inside = self.opening(options)
        body, _ = self.branches(inside, inside, depth + 1)
        if self.at >= len(self.pattern):
            raise UntranslatableError("a ( that is not closed")
        self.at += 1
        return f"{opening}{body})"

    def opening(self, options: frozenset[str]) -> tuple[str, frozenset[str]]:
        """How a group begins, and the options inside it."""
        text, at = self.pattern, self.at
        for plain in _PLAIN_GROUPS:
            if text.startswith(plain, at):
                self.at += len(plain)
                return plain, options
        if scoped := _INLINE.match(text, at):
            self.at = scoped.end()
            inside = options | set(scoped[1]) - set(scoped[2] or "")
            return _switch(options, inside), inside
        if named := _NAMED.match(text, at):
            self.at = named.end()
            return f"(?P<{named[1] or named[2]}>", options
        if condition := _CONDITION.match(text, at):
            self.at = condition.end()
            return condition[0], options
        if text.startswith("(?", at):
            raise UntranslatableError(f"the group {text[at : at + 5]!r}")
        self.at += 1
        return ("(?:" if "n" in options else "("), options

    def escape(self) -> str:
        """What follows a backslash outside a class."""
        text, at = self.pattern, self.at
        sign = text[at : at + 1]
        if reference := _REFERENCE.match(text, at):
            self.at = reference.end()
            return f"(?P={reference[1] or reference[2]})"
        if sign and sign in "123456789":
            self.at += 1
            return f"(?:\\{sign})" if text[self.at : self.at + 1].isdigit() else f"\\{sign}"
        if sign and sign in "bBAG":
            self.at += 1
            return f"\\{sign}"
        if sign and sign in "Zz":
            self.at += 1
            return r"\Z" if sign == "z" else r"(?=\n?\Z)"
        return self.char_escape()

    def char_escape(self) -> str:
        """An escape that stands for one character or a set of them, in a class or outside."""
        text, at = self.pattern, self.at
        sign = text[at : at + 1]
        if not sign:
            raise UntranslatableError("a backslash at the end")
        if prop := _PROPERTY.match(text, at):
            self.at = prop.end()
            return f"\\{prop[0]}"
        if code := _CODE.match(text, at):
            self.at = code.end()
            return _literal(_code_point(code))
        self.at += 1
        if sign in "wWsSdD":
            return f"\\{sign}"
        if sign in _CONTROLS:
            return _literal(_CONTROLS[sign])
        if sign.isalnum():
            raise UntranslatableError(f"the escape \\{sign}")
        return f"\\{sign}" if sign.isascii() and sign != "_" else sign

    def char_class(self) -> str:
        """A class, its opening bracket read; what is subtracted from it is looked at first."""
        out = ["["]
        if self.pattern.startswith("^", self.at):
            self.at += 1
            out.append("^")
        first, subtracted = True, ""
        while True:
            if self.at >= len(self.pattern):
                raise UntranslatableError("a [ that is not closed")
            sign = self.pattern[self.at]
            self.at += 1
            if sign == "]" and not first:
                break
            if sign == "-" and self.pattern.startswith("[", self.at) and not first:
                self.at += 1
                subtracted = f"(?!{self.char_class()})"
            else:
                out.append(self.class_piece(sign))
            first = False
        whole = "".join(out) + "]"
        return f"(?:{subtracted}{whole})" if subtracted else whole

    def class_piece(self, sign: str) -> str:
        """A character or escape of a class."""
        if sign == "\\":
            if self.pattern.startswith("b", self.at):
                self.at += 1
                return r"\x08"
            return self.char_escape()
        if sign == "[" and (posix := _POSIX.match(self.pattern, self.at - 1)):
            self.at = posix.end()
            return posix[0]
        return f"\\{sign}" if sign in "[]&~|" else sign

    def past(self, sign: str) -> int:
        """The place after the next of these."""
        end = self.pattern.find(sign, self.at)
        if end < 0:
            raise UntranslatableError(f"a {sign} is missing")
        return end + 1


def _open(out: list[str], has: frozenset[str], wanted: frozenset[str]) -> int:
    """Open a group with other options where those around it differ; how many were opened."""
    switch = _switch(has, wanted)
    if switch == "(?:":
        return 0
    out.append(switch)
    return 1


def _switch(has: frozenset[str], wanted: frozenset[str]) -> str:
    on = "".join(sorted(wanted - has - {"n"}))
    off = "".join(sorted(has - wanted - {"n"}))
    return f"(?{on}{f'-{off}' if off else ''}:"


def _code_point(code: re.Match[str]) -> int:
    braced, two, four, control, octal = code.groups()
    if control:
        return ord(control.upper()) ^ 64
    return int(octal, 8) if octal else int(braced or two or four, 16)


def _literal(code: int) -> str:
    if code > 0x10FFFF:
        raise UntranslatableError(f"there is no character {code:x}")
    return re.escape(chr(code)) if code >= 32 else f"\\x{code:02x}"
