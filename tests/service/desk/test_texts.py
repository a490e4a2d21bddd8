from __future__ import annotations

from compliance.service.desk.texts import Texts

ONE, TWO = ("daily", "one"), ("daily", "two")


def test_the_oldest_bytes_go_first_and_a_story_is_known_by_any_version() -> None:
    texts = Texts(most=10)
    texts.put("v1", b"12345", ONE)
    texts.put("v2", b"1234", ONE)
    texts.put("v3", b"123", TWO)
    assert [texts.get(name) for name in ("v1", "v2", "v3")] == [None, b"1234", b"123"]
    assert texts.knows(ONE)
    texts.put("v4", b"1234567", TWO)
    assert not texts.knows(ONE)
    texts.put("v5", b"x" * 11, ONE)
    assert not texts.knows(ONE), "what is larger than all the room is not kept"
    assert not texts.knows(TWO)


def test_a_story_that_is_forgotten_gives_its_room_back() -> None:
    texts = Texts(most=10)
    texts.put("v1", b"12345", ONE)
    texts.put("v2", b"12345", TWO)
    texts.forget(ONE)
    texts.put("v3", b"12345", ONE)
    assert [texts.get(name) for name in ("v1", "v2", "v3")] == [None, b"12345", b"12345"]
