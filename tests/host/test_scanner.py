from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from compliance.folding import fold, lower
from compliance.lexicon import Entry
from compliance.scanner import Scanner


def found(text: str, *entries: Entry | str) -> list[str]:
    group = [Entry(e, e) if isinstance(e, str) else e for e in entries]
    scanner = Scanner({"list": group})
    # the first texts are scanned for the phrases that they may have, later ones for all
    answers = [[text[hit.start : hit.end] for hit in scanner.scan(text).hits("list")] for _ in range(4)]
    assert all(answer == answers[0] for answer in answers)
    return answers[0]


def test_finds_phrases_at_word_boundaries_only() -> None:
    assert found("The art of Bart, art.", "art") == ["art", "art"]


def test_capitals_count_only_for_exact_entries() -> None:
    assert found("POOL pool Pool", Entry("POOL", "POOL", exact=True)) == ["POOL"]
    assert found("POOL pool Pool", "pool") == ["POOL", "pool", "Pool"]


def test_a_hyphen_is_not_a_space() -> None:
    assert found("a co-op and a co op", "co op") == ["co op"]


def test_a_line_break_inside_a_phrase_is_white_space() -> None:
    assert found("no\nsales", "no sales") == ["no\nsales"]


def test_curly_and_straight_apostrophes_are_alike() -> None:
    assert found("Don’t and don't", "don't") == ["Don’t", "don't"]


def test_signs_around_a_phrase_belong_to_it() -> None:
    assert found("end (more) and more [CHECK] check", "(more)", "[CHECK]") == ["(more)", "[CHECK]"]


def test_signs_alone_are_found() -> None:
    assert found("what ¿¿¿ and", "¿¿¿") == ["¿¿¿"]


def test_phrases_in_other_scripts_are_found_at_word_boundaries() -> None:
    assert found("Фото: ТАСС, ТАССы", "ТАСС") == ["ТАСС"]


def test_phrases_in_other_scripts_are_found_among_curly_marks_and_accents() -> None:
    assert found("“Señal” — ТАСС", "ТАСС") == ["ТАСС"]
    assert found("“Señal” — café…", "ТАСС", "café") == ["café"]


def test_signs_outside_latin_1_are_found_where_they_are_a_phrase() -> None:
    assert found("a “ — ” b", "— ”") == ["— ”"]
    assert found("a … b", "…", "ТАСС") == ["…"]


def test_a_phrase_whose_small_letters_are_latin_is_found_in_a_latin_text() -> None:
    assert found("ñ 5 \u212a and 5 k", "5 \u212a") == ["5 \u212a", "5 k"]


def test_accents_count() -> None:
    assert found("mas más", "más") == ["más"]


def test_the_longest_phrase_of_a_list_wins() -> None:
    assert found("AP Photo by", "AP", "AP Photo") == ["AP Photo"]


def test_a_trailing_full_stop_is_not_part_of_the_hit() -> None:
    assert found("met Gen. Ruiz", "Gen.") == ["Gen"]


def test_two_lists_may_share_a_phrase() -> None:
    scan = Scanner({"a": [Entry("may", "May")], "b": [Entry("May", "may", exact=True)]}).scan("in May may")
    assert len(scan.hits("a")) == 2
    assert len(scan.hits("b")) == 1
    assert scan.hits("unknown") == ()


def test_lower_case_of_other_length_keeps_offsets() -> None:
    text = "İİİ Фото here"
    assert found(text, "фото", "here") == ["Фото", "here"]


@given(st.text())
def test_folding_keeps_one_byte_a_code_point(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_apostrophes_are_alike_in_every_script() -> None:
    assert found("the 0ʼĀ and the O’Łódź", "0’Ā", "O'Łódź") == ["0ʼĀ", "O’Łódź"]


@given(st.text(alphabet=st.characters(max_codepoint=0x2FF), max_size=30), st.text(max_size=30))
def test_whatever_stands_between_blanks_is_found(phrase: str, before: str) -> None:
    phrase = phrase.strip().strip(".ʼ")  # the apostrophe that Unicode counts among the letters is none here
    if not phrase or any(c.isspace() for c in phrase) or not phrase[0].isalnum() or not phrase[-1].isalnum():
        return
    text = f"{before} {phrase} after"
    assert any(lower(words) == lower(phrase) for words in found(text, phrase))
