"""The summary for a pull request."""

from compliance.article import Role
from compliance.finding import Verdict
from compliance.renderers.markdown import LONGEST, escape


def test_summary(outcomes, rendered, snapshot):
    snapshot("summary.md", rendered("markdown", outcomes()))
    snapshot("resumen.md", rendered("markdown", outcomes("es"), language="es"))


def test_nothing_checked_does_not_look_like_nothing_found(rendered, kit, seen):
    assert rendered("markdown", []) == "### ⛔ Editorial check: no story was read\n"
    fine = seen(kit["report"](kit["story"]("Text.", [(Role.PARAGRAPH, "body[1]")])))
    assert rendered("markdown", [fine]) == "### ✅ Editorial check: 1 to publish\n"


def test_words_are_never_markup():
    assert escape("*a* _b_ [c](d) `e` <i>&amp;") == "\\*a\\* \\_b\\_ \\[c\\](d) \\`e\\` &lt;i&gt;&amp;amp;"
    assert escape("a|b\nc") == "a\\|b c"
    assert escape("\x1b[0m\u202e") == "&lt;U+001B&gt;\\[0m&lt;U+202E&gt;"


def test_words_are_never_a_mention_or_a_link():
    assert "@team" not in escape("ask @team")
    assert "#12" not in escape("fixes #12")
    assert "://" not in escape("https://example.org")
    assert "www." not in escape("www.example.org")
    assert "a@example" not in escape("a@example.org")


def test_a_long_run_stays_below_what_a_comment_may_be(rendered, kit, seen):
    article = kit["story"]("One,  two", [(Role.PARAGRAPH, "body[1]")], "n" * 60 + ".txt")
    found = kit["spacing"].finding(kit["place"](article, "  "), message="m" * 200)
    story = seen(kit["report"](article, [found], Verdict.HOLD))
    text = rendered("markdown", [story] * 2000, gate="note")
    assert LONGEST * 0.8 < len(text) < 65_536
    assert "do not fit here" in text
    assert text.startswith("### ❌ Editorial check: 2,000 to hold\n")
