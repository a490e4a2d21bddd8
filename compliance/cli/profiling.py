"""``--profile-rules``: what each rule and each analysis took, so that a slow one is found and named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from compliance.cli.speech import spoken
from compliance.record import Record
from compliance.renderers.model import ErrorView, Seen

_ANALYSIS = "analysis:"


class Cost(Record):
    """What one rule or analysis took.

    :param name: the rule's name, or the analysis's without its prefix.
    :param stories: how many stories it ran on; a rule with nothing to look at is not called.
    :param seconds: all of them together.
    :param slowest: seconds on the story that took longest, and that story's file.
    """

    name: str
    stories: int
    seconds: float
    slowest: tuple[float, str]


class Profile:
    """Adds up the timings of the reports that pass by.

    :param rules: names of rules that are listed even where they ran on no story.
    """

    def __init__(self, rules: Iterable[str] = ()) -> None:
        self._costs = {name: Cost(name, 0, 0.0, (0.0, "")) for name in rules}

    def watch(self, outcomes: Iterator[Seen | ErrorView]) -> Iterator[Seen | ErrorView]:
        """The outcomes, untouched."""
        for outcome in outcomes:
            if isinstance(outcome, Seen):
                for name, seconds in outcome.timings:
                    self._add(name, seconds, outcome.view.file)
            yield outcome

    def _add(self, name: str, seconds: float, file: str) -> None:
        known = self._costs.get(name) or Cost(name.removeprefix(_ANALYSIS), 0, 0.0, (0.0, file))
        self._costs[name] = Cost(
            known.name, known.stories + 1, known.seconds + seconds, max(known.slowest, (seconds, file))
        )

    def lines(self) -> Iterator[str]:
        """Two tables, the dearest first; the time of an analysis is its own, whichever rule asked first."""
        yield spoken("The first story of each process also pays for what is loaded then: see the slowest story.")
        whole = sum(cost.seconds for cost in self._costs.values()) or 1.0
        for title, analyses in (("rule", False), ("analysis", True)):
            costs = [cost for name, cost in self._costs.items() if name.startswith(_ANALYSIS) == analyses]
            width = max((len(cost.name) for cost in costs), default=0)
            heads = f"{spoken('stories'):>8}  {'ms':>9}  {spoken('share'):>6}  {spoken('µs/story'):>9}"
            yield f"{spoken(title):<{width}} {heads}  {spoken('slowest story')}"
            for cost in sorted(costs, key=lambda cost: (-cost.seconds, cost.name)):
                yield _line(cost, width, cost.seconds / whole)
            yield ""

    def slower(self, seconds: float) -> Iterator[Cost]:
        """The rules that take longer on a story, on the average of those they ran on."""
        for name, cost in self._costs.items():
            if not name.startswith(_ANALYSIS) and cost.seconds > seconds * cost.stories:
                yield cost


def _line(cost: Cost, width: int, share: float) -> str:
    longest, file = cost.slowest
    if not cost.stories:
        return f"{cost.name:<{width}}  {0:>7}  {spoken('ran on no story')}"
    return (
        f"{cost.name:<{width}}  {cost.stories:>7,}  {1e3 * cost.seconds:>9.2f}  {share:>6.1%}"
        f"  {1e6 * cost.seconds / cost.stories:>9.1f}  {1e3 * longest:.2f} ms  {file}"
    )
