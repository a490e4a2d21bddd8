"""Of repairs: what was written into the stories, and what could not be."""

PHRASES = (
    ("suggestions applied: {}, in stories: {}", "propuestas aplicadas: {}, en noticias: {}"),
    (
        "suggestions that would be applied: {}, in stories: {}",
        "propuestas que se aplicarían: {}, en noticias: {}",
    ),
    ("and {} more that were not applied", "y otras {} que no se aplicaron"),
    ("not applied: {}, because {}", "sin aplicar: {}, porque {}"),
    ("not applied: {}: {}: {}", "sin aplicar: {}: {}: {}"),
    ("left as it was: {}: {}", "se dejó como estaba: {}: {}"),
    # why a suggestion is not applied
    ("it says what to do and has no words to write", "dice qué hacer y no trae palabras que escribir"),
    ("it leaves a gap that only a person can fill", "deja un hueco que solo una persona puede llenar"),
    (
        "it may change what is said: look at it, then use --unsafe-fixes",
        "puede cambiar lo que se dice: mírela y use --unsafe-fixes",
    ),
    ("it reaches beyond its paragraph", "va más allá de su párrafo"),
    ("markup stands between its words", "hay marcas de formato entre sus palabras"),
    (
        "its words would need an escape that is not certain here",
        "sus palabras necesitarían un escape que aquí no es seguro",
    ),
    ("the file's encoding cannot write its words", "la codificación del archivo no puede escribir sus palabras"),
    ("it lies over another one", "se superpone a otra"),
    ("the story was not stable after ten rounds", "la noticia no quedó estable tras diez vueltas"),
    ("the story could not be read again with it", "con ella la noticia ya no se podría leer"),
    (
        "the file's encoding does not lead back to the same bytes",
        "la codificación del archivo no devuelve los mismos bytes",
    ),
    # why a file is left as it was
    ("it was changed by someone else meanwhile", "otra persona lo cambió entretanto"),
    ("it cannot be written: {}", "no se puede escribir: {}"),
    ("it is no ordinary file", "no es un archivo corriente"),
    (
        "it has other names (hard links), which would be parted",
        "tiene otros nombres (enlaces duros), que quedarían separados",
    ),
    ("it may not be written to", "no se permite escribir en él"),
    ("check it again", "compruébelo de nuevo"),
    ("write the story into a file", "escriba la noticia en un archivo"),
    ("copy it first", "haga antes una copia"),
    ("chmod u+w, where it should be", "chmod u+w, si debe permitirse"),
    # options
    (
        "Only show what --fix would change, as a unified diff.",
        "Solo mostrar lo que --fix cambiaría, como diff unificado.",
    ),
    ("Write those too that may change what is said.", "Escribir también las que pueden cambiar lo que se dice."),
    ("Write the safe suggestions into the stories.", "Escribir las propuestas seguras en las noticias."),
)
