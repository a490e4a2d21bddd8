"""Stories checked beside an event loop: many at once, cancelled, and with rules that do not come back."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable
from types import ModuleType
from typing import Any

import pytest

from compliance import Article, Checker, Finding, Report, Span, Verdict, hookimpl, plugins
from compliance.errors import PluginError, ReadError
from compliance.threads import AT_ONCE
from tests.host.conftest import plugin_of
from tests.host.test_checker import first_word, make_rule, silent
from tests.patience import PATIENCE, until

Make = Callable[..., Checker]
TEXT = "Hello there, said the mayor of the town."


class Gate:
    """A rule that waits until it is let go, as one does that never ends."""

    def __init__(self) -> None:
        self.entered, self.open, self.left = threading.Event(), threading.Event(), threading.Event()
        self.calls = 0

    def __call__(self, article: Article, options: Any) -> Iterable[Finding]:
        self.calls += 1
        self.entered.set()
        self.open.wait(PATIENCE)
        self.left.set()
        return ()


def named(report: Report, variant: str) -> list[str]:
    return [str(f.data["failed_rule"]) for f in report.findings if f.variant == variant]


def test_it_finds_what_check_finds() -> None:
    checker = Checker()
    story = {"headline": "Ferry crews to strike", "body": ["Crews will stop work on Monday (TK), they said."]}
    awaited, waited = asyncio.run(checker.acheck(story, seconds=PATIENCE)), checker.check(story)
    assert (awaited.verdict, awaited.findings) == (waited.verdict, waited.findings)
    assert awaited.verdict is Verdict.HOLD
    assert (awaited.rules_run, awaited.rules_skipped) == (waited.rules_run, waited.rules_skipped)


def test_many_at_once_are_each_answered(make_checker: Make) -> None:
    at_work: list[int] = []
    most = 0

    def counted(article: Article, options: Any) -> Iterable[Finding]:
        nonlocal most
        at_work.append(1)
        most = max(most, len(at_work))
        time.sleep(0.002)
        at_work.pop()
        yield Finding("house/counted", Span(0, int(article.text.split()[1])))

    checker = make_checker(make_rule("house/counted", counted))

    async def all_of_them() -> list[Report]:
        return await asyncio.gather(
            *(checker.acheck(f"Story {n + 6}{' of the day' * 6}.", seconds=PATIENCE) for n in range(60))
        )

    reports = asyncio.run(all_of_them())
    assert [report.findings[0].span.end for report in reports] == list(range(6, 66))
    assert most <= AT_ONCE


def test_one_checker_serves_several_loops(make_checker: Make) -> None:
    checker = make_checker(make_rule("house/first-word", first_word))
    found: list[Report] = []
    threads = [
        threading.Thread(target=lambda: found.append(asyncio.run(checker.acheck(TEXT, seconds=PATIENCE))))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert [report.verdict for report in found] == [Verdict.REVIEW] * 4


def test_the_loop_goes_on_meanwhile(make_checker: Make) -> None:
    gate = Gate()
    checker = make_checker(make_rule("house/slow", gate))

    async def beats() -> bool:
        check = asyncio.ensure_future(checker.acheck(TEXT, seconds=PATIENCE))
        for _ in range(10):
            await asyncio.sleep(0.01)
        meanwhile = not gate.left.is_set()
        gate.open.set()
        await check
        return meanwhile

    assert asyncio.run(beats())


def test_a_rule_that_does_not_come_back_is_not_waited_for(make_checker: Make) -> None:
    gate = Gate()
    rules = [make_rule("house/a-first", first_word), make_rule("house/b-held", gate)]
    checker = make_checker(*rules, make_rule("house/c-next", silent), make_rule("house/d-last", silent))

    async def twice() -> tuple[Report, Report]:
        # the gate opens at the end of this test: an answer before is one that did not wait for it
        first = await checker.acheck(TEXT, seconds=3)
        return first, await checker.acheck(TEXT, seconds=PATIENCE / 2)

    first, second = asyncio.run(twice())
    assert first.verdict is second.verdict is Verdict.HOLD
    assert named(first, "overran") == ["house/b-held"]
    assert "house/first-word" in {finding.rule for finding in first.findings}, "what was found before it is kept"
    (missed,) = [finding for finding in first.findings if finding.variant == "no-turn"]
    assert missed.data["rules"] == ["house/c-next", "house/d-last"]
    assert {skipped.rule for skipped in first.rules_skipped if skipped.undecided} == {"house/c-next", "house/d-last"}
    assert "house/c-next" not in first.rules_run

    # while its thread is lost the rule is left out, and the others do their work
    assert gate.calls == 1
    assert named(second, "suspended") == ["house/b-held"]
    assert "house/d-last" in second.rules_run

    gate.open.set()
    gate.left.wait(PATIENCE)
    until(lambda: asyncio.run(checker.acheck(TEXT, seconds=PATIENCE)).verdict is Verdict.REVIEW, "back, and at work")


def test_rules_that_are_slow_together_end_with_the_time(make_checker: Make) -> None:
    def slow(article: Article, options: Any) -> Iterable[Finding]:
        time.sleep(0.4)
        return ()

    checker = make_checker(*(make_rule(f"house/slow-{n}", slow) for n in range(20)))
    report = asyncio.run(checker.acheck(TEXT, seconds=2.0))
    assert report.verdict is Verdict.HOLD
    (missed,) = [finding for finding in report.findings if finding.variant == "no-turn"]
    assert 10 <= missed.data["count"] <= 20
    assert {*missed.data["rules"], *report.rules_run} == {f"house/slow-{n}" for n in range(20)}
    words = [finding.message for finding in checker.view(report, "es").findings if finding.variant == "no-turn"]
    assert words == [f"{missed.data['count']} reglas no se ejecutaron: se acabaron los 2 s de esta noticia"]


def test_a_rule_that_raises_is_a_finding(make_checker: Make) -> None:
    def broken(article: Article, options: Any) -> Iterable[Finding]:
        raise ZeroDivisionError("no pictures")

    report = asyncio.run(make_checker(make_rule("house/broken", broken)).acheck(TEXT, seconds=PATIENCE))
    assert named(report, "raised") == ["house/broken"]


def test_who_is_cancelled_does_not_wait_and_the_thread_stops_at_the_next_rule(make_checker: Make) -> None:
    gate, after = Gate(), []
    later = make_rule("house/b-later", lambda article, options: after.append(1) or ())
    checker = make_checker(make_rule("house/a-held", gate), later)

    async def cancelled() -> bool:
        check = asyncio.ensure_future(checker.acheck(TEXT, seconds=2 * PATIENCE))
        await asyncio.to_thread(gate.entered.wait, PATIENCE)
        check.cancel()
        with pytest.raises(asyncio.CancelledError):
            await check
        waited = gate.left.is_set()
        gate.open.set()
        await asyncio.to_thread(gate.left.wait, PATIENCE)
        await asyncio.sleep(0.1)
        return waited

    assert not asyncio.run(cancelled())
    assert after == []
    assert asyncio.run(checker.acheck(TEXT, seconds=PATIENCE)).verdict is Verdict.PUBLISH


def test_time_outs_of_the_caller_cost_no_more_threads_than_run_at_once(make_checker: Make) -> None:
    gate = Gate()
    checker = make_checker(make_rule("house/held", gate))

    async def impatient() -> None:
        for _ in range(6):
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(checker.acheck(TEXT, seconds=PATIENCE), 0.05)

    asyncio.run(impatient())
    assert gate.calls <= AT_ONCE
    gate.open.set()


def test_who_waits_for_a_turn_can_be_cancelled(make_checker: Make) -> None:
    gate = Gate()
    checker = make_checker(make_rule("house/held", gate))

    async def queue() -> Report:
        checks = [asyncio.ensure_future(checker.acheck(TEXT, seconds=PATIENCE)) for _ in range(AT_ONCE + 1)]
        await asyncio.to_thread(gate.entered.wait, PATIENCE)
        checks[-1].cancel()
        with pytest.raises(asyncio.CancelledError):
            await checks[-1]
        gate.open.set()
        return (await asyncio.gather(*checks[:-1]))[0]

    assert asyncio.run(queue()).verdict is Verdict.PUBLISH
    assert gate.calls == AT_ONCE


def test_a_story_that_cannot_be_read_is_an_error(make_checker: Make) -> None:
    checker = make_checker(make_rule("house/first-word", first_word))
    with pytest.raises(ReadError, match="neither body nor headline"):
        asyncio.run(checker.acheck({"title": "…"}, seconds=PATIENCE))


def test_a_story_that_takes_too_long_to_read_is_an_error(make_checker: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    checker, go_on = make_checker(make_rule("house/first-word", first_word)), threading.Event()
    monkeypatch.setattr(checker, "read", lambda *args, **how: go_on.wait(PATIENCE) or iter(()))
    with pytest.raises(ReadError, match="could not be read in time"):
        asyncio.run(checker.acheck(TEXT, seconds=0.1))
    go_on.set()


@pytest.mark.parametrize("held", [False, True])
def test_a_report_is_announced_once(held: bool) -> None:
    """Also that of a story whose rule was not waited for; and a plugin that cannot keep it is heard."""
    gate, kept = Gate(), []

    def compliance_report_ready(report: Report) -> None:
        kept.append(report)
        if len(kept) > 1:
            raise OSError("disk full")

    module = ModuleType("recorder")
    module.compliance_report_ready = hookimpl(compliance_report_ready)  # type: ignore[attr-defined]
    recorder = plugins.Plugin("recorder", "recorder", "recorder", "1", lambda: module)
    core = [plugin for plugin in plugins.discover() if plugin.name == "core"]
    house = plugin_of(make_rule("house/held", gate if held else silent))
    checker = Checker(registry=plugins.load([*core, house, recorder])._replace(packs={}))

    async def twice() -> Report:
        first = await checker.acheck(TEXT, seconds=2 if held else PATIENCE)
        gate.open.set()
        await asyncio.sleep(0.1)
        assert kept == [first]
        with pytest.raises(PluginError, match="disk full"):
            await checker.acheck(TEXT, seconds=PATIENCE)
        return first

    assert asyncio.run(twice()).verdict is (Verdict.HOLD if held else Verdict.PUBLISH)


@pytest.mark.parametrize("comes_back", [False, True])
def test_a_lost_thread_neither_keeps_the_program_alive_nor_speaks(comes_back: bool) -> None:
    """Also when its rule comes back after the event loop was closed."""
    program = f"""
import asyncio, threading
from compliance import Checker
checker, go_on = Checker(), threading.Event()
text = "The town (TK) said on Monday that it would pay."
checker.check(text)
rules = checker.registry.rules
held = rules["copy/placeholder"]._replace(check=lambda article, options: go_on.wait({2 * PATIENCE}) and ())
checker = Checker(registry=checker.registry._replace(rules={{**rules, "copy/placeholder": held}}))
print(asyncio.run(checker.acheck(text, seconds=2)).verdict)
if {comes_back}:
    go_on.set()
    for thread in threading.enumerate():
        if thread.name == "compliance":
            thread.join()
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=PATIENCE)
    assert (done.stdout, done.stderr) == ("hold\n", "")
