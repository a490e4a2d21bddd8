"""Whether a word that was written otherwise once is told: another spelling, another capital, an acronym left alone.

A mutant is a published story in which one thing was changed. *Spelling*: a word of the vocabulary that the story has at
least twice in small letters, or a place, has its other form in the last place. *Capitals*: a title that stands at least
twice before one name, or ``the government`` and the like, has its first letters changed in the last place. *Acronyms*:
all long forms of a body are taken out, so that its acronym stands alone; or one of two mentions has another long form.
The mutants are made by patterns of their own, which ask nothing of the rules. The controls are the stories as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import chain

from benchmarks.accuracy import stories
from benchmarks.accuracy.corpora import Corpora
from benchmarks.accuracy.judged import judgements, picked
from benchmarks.accuracy.measure import Case, Measure, share
from compliance import Article, Finding
from compliance.language.detect import story_language
from compliance.language.quotations import quotations
from compliance.record import Record
from compliance.rule import Rule
from compliance_plugins.consistency.acronym import acronym
from compliance_plugins.consistency.capitals import capitals
from compliance_plugins.consistency.spelling_variant import spelling_variant

FALSE = 1 / 50
FOUND = {"spelling": 0.9, "capitals": 0.9, "acronym-alone": 0.5, "acronym-twice": 0.9}
"""The share that should be found; an acronym is told only where an article before it says that it names a body."""
_TITLES = {
    "en": "president|prime minister|chancellor|home secretary|foreign secretary|foreign minister|governor|senator",
    "es": "presidente|presidenta|ministro|ministra|alcalde|alcaldesa|senador|gobernador|rey|general",
}
_BODIES = {"en": r"the (?:government|parliament|opposition)", "es": r"(?:el|al|del) (?:gobierno|parlamento|senado)"}
_QUOTED = re.compile('["“”«»]')
_LONG = re.compile(r"((?:[A-Z][\w’'-]+ (?:(?:of|the|and|for|de|la|del|y) )*){2,6})\(([A-Z]{3,6})\)")
_SWAPS = {"en": ("Council", "Fund", "Bureau", "Society"), "es": ("Consejo", "Fondo", "Oficina", "Sociedad")}


class Mutant(Record):
    """A story with a change.

    :param at: where the change is in the body's text.
    """

    key: str
    kind: str
    article: Article
    was: str
    became: str


def measures(corpora: Corpora) -> Iterator[Measure]:
    """Of each language the mutants of each kind, and the controls of each rule."""
    verdicts = judgements("words")
    for language, sources in (("en", (stories.bbc, stories.reuters)), ("es", (stories.spanish,))):
        made: list[Mutant] = []
        alarms: dict[str, list[Case]] = {rule.name: [] for rule in RULES}
        total = 0
        for key, article in chain.from_iterable(source(corpora) for source in sources):
            total += 1
            made += mutants(key, article, language)
            for rule in RULES:
                alarms[rule.name] += _alarms(key, article, rule)
        for kind, least in FOUND.items():
            yield _found(f"words/{language}-{kind}", [mutant for mutant in made if mutant.kind == kind], least)
        for name, cases in alarms.items():
            wrong = [case for case in cases if verdicts.get(case.key) != "real"]
            short = name.partition("/")[2]
            note = f"{len(cases)} findings, {len(cases) - len(wrong)} of them real"
            figure = share(len(wrong), total)
            yield Measure(
                f"words/{language}-{short}-controls", total, figure, FALSE, at_most=True, cases=wrong, note=note
            )


RULES = (spelling_variant, capitals, acronym)
_JUDGES: dict[str, Rule] = {
    "spelling": spelling_variant,
    "capitals": capitals,
    "acronym-alone": acronym,
    "acronym-twice": acronym,
}
Change = tuple[str, str, str]
"""The body that is made of it, what stood there, and what stands there now."""


def mutants(key: str, article: Article, language: str) -> Iterator[Mutant]:
    """A story with one change of each kind that can be made in it."""
    if article.get(story_language) != language:
        return
    body = "\n\n".join(article[block] for block in article.body)
    for kind, change in _CHANGES.items():
        made = change(key, article, body, language)
        if made is not None:
            text, was, became = made
            told = {"headline": _headline(article), "body": text.split("\n\n"), "language": language}
            mutant = Mutant(f"{key} {kind}", kind, stories.story(told), was, became)
            if not _is_said(mutant):
                yield mutant


def _is_said(mutant: Mutant) -> bool:
    """Whether the change fell into somebody's words, whose quotation the story opens in another paragraph."""
    at = mutant.article.text.rfind(mutant.became)
    return any(quotation.span.start <= at < quotation.span.end for quotation in mutant.article.get(quotations))


def _headline(article: Article) -> str:
    return article[article.headline] if article.headline else "-"


def respelt(key: str, article: Article, body: str, language: str) -> Change | None:
    """The body with the last place of a word in its other form."""
    for entry in article.lexicon.entries("spelling-variants", language):
        sides = (entry.texts("forms"), entry.texts("beside"))
        if not any(form in body for side in sides for form in side):
            continue
        for forms, others in (sides, sides[::-1]):
            pattern = "|".join(map(re.escape, forms))
            places = [m for m in re.finditer(rf"(?<![\w’'@./-])(?:{pattern})(?![\w-])", body) if not _quoted(body, m)]
            if len(places) > 1 and not any(re.search(rf"(?i)\b{re.escape(other)}\b", body) for other in others):
                last = places[-1]
                became = others[forms.index(last[0])]
                return body[: last.start()] + became + body[last.end() :], last[0], became
    return None


