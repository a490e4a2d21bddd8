"""What of a page is judged, and when a judgement no longer holds."""

from __future__ import annotations

from benchmarks.accuracy import stories
from benchmarks.accuracy.__main__ import _markdown
from benchmarks.accuracy.measure import Measure
from benchmarks.accuracy.pages import FIELDS, key_of, reading

PAGE = """<html><head><title>Bridge closed</title>
<meta property="article:published_time" content="2024-06-03">
</head><body><article><h1>Bridge of Rimont closed</h1><p class="byline">By Ana Díaz</p><figure><img src="a.jpg" alt="">
<figcaption>The bridge. <span class="credit">Bo Lund</span></figcaption></figure><p>The bridge was closed on Monday
after the storm, and the mayor said that it would open again within a week.</p></article></body></html>"""


def test_reading_has_every_field_as_text() -> None:
    (article,) = stories.checker().read(PAGE.encode(), "page.html", told="html")
    assert reading(article) == {
        "headline": "Bridge of Rimont closed",
        "byline": "By Ana Díaz",
        "published": "2024-06-03",
        "body": "paragraph: The bridge was closed on Monday after the storm, and the mayor said that it would open "
        "again within a week.",
        "pictures": "The bridge. / Bo Lund",
    }
    assert tuple(reading(article)) == FIELDS


def test_another_reading_is_another_question() -> None:
    assert key_of("pages:a", "byline", "By Ana Díaz") != key_of("pages:a", "byline", "By Ana Díaz Print")
    assert key_of("pages:a", "byline", "By Ana Díaz").startswith("pages:a byline ")


def test_row_of_the_page_marks_what_is_not_reached() -> None:
    assert _markdown(Measure("quotes/found", 1200, 0.9, 0.97)) == "| quotes/found | 1,200 | **0.900** | ≥ 0.97 |  |"
    assert _markdown(Measure("quotes/wrong", 10, 0.04)) == "| quotes/wrong | 10 | 0.040 |  |  |"
