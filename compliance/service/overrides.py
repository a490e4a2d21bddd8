"""Decides whether an override counts again when the very same story comes, and what the journal keeps of each.

It counts while the story has the digest that it had, and nothing stands in its way that did not then: no other
finding, no finding that rests on another fact, no other rule that could not do its work, no graver verdict.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from compliance.service.decisions import Settled, graver, stops, undecided_rules
from compliance.service.store import Store
from compliance.service.store.journal import OVERRIDE
from compliance.service.types import Checked, Entry, Override, Person, StoredReport, new_id

AGAIN = "override_again"
"""The kind of the journal's lines which say that an override counted once more, for the same story."""
_KEPT = ("rule", "fingerprint", "facts")


def override_entry(stored: StoredReport) -> Entry | None:
    """The line of the journal for a report that was overridden; ``None`` for any other.

    :param stored: the report as it will be recorded; the line has all that was open in it.
    """
    told = stored.report.get("override")
    if not told:
        return None
    detail = {
        **told,
        "report_id": stored.id,
        "digest": stored.digest,
        "findings": [{name: found.get(name, "") for name in _KEPT} for found in stored.report["findings"]],
        "undecided": [one["rule"] for one in stored.report.get("rules_skipped", ()) if one["undecided"]],
    }
    kind, by = AGAIN if told["again"] else OVERRIDE, told["by"]["id"]
    return Entry(new_id("jrn"), stored.title, kind, stored.checked_at, by, stored.story_id, detail)


def counts_again(
    entry: Entry | None, checked: Checked, settled: Settled, observed: Collection[str] = ()
) -> Override | None:
    """The override of a story that comes again, where it counts; else ``None``.

    :param entry: the journal's line of the newest override of the story, made by somebody.
    :param settled: the story as it stands without it.
    :param observed: globs of rules that do not count.
    """
    if entry is None or checked.story_id is None or entry.detail.get("digest") != checked.digest:
        return None
    made = entry.detail
    covered = {_concern(found) for found in made["findings"]}
    concerns = {_concern(found) for found in settled.report["findings"] if stops(found, checked.gate)}
    undecided = undecided_rules(checked, observed)
    if concerns - covered or undecided - set(made["undecided"]) or graver(settled.verdict, made["verdict"]):
        return None
    by, at = made["by"], datetime.fromisoformat(made["at"])
    return Override(Person(**by), made["reason"], at, made_for=made["made_for"], again=True)


def withdrawal(store: Store, title: str, story_id: str | None, override: Mapping[str, Any] | None) -> Any:
    """Who withdrew an override, why and when, as JSON; ``None`` where there is none, or it still stands.

    :param override: as a report or a certificate has it.
    """
    if not override or story_id is None:
        return None
    entry = store.override_withdrawn(title, story_id, datetime.fromisoformat(override["at"]))
    return None if entry is None else {name: entry.detail[name] for name in ("by", "reason", "at")}


def _concern(found: Mapping[str, Any]) -> tuple[str, str]:
    return found["fingerprint"], found.get("facts", "")
