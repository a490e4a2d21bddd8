"""The description against the service: every route, every example, and what is really answered, to the last key."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from starlette.routing import Route

from compliance.client.signing import sign
from compliance.service.api.app import routes
from compliance.service.api.openapi import document
from tests.service.api.house import House, open_house

DOCUMENT = document()
OPERATIONS = [(path, method, told) for path, methods in DOCUMENT["paths"].items() for method, told in methods.items()]
CHECK = DOCUMENT["paths"]["/v1/check"]["post"]
STORY = CHECK["requestBody"]["content"]["application/json"]["example"]


def closed(schema: Any) -> Any:
    """The schema with no key allowed that it does not name; ``allOf`` adds keys, so its parts stay open."""
    if isinstance(schema, list):
        return [closed(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    if "allOf" in schema:
        return {**schema, "unevaluatedProperties": False}
    inner = {key: closed(value) for key, value in schema.items()}
    named = schema.get("type") == "object" and "properties" in schema and "additionalProperties" not in schema
    return {**inner, "unevaluatedProperties": False} if named else inner


def closed_components() -> dict[str, Any]:
    """All schemas, each closed but that of a finding: one that was let through has a waiver beside the rest."""
    found = DOCUMENT["components"]["schemas"]
    return {"schemas": {**closed(found), "Finding": {**closed(found["Finding"]), "unevaluatedProperties": True}}}


def valid(value: Any, schema: Any) -> None:
    Draft202012Validator({**schema, "components": DOCUMENT["components"]}).validate(value)


def answered(answer: Any, path: str, method: str) -> Any:
    """The answer, where it is one that the description tells of, with every key that it has."""
    responses = DOCUMENT["paths"][path][method]["responses"]
    told = responses.get(str(answer.status_code), responses["default"])
    media = answer.headers["content-type"].partition(";")[0]
    schema = told["content"][media]["schema"]
    if media in ("text/plain", "application/x-ndjson"):
        return answer.text
    strict(answer.json(), schema)
    return answer.json()


def strict(value: Any, schema: Any) -> None:
    """Fail where a value is not as described, or has a key that is not."""
    whole = {**closed(schema), "components": closed_components()}
    errors = sorted(Draft202012Validator(whole).iter_errors(value), key=lambda error: error.json_path)
    assert not errors, [(error.json_path, error.message[:300]) for error in errors[:5]]
    for finding in value.get("findings", ()) if isinstance(value, dict) else ():
        if isinstance(finding, dict):
            assert set(finding) == set(DOCUMENT["components"]["schemas"]["Finding"]["properties"])


def test_every_route_is_described_and_nothing_else() -> None:
    found = {
        (route.path.replace(":path", ""), method.lower())
        for route in routes()
        if isinstance(route, Route)
        for method in route.methods or ()
        if method != "HEAD"
    }
    assert found == {(path, method) for path, method, _ in OPERATIONS}
    names = [told["operationId"] for _, _, told in OPERATIONS]
    assert len(set(names)) == len(names)


def test_a_request_may_be_signed_in_place_of_a_token() -> None:
    schemes = DOCUMENT["components"]["securitySchemes"]
    named = {name for _, _, told in OPERATIONS for one in told.get("security", DOCUMENT["security"]) for name in one}
    assert named == set(schemes) == {"token", "hook"}
    assert CHECK["security"] == [{"token": []}, {"hook": []}]
    headers = set(sign("a secret of sixteen", "m1", b"{}"))
    told = {parameter["name"] for parameter in CHECK["parameters"] if parameter["in"] == "header"}
    assert headers - told == {schemes["hook"]["name"]}


def test_every_schema_is_one_and_is_used() -> None:
    written = json.dumps(DOCUMENT)
    for name, schema in DOCUMENT["components"]["schemas"].items():
        Draft202012Validator.check_schema(schema)
        assert f'"#/components/schemas/{name}"' in written, f"{name} is nobody's"


@pytest.mark.parametrize("media", list(CHECK["requestBody"]["content"]))
def test_every_example_is_valid_and_answered_as_described(client: Any, media: str) -> None:
    told = CHECK["requestBody"]["content"][media]
    example = told["example"]
    valid(example, told["schema"])
    data = (example if isinstance(example, str) else json.dumps(example)).encode()
    for event in ("draft", "update"):
        answer = client.post(f"/v1/check?event={event}", content=data, headers={"content-type": media})
        assert answer.status_code == 200
        answered(answer, "/v1/check", "post")
        if media == "application/x-ndjson":
            for line in answer.text.splitlines():
                strict(json.loads(line), {"$ref": "#/components/schemas/Report"})


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder: Path = tmp_path_factory.mktemp("described")
    with open_house(folder, f"sqlite:///{folder}/record.db") as found:
        yield found


DATED = {
    "id": "dated",
    "headline": "Baths to close on Friday",
    "body": ["LONDON, April 18 - The council voted on Tuesday to close the the baths."],
    "published": "2023-04-18T09:00:00Z",
    "language": "en",
    "pictures": [
        {"file": "a.jpg", "caption": "The baths on April 16, 2024.", "credit": "Ana Ruiz/EFE", "alt": "A swimming pool"}
    ],
}


def test_each_answer_of_a_storys_life_is_as_described_to_the_last_key(house: House) -> None:
    """Held, waived by one person, overridden, updated, looked up: all that a report can hold stands in one."""
    token = house.token("admin")

    def ask(method: str, path: str, body: Any = None, person: str | None = None, **of: str) -> Any:
        address = path.format(**of) if of else path
        answer = house.ask(method, address, token, person=person, json=body)
        return answered(answer, path.partition("?")[0], method.lower())

    def waive(report: Any, number: int, person: str) -> Any:
        told = {"fingerprint": report["findings"][number]["fingerprint"], "reason": "It is one.", "until": LATER}
        return ask("POST", "/v1/reports/{id}/waivers", told, person, id=report["report_id"])

    report = ask("POST", "/v1/check", DATED)
    places = {one["rule"]: number for number, one in enumerate(report["findings"])}
    assert set(places) == {"copy/repeated", "dates/caption-mismatch"}
    assert report["findings"][places["dates/caption-mismatch"]]["labels"][0]["ranges"]
    assert report["findings"][places["copy/repeated"]]["suggestions"][0]["edits"][0]["ranges"]
    waiver = waive(report, places["dates/caption-mismatch"], "ana")
    waived = ask("POST", "/v1/check?event=update", DATED)
    assert waived["waived"][0]["waiver"]["id"] == waiver["waiver_id"]
    over = ask("POST", "/v1/reports/{id}/override", WHY, "bo", id=waived["report_id"])
    assert over["certificate"]["document"]["override"]["by"]["id"] == "bo"
    assert over["certificate"]["document"]["waived"][0]["waiver"]
    other = {**DATED, "pictures": [{**DATED["pictures"][0], "credit": "Ana Ruiz/AFP"}]}
    lapsed = ask("POST", "/v1/check?event=correct", other)
    assert lapsed["lapsed"]
    assert lapsed["changes"]["against"] == over["report_id"]
    assert lapsed["changes"]["changed"]
    ask("POST", "/v1/waivers/{id}/withdraw", WHY, "bo", id=waiver["waiver_id"])
    ask("GET", "/v1/reports/{id}", id=over["report_id"])
    assert len(ask("GET", "/v1/stories/{id}/history", id="dated")["reports"]) == 4
    ask("POST", "/v1/certificates/{id}/match", other, id=over["certificate"]["id"])
    assert ask("GET", "/v1/keys")["keys"][0]["kid"] == over["certificate"]["document"]["key_id"]
    for path in ("/v1/rules", "/livez", "/readyz", "/metrics", "/openapi.json"):
        ask("GET", path)
    ask("POST", "/v1/check", [DATED, {**DATED, "id": "second"}])


LATER = "2099-12-31T23:59:00Z"
WHY = {"reason": "It is as it is."}


def test_each_refusal_is_as_described(house: House) -> None:
    token = house.token("admin")
    made = {"id": "rpt_" + "0" * 26}
    for path, method, _ in OPERATIONS:
        if "{id}" in path or path == "/v1/check":
            answer = house.ask(method, path.format(**made), token, person="ana", content=b"{")
            assert answer.status_code >= 400 or method == "get", path
            answered(answer, path, method)
    assert answered(house.ask("GET", "/v1/stories/x/history?limit=many", token), "/v1/stories/{id}/history", "get")


def test_each_line_of_a_batch_is_as_described(house: House) -> None:
    lines = [json.dumps(STORY), "", '{"id": ', json.dumps({**STORY, "id": "a\x00b"}), "[]"]
    headers = {"content-type": "application/x-ndjson"}
    answer = house.ask("POST", "/v1/check", house.token("check"), content="\n".join(lines).encode(), headers=headers)
    found = [json.loads(line) for line in answer.text.splitlines()]
    for line in found:
        name = "BatchProblem" if "problem" in line else "Report"
        strict(line, {"$ref": f"#/components/schemas/{name}"})
    assert [one.get("line") for one in found] == [None, 3, 4, 5]
    item = CHECK["responses"]["200"]["content"]["application/x-ndjson"]["x-itemSchema"]
    assert item == {"$ref": "#/components/schemas/BatchLine"}


@pytest.mark.parametrize("path", [path for path, _, told in OPERATIONS if "Request" in json.dumps(told)])
def test_each_decisions_example_is_valid(path: str) -> None:
    told = DOCUMENT["paths"][path]["post"]["requestBody"]["content"]["application/json"]
    valid(told["example"], told["schema"])


def test_the_description_is_what_the_service_hands_out(client: Any) -> None:
    assert client.get("/openapi.json").json() == json.loads(json.dumps(DOCUMENT))
