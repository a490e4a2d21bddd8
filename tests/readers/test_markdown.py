from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from compliance.article import Article
from compliance.errors import ReadError, TooLargeError
from compliance.readers.markdown_blocks import blocks
from compliance.readers.markdown_inline import inline

Stories = Callable[..., list[Article]]
Parts = Callable[[Article], list[tuple[str, str]]]

STORY = """---
headline: "Ministers agree on a \\"new\\" harb\\u00f6ur"
byline: Ana Díaz
published: 2024-06-03
product: website
territories: [NO, es]
sponsored: no
pictures:
  - file: quay.jpg
    instructions: |
      NO SALES
      EDITORIAL USE ONLY
    date_created: 2024-06-02
  - file: plan.png
    caption: 'The town''s plan'
    credit: Town hall
    decorative: false
---
**The town pays for *half* of it.**

![The quay](quay.jpg "AP Photo/Bo Lund")

*The quay on **Sunday**.*

Lisbon, Jun 3 (EFE).- The two [governments](http://x.example "no credit") agreed
on Monday\\* to build a harbour.

> “We are
> glad.”

## What follows

1. Cranes
2. Ships
   and barges

| Year | Cost |
|------|-----:|
| 2024 | *40* |

```
code
```

It ends in June. EFE
"""


def test_story(stories: Stories, parts: Parts) -> None:
    article = stories(STORY, "markdown")[0]
    prose = [(role, words) for role, words in parts(article) if role not in ("alt", "instructions", "field")]
    assert prose == [
        ("headline", 'Ministers agree on a "new" harböur'),
        ("standfirst", "The town pays for half of it."),
        ("byline", "Ana Díaz"),
        ("caption", "The quay on Sunday."),
        ("credit", "AP Photo/Bo Lund"),
        ("dateline", "Lisbon, Jun 3 (EFE).-"),
        ("paragraph", "The two governments agreed on Monday* to build a harbour."),
        ("quote", "“We are glad.”"),
        ("note", "What follows"),
        ("list", "Cranes"),
        ("list", "Ships and barges"),
        ("table", "Year"),
        ("table", "Cost"),
        ("table", "2024"),
        ("table", "40"),
        ("paragraph", "It ends in June."),
        ("sign-off", "EFE"),
        ("caption", "The town's plan"),
        ("credit", "Town hall"),
    ]


def test_metadata(stories: Stories) -> None:
    article = stories(STORY, "markdown")[0]
    said = article.metadata
    assert (said.published, said.product, said.territories, said.sponsored) == (
        date(2024, 6, 3),
        "website",
        ("NO", "ES"),
        False,
    )
    quay, plan = article.pictures
    assert quay.date_created == date(2024, 6, 2)
    assert quay.instructions is not None
    assert article[quay.instructions] == "NO SALES\nEDITORIAL USE ONLY"
    assert plan.file == "plan.png"


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("snake_case_name and 2 * 3", "snake_case_name and 2 * 3"),
        ("a **b *c* d** e", "a b c d e"),
        ("***x*** __y__ ~~z~~", "x y z"),
        ("`a *b*` c", "a *b* c"),
        ("[a [b] c](d) [e] [f][g]", "a [b] c [e] [f][g]"),
        ("<http://x.example> a<br>b <!-- c -->d", "http://x.example a\nb d"),
        ("a  \nb\\\nc\nd", "a\nb\nc d"),
        ("AT&amp;T &copy; &nope; &", "AT&T © &nope; &"),
        ("5 < 6 and 7 > 3", "5 < 6 and 7 > 3"),
        ("“*One*,” she said", "“One,” she said"),
        ("**", "**"),
        ("a\\", "a\\"),
        ("![alt](x.jpg) b", " b"),
    ],
)
def test_inline(source: str, shown: str) -> None:
    lines, at = [], 0
    for line in source.split("\n"):
        lines.append((at, at + len(line)))
        at += len(line) + 1
    assert "".join(piece.text for piece in inline(source, lines).pieces) == shown


