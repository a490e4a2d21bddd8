"""Whose words they are where Spanish leaves the subject out: who spoke or acted last, and nobody else."""

from __future__ import annotations

import pytest

from compliance.checker import Checker
from compliance.language.detect import story_language
from tests.language.test_quotations import read


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker()


LAST = [
    # from paragraph to paragraph
    (
        "«El puente es viejo», dijo Ana Orduña, de la oficina.\n\nManifestó que lo ve «más viejo que nunca antes».",
        "Ana Orduña",
    ),
    ("La alcaldesa abrió el pleno con retraso.\n\n«El puente no puede esperar más», añadió.", "La alcaldesa"),
    ("Orduña cruzó el puente a pie.\n\nHacía frío aquella tarde.\n\n«No volveré a cruzarlo», comentó.", "Orduña"),
    # what a preposition governs is no subject, nor is what stands before a comma
    ("El concejal pidió la palabra. En rueda de prensa, dijo que el puente es «viejo y peligroso».", "El concejal"),
    ("El concejal pidió la palabra. Sobre el puente, dijo que es «viejo y peligroso para todos».", "El concejal"),
    ("Orduña firmó el acta. Con respecto a sus críticas, mencionó: «No las retiro en absoluto».", "Orduña"),
    ("La ministra habló del río. Y mirando al puente dijo: «Hay que cerrarlo hoy mismo».", "La ministra"),
    # a thing that stands first neither speaks nor acts
    ("El técnico entró en la sala. La viga está rota. «Nadie la ha revisado en años», señaló.", "El técnico"),
    ("La vecina llegó tarde. «Hay muchas personas que cruzan de noche el puente», dijo.", "La vecina"),
    # who holds the floor speaks, not who is spoken of
    (
        "Orduña mencionó que los vecinos aseguran que no cruzan.\n\n«El miedo es libre y lo entiendo muy bien».",
        "Orduña",
    ),
    # a noun like a verb of saying, a participle without its auxiliary
    ("Orduña pidió calma. Es algo que hay que tener en cuenta «para no volver a caer».", "Orduña"),
    ("Orduña leyó el pliego. Y añadió en dicho apartado: «No se admiten más cambios».", "Orduña"),
    # the speaker between commas behind the verb
    ("Las obras del puente, afirma Ana Orduña, causarán «muchas molestias y algún susto».", "Ana Orduña"),
    # whose view it is; a full name in a later clause; "según" before the verb
    ("La viga está rota. No obstante, para Orduña el puente aguanta. Añadió que «aguantará otro año más».", "Orduña"),
    ("La sesión acabó tarde, así que Ana Orduña salió a la calle y dijo:\n\n«Nos vemos el lunes».", "Ana Orduña"),
    ("Según contó Orduña, el puente se movió «como una barca en el río».", "Orduña"),
    # a running quotation takes the speaker named at its end
    ("«El puente es viejo.\n\n»Y nadie lo cuida», dijo Orduña.", "Orduña"),
    ("«Estoy contenta», ha escrito en Twitter la joven de 17 años.", "la joven"),
    ("Orduña firmó. «El plazo acaba hoy», explica este experto.", "este experto"),
    ("Orduña abrió con «buenos días» y que los alumnos se sienten.\n\n«Empezamos a las nueve», dijo.", "Orduña"),
    (
        "El pasado 3 de abril, la entonces candidata descartó irse.\n\n«Yo me quedo hasta el final», dijo.",
        "la entonces",
    ),
    (
        "Paralelamente, desde la consejería explican que no hay plazo. Añaden que «lo habrá muy pronto».",
        "la consejería",
    ),
    # one of several; a list inside the subject, a title behind the name; a heading in capitals is nobody
    ("«El puente es viejo y feo», explicó a Norte uno de los autores del informe.", "uno de los autores"),
    (
        "La exjugadora de Aldea, Norte, Puerto Viejo y Ribera consideró que es tarde. «Ya no jugamos», dijo.",
        "La exjugadora",
    ),
    (
        "Llovía mucho, así que Ana Orduña, Jefa de Obras de la Villa, por la mañana, habló y dijo algo:\n\n"
        "«El puente no aguanta otro invierno».",
        "Ana Orduña",
    ),
    ("Orduña cruzó el puente.\n\nÚLTIMO AVISO\n\n«No volveré a cruzarlo de noche», comentó.", "Orduña"),
    # who takes the floor
    ("Vilar calló, pero Orduña accedió a hablar al respecto.\n\n«El puente no es mío ni tuyo».", "Orduña"),
    # a subject behind a conjunction; what somebody tells; a source named beside the words before one that is inherited
    ("Llovía, y para que oyera sus planes y el alcalde reveló algo.\n\n«Nos vamos el lunes de aquí».", "el alcalde"),
    ("Orduña oyó a Vilar. Esto es lo que Vilar nos cuenta:\n\n«El puente no aguanta otro invierno».", "Vilar"),
    ("Orduña habló. Las vigas plantean «graves riesgos para todos», según la comisión de Obras.", "la comisión"),
    # when, before the subject; a verb of no list, alone behind the words; a number is no verb
    ("La viga cedió. «El puente es viejo y feo», dijo hace un año la Agencia de Puentes.", "la Agencia"),
    ("Orduña cruzó el puente.\n\n«Ojalá no vuelva a cruzarlo nunca», anhela.", "Orduña"),
    ("El puente abrió. «Cruzan los turistas» y gente de la tercera edad, asegura Vilar a Norte.", "Vilar"),
    # to whom: an outlet with a name of two words
    ("El gerente enseñó las cuentas. «El año ha sido bueno», afirma en diálogo con RTK Norte.", "El gerente"),
]


