"""What a classifier of short texts is: a plugin's model that judges readers' comments where words alone do not tell."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from compliance.record import Record

CATEGORIES = ("hate", "harassment", "threat", "self-harm", "sexual", "profanity", "doxxing", "spam", "offensive")
"""What can be scored. ``offensive`` is for models that tell no kinds: which it is follows from whom the text names."""
SECONDS = 1.0
"""The time that a classifier is given for a batch. Stories that it did not get to are asked about again, with those
behind them; what it has not scored of the first one by then stays unscored."""

Scores = Mapping[str, float]
"""By category, how sure the model is, 0 to 1; a category that it does not know is left out."""
Score = Callable[[Sequence[str], float], Sequence[Scores]]
"""Scores a batch: the texts, the seconds there are; gives the scores of the first texts, as many as it got to."""


class Classifier(Record):
    """A model, as a plugin registers it with ``compliance_register_classifiers``.

    :param name: what findings call it.
    :param score: called with the sentences of the comments of a file, those of up to 64 stories at once, in order; load
        the model in the first call, not when the plugin is imported. It is called from one thread at a time in each
        process of the program, and from several where another program shares a checker between threads.
    :param languages: of the texts it can judge; empty for all. Others are not given to it.
    """

    name: str
    score: Score
    languages: tuple[str, ...] = ()


def checked(classifier: Classifier, texts: Sequence[str]) -> Sequence[Scores]:
    """The scores of a batch, made sure to be what the interface promises.

    :raises ValueError: there are more scores than texts, a category is unknown, or a score is not between 0 and 1.
    """
    answers = classifier.score(texts, SECONDS)
    if len(answers) > len(texts):
        raise ValueError(f"the classifier {classifier.name!r} gave {len(answers)} scores for {len(texts)} texts")
    for answer in answers:
        for category, score in answer.items():
            if category not in CATEGORIES or not 0.0 <= score <= 1.0:
                raise ValueError(f"the classifier {classifier.name!r} gave {category!r} the score {score!r}")
    return answers
