"""Of what editors said of findings, and of how often rules are right."""

PHRASES = (
    ("findings accepted: {}, in {}", "avisos dados por buenos: {}, en {}"),
    ("findings dismissed: {}, in {}", "avisos dados por falsas alarmas: {}, en {}"),
    ("accepted", "acertado"),
    ("dismissed", "falsa alarma"),
    ("there is no finding to judge", "no hay ningún aviso que juzgar"),
    # what is wrong
    (
        "no report and no story was named, so there is no finding to judge",
        "no se ha nombrado ningún informe ni ninguna noticia: no hay aviso que juzgar",
    ),
    (
        "compliance {} FINGERPRINT --report report.json, or name the story",
        "compliance {} HUELLA --report informe.json, o nombre la noticia",
    ),
    ("a false alarm needs a reason", "una falsa alarma necesita un motivo"),
    ('--reason "the name is spelt so"', '--reason "el nombre se escribe así"'),
    ("there is no finding {}", "no hay ningún aviso {}"),
    (
        "without a fingerprint, the command lists the findings there are",
        "sin huella, el comando muestra los avisos que hay",
    ),
    ("several findings begin with {}", "varios avisos empiezan por {}"),
    ("give more of its signs", "dé más signos de la huella"),
    ("the judgements cannot be read: {}", "no se pueden leer los juicios: {}"),
    ("the judgements cannot be written: {}", "no se pueden escribir los juicios: {}"),
    ("the judgements are not UTF-8", "los juicios no están en UTF-8"),
    ("this line is no JSON", "esta línea no es JSON"),
    ("take the line out, or mend it", "quite la línea o corríjala"),
    ("a judgement needs {}", "un juicio necesita {}"),
    ("{} is no judgement", "{} no es ningún juicio"),
    ("the report cannot be read: {}", "no se puede leer el informe: {}"),
    ("the report is not UTF-8", "el informe no está en UTF-8"),
    ("the report breaks off", "el informe se interrumpe"),
    ("this is no report of `compliance check`", "no es un informe de `compliance check`"),
    ("this line is no report", "esta línea no es un informe"),
    ("this is no report on a story", "no es el informe de una noticia"),
    (
        "`compliance check STORIES --format jsonl --output report.jsonl` writes one",
        "`compliance check NOTICIAS --format jsonl --output informe.jsonl` escribe uno",
    ),
    ("--database and --title go together", "--database y --title van juntos"),
    ("--database compliance.db --title daily", "--database compliance.db --title diario"),
    # help
    ("Say that findings are right.", "Dar por buenos unos avisos."),
    (
        "Record that findings are right, so that `compliance stats` knows how far a rule can be trusted.",
        "Anotar que unos avisos son acertados, para que `compliance stats` sepa cuánto fiarse de una regla.",
    ),
    (
        "FINGERPRINT is that of a finding, or its first six or more signs. Without any, the findings are listed. "
        "The story's verdict does not change. `compliance rules accept` is for rules that an upgrade brought to the "
        "service.",
        "FINGERPRINT es la huella de un aviso, o sus primeros seis signos o más. Sin ninguna se muestran los avisos. "
        "El veredicto de la noticia no cambia. `compliance rules accept` es para las reglas que una actualización "
        "trajo al servicio.",
    ),
    ("Say that findings are false alarms.", "Dar unos avisos por falsas alarmas."),
    (
        "Record that findings are false alarms, with the reason, so that `compliance stats` knows how far to trust a "
        "rule.",
        "Anotar que unos avisos son falsas alarmas, con el motivo, para que `compliance stats` sepa cuánto fiarse "
        "de una regla.",
    ),
    (
        "FINGERPRINT is that of a finding, or its first six or more signs. Without any, the findings are listed. The "
        "story's verdict does not change: a waiver lets a finding through, the baseline what was there before.",
        "FINGERPRINT es la huella de un aviso, o sus primeros seis signos o más. Sin ninguna se muestran los avisos. "
        "El veredicto de la noticia no cambia: una dispensa deja pasar un aviso; la línea base, lo que ya estaba.",
    ),
    (
        "This file, not the compliance-judgements.jsonl nearest above.",
        "Este archivo, no el compliance-judgements.jsonl más cercano hacia arriba.",
    ),
    (
        "Who judges [COMPLIANCE_BY, else git's user.name, else you].",
        "Quién juzga [COMPLIANCE_BY; si no, el user.name de git; si no, usted].",
    ),
    ("Why.", "El motivo."),
    (
        "A report that has the findings: json or jsonl (may be repeated).",
        "Un informe que tiene los avisos: json o jsonl (se puede repetir).",
    ),
    ("Say how often each rule is right.", "Decir cuántas veces acierta cada regla."),
    (
        "Say of each rule how often it spoke, what `compliance accept` and `dismiss` recorded, and its precision.",
        "Decir de cada regla cuántas veces avisó, qué anotaron `compliance accept` y `dismiss`, y su precisión.",
    ),
    (
        "Precision is what was right of all that was judged, with its 95 % interval (Wilson's).",
        "La precisión son los aciertos entre todo lo juzgado, con su intervalo del 95 % (el de Wilson).",
    ),
    (
        "Count the findings of this report too: json or jsonl.",
        "Contar también los avisos de este informe: json o jsonl.",
    ),
    (
        "Count the findings and the wrong alarms in this record of the service.",
        "Contar los avisos y las falsas alarmas de este registro del servicio.",
    ),
)
