"""The output for people: each finding with its place in the sentence, what to do and why, and the verdict.

What an editor meets first on a line is what matters most; words carry all of it, colour only repeats them.
"Nothing found" names the number of rules that looked; where none looked it says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from compliance.digests import digest
from compliance.record import Record
from compliance.renderers import Writer
from compliance.renderers.counting import counts
from compliance.renderers.layout import cells, clean, fit, in_ascii, inert, wrap
from compliance.renderers.model import ErrorView, Piece
from compliance.renderers.paint import Paint
from compliance.renderers.text_finding import FindingText, name_of
from compliance.renderers.waived import tally_waived, waived_count, waived_how
from compliance.renderers.words import words
from compliance.renderers.words.phrases import in_language

if TYPE_CHECKING:
    from collections.abc import Mapping

    from compliance.renderers import Run
    from compliance.renderers.model import ReportView, Seen

_MOST_OF_A_RULE = 100
_ASKED = 3
"""Where it stands in what is told of a piece which rules the story asks; before it verdict, rules and waived."""


def render(run: Run) -> Iterator[str]:
    """The output, a story at a time."""
    for piece in _Text(run).pieces(run.outcomes):
        yield inert(piece if run.look.unicode else in_ascii(piece))


def writer(run: Run) -> Writer:
    """What writes a story of a run whose rules have all been asked."""
    text = _Text(run)
    return Writer(text.form, text.plain)


class _Part(Record):
    """One finding's part of a story.

    :param lines: as they are written now.
    :param plain: as they are written once the rule has been asked.
    :param name: of the rule; empty for what is no finding.
    """

    lines: Sequence[str]
    plain: Sequence[str]
    name: str = ""


class _Text:
    """Writes one run and keeps count."""

    def __init__(self, run: Run) -> None:
        self._look = run.look
        self._words = words(run.look.language)
        self._paint = Paint(run.look.colour)
        self._findings = FindingText(run, self._paint, self._words)
        self.form = f"text {digest(repr(run.look).encode())}"
        self._verdicts: Counter[str] = Counter()
        self._example = ""
        self._rules = self._waived_in_all = 0
        self._open = True

    def pieces(self, outcomes: Iterable[Seen | ErrorView]) -> Iterator[str]:
        """Each story, then the summary."""
        for outcome in outcomes:
            yield self._unread(outcome) if isinstance(outcome, ErrorView) else self._story(outcome)
        yield _joined(self._summary())

    def _said(self, key: str) -> str:
        return self._words.texts[key]

    def _unread(self, error: ErrorView) -> str:
        self._verdicts["unread"] += 1
        badge = self._paint.badge("unread", self._words.verdict["unread"])
        lines = [f"{badge}  {self._paint('bold', clean(error.file))}"]
        lines += [f"  {line}" for line in wrap(clean(error.message), self._look.width - 2)]
        if error.hint:
            lead = f"  {self._said('next')}: "
            first, *rest = wrap(clean(error.hint), self._look.width - cells(lead))
            lines += [self._paint("bold", lead) + first, *(" " * cells(lead) + line for line in rest)]
        return self._spaced(_joined([*lines, ""]))

    def _story(self, seen: Seen) -> str:
        """A story as it has been written before, unless a rule is to be asked that no story before this one asked."""
        piece = seen.piece(self.form)
        if piece is not None and self._findings.known(piece.told[_ASKED]):
            said = piece.text
        else:
            said, plain = self._written(seen)
            if piece is None:
                piece = plain
                seen.keep(self.form, piece)
        verdict, rules, waived, asked = piece.told
        self._verdicts[verdict] += 1
        self._rules = max(self._rules, rules)
        self._waived_in_all += waived
        if not asked:
            self._open = False
            return said
        self._example = self._example or asked[0].partition(":")[0]
        return self._spaced(said)

    def plain(self, seen: Seen) -> Piece:
        """A story as it is written once all its rules have been asked."""
        return self._written(seen)[1]

    def _written(self, seen: Seen) -> tuple[str, Piece]:
        """A story as it is written now, and as it is once all its rules have been asked."""
        view = seen.view
        told = view.verdict if view.rules_run else "unread", len(view.rules_run), len(view.waived)
        if not view.shown:
            said = _joined([*self._verdict(view, self._name(view)), *self._waived(view), *self._left_out(view)])
            return said, Piece(said, (*told, ()))
        begin, parts = [self._title(seen), ""], list(self._parts(seen))
        end = [*self._verdict(view), *self._waived(view), *self._left_out(view), ""]
        said = _joined([*begin, *(line for part in parts for line in part.lines), *end])
        plain = _joined([*begin, *(line for part in parts for line in part.plain), *end])
        return said, Piece(plain, (*told, tuple(dict.fromkeys(part.name for part in parts if part.name))))

    def _parts(self, seen: Seen) -> Iterator[_Part]:
        shown: dict[str, int] = {}
        for number, finding in enumerate(seen.view.shown):
            shown[finding.rule] = shown.get(finding.rule, 0) + 1
            if shown[finding.rule] <= _MOST_OF_A_RULE:
                lines = self._findings.lines(seen, finding, observed=number >= len(seen.view.findings))
                why = self._findings.why(finding)
                yield _Part([*lines, *why, ""], [*lines, ""], name_of(finding))
        folded = self._folded(shown)
        yield _Part(folded, folded)

    def _folded(self, found: Mapping[str, int]) -> list[str]:
        """Of a rule that speaks more often than anybody reads: how much more there is, and where."""
        lines = []
        for rule, count in found.items():
            if count > _MOST_OF_A_RULE:
                more = self._said("folded").format(n=f"{count - _MOST_OF_A_RULE:,}", rule=rule)
                lines += [*wrap(more, self._look.width), ""]
        return lines

    def _spaced(self, said: str) -> str:
        """A block of several lines is parted from the one-line verdicts before it."""
        parted, self._open = self._open, True
        return said if parted else f"\n{said}"

    def _name(self, view: ReportView) -> str:
        return clean(view.file) + (f" #{view.item + 1}" if view.item is not None else "")

    def _title(self, seen: Seen) -> str:
        name = self._name(seen.view)
        room = self._look.width - cells(name) - 3
        headline = next((seen.text[start:end] for id_, start, end in seen.blocks if id_ == "headline"), "")
        if not headline.strip() or room < 20:
            return self._paint("bold", name)
        return f"{self._paint('bold', name)} {self._paint('dim', '· ' + fit(' '.join(clean(headline).split()), room))}"

    def _verdict(self, view: ReportView, name: str = "") -> list[str]:
        """The verdict and what it rests on, after the story's name where that stands nowhere else."""
        if not view.rules_run:
            badge = self._paint.badge("unread", self._said("nothing_checked"))
            return [f"{badge}  {self._paint('bold', name)}"]
        word = self._words.verdict[view.verdict]
        by = self._words.number(self._said("checked_by" if view.shown else "by_rules"), len(view.rules_run))
        counts = self._counts(view)
        if view.shown:
            said = f"{', '.join(counts)} · {by}"
        else:
            nothing = f"{self._said('nothing_found')} {by}"
            said = f"{name} · {', '.join([nothing, *counts])}"
        first, *rest = wrap(said, self._look.width - 2, taken=cells(word) + 2)
        if name and first.startswith(name):
            first = self._paint("bold", name) + first[len(name) :]
        return [f"{self._paint.badge(view.verdict, word)}  {first}", *(f"  {line}" for line in rest)]

    def _counts(self, view: ReportView) -> list[str]:
        """What a verdict rests on: kinds from the gate on, what is below it by severity."""
        spoken = self._words
        found: dict[str, int] = {}
        for finding in view.findings:
            name = finding.kind if counts(finding, self._look.gate) else finding.severity
            found[name] = found.get(name, 0) + 1
        texts = ((spoken.kind_counts, ("fail", "review")), (spoken.severity_counts, ("error", "warning", "note")))
        parts = [spoken.number(said[name], found[name]) for said, names in texts for name in names if name in found]
        if view.waived:
            parts.append(waived_count(view.waived, self._look.language))
        if view.baseline:
            parts.append(spoken.number(self._said("baseline"), len(view.baseline)))
        if view.observed:
            parts.append(spoken.number(self._said("observed"), len(view.observed)))
        return parts

    def _waived(self, view: ReportView) -> list[str]:
        """What was let through, each finding with its place, by whom and why."""
        lines = []
        for finding in view.waived[:_MOST_OF_A_RULE]:
            place = f"{finding.rule} · {clean(view.file)}:{finding.line}:{finding.column}"
            told = (f"{place} · {clean(finding.message)}", f"  {clean(waived_how(finding, self._look.language))}")
            for said in told:
                margin = "  " if said is told[0] else "    "
                lines += [self._paint("dim", f"{margin}{line}") for line in wrap(said, self._look.width - len(margin))]
        if (more := len(view.waived) - _MOST_OF_A_RULE) > 0:
            lines.append(self._paint("dim", f"  {self._words.number(self._said('more'), more)}"))
        return lines

    def _left_out(self, view: ReportView) -> list[str]:
        """The rules that had work to do and could not do it, by reason."""
        reasons: dict[str, list[str]] = {}
        for skipped in view.rules_skipped:
            if skipped.undecided:
                reasons.setdefault(skipped.reason, []).append(skipped.rule)
        lines = []
        for reason, rules in reasons.items():
            listed = ", ".join(rules[:3])
            more = f" {self._words.number(self._said('more'), len(rules) - 3)}" if len(rules) > 3 else ""
            said = f"{self._said('not_run')}: {listed}{more} ({clean(in_language(reason, self._look.language))})"
            lines += [self._paint("dim", f"  {line}") for line in wrap(said, self._look.width - 2)]
        return lines

    def _summary(self) -> list[str]:
        spoken = self._words
        total = sum(self._verdicts.values())
        checked = total - self._verdicts["unread"]
        lines = []
        if not checked:
            lines.append(f"{self._paint.badge('unread', self._said('nothing_checked'))}  {self._said('no_story')}")
        elif total > 1:
            counted = [
                spoken.number(spoken.verdict_counts[verdict], self._verdicts[verdict])
                for verdict in ("hold", "review", "publish", "unread")
                if self._verdicts[verdict]
            ]
            tally = ", ".join([*counted, *tally_waived(self._waived_in_all, self._look.language)])
            stories = spoken.number(self._said("stories"), checked)
            rules = spoken.number(self._said("rules"), self._rules)
            lines += [self._paint("bold", line) for line in wrap(f"{stories}, {rules}: {tally}", self._look.width)]
            lines = lines if self._open else ["", *lines]
        if self._example:
            asked = " ".join(filter(None, (self._example, self._look.options)))
            told = wrap(self._said("explain").replace("{rule}", asked), self._look.width)
            lines += [self._paint("dim", line) for line in told]
        return lines


def _joined(lines: Iterable[str]) -> str:
    return "\n".join(lines) + "\n"
