"""The scorer of credit lines: what counts as read right, and under which name a text is judged."""

from __future__ import annotations

from benchmarks.accuracy.credit_lines import reading, same, scored
from benchmarks.accuracy.picture_texts import PictureText, distinct

CREDIT = PictureText("house:1", "credit", "Ana Ruiz/AFP via Getty Images")
CAPTION = PictureText("house:2", "caption", "Rowers cross the harbour of Karsholm at dawn. (AP Photo/Jonas Helm)")


def test_a_reading_gives_agencies_and_the_place_of_the_photographer() -> None:
    assert reading(CREDIT) == "AFP + Getty Images | 0:8"
    assert reading(CAPTION) == f"AP | {CAPTION.text.index('Jonas')}:{CAPTION.text.index('Jonas') + 10}"


def test_the_order_of_agencies_and_signs_around_a_name_do_not_matter() -> None:
    assert same("Getty Images + AFP | 0:8", "AFP + Getty Images | 0:9", CREDIT.text)
    assert not same("AFP | 0:8", "AFP + Getty Images | 0:8", CREDIT.text)
    assert not same("AFP + Getty Images | -", "AFP + Getty Images | 0:8", CREDIT.text)


def test_what_nobody_judged_counts_as_wrong_and_what_is_unclear_not_at_all() -> None:
    nobody = scored("house/credits", [CREDIT, CAPTION], {CREDIT.key: "AFP + Getty Images | 0:8"})
    assert (nobody.count, nobody.figure) == (2, 0.5)
    assert [case.what for case in nobody.cases] == ["not judged"]
    unclear = scored("house/credits", [CREDIT, CAPTION], {CREDIT.key: "AP | -", CAPTION.key: "unclear"})
    assert (unclear.count, unclear.figure) == (1, 0.0)


def test_a_text_has_one_key_wherever_it_stands() -> None:
    assert len(distinct([CREDIT, CREDIT._replace(where="house:9"), CAPTION])) == 2
