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
    ("{} leads out of this file's folder", "{} sale de la carpeta de este archivo"),
    (
        'paths are relative to it, as in path = "letters/**"',
        'las rutas son relativas a ella, como en path = "cartas/**"',
    ),
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
    # compliance waive
    ("waived, in {}: {}", "dispensado, en {}: {}"),
    ("--until {} is no day", "--until {} no es un día"),
    ("as in 2027-03-01", "como en 2027-03-01"),
    ("{} is no place of a finding", "{} no es el lugar de un hallazgo"),
    (
        "as in letters/ferry.md:3:51, or the fingerprint that --format json has",
        "como en cartas/barco.md:3:51, o la huella (fingerprint) que da --format json",
    ),
    ("nothing was found at this place", "en este lugar no se ha encontrado nada"),
    (
        "compliance check {} shows the places of its findings",
        "compliance check {} muestra los lugares de sus hallazgos",
    ),
    ("several things were found at this place", "en este lugar se han encontrado varias cosas"),
    ("--rule says which: {}", "--rule dice cuál: {}"),
    ("nobody may waive {}", "nadie puede dispensar {}"),
    ("mend what it found", "arregle lo que ha encontrado"),
    (
        "two different people must sign a waiver of {}",
        "una dispensa de {} la han de firmar dos personas distintas",
    ),
    ("--by NAME --by NAME", "--by NOMBRE --by NOMBRE"),
    # help
    ("Let a finding through: by whom, why, until when.", "Dejar pasar un hallazgo: quién, por qué, hasta cuándo."),
    ("Let a finding through.", "Dejar pasar un hallazgo."),
    (
        "Write into compliance-waivers.toml that a finding is let through.",
        "Anotar en compliance-waivers.toml que se deja pasar un hallazgo.",
    ),
    (
        "FINDING is its place, as `compliance check` shows it (FILE:LINE:COLUMN), or its fingerprint, as --format json "
        "has it.",
        "FINDING es su lugar, como lo muestra `compliance check` (ARCHIVO:LÍNEA:COLUMNA), o su huella, como la da "
        "--format json.",
    ),
    ("Who lets it through (twice for two people).", "Quién lo deja pasar (dos veces para dos personas)."),
    ("Why, for whoever reads it next year.", "Por qué, para quien lo lea dentro de un año."),
    ("The last day on which it counts.", "El último día en que cuenta."),
    ("What they are in the house.", "Qué son en la casa."),
    (
        "The rule, where several found something at one place.",
        "La regla, si varias han encontrado algo en un mismo lugar.",
    ),
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
