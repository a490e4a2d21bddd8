"""Decides which suspect is meant where whoever did it has no name there, but is said to be caught or in court:
``the killer was arrested``, ``a man who stabbed his wife appeared in court``.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

from compliance.article import Article, Block, Role, Span
from compliance.record import Record
from compliance_plugins.legal._cases import Suspect, in_hand, sentences_of_cases
from compliance_plugins.legal._frames import frame_words, word_after, word_before, words_in
from compliance_plugins.legal._named import named_in
from compliance_plugins.legal._whom import related

if TYPE_CHECKING:
    from compliance.scanner import Hit

_REACH = 150
"""Between whoever did it and the case stand so many code points at most."""
_DESCRIBED, _LAST, _MODIFIERS, _BELONGS = 7, 4, 4, 12
"""So many words at most describe somebody, the last of them in a lead, a noun of guilt; and tell whose killer it is."""
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
    subject = _is_subject(article, text[sentence.start : hit.start])
    joined = (_names_it(article, hit, case, subject=subject) for case in in_hand(article, sentence))
    return _one_of(known) if any(joined) else None


def _names_it(article: Article, hit: Hit, case: Hit, *, subject: bool) -> bool:
    side, text = case.entry.text("name"), article.text
    if case.start >= hit.end:
        return subject and side != "after" and _reaches(article, text[hit.end : case.start])
    if word_before(text, case.start) in frame_words(article, "relative"):
        return False  # the officer who caught the killer
    return side != "before" and _leads(article, text[case.end : hit.start], apart=case.entry.flag("apart"))


def _is_subject(article: Article, before: str) -> bool:
    """Whether a noun opens its clause: ``the killer``, ``a former drug dealer``; not whom others fought, or were wed to
    (``a clerk who fought off a robber``, ``the widow of the gunman``).
    """
    said = words_in(before.rpartition(",")[2])
    barred = frame_words(article, "relative") | frame_words(article, "object") | frame_words(article, "apart")
    return len(said) <= _MODIFIERS and barred.difference(frame_words(article, "one")).isdisjoint(said)


def act_in_hand(
    article: Article, block: Block, sentence: Span, hit: Hit, known: Mapping[str, Suspect]
) -> Suspect | None:
    """The suspect for whom a description stands whose act and case one sentence tells: ``a man who stabbed his wife
    appeared in court``, ``police arrested a man who robbed a bank``, ``a driver killed a boy and was charged``.
    """
    who = _described(article, article.text[sentence.start : hit.start])
    bare = block.role is Role.HEADLINE
    if frame_words(article, "hunt").intersection(who.said) or not (who.said or hit.entry.flag("opens") or bare):
        return None
    joined = any(_does_it(article, hit, case, who, bare=bare) for case in in_hand(article, sentence))
    joined = joined or (bare and _is_in_body(article, hit, who)) or _is_lead(article, block, sentence, hit, who, known)
    return _one_of(known) if joined else None


def is_charged_in(article: Article, sentence: Span) -> bool:
    """Whether a sentence tells a case in which there is more than somebody's word."""
    return any(not case.entry.flag("claim") for case in in_hand(article, sentence))


def _is_lead(
    article: Article, block: Block, sentence: Span, hit: Hit, who: _Described, known: Mapping[str, Suspect]
) -> bool:
    """Whether a headline or first paragraph describes by an act (``the man who shot a deputy``) whom the story, of one
    suspect alone, goes on to name; not where whoever did it is still free, or dead.
    """
    first = block.role in (Role.HEADLINE, Role.STANDFIRST) or article.body[:1] == (block,)
    charged = len(known) == 1 and all(one.charged for one in known.values())
    if not first or not charged or not who.relative or hit.entry.flag("wide"):
        return False
    if any(named_in(article, Span(sentence.start, hit.start))):
        return False  # Ana Roe was chased by a man who stabbed her
    free = frame_words(article, "free") | frame_words(article, "hunt")
    return free.isdisjoint(words_in(article[sentence])) and _is_one(
        article, who._replace(said=who.said[-_LAST:]), bare=False
    )


def agent(article: Article, hit: Hit, known: Mapping[str, Suspect]) -> Suspect | None:
    """The suspect for whom a word for one of the family stands: ``two girls were killed by their uncle``."""
    family = word_after(article.text, hit.end) in frame_words(article, "person")
    return _one_of(known) if family else None


def _does_it(article: Article, hit: Hit, case: Hit, who: _Described, *, bare: bool) -> bool:
    text, side = article.text, case.entry.text("name")
    if hit.entry.flag("wide") and case.entry.flag("claim"):
        return False
    if case.end <= hit.start:
        who = _described(article, text[case.end : hit.start])
        return who.relative and _is_one(article, who, bare=True)
    if side == "after" or not _is_one(article, who, bare=bare or not who.said):
        return False
    between = text[hit.end : case.start]
    return _reaches(article, f" {between}", relative=True) if who.relative else _goes_on(article, hit, between)


