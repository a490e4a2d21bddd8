"""Runs a rule of Vale over a story."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from compliance.packs.budget import budget
from compliance.packs.vale.actions import offers
from compliance.packs.vale.masks import masks, views_behind
from compliance.packs.vale.present import Which
from compliance.packs.vale.scopes import View, reads
from compliance.packs.vale.search import Search
from compliance.packs.vale.switches import is_on

if TYPE_CHECKING:
    from compliance.article import Article
    from compliance.packs.vale.points.alert import Alert


def alerts(article: Article, rule: Mapping[str, Any]) -> Iterator[tuple[Alert, Sequence[str]]]:
    """What a rule finds in a story, each with what may be written instead; two that begin together are one.

    :param rule: the data that :mod:`compliance.packs.vale.compile` made of it.
    """
    made = rule["made"]
    if not is_on(rule["on"], article.source.name):
        return
    which = Which.of(article, made["needs"]) if "needs" in made else Which.all(made)
    if not which.numbers:
        return
    mine = _views(article, rule)
    search, begun = Search(article.get(budget)), set()
    run = _runner(rule["point"])
    try:
        for alert in run(made, mine, search, which):
            if alert.span.start in begun:
                continue
            begun.add(alert.span.start)
            yield alert, _offers(rule, alert, search)
            if len(begun) == rule["limit"]:
                return
    finally:
        search.end()


def _views(article: Article, rule: Mapping[str, Any]) -> list[View]:
    every = article.get(views_behind(masks(rule["masks"], rule["skipped"])))
    scopes = tuple(rule["scope"])
    return [view for view in every if reads(scopes, view.names)]


def _offers(rule: Mapping[str, Any], alert: Alert, search: Search) -> Sequence[str]:
    name, params = rule["action"]
    if not name or not alert.match:
        return ()
    if alert.offers is not None and (not params or name == "suggest"):
        return alert.offers
    return offers(name, params, alert.match, search)


@cache
def _runner(point: str) -> Callable[..., Iterator[Alert]]:
    run: Callable[..., Iterator[Alert]] = import_module(f"compliance.packs.vale.points.{point}").run
    return run
