"""Which dates the analysis reads, what value they get, and what it leaves alone."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.article import Article, Block, Metadata, Role, Span
from compliance.checker import Checker
from compliance.language.dates import dates, figured_dates, impossible_dates, numbered_dates
from compliance.language.dates_clock import clock_times
from compliance.source import SourceFile
from tests.patience import keeps_step

WEDNESDAY = date(2023, 4, 19)


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker()


def article(checker: Checker, text: str, language: str, published: date | None = WEDNESDAY) -> Article:
    return Article(
        text=text,
        blocks=(Block(Role.PARAGRAPH, Span(0, len(text)), "body[0]"),),
        context=checker.context,
        source=SourceFile("story.txt", text),
        metadata=Metadata(language=language, published=published),
    )


def read(
    checker: Checker, text: str, language: str = "en", published: date | None = WEDNESDAY
) -> list[tuple[str, str]]:
    story = article(checker, text, language, published)
    return [(story[mention.span], mention.value) for mention in story.get(dates)]


ENGLISH = [
    ("It was on 16 April 2023.", [("16 April 2023", "2023-04-16")]),
    ("It was on April 16, 2023, at noon.", [("April 16, 2023", "2023-04-16")]),
    ("It was on Apr. 16 in Rome.", [("Apr. 16", "2023-04-16")]),
    ("It was on the 16th of April.", [("16th of April", "2023-04-16")]),
    ("It was on the second of May 2023.", [("second of May 2023", "2023-05-02")]),
    ("Signed 2023-04-16 and 2023/04/17.", [("2023-04-16", "2023-04-16"), ("2023/04/17", "2023-04-17")]),
    ("Signed 16/04/2023.", [("16/04/2023", "2023-04-16")]),
    ("It was in April 2023.", [("April 2023", "2023-04")]),
    ("It was in 2019 (1998).", [("2019", "2019"), ("1998", "1998")]),
    ("It was on Tuesday 18 April.", [("Tuesday 18 April", "2023-04-18")]),
    ("On 16 and 17 April it rained.", [("16", "2023-04-16"), ("17 April", "2023-04-17")]),
    ("It ran from 16 to 18 April.", [("16 to 18 April", "2023-04-16/2023-04-18")]),
    ("Between 16 and 18 April it ran.", [("16 and 18 April", "2023-04-16/2023-04-18")]),
    ("It ran April 16-18.", [("April 16-18", "2023-04-16/2023-04-18")]),
    ("From 28 December 2022 to 3 January it ran.", [("28 December 2022 to 3 January", "2022-12-28/2023-01-03")]),
    ("It ran 2019-2024.", [("2019-2024", "2019/2024")]),
    ("He said on Monday it was over.", [("Monday", "2023-04-17")]),
    ("Today is the eighth day of the strike.", [("Today", "2023-04-19"), ("eighth day", "2023-04-19")]),
    ("The eighth day of the strike was quiet.", []),
    (
        "On April 12, the day before the vote, it rained.",
        [("April 12", "2023-04-12"), ("the day before", "2023-04-12")],
    ),
    ("It rained the day before the vote.", []),
    ("Shares have lost a tenth since 1 May.", [("1 May", "2022-05-01")]),
    ("The rule is to end on 1 May.", [("1 May", "2023-05-01")]),
    ("It will open on Friday.", [("Friday", "2023-04-21")]),
    ("It opened last Wednesday.", [("Wednesday", "2023-04-12")]),
    ("It rained yesterday and last week.", [("yesterday", "2023-04-18"), ("last week", "2023-W15")]),
    ("It rained two weeks ago.", [("two weeks ago", "2023-W14")]),
    (
        "On 16 April it rained. Two days earlier it did not.",
        [("16 April", "2023-04-16"), ("Two days earlier", "2023-04-14")],
    ),
    ("It invaded in February last year.", [("February last year", "2022-02")]),
    ("It was found in March.", [("March", "2023-03")]),
    ("It opens on May twenty-first.", [("May twenty-first", "2023-05-21")]),
    ("It opened on Wed Apr 12 15:50:06 2023.", [("Wed Apr 12 15:50:06 2023", "2023-04-12")]),
    ("It opened on Jan.23 in the rain.", [("Jan.23", "2023-01-23")]),
    ("It opened on 13.5.2015, or on 3-7-07.", [("13.5.2015", "2015-05-13"), ("3-7-07", "2007-07-03")]),
    ("Bill was born last March and Ann last May.", [("March", "2022-03"), ("May", "2022-05")]),
    ("The club changed its year in June.", [("June", "2022-06")]),
    ("The record was set on 6 December.", [("6 December", "2022-12-06")]),
    (
        "On 3 April it rained. The next day it snowed. That day the lock froze.",
        [("3 April", "2023-04-03"), ("The next day", "2023-04-04"), ("That day", "2023-04-03")],
    ),
    ("That day it froze.", []),
    ("It sits on May 3, 4 and 5, 2022.", [("May 3", "2022-05-03"), ("4", "2022-05-04"), ("5, 2022", "2022-05-05")]),
    ("Friday 21st to Sunday 23rd April: a fair.", [("Friday 21st to Sunday 23rd April", "2023-04-21/2023-04-23")]),
    ("It closed on Thu 13 and Fri 14 April.", [("Thu 13", "2023-04-13"), ("Fri 14 April", "2023-04-14")]),
    ("It will be sold by the end of May.", [("May", "2023-05")]),
    ("It was signed on 16.04.23 by both.", [("16.04.23", "2023-04-16")]),
    ("On 3 May Street lights failed.", [("3 May", "2023-05-03")]),
    (
        "It left on Oct2, came on 16April and closed 9Dec 2021.",
        [("Oct2", "2022-10-02"), ("16April", "2023-04-16"), ("9Dec 2021", "2021-12-09")],
    ),
    ("Updated 9-18-15 by the clerk.", [("9-18-15", "2015-09-18")]),
]

SPANISH = [
    ("Fue el 16 de abril de 2023.", [("16 de abril de 2023", "2023-04-16")]),
    ("Fue el pasado 16 de abril.", [("16 de abril", "2023-04-16")]),
    (
        "Fue el 1º de mayo y el primero de junio de 2022.",
        [("1º de mayo", "2023-05-01"), ("primero de junio de 2022", "2022-06-01")],
    ),
    ("Firmado el 16/04/2023.", [("16/04/2023", "2023-04-16")]),
    ("Fue el martes 18.", [("martes 18", "2023-04-18")]),
    ("Fue el martes, 18 de abril.", [("martes, 18 de abril", "2023-04-18")]),
    ("Del 16 al 18 de abril de 2023.", [("16 al 18 de abril de 2023", "2023-04-16/2023-04-18")]),
    ("Entre el 16 y el 18 de abril.", [("16 y el 18 de abril", "2023-04-16/2023-04-18")]),
    ("Ocurrió el lunes.", [("lunes", "2023-04-17")]),
    ("Fue el martes día 18 de abril.", [("martes día 18 de abril", "2023-04-18")]),
    ("Se reunirá este viernes.", [("viernes", "2023-04-21")]),
    (
        "Llovió la semana pasada, ayer y hoy.",
        [("semana pasada", "2023-W15"), ("ayer", "2023-04-18"), ("hoy", "2023-04-19")],
    ),
    ("Murió hace dos días.", [("hace dos días", "2023-04-17")]),
    ("Murió el martes de la semana pasada.", [("martes de la semana pasada", "2023-04-11")]),
    ("Llegará el mes que viene.", [("mes que viene", "2023-05")]),
    ("Se firmó en mayo 21 de 2016.", [("mayo 21 de 2016", "2016-05-21")]),
    ("Volverá en mayo veintiuno.", [("mayo veintiuno", "2023-05-21")]),
    ("Se firmó el treinta y uno de mayo.", [("treinta y uno de mayo", "2023-05-31")]),
    ("Volverá el 9-18-15.", [("9-18-15", "2015-09-18")]),
    ("Se firmó el 16.04.23 en Brisa.", [("16.04.23", "2023-04-16")]),
    ("Se borró el 4 de sept. de 2021.", [("4 de sept. de 2021", "2021-09-04")]),
    ("Se cerró el pasado día 28 por obras.", [("28", "2023-03-28")]),
    ("Se abrirá el próximo día 2.", [("2", "2023-05-02")]),
    ("El día 3 de la huelga y el día 2 del torneo fueron duros.", []),
    ("El 5 de enero llovió. El día 8 nevó.", [("5 de enero", "2023-01-05")]),
    ("Murió en la plaza, el 2 de mayo de 2022.", [("2 de mayo de 2022", "2022-05-02")]),
    ("Rige la Ley 4/2015, de 1 de octubre.", [("1 de octubre", "2015-10-01")]),
    ("Nació en enero de 1948, dos años antes de la riada.", [("enero de 1948", "1948-01")]),
    ("El puente del 1 de mayo habrá sol.", [("1 de mayo", "2023-05-01")]),
    ("Hoy es el octavo día de la huelga.", [("Hoy", "2023-04-19"), ("octavo día", "2023-04-19")]),
    ("El octavo día de la huelga fue tranquilo.", []),
]


# a Wednesday's story: which side of it a weekday is on, the verb tells that governs it
SIDES = [
    ("en", "The group said its shops on Monday will open an hour late.", "2023-04-24"),
    ("en", "The group said the talks in Kelmore on Monday would decide it.", "2023-04-24"),
    ("en", "On Friday, the group agreed to sell two mills.", "2023-04-14"),
    ("en", "The group proposed on Saturday that both mills close.", "2023-04-15"),
    ("en", "The group has proposed to close both mills on Saturday.", "2023-04-22"),
    ("en", "The vote should have little effect on prices Monday.", "2023-04-24"),
    ("en", "He said the full council meets on Thursday.", "2023-04-20"),
    ("en", "The dispute goes to the arbiters on Monday, both said.", "2023-04-24"),
    ("en", "Kelmore, which faces a vote on its harbour on Friday, has hired two pilots.", "2023-04-21"),
    (
        "en",
        "The board will offer between eight and twelve parcels of land along the old canal, on terms that depend on "
        "what the market for such plots is like, at its monthly auction on Thursday.",
        "2023-04-20",
    ),
    ("en", "The mill, which was bought by Kelmore Corp., Ardrossie, was shut on Monday.", "2023-04-17"),
    ("es", "La empresa dijo que sus tiendas el lunes abrirán una hora más tarde.", "2023-04-24"),
    ("en", "But by Friday, the price of wheat climbed to a record.", "2023-04-14"),
    ("en", "The group had made its offer to Kelmore on Saturday.", "2023-04-15"),
    ("en", "It could be Friday before the two sides agree.", "2023-04-21"),
    ("en", "The two plays, which both debut this Sunday, are short.", "2023-04-23"),
    ("en", "The vote is on Thursday, the mayor said.", "2023-04-20"),
    ("en", "The mills will shut on Thursday for a week.", "2023-04-20"),
    ("en", "It had rained the previous day.", "2023-04-18"),
    ("es", "La votación es el jueves, dijo la alcaldesa.", "2023-04-20"),
    ("es", "Hasta el lunes se habían presentado tres ofertas.", "2023-04-17"),
    ("es", "Hasta el lunes se pueden presentar ofertas.", "2023-04-24"),
    ("en", "Until Monday had come, nobody spoke.", "2023-04-17"),
    ("es", "El pleno comienza el jueves, dijo la alcaldesa.", "2023-04-20"),
]


@pytest.mark.parametrize(("language", "text", "value"), SIDES)
def test_on_which_side_of_the_story_a_weekday_is(checker: Checker, language: str, text: str, value: str) -> None:
    assert [found for _, found in read(checker, text, language)] == [value]


def test_the_present_tense_of_a_caption_shows_what_has_been(checker: Checker) -> None:
    told = {
        "published": "2023-04-19",
        "language": "en",
        "headline": "A lock opens",
        "pictures": [{"caption": "Kari Lunde opens the lock of Kelmore on Monday."}],
    }
    (story,) = checker.read(json.dumps(told).encode(), "story.json", told="json")
    assert [mention.value for mention in story.get(dates)] == ["2023-04-17"]


@pytest.mark.parametrize(("text", "expected"), ENGLISH)
def test_english(checker: Checker, text: str, expected: list[tuple[str, str]]) -> None:
    assert read(checker, text) == expected


@pytest.mark.parametrize(("text", "expected"), SPANISH)
def test_spanish(checker: Checker, text: str, expected: list[tuple[str, str]]) -> None:
    assert read(checker, text, "es") == expected


@pytest.mark.parametrize(
    ("language", "text"), [("fr", "Vingt sept personnes sont venues."), ("pt", "Um de dez alunos faltou.")]
)
def test_a_number_that_a_month_is_shortened_like(checker: Checker, language: str, text: str) -> None:
    assert read(checker, text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("fr", "Le 16 avril 2023, il a plu.", "2023-04-16"),
        ("de", "Am 16. April 2023 regnete es.", "2023-04-16"),
        ("de", "Am 1.4.2023 regnete es.", "2023-04-01"),
        ("pt", "Choveu em 16 de abril de 2023.", "2023-04-16"),
        ("it", "Il 16 aprile 2023 pioveva.", "2023-04-16"),
        ("fr", "Il a plu le premier mai 2022.", "2022-05-01"),
        ("fr", "Il a plu le vingt et un mai 2022.", "2022-05-21"),
        ("de", "Am ersten Mai 2022 regnete es.", "2022-05-01"),
        ("pt", "Choveu em vinte e um de maio de 2022.", "2022-05-21"),
        ("it", "Pioveva il primo maggio 2022.", "2022-05-01"),
    ],
)
def test_other_languages_are_data(checker: Checker, language: str, text: str, value: str) -> None:
    assert [found for _, found in read(checker, text, language)] == [value]


@pytest.mark.parametrize(
    "text",
    [
        "May said so, and they march on to the hill.",
        "Mr May may march for 5 miles with Theresa May.",
        "They won 3-2 and 16-14, and paid $2000 for 2000 tickets.",
        "Version 1.2.2019 and 10.5.3 are out.",
        "Call 555-2019-2020 or +44 20 7946 0958.",
        "It was on Good Friday, Black Friday and in the Sunday Times.",
        "Every Monday and each May they meet.",
        "At least 1999 people came, and flight 1987 left.",
        "They live at 16 April Close, near 4 March Lane, by the Mar Lodge.",
        "The Brisa runs on 4.16.23 and 2.04.16.",
        "SEPT2 and MARCH5 are genes, set2 and oct8 are not; see Oct2.pdf, #Oct7, @May5 and A1-May5.",
        "The Mar10n, the Dec05 and the Dec45 of B-52s.",
    ],
)
def test_no_dates(checker: Checker, text: str) -> None:
    assert read(checker, text) == []


def test_no_dates_in_spanish(checker: Checker) -> None:
    text = (
        "Por la mañana llegó Plácido Domingo a Santo Domingo con 2019 personas; ganó 3-2 a las 20.30 horas los lunes."
    )
    assert read(checker, text, "es") == []


@pytest.mark.parametrize(
    "text",
    [
        "Viven en la calle 2 de mayo, junto a la plaza del Dos de Mayo.",
        "Ingresó en el hospital 12 de Octubre.",
        "Domingo Ferrer no contestó.",
    ],
)
def test_places_and_people_called_like_days(checker: Checker, text: str) -> None:
    assert read(checker, text, "es") == []


def test_a_kick_off_time_is_no_year(checker: Checker) -> None:
    assert read(checker, "Arsenal v Chelsea, 1 March\n2000 GMT") == [("1 March", "2023-03-01")]


def test_open_values_without_a_day_of_the_story(checker: Checker) -> None:
    assert read(checker, "It was on 16 April, in May and on Friday.", "en", None) == [
        ("16 April", "XXXX-04-16"),
        ("May", "XXXX-05"),
        ("Friday", "XXXX-WXX-5"),
    ]


def test_weekday_and_written_year(checker: Checker) -> None:
    story = article(checker, "On Sunday 16 April 2023 and on 18 April it rained, and on Friday too.", "en")
    found = story.get(dates)
    assert [mention.weekday for mention in found] == ["sunday", None, "friday"]
    assert [mention.year_written for mention in found] == [True, False, False]
    assert [mention.kind for mention in found] == ["day", "day", "weekday"]


def test_the_order_of_all_figure_dates(checker: Checker) -> None:
    assert read(checker, "Signed 04/05/2023.", "en-GB") == [("04/05/2023", "2023-05-04")]
    assert read(checker, "Signed 04/05/2023.", "en-US") == [("04/05/2023", "2023-04-05")]
    told_by_the_story = "On April 16, 2023, and on May 3, 2023, they signed what was drafted 04/05/2023."
    assert read(checker, told_by_the_story)[-1] == ("04/05/2023", "2023-04-05")


def test_impossible_dates_are_no_dates(checker: Checker) -> None:
    story = article(checker, "On 31 April 2023, 29 February 2023 and 2023-13-04; on 29 February 2024.", "en")
    assert [mention.value for mention in story.get(dates)] == ["2024-02-29"]
    assert len(story.get(impossible_dates)) == 3


def test_clock_times_need_a_cue(checker: Checker) -> None:
    story = article(checker, "It began at 25:61, ended 9:30 p.m. and 12:45 GMT; he ran 27:84 and won 3:2.", "en")
    assert [story[time.span].strip(".") for time in story.get(clock_times)] == ["25:61", "9:30 p.m", "12:45"]


def test_a_captions_year_helps_the_dateline() -> None:
    story = (
        "LISBON, April 18 (Reuters) - The ministers met and agreed on Tuesday to share the grain.\n\n"
        "Minister Ana Prado attends a meeting in Lisbon, Portugal, 16 April 2021. REUTERS/Joao Lima\n"
    )
    (read_story,) = Checker().read(story.encode(), "story.txt")
    assert next(mention.value for mention in read_story.get(dates)) == "2021-04-18"


@given(st.text(alphabet="0123456789/-. ,:apriltuesdymq\n'’º", max_size=200))
def test_any_text_is_read(text: str) -> None:
    for language in ("en", "es", "de"):
        for words, value in read(_CHECKER, text, language):
            assert words
            assert value


_CHECKER = Checker()


@given(st.text(alphabet="0123456789/-. ,:apriltuesdymq\n'’º", max_size=200))
def test_no_day_with_its_number_is_overlooked(text: str) -> None:
    for language in ("en", "es", "de"):
        assert overlooks_none(article(_CHECKER, text, language))


@pytest.mark.parametrize(
    ("text", "language"), [*((each, "en") for each, _ in ENGLISH), *((each, "es") for each, _ in SPANISH)]
)
def test_neither_is_one_of_those_that_are_read(checker: Checker, text: str, language: str) -> None:
    assert overlooks_none(article(checker, text, language))


def overlooks_none(story: Article) -> bool:
    """Whether a story's numbered dates are all its dates where one is a day with its number or a stretch, and its
    figured ones where a figure stands in one.
    """
    some = story.get(dates)
    numbered = any(mention.kind == "range" or mention.written.kind == "day" for mention in some)
    figured = any(sign.isdecimal() for mention in some for sign in story[mention.span] if mention.kind != "relative")
    return (story.get(numbered_dates) == some or not numbered) and (story.get(figured_dates) == some or not figured)


@pytest.mark.parametrize("text", ["In May 2004 he left on a Friday.", "By March he had won 6-2.", "Two days ago."])
def test_nothing_is_read_for_those_who_ask_for_numbered_dates(checker: Checker, text: str) -> None:
    story = article(checker, text, "en")
    assert story.get(numbered_dates) == ()
    assert story.get(dates)


def test_dates_that_a_plugin_reads_are_numbered_dates_too(checker: Checker) -> None:
    story = article(checker, "In May he left.", "en")
    story.context = checker.context._replace(analyses={dates: lambda each: ("mine",)})
    assert story.get(numbered_dates) == ("mine",)
    assert story.get(figured_dates) == ("mine",)


def test_time_grows_linearly(checker: Checker) -> None:
    from time import process_time

    def spent(times: int) -> float:
        story = article(
            checker, "On 16 April, 17 and 18 May he said on Friday, two days later, 2019-24. " * times, "en"
        )
        story.hits("months")
        start = process_time()
        story.get(dates)
        return process_time() - start

    spent(10)
    keeps_step(spent, 400, 4000, times=40, floor=0.005)
