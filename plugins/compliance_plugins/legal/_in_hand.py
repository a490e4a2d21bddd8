"""Decides which suspect is meant where whoever did it has no name there, but is said to be caught or in court:
``the killer was arrested``, ``a man who stabbed his wife appeared in court``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from compliance.article import Article, Block, Role, Span
from compliance_plugins.legal._cases import Suspect, in_hand
from compliance_plugins.legal._frames import frame_words, word_after, words_in

if TYPE_CHECKING:
    from compliance.scanner import Hit

_REACH, _DESCRIBED, _SHORT = 150, 7, 4
_POSSESSIVE = ("'", "’")


def label_in_hand(
    article: Article, block: Block, sentence: Span, hit: Hit, known: Mapping[str, Suspect]
) -> Suspect | None:
    """The suspect for whom a noun stands of which its sentence tells the case: ``the killer was arrested``."""
    text = article.text
    opens = block.role is Role.HEADLINE or hit.start == sentence.start
    if text[hit.end : hit.end + 1] in _POSSESSIVE:
        return None
    if not opens and not _is_determined(article, text[sentence.start : hit.start]):
        return None
    for case in in_hand(article, sentence):
        if case.start >= hit.end:
            joined = case.entry.text("name") != "after" and _reaches(article, text[hit.end : case.start])
        else:
            joined = case.entry.text("name") != "before" and _leads(article, text[case.end : hit.start])
        if joined:
            return _one_of(known)
    return None


def act_in_hand(
    article: Article, block: Block, sentence: Span, hit: Hit, known: Mapping[str, Suspect]
) -> Suspect | None:
    """The suspect for whom a description stands whose act and case one sentence tells: ``a man who stabbed his wife
    appeared in court``, ``police arrested a man who robbed a bank``, ``a driver killed a boy and was charged``.
    """
    text, headline = article.text, block.role is Role.HEADLINE
    opening = text[sentence.start : hit.start]
    said = words_in(opening)
    relative = said[-1:] != [] and said[-1] in frame_words(article, "relative")
    if relative:
        del said[-1]
    if frame_words(article, "hunt").intersection(said):
        return None
    for case in in_hand(article, sentence):
        if case.start >= hit.end:
            if case.entry.text("name") == "after" or not _is_description(article, said, headline=headline or not said):
                continue
            between = text[hit.end : case.start]
            joined = _reaches(article, f" {between}", relative=True) if relative else _goes_on(article, hit, between)
        else:
            joined = relative and _is_description(article, words_in(text[case.end : hit.start])[:-1], headline=True)
        if joined and (said or hit.entry.flag("opens") or headline):
            return _one_of(known)
    return None


def _one_of(known: Mapping[str, Suspect]) -> Suspect | None:
    return next((one for one in known.values() if not one.cleared), None)


def _is_determined(article: Article, before: str) -> bool:
    """Whether one person is meant: ``the killer``, ``a former drug dealer``; nothing else opens the sentence."""
    said = words_in(before)[-3:]
    return bool(frame_words(article, "one").intersection(said))


def _leads(article: Article, between: str) -> bool:
    """Whether only small words, and one that describes, stand between a case and a noun: ``arrested a known thief``."""
    if any(sign in between for sign in ",.;:?!()"):
        return False
    links = frame_words(article, "link") | frame_words(article, "determiner")
    other = [word for word in words_in(between) if word not in links and not word.isdigit()]
    return len(other) <= 1 and not frame_words(article, "object").difference(links).intersection(other)


def _reaches(article: Article, between: str, *, relative: bool = False) -> bool:
    """Whether a noun is the subject of the case behind it: small words, a description or a relative clause between.

    :param relative: the stretch is a part of such a clause.
    """
    said, links = words_in(between), frame_words(article, "link")
    if all(word in links or word.isdigit() for word in said):
        return not any(sign in between for sign in ".;:?!()")
    if any(sign in between for sign in ".;:?!()") or len(between) > _REACH:
        return False
    if frame_words(article, "clause").intersection(said):
        return False
    if between.startswith(", "):
        return between.rstrip().endswith(",")
    if relative or said[0] in frame_words(article, "relative"):
        return True
    return said[0] in frame_words(article, "place") and len(said) <= _DESCRIBED


def _goes_on(article: Article, hit: Hit, between: str) -> bool:
    """Whether a verb with its object goes on to the case: ``killed a boy and was charged``."""
    following = word_after(article.text, hit.end)
    if not following or "." in between or frame_words(article, "clause").intersection(words_in(between)):
        return False
    last = words_in(between.replace(",", " and_comma "))[-2:]
    return bool(frame_words(article, "and").union({"and_comma"}).intersection(last))


def _is_description(article: Article, said: list[str], *, headline: bool) -> bool:
    """Whether words describe one person: ``a man of 40``, ``the drunken driver``; bare in a headline (``husband``)."""
    if not said:
        return headline
    if len(said) > _DESCRIBED or not frame_words(article, "person").intersection(said):
        return False
    return headline or bool(frame_words(article, "one").intersection(said))
