"""One finding for people: what is wrong, where it stands, what to do, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance.renderers.excerpt import Mark, Row, excerpt, joined
from compliance.renderers.layout import cells, clean, wrap
from compliance.renderers.manual import why

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from compliance.renderers import Run
    from compliance.renderers.model import FindingView, LabelView, Placed, Seen, SuggestionView
    from compliance.renderers.paint import Paint
    from compliance.renderers.words import Words

_SIGNS = {"fail": "✗", "review": "?"}
_OBSERVED = "·"
_LONGEST_CHANGE, _LONGEST_CUT = 60, 12


class FindingText:
    """Writes findings; says why once a rule."""

    def __init__(self, run: Run, paint: Paint, spoken: Words) -> None:
        self._run = run
        self._width = max(run.look.width, 30)
        self._paint = paint
        self._words = spoken
        self._asked: set[str] = set()
        self._told: set[tuple[str, str]] = set()
        self._margin = max(cells(spoken.texts[word]) for word in ("do", "or", "note", "why", "basis"))
        self._gutter, self._severity = 2, "error"

    def lines(self, seen: Seen, finding: FindingView, *, observed: bool = False) -> list[str]:
        """The lines of one finding, without :meth:`why` and a blank one after it: the same in every run.

        :param observed: it does not count.
        """
        number = max([finding.line, *(label.line for label in finding.labels)])
        self._gutter = max(len(str(number)), 2)
        self._severity = finding.severity
        return [
            *self._head(finding, _OBSERVED if observed else _SIGNS[finding.kind]),
            *self._where(seen, finding, self._words.texts["observes"] if observed else self._words.kind[finding.kind]),
            *self._places(seen, finding),
            *self._advice(seen, finding),
        ]

    def known(self, names: Iterable[str]) -> bool:
        """Whether all rules of these names have been asked.

        :param names: as :func:`name_of` gives them.
        """
        return self._asked.issuperset(names)

    def _head(self, finding: FindingView, sign: str) -> list[str]:
        severity = self._words.severity[finding.severity]
        opening = f"{sign} {severity}: "
        first, *rest = wrap(clean(finding.message), self._width - 2, taken=cells(opening) - 2)
        painted = self._paint(finding.severity, opening.rstrip())
        return [f"{painted} {self._paint('bold', first)}", *(f"  {self._paint('bold', line)}" for line in rest)]

    def _where(self, seen: Seen, finding: FindingView, kind: str) -> list[str]:
        """Rule, kind, part of the story, and the place as editors and terminals open it: never cut."""
        block = self._words.block(finding.block) if finding.block else ""
        name = name_of(finding)
        said = " · ".join(part for part in (kind, block) if part)
        place = f"{clean(seen.view.file)}:{finding.line}:{finding.column}"
        head = f"  {self._paint('rule', name)} "
        if cells(f"  {name} · {said} · {place}") <= self._width:
            return [head + self._paint("dim", f"· {said} · {place}")]
        if cells(f"  {name} · {said}") <= self._width:
            return [head + self._paint("dim", f"· {said}"), "  " + self._paint("dim", place)]
        return [head.rstrip(), *("  " + self._paint("dim", line) for line in (*wrap(said, self._width - 2), place))]

    def _places(self, seen: Seen, finding: FindingView) -> list[str]:
        """The finding's own place, then its labels; what stands close together is shown in one excerpt."""
        lines: list[str] = []
        if finding.start == finding.end == 0 and finding.rule.startswith("compliance/"):
            return lines  # the host's own finding about the story as a whole stands at no place of it
        for first, marks in self._groups(seen, finding):
            text, bounds = self._text(seen, first)
            lines += self._excerpt(text, bounds, marks, first)
        return lines

    def _groups(self, seen: Seen, finding: FindingView) -> list[tuple[FindingView | LabelView, list[Mark]]]:
        groups: list[tuple[FindingView | LabelView, list[Mark]]] = [(finding, [Mark(finding.start, finding.end, "^")])]
        for label in finding.labels:
            mark = Mark(label.start, label.end, "-", self._note(label))
            for first, marks in groups:
                if self._beside(seen, first, marks, label, mark):
                    marks.append(mark)
                    break
            else:
                groups.append((label, [mark]))
        return groups

    def _beside(
        self, seen: Seen, first: FindingView | LabelView, marks: list[Mark], label: LabelView, mark: Mark
    ) -> bool:
        if label.text_name != getattr(first, "text_name", ""):
            return False
        bounds = self._text(seen, first)[1]
        return all(joined(bounds, other, mark, self._room) for other in marks)

    def _note(self, label: LabelView) -> str:
        if label.file is None:
            return clean(label.text)
        return f"{clean(label.text)} ({self._words.texts['in_source'].replace('{file}', clean(label.file))})"

    def _text(self, seen: Seen, place: FindingView | LabelView) -> tuple[str, tuple[int, int]]:
        """The text that a place lies in, and the block or paragraph around it."""
        name = getattr(place, "text_name", "")
        if not name:
            return seen.text, _bounds(seen, place)
        text = seen.sources.get(name, "")
        return text, _paragraph(text, place)

    @property
    def _room(self) -> int:
        return self._width - self._gutter - 5

    def _excerpt(self, text: str, bounds: tuple[int, int], marks: Sequence[Mark], place: Placed) -> list[str]:
        if bounds[0] == bounds[1]:
            return self._missing(marks, place)
        rows = excerpt(text, bounds, marks, self._room)
        lines = []
        for index, row in enumerate(rows):
            number = str(place.line) if index == 0 else ""
            gutter = self._paint("dim", f"  {number:>{self._gutter}} │ ")
            lines.append((gutter + self._row(row)).rstrip())
        return lines

    def _missing(self, marks: Sequence[Mark], place: Placed) -> list[str]:
        """A place where something should stand: its name, since there are no words to show."""
        block = f"{self._words.block(place.block)}: " if place.block else ""
        gutter = self._paint("dim", f"  {place.line:>{self._gutter}} │ ")
        note = "".join(f", {mark.note}" for mark in marks if mark.note)
        return [f"{gutter}{self._paint('dim', f'({block}' + self._words.texts['nothing_here'] + ')')}{note}"]

    def _row(self, row: Row) -> str:
        if not row.signs:
            return row.text + (self._paint("label", row.note) if row.note else "")
        painted, at = "", 0
        for start, end, sign in row.signs:
            style = self._severity if sign == "^" else "label"
            painted += row.text[at:start] + self._paint(style, row.text[start:end])
            at = end
        return f"{painted} {self._paint('label', row.note)}" if row.note else painted

    def _advice(self, seen: Seen, finding: FindingView) -> list[str]:
        said = self._words.texts
        entries = [(said["note"], clean(note)) for note in finding.notes]
        for index, suggestion in enumerate(finding.suggestions):
            entries.append((said["or" if index else "do"], self._suggestion(seen, suggestion)))
        return [line for word, text in entries for line in self._entry("good", word, text)]

    def _entry(self, style: str, word: str, text: str) -> list[str]:
        margin = self._margin
        first, *rest = wrap(text, self._width - margin - 4)
        lead = f"  {' ' * (margin - cells(word))}{self._paint(style, word)}  "
        return [lead + first, *(" " * (margin + 4) + line for line in rest)]

    def _suggestion(self, seen: Seen, suggestion: SuggestionView) -> str:
        """The title, and what the words become where one short edit says it."""
        if len(suggestion.edits) != 1:
            return clean(suggestion.title)
        edit = suggestion.edits[0]
        if max(len(edit.text), len(edit.matched)) > _LONGEST_CHANGE or (
            edit.text.strip() and edit.text in suggestion.title
        ):
            return clean(suggestion.title)
        if not edit.text and len(edit.matched) > _LONGEST_CUT:
            return clean(suggestion.title)
        before = seen.text[max(edit.start - 24, 0) : edit.start].rpartition("\n")[2]
        after = seen.text[edit.end : edit.end + 24].partition("\n")[0]
        left = before.rsplit(" ", 2)[-1] if before.endswith(tuple("“«\"'(")) or not before.endswith(" ") else ""
        left = left or " ".join(before.split()[-1:]) + " " * before.endswith(" ")
        right = after[: len(after) - len(after.lstrip())] + "".join(after.split()[:1])
        result = clean(left + edit.text + right).strip()
        return f"{clean(suggestion.title)} → {result}" if any(map(str.isalnum, result)) else clean(suggestion.title)

    def why(self, finding: FindingView) -> list[str]:
        """Why the rule exists, and the standards it enforces, once a rule; the standards alone without a reason."""
        name = name_of(finding)
        if name in self._asked:
            return []
        self._asked.add(name)
        rule = self._run.rules.get(finding.rule)
        reason = why(rule, self._run.look.language, finding.variant) if rule else ""
        if (finding.rule, reason) in self._told:
            return []
        self._told.add((finding.rule, reason))
        guides = "; ".join(f"{b.guide}: {b.clause}" if b.clause else b.guide for b in finding.basis)
        if reason:
            said = clean(f"{reason} ({guides})" if guides else reason)
            return self._entry("dim", self._words.texts["why"], said)
        return self._entry("dim", self._words.texts["basis"], clean(guides)) if guides else []


def name_of(finding: FindingView) -> str:
    """The finding's rule, with the variant where it has one."""
    return f"{finding.rule}:{finding.variant}" if finding.variant else finding.rule


def _bounds(seen: Seen, place: Placed) -> tuple[int, int]:
    """The block that a place lies in, with those on the same line (a dateline and its paragraph)."""
    blocks = seen.blocks
    for at, (block, start, end) in enumerate(blocks):
        if block != place.block or not start <= place.start <= end:
            continue
        if start == end:
            return start, end
        first = last = at
        while first and "\n" not in seen.text[blocks[first - 1][1] : blocks[first][1]]:
            first -= 1
        while last + 1 < len(blocks) and "\n" not in seen.text[blocks[last][2] : blocks[last + 1][2]]:
            last += 1
        return blocks[first][1], max(blocks[last][2], min(place.end, len(seen.text)))
    return 0, len(seen.text)


def _paragraph(text: str, place: Placed) -> tuple[int, int]:
    """The paragraph of a supplied source that a place lies in."""
    start = text.rfind("\n\n", 0, place.start)
    end = text.find("\n\n", place.end)
    return (start + 2 if start >= 0 else 0), (end if end >= 0 else len(text))
