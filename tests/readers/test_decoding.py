from __future__ import annotations

import codecs

import pytest

from compliance.errors import EncodingError, ReadError, TooLargeError
from compliance.readers.decoding import decode

SPANISH = "El ministro habló con la señora Muñoz en la reunión de Córdoba sobre la educación. " * 20


@pytest.mark.parametrize(
    ("bom", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
)
def test_a_byte_order_mark_decides_and_is_dropped(bom: bytes, encoding: str) -> None:
    assert decode(bom + "Años 😀".encode(encoding), "s") == ("Años 😀", encoding)


def test_latin_1_and_windows_text_are_told_by_the_detector() -> None:
    text, encoding = decode(SPANISH.encode("cp1252"), "s")
    assert text == SPANISH
    assert encoding != "utf-8"


def test_utf8_with_a_broken_byte_is_an_error_with_its_line() -> None:
    data = SPANISH.encode() + b"\nline two \xff is broken\n" + SPANISH.encode()
    with pytest.raises(EncodingError) as error:
        decode(data, "story.txt")
    assert error.value.where == "story.txt:2"
    assert error.value.hint


def test_utf8_and_an_older_encoding_mixed_are_an_error_not_a_guess() -> None:
    with pytest.raises(EncodingError, match="no valid UTF-8"):
        decode("Hola señor, ".encode("cp1252") + "café y más texto".encode(), "s")


PLAIN = "The council opened the bridge on Monday, the mayor said. It took two years to build.\n"


@pytest.mark.parametrize(
    "broken",
    [
        b"It was \xe2\x80 cut.",
        b"It was \xff odd.",
        b"It was \xc3\x28 odd.",
        b"\xf0\x9f\x98 it was.",
        b"Mu\xc3",
        b"\x80\xbf",
    ],
)
def test_one_broken_letter_of_utf8_is_no_older_encoding(broken: bytes) -> None:
    with pytest.raises(EncodingError, match="no valid UTF-8"):
        decode(PLAIN.encode() + broken, "s")


@pytest.mark.parametrize(
    ("words", "encoding"),
    [
        ("It cost €3.", "cp1252"),
        ("MUÑOZ WINS", "cp1252"),
        ("The town’s mayor left.", "cp1252"),
        ("«Estamos contentos», señaló. ¿Costó tres millones?", "mac_roman"),
        ("Władze miasta otworzyły most w środę, powiedział Żółć. „Cieszymy się” – dodał.", "cp1250"),
        ("À Paris, le maire a déclaré : « Nous sommes ravis ».", "cp1252"),
    ],
)
def test_a_few_letters_of_an_older_encoding_are_read_by_where_they_stand(words: str, encoding: str) -> None:
    assert decode((PLAIN + words).encode(encoding), "s")[0] == PLAIN + words


@pytest.mark.parametrize("encoding", ["cp1251", "shift_jis", "gb18030"])
def test_other_scripts_are_told(encoding: str) -> None:
    texts = {
        "cp1251": "Президент заявил, что встреча состоится в Москве на следующей неделе. ",
        "shift_jis": "首相は東京で記者会見を開き、新しい政策を発表した。",
        "gb18030": "总理在北京举行记者会,宣布新的政策,并回答了记者的提问。",
    }
    assert decode((texts[encoding] * 10).encode(encoding), "s") == (texts[encoding] * 10, encoding.replace("_", "-"))


@pytest.mark.parametrize("data", [b"", b" \n\t ", codecs.BOM_UTF8])
def test_an_empty_file_says_so(data: bytes) -> None:
    with pytest.raises(ReadError, match="empty"):
        decode(data, "s")


@pytest.mark.parametrize("data", [b"\x7fELF\x00\x01\xff\xfe" * 50, b"PK\x03\x04\x00\x00\xf0" * 9, b"abc\x00def"])
def test_a_binary_file_says_so(data: bytes) -> None:
    with pytest.raises(EncodingError, match="binary"):
        decode(data, "s")


def test_utf16_without_its_mark_is_an_error() -> None:
    with pytest.raises(EncodingError, match="binary"):
        decode("Plain text".encode("utf-16-le"), "s")


def test_a_file_over_the_limit_says_both_sizes() -> None:
    with pytest.raises(TooLargeError, match=r"11 bytes.*10"):
        decode(b"x" * 11, "s", max_bytes=10)
