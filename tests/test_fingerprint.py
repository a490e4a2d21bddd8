"""A finding stays the same one while its place and the words around it do."""

from compliance.article import Article, Block, Context, Role, Span
from compliance.finding import Finding, Label
from compliance.fingerprint import with_fingerprints
from compliance.lexicon import Lexicon
from compliance.scanner import Scanner
from compliance.source import SourceFile


def story(*paragraphs: str) -> Article:
    blocks, at = [], 0
    for number, paragraph in enumerate(paragraphs, 1):
        blocks.append(Block(Role.PARAGRAPH, Span(at, at + len(paragraph)), f"body[{number}]"))
        at += len(paragraph) + 2
    text = "\n\n".join(paragraphs)
    context = Context(Lexicon({}), Scanner({}))
    return Article(text=text, blocks=tuple(blocks), context=context, source=SourceFile("a.txt", text))


def prints(article: Article, *words: str, rule: str = "copy/placeholder", message: str = "message") -> list[str]:
    found = []
    for word in words:
        start = article.text.index(word)
        found.append(Finding(rule, Span(start, start + len(word)), message))
    return [finding.fingerprint for finding in with_fingerprints(article, found)]


def test_it_survives_edits_elsewhere():
    before = story("The mayor spoke.", "The bridge cost TK million in all.")
    after = story("A new lead.", "The mayor spoke at length.", "The bridge cost TK million in all.")
    assert prints(before, "TK") == prints(after, "TK")


def test_it_ignores_messages_and_white_space_around():
    assert prints(story("It cost TK million"), "TK") == prints(story("It  cost\nTK million"), "TK", message="other")


def test_it_changes_with_the_rule_the_words_and_their_neighbours():
    (first,) = prints(story("It cost TK million."), "TK")
    assert first not in prints(story("It cost TK million."), "TK", rule="copy/desk-note")
    assert first not in prints(story("It cost XX million."), "XX")
    assert first not in prints(story("It weighs TK tons."), "TK")


def test_labels_are_part_of_it():
    article = story("On Monday, 18 April.")
    span = Span(11, 19)
    plain, labelled = with_fingerprints(
        article, [Finding("a/b", span), Finding("a/b", span, labels=(Label(Span(3, 9), "day"),))]
    )
    assert plain.fingerprint != labelled.fingerprint


def test_a_counter_parts_those_that_are_alike():
    article = story("TK", "TK", "TK")
    found = with_fingerprints(article, [Finding("a/b", Span(at, at + 2)) for at in (0, 4, 8)])
    assert len({finding.fingerprint for finding in found}) == 3
