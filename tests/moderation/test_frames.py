"""Frames: kinds of words that together do what none of them does alone."""

from __future__ import annotations

import pytest

from compliance import Checker
from compliance.lexicon import Entry
from compliance_plugins.moderation._sentence import Sentence, sentences
from compliance_plugins.moderation._terms import FRAMES, LISTS, Terms, framed, terms


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker()


def english(checker: Checker, **frames: object) -> Terms:
    """What is known of English, with one frame alone."""
    phrase = str(frames.pop("phrase"))
    entry = Entry(phrase, phrase, data={"is": "menace", **frames})  # type: ignore[dict-item]
    return terms(checker.context.lexicon, "en")._replace(frames=tuple(framed([entry])))


def read(text: str, known: Terms) -> Sentence:
    (one,) = sentences(text, 0, len(text), known)
    return one


def marked(text: str, known: Terms) -> list[str]:
    sentence = read(text, known)
    return [text[slice(*sentence.place(tag))] for tag in sentence.tags.get("menace", ()) if tag.term.words == ("",)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We know exactly which street you like", ["We know exactly which street"]),
        ("We know him and his friends and where you live", []),
        ("We know, and where is that car of yours", []),
        ("Where you live we know", []),
    ],
)
def test_parts_stand_in_order_near_each_other_and_in_one_clause(text: str, found: list[str], checker: Checker) -> None:
    assert marked(text, english(checker, phrase="know where haunt", gap=3)) == found


def test_one_place_may_have_several_kinds(checker: Checker) -> None:
    known = english(checker, phrase="know where|who haunt", gap=1)
    assert marked("I know who works in that pub", known) == []
    assert marked("I know who the pub likes", known) == ["I know who the pub"]


def test_what_else_stands_in_the_sentence_may_take_the_meaning_away(checker: Checker) -> None:
    known = english(checker, phrase="holds means ready", gap=4, unless=("remedy",))
    assert marked("I have the tablets lined up", known)
    assert not marked("I have the tablets lined up, as my doctor said", known)


def test_a_denial_between_two_parts_undoes_a_frame(checker: Checker) -> None:
    assert not marked("I know nobody where you live", english(checker, phrase="know where", gap=2))
    assert marked("I know nobody where you live", english(checker, phrase="know where", gap=2, denied=True))


def test_a_frame_may_have_to_end_its_clause_but_for_what_hangs_on(checker: Checker) -> None:
    known = english(checker, phrase="unwilling onward", gap=1, ends=True, denied=True)
    assert marked("I don't want to wake up any more", known)
    assert not marked("I don't want to wake up before noon", known)


def test_a_frame_may_have_to_begin_its_clause(checker: Checker) -> None:
    known = english(checker, phrase="arson premises inside", gap=4, begins=True)
    assert marked("Tonight, burn the school with everyone inside", known)
    assert not marked("They did not burn the school with everyone inside", known)


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_kind_of_every_frame_is_one_that_words_or_frames_before_it_have(language: str, checker: Checker) -> None:
    lexicon = checker.context.lexicon
    kinds = {"people", *(entry.text("is") for name in LISTS for entry in lexicon.entries(name, language))}
    for entry in lexicon.entries(FRAMES, language):
        missing = [p for p in entry.phrase.split() if not kinds.intersection(p.split("|"))]
        assert missing == [], f"no words for {missing} in the frame {entry.phrase!r}"
        kinds.add(entry.text("is"))


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_part_is_of_use(language: str, checker: Checker) -> None:
    lexicon = checker.context.lexicon
    used = {k for e in lexicon.entries(FRAMES, language) for p in e.phrase.split() for k in p.split("|")}
    used |= {k for e in lexicon.entries(FRAMES, language) for key in ("unless", "without") for k in e.texts(key)}
    built = {"turn", "hence", "who", "joins", "joins-short", "own", "possessive", "you-are", "was", "before-verb"}
    built |= {"unmasks", "street-behind", "street-before", "currency", "period", "tail", "and", "official", "article"}
    built |= {"exclaims", "writer", "provided", "trifle", "laughter"}
    assert {entry.text("is") for entry in lexicon.entries("moderation-parts", language)} <= used | built
