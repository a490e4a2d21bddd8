"""What the desk page learns of a check: a story that somebody must look at, or that may go out after all."""

from __future__ import annotations

from compliance.service.desk.looking import Copy
from compliance.service.store.desk_rows import Arrival, Version
from compliance.service.types import Checked, StoredReport, new_id


def arrival_of(stored: StoredReport, checked: Checked, copy: Copy, *, keep: bool, observed: tuple[str, ...]) -> Arrival:
    """A recorded check as the desk's queue takes it.

    :param copy: what the sender sent.
    :param keep: whether its bytes are kept on disk.
    :param observed: globs of the rules whose findings never count.
    """
    version = Version(
        id=stored.id,
        name=copy.name,
        told=copy.told,
        media=copy.media,
        item=copy.item,
        now=copy.now,
        checked=checked,
        data=copy.data if keep else None,
    )
    return Arrival(
        title=stored.title,
        story_id=stored.story_id,
        desk_id=stored.id if stored.story_id is None else new_id("sty"),
        headline=checked.headline,
        verdict=stored.verdict,
        at=stored.checked_at,
        version=version,
        event=stored.event,
        report_id=stored.id,
        deadline=checked.goes_out,
        override=stored.report["override"],
        observed=observed,
    )
