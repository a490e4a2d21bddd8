"""A replay as a page: what it came to, how often each rule speaks, and the stories whose verdict changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from compliance.renderers.html.escaping import element, shown
from compliance.renderers.html.head import FOOT, head
from compliance.renderers.replayed.markdown import told_of
from compliance.renderers.replayed.text import samples_of
from compliance.renderers.words import words

if TYPE_CHECKING:
    from compliance.renderers import Look
    from compliance.renderers.replay_model import Brief, Change, RuleChange, Summary
    from compliance.renderers.words import Words


def render(
    names: tuple[str, str], changes: Iterable[Change], summary: Callable[[], Summary], look: Look
) -> Iterator[str]:
    """The page; parameters as in :func:`compliance.renderers.replayed.render`."""
    spoken = words(look.language)
    stories = [_change(change, spoken) for change in changes]
    end = summary()
    yield head(spoken.texts["replay"], look.language)
    yield f"<h1>{shown(spoken.texts['replay'])}</h1>\n{element('p', shown(told_of(end, spoken)), ['tally'])}\n"
    yield element("p", f"<bdi>{shown(names[0])}</bdi> ↔ <bdi>{shown(names[1])}</bdi>", ["small"]) + "\n"
    if end.unmatched:
        yield element("p", shown(spoken.number(spoken.texts["unmatched"], end.unmatched))) + "\n"
    for error in end.errors:
        yield element("p", shown(f"{spoken.verdict['unread']}: {error.file}: {error.message}")) + "\n"
    yield _rules(end, spoken)
    yield from stories
    yield FOOT


def _rules(end: Summary, spoken: Words) -> str:
    said = spoken.texts
    rows = "".join(_rule(one) for one in end.rules if one.new or one.gone)
    if not rows:
        return ""
    names = (said["rule"], said["before"], said["after"], said["new"], said["gone"])
    heads = "".join(f'<th scope="col">{shown(name)}</th>' for name in names)
    body = f"<thead><tr>{heads}</tr></thead><tbody>\n{rows}</tbody>"
    return f'<div class="scroll" tabindex="0"><table class="figures">{body}</table></div>\n'


def _rule(one: RuleChange) -> str:
    figures = "".join(f"<td>{n:,}</td>" for n in (one.before, one.after, one.new, one.gone))
    rows = "".join(f"<li>{sign} <bdi>{shown(sample)}</bdi></li>" for sign, sample in samples_of(one))
    samples = f'<tr class="samples"><td colspan="5"><ul>{rows}</ul></td></tr>\n' if rows else ""
    return f'<tr><th scope="row"><bdi>{shown(one.rule)}</bdi></th>{figures}</tr>\n{samples}'


def _change(change: Change, spoken: Words) -> str:
    name = change.file if change.item is None else f"{change.file}#{change.item}"
    before, after = (spoken.verdict.get(verdict, verdict) for verdict in (change.before, change.after))
    verdict = f'<span class="verdict {change.after}">{shown(after)}</span>'
    title = f"<h2><bdi>{shown(name)}</bdi> {shown(before)} → {verdict}</h2>"
    rows = [_brief("ins", one, spoken) for one in change.added] + [_brief("del", one, spoken) for one in change.removed]
    if change.not_run:
        rows.append(f"<li>{shown(spoken.texts['not_run'])}: <code>{shown(', '.join(change.not_run))}</code></li>")
    return f'<article class="story {change.after}">{title}{element("ul", "".join(rows))}</article>\n'


def _brief(tag: str, one: Brief, spoken: Words) -> str:
    severity = spoken.severity.get(one.severity, one.severity)
    told = element(tag, shown(f"{severity}: {one.message}"))
    return f'<li>{told} <span class="small"><code>{shown(one.rule)}</code> {one.line}</span></li>'
