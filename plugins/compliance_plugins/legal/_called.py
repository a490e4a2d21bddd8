"""Decides where a story calls a suspect guilty: by a noun (the murderer), or by telling the act as a fact."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import takewhile
from typing import TYPE_CHECKING

from compliance.article import NOT_PROSE, Article, Block, Role, Span
from compliance.language.detect import story_language
from compliance.language.reports import quoted_around, sentence_at
from compliance.record import Record
from compliance_plugins.legal._attributed import is_attributed
from compliance_plugins.legal._cases import Suspect
from compliance_plugins.legal._doers import doer
from compliance_plugins.legal._frames import frame_words, word_after, word_before, words_in, words_of
from compliance_plugins.legal._in_hand import act_in_hand, agent, is_charged_in, label_in_hand
from compliance_plugins.legal._named import named_in, sentence_before, sentence_behind
from compliance_plugins.legal._told import after_case, as_described, by_agent

if TYPE_CHECKING:
    from compliance.scanner import Hit

LABELS, ACTS = "crime-labels", "crime-acts"


_EXPLAINED, _OWNER = 6, 60
_POSSESSED = ("'s ", "’s ", "' ", "’ ")
"""What stands between an owner and what is his, in code points and signs."""


class Called(Record):
    """A place where a story says that a suspect did it.

    :param variant: ``label`` or ``act``.
    """

    span: Span
    variant: str
    suspect: Suspect


def called(article: Article, known: Mapping[str, Suspect]) -> Iterator[Called]:
    """Where a story calls one of these people guilty, once a sentence, and by a noun rather than by an act."""
    told = set()
    for one in (*labels(article, known), *acts(article, known)):
        place = sentence_at(article, one.span.start), one.suspect.person.name
        if place not in told:
            told.add(place)
            yield one


def _in_prose(article: Article, name: str) -> Iterator[tuple[Hit, Block, Span]]:
    """Where the phrases of a list stand in the story's own words, no question, with the block and the sentence."""
    for hit in article.hits(name, article.get(story_language)):
        block = article.block_at(hit.start)
        if block is None or block.role in NOT_PROSE or quoted_around(article, hit.start, hit.end):
            continue
        sentence = sentence_at(article, hit.start)
        if not article[sentence].rstrip().endswith("?"):
            yield hit, block, sentence


def labels(article: Article, known: Mapping[str, Suspect]) -> Iterator[Called]:
    """Nouns of guilt for a suspect, outside quotation marks, with nothing beside them that takes them back."""
    for hit, block, sentence in _in_prose(article, LABELS):
        following = word_after(article.text, hit.end)
        if following in hit.entry.texts("not_before") or following in frame_words(article, "subject"):
            continue  # a killer whale; the dealer he knew
        if _is_taken_back(article, sentence, hit) or _is_nobody(article, sentence, hit):
            continue
        if hit.entry.flag("owned"):
            suspect = _owner(article, hit, known)
        else:
            suspect = _labelled(article, block, sentence, _with_noun(article, hit), known)
        if suspect is not None:
            yield Called(Span(hit.start, hit.end), "label", suspect)


def _labelled(article: Article, block: Block, sentence: Span, hit: Hit, known: Mapping[str, Suspect]) -> Suspect | None:
    """The suspect for whom a noun of guilt stands."""
    return (
        _named_beside(article, sentence, hit, known)
        or label_in_hand(article, block, sentence, hit, known)
        or (None if hit.entry.flag("several") else _taken_up(article, sentence, hit, known))
    )


def _with_noun(article: Article, hit: Hit) -> Hit:
    """A noun of guilt with the noun for a person that it describes: ``the killer nurse``."""
    following = word_after(article.text, hit.end)
    plain = following in frame_words(article, "person") and following not in frame_words(article, "hedge")
    return hit._replace(end=article.text.index(" ", hit.end) + 1 + len(following)) if plain else hit


def _owner(article: Article, hit: Hit, known: Mapping[str, Suspect]) -> Suspect | None:
    """The suspect whose victim somebody is called: ``Roe's victim``, ``la víctima de Roe``."""
    near = Span(max(hit.start - _OWNER, 0), min(hit.end + _OWNER, len(article.text)))
    for start, end, person in named_in(article, near):
        owns = article.text[end : hit.start] in _POSSESSED or article.text[hit.end : start] == " "
        suspect = known.get(person.name)
        if suspect is not None and owns and not suspect.cleared:
            return suspect
    if word_before(article.text, hit.start) not in frame_words(article, "his"):
        return None
    sentence = sentence_at(article, hit.start)
    if any(named_in(article, Span(sentence.start, hit.start))):
        return None
    before = {place[2].name for place in named_in(article, sentence_before(article, sentence))}
    suspect = known.get(next(iter(before), "")) if len(before) == 1 else None
    return suspect if suspect is not None and not suspect.cleared else None


def _is_vague(article: Article, sentence: Span, hit: Hit) -> bool:
    """Whether a verb tells a crime only where it says of whom the same sentence tells the case, or what was done to
    somebody where a sentence beside tells it; and does not here.
    """
    relative = word_before(article.text, hit.start) in frame_words(article, "relative")
    if not hit.entry.flag("wide") or (relative and is_charged_in(article, sentence)):
        return False
    behind = article.text[hit.end + 1 : hit.end + 2]
    if not behind.isupper() and word_after(article.text, hit.end) not in _objects(article):
        return True
    if is_charged_in(article, sentence) and words_of(article, sentence) & frame_words(article, "felony"):
        return False
    around = (sentence_before(article, sentence), sentence_behind(article, sentence))
    petty = any(words_of(article, one) & frame_words(article, "petty") for one in (sentence, *around))
    return petty or not any(is_charged_in(article, one) for one in around)


