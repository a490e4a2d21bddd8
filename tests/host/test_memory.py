"""A story checked is a story forgotten: nothing of it waits for the collector."""

from __future__ import annotations

import gc

import pytest

from compliance import Checker

STORY = """Harbour towns sign ferry pact

Karsholm, Mar 11 (EFE).- The towns of Karsholm and Lindvik signed a pact on Tuesday to share the cost of their ferry.

“We have waited two years,” said the mayor of Karsholm, Ada Orme. “It was worth it.”

"The boats are paid for," she added. "Nobody will lose a crossing."

The first boat is to leave Karsholm on 7 May, the two towns said. EFE
"""
HISTORIA = """Los puertos firman el pacto

Karsholm, 11 mar (EFE).- Los ayuntamientos de Karsholm y Lindvik firmaron este martes un pacto sobre el transbordador.

«Hemos esperado dos años», dijo la alcaldesa de Karsholm, Ada Orduña.

«Los barcos están pagados», añadió. «Nadie perderá una travesía», según explicó. EFE
"""


@pytest.mark.parametrize("text", [STORY, HISTORIA])
def test_checking_a_story_leaves_no_circle_behind(text: str) -> None:
    checker = Checker()
    for _ in range(3):
        list(checker.check_bytes(text.encode(), "story.txt"))
    gc.collect()
    gc.disable()
    try:
        assert next(iter(checker.check_bytes(text.encode(), "story.txt"))).rules_run
        assert gc.collect() == 0
    finally:
        gc.enable()
