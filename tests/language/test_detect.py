"""Which language a text is in, and by how many words two languages are told apart."""

from compliance.language.detect import language_of, words_between

ENGLISH = "The council said on Monday that it would not raise the fees of the harbour, and the fishermen were glad."
SPANISH = "El pleno dijo el lunes que no va a subir las tasas del puerto, y los pescadores se alegraron mucho."


def test_the_small_words_tell_the_language() -> None:
    assert language_of(ENGLISH) == "en"
    assert language_of(SPANISH) == "es"
    assert language_of("Karsholm 3 Lindvik 2") is None


def test_words_between_two_languages_are_counted_for_the_one_that_has_them() -> None:
    ours, theirs = words_between(ENGLISH, "en", "es")
    assert ours > 8
    assert theirs == 0
    assert words_between(SPANISH, "en", "es") == words_between(SPANISH, "es", "en")[::-1]


def test_a_word_of_both_languages_counts_for_neither() -> None:
    assert words_between("a a a", "en", "es") == (0, 0)
    assert words_between("que de la", "es", "ca") == (0, 0)
