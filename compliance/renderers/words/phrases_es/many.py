"""Of many stories: what is kept of earlier runs, how many processes share them, and what git says changed."""

PHRASES = (
    (
        "Processes that share many files (auto: one a processor).",
        "Procesos que se reparten muchos archivos (auto: uno por procesador).",
    ),
    ("Check every story again, and keep no results.", "Revisar de nuevo cada noticia y no guardar resultados."),
    (
        "Keep results there, not in the user's cache folder.",
        "Guardar ahí los resultados, no en la carpeta de caché del usuario.",
    ),
    ("note: results are not kept: {}", "nota: los resultados no se guardan: {}"),
    ("note: results are not kept: {}: {}", "nota: los resultados no se guardan: {}: {}"),
    (
        "note: results are not kept: {}: Permission denied",
        "nota: los resultados no se guardan: {}: permiso denegado",
    ),
    (
        "note: results are not kept: {} belongs to another user",
        "nota: los resultados no se guardan: {} es de otro usuario",
    ),
    (
        "note: results are not kept: everybody can write to {}",
        "nota: los resultados no se guardan: cualquiera puede escribir en {}",
    ),
    (
        "note: results are not kept: git tracks {}, and a repository cannot bring its own results along",
        "nota: los resultados no se guardan: git lleva {}, y un repositorio no puede traer sus propios resultados",
    ),
    (
        "note: results are not kept: git cannot say whether it tracks {}",
        "nota: los resultados no se guardan: git no puede decir si lleva {}",
    ),
    (
        "note: what was kept of earlier results is broken, and is begun anew: {}",
        "nota: lo que se guardó de resultados anteriores está dañado y se empieza de nuevo: {}",
    ),
    # what git says changed
    ("Report on the whole of the changed stories.", "Informar de las noticias cambiadas enteras."),
    (
        "Only what the next commit changes, as it stands in git's index.",
        "Solo lo que cambia el próximo commit, como está en el índice de git.",
    ),
    (
        "Only lines changed since the branch left this revision.",
        "Solo las líneas cambiadas desde que la rama dejó esta revisión.",
    ),
    ("no story changed, so there is nothing to check", "ninguna noticia cambió: no hay nada que revisar"),
    (
        "findings on unchanged lines, not shown: {} (--whole shows them)",
        "avisos en líneas sin cambios, que no se muestran: {} (--whole los muestra)",
    ),
    ("--whole says how much of what changed", "--whole dice cuánto de lo que cambió"),
    ("add --changed-since REV, or --staged", "añada --changed-since REV, o --staged"),
    ("--staged and --changed-since are two questions", "--staged y --changed-since son dos preguntas"),
    ("ask one of them", "haga una de ellas"),
    (
        "repairs are for whole files as they lie on the disk",
        "los arreglos son para archivos enteros como están en el disco",
    ),
    (
        "leave out --changed-since and --staged, and name the stories",
        "quite --changed-since y --staged, y nombre las noticias",
    ),
    ("git knows nothing of standard input", "git no sabe nada de la entrada estándar"),
    ("name files or folders", "nombre archivos o carpetas"),
    ("git finds no repository here", "git no encuentra aquí ningún repositorio"),
    (
        "go to the repository's folder, or check without --changed-since and --staged",
        "vaya a la carpeta del repositorio, o revise sin --changed-since ni --staged",
    ),
    ("git knows no revision {}", "git no conoce la revisión {}"),
    ("a branch, a tag or a commit: main, origin/main{}", "una rama, una etiqueta o un commit: main, origin/main{}"),
    (
        "; the clone is shallow: git fetch --unshallow, or fetch-depth: 0",
        "; el clon es superficial: git fetch --unshallow, o fetch-depth: 0",
    ),
    (
        "the clone is shallow, and what {} and this branch both come from is not in it",
        "el clon es superficial, y no está en él aquello de lo que vienen {} y esta rama",
    ),
    (
        "git fetch --unshallow, or fetch-depth: 0 in the CI server's checkout",
        "git fetch --unshallow, o fetch-depth: 0 en el checkout del servidor de CI",
    ),
    ("{} and this branch have nothing that both come from", "{} y esta rama no vienen de nada en común"),
    ("name the branch that this one left", "nombre la rama de la que salió esta"),
    ("git cannot say what changed: {}", "git no puede decir qué cambió: {}"),
    ("git {} says more", "git {} dice más"),
    ("git cannot be run: {}", "no se puede ejecutar git: {}"),
    (
        "install git, or check without --changed-since and --staged",
        "instale git, o revise sin --changed-since ni --staged",
    ),
    # how far a run has come
    ("checked: {} of {}", "revisados: {} de {}"),
    ("checked: {} of {}, time left {}", "revisados: {} de {}, quedan {}"),
)
