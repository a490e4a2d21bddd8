from __future__ import annotations

from datetime import timedelta

import pytest

from compliance.service.store import Store
from compliance.service.store.once import first_time
from compliance.service.store.outbox import all_messages
from compliance.service.types import Entry, Event, Idempotency, KeyReusedError, StoreError, new_id
from tests.service.store.made import ANN, BO, NOON, certificate, message, report, waiver


def test_what_is_recorded_comes_back_as_it_was(store: Store) -> None:
    stored = report(person=ANN, report={"matched": "naïve \ud800 \x00 \u202e", "list": [1, None, 0.5]})
    cert = certificate(stored)
    entry = Entry(new_id("jrn"), "daily", "override", NOON, "u-bo", "story-1", {"reason": "the public must know"})
    fields = {"headline": ["A bridge opens"]}
    assert store.record(stored, certificate=cert, canonical=fields, entries=[entry]) == stored
    assert store.report("daily", stored.id) == stored
    assert store.certificate("daily", cert.id) == cert
    assert store.certificates("daily", "story-1") == (cert,)
    assert store.story("daily", stored.id) == fields
    assert store.journal("daily", kind="override", story_id="story-1") == (entry,)


def test_no_title_sees_anything_of_another(store: Store) -> None:
    stored, let = report(), waiver()
    cert = certificate(stored)
    store.record(stored, certificate=cert, canonical={"headline": ["x"]})
    store.add_waiver(let)
    store.note(Entry(new_id("jrn"), "daily", "erased", NOON, "u-bo"))
    assert store.report("weekly", stored.id) is None
    assert store.history("weekly", "story-1") == ()
    assert store.latest_published("weekly", "story-1") is None
    assert store.story("weekly", stored.id) is None
    assert store.certificate("weekly", cert.id) is None
    assert store.certificates("weekly", "story-1") == ()
    assert store.waivers("weekly", "story-1") == ()
    assert store.waiver("weekly", let.id) is None
    assert not store.withdraw("weekly", let.id, BO)
    assert store.journal("weekly") == ()


def test_all_of_an_answer_is_kept_or_nothing(store: Store) -> None:
    first, second = report(), report()
    cert = certificate(first)
    store.record(first, certificate=cert)
    with pytest.raises(StoreError, match="the record failed"):
        store.record(second, idempotency=Idempotency("tok_1", "k", "b"), certificate=cert, canonical={"headline": []})
    assert store.report("daily", second.id) is None
    assert store.replayed(Idempotency("tok_1", "k", "b")) is None


def test_a_repeated_request_gets_its_first_answer(store: Store) -> None:
    asked = Idempotency("tok_1", "key", "sha256:01")
    first, again = report(), report()
    assert store.replayed(asked) is None
    assert store.record(first, idempotency=asked) == first
    assert store.replayed(asked) == first
    assert store.record(again, idempotency=asked) == first
    assert store.history("daily", "story-1") == (first,)


def test_a_key_with_another_body_is_refused(store: Store) -> None:
    asked = Idempotency("tok_1", "key", "sha256:01")
    store.record(report(), idempotency=asked)
    for item in (0, 1):
        other = asked._replace(body="sha256:02", item=item)
        with pytest.raises(KeyReusedError, match="another body"):
            store.replayed(other)
    with pytest.raises(KeyReusedError):
        store.record(report(), idempotency=asked._replace(body="sha256:02"))


def test_a_key_is_of_one_token_and_each_story_of_a_body_has_its_own_answer(store: Store) -> None:
    asked = Idempotency("tok_1", "key", "sha256:01")
    first, second, theirs = report(), report(), report()
    store.record(first, idempotency=asked)
    store.record(second, idempotency=asked._replace(item=1))
    store.record(theirs, idempotency=asked._replace(caller="tok_2", body="sha256:99"))
    assert store.replayed(asked) == first
    assert store.replayed(asked._replace(item=1)) == second
    assert store.replayed(asked._replace(caller="tok_2", body="sha256:99")) == theirs