def _is_in_body(article: Article, hit: Hit, who: _Described) -> bool:
    """Whether a headline tells an act of somebody (``Vicar stole the silver``) of whom a sentence of the story tells
    the case by the same noun.
    """
    nouns = frame_words(article, "person").intersection(who.said)
    objects = frame_words(article, "person") | frame_words(article, "determiner") | frame_words(article, "one")
    if who.relative or hit.entry.flag("wide") or not nouns or word_after(article.text, hit.end) not in objects:
        return False
    return any(not nouns.isdisjoint(said) for said in article.get(sentences_of_cases))


class _Described(Record):
    """The words before a verb.

    :param relative: the verb is in a relative clause.
    :param human: people alone have that relative.
    """

    said: tuple[str, ...]
    relative: bool
    human: bool


def _described(article: Article, before: str) -> _Described:
    said = tuple(words_in(before))
    clause = _relative(article, said)
    human = not frame_words(article, "human").isdisjoint(said[clause : clause + 1])
    return _Described(said[:clause], clause < len(said), human)


def _one_of(known: Mapping[str, Suspect]) -> Suspect | None:
    return next((one for one in known.values() if not one.cleared), None)


def _is_determined(article: Article, before: str) -> bool:
    """Whether one person is meant: ``the killer``, ``a former drug dealer``; nothing else opens the sentence."""
    said = words_in(before)[-3:]
    return bool(frame_words(article, "one").intersection(said))


def _leads(article: Article, between: str, *, apart: bool) -> bool:
    """Whether only small words, and one that describes, stand between a case and a noun: ``arrested a known thief``."""
    if any(sign in between for sign in ",.;:?!()"):
        return False
    links = frame_words(article, "link") | frame_words(article, "determiner")
    said = words_in(between)
    if apart:
        said = said[next((at for at, word in enumerate(said) if word in frame_words(article, "personal")), 0) :]
    other = [word for word in said if word not in links and not word.isdigit()]
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
    clauses = _clauses(article, said)
    if clauses:  # cried as he was led into court; but not: after his brother was arrested
        return frame_words(article, "subject").issuperset(clauses)
    if between.startswith(", "):
        return between.rstrip().endswith(",")
    if relative or said[0] in frame_words(article, "relative"):
        return True
    return said[0] in frame_words(article, "place") and len(said) <= _BELONGS


def _clauses(article: Article, said: list[str]) -> list[str]:
    """What stands behind each word that begins a clause with a subject of its own."""
    clause = frame_words(article, "clause")
    return [behind for word, behind in zip(said, [*said[1:], ""], strict=True) if word in clause]


def _goes_on(article: Article, hit: Hit, between: str) -> bool:
    """Whether a verb with its object goes on to the case: ``killed a boy and was charged``."""
    following = word_after(article.text, hit.end)
    if not following or "." in between or _clauses(article, words_in(between)):
        return False
    last = words_in(between.replace(",", " and_comma "))[-2:]
    return bool(frame_words(article, "and").union({"and_comma"}).intersection(last))


def _relative(article: Article, said: tuple[str, ...]) -> int:
    """Where the relative clause begins to which a verb behind these words belongs, perhaps after another verb: ``who``,
    ``who lured and``; the number of the words for nowhere.
    """
    words, joins = frame_words(article, "relative"), frame_words(article, "and")
    if said and said[-1] in words:
        return len(said) - 1
    if not said or said[-1] not in joins:
        return len(said)
    return next((index for index in range(len(said) - 1, 0, -1) if said[index] in words), len(said))


def _of_another(article: Article, said: tuple[str, ...]) -> bool:
    """Whether words tell who it is by somebody else: ``the widow of the gunman``, but not ``vecino de Lugo``."""
    owner, one = frame_words(article, "owner"), frame_words(article, "one")
    return any(word in owner and (word in one or behind in one) for word, behind in pairwise(said))


def _is_person(article: Article, word: str) -> bool:
    if word in frame_words(article, "person") or word in frame_words(article, "noun"):
        return True
    return word.endswith(tuple(frame_words(article, "agent")) or ("\n",))


def _is_one(article: Article, who: _Described, *, bare: bool) -> bool:
    """Whether words describe one person: ``a man of 40``, ``the drunken driver``.

    :param bare: no article is needed (``husband``, in a headline).
    """
    if not who.said:
        return bare
    if not related(article).isdisjoint(who.said) and _of_another(article, who.said):
        return False  # the widow of the man who …
    several = _are_several(article, who.said)
    if len(who.said) > _DESCRIBED or not (several or who.human or any(_is_person(article, w) for w in who.said)):
        return False
    return bare or several or not frame_words(article, "one").isdisjoint(who.said)


def _are_several(article: Article, said: tuple[str, ...]) -> bool:
    """Whether words describe more than one: ``two men``, ``los tres hermanos``."""
    return all(not frame_words(article, kind).isdisjoint(said) for kind in ("some", "people"))
