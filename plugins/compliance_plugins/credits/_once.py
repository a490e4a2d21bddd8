"""Finds a picture for ONE TIME USE that several stories use."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compliance.article import Article, Span
from compliance.language.picture_identity import picture_keys
from compliance.sighting import Match, Sighted, Sighting
from compliance_plugins.credits._sheets import Sheet

ONCE = "one-time-use"


def use(article: Article, row: Sheet) -> Sighting | None:
    """The use of a picture that can be known again; ``None`` for another."""
    keys = picture_keys(article, row.picture) if row.picture is not None else ()
    if not keys:
        return None
    clause = next((clause for clause, _ in row.restrictions() if clause.kind == ONCE), None)
    place = row.place if clause is None else Span(clause.start, clause.end)
    day, told = article.metadata.published_day, article.metadata.story_id
    facts = {"clause": article[place] if clause else "", "day": day.isoformat() if day else "", "story": told}
    return Sighting(keys, place, facts)


def used_again(uses: Sequence[Sighted]) -> Iterator[Match]:
    """Every use in another story than the first, where any of the stories has the clause."""
    bound = [one for one in uses if one.data["clause"]]
    if not bound:
        return
    first, *later = sorted(uses, key=_published)
    shown = {_story(first)}
    for one in later:
        if _story(one) in shown:
            continue
        shown.add(_story(one))
        others = [(first, "first_use")]
        if not one.data["clause"] and bound[0] is not first:
            others.append((bound[0], "the_clause"))
        clause = one.data["clause"] or bound[0].data["clause"]
        data = {"clause": clause, "facts": first.name, "kind": ONCE}
        yield Match(one, tuple(others), "once", data, "once")


def _published(use: Sighted) -> tuple[bool, str, int]:
    """Uses by day; those of no known day come after the others, in the order of the stories."""
    return (not use.data["day"], use.data["day"], use.number)


def _story(use: Sighted) -> str:
    """What tells stories apart: a story and its update are one."""
    return use.data["story"] or use.name
