"""One story in every format that is read: the findings are the same, and each place is right in its own file."""

from __future__ import annotations

import json
import re
from html import escape
from pathlib import Path
from typing import Any

import pytest

from compliance.cli import run

HEADLINE = "Ferry 🚢 crews: ‘We will never sail again on Sundays’"
PARAGRAPHS = (
    "Los marineros de Ålesund, Norway, met at nine 😀\tin the café of the harbour on Monday.",
    "“The bridge \u00a0is cold 🥶 and nobody listens,” said Zoë Müller‐Ørsted, who sails the night boat.",
    "The café of the harbour opens at six\tand closes when the last boat is in.",
    "“We have waited since Easter for one free weekend and nothing came of it.”",
    "The 👩‍👩‍👧 families agree.\tIt rained.",
    "The owners — naïve or not — claimed that the rosters were fair.",
    "A source close to the owners said\tthat the offer would rise.",
)
EXPECTED = {
    ("quotes/not-in-story", "‘We will never sail again on Sundays’"),
    ("quotes/unattributed", "“We have waited since Easter for one free weekend and nothing came of it.”"),
    ("quotes/loaded-verb", "claimed"),
    ("quotes/anonymous-source", "A source close to the owners"),
}


def _text(newline: str) -> str:
    return "\n\n".join((HEADLINE, *PARAGRAPHS)).replace("\n", newline) + newline


def _markdown(newline: str) -> str:
    front = "---\nbyline: Åsa Öberg 🚢\nlanguage: en\n---\n\n"
    return (front + "\n\n".join((f"# {HEADLINE}", *PARAGRAPHS)) + "\n").replace("\n", newline)


def _html(newline: str) -> str:
    body = "\n".join(f"\t<p>{escape(one)}</p>" for one in PARAGRAPHS).replace("café", "caf&eacute;")
    page = (
        f'<!doctype html>\n<html lang="en"><head><title>🚢</title></head>\n<body><article>\n'
        f"\t<h1>{HEADLINE}</h1>\n{body}\n</article></body></html>\n"
    )
    return page.replace("\n", newline)


def _story(**more: Any) -> dict[str, Any]:
    return {"byline": "Åsa Öberg 🚢", "language": "en", "headline": HEADLINE, "body": list(PARAGRAPHS), **more}


def _json(newline: str) -> str:
    return json.dumps(_story(), ensure_ascii=False, indent="\t").replace("\n", newline) + newline


def _json_escaped(newline: str) -> str:
    return json.dumps(_story(body="\n\n".join(PARAGRAPHS)), indent=1).replace("\n", newline) + newline


def _json_html(newline: str) -> str:
    body = "".join(f"<p>{escape(one)}</p>" for one in PARAGRAPHS)
    return json.dumps(_story(body=body, body_format="html"), ensure_ascii=False).replace("\n", newline) + newline


def _ndjson(newline: str) -> str:
    other = {"headline": "Calm day 😀", "body": ["The sea was calm."], "language": "en"}
    return "".join(json.dumps(one, ensure_ascii=False) + newline for one in (other, _story()))


MADE = {
    "story.txt": _text,
    "story.md": _markdown,
    "story.html": _html,
    "story.json": _json,
    "escaped.json": _json_escaped,
    "html.json": _json_html,
    "stories.ndjson": _ndjson,
}


@pytest.fixture(params=[("\n", b""), ("\r\n", b"\xef\xbb\xbf")], ids=["plain", "CRLF and BOM"])
def ending(request: pytest.FixtureRequest) -> tuple[str, bytes]:
    return request.param


def _check(path: Path, capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    run(["check", str(path), "--format", "json", "--select", "quotes/*"])
    reports = json.loads(capsys.readouterr().out)["reports"]
    return [finding for report in reports for finding in report["findings"]]


def _bare(words: str) -> str:
    return re.sub(r"\s+", " ", words)


@pytest.mark.parametrize("name", MADE)
def test_every_format_says_the_same(
    name: str, ending: tuple[str, bytes], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    newline, mark = ending
    source = MADE[name](newline)
    path = tmp_path / name
    path.write_bytes(mark + source.encode())
    findings = _check(path, capsys)
    assert {(finding["rule"], finding["matched"]) for finding in findings} == EXPECTED
    assert len(findings) == len(EXPECTED)
    lines = source.split("\n")
    for finding in findings:
        words = finding["matched"]
        written = json.dumps(words)[1:-1] if name == "escaped.json" else words
        assert lines[finding["line"] - 1][finding["column"] - 1 :].startswith(written)
        place = finding["source"]
        assert _field(name, source, place["pointer"])[place["start"] : place["end"]] == words


def _field(name: str, source: str, pointer: str) -> str:
    """The decoded field that a place lies in; of a file that is one text, the file."""
    if "json" not in name:
        assert pointer == ""
        return source
    value = json.loads(source.splitlines()[1] if name == "stories.ndjson" else source)
    for key in pointer.split("/")[1:]:
        value = value[int(key)] if isinstance(value, list) else value[key]
    assert isinstance(value, str)
    return value
