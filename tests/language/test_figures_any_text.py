"""Whatever the text, the figures analysis answers, in order and inside the text."""

from __future__ import annotations

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.article import Article, Block, Metadata, Role, Span
from compliance.checker import Checker
from compliance.language.figures import figures
from compliance.source import SourceFile

_WORDS = "two hundred and million mil treinta y cinco people años of de July 12 1,500 1.500 3-2 $ € % ½ , . - – ( ) º"
_PIECES = st.sampled_from([*_WORDS.split(), " ", "\n", "\n\n", "1 500"])


@cache
def _checker() -> Checker:
    return Checker()


@settings(max_examples=150, deadline=None)
@given(st.lists(_PIECES, min_size=1, max_size=14), st.sampled_from(["", " "]), st.sampled_from(["en", "es"]))
def test_figures_stand_in_order_inside_the_text(pieces: list[str], glue: str, language: str) -> None:
    text = glue.join(pieces)
    article = Article(
        text=text,
        blocks=(Block(Role.PARAGRAPH, Span(0, len(text)), "body[0]"),),
        context=_checker().context,
        source=SourceFile("story.txt", text),
        metadata=Metadata(language=language),
    )
    last = 0
    for figure in article.get(figures):
        assert last <= figure.span.start < figure.span.end <= len(text)
        assert figure.counted is None or article[figure.counted].strip()
        last = figure.span.end
