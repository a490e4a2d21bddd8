"""Of a replay: what other rules would change."""

PHRASES = (
    ("no story was named, so there is nothing to replay", "no se ha nombrado ninguna noticia: no hay nada que repetir"),
    (
        "compliance replay --rules new.toml --against . articles/",
        "compliance replay --rules nuevo.toml --against . noticias/",
    ),
    ("the rules would be held against themselves", "se compararían las reglas consigo mismas"),
    (
        "--rules names the new ones, --against the old ones or a report of before",
        "--rules nombra las nuevas; --against, las de antes o un informe anterior",
    ),
    ("a report holds no rules", "un informe no contiene reglas"),
    ("--against {}, with the rules that are to be tried", "--against {}, con las reglas que se quieren probar"),
    ("these are no rules", "esto no son reglas"),
    (
        "a compliance.toml, a pack.yaml, a profile, a report in json or jsonl, or . for what counts here",
        "un compliance.toml, un pack.yaml, un perfil, un informe en json o jsonl, o . para lo que rige aquí",
    ),
    ("there is no file, profile or pack {}", "no existe ningún archivo, perfil ni paquete {}"),
    ("a file, or one of: {}", "un archivo o uno de estos: {}"),
    ("no story of the report is among those named", "ninguna noticia del informe está entre las nombradas"),
    (
        "name the stories as they were named then, from the same folder",
        "nombre las noticias como se nombraron entonces, desde la misma carpeta",
    ),
    # help
    ("Say what other rules would change.", "Decir qué cambiarían otras reglas."),
    (
        "Check stories with new rules and with old ones; say which change their verdict and how often each rule "
        "speaks.",
        "Comprobar noticias con reglas nuevas y con las de antes; decir cuáles cambian de veredicto y cuánto avisa "
        "cada regla.",
    ),
    (
        "Exit code: 0 no story changes its verdict, 1 some do, 2 something could not be read.",
        "Código de salida: 0 ninguna noticia cambia de veredicto, 1 alguna cambia, 2 algo no se pudo leer.",
    ),
    (
        "The rules to try: a compliance.toml, a pack.yaml, a profile, a pack, or . for what counts here [.].",
        "Las reglas que se prueban: un compliance.toml, un pack.yaml, un perfil, un paquete, o . para lo que rige aquí "
        "[.].",
    ),
    (
        "Those to hold them against, or a report of before [.].",
        "Las que se comparan con ellas, o un informe anterior [.].",
    ),
)
