"""Of waivers: what a newsroom knowingly lets through."""

PHRASES = (
    ("{}: this waiver ended on {}: {} ({})", "{}: esta dispensa acabó el {}: {} ({})"),
    (
        "sign it anew with a later day, or take it out",
        "fírmela de nuevo con una fecha posterior, o quítela",
    ),
    (
        "{}: this waiver is of nothing that was found: {}",
        "{}: esta dispensa no corresponde a nada de lo encontrado: {}",
    ),
    ("and {} more waivers", "y otras {} dispensas"),
    (
        "this comment waives nothing, because it gives no reason",
        "este comentario no dispensa nada, porque no da ningún motivo",
    ),
    ("this comment is not closed", "este comentario no está cerrado"),
    ("end it with -->", "termínelo con -->"),
    (
        "this comment says nothing that the program knows",
        "este comentario no dice nada que el programa conozca",
    ),
    (
        "as in <!-- compliance: waive copy/spacing — the letter is printed as it came -->",
        "como en <!-- compliance: waive copy/spacing — la carta se publica como llegó -->",
    ),
    (
        "no part of the story follows this comment, so it waives nothing",
        "a este comentario no le sigue ninguna parte de la noticia, así que no dispensa nada",
    ),
    ("put it before the part that it is about", "póngalo antes de la parte a la que se refiere"),
    # what is wrong with one
    ("see docs/waivers.md for a whole example", "docs/waivers.md trae un ejemplo completo"),
    (
        "a waiver needs a fingerprint, or a rule and a path",
        "una dispensa necesita fingerprint, o bien rule y path",
    ),
    (
        'rule = "copy/spacing" and path = "letters/**"; fingerprints stand in --format json',
        'rule = "copy/spacing" y path = "cartas/**"; las huellas (fingerprint) están en --format json',
    ),
    ("a waiver needs a name: who lets this through", "una dispensa necesita un nombre: quién deja pasar esto"),
    ('by = "M. Ruiz", or by = ["M. Ruiz", "L. Soto"]', 'by = "M. Ruiz", o by = ["M. Ruiz", "L. Soto"]'),
    ("a waiver needs a reason", "una dispensa necesita un motivo"),
    ('reason = "…", for whoever reads it next year', 'reason = "…", para quien la lea dentro de un año'),
    ("a waiver needs an end", "una dispensa necesita un final"),
    (
        "until = 2027-03-01, the last day on which it counts",
        "until = 2027-03-01, el último día en que cuenta",
    ),
    ('as in {} = "…"', 'como en {} = "…"'),
    ("{} is no day", "{} no es un día"),
    ("the host's own findings cannot be waived", "los avisos del propio programa no se pueden dispensar"),
    (
        "mend what they name: they say that something was not checked",
        "arregle lo que nombran: dicen que algo no se comprobó",
    ),
    ("it has none: name the rule itself", "no tiene ninguna: nombre la propia regla"),
    ("there is an entry for this finding", "ya hay una entrada para este hallazgo"),
    (
        "change its names, its reason or its end there",
        "cambie allí los nombres, el motivo o la fecha final",
    ),
    # help
    (
        "These waivers, not the compliance-waivers.toml nearest above.",
        "Estas dispensas, no el compliance-waivers.toml más cercano hacia arriba.",
    ),
    ("Look at no waivers, in no file and no story.", "No mirar dispensas, ni en archivos ni en noticias."),
    (
        "Fail where the baseline has stale entries, or a waiver is of no use.",
        "Fallar si la línea base tiene entradas caducadas o una dispensa no sirve de nada.",
    ),
)