@pytest.mark.parametrize(("text", "speaker"), LAST)
def test_who_has_the_floor(checker: Checker, text: str, speaker: str) -> None:
    article, found = read(checker, text, "es")
    assert found[-1].speaker is not None
    assert article[found[-1].speaker].startswith(speaker)


def test_a_stop_too_many_does_not_cut_off_the_verb(checker: Checker) -> None:
    article, found = read(checker, "El puente cerró. «Nadie nos avisó del cierre»., explica el panadero.", "es")
    assert found[0].speaker is not None
    assert article[found[0].speaker] == "el panadero"


def test_a_noun_behind_an_article_reports_nothing(checker: Checker) -> None:
    _, found = read(checker, "“Nobody told us about any of this.” The claim as such is of 1931. It was settled.")
    assert not found[0].attributed


def test_words_after_a_colon_are_given_to_a_text(checker: Checker) -> None:
    _, found = read(
        checker, "Había tres avisos en la puerta:\n\n«No crucen de noche el puente».\n\n«No esperen».", "es"
    )
    assert [one.attributed for one in found] == [True, True]


def test_a_pull_quote_is_signed_by_the_name_below_it(checker: Checker) -> None:
    article, found = read(checker, "«El puente no aguanta otro invierno»\n\nAna Orduña\n\nEl pleno es el lunes.", "es")
    assert found[0].speaker is not None
    assert article[found[0].speaker] == "Ana Orduña"


def test_a_name_that_the_story_knows_stands_above_the_words(checker: Checker) -> None:
    story = "El pleno oyó a Ana Orduña.\n\n{}\n\n«El puente no aguanta otro invierno».\n\nEl pleno es el lunes."
    article, found = read(checker, story.format("Ana Orduña"), "es")
    assert found[0].speaker is not None
    assert article[found[0].speaker] == "Ana Orduña"
    _, found = read(checker, story.format("Barrio Alto"), "es")
    assert found[0].speaker is None


def test_a_name_between_two_signs_the_words_above_it(checker: Checker) -> None:
    story = "Hablan Ana Orduña y Luis Vilar.\n\n«El puente es viejo y feo»\n\nAna Orduña\n\n«El puente es bello»\n\n"
    article, found = read(checker, f"{story}Luis Vilar", "es")
    assert [article[one.speaker] if one.speaker else None for one in found] == ["Ana Orduña", "Luis Vilar"]


def test_words_inside_a_sentence_that_are_given_to_nobody_are_no_speech(checker: Checker) -> None:
    _, found = read(checker, "El famoso «puente de los suspiros y lamentos» será una realidad.", "es")
    assert found[0].kind == "words"


def test_few_latin_words_in_another_script_tell_no_language(checker: Checker) -> None:
    article, _ = read(checker, "กรุงเทพ the bank and the ferry are กรุงเทพมหานครอมรรัตนโกสินทร์มหินทรายุธยา", "")
    assert article.get(story_language) is None
