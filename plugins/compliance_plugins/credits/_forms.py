"""What can be wrong with the form of a credit line, each with its repair."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from compliance.article import Span
from compliance.finding import Edit
from compliance.language.credits import CreditLine
from compliance.lexicon import Lexicon
from compliance.record import Record


class Problem(Record):
    """One thing wrong: its kind, the word it is about, and what repairs it."""

    kind: str
    word: str
    edits: tuple[Edit, ...]


def problems(text: str, line: CreditLine, lexicon: Lexicon) -> list[Problem]:
    """Everything wrong with the form of a credit line, the gravest first; an address on the web has none."""
    if _address().search(text, *line.span):
        return []
    found = [*_misspelt(text, line, lexicon), *_agencies_misspelt(line, lexicon), *_twice(text, line)]
    start, end = line.span
    covered = [edit.span for problem in found for edit in problem.edits]
    for problem in (*_empty(text, line), *_spacing(text, line), *_brackets(text, start, end)):
        if not any(edit.span.overlaps(span) for edit in problem.edits for span in covered):
            found.append(problem)
            covered += [edit.span for edit in problem.edits]
    return found


@cache
def _address() -> re.Pattern[str]:
    return re.compile(r"://|www\.|\.[a-z]{2,4}/")


@cache
def _words() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]{4,}")


@lru_cache(maxsize=8)
def _spellings(lexicon: Lexicon) -> dict[str, str]:
    """Misspellings that the vocabulary lists."""
    listed: dict[str, str] = {}
    for entry in lexicon.having("agencies", "misspelt"):
        for wrong in entry.texts("misspelt"):
            listed[wrong] = entry.canonical.upper() if wrong.isupper() else entry.canonical
    return listed


@lru_cache(maxsize=8)
def _desk_words(lexicon: Lexicon) -> tuple[str, ...]:
    """Words that capitals make desk words, long enough to compare."""
    known: set[str] = set()
    for name in ("credit-nobody", "restrictions"):
        if name not in lexicon:
            continue
        for phrase in lexicon.phrases(name):
            known.update(w for w in _words().findall(phrase.upper()) if w.isascii() and w in _FIXED)
    return tuple(sorted(known))


_FIXED = frozenset({"HANDOUT", "STRINGER", "MANDATORY", "CREDIT", "EDITORIAL", "UNCREDITED", "CONTRIBUTOR"})


def _misspelt(text: str, line: CreditLine, lexicon: Lexicon) -> Iterator[Problem]:
    listed = _spellings(lexicon)
    start, end = line.span
    for match in _words().finditer(text, start, end):
        word = match[0]
        right = listed.get(word)
        if right is None and word.isupper() and word not in _FIXED and len(word) >= 6:
            right = next((fixed for fixed in _desk_words(lexicon) if _near(word, fixed)), None)
        if right is not None and word != right:
            yield Problem("misspelt", word, (Edit(Span(match.start(), match.end()), right),))
    for wrong, right in listed.items():
        at = text.find(wrong, start, end) if " " in wrong else -1
        if at >= 0 and not text[at + len(wrong) : at + len(wrong) + 1].isalnum():
            yield Problem("misspelt", wrong, (Edit(Span(at, at + len(wrong)), right),))


def _agencies_misspelt(line: CreditLine, lexicon: Lexicon) -> Iterator[Problem]:
    """A part that is an agency's name but for one letter (``Europa Pres``)."""
    for part in line.parts:
        if part.kind not in ("photographer", "provider") or len(part.text) < _LONG_NAME:
            continue
        for right in _long_names(lexicon).get(part.text[0], ()):
            plural = right.casefold() == f"{part.text}s".casefold() and part.text[-1] not in "sS"
            if not plural and _near(part.text, right):
                yield Problem("misspelt", part.text, (Edit(Span(part.start, part.end), right),))
                break


_LONG_NAME = 10
"""A shorter name is too like the names of people."""


