from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from starlette.routing import Route

from compliance.service.api.app import routes
from compliance.service.api.openapi import document

DOCUMENT = document()
OPERATIONS = [(path, method, told) for path, methods in DOCUMENT["paths"].items() for method, told in methods.items()]


def valid(value: Any, schema: Any) -> None:
    Draft202012Validator({**schema, "components": DOCUMENT["components"]}).validate(value)


def answered(answer: Any, path: str, method: str) -> None:
    """Fail where an answer is none that the description tells of."""
    responses = DOCUMENT["paths"][path][method]["responses"]
    told = responses.get(str(answer.status_code), responses["default"])
    media = answer.headers["content-type"].partition(";")[0]
    schema = told["content"][media]["schema"]
    if media in ("application/json", "application/problem+json"):
        valid(answer.json(), schema)


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


@pytest.mark.parametrize("media", list(DOCUMENT["paths"]["/v1/check"]["post"]["requestBody"]["content"]))
def test_every_example_is_valid_and_answered_as_described(client: Any, media: str) -> None:
    told = DOCUMENT["paths"]["/v1/check"]["post"]["requestBody"]["content"][media]
    example = told["example"]
    valid(example, told["schema"])
    data = (example if isinstance(example, str) else json.dumps(example)).encode()
    for event in ("draft", "update"):
        answer = client.post(f"/v1/check?event={event}", content=data, headers={"content-type": media})
        assert answer.status_code == 200
        answered(answer, "/v1/check", "post")
        if media == "application/x-ndjson":
            for line in answer.text.splitlines():
                valid(json.loads(line), {"$ref": "#/components/schemas/Report"})


def test_real_answers_are_as_described(client: Any) -> None:
    story = DOCUMENT["paths"]["/v1/check"]["post"]["requestBody"]["content"]["application/json"]["example"]
    report = client.post("/v1/check", json=story).json()
    for path in ("/v1/rules", "/livez", "/readyz", "/metrics", "/openapi.json"):
        answered(client.get(path), path, "get")
    answered(client.get(f"/v1/reports/{report['report_id']}"), "/v1/reports/{id}", "get")
    answered(client.get("/v1/reports/none"), "/v1/reports/{id}", "get")
    answered(client.get(f"/v1/stories/{story['id']}/history"), "/v1/stories/{id}/history", "get")
    answered(client.get("/v1/stories/x/history?limit=many"), "/v1/stories/{id}/history", "get")
    answered(client.post("/v1/check", json=[story, story]), "/v1/check", "post")
    answered(client.post("/v1/check", content=b"{"), "/v1/check", "post")
    assert client.get("/openapi.json").json() == json.loads(json.dumps(DOCUMENT))
