from __future__ import annotations

import time

from compliance.service.types import Caller, Event, Role, new_id


def test_identifiers_sort_by_time_and_are_never_the_same() -> None:
    first = new_id("rpt")
    time.sleep(0.002)
    later = [new_id("rpt") for _ in range(50)]
    assert first.startswith("rpt_")
    assert len(first) == 4 + 26
    assert first < min(later)
    assert len(set(later)) == 50


def test_a_draft_alone_is_not_stored() -> None:
    assert [event.value for event in Event if not event.stored] == ["draft"]


def test_an_administrator_has_every_role_and_nobody_else_has() -> None:
    assert all(Caller("tok_1", "daily", frozenset({Role.ADMIN})).may(role) for role in Role)
    only = Caller("tok_2", "daily", frozenset({Role.CHECK}))
    assert [role.value for role in Role if only.may(role)] == ["check"]
