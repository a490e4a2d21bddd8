"""Where hyperlinks lead, as blocks that no reader sees, each in its place in the file."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from compliance.article import NOT_PROSE, Article, Role, Span
from compliance.places import place_of

Stories = Callable[..., list[Article]]


def links(article: Article) -> list[tuple[str, str, str]]:
    """Name and words of each link, and how the file writes it."""
    found = []
    for block in article.blocks:
        if block.role is Role.FIELD:
            place = place_of(article, block.span)
            found.append((block.id, article[block], article.source.text[place.file_start : place.file_end]))
    return found


def test_markdown(stories: Stories) -> None:
    text = (
        "# A 😀 headline\n\nRead [the *guide*](http://a.example/b\\_c 'title') and [the list][l], or\n"
        "[nothing](), then ![picture](p.jpg).\n\n> [quoted](</x y>)\n\n- So <a href='/raw'>raw</a>.\n\n"
        "[l]: https://l.example/é\n\n<p>And <a href='/block&amp;c'>this</a>.</p>\n"
    )
    article = stories(text, "markdown")[0]
    assert links(article) == [
        ("link[1]", "http://a.example/b_c", "http://a.example/b\\_c"),
        ("link[2]", "https://l.example/é", "https://l.example/é"),
        ("link[3]", "", ""),
        ("link[4]", "/x y", "/x y"),
        ("link[5]", "/raw", "/raw"),
        ("link[6]", "/block&c", "/block&amp;c"),
    ]
    assert [article[block] for block in article.body] == [
        "Read the guide and the list, or nothing, then .",
        "quoted",
        "So raw.",
        "And this.",
    ]
    empty = next(block for block in article.blocks if block.id == "link[3]")
    assert place_of(article, empty.span).file_start == text.index("[nothing](") + len("[nothing](")


def test_html(stories: Stories) -> None:
    text = (
        "<h1>Head <a href='/h'>line</a></h1><p>One <a class=x href=\"http://a.example/?b=1&amp;c=2\">two</a>, "
        "<a name=here>anchor</a> <a href=''>empty</a><a href=\"\"><img src=i.png alt=''></a></p>"
        "<figure><img src=a.jpg alt=b><figcaption>Seen <a href=' /c '>here</a></figcaption></figure>"
        "<nav><a href=/nav>Home</a></nav><p hidden><a href=/hidden>x</a></p>"
    )
    article = stories(text, "html")[0]
    assert [words for _, words, _ in links(article)] == ["/h", "http://a.example/?b=1&c=2", "", "/c"]
    assert [written for _, _, written in links(article)] == ["/h", "http://a.example/?b=1&amp;c=2", "", "/c"]


@pytest.mark.parametrize("written", ["html", "markdown"])
def test_inside_json(stories: Stories, written: str) -> None:
    bodies = {"html": ['<p>a "<a href="/é\\x">b</a>"</p>', "<p>c</p>"], "markdown": ['a "[b](/é\\\\x)"', "c"]}
    story = {"headline": "H\n", "body_format": written, "body": bodies[written]}
    article = stories(json.dumps(story), "json")[0]
    (block,) = (block for block in article.blocks if block.id.startswith("link"))
    assert (block.pointer, article[block]) == ("/body/0", "/é\\x")
    place = place_of(article, Span(block.start + 1, block.start + 2))
    assert article.source.text[place.file_start : place.file_end] == "\\u00e9"


def test_a_caption_behind_its_picture_and_links_stays_one(stories: Stories) -> None:
    story = {
        "headline": "H",
        "body": [
            {"role": "picture", "file": "a.jpg"},
            "<p>A boat in the <a href='/port'>port</a> of Rimont on Monday. EFE/Ana Orme</p>",
            "<p>The story <a href='/x'>goes on</a>.</p>",
            "<p>And on.</p>",
        ],
    }
    article = stories(json.dumps(story), "json")[0]
    assert [words for _, words, _ in links(article)] == ["/port", "/x"]
    prose = [block.role for block in article.blocks if block.role not in NOT_PROSE]
    assert prose.count(Role.CAPTION) == 1
