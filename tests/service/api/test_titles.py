"""What a title sets for its stories: their profile, who may look back, and whether their text is kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from compliance.errors import ComplianceError
from compliance.service.api.configured import configured
from compliance.service.store import Store
from compliance.service.workers.building import build_all
from compliance.service.workers.jobs import Recipe
from tests.service.api.conftest import running

HOUSE = """
[service.titles.site]
profile = "quiet.toml"
history = false
keep_text = true

[service.titles.agency]
profile = "wire"

[service.titles.second-site]
profile = "quiet.toml"
"""
QUIET = """
[rules]
"copy/placeholder" = "off"
"credits/missing" = { severity = "note", kind = "fail", waivable = 2 }
"""
STORY = {
    "id": "baths",
    "headline": "Baths to close",
    "body": ["The council voted on Monday to close the baths [TK], which were opened in 1911 and are said to leak."],
    "pictures": [{"file": "baths.jpg", "caption": "The baths of Karsholm on Monday."}],
}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Any, Store]]:
    """A client of a house with three titles, and its record."""
    folder = tmp_path_factory.mktemp("house")
    config = folder / "compliance.toml"
    config.write_text(HOUSE)
    (folder / "quiet.toml").write_text(QUIET)
    settings, access = configured(config)
    store = Store.open(str(folder / "record.db"))
    with running(settings, config=config, store=store, keys=folder, house=access) as client:
        yield client, store
    store.close()


def severity(report: dict[str, Any], rule: str) -> str | None:
    return next((one["severity"] for one in report["findings"] if one["rule"] == rule), None)


def asked(client: Any, title: str, **headers: str) -> dict[str, Any]:
    answer = client.post("/v1/check", json=STORY, headers={"x-test-title": title, **headers})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_a_story_is_checked_with_the_profile_of_its_title(house: tuple[Any, Store]) -> None:
    client, store = house
    reports = {title: asked(client, title) for title in ("daily", "site", "agency", "second-site")}
    found = {title: {one["rule"] for one in report["findings"]} for title, report in reports.items()}
    assert "copy/placeholder" in found["daily"]
    assert found["site"] == found["second-site"] == {"credits/missing"}
    missing = {title: severity(report, "credits/missing") for title, report in reports.items()}
    assert (missing["daily"], missing["agency"]) == ("warning", "error")
    versions = {title: store.report(title, report["report_id"]).versions for title, report in reports.items()}  # type: ignore[union-attr]
    assert [versions[title].get("profile") for title in reports] == [None, "quiet.toml", "wire", "quiet.toml"]
    digests = {versions[title]["configuration"] for title in ("daily", "site", "agency")}
    assert len(digests) == 3
    certified = reports["site"]["certificate"]["document"]["versions"]
    assert certified == dict(versions["site"])
    assert versions["second-site"]["configuration"] == certified["configuration"]


def test_the_list_of_rules_is_that_of_the_title(house: tuple[Any, Store]) -> None:
    client, _ = house

    def on(title: str) -> tuple[bool, str | None]:
        told = client.get("/v1/rules", headers={"x-test-title": title}).json()
        rules = {rule["name"]: rule["on"] for rule in told["rules"]}
        return rules["copy/placeholder"], told["versions"].get("profile")

    assert on("daily") == (True, None)
    assert on("site") == (False, "quiet.toml")
    assert on("agency") == (True, "wire")


def test_a_rule_is_listed_as_it_counts_for_the_title(house: tuple[Any, Store]) -> None:
    client, _ = house

    def told(title: str) -> tuple[str, str, int]:
        rules = client.get("/v1/rules", headers={"x-test-title": title}).json()["rules"]
        return next((r["severity"], r["kind"], r["waivable"]) for r in rules if r["name"] == "credits/missing")

    assert told("daily") == ("warning", "review", 1)
    assert told("agency") == ("error", "review", 1)
    assert told("site") == ("note", "fail", 2)


def test_a_batch_has_the_profile_too(house: tuple[Any, Store]) -> None:
    client, _ = house
    import json

    lines = "\n".join([json.dumps(STORY)] * 2)
    headers = {"x-test-title": "site", "content-type": "application/x-ndjson"}
    answer = client.post("/v1/check", content=lines, headers=headers)
    assert [len(json.loads(line)["findings"]) for line in answer.text.splitlines()] == [1, 1]


def test_a_title_keeps_text_where_the_house_does_not(house: tuple[Any, Store]) -> None:
    client, store = house
    kept = {title: store.story(title, asked(client, title)["report_id"]) for title in ("daily", "site")}
    assert kept["daily"] is None
    assert kept["site"] is not None
    assert kept["site"]["headline"] == ["Baths to close"]


def test_a_closed_history_opens_to_those_who_decide(house: tuple[Any, Store]) -> None:
    client, _ = house
    report_id = asked(client, "site")["report_id"]
    for path in (f"/v1/reports/{report_id}", "/v1/stories/baths/history"):
        closed = client.get(path, headers={"x-test-title": "site"})
        assert closed.status_code == 403
        assert closed.json()["detail"] == "the history of 'site' is closed to those who only check"
        for role in ("waive", "override", "admin"):
            opened = client.get(path, headers={"x-test-title": "site", "x-test-roles": role})
            assert opened.status_code == 200, (path, role)
    assert client.get("/v1/stories/baths/history").status_code == 200, "another title's is open"


def test_a_waiver_asks_for_as_many_people_as_the_titles_profile(tmp_path: Path) -> None:
    config = tmp_path / "compliance.toml"
    config.write_text('[service.titles.strict]\nprofile = "strict.toml"\n')
    (tmp_path / "strict.toml").write_text('[rules."copy/placeholder"]\nwaivable = 2\n')
    settings, access = configured(config)
    store = Store.open(str(tmp_path / "record.db"))
    with running(settings, config=config, store=store, house=access) as client:
        for title, counts in (("daily", True), ("strict", False)):
            report = asked(client, title)
            told = {
                "fingerprint": next(one["fingerprint"] for one in report["findings"]),
                "reason": "The figure comes at noon.",
                "until": "2099-01-01T00:00:00Z",
            }
            headers = {"x-test-title": title, "x-test-roles": "waive", "x-test-person": "ann"}
            waiver = client.post(f"/v1/reports/{report['report_id']}/waivers", json=told, headers=headers).json()
            assert waiver["counts"] is counts
    store.close()


def start(config: Path) -> None:
    """Start a service, and end it."""
    settings, access = configured(config)
    with running(settings, config=config, house=access):
        pass


@pytest.mark.parametrize(
    ("profile", "hint"), [("wbe", "did you mean 'web'?"), ("nowhere.toml", "one of: "), ("", "one of: ")]
)
def test_a_profile_that_does_not_exist_refuses_the_configuration(tmp_path: Path, profile: str, hint: str) -> None:
    config = tmp_path / "compliance.toml"
    config.write_text(f'gate = "warning"\n\n[service.titles.daily]\nhistory = true\nprofile = "{profile}"\n')
    with pytest.raises(ComplianceError) as refused:
        start(config)
    assert refused.value.where == f"{config}:5"
    assert refused.value.what.startswith("service.titles.daily.profile: ")
    if profile:
        assert f"there is no profile {profile!r}" in refused.value.what
        assert refused.value.hint.startswith(hint)


def test_checkers_of_the_same_packs_have_the_automaton_in_common(tmp_path: Path) -> None:
    config = tmp_path / "compliance.toml"
    config.write_text('[rules]\n"copy/spacing" = "off"\n')
    profiles = {"web": "site", "wire": "agency", "daily-gb": "gazette"}
    built = build_all(Recipe(str(config), profiles=profiles))
    assert list(built) == [None, "web", "wire", "daily-gb"]
    assert built["web"].context is built[None].context
    assert built["wire"].context is built[None].context
    assert built["daily-gb"].context is not built[None].context, "it has packs of its own"
    assert "general-en/loose-lose" in built["daily-gb"].plan("story").names
    assert "general-en/loose-lose" not in built["web"].plan("story").names
