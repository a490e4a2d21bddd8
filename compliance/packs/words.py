"""The sentences that all rules of packs share: what a suggestion does, what stands at another place."""

from __future__ import annotations

from collections.abc import Mapping

OFFERS = 5
"""How many replacements are offered for one match."""
_SHARED: Mapping[str, Mapping[str, str]] = {
    "en": {
        "cut": "cut “{matched}”",
        "needless": "“{matched}” can go",
        "again": "here too",
        "other": "here it is “{other}”",
        "same": "write “{other}” throughout",
        **{f"write{n}": f"write “{{replacement{n}}}”" for n in range(1, OFFERS + 1)},
    },
    "es": {
        "cut": "quite «{matched}»",
        "needless": "«{matched}» sobra",
        "again": "aquí también",
        "other": "aquí dice «{other}»",
        "same": "escriba siempre «{other}»",
        **{f"write{n}": f"escriba «{{replacement{n}}}»" for n in range(1, OFFERS + 1)},
    },
}
FACTS = frozenset(
    {"matched", "replacement", "replacements", "count", "limit", "other", "other_count", "field", "allowed"}
)
"""What a message of a pack may ask for."""
FORMATS = frozenset({"", "list", "or"})
"""How it may ask for it."""


def in_every_language(said: str | Mapping[str, str]) -> dict[str, str]:
    """A sentence by language; what is said in one only is said so to every reader."""
    if isinstance(said, str):
        return dict.fromkeys(_SHARED, said)
    fallback = said.get("en") or next(iter(said.values()))
    return {**dict.fromkeys(_SHARED, fallback), **said}


def messages(message: str | Mapping[str, str], reason: str | Mapping[str, str] | None) -> dict[str, dict[str, str]]:
    """The templates of a rule, by language and key.

    :param message: what is wrong.
    :param reason: why it matters, where the rule says it.
    """
    said = in_every_language(message)
    why = in_every_language(reason) if reason else {}
    found: dict[str, dict[str, str]] = {}
    for language, text in said.items():
        found[language] = {"message": text, **_SHARED.get(language, _SHARED["en"])}
        if language in why:
            found[language]["why"] = why[language]
    return found
