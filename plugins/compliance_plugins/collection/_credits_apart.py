"""Decides whether two stories credit one picture to different people or agencies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from compliance.article import Article
from compliance.language.credits import CreditLine
from compliance_plugins.credits._names import houses, same_person


def credit_facts(article: Article, line: CreditLine) -> dict[str, Any]:
    """What has to be known of a credit to compare it with another."""
    passed_on = houses(article.lexicon)
    wide = {agency for name in line.agencies for agency in (name, *passed_on.get(name, ()))}
    return {
        "agencies": list(line.agencies),
        "wide": sorted(wide),
        "photographer": line.photographer or "",
        "provider": line.provider or "",
    }


def apart(one: Mapping[str, Any], other: Mapping[str, Any]) -> str:
    """How two credits contradict each other: ``agency``, ``photographer``; empty where they can both be right."""
    people = one["photographer"], other["photographer"]
    if all(people):
        if same_person(*people):
            return ""
        handles = any(person.startswith("@") for person in people)
        return "" if handles or _named_elsewhere(one, other) else "photographer"
    if not one["agencies"] or not other["agencies"]:
        return ""
    linked = set(one["wide"]) & set(other["agencies"]) or set(other["wide"]) & set(one["agencies"])
    return "" if linked else "agency"


def _named_elsewhere(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether either credit has the other's photographer as its provider."""
    pairs = ((one["photographer"], other["provider"]), (other["photographer"], one["provider"]))
    return any(provider and same_person(person, provider) for person, provider in pairs)


def shown(credit: Mapping[str, Any], how: str) -> str:
    """What a message calls a credit by."""
    return str(credit["photographer"]) if how == "photographer" else "/".join(credit["agencies"])
