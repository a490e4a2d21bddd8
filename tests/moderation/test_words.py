"""Disguises are undone, and every word keeps its place in the text."""

from __future__ import annotations

import pytest

from compliance import Checker
from compliance_plugins.moderation._letters import seen
from compliance_plugins.moderation._sentence import sentences
from compliance_plugins.moderation._terms import Terms, terms
from compliance_plugins.moderation._words import Word, words


@pytest.fixture(scope="module")
def english() -> Terms:
    return terms(Checker().context.lexicon, "en")


def read(text: str, known: Terms) -> list[Word]:
    return words(text, 0, len(text), known)


@pytest.mark.parametrize(
    ("written", "hidden"),
    [
        ("1d10t", "leet"),
        ("idi0t", "leet"),
        ("IDIOT", ""),
        ("i d i o t", "spaced"),
        ("i.d.i.o.t", "spaced"),
        ("I-D-I-O-T", "spaced"),
        ("idiooooot", "repeated"),
        ("іdіоt", "look-alike"),
        ("ｉｄｉｏｔ", "look-alike"),
        ("𝐢𝐝𝐢𝐨𝐭", "look-alike"),
        ("ɪᴅɪᴏᴛ", "look-alike"),
        ("id**t", "masked"),
        ("idoit", "misspelt"),
        ("idi\u200bot", "look-alike"),
    ],
)
def test_a_hidden_word_is_read_and_keeps_its_place(written: str, hidden: str, english: Terms) -> None:
    text = f"Well, you {written}, listen."
    (found,) = [word for word in read(text, english) if word.plain == "idiot"]
    assert (text[found.start : found.end], found.disguised) == (written, hidden)


def test_a_sign_that_opens_an_exclamation_is_no_letter_where_it_stands_for_none(english: Terms) -> None:
    assert [(word.plain, word.start) for word in read("¡Idiot! ¡diot", english)] == [("idiot", 1), ("idiot", 8)]


def test_words_written_together_are_two_places(english: Terms) -> None:
    text = "They are absolutefilth."
    plain = {word.plain: text[word.start : word.end] for word in read(text, english)}
    assert plain["filth"] == "filth"
    assert plain["absolute"] == "absolute"


@pytest.mark.parametrize(
    "text",
    [
        "Route 455 and sector 5H",
        "The site sells honey, part of it from here",
        "Scunthorpe, Penistone and the classics",
        "A b c and 1 2 3",
        "Mr. J. R. R. Moen",
        "",
        " \n\t",
        "***",
        "!!! ???",
    ],
)
def test_what_hides_nothing_is_left_as_it_is(text: str, english: Terms) -> None:
    assert [word for word in read(text, english) if word.disguised] == []


def test_places_are_in_order_and_inside_the_text(english: Terms) -> None:
    text = "W h y — d0 y0u “hate” thіs, 𝐢𝐝𝐢𝐨𝐭?! a.b.c  hangall\n\nx" * 5
    found = read(text, english)
    assert all(0 <= word.start < word.end <= len(text) for word in found)
    assert [word.start for word in found] == sorted(word.start for word in found)


def test_a_quotation_is_left_out_of_a_sentence_that_quotes(english: Terms) -> None:
    (one,) = sentences("He wrote “you are an idiot” to me", 0, 33, english)
    assert one.quoted
    assert not one.has("insult")


def test_a_comment_that_is_all_in_quotation_marks_is_read(english: Terms) -> None:
    (one,) = sentences("“you are an idiot”", 0, 18, english)
    assert one.has("insult")


def test_a_text_without_full_stops_is_cut(english: Terms) -> None:
    text = "word " * 1000
    assert max(len(one.words) for one in sentences(text, 0, len(text), english)) <= 80


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_hidden_forms_that_stories_are_searched_for_are_read_as_their_words(language: str) -> None:
    lexicon = Checker().context.lexicon
    known = terms(lexicon, language)
    for entry in lexicon.entries("moderation-hidden", language):
        (word,) = read(entry.phrase, known)
        assert word.plain == seen(entry.text("of")), entry.phrase
