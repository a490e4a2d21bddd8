"""Keys that several stories have are never taken for one story's own; nearly all that one story has are."""

from __future__ import annotations

from compliance.collection.often import Often


def test_what_two_stories_have_is_shared_and_a_rules_own() -> None:
    often = Often()
    often.see("x/y", ["one", "both"])
    often.see("x/y", ["both", "other"])
    often.see("x/z", ["one"])
    assert often.shared("x/y", ["other", "both", "one"]) == ["both"]
    assert often.shared("x/z", ["one", "both", "other", "never"]) == []


def test_two_sightings_in_one_story_are_one_story() -> None:
    often = Often()
    often.see("x/y", ["twice", "twice"])
    assert often.shared("x/y", ["twice"]) == []


def test_of_many_keys_none_that_is_shared_is_lost_and_few_others_are_left() -> None:
    often = Often()
    for story in range(2_000):
        often.see("x/y", [f"own {story} {n}" for n in range(20)] + [f"pair {story // 2}"])
    for story in range(0, 2_000, 7):
        assert often.shared("x/y", [f"pair {story // 2}"]) == [f"pair {story // 2}"]
    left = sum(len(often.shared("x/y", [f"own {story} {n}" for n in range(20)])) for story in range(2_000))
    assert left < 1_200
