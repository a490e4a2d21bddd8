"""What a house starts from: a commented compliance.toml and a pack.yaml, in each language of the command."""

CONFIGURATION = {
    "en": """\
# What this newsroom asks of its stories. Every line that begins with # shows a default or an example;
# take the # away to make it count. `compliance schema config` gives editors completion for this file.

# Start from a house profile: "wire" (a news agency's feed) or "web" (a newspaper's site).
{extends}

# Findings below this severity do not hold a story back: "error", "warning", "note" or "never".
# gate = "warning"

# Which rules run, by name or glob. `compliance rules` lists them, `compliance explain RULE` explains one.
# select = ["*"]
# ignore = ["captions/placeless"]

# Rules on trial: their findings are shown and never count for the verdict.
# observe = ["quotes/*"]

# What is skipped when a folder is searched, relative to this file.
# exclude = ["archive/", "drafts/"]

# Whether a comment in a story can waive what stands in its next part (docs/waivers.md).
# inline_waivers = true

# The house's own vocabulary files, beside those that are shipped.
# vocabulary = ["house/agencies.yaml"]

# Rules as data: names of installed packs, or folders with a pack.yaml (docs/packs.md).
# packs = ["styles/house"]

# What a story is, where its file does not say.
[story]
# product = "website"       # wire website newspaper magazine syndication newsletter comments
# language = "en"
# territories = ["GB"]      # where it is published
# jurisdiction = "uk"       # uk us es eu: what is asked of a story about a crime or a court
# channels = ["web"]        # web app push print social broadcast
# sponsored = false

# A severity for a rule ("error", "warning", "note", "observe", "off"), for one variant of it, or a table of settings.
[rules]
# "copy/spacing" = "off"
# "dates/caption-mismatch:after" = "error"
# "quotes/anonymous-source" = {{ severity = "error", kind = "review" }}

# Plugins that are installed and must not be loaded. `compliance plugins` lists them.
# [plugins]
# block = ["name"]

# What differs for some paths, relative to this file.
# [[overrides]]
# paths = ["opinion/**"]
# ignore = ["quotes/loaded-verb"]
# rules = {{ "captions/undated" = "off" }}
# story = {{ section = "opinion" }}

# How `compliance serve` behaves, and what differs for a title (docs/configuration.md).
# [service]
# keep_text = false
# [service.record]
# retention_days = 730
# [service.titles.daily]
# profile = "web"
""",
    "es": """\
# Lo que esta redacción pide a sus noticias. Cada línea que empieza por # muestra el valor por defecto o un ejemplo;
# quite el # para que cuente. `compliance schema config` da autocompletado de este archivo a los editores.

# Partir de un perfil: "wire" (el servicio de una agencia) o "web" (el sitio de un periódico).
{extends}

# Los avisos por debajo de este nivel no retienen una noticia: "error", "warning", "note" o "never".
# gate = "warning"

# Qué reglas se aplican, por nombre o patrón. `compliance rules` las muestra, `compliance explain REGLA` explica una.
# select = ["*"]
# ignore = ["captions/placeless"]

# Reglas a prueba: sus avisos se muestran y nunca cuentan para el veredicto.
# observe = ["quotes/*"]

# Lo que se salta al buscar en una carpeta, en relación con este archivo.
# exclude = ["archive/", "drafts/"]

# Si un comentario en una noticia puede dispensar lo que está en su parte siguiente (docs/waivers.md).
# inline_waivers = true

# Los archivos de vocabulario de la casa, además de los que vienen con el programa.
# vocabulary = ["house/agencies.yaml"]

# Reglas como datos: nombres de paquetes instalados o carpetas con pack.yaml (docs/packs.md).
# packs = ["general-es", "styles/house"]

# Qué es una noticia, cuando su archivo no lo dice.
[story]
# product = "website"       # wire website newspaper magazine syndication newsletter comments
# language = "es"
# territories = ["ES"]      # dónde se publica
# jurisdiction = "es"       # uk us es eu: qué se pide a una noticia de sucesos o tribunales
# channels = ["web"]        # web app push print social broadcast
# sponsored = false

# La gravedad de una regla ("error", "warning", "note", "observe", "off"), de una variante suya, o una tabla de ajustes.
[rules]
# "copy/spacing" = "off"
# "dates/caption-mismatch:after" = "error"
# "quotes/anonymous-source" = {{ severity = "error", kind = "review" }}

# Complementos instalados que no se deben cargar. `compliance plugins` los muestra.
# [plugins]
# block = ["name"]

# Lo que es distinto en algunas rutas, en relación con este archivo.
# [[overrides]]
# paths = ["opinion/**"]
# ignore = ["quotes/loaded-verb"]
# rules = {{ "captions/undated" = "off" }}
# story = {{ section = "opinion" }}

# Cómo se comporta `compliance serve`, y lo que es distinto para una cabecera (docs/configuration.md).
# [service]
# keep_text = false
# [service.record]
# retention_days = 730
# [service.titles.daily]
# profile = "web"
""",
}

PACK = {
    "en": """\
# Rules as data. docs/packs.md explains every key; `compliance schema pack` gives editors completion for this file.
#   compliance pack test {name}           runs the examples
#   compliance pack lint {name}           finds rules that get into each other's way
#   compliance check --pack {name} story.txt
pack: {pack}
title: House style
language: en
rules:
  - id: plain-words
    check: substitution
    message:
      en: "“{{matched}}” is long for “{{replacement}}”"
      es: "«{{matched}}» es largo: basta «{{replacement}}»"
    reason: Readers read short words faster.
    severity: note
    swap:
      utilise: use
      in order to: to
    bad: ["They utilise the bus in order to save time."]
    good: ["They use the bus to save time.", "“We utilise it,” she said."]
""",
    "es": """\
# Reglas como datos. docs/packs.md explica cada clave; `compliance schema pack` da autocompletado a los editores.
#   compliance pack test {name}           prueba los ejemplos
#   compliance pack lint {name}           encuentra reglas que se estorban
#   compliance check --pack {name} noticia.txt
pack: {pack}
title: Estilo de la casa
language: es
rules:
  - id: palabras-sencillas
    check: substitution
    message:
      en: "“{{matched}}” is long for “{{replacement}}”"
      es: "«{{matched}}» es largo: basta «{{replacement}}»"
    reason: Readers read short words faster.
    severity: note
    swap:
      a la mayor brevedad: cuanto antes
      en el caso de que: si
    bad: ["El puente se abrirá a la mayor brevedad."]
    good: ["El puente se abrirá cuanto antes.", "«Se abrirá a la mayor brevedad», dijo el alcalde."]
""",
}


def start(texts: dict[str, str], language: str) -> str:
    """The text to start from in a language, else in English."""
    return texts.get(language.partition("-")[0].lower(), texts["en"])
