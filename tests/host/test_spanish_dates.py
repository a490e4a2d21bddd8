"""What the rules of dates say of whole stories in the form of Spanish agencies, written for the project."""

from __future__ import annotations

import json

import pytest

from compliance import Checker, Severity

STORIES = {
    "works_in_streets_called_like_days": (
        """
La alcaldesa de Brisa anuncia el corte de la avenida 18 de Julio

BRISA, 18 Abr. (EUROPA PRESS) - La alcaldesa de Brisa, Marta Olmedo, ha anunciado este martes que la avenida
18 de Julio se cortará al tráfico entre el viernes 28 de abril y el martes 2 de mayo por las obras del
colector.

Las obras, que empezaron el pasado día 3 y debían acabar el lunes 17, se han retrasado por las lluvias de la
Semana Santa. La calle 2 de Mayo se reabrió el sábado día 15.

El concejal Domingo Ferrer recordó que el contrato se firmó el 30 de diciembre y que el plazo vence el 29 de
febrero de 2024. El curso 2022/23 terminará sin cambios.
""",
        [],
    ),
    "scores_and_kick_offs": (
        """
El Kelmar gana al Brisa y se pone líder

Kelmar, 18 abr (EFE).- El Kelmar venció por 3-2 al Brisa en la noche del lunes y es líder con 61 puntos, tras
un partido que acabó a las 23.04 horas.

Los de Julio Carrasco pasaron del 4-3-3 al 4-2-3-1 en el minuto 31. Mar Soler marcó el 1-0 (m. 16) y Abril
Montes el 2-1 (m. 45+2). El balance fuera es de 9-18-15.

En tenis, Domingo Ferrer ganó por 6-4, 3-6 y 7-5 en 2:04:61, y jugará el jueves 20. El próximo partido del
Kelmar será el sábado 22 (20.30 horas) en el estadio 15 de Abril. EFE
""",
        [],
    ),
    "nights_and_the_turn_of_the_year": (
        """
El temporal deja 20.000 hogares sin luz

CIUDAD KELMAR, 18 abr (EFE).- El temporal que azotó la costa en la noche del 16 al 17 de abril dejó sin luz a
20.000 hogares, y anoche seguían a oscuras 2.019, informó hoy la compañía.

El anterior apagón duró del 28 de diciembre al 2 de enero. Los técnicos esperan restablecer el servicio pasado
mañana, jueves 20, y los trenes de la línea 3 no circularán hasta el lunes 24.

En la madrugada de este martes cayeron 31 litros. La alerta, que se activó el domingo, sigue hasta las 06.00
horas del miércoles. EFE
""",
        [],
    ),
    "laws_and_courts": (
        """
El Supremo confirma la condena por el incendio de la nave

BRISA, 18 Abr. (EUROPA PRESS) - El Tribunal Superior ha confirmado la condena por el incendio de la nave de
Kelmar, ocurrido el 25 de diciembre de 2019, en una sentencia de 30 de marzo a la que ha tenido acceso Europa
Press.

El fallo aplica la Ley 39/2015, de 1 de octubre, y el Real Decreto 463/2020, de 14 de marzo. El acusado,
nacido el 29 de febrero de 1976, fue detenido el 4 de enero de 2020, diez días después del fuego.

La defensa tiene hasta el 3 de mayo para recurrir. La vista que estaba prevista para el 20 de abril se ha
adelantado del jueves al miércoles.
""",
        [],
    ),
    "an_obituary": (
        """
Muere a los 75 años la escritora Abril Montes

Kelmar, 18 abr (EFE).- La escritora Abril Montes, autora de "Mañana, domingo" y "31 de abril", murió este
lunes a los 75 años en el hospital 12 de Octubre.

Nacida en Brisa el 3 de enero de 1948, publicó su primera novela en 1973, cinco años antes de mudarse a la
plaza del Dos de Mayo. El pasado 5 de abril recibió su último premio.

La capilla ardiente se abrirá el miércoles 19 de 10.00 a 20.00 horas y el funeral será el jueves, día 20. El
homenaje del próximo 23 de abril, Día del Libro, se mantiene. EFE
""",
        [],
    ),
    "a_weekday_of_two": (
        """
El juicio por el derrumbe de la presa de Brisa arrancará la próxima semana

BRISA, 18 Abr. (EUROPA PRESS) - La Audiencia de Brisa ha fijado para el jueves 27 y el sábado 28 de abril las
dos primeras sesiones del juicio por el derrumbe de la presa de Kelmar, según han informado este martes
fuentes judiciales.

El fiscal pide cuatro años de cárcel para el ingeniero Domingo Ferrer, que declaró por última vez el pasado
día 3. Los hechos se remontan al 12 de noviembre de 2019.

La plataforma de vecinos se concentrará a las 10.00 horas ante la sede judicial, en la calle 2 de Mayo.
""",
        [("dates/weekday-mismatch", "sábado 28 de abril")],
    ),
    "a_month_of_thirty_days": (
        """
La Junta amplía hasta final de mes el plazo de las ayudas al riego

Sevilla, 18 abr (EFE).- La Consejería de Agricultura ha ampliado hasta el 31 de abril el plazo para pedir las
ayudas al riego, que se abrió el pasado 1 de marzo y terminaba este viernes.

La consejera, Marta Olmedo, explicó que hasta el lunes se habían presentado 1.204 solicitudes, un 12 % más que
en 2022.

El decreto 16/2023 fija en 2.019 euros la ayuda mínima. EFE
""",
        [("dates/impossible", "31 de abril")],
    ),
    "el_pasado_that_is_ahead": (
        """
Los alcaldes de la ría exigen el dragado del puerto

KELMAR, 18 Abr. (EUROPA PRESS) - Los alcaldes de la ría se reunieron el pasado 26 de abril con la presidenta
del puerto, Abril Montes, para exigirle el dragado del canal, que lleva dos años parado.

En el encuentro, celebrado en el muelle 4, la presidenta se comprometió a licitar la obra en mayo. El anterior
dragado se hizo entre octubre de 2018 y enero de 2019.

"No esperaremos al verano", ha dicho este martes el alcalde de Brisa, Julio Carrasco.
""",
        [("dates/future-as-past", "26 de abril")],
    ),
    "el_proximo_that_is_over": (
        """
El pleno decidirá sobre el parque eólico

Brisa, 18 abr (EFE).- El pleno del Ayuntamiento votará el próximo 12 de abril el proyecto del parque eólico de
Kelmar, anunció este martes la alcaldesa, Marta Olmedo.

El proyecto prevé 14 aerogeneradores y se presentó en noviembre de 2022. La oposición, que reúne 9 de los 21
concejales, ya ha adelantado su rechazo. EFE
""",
        [("dates/past-as-future", "12 de abril")],
    ),
    "a_range_backwards": (
        """
El festival de cine de Brisa anuncia su programa

BRISA, 18 Abr. (EUROPA PRESS) - El festival de cine de Brisa se celebrará del 18 al 16 de mayo en el teatro
Mayor, con 43 películas de 16 países, ha informado este martes la organización.

La gala de apertura será el jueves 18 a las 20.30 horas. El domingo se entregarán los premios, dotados con
2.019 euros.
""",
        [("dates/range-reversed", "18 al 16 de mayo")],
    ),
    "days_later": (
        """
Rescatados los 14 tripulantes del pesquero

Kelmar, 18 abr (EFE).- Un helicóptero rescató el viernes a los 14 tripulantes de un pesquero que se hundió a
12 millas de Kelmar. El barco zarpó el 10 de abril y tres días después, el 15 de abril, lanzó la llamada de
socorro.

El capitán, Mar Ferrer, sigue en el hospital 12 de Octubre. EFE
""",
        [("dates/elapsed-mismatch", "tres días después")],
    ),
    "a_festival": (
        """
El Brisa Fest vende 20.000 abonos en dos horas

BRISA, 18 Abr. (EUROPA PRESS) - El festival Brisa Fest, que se celebrará del jueves 29 de junio al domingo 2
de julio, ha vendido 20.000 abonos en dos horas, ha informado este martes la organización.

La banda Domingo Negro cerrará la noche del 1 al 2 de julio. Los abonos salieron a la venta a las 10.00 horas
del lunes 17, y la segunda tanda, el viernes día 21. El cartel por días se conocerá a lo largo de mayo.

En la edición del pasado año, celebrada del 30 de junio al 3 de julio, hubo 61.000 personas.
""",
        [],
    ),
    "figures_of_a_quarter": (
        """
El paro baja en 1.204 personas en el primer trimestre

Brisa, 18 abr (EFE).- El paro bajó en 1.204 personas entre enero y marzo, un 4,16 % menos que en el último
trimestre de 2022, según los datos publicados hoy, martes, por el Instituto Regional.

Es el mejor dato desde el 31 de marzo de 2008. El índice pasó de 2.019 a 1.984 puntos. El próximo dato se
publicará el 18 de julio y el siguiente, ya en octubre.

El sindicato recordó que el convenio venció el 31 de diciembre y que la huelga del pasado 30 de marzo se
secundó en 16 de 23 fábricas. EFE
""",
        [],
    ),
    "the_night_from_saturday_to_sunday": (
        """
Investigan la muerte de un joven en la calle Dos de Mayo

KELMAR, 18 Abr. (EUROPA PRESS) - La Policía investiga la muerte de un joven de 22 años, ocurrida sobre las
4.30 horas de este domingo en el número 16 de la calle Dos de Mayo, ha informado este martes la Delegación del
Gobierno.

La víctima, Julio C. M., había sido vista por última vez la noche del sábado al domingo. Dos días antes, el
jueves 13, presentó una denuncia. El juzgado número 3 decretó el secreto de las actuaciones el mismo domingo.

El anterior homicidio en la ciudad se produjo el 24 de diciembre.
""",
        [],
    ),
    "a_campaign": (
        """
La candidata promete derogar la ley 4/2021

Ciudad Kelmar, 17 abr (EFE).- La candidata opositora, Mar Ferrer, prometió este lunes derogar la Ley 4/2021,
de 30 de abril, si gana las elecciones del próximo 28 de mayo.

La segunda vuelta, si la hubiera, sería el 11 de junio, y la toma de posesión, el 1 de enero de 2024. En las
elecciones de 2019, celebradas el 26 de mayo, su partido logró 16 escaños. "El 29 de mayo empezaremos", dijo.

El debate, previsto para el 20 de abril, se retrasa al 25. EFE
""",
        [],
    ),
    "a_play_called_like_a_day": (
        """
El Teatro Mayor estrena "El viernes 13"

Brisa, 18 abr (EFE).- El Teatro Mayor estrena este viernes "El viernes 13", una comedia de Domingo Ferrer que
se podrá ver hasta el 14 de mayo, de miércoles a domingo.

La obra, escrita en el verano de 1973, transcurre el 13 de octubre de 1972. El autor murió el 2 de enero, tres
días antes de cumplir los 76 años. Habrá función doble los sábados 22 y 29 y el domingo 30 de abril. EFE
""",
        [],
    ),
    "a_list_with_a_day_too_many": (
        """
La Guardia Civil detiene a tres personas por robar cable

KELMAR, 18 Abr. (EUROPA PRESS) - La Guardia Civil ha detenido a tres personas, de entre 22 y 31 años, por
robar 2.019 metros de cable de la línea 4 del tren, según ha informado este lunes la Comandancia.

Los robos se cometieron los días 3, 4 y 31 de febrero en la estación 25 de Mayo. La operación se abrió a
finales de marzo.
""",
        [("dates/impossible", "31 de febrero")],
    ),
    "a_weekday_months_ahead": (
        """
El Gobierno regional aprueba el plan de vivienda 2023-2027

Brisa, 18 abr (EFE).- El Consejo de Gobierno aprobó este martes el plan de vivienda 2023-2027, que incluye
1.900 pisos de alquiler.

La consejera, Abril Montes, precisó que las primeras llaves se entregarán el martes 16 de junio en el barrio 3
de Febrero. El plan anterior, de 2018 a 2021, acabó con 1.204 pisos. EFE
""",
        [("dates/weekday-mismatch", "martes 16 de junio")],
    ),
    "between_backwards": (
        """
La fiscalía recurre la absolución de los exdirectivos de la caja

Brisa, 18 abr (EFE).- La Fiscalía anunció este martes que recurrirá la absolución de los exdirectivos de la
caja, que fueron juzgados entre el 20 y el 6 de marzo.

La sentencia 18/2023, de 3 de abril, fue notificada el pasado viernes. El plazo de recurso vence a finales de
mes. EFE
""",
        [("dates/range-reversed", "20 y el 6 de marzo")],
    ),
    "a_protest_told_as_done": (
        """
Los agricultores cortarán la autovía a primeros de mayo

BRISA, 18 Abr. (EUROPA PRESS) - Las organizaciones agrarias cortaron el 2 de mayo la autovía A-2023 a la
altura de Kelmar en protesta por los precios, tras la asamblea celebrada anoche.

El corte será de 10.00 a 14.00 horas. El anterior se produjo hace dos semanas, el 4 de abril.
""",
        [("dates/future-as-past", "2 de mayo")],
    ),
    "a_time_no_clock_has": (
        """
Hallado el montañero desaparecido en el pico Kelmar

Kelmar, 18 abr (EFE).- Los equipos de rescate hallaron este martes al montañero desaparecido, que salió del
refugio el sábado 15 y avisó por teléfono a las 25.40 horas del domingo.

La búsqueda se reanudó el lunes con 31 efectivos y dos drones. EFE
""",
        [("dates/impossible", "25.40")],
    ),
    "a_weekday_with_commas": (
        """
Nuevo récord de viajeros en el tranvía

BRISA, 18 Abr. (EUROPA PRESS) - El tranvía de Brisa transportó el domingo, 15 de abril, a 2.019 viajeros por
hora, ha informado este martes el Ayuntamiento.

El récord anterior era del sábado 8 de octubre de 2022.
""",
        [("dates/weekday-mismatch", "domingo, 15 de abril")],
    ),
}


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker()


@pytest.mark.parametrize("name", STORIES)
def test_the_error_and_nothing_else(checker: Checker, name: str) -> None:
    text, expected = STORIES[name]
    headline, *body = (" ".join(part.split()) for part in text.strip().split("\n\n"))
    told = {"language": "es", "published": "2023-04-18", "headline": headline, "body": body}
    (article,) = checker.read(json.dumps(told).encode(), "story.json", told="json")
    found = [each for each in checker.check(article).findings if each.rule.startswith("dates/")]
    grave = [(each.rule, article[each.span]) for each in found if each.severity is not Severity.NOTE]
    assert grave == expected
