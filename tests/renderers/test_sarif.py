import json
from pathlib import Path

import jsonschema
import pytest

OFFICIAL = Path(__file__).parents[3] / "shared" / "corpora" / "standards" / "sarif" / "sarif-schema-2.1.0.json"


@pytest.fixture
def log(outcomes, rendered):
    return json.loads(rendered("sarif", outcomes()))


@pytest.mark.skipif(not OFFICIAL.exists(), reason="the official schema does not lie beside the checkout")
def test_the_log_is_valid_against_the_official_schema(log):
    schema = json.loads(OFFICIAL.read_text(encoding="utf-8"))
    jsonschema.validators.validator_for(schema)(schema).validate(log)


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
