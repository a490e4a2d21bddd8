"""Stories of the corpora set as agencies send them: a dateline before the lead, a captioned picture behind it.

Each is set in one of four ways: as plain text, as Markdown that says its day of publication, and as JSON that does or
does not. So the day of publication is given in half of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from benchmarks.accuracy import stories
from benchmarks.accuracy.caption_days import MONTHS, WEEKDAYS
from benchmarks.accuracy.corpora import Corpora
from benchmarks.accuracy.judged import picked
from compliance import Article

WAYS = ("text", "markdown", "json", "json-published")
PROFILE = "wire"
FORMS = {
    "en": (
        "{PLACE}, {month} {day} (Reuters) - ",
        "{PLACE}, {short} {day} (Reuters) - ",
        "{place}, {month} {day}, {year} (AFP) - ",
        "{PLACE}, {short} {day} (AP) — ",
        "{place}, {short} {day} (EFE).- ",
        "{place}, {day} {month} (dpa) - ",
    ),
    "es": (
        "{place}, {day} {short} (EFE).- ",
        "{PLACE}, {day} {Short}. (EUROPA PRESS) - ",
        "{place}, {day} {short} {year} (AFP) - ",
        "{PLACE}, {day} {short} (Reuters) - ",
        "{place}, {day} de {month} (AP) — ",
        "{place}, {day} de {month} de {year} (EFE).- ",
    ),
}
PLACES = {
    "en": ("Lisbon", "Oslo", "Nairobi", "New Delhi", "Washington", "Buenos Aires"),
    "es": ("Madrid", "Bogotá", "Lisboa", "Ciudad de México", "Buenos Aires", "París"),
}
CREDITS = {
    "en": ("REUTERS/{name}", "EFE/{name}", "(AP Photo/{name})", "{name}/AFP"),
    "es": ("EFE/ {name}", "{name} / Europa Press", "REUTERS/{name}", "(AP Foto/{name})"),
}
NAMES = ("Rita Campos", "Jonas Helm", "Ana Prado", "Tomas Lind")
_FEWEST_WORDS = 40
_CLOSED = ".!?…)”\"»’'"


@dataclass(frozen=True, slots=True)
class Copy:
    """What a story is made of.

    :param key: corpus and item.
    """

    key: str
    language: str
    headline: str
    body: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A caption and the credit of its field; behind a caption in a text an agency's stands."""

    caption: str
    credit: str


def copies(corpora: Corpora, language: str) -> Iterator[Copy]:
    """The stories of a language that have a lead and some text behind it."""
    for each in _english(corpora) if language == "en" else _spanish(corpora):
        if len(each.body) > 1 and sum(len(part.split()) for part in each.body) >= _FEWEST_WORDS:
            yield each


def _english(corpora: Corpora) -> Iterator[Copy]:
    for number, record in enumerate(corpora.records("speed-bbc")):
        headline, *body = [part.strip() for part in record["text"].split("\n\n") if part.strip()]
        yield Copy(f"speed-bbc:{number}", "en", headline, tuple(body))
    yield from _articles(corpora, "en")


def _spanish(corpora: Corpora) -> Iterator[Copy]:
    yield from _articles(corpora, "es")
    for number, record in enumerate(corpora.records("spanish-news")):
        body = [part.strip() for part in (record["TEXT"] or "").splitlines() if part.strip()]
        headline = (record["HEADLINE"] or "").strip()
        if headline and body and body[0] == headline:
            body = body[1:]
        if headline and not headline.isupper():
            yield Copy(f"spanish-news:{number}", "es", headline, tuple(body))


def _articles(corpora: Corpora, language: str) -> Iterator[Copy]:
    for number, record in enumerate(corpora.records("articles")):
        if str(record["lang"]).partition("-")[0] == language:
            body = [" ".join(part.split()) for part in record["paragraphs"] if part.strip()]
            yield Copy(f"articles:{number}", language, " ".join(record["title"].split()), tuple(body))


def lead_of(copy: Copy, day: date) -> str:
    """The lead, any weekday in it made that of the story's day, as wire copy has it."""
    names = "|".join(WEEKDAYS[copy.language])
    own = WEEKDAYS[copy.language][day.weekday()]
    return re.sub(rf"\b(?:{names})\b", own, copy.body[0])


def dateline(key: str, language: str, day: date) -> str:
    """A dateline in one of the agencies' forms."""
    place, month = picked(PLACES[language], f"place {key}"), MONTHS[language][day.month - 1]
    short = month if len(month) < 5 else month[:3]
    form = picked(FORMS[language], f"dateline {key}")
    return form.format(
        place=place, PLACE=place.upper(), day=day.day, year=day.year, month=month, short=short, Short=short.capitalize()
    )


def credit(key: str, language: str) -> str:
    """A credit line in one of the agencies' forms."""
    return picked(CREDITS[language], f"credit {key}").format(name=picked(NAMES, f"name {key}"))


def set_story(copy: Copy, picture: Picture, day: date, key: str, *, also: str = "", way: str = "") -> Article:
    """The story of a day with its picture.

    :param key: decides the forms.
    :param also: a sentence put behind the lead.
    :param way: one of :data:`WAYS`, where the key is not to decide it.
    """
    # an unclosed sentence may end in a credit of its own, which in a text would run into the one behind it
    way = way or picked(WAYS if picture.caption[-1] in _CLOSED else WAYS[2:], f"way {key}")
    lead = dateline(key, copy.language, day) + lead_of(copy, day)
    body = [lead, *([also] if also else []), *copy.body[1:]]
    if way.startswith("json"):
        told = {"headline": copy.headline, "body": body, "pictures": [{"caption": picture.caption}]}
        told["pictures"][0]["credit"] = picture.credit
        published = {"published": day.isoformat()} if way == "json-published" else {}
        return stories.story(told | published, PROFILE)
    words = f"{picture.caption} {credit(key, copy.language)}"
    parts = [body[0], words, *body[1:]]
    if way == "text":
        return stories.plain("\n\n".join([copy.headline, *parts]), PROFILE)
    front = f"---\npublished: {day.isoformat()}\n---\n\n# {copy.headline}\n\n"
    picture_line = f"![{NAMES[0]}](picture.jpg)\n*{words}*"
    return stories.markdown(front + "\n\n".join([parts[0], picture_line, *parts[2:]]), PROFILE)
