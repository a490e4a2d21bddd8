"""Turns a report into what renderers show: messages filled, places worked out in the file they came from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from compliance.places import place_of
from compliance.renderers.model import (
    BasisView,
    EditView,
    FindingView,
    LabelView,
    Region,
    RemarkView,
    ReportView,
    Seen,
    SkippedView,
    Source,
    SuggestionView,
    WaiverView,
)
from compliance.source import line_index

if TYPE_CHECKING:
    from compliance.article import Article, Span
    from compliance.finding import Edit, Finding, Label, Report, Skipped, Standing, Suggestion
    from compliance.renderers.messages import Messages

Spot = tuple[str, "str | None", int, int, Source, int, int, Region]


class _Places:
    """Works out places in one story and the sources supplied with it."""

    def spot(self, article: Article, span: Span) -> Spot:
        """Words, block, start, end, source, line, column and region of a stretch of a story."""
        lines = line_index(article.source.text)
        place = place_of(article, span)
        line, column = lines.line_column(place.file_start)
        end_line, end_column = lines.line_column(place.file_end)
        source = Source(place.pointer, place.start, place.end)
        columns = lines.utf8_column(place.file_start), lines.utf8_column(place.file_end)
        region = Region(place.file_start, place.file_end, end_line, end_column, *columns)
        block = article.block_at(span.start)
        return (
            article[span],
            block.id if block is not None else None,
            span.start,
            span.end,
            source,
            line,
            column,
            region,
        )


def see(report: Report, messages: Messages, *, with_text: bool = False, remarks: bool = False) -> Seen | None:
    """A report as renderers get it; ``None`` where its story could not be read.

    :param with_text: whether the story's text becomes part of the JSON form.
    :param remarks: whether it is asked what comments in the story say to the program.
    """
    article = report.article
    if article is None:
        return None
    view = view_of(article, report, messages, with_text=with_text)
    told_of = [
        label.article for finding in (*report.findings, *report.observed) for label in finding.labels if label.article
    ]
    sources = {_text_name(other): other.text for other in told_of}
    blocks = tuple((block.id, block.start, block.end) for block in article.blocks)
    told = article.metadata
    settled = tuple(report.standings.items())
    seen = Seen(view, article.text, blocks, sources, (), told.section, told.published_day, settled)
    return seen._replace(remarks=tuple(_remarks(article))) if remarks and article.remarks else seen


def view_of(article: Article, report: Report, messages: Messages, *, with_text: bool = False) -> ReportView:
    """What the output for programs says of a story.

    :param article: the report's own.
    :param with_text: whether the story's text becomes part of it.
    """
    places = _Places()
    return ReportView(
        file=report.file,
        item=report.item,
        verdict=report.verdict.value,
        findings=_findings(article, report.findings, messages, places),
        waived=tuple(_let_through(one, report) for one in _findings(article, report.waived, messages, places)),
        rules_run=report.rules_run,
        rules_skipped=_skipped(report.rules_skipped),
        text=article.text if with_text else None,
        observed=_findings(article, report.observed, messages, places) if report.observed else (),
    )


def _remarks(article: Article) -> Iterator[RemarkView]:
    from compliance.remarks import blocks_of

    lines = line_index(article.source.text)
    for remark, blocks in blocks_of(article):
        line, column = lines.line_column(article.source.offset(remark.pointer, remark.start))
        yield RemarkView(remark.text, line, column, tuple(sorted(blocks)))


@lru_cache(maxsize=256)
def _skipped(skipped: tuple[Skipped, ...]) -> tuple[SkippedView, ...]:
    """The same for the many stories that have the same rules to skip, so that it is sent and written once."""
    return tuple(SkippedView(one.rule, one.reason, one.undecided) for one in skipped)


def _findings(
    article: Article, findings: Iterable[Finding], messages: Messages, places: _Places
) -> tuple[FindingView, ...]:
    return tuple(_finding(article, finding, messages, places) for finding in in_order(findings))


def _let_through(finding: FindingView, report: Report) -> FindingView:
    """A waived finding with by whom and why, where that is known."""
    told: Standing | None = report.standings.get(finding.fingerprint)
    if told is None or not (told.by or told.reason):
        return finding
    by = (told.by,) if told.by else ()
    return finding._replace(waiver=WaiverView(by, told.role, told.reason, told.until))


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Findings in the order in which they are shown."""
    return sorted(findings, key=lambda f: (f.span.start, f.span.end, f.rule, f.variant or ""))


def _finding(article: Article, finding: Finding, messages: Messages, places: _Places) -> FindingView:
    rule, data = finding.rule, finding.data
    matched, block, start, end, source, line, column, region = places.spot(article, finding.span)
    return FindingView(
        rule=rule,
        variant=finding.variant,
        kind=finding.kind.value,
        severity=finding.severity.value,
        confidence=finding.confidence,
        message=messages.say(rule, finding.message, data),
        matched=matched,
        block=block,
        start=start,
        end=end,
        source=source,
        line=line,
        column=column,
        region=region,
        labels=tuple(_label(article, finding, label, messages, places) for label in finding.labels),
        notes=tuple(messages.say(rule, note, data) for note in finding.notes),
        suggestions=tuple(_suggestion(article, finding, s, messages, places) for s in finding.suggestions),
        basis=tuple(BasisView(basis.guide, basis.clause, basis.url) for basis in finding.basis),
        data=finding.data,
        fingerprint=finding.fingerprint,
    )


def _label(article: Article, finding: Finding, label: Label, messages: Messages, places: _Places) -> LabelView:
    text = messages.say(finding.rule, label.text, finding.data, opens=False)
    spot = places.spot(label.article or article, label.span)
    if label.article is None:
        return LabelView(text, *spot)
    return LabelView(text, *spot, file=label.article.name, text_name=_text_name(label.article))


def _text_name(article: Article) -> str:
    return article.name if article.item is None else f"{article.name}#{article.item}"


def _suggestion(
    article: Article, finding: Finding, suggestion: Suggestion, messages: Messages, places: _Places
) -> SuggestionView:
    title = messages.say(finding.rule, suggestion.title, finding.data)
    edits = tuple(_edit(article, edit, places) for edit in suggestion.edits)
    return SuggestionView(title, suggestion.safety.value, edits)


def _edit(article: Article, edit: Edit, places: _Places) -> EditView:
    return EditView(edit.text, *places.spot(article, edit.span))
