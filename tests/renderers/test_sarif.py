import json
from pathlib import Path

import jsonschema
import pytest

from compliance.finding import Standing, Verdict


def _table(required: str, **parts: object) -> dict[str, object]:
    return {"type": "object", "required": required.split(), "properties": parts, "additionalProperties": False}


def _list(of: object) -> dict[str, object]:
    return {"type": "array", "items": of}


def _one_of(words: str) -> dict[str, object]:
    return {"enum": words.split()}


# SARIF 2.1.0 (OASIS), the objects and properties that the renderer writes, told in our own words
TEXT, NUMBER, LINE, LOOSE = {"type": "string"}, {"type": "integer", "minimum": 0}, {"minimum": 1}, {"type": "object"}
MESSAGE = _table("text", text=TEXT, markdown=TEXT)
LEVEL = _one_of("none note warning error")
REGION = _table(
    "startLine",
    startLine=LINE,
    startColumn=LINE,
    endLine=LINE,
    endColumn=LINE,
    charOffset=NUMBER,
    charLength=NUMBER,
    snippet=MESSAGE,
)
ARTIFACT = _table("uri", uri={"type": "string", "pattern": "^[^ ]+$"})
LOCATION = _table(
    "physicalLocation",
    id=NUMBER,
    physicalLocation=_table("artifactLocation", artifactLocation=ARTIFACT, region=REGION),
    logicalLocations=_list(_table("name", name=TEXT, fullyQualifiedName=TEXT)),
    message=MESSAGE,
)
REPLACEMENT = _table("deletedRegion", deletedRegion=REGION, insertedContent=MESSAGE)
CHANGE = _table("artifactLocation replacements", artifactLocation=ARTIFACT, replacements=_list(REPLACEMENT))
RESULT = _table(
    "message ruleId",
    ruleId=TEXT,
    ruleIndex=NUMBER,
    kind=_one_of("pass open informational notApplicable review fail"),
    level=LEVEL,
    message=MESSAGE,
    locations=_list(LOCATION),
    relatedLocations=_list(LOCATION),
    partialFingerprints={"additionalProperties": TEXT},
    fixes=_list(_table("artifactChanges", description=MESSAGE, artifactChanges=_list(CHANGE))),
    suppressions=_list(
        _table(
            "kind",
            kind=_one_of("inSource external"),
            status=_one_of("accepted underReview rejected"),
            justification=TEXT,
        )
    ),
    baselineState=_one_of("new unchanged updated absent"),
    properties=LOOSE,
)
RULE = _table(
    "id",
    id=TEXT,
    name=TEXT,
    shortDescription=MESSAGE,
    fullDescription=MESSAGE,
    help=MESSAGE,
    helpUri=TEXT,
    defaultConfiguration=_table("", level=LEVEL),
    properties=LOOSE,
)
NOTIFICATION = _table("message", level=LEVEL, message=MESSAGE, locations=_list(LOCATION))
RUN = _table(
    "tool",
    tool=_table("driver", driver=_table("name", name=TEXT, rules=_list(RULE), semanticVersion=TEXT)),
    columnKind=_one_of("utf16CodeUnits unicodeCodePoints"),
    invocations=_list(
        _table(
            "executionSuccessful",
            executionSuccessful={"type": "boolean"},
            toolExecutionNotifications=_list(NOTIFICATION),
        )
    ),
    results=_list(RESULT),
)
PARTS = _table("version runs", **{"$schema": TEXT}, version={"const": "2.1.0"}, runs=_list(RUN))

OFFICIAL = Path(__file__).parents[3] / "shared" / "corpora" / "standards" / "sarif" / "sarif-schema-2.1.0.json"


@pytest.fixture
def log(outcomes, rendered):
    return json.loads(rendered("sarif", outcomes()))


@pytest.mark.skipif(not OFFICIAL.exists(), reason="the official schema does not lie beside the checkout")
def test_the_log_is_valid_against_the_official_schema(log):
    schema = json.loads(OFFICIAL.read_text(encoding="utf-8"))
    jsonschema.validators.validator_for(schema)(schema).validate(log)


def test_the_log_has_the_parts_that_the_standard_names(log):
    jsonschema.Draft202012Validator(PARTS).validate(log)


def test_what_is_let_through_is_suppressed_and_says_by_whom(kit, seen, rendered):
    article = kit["story"]("One,  two and  three")
    first, second = (kit["spacing"].finding(kit["place"](article, words)) for words in ("  two", "  three"))
    report = kit["report"](article, [first, second], Verdict.HOLD)
    open_, waived = report.findings
    standings = {
        open_.fingerprint: Standing(baseline="unchanged"),
        waived.fingerprint: Standing("new", "Ada", "the agency's own spacing", "2026-12-31"),
    }
    told = seen(report._replace(findings=(open_,), waived=(waived,), standings=standings))
    log = json.loads(rendered("sarif", [told]))
    jsonschema.Draft202012Validator(PARTS).validate(log)
    still, gone = log["runs"][0]["results"]
    assert (still["baselineState"], "suppressions" in still) == ("unchanged", False)
    justification = "waived by Ada until 31 December 2026: the agency's own spacing"
    assert gone["suppressions"] == [{"kind": "external", "status": "accepted", "justification": justification}]
    assert gone["baselineState"] == "new"
    page = rendered("html", [told])
    assert "waived by Ada until 31 December 2026: the agency&#39;s own spacing" in page


def test_kind_says_wrong_or_to_decide_and_a_review_has_no_level(log):
    results = log["runs"][0]["results"]
    assert [(r["kind"], r["level"], r["properties"]["severity"]) for r in results] == [
        ("fail", "error", "error"),
        ("fail", "note", "note"),
        ("review", "none", "warning"),
    ]


def test_results_point_to_their_rules_and_places(log):
    run = log["runs"][0]
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["partialFingerprints"]["compliance/v1"]
    physical = run["results"][2]["locations"][0]["physicalLocation"]
    assert physical["artifactLocation"]["uri"] == "naval%20visit.txt"
    assert physical["region"] == {
        "startLine": 7,
        "startColumn": 41,
        "endLine": 7,
        "endColumn": 54,
        "charOffset": 377,
        "charLength": 13,
        "snippet": {"text": "16 April 2023"},
    }


def test_labels_are_related_locations(log):
    related = log["runs"][0]["results"][2]["relatedLocations"]
    assert [one["message"]["text"] for one in related] == ["the day the story reports"]
    assert related[0]["physicalLocation"]["region"]["startLine"] == 5


def test_edits_are_fixes_and_mere_advice_is_not(log):
    truncated, spacing, mismatch = log["runs"][0]["results"]
    assert "fixes" not in truncated
    assert spacing["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"] == " "
    assert [fix["description"]["text"] for fix in mismatch["fixes"]] == ["Date the caption 18 April 2023"]


def test_what_could_not_be_read_is_a_failed_invocation(log):
    invocation = log["runs"][0]["invocations"][0]
    assert invocation["executionSuccessful"] is False
    assert "binary" in invocation["toolExecutionNotifications"][0]["message"]["text"]
