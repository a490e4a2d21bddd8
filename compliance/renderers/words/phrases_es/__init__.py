"""The Spanish phrase book; a chapter for each part of the program, each pair English and Spanish."""

from compliance.renderers.words.phrases_es import (
    baseline,
    command,
    configuration,
    desk,
    help,
    judgements,
    lsp,
    many,
    packs,
    printed,
    repairs,
    replay,
    service,
    stories,
    vale,
    waivers,
)

PHRASES = (
    *baseline.PHRASES,
    *waivers.PHRASES,
    *stories.PHRASES,
    *command.PHRASES,
    *configuration.PHRASES,
    *packs.PHRASES,
    *vale.PHRASES,
    *service.PHRASES,
    *desk.PHRASES,
    *printed.PHRASES,
    *repairs.PHRASES,
    *replay.PHRASES,
    *many.PHRASES,
    *help.PHRASES,
    *judgements.PHRASES,
    *lsp.PHRASES,
)
