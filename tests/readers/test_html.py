from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest

from compliance.article import Article
from compliance.errors import ReadError, TooLargeError

Stories = Callable[..., list[Article]]
Parts = Callable[[Article], list[tuple[str, str]]]

PAGE = """<!doctype html><html lang="en-GB"><head><title>Harbour to be rebuilt | Coast Post</title>
<meta property="og:title" content="Harbour to be rebuilt &amp; widened">
<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
 {"@type": "NewsArticle", "headline": "Harbour", "datePublished": "2024-06-03T09:00:00+02:00",
  "author": [{"@type": "Person", "name": "Ana D\\u00edaz"}],
  "image": {"@type": "ImageObject", "url": "https://x.example/img/quay.jpg", "creditText": "AP Photo/Bo Lund",
            "copyrightNotice": "NO SALES"}}]}</script></head>
<body><nav><p>Home, news, sport, weather, travel and much else besides.</p></nav>
<div class="masthead"><h1>Coast Post</h1></div>
<main><article><h1>Harbour to be rebuilt &amp; widened</h1>
<p class="standfirst">The town pays for half of it, the state for the rest.</p>
<p class="byline">By Ana Díaz</p>
<div class="story-body">
<p>LISBON, June 3 (Reuters) - The two governments agreed on Monday to
   rebuild the&nbsp;harbour.</p>
<figure><img src="/img/quay.jpg?w=300" alt="The quay" title="Quay"><figcaption>The quay on June 3.
  <span class="credit">Bo Lund/Reuters</span></figcaption></figure>
<div class="share-bar"><p>Share this story with your friends and your family, now.</p></div>
<p>Work begins in <b>May</b>, the mayor said.<br><br>It ends in <i>June</i>.</p>
<blockquote><p>“We are glad.”</p><footer>The mayor</footer></blockquote>
<h2>What follows</h2><ul><li>Cranes</li><li>Ships</li></ul>
<p hidden>Not shown to anybody at all.</p><img src="line.png" alt="" width="1" height="1"><img src="b.jpg" alt="">
<aside><p>Another story that has nothing to do with this one at all.</p></aside>
</div></article></main><footer><p>Copyright of the paper, all rights reserved, and so on.</p></footer></body></html>"""


def test_page(stories: Stories, parts: Parts) -> None:
    article = stories(PAGE, "html")[0]
    prose = [(role, words) for role, words in parts(article) if role not in ("alt", "title", "rights", "field")]
    assert prose == [
        ("headline", "Harbour to be rebuilt & widened"),
        ("standfirst", "The town pays for half of it, the state for the rest."),
        ("byline", "By Ana Díaz"),
        ("dateline", "LISBON, June 3 (Reuters) -"),
        ("paragraph", "The two governments agreed on Monday to rebuild the\xa0harbour."),
        ("caption", "The quay on June 3."),
        ("credit", "Bo Lund/Reuters"),
        ("paragraph", "Work begins in May, the mayor said."),
        ("paragraph", "It ends in June."),
        ("quote", "“We are glad.”"),
        ("quote", "The mayor"),
        ("note", "What follows"),
        ("list", "Cranes"),
        ("list", "Ships"),
    ]
    assert article.metadata.published == datetime.fromisoformat("2024-06-03T09:00:00+02:00")
    assert article.metadata.language == "en-GB"
    assert article.metadata.byline == "By Ana Díaz"


def test_pictures_of_a_page(stories: Stories, written: Callable[[Article], list[tuple[str, str]]]) -> None:
    article = stories(PAGE, "html")[0]
    quay, plain = article.pictures
    assert quay.alt is not None
    assert article[quay.alt] == "The quay"
    assert quay.title is not None
    assert article[quay.title] == "Quay"
    assert quay.rights is not None
    assert article[quay.rights] == "NO SALES"
    assert not quay.decorative
    assert plain.decorative
    assert not plain.caption
    assert not plain.credit
    assert dict(written(article))["Harbour to be rebuilt & widened"] == "Harbour to be rebuilt &amp; widened"


def test_headline_from_the_page_when_no_heading_is_the_story_s(stories: Stories) -> None:
    page = PAGE.replace("<article><h1>Harbour to be rebuilt &amp; widened</h1>", "<article>")
    article = stories(page, "html")[0]
    assert article.headline is not None
    assert article[article.headline] == "Harbour to be rebuilt & widened"