def recapitalised(key: str, article: Article, body: str, language: str) -> Change | None:
    """The body with the last of several equal words in other capitals, neither at a sentence's beginning."""
    for pattern, group in (
        (rf"(?<=[a-zé,] )((?i:{_TITLES[language]})) (?:[A-Z]\w+ )*?([A-Z]\w+)(?= [a-z]|[.,]|['’]s)", 2),
        (rf"(?<=[a-zé,] )({_BODIES[language]})(?=[.,]| (?:is|was|has|had|will|said|ha|es|fue|no)\b)", 1),
    ):
        places = [match for match in re.finditer(pattern, body) if not _quoted(body, match)]
        by_name: dict[str, list[re.Match[str]]] = {}
        for match in places:
            by_name.setdefault(match[group], []).append(match)
        for some in by_name.values():
            forms = {match[1] for match in some}
            if len(some) > 1 and len(forms) == 1:
                last = some[-1]
                words, start = last[1], last.start(1)
                head, _, tail = words.rpartition(" ") if group == 1 else ("", "", words)
                new = tail.lower() if tail != tail.lower() else tail.title()
                became = f"{head} {new}" if head else new
                return body[:start] + became + body[start + len(words) :], words, became
    return None


def left_alone(key: str, article: Article, body: str, language: str) -> Change | None:
    """The body without the long form of an acronym, which stands there alone everywhere."""
    for form, word in _long_forms(article, body):
        if len(re.findall(rf"\b{word}\b", body)) > 1:
            alone = body.replace(f"{form} ({word})", word).replace(form, word)
            headline = _headline(article)
            if form not in headline and word not in headline:
                return alone, f"{form} ({word})", word
    return None


def spelt_otherwise(key: str, article: Article, body: str, language: str) -> Change | None:
    """The body with another long form, in brackets too, at a later mention of an acronym."""
    for form, word in _long_forms(article, body):
        first = body.index(f"({word})")
        later = next((m for m in re.finditer(rf"\b{word}\b", body[first + len(word) + 2 :])), None)
        words = form.split()
        options = [one for one in _SWAPS[language] for old in words if one[0] == old[0] and one != old]
        if later is not None and options:
            new = picked(options, key)
            old = next(old for old in words if old[0] == new[0])
            at = first + len(word) + 2 + later.start()
            other = form.replace(old, new, 1)
            if not _quoted(body, later, first + len(word) + 2):
                return body[:at] + f"{other} ({word})" + body[at + len(word) :], word, other
    return None


def _long_forms(article: Article, body: str) -> Iterator[tuple[str, str]]:
    """The long forms whose words begin with the letters of the acronym behind them, of those not known to everybody."""
    known = article.lexicon.phrases("familiar-acronyms")
    for match in _LONG.finditer(body):
        words = [one for one in match[1].split() if one[0].isupper()]
        if "".join(one[0] for one in words) == match[2] and match[2] not in known and not _quoted(body, match):
            yield match[1].strip(), match[2]


def _quoted(body: str, match: re.Match[str], shift: int = 0) -> bool:
    """Whether a quotation may be open there: an odd number of marks before it in its paragraph."""
    at = shift + match.start()
    return len(_QUOTED.findall(body[body.rfind("\n", 0, at) + 1 : at])) % 2 == 1


_CHANGES: dict[str, Callable[[str, Article, str, str], Change | None]] = {
    "spelling": respelt,
    "capitals": recapitalised,
    "acronym-alone": left_alone,
    "acronym-twice": spelt_otherwise,
}


def _found(name: str, made: list[Mutant], least: float) -> Measure:
    cases = [
        Case(mutant.key, "missed", f"{mutant.was} became {mutant.became}")
        for mutant in made
        if not any(_is_it(mutant, finding) for finding in _findings(mutant.article, _JUDGES[mutant.kind]))
    ]
    return Measure(name, len(made), share(len(made) - len(cases), len(made)), least, cases=cases)


def _is_it(mutant: Mutant, finding: Finding) -> bool:
    """Whether a finding is about what was changed."""
    said = {mutant.article[finding.span], *(mutant.article[label.span] for label in finding.labels)}
    return any(mutant.became.casefold().endswith(one.casefold()) or mutant.became in one for one in said)


def _findings(article: Article, rule: Rule) -> Iterator[Finding]:
    return iter(rule.check(article, rule.options()))  # type: ignore[arg-type]  # the options that the rule itself declares


def _alarms(key: str, article: Article, rule: Rule) -> Iterator[Case]:
    if article.get(story_language) not in rule.languages:
        return
    for finding in _findings(article, rule):
        span = finding.span
        around = article.text[max(span.start - 80, 0) : span.start], article[span], article.text[span.end :][:80]
        yield Case(f"{key} {finding.rule} {span.start}:{span.end}", "false alarm", "{}⟦{}⟧{}".format(*around))
