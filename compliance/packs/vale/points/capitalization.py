"""``capitalization``: how a stretch, mostly a heading, is capitalised."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from compliance.packs.vale.keys import WrongKeyError
from compliance.packs.vale.points.alert import Alert
from compliance.packs.vale.points.casing import Casing, sentence_case, title_case
from compliance.packs.vale.points.patterns import checked, exceptions

if TYPE_CHECKING:
    from compliance.packs.vale.present import Which
    from compliance.packs.vale.scopes import View
    from compliance.packs.vale.search import Search
    from compliance.packs.vale.vocabulary import House

_USUAL_SHARE = 0.8
_WORD = r"[\p{N}\p{L}*]+[^\s]*"
_CASINGS: Mapping[str, Callable[[str, Casing, Search], str]] = {"$title": title_case, "$sentence": sentence_case}


def build(keys: Mapping[str, Any], house: House) -> dict[str, Any]:
    """What is wanted, the words that keep their own capitals, and the share of words that must be right.

    :raises WrongKeyError: nothing is wanted, or a pattern cannot be read.
    """
    match = keys.get("match")
    if not match:
        raise WrongKeyError("match", "it has no match", "one of $title, $sentence, $lower, $upper, or a pattern")
    if match.startswith("$") and match not in (*_CASINGS, "$lower", "$upper"):
        raise WrongKeyError("match", f"there is no {match}", "one of $title, $sentence, $lower, $upper, or a pattern")
    kept = [*keys.get("exceptions", []), *(house.accepted if keys.get("vocab", True) else ())]
    return {
        "match": match if match.startswith("$") else "",
        "pattern": "" if match.startswith("$") else checked("match", match)[0],
        "chicago": keys.get("style") == "Chicago",
        "kept": [[term, checked("exceptions", term)[0]] for term in sorted(kept, key=len, reverse=True)],
        "indicators": keys.get("indicators", []),
        "share": keys.get("threshold") or _USUAL_SHARE,
        "prefix": checked("prefix", keys["prefix"])[0] if keys.get("prefix") else "",
        "replaces": keys.get("action", {}).get("name") == "replace" and not keys["action"].get("params"),
        **exceptions(keys, house),
    }


def run(made: Mapping[str, Any], views: Sequence[View], search: Search, which: Which) -> Iterator[Alert]:
    """An alert for each stretch that is capitalised otherwise, over the whole of it."""
    casing = Casing(made["kept"], made["indicators"], made["prefix"], made["chicago"])
    for view in views:
        text = view.text.strip()
        wanted = _wanted(made, text, casing, search)
        if wanted is not None:
            start = len(view.text) - len(view.text.lstrip())
            offered = [wanted] if made["replaces"] and made["match"] in _CASINGS else None
            yield Alert(view.span(start, start + len(text)), text, (text, wanted), offered)


def _wanted(made: Mapping[str, Any], text: str, casing: Casing, search: Search) -> str | None:
    """How the text would have to be written; ``None`` where it is right as it is."""
    exception = made.get("except")
    if not text:
        return None
    if made["match"] not in _CASINGS:
        wanted = {"$lower": text.lower(), "$upper": text.upper()}.get(made["match"], made["pattern"])
        right = search.first(wanted, text) is not None if made["pattern"] else text == wanted
        return None if right or (exception and search.first(exception, text)) else wanted
    wanted = _CASINGS[made["match"]](text, casing, search)
    share = _share(made, text, wanted, search)
    return None if share >= made["share"] else wanted


def _share(made: Mapping[str, Any], text: str, wanted: str, search: Search) -> float:
    """The share of words that are as they are wanted; 0 where a sentence begins with a small letter."""
    exception = made.get("except")
    word = f"{exception}|{_WORD}" if exception else _WORD
    expected = [match[0] for match in search.all(word, wanted)]
    seen = [match[0] for match in search.all(word, text)]
    title, right = made["match"] == "$title", 0
    for number, one in enumerate(seen):
        fits = number >= len(expected) or one == expected[number]
        if fits or (exception and search.first(exception, one)) or (title and _free(one, expected[number])):
            right += 1
        elif not title and number == 0 and one != _capitals(one):
            return 0.0
    return right / len(seen) if seen else 1.0


def _capitals(word: str) -> str:
    """A word with a capital at its beginning and behind each mark in it, as in *Saint-Andre*."""
    return re.sub(r"\b\w", lambda letter: letter[0].upper(), word.lower())


def _free(seen: str, wanted: str) -> bool:
    """What a title may write either way: all capitals, and *to*, whose capital depends on the verb after it."""
    return seen == seen.upper() or seen.lower() == wanted.lower() == "to"
