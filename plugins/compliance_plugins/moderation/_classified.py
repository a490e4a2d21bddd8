"""What classifiers make of the sentences in which no word told anything."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compliance import ComplianceError
from compliance.article import Article
from compliance.batches import together
from compliance.classifiers import Classifier, Scores, checked
from compliance_plugins.moderation._act import Act
from compliance_plugins.moderation._reading import Told, told_by_words
from compliance_plugins.moderation._sentence import Sentence

MOST = 0.8
"""The highest score that a finding has which rests on a classifier alone: a warning."""
LEAST = 0.5
"""What a model is less sure of is no act at all, whatever a house asks for."""
LONGEST = 50_000
"""Code points of comments that are read for one batch: who waits for the first of them waits for all."""

_READ = ("counter", "hate", "negator")
"""What was read and found harmless: denied, condemned, meant otherwise. A small model reads no such thing."""


def classified(article: Article) -> Sequence[Act]:
    """What the classifiers of the checker find in a story; those behind it in its file are asked about with it."""
    return together(article, _scored)


def _scored(stories: Sequence[Article]) -> list[list[Act]]:
    """What they find in stories: in the first, and in those behind it as far as every classifier got."""
    some = list(_near(stories))
    found: list[list[Act]] = [[] for _ in some]
    ends = [_asked(classifier, some, found) for classifier in stories[0].context.classifiers]
    return found[: max(min(ends), 1)]


def _near(stories: Sequence[Article]) -> Iterator[Told]:
    """What words told of the first story, and of those behind it that are not too long for one batch."""
    length = 0
    for number, story in enumerate(stories):
        length += len(story.text)
        if number and length > LONGEST:
            return
        try:
            yield story.get(told_by_words)
        except ComplianceError:  # its own check will tell
            if not number:
                raise
            yield Told()


def _asked(classifier: Classifier, some: Sequence[Told], found: Sequence[list[Act]]) -> int:
    """Ask a classifier, add what it finds to the stories' acts, and say how many stories it got to wholly."""
    rows = [
        (number, sentence)
        for number, told in enumerate(some)
        if not classifier.languages or told.language in classifier.languages
        for sentence in told.silent
        if not sentence.quoted and not sentence.has(*_READ)
    ]
    scores = checked(classifier, [_text(sentence) for _, sentence in rows]) if rows else ()
    for (number, sentence), one in zip(rows, scores, strict=False):
        found[number].extend(_acts(classifier, sentence, one))
    return len(some) if len(scores) == len(rows) else rows[len(scores)][0]


def _text(sentence: Sentence) -> str:
    return sentence.text[sentence.words[0].start : sentence.words[-1].end]


def _acts(classifier: Classifier, sentence: Sentence, scores: Scores) -> Iterator[Act]:
    for category, score in scores.items():
        if score >= LEAST:
            kind = _kind(sentence) if category == "offensive" else category
            start, end = sentence.words[0].start, sentence.words[-1].end
            data = {"classifier": classifier.name, "classifier_score": f"{score:.4f}"}
            yield Act(kind, start, end, round(min(score, MOST), 2), "classifier", data)


def _kind(sentence: Sentence) -> str:
    """What an offensive sentence is: hatred where it names a group, harassment where it speaks to a reader."""
    if sentence.has("people"):
        return "hate"
    return "harassment" if sentence.has("you") else "profanity"