def _objects(article: Article) -> frozenset[str]:
    """What stands in front of whom or what something is done to: ``his``, ``the``, the Spanish ``a``."""
    return frozenset().union(*(frame_words(article, kind) for kind in ("determiner", "one", "personal")))


def _is_taken_back(article: Article, sentence: Span, hit: Hit) -> bool:
    """Whether the sentence says that it is not proved, asks (``whether the arsonist …``), or is of sport."""
    hedged = frame_words(article, "hedge") | frame_words(article, "part") | frame_words(article, "game")
    before, after = (words_of(article, part) for part in (Span(sentence.start, hit.start), Span(hit.end, sentence.end)))
    return bool(before & frame_words(article, "denial") or (before | after) & hedged) or _is_of_a_work(article)


def _is_nobody(article: Article, sentence: Span, hit: Hit) -> bool:
    """Whether the sentence says that an animal or an illness is meant: ``The killer was a stray dog``."""
    following = words_in(article.text[hit.end : sentence.end])
    if not following or following[0] not in frame_words(article, "link"):
        return False
    beasts = frame_words(article, "beast")
    ends = frame_words(article, "relative") | frame_words(article, "human") | frame_words(article, "place")
    said = takewhile(lambda word: word not in ends, following)  # not of a man who had a dog
    return not beasts.isdisjoint(said)


def _is_of_a_work(article: Article) -> bool:
    """Whether a headline says that the story is of a film or a book."""
    headlines = (block for block in article.blocks if block.role is Role.HEADLINE)
    return any(words_of(article, Span(block.start, block.end)) & frame_words(article, "fiction") for block in headlines)


def _named_beside(article: Article, sentence: Span, hit: Hit, known: Mapping[str, Suspect]) -> Suspect | None:
    """The suspect whose name stands with the noun: ``the killer, Ana Roe``, ``Roe, a thief``, ``Roe is a thief``."""
    text, links = article.text, frame_words(article, "link")
    for start, end, person in named_in(article, sentence):
        suspect = known.get(person.name)
        if suspect is None:
            continue
        if start <= hit.start < hit.end < end:  # its capital made it part of the name: Murderer Ana Roe
            return suspect
        if start >= hit.end and (_is_title(text[hit.end : start]) or _is_explained(article, text[hit.end : start])):
            return suspect
        if end <= hit.start and _links(text[end : hit.start], links, frame_words(article, "attribution")):
            return suspect
    return None


def _links(between: str, links: frozenset[str], says: frozenset[str]) -> bool:
    words = between.replace(",", " , ").split()
    small = [word for word in words if word.isalpha() and word not in links]
    return (
        bool(words)
        and len(words) <= 7
        and len(small) <= 1
        and says.isdisjoint(small)
        and all(word.islower() or not word.isalpha() for word in words)
    )


def _is_explained(article: Article, between: str) -> bool:
    """Whether a noun of guilt tells of where or whom before the name: ``the killer of a clerk, Ana Roe``."""
    said = words_in(between)
    opens = 1 < len(said) <= _EXPLAINED and said[0] in frame_words(article, "place")
    return opens and between.endswith(", ") and "," not in between[:-2]


def _is_title(between: str) -> bool:
    return all(word[0].isupper() for word in between.strip(" ,").split()) and len(between) < 12


def _taken_up(article: Article, sentence: Span, hit: Hit, known: Mapping[str, Suspect]) -> Suspect | None:
    """The suspect whom the sentence before names, where the noun means one person (``The thief had …``)."""
    text, following = article.text, word_after(article.text, hit.end)
    if hit.entry.flag("open") or word_before(text, hit.start) not in frame_words(article, "definite"):
        return None
    attribution = frame_words(article, "attribution")
    taken_back = frame_words(article, "hunt") | attribution
    speaks = following in attribution  # the thief said that he …
    if (not speaks and words_of(article, sentence) & taken_back) or following in frame_words(article, "owner"):
        return None
    before = sentence_before(article, sentence)
    suspects = (known.get(place[2].name) for place in named_in(article, before))
    return next((one for one in suspects if one is not None and not one.cleared), None)


def acts(article: Article, known: Mapping[str, Suspect]) -> Iterator[Called]:
    """Acts that the story itself ascribes to a suspect: ``Roe strangled …``, ``Roe, who robbed …``, ``He shot …``."""
    for hit, block, sentence in _in_prose(article, ACTS):
        if hit.entry.flag("figure") or word_after(article.text, hit.end) in hit.entry.texts("not_before"):
            continue
        if words_of(article, sentence) & frame_words(article, "game") or _is_of_a_work(article):
            continue
        suspect = _of_whom(article, block, sentence, hit, known)
        if suspect is None or (hit.entry.flag("soft") and not suspect.charged):
            continue
        if not is_attributed(article, sentence, hit):
            yield Called(Span(hit.start, hit.end), "act", suspect)


def _of_whom(article: Article, block: Block, sentence: Span, hit: Hit, known: Mapping[str, Suspect]) -> Suspect | None:
    """The suspect of whom an act is told."""
    entry = hit.entry
    if entry.flag("agent"):
        return agent(article, hit, known)
    if entry.flag("after"):
        return after_case(article, sentence, hit, known)
    done_by = by_agent(article, sentence, hit, known)
    if done_by is not None or entry.flag("passive"):
        return done_by
    if word_after(article.text, hit.end) in frame_words(article, "passive"):
        return None
    if not _is_vague(article, sentence, hit):
        named = doer(article, sentence, hit, known) or as_described(article, sentence, hit, known)
        if named is not None:
            return named
    return after_case(article, sentence, hit, known) or act_in_hand(article, block, sentence, hit, known)
