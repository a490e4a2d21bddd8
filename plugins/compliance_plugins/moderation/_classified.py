"""What classifiers make of the sentences in which no word told anything."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compliance.article import Article
from compliance.classifiers import Classifier, Scores, checked
from compliance_plugins.moderation._act import Act
from compliance_plugins.moderation._sentence import Sentence

MOST = 0.8
"""The highest score that a finding has which rests on a classifier alone: a warning."""
LEAST = 0.5
"""What a model is less sure of is no act at all, whatever a house asks for."""

_READ = ("counter", "hate", "negator")
"""What was read and found harmless: denied, condemned, meant otherwise. A small model reads no such thing."""


def classified(article: Article, language: str, some: Sequence[Sentence]) -> Iterator[Act]:
    """What the classifiers of the checker find, all sentences of a story in one batch each.

    :param some: sentences in which the words showed nothing.
    """
    judged = [one for one in some if not one.quoted and not one.has(*_READ)]
    texts = [one.text[one.words[0].start : one.words[-1].end] for one in judged]
    for classifier in article.context.classifiers if texts else ():
        if not classifier.languages or language in classifier.languages:
            for sentence, scores in zip(judged, checked(classifier, texts), strict=False):
                yield from _acts(classifier, sentence, scores)


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
