"""Webhooks that wait, in either database, with several that send at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from compliance.service.store import Store
from compliance.service.store.outbox import all_messages, claim_message, count_waiting, hooks_due, settle_message
from compliance.service.types import StoreError
from tests.service.store.made import ANN, NOON, message, report, waiver

LATER = NOON + timedelta(minutes=2)


def test_what_is_told_of_a_thing_is_kept_with_it_or_not_at_all(store: Store) -> None:
    store.record(report(), messages=[message(id="evt_1"), message(id="evt_1", hook="other")])
    made = waiver()
    store.add_waiver(made, messages=[message(id="evt_2")])
    store.agree("daily", made.id, ANN, messages=[message(id="evt_3")])
    with pytest.raises(StoreError, match="no waiver"):
        store.agree("daily", "wvr_none", ANN, messages=[message(id="evt_4")])
    with store.reading() as connection:
        kept = [(one.id, one.hook) for one in all_messages(connection, "daily")]
        assert kept == [("evt_1", "cms"), ("evt_1", "other"), ("evt_2", "cms"), ("evt_3", "cms")]
        assert hooks_due(connection, NOON) == {"cms", "other"}
        assert hooks_due(connection, NOON - timedelta(seconds=1)) == set()


def test_several_that_send_claim_each_webhook_once(store: Store) -> None:
    ids = [f"evt_{number:03}" for number in range(40)]
    for one in ids:
        store.record(report(), messages=[message(id=one)])

    def claim_all(_: int) -> list[str]:
        claimed = []
        while True:
            with store.writing() as connection:
                found = claim_message(connection, "cms", NOON, LATER)
            if found is None:
                return claimed
            claimed.append(found.id)

    with ThreadPoolExecutor(4) as pool:
        claimed = [one for mine in pool.map(claim_all, range(4)) for one in mine]
    assert len(claimed) == len(set(claimed)), "no webhook was claimed twice"
    with store.writing() as connection:
        while (left := claim_message(connection, "cms", NOON, LATER)) is not None:
            claimed.append(left.id)
    assert sorted(claimed) == ids


def test_the_oldest_comes_first_and_what_was_not_settled_comes_again(store: Store) -> None:
    store.record(report(), messages=[message(id="evt_2"), message(id="evt_1", due_at=NOON - timedelta(seconds=1))])
    with store.writing() as connection:
        first = claim_message(connection, "cms", NOON, LATER)
        assert first is not None
        assert first.id == "evt_1"
        settle_message(connection, first._replace(due_at=None, sent_at=NOON, attempts=1))
        second = claim_message(connection, "cms", NOON, LATER)
        assert second is not None
        assert (second.id, claim_message(connection, "cms", NOON, LATER), count_waiting(connection)) == (
            "evt_2",
            None,
            1,
        )
    with store.writing() as connection:
        again = claim_message(connection, "cms", LATER, LATER + timedelta(minutes=2))
    assert again is not None
    assert again.id == "evt_2"
