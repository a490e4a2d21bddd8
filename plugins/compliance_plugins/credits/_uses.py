"""Decides whether a use is open, allowed or breached by a restriction, from what is known of the story.

The table stands in the rules' manual pages; a clause that no value of the story can decide stays open.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Literal

from compliance.article import Article, Picture
from compliance.language.credits import Restriction
from compliance.record import Record

Outcome = Literal["open", "allowed", "breached"]
SOLD = ("syndication",)
OWN_PRODUCTS = ("website", "newspaper", "magazine", "newsletter", "comments")
IGNORED = frozenset({"mandatory-credit", "embargo", "by-agreement"})
"""What other rules decide, and what the house's contract does."""
LIFTED = frozenset({"territory-out", "territory-only", "channel-out", "product-out", "outlet-out", "no-sales"})
"""Clauses whose time is that of the ban: when it is over the use is free (UK OUT FOR 28 DAYS)."""


class Use(Record):
    """What a clause means for this story.

    :param outcome: whether the use is open, allowed or breached.
    :param ask: key of the message that says what an open clause asks.
    :param facts: what decided it, for the message.
    :param late: the clause's time decided it.
    """

    outcome: Outcome
    ask: str = "ask_other"
    facts: str = ""
    late: bool = False


def decide(article: Article, picture: Picture | None, clause: Restriction, paid_sections: tuple[str, ...]) -> Use:
    """Judge one clause of one picture."""
    use = _decided(article, picture, clause, paid_sections)
    if clause.days is None and clause.until is None:
        return use
    if clause.kind in LIFTED:
        return use if use.outcome == "allowed" else _unless_over(article, picture, clause, use)
    return _time(article, picture, clause) if use.outcome == "allowed" else use


def _decided(article: Article, picture: Picture | None, clause: Restriction, paid_sections: tuple[str, ...]) -> Use:
    kind = clause.kind
    if kind in ("editorial-use-only", "no-advertising"):
        return _editorial(article, paid_sections)
    if kind in ("no-sales", "no-licensing"):
        return _sales(article, clause)
    if kind in ("territory-out", "territory-only"):
        return _territory(article, clause)
    if clause.territories and _territory(article, clause).outcome == "allowed":
        return Use("allowed")
    if kind == "channel-out":
        return _among(clause.channels, article.metadata.channels, "ask_channels")
    if kind == "product-out":
        product = article.metadata.product
        known = (product,) if product and product != "wire" else None
        return _among(clause.channels, known, "ask_product")
    if kind in ("no-archives", "use-until") or (kind not in LIFTED and (clause.days or clause.until)):
        return _time(article, picture, clause)
    return Use("open", "ask_once" if kind == "one-time-use" else "ask_other")


def _editorial(article: Article, paid_sections: tuple[str, ...]) -> Use:
    meta = article.metadata
    if meta.sponsored or meta.section.casefold().strip() in paid_sections:
        return Use("breached", facts=meta.section or "sponsored")
    return Use("open", "ask_sponsored") if meta.sponsored is None else Use("allowed")


def _sales(article: Article, clause: Restriction) -> Use:
    product = article.metadata.product
    if clause.territories and _territory(article, clause).outcome == "allowed":
        return Use("allowed")
    if product in SOLD:
        return Use("breached", facts=product)
    return Use("allowed") if product in OWN_PRODUCTS else Use("open", "ask_sold")


def _territory(article: Article, clause: Restriction) -> Use:
    published = article.metadata.territories
    if published is None:
        return Use("open", "ask_territories")
    named, here = set(clause.territories), {code.upper() for code in published}
    against = here - named if clause.kind == "territory-only" else here & named
    return Use("breached", facts=", ".join(sorted(against))) if against else Use("allowed")


def _among(forbidden: tuple[str, ...], used: tuple[str, ...] | None, ask: str) -> Use:
    if used is None:
        return Use("open", ask)
    against = [one for one in used if one in forbidden]
    return Use("breached", facts=", ".join(against)) if against else Use("allowed")


def _unless_over(article: Article, picture: Picture | None, clause: Restriction, use: Use) -> Use:
    """What a ban that ends means: as without an end until then, nothing after; open where the end is unknown."""
    last = last_day(article, picture, clause)
    published = article.metadata.published_day or (article.now.date() if article.now else None)
    if last is None or published is None:
        return Use("open", "ask_until")
    return use if published <= last else Use("allowed")


def _time(article: Article, picture: Picture | None, clause: Restriction) -> Use:
    last = last_day(article, picture, clause)
    if last is None:
        return Use("open", "ask_until")
    days = [day for day in (article.metadata.published_day, article.now.date() if article.now else None) if day]
    if not days:
        return Use("open", "ask_published")
    late = [day for day in days if day > last]
    return Use("breached", facts=last.isoformat(), late=True) if late else Use("allowed")


def last_day(article: Article, picture: Picture | None, clause: Restriction) -> date | None:
    """The last day on which the picture may be used, where clause and picture tell it."""
    sent = _day(picture.transmitted) if picture is not None else None
    if clause.days is not None:
        return sent + timedelta(days=clause.days) if sent else None
    if clause.until is None:
        return None
    if not clause.until.startswith("XXXX"):
        return date.fromisoformat(clause.until)
    near = sent or article.metadata.published_day or (article.now.date() if article.now else None)
    if near is None:
        return None
    choices = []
    for year in (near.year - 1, near.year, near.year + 1):
        try:
            choices.append(date.fromisoformat(f"{year:04d}{clause.until[4:]}"))
        except ValueError:
            continue
    if sent is not None:
        choices = [day for day in choices if day >= sent] or choices
    return min(choices, key=lambda day: abs((day - near).days)) if choices else None


def _day(when: date | datetime | None) -> date | None:
    return when.date() if isinstance(when, datetime) else when
