from __future__ import annotations

import json
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode

from compliance.service.api.openapi import document

OPERATIONS = {found.ok().label: found.ok() for found in schemathesis.openapi.from_dict(document()).get_all_operations()}


# an operation without parameters or a body can be asked in one way only
WAYS = [
    (label, mode)
    for label, found in OPERATIONS.items()
    for mode in GenerationMode
    if mode is GenerationMode.POSITIVE or found.definition.raw.get("parameters")
]


@pytest.mark.parametrize(("label", "mode"), WAYS)
def test_whatever_the_description_allows_or_forbids_nothing_breaks(
    client: Any, label: str, mode: GenerationMode
) -> None:
    operation = OPERATIONS[label]

    @settings(
        max_examples=60 if "check" in label else 20,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: Any) -> None:
        told = case.as_transport_kwargs(base_url="http://testserver")
        request = client.build_request(
            told["method"],
            told["url"],
            params=told.get("params"),
            headers={str(key): str(value).encode("utf-8", "replace") for key, value in told.get("headers", {}).items()},
            content=_content(told),
        )
        answer = client.send(request)
        assert answer.status_code < 500, f"{case.method} {case.path} {told} {answer.text[:500]}"
        if answer.status_code >= 400:
            assert answer.headers["content-type"] == "application/problem+json"

    ask()


def _content(told: Any) -> bytes | None:
    if "json" in told:
        return json.dumps(told["json"]).encode()
    data = told.get("data")
    return data.encode("utf-8", "replace") if isinstance(data, str) else data
