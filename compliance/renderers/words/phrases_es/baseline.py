"""Of the baseline: what a newsroom knowingly starts with."""

PHRASES = (
    ("findings recorded: {}, in stories: {}, in {}", "avisos anotados: {}, en noticias: {}, en {}"),
    (
        "not recorded: {}, because the host's own findings say that something was not checked",
        "sin anotar: {}, porque los avisos del propio programa dicen que algo no se comprobó",
    ),
    ("entries taken out of {}: {}", "entradas quitadas de {}: {}"),
    (
        "stale in the baseline: {}: {} “{}” is no longer found",
        "caducada en la línea base: {}: {} «{}» ya no aparece",
    ),
    ("stale in the baseline: {}: {} is no longer found", "caducada en la línea base: {}: {} ya no aparece"),
    (
        "commit it; `{}` then fails only over what is new",
        "confirme el archivo en git; `{}` falla después solo por lo nuevo",
    ),
    ("and {} more that are stale", "y otras {} caducadas"),
    (
        "--prune takes stale entries out of the baseline",
        "--prune quita de la línea base las entradas caducadas",
    ),
    (
        "stale entries fail under --strict; --prune takes them out of the baseline",
        "con --strict las entradas caducadas son un fallo; --prune las quita de la línea base",
    ),
    # what is wrong with one
    ("there is no baseline to prune", "no hay línea base de la que quitar nada"),
    ("`compliance baseline STORIES` writes one", "`compliance baseline NOTICIAS` escribe una"),
    ("the baseline cannot be read: {}", "no se puede leer la línea base: {}"),
    (
        "take the file away, and `compliance baseline` writes it anew",
        "quite el archivo y `compliance baseline` lo escribirá de nuevo",
    ),
    ("this is no baseline", "no es una línea base"),
    (
        "the baseline is of version {}, and this program reads version {}",
        "la línea base es de la versión {}, y este programa lee la versión {}",
    ),
    (
        "an entry needs path, fingerprint, rule and matched",
        "una entrada necesita path, fingerprint, rule y matched",
    ),
    (
        "the host's own findings cannot be in a baseline",
        "los avisos del propio programa no pueden estar en una línea base",
    ),
    (
        "take the entry out: what was not checked cannot be known",
        "quite la entrada: lo que no se comprobó no se puede dar por conocido",
    ),
    ("compliance baseline articles/", "compliance baseline noticias/"),
    ("there is no such baseline", "no existe esa línea base"),
    ("no story was named, so there is nothing to record", "no se ha nombrado ninguna noticia: no hay nada que anotar"),
    # help
    ("Record what is found today.", "Anotar lo que hay hoy."),
    (
        "Record what is found today, so that only what is new fails.",
        "Anotar lo que hay hoy, para que solo falle lo nuevo.",
    ),
    (
        "Record what is found in these stories today, so that `compliance check` fails only over what is new.",
        "Anotar lo que hay hoy en estas noticias, para que `compliance check` falle solo por lo nuevo.",
    ),
    (
        "Entries of files that were not checked, and of rules that did not run, stay. What is waived is not recorded.",
        "Se quedan las entradas de archivos que no se comprobaron y de reglas que no se aplicaron. "
        "Lo dispensado no se anota.",
    ),
    (
        "This baseline, not the compliance-baseline.json nearest above.",
        "Esta línea base, no el compliance-baseline.json más cercano hacia arriba.",
    ),
    ("Take stale entries out of the baseline.", "Quitar de la línea base las entradas caducadas."),
    (
        "Look at no baseline: every finding counts.",
        "No mirar ninguna línea base: cuentan todos los avisos.",
    ),
)
