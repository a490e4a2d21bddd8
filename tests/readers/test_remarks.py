"""Comments in markup that speak to the program: where they stand, and which blocks they are about."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from compliance.article import Article
from compliance.remarks import MOST, blocks_of

Stories = Callable[..., list[Article]]
NOTE = "<!-- compliance: waive copy/spacing — x -->"


def about(article: Article) -> list[list[str]]:
    """The words of the blocks that each comment is about, those that are empty left out."""
    return [[article[block] for block in article.blocks if block.id in ids and block] for _, ids in blocks_of(article)]


def at_their_places(article: Article) -> bool:
    """Whether each comment's offsets are those of its text in its field."""
    fields = [json.loads(article.source.text) if remark.pointer else None for remark in article.remarks]
    for remark, field in zip(article.remarks, fields, strict=True):
        text = article.source.text
        if field is not None:
            for key in remark.pointer.split("/")[1:]:
                field = field[int(key)] if isinstance(field, list) else field[key]
            text = field
        if text[remark.start : remark.end] != remark.text:
            return False
    return True


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"{NOTE}\n# The bridge\n\nIt opens.\n", [["The bridge"]]),
        (f"# The bridge\n\n{NOTE}\nIt *opens*\non Monday.\n\nMore.\n", [["It opens on Monday."]]),
        (f"# The bridge\n\n{NOTE}\n\nIt opens.\n\nMore.\n", [["It opens."]]),
        (f"# The bridge\n\nIt {NOTE} opens.\n\nMore.\n", [["It  opens."]]),
        (f"# The bridge\n\nIt opens.\n{NOTE}\nMore.\n", [["More."]]),
        (f"# The bridge\n\n- one\n- {NOTE} two\n- three\n", [["two"]]),
        (f"# The bridge\n\n{NOTE}\n- one\n- two\n", [["one"]]),
        (f"# The bridge\n\n{NOTE}\n> It opens.\n\nMore.\n", [["It opens."]]),
        (f"# The bridge\n\n{NOTE}\n\n| a | b |\n|---|---|\n| c | d |\n\nMore.\n", [["a", "b", "c", "d"]]),
        (
            f'# The bridge\n\n{NOTE}\n\n![A bridge](b.jpg "Ana")\n\n*Seen on Monday.*\n\nMore.\n',
            [["Seen on Monday.", "Ana", "A bridge"]],
        ),
        (f"# The bridge\n\n{NOTE}\n\nLONDON (AP) — It opens.\n\nMore.\n", [["LONDON (AP) —", "It opens."]]),
        (f"# The bridge\n\n{NOTE}\n{NOTE}\nIt opens.\n", [["It opens."], ["It opens."]]),
        ("# The bridge\n\n<!-- compliance:\n\n waive copy/spacing\n — x\n-->\nIt opens.\n", [["It opens."]]),
        (f"# The bridge\n\nIt opens.\n\n{NOTE}\n", [[]]),
        (f"---\nbyline: Ana\n---\n{NOTE}\n# The bridge\n\nIt opens.\n", [["The bridge"]]),
        # in code it is only shown
        (f"# The bridge\n\n```\n{NOTE}\n```\n\nIt opens.\n", []),
        (f"# The bridge\n\n    {NOTE}\n\nIt opens.\n", []),
        (f"# The bridge\n\nIt `{NOTE}` opens.\n", []),
        (f"# The bridge\n\n<pre>{NOTE}</pre>\n\nIt opens.\n", []),
        # not for the program
        ("# The bridge\n\n<!-- compliance has seen it -->\n\nIt opens.\n", []),
        ("# The bridge\n\n<!-- a compliance: waive -->\n\nIt opens.\n", []),
    ],
)
def test_in_markdown(stories: Stories, text: str, words: list[list[str]]) -> None:
    (article,) = stories(text, "markdown")
    assert about(article) == words
    assert at_their_places(article)
    assert "waive" not in article.text or "`" in text


