"""Of `--help`: what each command and option is for, a paragraph an entry."""

PHRASES = (
    ("Usage:", "Uso:"),
    ("Options", "Opciones"),
    ("Commands", "Órdenes"),
    ("default: {}", "por defecto: {}"),
    ("required", "obligatorio"),
    ("may be repeated", "puede repetirse"),
    ("Show this message and exit.", "Mostrar esta ayuda."),
    ("Show the version and exit.", "Mostrar la versión."),
    (
        "Checks a news story before its readers see it: credits, captions, dates, quotations, figures and copy.",
        "Comprueba una noticia antes de que la lean: créditos, pies de foto, fechas, citas, cifras y texto.",
    ),
    (
        "\b\nExit codes: 0 publish, 1 review or hold, 2 something could not be read or is wrong.\nBegin with:\n"
        "  compliance check story.txt\n  compliance explain captions/truncated",
        "\b\nCódigos de salida: 0 publicar, 1 revisar o retener, 2 algo no se pudo leer o está mal.\nPara empezar:\n"
        "  compliance check noticia.txt\n  compliance explain captions/truncated",
    ),
    # options of several commands
    (
        "Language of what is printed: en, es (default: COMPLIANCE_LANG, else the locale's).",
        "Idioma de lo que se muestra: en, es (por defecto: COMPLIANCE_LANG o el del sistema).",
    ),
    (
        "Read the stories as text, markdown, html, json, ninjs or wordpress.",
        "Leer las noticias como text, markdown, html, json, ninjs o wordpress.",
    ),
    ("Only these rules: 'dates/*' (may be repeated).", "Solo estas reglas: 'dates/*' (puede repetirse)."),
    ("Leave rules out (a glob, may be repeated).", "Dejar reglas fuera (un patrón; puede repetirse)."),
    (
        "This file instead of the compliance.toml nearest above.",
        "Este archivo en lugar del compliance.toml más cercano.",
    ),
    (
        "The version of the story that is published: what changed since is asked for its note.",
        "La versión publicada de la noticia: lo que cambió desde entonces debe llevar su nota.",
    ),
    (
        "With --changed-since or --staged: what stood in each file before is its published version.",
        "Con --changed-since o --staged: lo que había antes en cada archivo es su versión publicada.",
    ),
    ("Start from a house profile: wire, web, comments …", "Partir de un perfil: wire, web, comments …"),
    (
        "Add a pack: a name, or a folder (may be repeated).",
        "Añadir un paquete: un nombre o una carpeta (puede repetirse).",
    ),
    (
        "Judge the stories as of this moment (2023-04-18T09:30+02:00).",
        "Juzgar las noticias como si fuera este momento (2023-04-18T09:30+02:00).",
    ),
    ("The record: an SQLite file, or postgresql://…", "El registro: un archivo SQLite o postgresql://…"),
    # in short
    ("Check stories.", "Comprobar noticias."),
    ("Explain a rule.", "Explicar una regla."),
    ("Show how a story is understood.", "Mostrar cómo se entiende una noticia."),
    ("Make, test, lint and time packs.", "Crear, probar, revisar y medir paquetes."),
    ("Write a commented compliance.toml.", "Escribir un compliance.toml comentado."),
    # check
    (
        "Check stories and say what must be mended or decided.",
        "Comprobar noticias y decir qué hay que corregir o decidir.",
    ),
    (
        "Check stories: files, folders, globs, or - for standard input.",
        "Comprobar noticias: archivos, carpetas, patrones o - para la entrada estándar.",
    ),
    (
        "text, json, jsonl, sarif, github, gitlab, junit, rdjson, markdown or html.",
        "text, json, jsonl, sarif, github, gitlab, junit, rdjson, markdown o html.",
    ),
    (
        "Findings below it do not hold a story: error, warning, note, never.",
        "Los avisos por debajo no retienen la noticia: error, warning, note, never.",
    ),
    ("Put the story's text into the JSON.", "Incluir el texto de la noticia en el JSON."),
    (
        "Write there instead of the terminal (may be repeated: html:report.html, text).",
        "Escribir ahí en lugar de en el terminal (puede repetirse: html:informe.html, text).",
    ),
    (
        "Say on standard error what each rule and analysis took.",
        "Decir por la salida de errores cuánto tardó cada regla y cada análisis.",
    ),
    # explain, rules
    (
        "Explain a rule: what it flags, why, and what to do instead.",
        "Explicar una regla: qué señala, por qué y qué hacer.",
    ),
    (
        "Explain a rule: what it flags, why, an example, and what to do instead.",
        "Explicar una regla: qué señala, por qué, un ejemplo y qué hacer.",
    ),
    ("List the rules.", "Mostrar las reglas."),
    (
        "List the rules; FILTER is a topic (dates), a glob ('*/missing') or a word of the summary.",
        "Mostrar las reglas; FILTER es un tema (dates), un patrón ('*/missing') o una palabra del resumen.",
    ),
    (
        "`compliance rules accept` lets rules count that an upgrade brought to the service.",
        "`compliance rules accept` hace que cuenten las reglas nuevas que una actualización trajo al servicio.",
    ),
    ("Let new rules count in the service.", "Hacer que cuenten reglas nuevas en el servicio."),
    (
        "Let rules count that an upgrade brought to the service; until then their findings are shown and never count.",
        "Hacer que cuenten las reglas que una actualización trajo al servicio; hasta entonces se ven y nunca cuentan.",
    ),
    (
        "NAME is a rule or a glob. Without any, the rules that wait are listed. "
        "A running service takes it over by itself.",
        "NAME es una regla o un patrón. Sin ninguno, se muestran las que esperan. El servicio en marcha lo toma solo.",
    ),
    ("All that wait.", "Todas las que esperan."),
    ("Who accepts; it stands in the journal [you].", "Quién acepta; queda en el diario [usted]."),
    ("The record.", "El registro."),
    # init, inspect, plugins, schema
    ("Write a commented compliance.toml to start from.", "Escribir un compliance.toml comentado para empezar."),
    (
        "Write a commented compliance.toml into a folder (default: this one). An existing file is left alone.",
        "Escribir un compliance.toml comentado en una carpeta (por defecto, esta). Si ya existe, no se toca.",
    ),
    ("Begin from a house profile: wire, web, comments …", "Partir de un perfil: wire, web, comments …"),
    (
        "Show how a story is understood: its parts, quotations, dates, credits.",
        "Mostrar cómo se entiende una noticia: sus partes, citas, fechas y créditos.",
    ),
    (
        "Show the parts of stories, their quotations, dates, credits, people and figures.",
        "Mostrar las partes de las noticias, sus citas, fechas, créditos, personas y cifras.",
    ),
    (
        "Offsets are code points in the story's text. The form of jsonl: compliance schema inspect.",
        "Las posiciones son caracteres Unicode del texto. La forma de jsonl: compliance schema inspect.",
    ),
    ("jsonl: a story a line.", "jsonl: una noticia por línea."),
    ("List the installed plugins.", "Mostrar los complementos instalados."),
    (
        "List the installed plugins, without importing any of them.",
        "Mostrar los complementos instalados sin importar ninguno.",
    ),
    ("Print the JSON Schema of a format.", "Mostrar el JSON Schema de un formato."),
    ("Print a JSON Schema.", "Mostrar un JSON Schema."),
    (
        "report: what check --format json writes. inspect: what inspect --format jsonl writes, a line. story: the "
        "product's own story JSON. config: compliance.toml, with the options of the rules installed here. "
        "pack: pack.yaml. replay, stats: what these commands write with --format json.",
        "report: lo que escribe check --format json. inspect: lo que escribe inspect --format jsonl, por línea. "
        "story: el JSON de noticias propio. config: compliance.toml, con las opciones de las reglas instaladas. "
        "pack: pack.yaml. replay, stats: lo que escriben estos comandos con --format json.",
    ),
    # pack, vale
    ("Make, test, lint and time packs of rules.", "Crear, probar, revisar y medir paquetes de reglas."),
    (
        "Make a pack of rules, run its examples, find rules that get into each other's way, time its rules.",
        "Crear un paquete de reglas, probar sus ejemplos, encontrar reglas que se estorban y medir lo que tardan.",
    ),
    (
        "Make a pack to start from: a folder with a pack.yaml.",
        "Crear un paquete para empezar: una carpeta con pack.yaml.",
    ),
    (
        "Make a pack to start from: a folder with a pack.yaml. Nothing is ever overwritten.",
        "Crear un paquete para empezar: una carpeta con pack.yaml. Nunca se sobrescribe nada.",
    ),
    ("Where to make it (default: here).", "Dónde crearlo (por defecto, aquí)."),
    (
        "Run the examples of packs: names of installed ones, or folders. Exit code 1 where one does not hold.",
        "Probar los ejemplos de paquetes: nombres de instalados o carpetas. Código de salida 1 si alguno no se cumple.",
    ),
    (
        "Find rules that shadow, contradict or duplicate each other, in one pack or between several.",
        "Encontrar reglas que se tapan, se contradicen o se repiten, en un paquete o entre varios.",
    ),
    (
        "A pattern that can run away is named too. Exit code 1 where something was found.",
        "También se nombra el patrón que puede no acabar. Código de salida 1 si se encontró algo.",
    ),
    (
        "Time each rule of a pack on stories: files, or folders of them. The slow ones are named.",
        "Medir lo que tarda cada regla de un paquete con noticias: archivos o carpetas. Se nombran las lentas.",
    ),
    (
        "A rule that takes more on a story is named slow.",
        "La regla que tarda más con una noticia se nombra como lenta.",
    ),
    ("See what of a Vale style is taken.", "Ver qué se toma de un estilo de Vale."),
    (
        "Vale styles run here as they are; see what of a folder of them is taken.",
        "Los estilos de Vale sirven aquí tal cual; vea qué se toma de una carpeta de ellos.",
    ),
    ("Say which rules of a folder are taken.", "Decir qué reglas de una carpeta se toman."),
    (
        "Say which rules of the styles in DIR are taken, which are not and why, and how to use them.",
        "Decir qué reglas de los estilos de DIR se toman, cuáles no y por qué, y cómo usarlas.",
    ),
    (
        "DIR holds a .vale.ini, or styles, or the rules of one. Nothing is copied: the styles are read where they lie. "
        "Exit code 1 where a rule that is on is not taken.",
        "DIR contiene un .vale.ini, o estilos, o las reglas de uno. No se copia nada: los estilos se leen donde están. "
        "Código de salida 1 si una regla activa no se toma.",
    ),
    ("Write the report into a file.", "Escribir el informe en un archivo."),
    # the service
    ("Serve checks over HTTP.", "Servir comprobaciones por HTTP."),
    (
        "Answer POST /v1/check over HTTP, and keep the record of what was checked.",
        "Responder a POST /v1/check por HTTP y guardar el registro de lo comprobado.",
    ),
    ("Where to listen (127.0.0.1: this machine only).", "Dónde escuchar (127.0.0.1: solo esta máquina)."),
    ("0 takes a free one.", "0 toma uno libre."),
    ("Processes that check (0: all).", "Procesos que comprueban (0: todos)."),
    ("Export the service's record, and erase from it.", "Exportar el registro del servicio y borrar de él."),
    (
        "Export the record of what was checked, or erase from it by story or by age.",
        "Exportar el registro de lo comprobado, o borrar de él por noticia o por antigüedad.",
    ),
    (
        "Write what is kept as JSON, one row a line: reports, waivers, certificates, the journal, story fields.",
        "Escribir lo guardado como JSON, una fila por línea: informes, dispensas, certificados, diario, campos.",
    ),
    ("The newspaper, site or desk whose record it is.", "El periódico, sitio o mesa de quien es el registro."),
    ("Of this story only.", "Solo de esta noticia."),
    (
        "Write to a file; it is replaced when all is written.",
        "Escribir en un archivo; se sustituye cuando todo está escrito.",
    ),
    (
        "Erase a story, or what is older than so many days, for good. The journal keeps when, by whom and how many.",
        "Borrar para siempre una noticia o lo que pase de tantos días. El diario guarda cuándo, quién y cuántos.",
    ),
    ("All that is kept of this story.", "Todo lo guardado de esta noticia."),
    ("Reports of more than so many days ago.", "Informes de hace más de tantos días."),
    ("Who erases; it stands in the journal.", "Quién borra; queda en el diario."),
    ("Verify the certificate of a published version.", "Verificar el certificado de una versión publicada."),
    (
        "Verify a CERTIFICATE (a JSON file) without asking the service.",
        "Verificar un CERTIFICATE (un archivo JSON) sin preguntar al servicio.",
    ),
    (
        "Exit codes: 0 it is whole, and the story is the one; 1 it was changed, or the story is another one; 2 a file "
        "could not be read.",
        "Códigos de salida: 0 está íntegro y la noticia es esa; 1 se cambió o la noticia es otra; 2 un archivo no se "
        "pudo leer.",
    ),
    (
        "The service's public key, got from it before: in PEM, or all that it ever had, as GET /v1/keys answers.",
        "La clave pública del servicio, obtenida antes: en PEM, o todas las que tuvo, como responde GET /v1/keys.",
    ),
    ("Is this the story that was certified?", "¿Es esta la noticia que se certificó?"),
    (
        "With --story: this file instead of the nearest compliance.toml.",
        "Con --story: este archivo en lugar del compliance.toml más cercano.",
    ),
    ("Make, list and revoke the tokens of the service.", "Crear, mostrar y revocar los tokens del servicio."),
    ("The tokens with which programs come to the service.", "Los tokens con que los programas entran en el servicio."),
    (
        "Begin with: compliance token create --role check --title daily",
        "Para empezar: compliance token create --role check --title diario",
    ),
    ("Make a token.", "Crear un token."),
    (
        "Make a token. Its secret is printed once, alone, on standard output; nobody can find it out again.",
        "Crear un token. Su secreto se muestra una vez, solo, por la salida estándar; nadie puede volver a verlo.",
    ),
    ("check, waive, override, admin (repeatable).", "check, waive, override, admin (puede repetirse)."),
    ("The newspaper, site or desk that it is for.", "El periódico, sitio o mesa para el que es."),
    ("How long it counts: 12h, 90d, 8w, never [365d].", "Cuánto vale: 12h, 90d, 8w, never [365d]."),
    ("Findings are told and stored, and never count.", "Los avisos se dan y se guardan, y nunca cuentan."),
    (
        "An Ed25519 public key (PEM) that statements about people need.",
        "Una clave pública Ed25519 (PEM), exigida a las declaraciones sobre personas.",
    ),
    (
        "List the tokens, the oldest first: what they may do, until when, and when they were last used.",
        "Mostrar los tokens, primero los más antiguos: qué pueden hacer, hasta cuándo y cuándo se usaron.",
    ),
    ("List the tokens.", "Mostrar los tokens."),
    (
        "Revoke a token: from the next second on it opens nothing.",
        "Revocar un token: desde el segundo siguiente no abre nada.",
    ),
    ("Revoke a token.", "Revocar un token."),
)
