"""Publishers' pages as they are: bylines among buttons, days that only readers see, lists of links, split bodies."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from compliance.article import Article

Stories = Callable[..., list[Article]]
Parts = Callable[[Article], list[tuple[str, str]]]

LEAD = "<p>The council of Rimont named three new members on Monday and closed the bridge for a week of works.</p>"
NEXT = "<p>The mayor said that the town would pay for the works and that the toll would be cut by a half in May.</p>"


def _page(above: str, body: str = LEAD + NEXT, below: str = "") -> str:
    return (
        '<html><head><title>Rimont names three members</title></head><body><div class="page">'
        f'<h1>Rimont names three members</h1>{above}<div class="text">{body}</div>{below}</div></body></html>'
    )


@pytest.mark.parametrize(
    ("written", "byline"),
    [
        ('<p class="byline">By Ana Díaz<a href="#comments" class="comments">1 comment</a></p>', "By Ana Díaz"),
        ('<div class="byline"><p>By Ana Díaz</p><p class="publishedDate">29 Dec 2014</p></div>', "By Ana Díaz"),
        ('<p class="byline">By Ana Díaz | Posted Feb. 27, 2014, 5:17 p.m.</p>', "By Ana Díaz"),
        ('<p class="autor">Ana Díaz | Rimont | 08/01/2014</p>', "Ana Díaz | Rimont"),
        ('<div id="Byline"><a class="PrintLink" href="/print">Print</a> By <span class="author">Ana Díaz</span><br>'
         '<a href="https://twitter.com/ana">Follow</a><br>on December 29, 2014 at 7:56 AM</div>', "By Ana Díaz"),
        ('<div id="author-byline"><p class="byline">By Ana Díaz</p><div class="author-flyout"><ul><li>View all of the '
         "author's stories</li><li>Follow the author</li></ul></div></div>", "By Ana Díaz"),
        ('<p class="byline">BY ANA DÍAZ / STAFF WRITER</p>', "BY ANA DÍAZ / STAFF WRITER"),
    ],
)  # fmt: skip
def test_byline_among_buttons_and_days(stories: Stories, written: str, byline: str) -> None:
    assert stories(_page(written), "html")[0].metadata.byline == byline


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ('<div class="articleDate">Published: Jan. 14, 2015 Updated: 4:49 p.m.</div>', date(2015, 1, 14)),
        ('<p class="byline">By Ana Díaz | Posted Feb. 27, 2014, 5:17 p.m.</p>', date(2014, 2, 27)),
        ('<p><span class="timestamp">Tue Dec 30, 2014 9:21am IST</span></p>', date(2014, 12, 30)),
        ('<span class="fecha">Lunes, 3 de enero del 2022</span>', date(2022, 1, 3)),
        ('<span class="day">2018年6月18日 10:01</span>', date(2018, 6, 18)),
        ('<span class="date">08/01/2014</span>', None),
        ('<span class="date">31 February 2014</span>', None),
    ],
)
def test_day_that_only_readers_see(stories: Stories, written: str, day: date | None) -> None:
    assert stories(_page(written), "html")[0].metadata.published == day


def test_day_of_another_story_is_not_taken(stories: Stories) -> None:
    below = '<ul><li><a href="/a">Storm</a> <span class="date">30 Dec 2014</span></li></ul>'
    assert stories(_page("", below=below), "html")[0].metadata.published is None


def test_moment_nearly_in_iso(stories: Stories) -> None:
    page = _page("<time datetime='2014-12-16 09:30:00 -0500'>12.16.14</time>")
    assert str(stories(page, "html")[0].metadata.published) == "2014-12-16 09:30:00-05:00"


def test_first_paragraphs_in_elements_of_their_own(stories: Stories, parts: Parts) -> None:
    body = f'<div class="firstPar">{LEAD}</div><div class="rest">{NEXT * 8}</div>'
    found = [words for role, words in parts(stories(_page("", body), "html")[0]) if role == "paragraph"]
    assert len(found) == 9
    assert found[0].startswith("The council")


def test_lists_of_links_and_bare_headings_are_no_part(stories: Stories, parts: Parts) -> None:
    body = (
        LEAD + '<p><a href="/x">Storm closes harbour, in pictures</a></p>' + NEXT + "<h2>What follows</h2>"
        "<p>See also: <a href='/y'>The storm that closed the harbour</a></p><p>Photo: <a href='/z'>Bo Lund</a></p>"
        "<ul><li>Cranes come in <a href='/may'>May</a></li></ul>"
        "<h3>More stories</h3><ul><li><a href='/a'>Storm at sea</a></li><li><a href='/b'>Ferry sold</a></li></ul>"
    )
    article = stories(_page("", body), "html")[0]
    assert [(role, words) for role, words in parts(article) if role in ("list", "note")] == [
        ("note", "What follows"),
        ("list", "Cranes come in May"),
    ]
    assert [words for role, words in parts(article) if role == "field"] == ["/x", "/y", "/z", "/may", "/a", "/b"]


def test_article_that_the_page_names(stories: Stories, parts: Parts) -> None:
    teasers = "".join(f"<div><p>{LEAD[3:-4]} It is told on another page of the site.</p></div>" for _ in range(2))
    page = _page("", f'<article>{LEAD + NEXT}</article><div class="more">{teasers}</div>')
    assert len([1 for role, _ in parts(stories(page, "html")[0]) if role == "paragraph"]) == 2


def _words_of_pictures(article: Article) -> list[tuple[str, str]]:
    return [(article[picture.caption], article[picture.credit]) for picture in article.pictures]


def test_pictures_between_headline_and_body(stories: Stories) -> None:
    above = (
        '<div id="lead"><img src="a.jpg" alt="Bridge"><p class="photo_credit">Photographer: Bo Lund</p></div>'
        '<div class="art"><img src="b.jpg" alt="Quay"><div class="caption">The quay of Rimont.'
        '<span class="credit">AP/Bo Lund</span></div></div>'
        '<p class="byline"><img src="face.jpg" alt="">By Ana Díaz</p>'
    )
    article = stories(_page(above), "html")[0]
    assert _words_of_pictures(article) == [("", "Photographer: Bo Lund"), ("The quay of Rimont.", "AP/Bo Lund")]


def test_pictures_of_other_stories_are_left_alone(stories: Stories) -> None:
    above = '<aside><div><img src="a.jpg" alt=""><p class="caption">Another story of the day.</p></div></aside>'
    below = '<div><img src="b.jpg" alt=""><p class="caption">One more story of the day.</p></div>'
    assert stories(_page(above, below=below), "html")[0].pictures == ()


def test_label_of_a_list_of_links(stories: Stories, parts: Parts) -> None:
    body = LEAD + NEXT + "<p>More from the harbour:&#160;</p><ul><li><a href='/a'>Storm at sea</a></li></ul>"
    body += "<div><a href='/b'>Ferry sold to the town &raquo;</a></div><p>The works cost:</p><ul><li>All</li></ul>"
    article = stories(_page("", body), "html")[0]
    assert [words for role, words in parts(article) if role in ("paragraph", "list")][2:] == ["The works cost:", "All"]


@pytest.mark.parametrize("written", ['<h2 class="subheader">{}</h2>', '<h3 itemprop="alternativeHeadline">{}</h3>'])
def test_standfirst_under_the_headline(stories: Stories, parts: Parts, written: str) -> None:
    article = stories(_page(written.format("The bridge of the town is closed for a week")), "html")[0]
    assert ("standfirst", "The bridge of the town is closed for a week") in parts(article)


def test_author_and_day_at_the_foot_of_an_article(stories: Stories) -> None:
    foot = "<footer><div class='post-byline'><time datetime='2024-06-03 09:30:00 -0500'>6.3.24</time></div>"
    foot += "<span class='author'>Ana Díaz</span></footer>"
    comments = (
        "<div class='comments'><article><footer><time datetime='2024-06-09'>6.9.24</time></footer></article></div>"
    )
    page = f"<html><body><article><h1>Rimont names three members</h1>{LEAD}{NEXT}{{}}</article>{comments}</body></html>"
    article = stories(page.format(foot), "html")[0]
    assert (article.metadata.byline, str(article.metadata.published)) == ("Ana Díaz", "2024-06-03 09:30:00-05:00")
    assert stories(page.format(""), "html")[0].metadata.published is None
