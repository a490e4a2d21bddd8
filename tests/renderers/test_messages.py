import pytest

from compliance.renderers.messages import Messages, fill, placeholders, sentence
from compliance.renderers.words import LANGUAGES, words


@pytest.mark.parametrize(
    ("value", "english", "spanish"),
    [
        ("2023-04-16", "16 April 2023", "16 de abril de 2023"),
        ("2023-04", "April 2023", "abril de 2023"),
        ("2023", "2023", "2023"),
        ("XXXX-04-06", "6 April", "6 de abril"),
        ("2023-04-16T10:00:00+02:00", "16 April 2023", "16 de abril de 2023"),
        ("2023-04-16/2023-04-18", "16 April 2023 to 18 April 2023", "16 de abril de 2023 a 18 de abril de 2023"),
        ("2023-13-01", "2023-13-01", "2023-13-01"),
        ("next week", "next week", "next week"),
    ],
)
def test_dates_in_words(value, english, spanish):
    assert fill("{d:date}", {"d": value}) == english
    assert fill("{d:date}", {"d": value}, "es") == spanish


@pytest.mark.parametrize(
    ("value", "english", "spanish"),
    [
        (["Holt"], "Holt", "Holt"),
        (["Holt", "Ibarra"], "Holt and Ibarra", "Holt e Ibarra"),
        (("agua", "hierro"), "agua and hierro", "agua y hierro"),
        (["a", "b", "c"], "a, b and c", "a, b y c"),
        ([], "", ""),
        ("whole", "whole", "whole"),
    ],
)
def test_lists_joined(value, english, spanish):
    assert fill("{l:list}", {"l": value}) == english
    assert fill("{l:list}", {"l": value}, "es") == spanish


def test_weekdays_in_the_language():
    assert fill("{w:weekday}", {"w": "tuesday"}, "es") == "martes"
    assert fill("{w:weekday}", {"w": "tuesday"}) == "Tuesday"


def test_a_value_that_is_missing_stays_in_sight():
    assert fill("{gone} and {here}", {"here": 3.0}) == "{gone} and 3"


def test_values_are_never_read_as_templates():
    assert fill("{a} {b}", {"a": "{b}", "b": "x"}) == "{b} x"


def test_a_sentence_begins_with_a_capital_unless_a_value_begins_it():
    assert sentence("two spaces", {}) == "Two spaces"
    assert sentence("{name} is named", {"name": "van Dyk"}) == "van Dyk is named"


def test_placeholders_are_listed():
    assert placeholders("{a} on {b:date}") == (("a", ""), ("b", "date"))


def test_a_language_that_a_rule_lacks_is_answered_in_english_throughout(kit):
    spoken = Messages(kit["rules"], "es-MX")
    assert spoken.say("copy/spacing", "message", {}) == "Two spaces between words"
    assert spoken.say("captions/truncated", "message", {"word": "Gen."}).startswith("El pie")
    assert Messages(kit["rules"], "fi").say("dates/caption-mismatch", "file", {}) == "Say that it is a file picture"


def test_every_language_has_every_word():
    english = words("en")
    for language in LANGUAGES:
        spoken = words(language)
        for table in (
            "severity",
            "kind",
            "kind_counts",
            "severity_counts",
            "verdict",
            "verdict_counts",
            "blocks",
            "texts",
        ):
            assert getattr(spoken, table).keys() == getattr(english, table).keys(), (language, table)
        assert len(spoken.months) == 12
        assert len(spoken.weekdays) == 7
