"""Words quoted above the story that the story does not have."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Annotated

from compliance.article import BODY, Article, Role
from compliance.finding import Basis, Finding, Kind, Safety, Severity, Suggestion
from compliance.language.detect import story_language
from compliance.language.quotation_frames import frames
from compliance.language.quotation_kinds import is_title
from compliance.language.quotations import Quotation, quotations
from compliance.language.sentences import split
from compliance.record import Record
from compliance.rule import AtLeast, Need, rule
from compliance_plugins.quotes._words import parts_of, plain, stem

_ROLES = frozenset({Role.HEADLINE, Role.STANDFIRST, Role.CAPTION})
_KINDS = frozenset({"title", "nickname", "shown"})
_DIRECT = frozenset({"before", "after"})
_SHORT = 2
_CARRIES, _PART = 4, 3
_EDGES = " .,;:!?…"


class Options(Record):
    """When there is a story to compare with.

    :param min_body: words that the body must have; fewer are no story but what is left of one (a teaser, a lone
        picture).
    """

    min_body: Annotated[int, AtLeast(0)] = 12


@rule(
    "quotes/not-in-story",
    kind=Kind.REVIEW,
    severity=Severity.ERROR,
    messages={
        "en": {
            "message": "the story never quotes “{words}” in that form",
            "mend": "quote the words as the story has them, or take the marks away",
        },
        "es": {
            "message": "el texto no recoge «{words}» en esa forma",
            "mend": "citar las palabras como están en el texto, o quitar las comillas",
            "why": "Las comillas prometen las palabras exactas de alguien.",
        },
    },
    options=Options,
    needs=(Need.QUOTATION_MARKS,),
    basis=(
        Basis("BBC News Style Guide", "headlines: quotation marks"),
        Basis("Reuters Handbook", "quotes in headlines"),
    ),
)
def not_in_story(article: Article, options: Options) -> Iterable[Finding]:
    """Flags words quoted in the headline, standfirst or a caption that stand nowhere in the story in that form.

    ## What it flags
    Quotation marks in a headline, a standfirst or a caption around words that the body does not have in that order.

    ## Why it matters
    Marks promise somebody's very words. A headline that sharpens them puts words into a mouth.

    ## Example
    Headline `Mayor: ‘I will shut every bridge’` over a story in which she says `“We may have to close two bridges.”`

    ## Instead
    Headline `Mayor: ‘We may have to close two bridges’`, or the same without marks.

    ## Limits
    Ellipses and words in square brackets may stand for others; capitals and marks do not count, and sentences may
    come from different places. Scare quotes of one or two words that no verb of saying stands beside, titles of
    works, nicknames and words on signs are left alone. So is a claim: words that the headline gives to nobody and
    whose substance the story has in other words (`Voters ‘don't trust politicians’`), as the British press sets it.

    ## Sources
    BBC News Style Guide and Reuters Handbook of Journalism, on quotation marks in headlines.
    """
    above = [quotation for quotation in article.get(quotations) if quotation.block.role in _ROLES]
    chosen = [quotation for quotation in above if _promises_words(article, quotation)]
    if not chosen:
        return
    told = [article[block] for block in article.blocks if block.role in BODY]
    small = "\n".join(told).lower()
    chosen = [quotation for quotation in chosen if not _seen_at_once(article, quotation, small)]
    if not chosen:
        return
    body = " ".join(map(plain, told))
    if body.count(" ") < options.min_body:
        return
    # a quotation that a clause of saying interrupts may be quoted without the clause
    body += plain(" ".join(article[one.inner] for one in article.get(quotations) if one.block.role in BODY))
    stems = frozenset(stem(word) for word in body.split())
    for quotation in chosen:
        if not _is_told(article, quotation, body, stems):
            yield not_in_story.finding(
                quotation.span,
                data={"words": article[quotation.inner]},
                suggestions=[Suggestion("mend", safety=Safety.PLACEHOLDER)],
            )


def _seen_at_once(article: Article, quotation: Quotation, small: str) -> bool:
    """A quick look: whether the body has the very words; for a claim, each of them with no sign beside it."""
    if _stands_in(article[quotation.inner].lower(), small):
        return True
    return _may_be_claim(article, quotation) and _is_backed(
        _parts(article, quotation), lambda word: f" {word} " in small
    )


def _is_told(article: Article, quotation: Quotation, body: str, stems: frozenset[str]) -> bool:
    """Whether the body has the words, whatever marks stand between them; for a claim, each in some form."""
    parts = _parts(article, quotation)
    if all(f" {part} " in body for part in parts):
        return True
    return _may_be_claim(article, quotation) and _is_backed(parts, lambda word: stem(word) in stems)


def _parts(article: Article, quotation: Quotation) -> list[str]:
    """What must stand unchanged of each sentence of a quotation: a headline may join two that were said apart."""
    sentences = split(article.text, *quotation.inner, article.get(story_language))
    return [part for start, end in sentences for part in parts_of(article.text[start:end])]


def _may_be_claim(article: Article, quotation: Quotation) -> bool:
    """Whether the substance is enough: a word or two, or words that the headline gives to nobody."""
    return len(article[quotation.inner].split()) <= _SHORT or not _is_said(article, quotation)


def _is_said(article: Article, quotation: Quotation) -> bool:
    """Whether the headline gives the words to somebody: behind a colon, or with a verb of saying and its subject."""
    if quotation.how == "colon":
        return not any(sign.isalnum() for sign in article.text[quotation.span.end : quotation.block.end])
    cue = quotation.cue
    if quotation.speaker is None or cue is None or quotation.how not in _DIRECT:
        return False
    # "‘Bombs’ of hail hit town": what follows goes on with the words, and says nobody's name
    return cue.start < quotation.span.start or not article.text[quotation.span.end : cue.start].strip(" ,\u00a0")


def _is_backed(parts: list[str], stands: Callable[[str], bool]) -> bool:
    """Whether the story has a part of the words that carry the sense; ``stands`` tells it of each."""
    carrying = [word for part in parts for word in part.split() if len(word) >= _CARRIES]
    return _PART * sum(map(stands, carrying)) >= len(carrying)


def _stands_in(words: str, text: str) -> bool:
    """A quick look: whether words stand in a text as they are, and not inside others."""
    words = words.strip(_EDGES)
    at = text.find(words)
    return at >= 0 and not (text[at - 1 : at].isalnum() or text[at + len(words) : at + len(words) + 1].isalnum())


def _promises_words(article: Article, quotation: Quotation) -> bool:
    """Whether a quotation above the story has to stand in it."""
    if quotation.kind in _KINDS:
        return False
    inner = article[quotation.inner]
    words = inner.split()
    if len(words) > _SHORT:
        return quotation.block.role is not Role.CAPTION or not is_title(words, frames(article.get(story_language)))
    cue = quotation.cue
    if quotation.block.role is Role.CAPTION or not _is_said(article, quotation):
        return False
    return cue is None or not article.text[cue.end : quotation.span.start].strip() or cue.start > quotation.span.start
