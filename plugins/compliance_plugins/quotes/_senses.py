"""Decides whether a verb reports speech where it stands, and in the sense that the vocabulary list means."""

from __future__ import annotations

from compliance.article import Article
from compliance.language.detect import story_language
from compliance.language.quotation_frames import Frames, frames
from compliance.language.quotations import quotations
from compliance.language.reports import sentence_at
from compliance.language.speakers import phrase_after, subject_before
from compliance.scanner import Hit

_CLAUSE, _SHORTEST = 70, 3
# so much white space may stand between a comma and the verb
_GAP = 12
_STOPS, _CLOSING = ',.;:?!()"“”«»—\n', ".;?!\n"


def other_sense(article: Article, hit: Hit) -> bool:
    """Whether the words beside the verb give it a sense that takes no side (``claimed asylum``)."""
    after = article.text[hit.end : hit.end + 30].lower().lstrip()
    others = hit.entry.texts("not_before")
    if after.startswith(others) and any(_begins(after, word) for word in others):
        return True
    before = article.text[max(hit.start - 40, 0) : hit.start].split()[-2:]
    if hit.entry.flag("noun") and before and _is_noun(before, frames(article.get(story_language))):
        return True
    return bool(before) and _stands_behind(article, hit, before[-1].lower())


def _stands_behind(article: Article, hit: Hit, word: str) -> bool:
    """Whether the word before is one that gives the verb another sense, or ends so (``the mayor's``)."""
    for other in hit.entry.texts("not_after"):
        if word == other:
            return True
        if other.startswith("-") and word.endswith(other[1:]):
            # ‘No room for drivers’ claims Orme: there the sign closes a quotation
            return other[-1].isalpha() or not _beside_quotation(article, hit)
    return False


def _is_noun(before: list[str], words: Frames) -> bool:
    """Whether the word behind these can be no verb: ``received claims``, ``amid fresh claims``."""
    if before[-1].lower().endswith(words.ends_endings):
        return True
    return len(before) > 1 and before[-1].islower() and before[0].lower() in words.phrase_ends


def _begins(after: str, word: str) -> bool:
    """Whether a stretch begins with a word that ends there."""
    return after.startswith(word) and not after[len(word) : len(word) + 1].isalpha()


def reports(article: Article, hit: Hit) -> bool:
    """Whether the verb stands beside a quotation, before a clause or behind one."""
    if _beside_quotation(article, hit):
        return True
    if hit.entry.flag("quotation_only"):
        return False
    return _before_clause(article, hit) or _behind_clause(article, hit)


def _beside_quotation(article: Article, hit: Hit) -> bool:
    cues = article.get(cue_offsets)
    return hit.start in cues or hit.end - 1 in cues


def cue_offsets(article: Article) -> frozenset[int]:
    """Every offset at which a quotation's verb of saying stands."""
    return frozenset(
        offset
        for quotation in article.get(quotations)
        if quotation.cue is not None
        for offset in range(quotation.cue.start, quotation.cue.end)
    )


def _before_clause(article: Article, hit: Hit) -> bool:
    words = frames(article.get(story_language))
    after = article.text[hit.end : hit.end + 24].split()
    if not after or article.text[hit.end : hit.end + 1] != " ":
        return False
    first = after[0].lower().strip(",.;:")
    breaks, relative = first in words.breaks, first in words.relatives
    if len(after) > 1 and first in words.elided and not breaks and after[1].lower() in words.relatives:
        return True
    if breaks and relative:
        return True
    if first in words.pronouns and not relative:
        # "claiming it as their own": an object, unless a verb follows
        return len(after) > 1 and (len(first) > 2 or _is_verb(after, words))
    return not hit.entry.flag("clause_only") and _subject_and_verb(article, hit.end, words)


def _is_verb(after: list[str], words: Frames) -> bool:
    """Whether a verb may follow ``it``: ``claims it hit``, not ``claims it as``, ``denied it vehemently``."""
    second = after[1].lower()
    if second in words.ends and second in words.clause_verbs:
        return True
    if not (after[0].isalpha() and second.isalpha()) or second.endswith(words.between_endings):
        return False
    small = (words.phrase_ends, words.conjunctions, words.breaks, words.not_subject, words.not_told, words.ends)
    return not any(second in some for some in small)


def _subject_and_verb(article: Article, start: int, words: Frames) -> bool:
    """``claimed the road would open``: a noun phrase follows, and a verb that can only be its own."""
    if not words.clause_verbs:
        return False
    stretch = article.text[start : start + _CLAUSE]
    stretch = stretch[: min((at for at in map(stretch.find, _STOPS) if at >= 0), default=len(stretch))]
    for count, word in enumerate(stretch.lower().split()[:8]):
        if word in words.clause_verbs:
            return count > 0
        if word in words.breaks or word in words.relatives:
            return False
    return False


def _behind_clause(article: Article, hit: Hit) -> bool:
    """``The road is late, the mayor admitted.``: the verb and its subject follow the words, and close the sentence."""
    text = article.text
    closes = text[hit.end : hit.end + 1] in _CLOSING
    if not closes and text[max(hit.start - _GAP, 0) : hit.start].rstrip()[-1:] != ",":
        return False
    words, sentence = frames(article.get(story_language)), sentence_at(article, hit.start)
    comma = text.rfind(",", sentence.start, hit.start)
    opening = text[sentence.start : max(comma, sentence.start)].split()
    if len(opening) < _SHORTEST or (opening[0].lower() in words.intro and opening[0].lower() not in words.articles):
        return False
    if closes:
        subject = subject_before(text, comma + 1, hit.start, words)
        stated = not words.clause_verbs or any(word.lower() in words.clause_verbs for word in opening)
        return stated and subject is not None and not text[comma + 1 : subject.start].strip()
    if text[comma + 1 : hit.start].strip():
        return False
    inverted = phrase_after(text, hit.end, sentence.end, words)
    return inverted is not None and text[inverted.end : inverted.end + 1] in _CLOSING
