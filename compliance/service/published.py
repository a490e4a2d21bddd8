"""The version of a story that readers have, as the record keeps it, and how it is read again.

Its canonical fields are there where the house keeps story text. They are no story of any format any more; read again
they say what rules that hold two versions against each other ask: headline, standfirst, body, captions.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from compliance.needs import NOTHING
from compliance.record import Record
from compliance.rule import Need
from compliance.service.types import Checked

UNKEPT = "the record keeps no text of the version that is published (keep_text)"


class Published(Record):
    """What readers have.

    :param report_id: of the check with which it went out.
    :param fields: its canonical fields; empty where the record has no text of it.
    """

    report_id: str
    fields: Mapping[str, Any] = {}


def story_of(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Canonical fields as a story in the product's own form."""
    told: dict[str, Any] = {name: fields[name][0] for name in ("headline", "standfirst") if fields.get(name)}
    told["body"] = [{"type": "paragraph", "text": text} for text in fields.get("body", ())]
    captions = (picture.get("caption") for picture in fields.get("pictures", ()))
    told["pictures"] = [{"caption": caption} for caption in captions if caption]
    if fields.get("language"):
        told["language"] = fields["language"]
    return {name: value for name, value in told.items() if value}


def unkept(checked: Checked) -> Checked:
    """What a worker answers, with the rules named that would have asked for the published version."""
    waited = NOTHING[Need.PREVIOUS]
    names = [one["rule"] for one in checked.report.get("rules_skipped", ()) if one["reason"] == waited]
    return checked._replace(unchecked=[*checked.unchecked, *({"what": name, "reason": UNKEPT} for name in names)])
