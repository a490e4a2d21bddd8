"""Whether texts written for the project get the values that stand beside them.

*newsroom* are dates in the forms of stories, datelines and listings; what is no date is in ``dates_nothing``. Texts
that nobody can read right without knowing the world stand there with the reason, and are counted apart, as *known*.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.accuracy import stories
from benchmarks.accuracy.corpora import Corpora
from benchmarks.accuracy.dates_valued import valued
from benchmarks.accuracy.measure import Case, Measure, share
from compliance.record import Record

PART = "dates-written"
_FOLDER = Path(__file__).parent / "written"


class Text(Record):
    """A text with what it should give.

    :param key: its file and number.
    :param values: the values, parted by a space; empty for none.
    :param why: why it cannot be read right; empty for most.
    """

    key: str
    language: str
    values: str
    text: str
    why: str


def measures(_corpora: Corpora) -> Iterator[Measure]:
    """Dates read right, a language at a time."""
    for language in ("en", "es"):
        texts = [each for each in written("newsroom_dates.tsv") if each.language == language]
        yield from texts_read(f"{PART}/newsroom-{language}", texts)


def texts_read(name: str, texts: list[Text]) -> Iterator[Measure]:
    """How many texts have the values that they should and no others; the known ones in a figure of their own."""
    for known in (False, True):
        some = [each for each in texts if bool(each.why) == known]
        cases = [case for each in some if (case := _case(each)) is not None]
        if some or not known:
            figure = share(len(some) - len(cases), len(some))
            yield Measure(f"{name}-known" if known else name, len(some), figure, None if known else 1, cases=cases)


def written(file: str) -> list[Text]:
    """The texts of a file."""
    lines = (_FOLDER / file).read_text(encoding="utf-8").splitlines()
    return [_text(f"{file}:{number}", line) for number, line in enumerate(lines, 1) if line and line[0] != "#"]


def _text(key: str, line: str) -> Text:
    language, values, text, *why = line.split("\t")
    return Text(key, language, "" if values == "-" else values, text.replace("\\n", "\n"), "".join(why))


def _case(text: Text) -> Case | None:
    article = stories.story({"language": text.language, "published": "2023-04-19", "body": [text.text]}, None)
    read = " ".join(each.value for each in valued(article))
    if read == text.values:
        return None
    told = f"wanted {text.values or 'nothing'}, read {read or 'nothing'}: {text.text}"
    return Case(text.key, text.why or "wrong", told)
