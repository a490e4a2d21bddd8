"""Of the language server: its command, and what it says in an editor."""

PHRASES = (
    ("Serve an editor while a story is written.", "Servir a un editor mientras se escribe una noticia."),
    (
        "Speak the Language Server Protocol on standard input and output; an editor starts this, not a person.",
        "Habla el Language Server Protocol por la entrada y la salida estándar; lo inicia un editor, no una persona.",
    ),
    (
        "This file instead of the compliance.toml nearest above each story.",
        "Este archivo en vez del compliance.toml más cercano por encima de cada noticia.",
    ),
    (
        "the language server needs packages that are not installed: {}",
        "el servidor de lenguaje necesita paquetes que no están instalados: {}",
    ),
    ("the process that checks stories ended by itself", "el proceso que comprueba las noticias terminó por sí solo"),
    (
        "it was at the rule {}: tell its author, or leave it out with `ignore`",
        "estaba con la regla {}: avise a su autor o déjela fuera con `ignore`",
    ),
    ("restart the language server", "reinicie el servidor de lenguaje"),
    ("give it in a simpler form", "dela en una forma más sencilla"),
    ("in the baseline", "en la línea base"),
    ("Waive {} here: write why into the comment", "Dispensar {} aquí: escriba el motivo en el comentario"),
    ("Fix everything that is safe to fix", "Corregir todo lo que puede corregirse sin riesgo"),
)