@pytest.mark.parametrize(
    ("source", "kinds"),
    [
        ("a\nb\n\nc", ["paragraph 2", "paragraph 1"]),
        ("a\n---\nb\n***\n", ["heading 1", "paragraph 1"]),
        ("- a\n\n  b\n- c\n\nd", ["list 1", "list 1", "list 1", "paragraph 1"]),
        ("> a\nb\n\nc", ["quote 2", "paragraph 1"]),
        ("~~~\na\n~~~\nb", ["paragraph 1"]),
        ("    code\n\na", ["paragraph 1"]),
        ("1986. A year\n\nIn\n1986. A year", ["list 1", "paragraph 2"]),
        ("<div>\na\n\nb", ["html 2", "paragraph 1"]),
        ("# a #\n#b", ["heading 1", "paragraph 1"]),
        ("[a]: http://x.example 'y'\n\nb", ["paragraph 1"]),
    ],
)
def test_blocks(source: str, kinds: list[str]) -> None:
    assert [f"{leaf.kind} {len(leaf.lines)}" for leaf in blocks(source).leaves] == kinds


@pytest.mark.parametrize(
    ("top", "line", "what"),
    [
        ("---\nheadline: x\n", 1, "not closed"),
        ("---\nheadline: a: b\n---\nx", 2, "no YAML"),
        ("---\n- a\n---\nx", 2, "no table"),
        ("---\nproduct: web\n---\nx", 2, "product"),
        ("---\na: 1\na: 2\n---\nx", 3, "given twice"),
        ("---\na: &b 1\nc: *b\n---\nx", 3, "anchors"),
        ("---\nheadline: [a]\n---\nx", 2, "headline"),
        ("---\npictures: a.jpg\n---\nx", 2, "pictures"),
        ("---\npictures: [{file: ../a.jpg}]\n---\nx", 2, "outside"),
        ("---\nsources: [{file: /etc/hosts}]\n---\nx", 2, "outside"),
        ("---\nsources: [{name: a}]\n---\nx", 2, "neither text nor file"),
        ("---\na: " + "[" * 100_000 + "\n---\nx", 2, "deep"),
        ("---\na: " + "{" * 100_000 + "\n---\nx", 2, "deep|a key must be text"),
        ("---\na: \x07\n---\nx", 2, "character"),
        ("---\nheadline: x\n---\n", 0, "no story"),
    ],
)
def test_broken_front_matter(stories: Stories, top: str, line: int, what: str) -> None:
    if what == "no story":
        top = top.replace("headline", "product").replace("x", "wire")
    with pytest.raises((ReadError, TooLargeError), match=what) as caught:
        stories(top, "markdown")
    assert caught.value.where.startswith(f"story.markdown:{line}:" if line else "story.markdown")
    assert caught.value.hint


def test_sources(stories: Stories, tmp_path: Path) -> None:
    (tmp_path / "speech.txt").write_text("We will build.\n\nIt is good.", encoding="utf-8")
    top = "---\nsources:\n  - {name: Speech, file: speech.txt}\n  - {name: Note, text: 'One. Two.'}\n---\nStory.\n"
    article = stories(top, "markdown", folder=tmp_path)[0]
    assert [(source.name, source.text) for source in article.sources] == [
        ("Speech", "We will build.\n\nIt is good."),
        ("Note", "One. Two."),
    ]
    with pytest.raises(ReadError, match="cannot be read from here"):
        stories(top, "markdown")
    with pytest.raises(ReadError, match="cannot be read: no such file"):
        stories(top.replace("speech", "talk"), "markdown", folder=tmp_path)


def test_source_behind_a_link_out_of_the_folder(stories: Stories, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    folder = tmp_path / "stories"
    folder.mkdir()
    (folder / "a.txt").symlink_to(tmp_path / "secret.txt")
    with pytest.raises(ReadError, match="outside"):
        stories("---\nsources: [{name: a, file: a.txt}]\n---\nx", "markdown", folder=folder)


def test_what_form_tells(stories: Stories, parts: Parts) -> None:
    text = "# Harbour\n\nBy Ana Díaz\n\n![](a.jpg)\n\nThe quay, 3 June. EFE/Bo Lund\n\n"
    text += "By noon it rained.\n\nBy 5 they left.\n"
    article = stories(text, "markdown")[0]
    assert parts(article) == [
        ("headline", "Harbour"),
        ("byline", "By Ana Díaz"),
        ("caption", "The quay, 3 June. EFE/Bo Lund"),
        ("paragraph", "By noon it rained."),
        ("paragraph", "By 5 they left."),
    ]
    assert len(article.pictures) == 1
