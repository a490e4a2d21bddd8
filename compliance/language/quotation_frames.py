"""What a language needs to say who speaks: its small words, and what kind of cue each verb of saying is.

The small words are the language's data (``locales/<language>/quotations.toml``), the verbs are the vocabulary
list ``attribution-verbs``.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from compliance.language.detect import story_language
from compliance.language.locale import locale_data
from compliance.record import Record

if TYPE_CHECKING:
    from compliance.article import Article

VERBS = "attribution-verbs"
# so long is the word before a verb that tells what it is
_BEFORE = 16


class Frames(Record):
    """The small words of one language, lower case."""

    pronouns: frozenset[str]
    first_person: frozenset[str]
    relatives: frozenset[str]
    between: frozenset[str]
    between_endings: tuple[str, ...]
    passive: frozenset[str]
    elided: frozenset[str]
    breaks: frozenset[str]
    content: frozenset[str]
    conjunctions: frozenset[str]
    intro: frozenset[str]
    openers: frozenset[str]
    company: frozenset[str]
    ends: frozenset[str]
    ends_endings: tuple[str, ...]
    not_subject: frozenset[str]
    phrase_ends: frozenset[str]
    articles: frozenset[str]
    definite: frozenset[str]
    indefinite: frozenset[str]
    appositive: frozenset[str]
    not_appositive_endings: tuple[str, ...]
    works: frozenset[str]
    small: frozenset[str]
    shown: frozenset[str]
    mentioned: frozenset[str]
    complements: frozenset[str]
    naming: frozenset[str]
    not_told: frozenset[str]
    clause_verbs: frozenset[str]
    verb_endings: tuple[str, ...]
    past_endings: tuple[str, ...]
    asides: frozenset[str]
    adverbs: frozenset[str]
    times: frozenset[str]
    time_links: frozenset[str]
    time_adjectives: frozenset[str]
    never_subject: frozenset[str]
    viewpoint: frozenset[str]
    impersonal: frozenset[str]
    datives: frozenset[str]
    agents: frozenset[str]
    bodies: frozenset[str]
    writings: frozenset[str]
    plurals: frozenset[str]
    plural_verb_endings: tuple[str, ...]
    agent_endings: tuple[str, ...]
    clitics: frozenset[str]
    possessives: frozenset[str]
    name_particles: frozenset[str]
    sayings: frozenset[str]
    takes_up: frozenset[str]
    spoken_from: frozenset[str]
    written_in: frozenset[str]
    named: frozenset[str]
    adversatives: frozenset[str]
    noun_after: frozenset[str]
    nouns_too: frozenset[str]
    auxiliaries: frozenset[str]
    participle_endings: tuple[str, ...]
    gerunds: tuple[str, ...]
    dialogue: bool


class Cue(Record):
    """A word or phrase that reports speech.

    :param form: ``finite``, ``participle`` or ``speaker-follows``.
    :param beside: counts only right beside a quotation.
    :param addressee: what follows it is who was told.
    :param weak: in a sentence beside a quotation it counts only before a clause.
    :param opens: it counts in the sentence right before the words too, whatever follows it there.
    """

    start: int
    end: int
    form: str
    beside: bool
    addressee: bool
    weak: bool
    opens: bool


@cache
def frames(language: str | None) -> Frames:
    """The small words of a language; of an unknown one, the English ones."""
    data = locale_data(language or "en", "quotations") or locale_data("en", "quotations")
    tables = {**data["speakers"], **data["kinds"]}
    values = {name: _value(tables[name]) for name in Frames._fields}
    return Frames(**values)


def _value(words: Any) -> Any:
    """A list as a set; a list of endings (of words that only end so) as a tuple, for ``str.endswith``."""
    if not isinstance(words, list):
        return words
    return tuple(word[1:] for word in words) if words and words[0].startswith("-") else frozenset(words)


def cue_start(cue: Cue) -> int:
    """Where a cue starts, as a key to search by."""
    return cue.start


def story_cues(article: Article) -> list[Cue]:
    """Every verb or phrase of saying in a story, in order."""
    language = article.get(story_language)
    words = frames(language)
    noun_after, gerunds = words.noun_after, words.gerunds
    letters = last_letters(noun_after)
    text = article.text
    cues: list[Cue] = []
    for start, end, entry in article.hits(VERBS, language):
        before = text[start - 1] if start else ""
        if before == " ":
            if gerunds or text[start - 2] in letters:
                last = _word_before(text, start)
                if last in noun_after or (gerunds and _is_no_verb(text, start, end, last, words)):
                    continue
        elif before == "-" and text[start - 2 : start - 1].isalnum():
            continue
        data = entry.data
        form = data.get("form", "finite")
        told = "where" in data, "addressee" in data, "weak" in data, "opens" in data
        cues.append(Cue._make((start, end, form, *told)))
    return cues


@cache
def last_letters(words: frozenset[str]) -> frozenset[str]:
    """The last letters of words, small and capital: a first look whether one of them ends at a place."""
    return frozenset(letter for word in words for letter in (word[-1], word[-1].upper()))


def _word_before(text: str, start: int) -> str:
    """The word before the space before a place, lower case."""
    before = text[start - _BEFORE if start > _BEFORE else 0 : start - 1]
    return before.replace("\n", " ").rpartition(" ")[2].lower()


def _is_no_verb(text: str, start: int, end: int, last: str, words: Frames) -> bool:
    """``la denuncia``, ``dicho apartado``: a noun, a participle alone, a name.

    :param last: the word before, lower case.
    """
    verb = text[start:end].lower()
    if last in words.articles and verb in words.nouns_too:
        return True
    if " " not in verb and verb.endswith(words.participle_endings) and last not in words.auxiliaries:
        return True
    return _is_name(text, start)


def _is_name(text: str, start: int) -> bool:
    """``con Lee``: a capital inside a sentence, in a language that has none in its headlines."""
    return text[start].isupper() and text[start - 1 : start] == " " and text[start - 2 : start - 1].islower()
