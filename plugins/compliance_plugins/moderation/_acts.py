"""Says what moderation finds in a story: in its own words, and in what readers wrote."""

from __future__ import annotations

from compliance.article import Article
from compliance_plugins.moderation._act import Act
from compliance_plugins.moderation._reading import has_comments, is_comment, told_by_words
from compliance_plugins.moderation._story import story_acts


def moderated(article: Article) -> tuple[Act, ...]:
    """What is found in a story and in readers' comments, in order, of each kind at most one a sentence."""
    own = () if is_comment(article) else story_acts(article)
    return (*own, *_of_readers(article)) if has_comments(article) else own


def _of_readers(article: Article) -> tuple[Act, ...]:
    found = article.get(told_by_words).acts
    if not article.context.classifiers:
        return found
    from compliance_plugins.moderation._classified import classified

    return tuple(sorted((*found, *classified(article)), key=lambda one: one.start))