@lru_cache(maxsize=8)
def _long_names(lexicon: Lexicon) -> dict[str, list[str]]:
    """Agencies' long names by their first letter."""
    names: dict[str, list[str]] = {}
    for phrase in sorted(lexicon.phrases("agencies")):
        if len(phrase) >= _LONG_NAME:
            names.setdefault(phrase[0], []).append(phrase)
    return names


def _near(word: str, right: str) -> bool:
    """One letter too many, missing, wrong or swapped with its neighbour; the first letter stays."""
    if word[0] != right[0] or abs(len(word) - len(right)) > 1 or word.rstrip("S") == right:
        return False
    i = next((k for k in range(min(len(word), len(right))) if word[k] != right[k]), min(len(word), len(right)))
    if len(word) == len(right):
        swapped = word[i : i + 2] == right[i : i + 2][::-1] and word[i + 2 :] == right[i + 2 :]
        return swapped or word[i + 1 :] == right[i + 1 :]
    longer, shorter = (word, right) if len(word) > len(right) else (right, word)
    return longer[i + 1 :] == shorter[i:]


def _twice(text: str, line: CreditLine) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    parts = line.parts
    required = [(c.start, c.end) for c in line.restrictions if c.credit]
    for number, part in enumerate(parts):
        if part.kind != "agency" or part.entry is None or any(s <= part.start < e for s, e in required):
            continue
        written = part.text.casefold()
        between = text[parts[seen[written]].end : part.start] if written in seen else "("
        if not any(sign in between for sign in "();[]") and not part.entry.flag("repeats"):
            before = parts[number - 1]
            yield Problem(
                "twice", part.text, (Edit(Span(before.end, part.end), ""),) if before.end < part.start else ()
            )
        seen[written] = number


@cache
def _empty_part() -> re.Pattern[str]:
    return re.compile(r"(?<![:/])/\s*/(?!/)|/\s*(?=[)\]])|(?<=[(\[])\s*/|\(\s*\)")


def _empty(text: str, line: CreditLine) -> Iterator[Problem]:
    start, end = line.span
    body = text[start:end]
    for match in _empty_part().finditer(body):
        whole = match[0]
        repair = "/" if whole.count("/") == 2 else ""
        yield Problem("empty", whole, (Edit(Span(start + match.start(), start + match.end()), repair),))
    bare = body.rstrip()
    if bare.endswith("/") and len(bare) > 1:
        yield Problem("empty", "/", (Edit(Span(start + len(bare.rstrip("/ ")), start + len(bare)), ""),))
    if line.origin == "credit" and bare.startswith("/") and bare[1:2].isalnum():
        yield Problem("empty", "/", (Edit(Span(start, start + 1), ""),))


@cache
def _slash() -> re.Pattern[str]:
    return re.compile(r"(?<=[^\s/])(\s*)/(\s*)(?=[^\s/])")


def _spacing(text: str, line: CreditLine) -> Iterator[Problem]:
    start, end = line.span
    spaced = {part.end for part in line.parts if part.entry is not None and part.entry.flag("spaced")}
    inside = [(c.start, c.end) for c in line.restrictions] + [(c.start, c.end) for c in line.codes]
    for match in _slash().finditer(text, start, end):
        before, after = match[1], match[2]
        if bool(before) == bool(after) or "\n" in match[0] or any(s <= match.start() < e for s, e in inside):
            continue
        if after and match.start() in spaced:
            continue
        yield Problem("spacing", "/", (Edit(Span(match.start(), match.end()), "/"),))


def _brackets(text: str, start: int, end: int) -> Iterator[Problem]:
    body = text[start:end]
    for opening, closing in ("()", "[]"):
        if body.count(opening) == body.count(closing):
            continue
        if body.startswith(opening) and closing not in body:
            stop = len(body.rstrip(" ."))
            yield Problem("bracket", opening, (Edit(Span(start + stop, start + stop), closing),))
        elif (
            body.rstrip(" .").endswith(closing)
            and opening not in body
            and opening not in text[max(0, start - 80) : start]
        ):
            stop = len(body.rstrip(" ."))
            yield Problem("bracket", closing, (Edit(Span(start + stop - 1, start + stop), ""),))
