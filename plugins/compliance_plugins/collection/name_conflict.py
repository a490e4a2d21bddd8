"""Where one person's name is spelt differently in another story."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import permutations

from compliance.article import Article
from compliance.finding import Basis, Kind, Severity
from compliance.language.detect import story_language
from compliance.language.people import people
from compliance.lexicon import Lexicon, fold_word
from compliance.record import Record
from compliance.rule import Need, rule
from compliance.sighting import Match, Sighted, Sighting
from compliance_plugins.collection._facts import by_day, story_facts, story_of
from compliance_plugins.collection._names_apart import apart, keys, parts

_COUNTED = frozenset({"office", "role"})
_MOST = 3
"""A form that so many times as many stories have is the right one, for what many may be (*spokesman*) too."""


class Form(Record):
    """One spelling of a name.

    :param parts: first name and rest, which decide whether it is another spelling.
    :param uses: one a story, by day.
    :param titles: the kinds of what the person is called in any of them.
    """

    parts: tuple[str, str]
    uses: tuple[Sighted, ...]
    titles: Mapping[str, str]


def _compared(seen: Sequence[Sighted], options: object) -> Iterator[Match]:
    forms = _forms(seen)
    for rare, usual in permutations(forms, 2):
        if _rarer(rare, usual) and apart(rare.parts, usual.parts) and _one_person(rare, usual):
            for use in rare.uses:
                yield _match(use, usual)


def _forms(seen: Sequence[Sighted]) -> list[Form]:
    by_parts: dict[tuple[str, str], dict[str, Sighted]] = {}
    for one in sorted(seen, key=by_day):
        by_parts.setdefault(parts(one.data["name"]), {}).setdefault(story_of(one), one)
    return [_form(spelt, tuple(uses.values())) for spelt, uses in by_parts.items()]


def _form(spelt: tuple[str, str], uses: tuple[Sighted, ...]) -> Form:
    return Form(spelt, uses, {title: kind for use in uses for title, (kind, _) in use.data["titles"].items()})


def _rarer(one: Form, other: Form) -> bool:
    """Whether it is the form that fewer stories have; of two that as many have, the later."""
    if len(one.uses) != len(other.uses):
        return len(one.uses) < len(other.uses)
    return by_day(one.uses[0]) > by_day(other.uses[0])


def _one_person(rare: Form, usual: Form) -> bool:
    """Whether both are called by one office, or by one role where nearly all stories have the one spelling.

    A story that has both tells of two people, or is another rule's.
    """
    if {story_of(use) for use in rare.uses} & {story_of(use) for use in usual.uses}:
        return False
    shared = {kind for title, kind in rare.titles.items() if title in usual.titles}
    return "office" in shared or ("role" in shared and len(usual.uses) >= _MOST * len(rare.uses))


def _match(use: Sighted, usual: Form) -> Match:
    shown = usual.uses[0]
    count, titles = len(usual.uses), use.data["titles"]
    title = next((written for title, (_, written) in titles.items() if title in usual.titles), "")
    data = {
        "name": use.data["name"],
        "usual": shown.data["name"],
        "other": shown.name,
        "stories": count,
        "title": title,
    }
    return Match(use, ((shown, "there"),), "message" if count == 1 else "often", data, advice=("do",))


@rule(
    "collection/name-conflict",
    kind=Kind.REVIEW,
    severity=Severity.WARNING,
    messages={
        "en": {
            "message": "“{name}” here, “{usual}” in {other}, {title} in both",
            "often": "“{name}” here, “{usual}” in {stories} other stories, {title} in both",
            "there": "the other spelling",
            "do": "find out how the name is spelt; where these are two people, let this through",
        },
        "es": {
            "message": "aquí «{name}»; en {other}, «{usual}», {title} en ambas",
            "often": "aquí «{name}»; en otras {stories} noticias, «{usual}», {title} en todas",
            "there": "la otra grafía",
            "do": "averigüe cómo se escribe el nombre; si son dos personas, déjelo pasar",
            "why": "Un nombre mal escrito es un error sobre una persona, y quien busque en el archivo hallará la "
            "mitad.",
        },
    },
    languages=("en", "es"),
    lists=("titles",),
    needs=(Need.STORIES, Need.LANGUAGE),
    compare=_compared,
    basis=(
        Basis("Reuters Handbook of Journalism", "accuracy: names"),
        Basis("Libro del estilo urgente (EFE)", "nombres propios"),
    ),
)
def name_conflict(article: Article, options: object) -> Iterable[Sighting]:
    """Flags a person whose name another story spells differently.

    ## What it flags
    Two names in stories of one language with the same first name, the rest one letter apart (one more, one less,
    another, or two changed over), where both people hold the same office (*finance minister*, *chief executive*). Where
    they are only called by the same role (*coach*, *analyst*), three times as many stories must have the one form. What
    fewer stories have is marked; where as many have the one as the other, the later one.

    ## Why it matters
    A misspelt name is a mistake about a person, and a search of the archive finds half of what was written.

    ## Example
    *Finance Minister Ana Larenzo* in one story, *Finance Minister Ana Lorenzo* in seven

    ## Instead
    The name as the person writes it, in all stories.

    ## Limits
    Without an office or role no two names are taken for one person's, nor are two that one story has. Names of fewer
    than five letters after the first name are not compared, nor first names that differ (Sergei, Sergey), nor a plural.
    Accents, capitals, hyphens and initials are no other spelling. Two people of nearly one name may hold one office,
    one after the other.

    ## Sources
    Reuters Handbook of Journalism, *accuracy*; EFE, *Libro del estilo urgente*, nombres propios.
    """
    language = article.get(story_language) or ""
    known = _kinds(article.lexicon, language)
    for person in article.get(people):
        written = {_plain(title): " ".join(title.split()) for title in person.titles}
        titles = {title: (known[title], words) for title, words in written.items() if title in known}
        mention = next((one for one in person.mentions if one.full), None)
        if titles and mention is not None and (found := tuple(keys(language, person.name))):
            facts = {**story_facts(article), "name": " ".join(person.name.split()), "titles": titles}
            yield Sighting(found, mention.span, facts)


def _plain(title: str) -> str:
    return fold_word(" ".join(title.split()))


@lru_cache(maxsize=8)
def _kinds(lexicon: Lexicon, language: str) -> Mapping[str, str]:
    """The titles that tell who somebody is, each with its kind."""
    entries = lexicon.entries("titles", language)
    return {_plain(entry.phrase): entry.text("kind") for entry in entries if entry.text("kind") in _COUNTED}
