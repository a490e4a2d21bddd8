"""``existence``: words or expressions that must not appear."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from compliance.packs.vale.keys import WrongKeyError
from compliance.packs.vale.points.alert import Alert
from compliance.packs.vale.points.patterns import Exceptions, checked, exceptions, leftmost, words

if TYPE_CHECKING:
    from compliance.packs.vale.present import Which
    from compliance.packs.vale.scopes import View
    from compliance.packs.vale.search import Search
    from compliance.packs.vale.vocabulary import House


def build(keys: Mapping[str, Any], house: House) -> dict[str, Any]:
    """The patterns of the rule: one a token, or a single one where ``raw`` says what stands before or after them.

    :raises WrongKeyError: a key is missing or a pattern cannot be read.
    """
    tokens = [token for token in keys.get("tokens", []) if token.strip()]
    raw = "".join(keys.get("raw", []))
    nonword = keys.get("nonword", False)
    ignorecase = keys.get("ignorecase", False)
    if raw:
        patterns = [_with_raw(raw, tokens, house, keys)]
    elif tokens:
        patterns = words("tokens", tokens, house, nonword=nonword, ignorecase=ignorecase)
    else:
        raise WrongKeyError("tokens", "it has neither tokens nor raw", "say what must not appear")
    return {"patterns": patterns, **exceptions(keys, house, vocab=not nonword)}


def _with_raw(raw: str, tokens: Sequence[str], house: House, keys: Mapping[str, Any]) -> str:
    """One pattern: what is raw, then any of the tokens (before it with ``append``)."""
    options = "i" if keys.get("ignorecase") else ""
    if not tokens:
        return checked("raw", raw, options + ("m" if keys.get("append") else ""))[0]
    template = r"(?:%s)" if keys.get("nonword") else house.template or r"\b(?:%s)\b"
    some = f"(?m){template.replace('%s', '|'.join(tokens))}"
    return checked("raw", some + raw if keys.get("append") else raw + some, options)[0]


def run(made: Mapping[str, Any], views: Sequence[View], search: Search, which: Which) -> Iterator[Alert]:
    """An alert for every match that is no exception.

    :param which: the patterns that the story can have.
    """
    patterns, left_alone = made["patterns"], Exceptions(made, search)
    for view in views:
        for _, start, end in leftmost(patterns, which.within(view), view.text, search):
            if not left_alone.cover(view, start, end):
                seen = view.text[start:end]
                yield Alert(view.span(start, end), seen, (seen,))
