from __future__ import annotations

from compliance.service.suspension import Suspensions


def test_a_rule_that_fails_on_several_of_the_last_stories_is_suspended_for_longer_each_time() -> None:
    now = 0.0
    found = Suspensions(2, 10, 60.0, clock=lambda: now)
    found.saw(["topic/bad", "topic/bad"])
    assert not found.now(), "twice on one story is once"
    found.saw([])
    found.saw(["topic/bad"])
    assert found.now() == {"topic/bad"}
    now = 61
    assert not found.now(), "it is tried again"
    found.saw(["topic/bad"])
    assert found.now() == {"topic/bad"}
    now = 61 + 61
    assert found.now() == {"topic/bad"}, "and waits twice as long"
    now = 61 + 121
    assert not found.now()


def test_failures_that_lie_far_apart_suspend_nothing() -> None:
    found = Suspensions(2, 5, 60.0)
    for _ in range(4):
        found.saw(["topic/bad"])
        for _ in range(5):
            found.saw([])
        assert not found.now()


def test_a_rule_that_proved_itself_begins_anew() -> None:
    now = 0.0
    found = Suspensions(1, 3, 60.0, clock=lambda: now)
    found.saw(["topic/bad"])
    now = 61
    assert not found.now()
    for _ in range(4):
        found.saw([])
    found.saw(["topic/bad"])
    now += 61
    assert not found.now(), "the pause is the first one again"
