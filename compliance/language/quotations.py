"""Decides what is quoted in a story, what kind of words it is, who speaks and where the story says so.

A speaker is looked for in the quotation's own sentence first, then in what the paragraph said before, then
in the sentences beside it; the way it was found is part of the answer.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property, partial
from typing import TYPE_CHECKING

from compliance.article import BODY, Block, Span
from compliance.language.detect import story_language
from compliance.language.marks import quoting
from compliance.language.quotation_clauses import Found
from compliance.language.quotation_dialogue import dialogue, opens_with_dash
from compliance.language.quotation_frames import frames, story_cues
from compliance.language.quotation_kinds import kind_of
from compliance.language.quotation_neighbours import Paragraph
from compliance.record import Record

if TYPE_CHECKING:
    from compliance.article import Article
    from compliance.language.marks import Quoted
    from compliance.language.quotation_frames import Cue, Frames

SPEECH = "speech"
_NOBODY = Found(None, None, "")


class Quotation(Record):
    """Words between quotation marks, outermost marks only.

    :param span: with its marks; a quotation that runs over paragraphs has one entry in each.
    :param inner: without them.
    :param kind: ``speech``, ``scare`` (a word held at arm's length), ``title``, ``nickname``, ``shown`` (on a
        sign, a banner), ``words`` (quoted in a headline, a caption, a crosshead or inside a
        sentence and given to nobody).
    :param speaker: the words that name who speaks, a pronoun too; ``None`` where nobody is named.
    :param cue: the verb or phrase that reports the words.
    :param how: ``before``, ``after`` (the same sentence, before or after the words), ``colon``, ``sentence``
        (with the words before it in its sentence), ``subject``, ``paragraph`` (earlier in it), ``continued``,
        ``previous-sentence``, ``following-sentence``, ``dialogue`` (between dashes), or empty.
    :param continues: it goes on from the paragraph before.
    """

    span: Span
    inner: Span
    kind: str
    speaker: Span | None
    cue: Span | None
    how: str
    block: Block
    continues: bool = False

    @property
    def attributed(self) -> bool:
        """Whether the story says whose words they are."""
        return self.speaker is not None or self.cue is not None or self.how == "colon"


def quotations(article: Article) -> tuple[Quotation, ...]:
    """Every quotation in what readers read, in order."""
    outer = [quoted for quoted in article.get(quoting).quoted if quoted.depth == 0]
    dashes = opens_with_dash(article)
    if not outer and not dashes:
        return ()
    language = article.get(story_language)
    words, reports = frames(language), article.get(story_cues)
    spoken = dialogue(article, reports, words) if dashes and words.dialogue else []
    story = _Story(article, reports, words, language)
    paragraphs = story.read(outer)
    found: list[Quotation] = []
    again = _headline_again(article)
    for paragraph in paragraphs:
        for index in range(len(paragraph.quoted)):
            quotation = _quotation(article.text, paragraph, index, words)
            if paragraph.block.start == again and quotation.kind == SPEECH and not quotation.attributed:
                quotation = quotation._replace(kind="words")
            found.append(quotation)
    story.forget()
    if spoken:
        found.extend(Quotation(s.span, s.inner, SPEECH, s.speaker, s.cue, "dialogue", s.block) for s in spoken)
        found.sort(key=lambda quotation: quotation.span.start)
    return tuple(found)


def _headline_again(article: Article) -> int:
    """Where a first paragraph that only says the headline again starts; -1 for none."""
    headline = article.headline
    first = next((block for block in article.blocks if block.role in BODY and block), None)
    return first.start if headline and first and article[headline] == article[first] else -1


class _Story:
    """The paragraphs of a story: those that quote, and those beside them where somebody must look there."""

    def __init__(self, article: Article, reports: list[Cue], words: Frames, language: str | None) -> None:
        self._text, self._reports, self._words, self._language = article.text, reports, words, language
        self._blocks = article.blocks
        self._paragraphs: dict[int, Paragraph] = {}

    @cached_property
    def _body(self) -> list[Block]:
        return [block for block in self._blocks if block.role in BODY and block]

    @cached_property
    def _starts(self) -> list[int]:
        return [block.span.start for block in self._body]

    def read(self, outer: list[Quoted]) -> list[Paragraph]:
        """The paragraphs that quote: each by itself first, then among its neighbours."""
        by_block: dict[int, list[Quoted]] = {}
        for quoted in outer:
            by_block.setdefault(quoted.block.span.start, []).append(quoted)
        quoting = [self._paragraph(group[0].block, group) for group in by_block.values()]
        incomplete = [paragraph for paragraph in quoting if not paragraph.read_sentences()]
        for paragraph in incomplete:
            if paragraph.block.role in BODY:
                paragraph.read_beside(self._beside(paragraph.block, -1), self._beside(paragraph.block, 1))
        return quoting

    def forget(self) -> None:
        """Let go of the paragraphs, which know the story too: a circle would live on until the collector comes."""
        self._paragraphs.clear()

    def _beside(self, block: Block, step: int) -> Paragraph | None:
        """The paragraph before or after a block of the body."""
        index = bisect_left(self._starts, block.start) + step
        return self._paragraph(self._body[index], []) if 0 <= index < len(self._body) else None

    def _paragraph(self, block: Block, quoted: list[Quoted]) -> Paragraph:
        start, end = block.span
        known = self._paragraphs.get(start)
        if known is None:
            first = bisect_left(self._reports, (start,))
            inside = self._reports[first : bisect_left(self._reports, (end,), first)]
            known = Paragraph(self._text, quoted, inside, self._words, self._language, block)
            known.previous = partial(self._beside, block, -1)
            self._paragraphs[start] = known
        return known


def _quotation(text: str, paragraph: Paragraph, index: int, words: Frames) -> Quotation:
    quoted, found = paragraph.quoted[index], paragraph.found[index] or _NOBODY
    span, inner, _, _, continues, _, block = quoted
    speaker, cue, how = found
    if speaker is None and cue is None and not continues and paragraph.listed(index):
        return Quotation(span, inner, "words", None, None, "", block)
    lead, _, ended, _, _ = paragraph.settings[index]
    kind = kind_of(text, quoted, found, lead is None and ended, words)
    if kind in ("title", "nickname", "scare") and how not in ("before", "after", "colon"):
        speaker, cue, how = _NOBODY
    return Quotation._make((span, inner, kind, speaker, cue, how, block, continues))
