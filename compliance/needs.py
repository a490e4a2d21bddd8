"""Decides which rules of a plan have anything to do in a story, and says of the others why they have not.

Rules that need the same are asked once, together: what a story has none of costs nothing, however many rules wait
for it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from compliance.article import Role
from compliance.finding import Skipped
from compliance.language.detect import story_language
from compliance.record import Record
from compliance.rule import Need

if TYPE_CHECKING:
    from compliance.article import Article
    from compliance.rule import Rule
    from compliance.scanner import Scan

_PHRASES, _LANGUAGE, _COMMENTS = Need.PHRASES, Need.LANGUAGE, Need.COMMENTS_OR_PHRASES
_MARKS = ('"', "“", "”", "«", "»", "„", "‘", "’", "'", "‹", "「", "『", "—", "–", "``")
Chosen = tuple["Rule", Any]
"""A rule with its options."""


class Parted(Record):
    """The rules of a group, parted.

    :param skipped: those that do not run, and why.
    :param rules: those that do.
    :param undecided: the names of those that had work to do and cannot do it.
    """

    skipped: Sequence[Skipped]
    rules: Sequence[Chosen]
    undecided: Sequence[str] = ()


class Group(Record):
    """Rules that need the same of a story and read the same languages, so that both are asked once.

    :param needs: what the story must have, phrases and language apart.
    :param bound: whether they are about their languages, and have nothing to do in a story of another.
    :param whole: all of them, in the catalogue's order, as they run on a story that has what they need.
    :param idle: by what the story may lack, the answer where none of them runs.
    :param waiting: by the name of a list, or of a group of phrases or literals, the numbers of the rules that wait for
        it; ``None`` where they wait for no phrases.
    """

    needs: tuple[Need, ...]
    languages: tuple[str, ...]
    bound: bool
    whole: Parted
    idle: Mapping[Need, Parted]
    waiting: Mapping[str, tuple[int, ...]] | None

    @property
    def rules(self) -> Sequence[Chosen]:
        """All rules of the group with their options."""
        return self.whole.rules


def make_group(needs: tuple[Need, ...], languages: tuple[str, ...], rules: tuple[Chosen, ...]) -> Group:
    """A group, with all prepared that is the same for every story.

    :param needs: of each of the rules.
    :param rules: with their options, in the catalogue's order.
    """
    others = tuple(need for need in needs if need in _NEEDS or need is Need.STORIES)
    idle = {need: Parted(tuple(Skipped(rule.name, NOTHING[need]) for rule, _ in rules), ()) for need in needs}
    waiting = _waiting(rules) if _PHRASES in needs or _COMMENTS in needs else None
    return Group(others, languages, _LANGUAGE in needs, Parted((), rules), idle, waiting)


def _waiting(rules: tuple[Chosen, ...]) -> dict[str, tuple[int, ...]]:
    waiting: dict[str, list[int]] = {}
    for number, (rule, _) in enumerate(rules):
        for name in (*((rule.name,) if rule.phrases else ()), *rule.wakes, *rule.lists):
            waiting.setdefault(name, []).append(number)
    return {name: tuple(numbers) for name, numbers in waiting.items()}


def parted(article: Article, group: Group, lacking: dict[Need, bool]) -> Parted:
    """Which rules of a group run on a story.

    :param lacking: what the story was found to lack or to have, for all groups; whether it lacks others to be compared
        with (``Need.STORIES``), only who checks it can say.
    """
    needs, languages, bound, running, idle, waiting = group
    for need in needs:
        lacks = lacking.get(need)
        if lacks is None:
            lacks = lacking[need] = not _NEEDS[need](article)
        if lacks:
            return idle[need]
    if bound and article.get(story_language) not in (None, *languages):
        return idle[_LANGUAGE]
    if waiting is not None and not (_COMMENTS in idle and has_comments(article)):
        running = _begun(article, group, waiting)
    if languages and running.rules and (why := _unread(article, languages)):
        names = tuple(rule.name for rule, _ in running.rules)
        # a comment is too short to tell its language, and what a story must have is not asked of it
        open_ = article.metadata.product != "comments"
        return Parted([*running.skipped, *(Skipped(name, why, open_) for name in names)], (), names if open_ else ())
    return running


def _begun(article: Article, group: Group, waiting: Mapping[str, tuple[int, ...]]) -> Parted:
    """Of rules that wait for phrases, those that have none in the story, and those that have."""
    language = article.get(story_language)
    spoken = language if language in group.languages else None
    scan, rules, idle = article.scan, group.rules, group.idle[_PHRASES if _PHRASES in group.idle else _COMMENTS]
    names = waiting.keys() if scan.odd else waiting.keys() & scan.seen
    begun = sorted({number for name in names for number in waiting[name]})
    begun = [number for number in begun if _has_phrases(scan, rules[number][0], spoken)]
    if not begun:
        return idle
    nothing = idle.skipped
    skipped: list[Skipped] = []
    after = 0
    for number in begun:
        skipped += nothing[after:number]
        after = number + 1
    skipped += nothing[after:]
    return Parted(skipped, [rules[number] for number in begun])


def able(article: Article, rule: Rule) -> bool:
    """Whether a story has all that one rule needs, and is in a language that the rule reads."""
    language = article.get(story_language)
    if rule.languages and language not in rule.languages:
        return False
    awaits = Need.PHRASES in rule.needs or (_COMMENTS in rule.needs and not has_comments(article))
    if awaits and not _has_phrases(article.scan, rule, language if rule.languages else None):
        return False
    return all(_NEEDS[need](article) for need in rule.needs if need in _NEEDS)


def has_comments(article: Article) -> bool:
    """Whether readers wrote the story, or a block of it."""
    if article.metadata.product == "comments":
        return True
    for block in article.blocks:  # noqa: SIM110 - asked of every story, and a generator costs more than this
        if block.role is Role.COMMENT:
            return True
    return False


def _unread(article: Article, languages: tuple[str, ...]) -> str | None:
    """Why rules of these languages cannot read the story; ``None`` where they can."""
    language = article.get(story_language)
    if language in languages:
        return None
    if language is None:
        return "the language of the story cannot be told"
    return f"the rule does not read the language {language!r}"


def _has_phrases(scan: Scan, rule: Rule, language: str | None) -> bool:
    if rule.phrases and scan.hits(rule.name):
        return True
    for name in rule.wakes:
        if scan.near(name) != [] if name in rule.literals else scan.hits(name, language):
            return True
    for name in rule.lists:  # noqa: SIM110 - asked of many rules at each story, and a generator costs more than this
        if scan.hits(name, language):
            return True
    return False


_NEEDS: Mapping[Need, Callable[[Article], bool]] = {
    Need.PICTURES: lambda article: bool(article.pictures),
    Need.QUOTATION_MARKS: lambda article: any(mark in article.text for mark in _MARKS),
    Need.DIGITS: lambda article: any(digit in article.text for digit in "1203456789"),
    Need.SOURCES: lambda article: bool(article.sources),
    Need.NOW: lambda article: article.now is not None,
    Need.EDITION_DATE: lambda article: article.metadata.edition_date is not None,
    Need.PREVIOUS: lambda article: article.previous is not None,
}
NOTHING: Mapping[Need, str] = {
    Need.PICTURES: "the story has no picture",
    Need.PHRASES: "the story has none of the rule's phrases",
    Need.COMMENTS_OR_PHRASES: "the story has none of the rule's phrases",
    Need.LANGUAGE: "the rule is about another language than the story's",
    Need.QUOTATION_MARKS: "the story has no quotation mark",
    Need.DIGITS: "the story has no figure",
    Need.SOURCES: "no source was supplied with the story",
    Need.NOW: "nobody said at which moment the story is judged (--now)",
    Need.EDITION_DATE: "the story has no edition_date",
    Need.PREVIOUS: "the published version was not supplied with the story (--previous)",
    Need.STORIES: "no other stories were checked together with this one",
}
"""What a story without it is said to lack."""