def test_a_key_is_forgotten_after_its_time(url: str) -> None:
    asked = Idempotency("tok_1", "key", "sha256:01")
    store = Store.open(url, keys_kept=timedelta(0))
    store.record(report(), idempotency=asked)
    later = report()
    assert store.replayed(asked._replace(body="sha256:02")) is None
    assert store.record(later, idempotency=asked._replace(body="sha256:02")) == later
    store.close()


def test_history_is_the_newest_first_and_comes_in_pages(store: Store) -> None:
    reports = [store.record(report(id=f"rpt_{n}")) for n in range(5)]
    store.record(report(story_id="story-2"))
    store.record(report(story_id=None))
    assert store.history("daily", "story-1") == tuple(reversed(reports))
    assert store.history("daily", "story-1", limit=2, before="rpt_3") == (reports[2], reports[1])


def test_an_update_is_compared_with_what_was_let_out_last(store: Store) -> None:
    out = store.record(report(id="rpt_1"))
    store.record(report(id="rpt_2", event=Event.UPDATE, verdict="hold"))
    assert store.latest_published("daily", "story-1") == out
    store.record(report(id="rpt_3", event=Event.KILL))
    assert store.latest_published("daily", "story-1") is None


def test_two_people_agree_and_one_person_twice_is_one(store: Store) -> None:
    let = waiver()
    store.add_waiver(let)
    assert store.waivers("daily", "story-1") == (let,)
    assert store.agree("daily", let.id, ANN._replace(name="Ann E.")).by == (ANN,)
    assert store.agree("daily", let.id, BO, "I saw it too").by == (ANN, BO)
    agreed = let._replace(by=(ANN, BO), reasons={BO.id: "I saw it too"})
    assert store.waiver("daily", let.id) == agreed
    assert store.agree("daily", let.id, BO, "something else") == agreed, "what was said stands"
    exported = [row["reason"] for row in store.export("daily") if row["row"] == "agreement"]
    assert sorted(exported, key=str) == ["I saw it too", None]
    assert store.withdraw("daily", let.id, BO)
    assert not store.withdraw("daily", let.id, BO)
    assert store.waivers("daily", "story-1") == ()
    with pytest.raises(StoreError, match="there is no waiver"):
        store.agree("daily", let.id, BO)


def test_old_public_keys_are_kept_beside_the_new(store: Store) -> None:
    store.keep_key("key_1", "PEM one")
    store.keep_key("key_2", "PEM two")
    store.keep_key("key_1", "PEM one")
    assert list(store.keys().items()) == [("key_1", "PEM one"), ("key_2", "PEM two")]


def test_a_moment_without_a_time_zone_is_refused(store: Store) -> None:
    with pytest.raises(StoreError, match="no time zone"):
        store.record(report(checked_at=NOON.replace(tzinfo=None)))
    store.check()


def test_what_comes_twice_is_known_to_come_twice(store: Store) -> None:
    told = []
    for once in ("a", "b", "a"):
        with store.writing() as connection:
            told.append(first_time(connection, "hook:cms", once, now=NOON, until=NOON + timedelta(minutes=10)))
    assert told == [True, True, False]


def test_of_two_decisions_with_one_key_the_first_stands_whoever_is_faster(store: Store) -> None:
    asked, first, second = Idempotency("tok_1", "key-1", "sha256:aa"), waiver(), waiver()
    assert store.waived(asked) is None
    assert store.add_waiver(first, idempotency=asked) == first
    assert store.add_waiver(second, messages=[message()], idempotency=asked) == first
    assert store.agree("daily", first.id, BO, idempotency=asked) == first
    assert store.waivers("daily", "story-1") == (first,)
    assert store.waived(asked) == first
    with store.reading() as connection:
        assert list(all_messages(connection, "daily")) == []
    with pytest.raises(KeyReusedError):
        store.waived(asked._replace(body="sha256:bb"))
    store.erase_story("daily", "story-1", by="ann")
    assert store.waived(asked) is None
    assert store.add_waiver(second, idempotency=asked) == second, "with the waiver its key was erased"