@pytest.mark.parametrize(
    ("figure", "caption", "credit"),
    [
        ("<figure><img src=a><figcaption>A <cite>EFE</cite></figcaption></figure>", "A", "EFE"),
        ("<figure><img src=a><figcaption>A <small>(EFE)</small></figcaption></figure>", "A", "(EFE)"),
        ("<figure><img src=a><figcaption>A</figcaption><p class='photo-credit'>EFE</p></figure>", "A", "EFE"),
        ("<figure><img src=a><figcaption>A. EFE/Ana Díaz</figcaption></figure>", "A. EFE/Ana Díaz", ""),
        ("<div class=wp-caption><img src=a><p class=wp-caption-text>A</p></div>", "A", ""),
        ("<img src=a><div class='caption'>A <span class=copyright>EFE</span></div>", "A", "EFE"),
        ("<figure><img src=a></figure>", "", ""),
        ("<figure><img src=a><figcaption><span class=sr-only>Image of</span> A</figcaption></figure>", "A", ""),
    ],
)
def test_captions_and_credits(stories: Stories, figure: str, caption: str, credit: str) -> None:
    article = stories(f"<p>One.</p>{figure}<p>Two.</p>", "html")[0]
    (picture,) = article.pictures
    assert (article[picture.caption], article[picture.credit]) == (caption, credit)
    assert [article[block] for block in article.body] == ["One.", "Two."]


def test_decorative(stories: Stories) -> None:
    article = stories("<p>A</p><img src=a alt=''><img src=b role=presentation alt=x><img src=c>", "html")[0]
    assert [picture.decorative for picture in article.pictures] == [True, True, False]


def test_missing_caption_stands_at_its_picture(stories: Stories) -> None:
    from compliance.places import place_of

    text = "<p>One.</p>\n<img src=a>\n<p>Two.</p>"
    article = stories(text, "html")[0]
    assert place_of(article, article.pictures[0].caption.span).file_start == text.index("<img")


@pytest.mark.parametrize(
    "beside",
    [
        '<a href="/other-story.html"><img src="other.jpg"></a>',
        '<a class="thumbnail" href="/other-story.html"><figure><div><img src="other.jpg"></div></figure></a>',
        '<div class="youtube inline"><div><img src="//f.example/s.jpg"></div><span class="caption"></span></div>',
        '<div class="large"><img id="enlarged" src="" onload="grow(this.src)"></div>',
        '<p class="caption"> </p>',
        '<a class="btn-invite" href="#"><img src="invite.png"></a>',
    ],
)
def test_what_is_no_picture_of_a_page(stories: Stories, beside: str) -> None:
    page = PAGE.replace("<blockquote>", f"{beside}<blockquote>", 1)
    assert len(stories(page, "html")[0].pictures) == len(stories(PAGE, "html")[0].pictures)


@pytest.mark.parametrize(
    "shown",
    [
        '<a href="/img/large.jpg"><img src="small.jpg"></a>',
        '<a href="/gallery/7"><img src="small.jpg" alt="The quay"></a>',
        '<a href="/gallery/7"><figure><img src="small.jpg"><figcaption>The quay</figcaption></figure></a>',
        '<div><img data-src="small.jpg"></div>',
    ],
)
def test_what_is_a_picture_of_a_page(stories: Stories, shown: str) -> None:
    page = PAGE.replace("<blockquote>", f"{shown}<blockquote>", 1)
    assert len(stories(page, "html")[0].pictures) == len(stories(PAGE, "html")[0].pictures) + 1


def test_mistakes_that_browsers_forgive(stories: Stories, parts: Parts) -> None:
    text = (
        """<p>One <b>bold <p>Two</b> & three <i>x</p><ul><li>a<li>b</ul><a href="x"">Four</a> 1 < 2 </p></div> Five"""
    )
    assert parts(stories(text, "html")[0]) == [
        ("paragraph", "One bold"),
        ("paragraph", "Two & three x"),
        ("list", "a"),
        ("list", "b"),
        ("paragraph", "Four 1 < 2 Five"),
        ("field", "x"),
    ]


def test_broken_linked_data_is_left_alone(stories: Stories) -> None:
    page = PAGE.replace('"@graph": [', '"@graph": [[[')
    article = stories(page, "html")[0]
    assert article.metadata.published is None


def test_time_element(stories: Stories) -> None:
    article = stories("<h1>Title</h1><time datetime='2024-06-03'>Monday</time><p>One.</p>", "html")[0]
    assert article.metadata.published == date(2024, 6, 3)


def test_too_deep(stories: Stories) -> None:
    with pytest.raises(TooLargeError, match="nested") as caught:
        stories("<p>x\n" + "<div>" * 100_000, "html")
    assert caught.value.where.startswith("story.html:2:")


def test_page_without_text(stories: Stories) -> None:
    with pytest.raises(ReadError, match="no text"):
        stories("<html><body><script>x</script></body></html>", "html")