PAGE = "<!doctype html><html><head><title>t</title></head><body><main><article>{}</article></main></body></html>"
LONG = "The mayor came on Monday to see the bridge, and then she left for the town of Vikstad once again."


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"<h1>The bridge</h1>{NOTE}<p>It <b>opens</b>.</p><p>More.</p>", [["It opens."]]),
        (f"{NOTE}<h1>The bridge</h1><p>It opens.</p>", [["The bridge"]]),
        (f"<h1>The bridge</h1><p>{NOTE}It opens.</p><p>More.</p>", [["It opens."]]),
        (f"<h1>The bridge</h1><p>It {NOTE}opens.</p><p>More.</p>", [["It opens."]]),
        (f"<h1>The bridge</h1><p>It opens.{NOTE}</p><p>More.</p>", [["More."]]),
        (f"<h1>The bridge</h1>{NOTE}<ul><li>one</li><li>two</li></ul>", [["one"]]),
        (f"<h1>The bridge</h1>{NOTE}<table><tr><td>a</td><td>b</td></tr></table><p>More.</p>", [["a", "b"]]),
        (
            f'<h1>The bridge</h1>{NOTE}<figure><img src="b.jpg" alt="A bridge"><figcaption>Seen.</figcaption></figure>'
            "<p>It.</p>",
            [["Seen.", "A bridge"]],
        ),
        (f"<h1>The bridge</h1>{NOTE}<p>LONDON (AP) — It opens.</p><p>More.</p>", [["LONDON (AP) —", "It opens."]]),
        (f"<h1>The bridge</h1><p>It opens.</p>{NOTE}", [[]]),
        (f"<h1>The bridge</h1><pre><code>{NOTE}</code></pre><p>It opens.</p>", []),
        (f"<h1>The bridge</h1><p>Write <code>{NOTE}</code> so.</p>", []),
        (f"<h1>The bridge</h1><script>{NOTE}</script><p>It opens.</p>", []),
        ("<h1>The bridge</h1><p>&lt;!-- compliance: waive copy/spacing — x --&gt;</p>", []),
        (PAGE.format(f"<h1>The bridge</h1>{NOTE}<p>{LONG}</p><p>{LONG}</p>"), [[LONG]]),
        (PAGE.format(f"{NOTE}<h1>The bridge</h1><p>{LONG}</p>"), [["The bridge"]]),
    ],
)
def test_in_html(stories: Stories, text: str, words: list[list[str]]) -> None:
    (article,) = stories(text, "html")
    assert about(article) == words
    assert at_their_places(article)


@pytest.mark.parametrize(
    ("story", "words"),
    [
        (
            {"headline": "The bridge", "body": f'<p>One.</p>\n{NOTE}\n<p>Two "here".</p><p>Three.</p>'},
            [['Two "here".']],
        ),
        ({"headline": "The bridge", "body": [f"{NOTE}<p>One.</p>", "<p>Two.</p>"]}, [["One."]]),
        ({"headline": "The bridge", "body": f"One.\n\n{NOTE}\n\nTwo.", "body_format": "markdown"}, [["Two."]]),
        ({"headline": "The bridge", "body": ["<p>One.</p>" + NOTE, "<p>Two.</p>"]}, [[]]),
        ({"headline": f"The bridge {NOTE}", "body": "One."}, []),
    ],
)
def test_in_json_a_comment_is_about_its_own_field(stories: Stories, story: object, words: list[list[str]]) -> None:
    (article,) = stories(json.dumps(story), "json")
    assert about(article) == words
    assert at_their_places(article)


def test_in_a_post_of_wordpress(stories: Stories) -> None:
    text = f"<!-- wp:paragraph --><p>One.</p><!-- /wp:paragraph -->{NOTE}<p>Two.</p>"
    post = {"title": {"rendered": "The bridge"}, "content": {"rendered": text}}
    (article,) = stories(json.dumps(post), "wordpress")
    assert about(article) == [["Two."]]
    assert at_their_places(article)


def test_plain_text_has_no_comments(stories: Stories) -> None:
    (article,) = stories(f"The bridge\n\n{NOTE}\n\nIt opens.\n", "text")
    assert article.remarks == ()


def test_of_very_many_the_first_are_looked_at(stories: Stories) -> None:
    (article,) = stories("# The bridge\n\n" + f"{NOTE}\nIt opens.\n\n" * 5_000, "markdown")
    assert len(article.remarks) == 5_000
    assert about(article) == [["It opens."]] * MOST


def test_a_comment_in_markdown_ends_where_it_is_closed(stories: Stories, parts: Callable[[Article], object]) -> None:
    (article,) = stories("# T\n\nOne\n<!-- a\n\nb --> \n*Two* & three\n\n<!-- c --> Four\n", "markdown")
    assert parts(article) == [
        ("headline", "T"),
        ("paragraph", "One"),
        ("paragraph", "Two & three"),
        ("paragraph", "Four"),
    ]
