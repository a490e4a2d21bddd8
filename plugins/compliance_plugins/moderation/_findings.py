"""Makes findings of what moderation found: how grave each is follows from how sure it is."""

from __future__ import annotations

from collections.abc import Iterator

from compliance.article import Article, Span
from compliance.finding import Finding, Severity
from compliance.rule import Rule
from compliance_plugins.moderation._acts import moderated
from compliance_plugins.moderation._options import Options

CERTAIN, LIKELY = 0.85, 0.6


def severity_of(score: float) -> Severity:
    """Error where it is certain, warning where it is likely, else a note."""
    if score >= CERTAIN:
        return Severity.ERROR
    return Severity.WARNING if score >= LIKELY else Severity.NOTE


def findings(rule: Rule, article: Article, options: Options) -> Iterator[Finding]:
    """The findings of a rule: what was found of the kind that it is named after."""
    kind = rule.name.partition("/")[2]
    for one in article.get(moderated):
        if one.kind != kind or float(one.data.get("classifier_score", 1)) < options.classifier:
            continue
        span = Span(one.start, one.end)
        data = {"words": article[span], "score": one.score, "reason": one.reason, **one.data}
        severity = severity_of(one.score)
        yield rule.finding(span, message=one.reason, data=data, severity=severity, confidence=one.score)
