"""Who speaks in Spanish agency copy: the forms in which its stories give words to somebody."""

from __future__ import annotations

import pytest

from compliance.checker import Checker
from tests.language.test_quotations import read


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker()


BEHIND = [
    ("«No habrá más peajes en esta autovía», ha dicho el consejero Bruno Lasarte.", "Bruno Lasarte"),
    ("«La vacuna llegará a todos los pueblos», según la directora del centro, Inés Quiroga.", "la directora"),
    ("«El cierre es definitivo y no hay vuelta atrás», ha zanjado Lasarte este miércoles.", "Lasarte"),
    ("«Nos dejaron solos toda la noche», ha denunciado ante los medios la vecina Marta Olmedo.", "Marta Olmedo"),
    ("«Es una noticia magnífica para la comarca», ha celebrado en su cuenta de X la alcaldesa.", "la alcaldesa"),
    ("«Hoy empieza otra etapa en el club», ha tuiteado Olmedo tras el partido.", "Olmedo"),
    ("«El agua no llega a las casas altas», ha lamentado, por su parte, Inés Quiroga.", "Inés Quiroga"),
    ("«No vamos a firmar ese acuerdo», han avisado los sindicatos al término de la reunión.", "los sindicatos"),
    ("«Hay que esperar a los análisis», ha pedido prudencia el jefe de Urgencias, Óscar Prada.", "el jefe"),
    ("«Esto no es una rebaja, es un regalo», ha ironizado la portavoz de Alianza Comarcal.", "la portavoz"),
    ("«Nunca recibí ese dinero de la empresa», ha declarado Prada ante la jueza.", "Prada"),
    ("«Será un invierno duro para el campo», ha vaticinado a preguntas de los periodistas Olmedo.", "Olmedo"),
    ("«Me siento orgulloso de este equipo», ha manifestado a EFE el seleccionador Iván Terol.", "Iván Terol"),
    ("«El fuego avanza con mucha rapidez», han explicado fuentes de los servicios de emergencia.", "fuentes"),
    ("«No queda otra salida que negociar», reza el comunicado difundido por la patronal.", "el comunicado"),
    ("«El tren salió con veinte minutos de retraso», relata a Europa Press una pasajera.", "una pasajera"),
    ("«La obra estará lista en otoño», promete Terol.", "Terol"),
    ("«Vamos a recurrir la sentencia», ha avanzado su abogada, Lidia Cano.", "su abogada"),
    ("«Ya basta de excusas», ha espetado el diputado al ministro.", "el diputado"),
]
BEFORE = [
    ("En palabras de Lidia Cano, «el juicio ha sido una larga espera».", "Lidia Cano"),
    ("A juicio de la oposición, «el presupuesto es papel mojado».", "la oposición"),
    ("Para la portavoz vecinal, «la plaza se ha quedado sin sombra».", "la portavoz"),
    ("Lasarte ha hecho hincapié en que «el puente soporta más carga que antes».", "Lasarte"),
    ("Terol, que ha asegurado que «el equipo llega descansado», no contará con dos titulares.", "Terol"),
    ("Así lo ha manifestado Inés Quiroga, quien ha pedido «un poco de paciencia a las familias».", "Quiroga"),
    ("Quiroga ha puesto de manifiesto que «las listas de espera crecen cada mes».", "Quiroga"),
    ("El ministro ha dejado claro que «la reforma no se toca en esta legislatura».", "El ministro"),
    ("Olmedo ha abogado por «un acuerdo amplio de todas las fuerzas».", "Olmedo"),
    ("La entidad ha mostrado su preocupación por «la falta de médicos en los pueblos».", "La entidad"),
    ("Cano ha acusado al fiscal de «inventar pruebas contra su cliente».", "Cano"),
    ("Preguntado por los presupuestos, Lasarte ha respondido que «todavía queda mucho por hablar».", "Lasarte"),
    ("Según ha informado la Guardia Civil, el conductor «circulaba a más del doble de lo permitido».", "la Guardia"),
    ("De acuerdo con el informe, la viga «presentaba grietas desde hacía una década».", "el informe"),
    ("Desde el sindicato Unión Agraria lamentan que «nadie les haya llamado a la mesa».", "el sindicato"),
    ("Fuentes del Ministerio han apuntado que «no hay indicios de sabotaje en la red».", "Fuentes"),
    ("Prada se ha mostrado convencido de que «la vacuna cambiará la vida de los enfermos».", "Prada"),
    ("El escritor Gaspar Nieva confiesa que «nunca quiso publicar aquel diario».", "Gaspar Nieva"),
    ("La jueza ve en los hechos «un claro abuso de la confianza del banco».", "La jueza"),
    ("Nieva, de 71 años, recuerda que en aquella casa «se hablaba más de trenes que de libros».", "Nieva"),
    ("En un vídeo difundido en sus redes, la cantante Alba Riu anuncia: «Me retiro de los escenarios».", "Alba Riu"),
    ("Riu subió a su perfil una foto con el mensaje: «Gracias por tantos años de cariño».", "Riu"),
    ("El presidente del Cabildo, Tomás Arín, ha afeado al Gobierno «su falta de interés por las islas».", "Arín"),
    ("Sobre la huelga, Arín ha opinado que «los paros perjudican a los más débiles».", "Arín"),
]
ELIDED = [
    ("Arín ha visitado las obras. Ha recalcado que «el muelle abrirá antes del verano».", "Arín"),
    ("La consejera ha comparecido hoy. «No tengo nada que ocultar», ha añadido.", "La consejera"),
    ("«El plazo es justo», ha dicho Nieva. En este sentido, ha subrayado que «no habrá prórroga alguna».", "Nieva"),
    ("«Estamos listos», ha afirmado Riu.\n\nAsimismo, ha incidido en que «el público lo notará».", "Riu"),
    ("«Es tarde», dijo Cano. «Ya no queda nadie a quien convencer de esto», remachó.", "Cano"),
    ("El obispo ha oficiado la misa, tras la cual ha animado a «no perder la esperanza nunca».", "El obispo"),
    ("Lidia Cano saludó a los vecinos y prometió «agua corriente para todas las casas».", "Lidia Cano"),
    ("Olmedo recogió el premio, recordando que «nadie llega solo a ninguna parte».", "Olmedo"),
    ("Terol compareció ante la prensa. «Hemos merecido más», aseguró, antes de marcharse.", "Terol"),
    (
        "La alcaldesa ha abierto el acto. Durante su intervención, ha destacado «el esfuerzo de los vecinos».",
        "La alcaldesa",
    ),
    ("Arín ha descartado dimitir. «No pienso irme a mi casa mañana», ha apostillado.", "Arín"),
    ("Quiroga ha cerrado el curso, al tiempo que ha garantizado que «no faltarán plazas de comedor».", "Quiroga"),
]
IN_TURN = [
    (
        "«El plan es bueno», ha dicho Lasarte.\n\nPor su parte, Olmedo ha replicado que «no hay dinero que lo pague».",
        ["Lasarte", "Olmedo"],
    ),
    (
        "«No lo vi venir», contó el conductor.\n\n«Frenó de golpe y sin avisar», respondió el ciclista.",
        ["el conductor", "el ciclista"],
    ),
    (
        "Lasarte pidió calma: «El puente aguanta». Cano, en cambio, avisó: «Yo no lo cruzaría de noche».",
        ["Lasarte", "Cano, en cambio"],
    ),
    (
        "El juez contó que el chico avisó de que «no vio la luz» y que nadie lo creía:\n\n«Es un caso triste».",
        ["el chico", "El juez"],
    ),
    (
        "«Venderemos el solar», anunció Prada. «Antes habrá que preguntar al pueblo», le contestó Riu.",
        ["Prada", "Riu"],
    ),
    (
        "Terol ha elogiado al rival, que «no regala nada en su campo». «Será un partido muy largo», ha avisado.",
        ["Terol", "Terol"],
    ),
    (
        "«Hay sitio para todos», ha señalado Quiroga, mientras que Arín ha hablado de «una sala a punto de estallar».",
        ["Quiroga", "Arín"],
    ),
]


