import json

import jsonschema

from compliance.finding import Verdict
from compliance.renderers.json import schema

FINDING = {
    "rule",
    "variant",
    "kind",
    "severity",
    "confidence",
    "message",
    "matched",
    "block",
    "start",
    "end",
    "source",
    "line",
    "column",
    "labels",
    "notes",
    "suggestions",
    "basis",
    "data",
    "fingerprint",
}
PLACE = {"matched", "block", "start", "end", "source", "line", "column"}


def test_the_document_has_the_published_form(outcomes, rendered):
    document = json.loads(rendered("json", outcomes()))
    jsonschema.validate(document, schema())
    assert document.keys() == {"schema_version", "reports", "errors"}
    first, second = document["reports"]
    assert first.keys() == {"file", "item", "verdict", "findings", "waived", "rules_run", "rules_skipped"}
    assert (first["verdict"], second["verdict"]) == ("hold", "publish")
    assert second["rules_skipped"][0]["undecided"] is True
    assert document["errors"][0]["file"] == "picture.png"


def test_every_place_is_carried_the_same_way(outcomes, rendered):
    findings = json.loads(rendered("json", outcomes()))["reports"][0]["findings"]
    assert [finding["rule"] for finding in findings] == ["captions/truncated", "copy/spacing", "dates/caption-mismatch"]
    assert all(finding.keys() == FINDING for finding in findings)
    mismatch = findings[2]
    label, edit = mismatch["labels"][0], mismatch["suggestions"][0]["edits"][0]
    assert label.keys() == PLACE | {"text", "file"}
    assert edit.keys() == PLACE | {"text"}
    assert (label["matched"], label["line"], label["column"]) == ("Tuesday 18 April", 5, 36)
    assert edit["source"] == mismatch["source"] == {"pointer": "", "start": mismatch["start"], "end": mismatch["end"]}
    assert mismatch["data"] == {"caption": "2023-04-16", "story": "2023-04-18"}


def test_the_text_comes_only_where_asked_for(seen, rendered):
    with_text = json.loads(rendered("json", [seen(with_text=True)]))["reports"][0]
    assert with_text["text"][with_text["findings"][0]["start"] :].startswith("Gen.")
    assert "text" not in json.loads(rendered("json", [seen()]))["reports"][0]


def test_an_empty_run_is_still_a_document(rendered):
    assert json.loads(rendered("json", [])) == {"schema_version": "1.0", "reports": [], "errors": []}


def test_half_a_surrogate_pair_stays_valid_json(kit, seen, rendered):
    article = kit["story"]("Bad \ud800  text", name="a.json")
    found = kit["spacing"].finding(kit["place"](article, "\ud800  "))
    text = rendered("json", [seen(kit["report"](article, [found], Verdict.HOLD))])
    written = text.encode("utf-8", "backslashreplace")
    assert json.loads(written)["reports"][0]["findings"][0]["matched"] == "\ud800  "