FLOOR = [
    # a verb for many is not of one, nor one for one of many
    ("El guía abrió la cueva. Los visitantes dijeron que no. «No entraremos sin casco», añadieron.", "Los visitantes"),
    ("La guía dijo que no. Los visitantes salieron. «Mañana habrá otra visita», prometió.", "La guía"),
    # a body that only acts leaves the floor to who spoke
    ("Olmedo avisó de que no hay agua.\n\nEl Gobierno firmó el pliego.\n\n«Se acabó la espera», dijo.", "Olmedo"),
    # somebody else is spoken of
    ("Arín censuró al edil Prada, a quien acusó de mentir.\n\n«Nadie está por encima del club», afirmó.", "Arín"),
    ("Riu recibió a Prada, quien se comprometió a pagar. «Me alegra mucho oírlo», celebró.", "Riu"),
    # who is asked is not who asks
    ("Cuando se le preguntó si temía la crítica, Terol declaró:\n\n«Todo es cuestión de nombres».", "Terol"),
    # a first name like a gerund, after and before its verb
    ("«No habrá retrasos en la obra», dijo Fernando Vela.", "Fernando Vela"),
    ("Orlando Vela presentó el plan de aguas.\n\n«Todo será en enero», aseguró.", "Orlando Vela"),
    # an infinitive and a long noun are no names
    ("Cano pidió calma. Su condición de médico le ayuda. «Lo ideal es esperar», reconoce.", "Cano"),
    (
        "El pasado verano Marta Olmedo fue criticada por llamar «tenderos de feria de pueblo» a los socios.",
        "Marta Olmedo",
    ),
    # what is read from, where nobody speaks
    ("Como se explica en un artículo de la revista Norte: «La viga no aguanta otro invierno».", "un artículo"),
    ("En otro estudio, publicado en 2014, se halló lo siguiente: «La viga no aguanta mucho».", "otro estudio"),
    # whose words a relative gives
    ("Lo confirmó ayer una fuente del club, la cual aseguró a Norte: «Nosotros no llamamos».", "una fuente"),
    # a verb in a clause by the way reports nothing
    ("El cartel sostiene que el edil Prada, quien defendió la obra, «volvió a tener razón».", "El cartel"),
    # between hyphens
    ("En materia de aguas, -dice la circular- hay que ahorrar, «como una forma de llegar a marzo».", "la circular"),
    # verbs of no list, with an auxiliary or a pronoun
    ("«No pienso irme jamás de aquí», se arranca el presidente del club.", "el presidente"),
    ("«No pienso irme jamás de aquí», ha tronado el presidente del club.", "el presidente"),
    # the speaker's name holds quoted words
    ("«Aquí hay tres personas fieles», ha asegurado el «número dos» del club.", "el «número dos»"),
    # whose the words are that a noun announces
    ("Los vecinos aplicaron la máxima de Vilar: «No importa la noche si el gato es negro».", "Vilar"),
    # a surname opens with a particle; to whom it is said is not who says it
    ("«Esto es un lío tremendo», opina Al Katib.", "Al Katib"),
    ("Del Pino dijo que «esto es un lío tremendo».", "Pino"),
    # a verb with its object before the subject, or with how it is said alone
    ("«Hay que esperar a los análisis», ha pedido calma la alcaldesa.", "la alcaldesa"),
    ("Olmedo abrió el pleno.\n\n«Nadie va a tocar esa plaza», puntualizó tajante.", "Olmedo"),
    # a sentence that a quoted title cuts keeps its subject
    ("El informe «Puentes rotos del norte», de Vilar, niega al edil que la grieta sea «cosa de poco».", "El informe"),
    # names in a list are no subject of their own
    ("El exjugador de Norte, Vela, Real Sur y Este cree que «el equipo irá cada vez mejor».", "El exjugador"),
    ("El texto, leído en sitios como Aldea, Norte, Sur y Este, sostiene que «los médicos callan».", "El texto"),
    # what stands beside somebody, and what a participle leads from
    ("El anuncio habla de la cura con el virus indicando que el edil «se recupera ya del todo».", "El anuncio"),
    ("Por ejemplo, gente del Norte asegura que es injusto. «El torneo es disparejo», dijeron.", "gente del Norte"),
    ("Riquel puntualizó que no. Finalmente, destacó que “nadie está solo en esto”.", "Riquel"),
    ("Para Ramón Vilar, consultor y vecino, está claro lo que pasa: «lo que no hay es dinero».", "Ramón Vilar"),
]


@pytest.mark.parametrize(("text", "speaker"), BEHIND + BEFORE + ELIDED + FLOOR)
def test_who_speaks(checker: Checker, text: str, speaker: str) -> None:
    article, found = read(checker, text, "es")
    assert found[-1].speaker is not None
    assert speaker in article[found[-1].speaker]


@pytest.mark.parametrize(("text", "speakers"), IN_TURN)
def test_who_speaks_in_turn(checker: Checker, text: str, speakers: list[str]) -> None:
    article, found = read(checker, text, "es")
    assert [article[one.speaker] if one.speaker else None for one in found] == speakers
