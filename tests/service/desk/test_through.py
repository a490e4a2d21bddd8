"""From the CMS through the desk and back: one record, whichever way a story and a decision come."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from starlette.testclient import TestClient

from compliance.service.access.settings import AccessSettings, Hook
from compliance.service.api.app import create_app
from compliance.service.api.state import State
from compliance.service.desk.asking import Desk
from compliance.service.desk.looking import Remembering
from compliance.service.desk.pool_looker import PoolLooker
from compliance.service.desk.routes import routes
from compliance.service.settings import Settings
from compliance.service.signing import SigningKey
from compliance.service.store import Store
from compliance.service.store.outbox import all_messages
from tests.patience import ROOM
from tests.service.api.conftest import Everybody
from tests.service.desk.conftest import OpenDoor

CONFIG = '[rules."copy/placeholder"]\nwaivable = 2\n'
UNTIL = "2099-01-01T00:00"


def story(name: str, **but: Any) -> dict[str, Any]:
    body = "The council voted on Monday to close [TK] the baths."
    return {"id": name, "headline": f"Baths to close: {name}", "body": body, "language": "en", **but}


class House:
    """A running service, its CMS, and the people at its desk."""

    def __init__(self, client: Any, store: Store) -> None:
        self.client, self.store = client, store

    def sends(self, told: Any, event: str = "publish", **headers: str) -> Any:
        answer = self.client.post(f"/v1/check?event={event}", json=told, headers=headers)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def sees(self, where: str = "/desk", who: str = "Ada") -> str:
        answer = self.client.get(where, headers={"cookie": f"who={who}", "accept-language": "en"})
        assert answer.status_code == 200, answer.text
        return str(answer.text)

    def does(self, where: str, who: str = "Ada", **fields: str) -> Any:
        data, headers = {"csrf": f"word-of-{who}", **fields}, {"cookie": f"who={who}", "accept-language": "en"}
        answer = self.client.post(where, data=data, headers=headers, follow_redirects=False)
        return answer if answer.status_code != 303 else self.client.get(answer.headers["location"], headers=headers)

    def page(self, name: str) -> str:
        """The address of a story in the queue."""
        found = re.findall(r'<a href="(/desk/stories/[^"]+)"><bdi>([^<]*)</bdi>', self.sees())
        return next(where for where, headline in found if headline.endswith(name))

    def queued(self, name: str) -> bool:
        return f"Baths to close: {name}<" in self.sees()


def told_of(store: Store, name: str) -> list[tuple[str, Any]]:
    """The webhooks of a story: the kind of each, and its verdict or whether the waiver counts."""
    with store.reading() as connection:
        found = [json.loads(one.body) for one in all_messages(connection, "daily") if one.story_id == name]
    return [(one["type"], one["data"].get("verdict", one["data"].get("counts"))) for one in found]


def fingerprint(page: str) -> str:
    return html.unescape(re.findall(r'name="finding" value="([^"]+)"', page)[0])


@pytest.fixture(scope="module", params=[False, True], ids=["text-in-memory", "text-kept"])
def house(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("house")
    (folder / "compliance.toml").write_text(CONFIG)
    store = Store.open(str(folder / "record.db"))
    settings = Settings(story_seconds=ROOM, requests_per_minute=1_000_000, burst=100_000, keep_text=request.param)
    key = SigningKey.at(folder / "signing.key")
    # nobody answers there: what is told stays in the record, where the test sees it
    cms = Hook("cms", "daily", "what both sides know", "https://127.0.0.1:1/", private=True)
    house = AccessSettings(hooks={"cms": cms})
    state = State(folder / "compliance.toml", settings, 1, Everybody(), store, key, house)
    desk = Desk(
        state, Remembering(PoolLooker(lambda: state.workers, state.profile, store.published_before)), OpenDoor("daily")
    )
    with TestClient(create_app(state, routes(desk)), raise_server_exceptions=False) as client:
        yield House(client, store)
    store.close()


def test_a_held_story_is_let_through_at_the_desk_and_then_published(house: House) -> None:
    assert house.sends(story("one"))["verdict"] == "hold"
    page = house.page("one")
    shown = house.sees(page)
    assert ">[TK]</mark>" in shown
    assert "to be published" in shown
    what = {"finding": fingerprint(shown)}
    first = house.does(f"{page}/waive", **what, reason="It is a name.", until=UNTIL)
    assert "Another person must agree" in first.text
    assert house.sends(story("one"))["verdict"] == "hold", "one person is not two"
    assert "Your own reason, if you have another" in house.sees(page, "Bo")
    second = house.does(f"{page}/waive", "Bo", **what, reason="The clerk <confirmed> it.")
    assert "Nothing to fix." in second.text
    assert "<bdi>Bo</bdi>: <bdi>The clerk &lt;confirmed&gt; it.</bdi>" in second.text
    answer = house.sends(story("one"))
    assert answer["verdict"] == "publish"
    (waived,) = answer["waived"]
    said = [("Ada", "It is a name."), ("Bo", "The clerk <confirmed> it.")]
    assert [(person["id"], person["reason"]) for person in waived["waiver"]["by"]] == said
    reviewers = answer["certificate"]["document"]["reviewed_by"]
    assert [person["id"] for person in reviewers] == ["Ada", "Bo"]
    queue = house.sees()
    assert queue.index("May go out") < queue.index("Baths to close: one<")
    assert "Nothing stands in the way" in house.sees(page)
    assert ">[TK]</mark>" not in house.sees(page)


def test_what_is_decided_at_the_desk_is_told_by_webhook(house: House) -> None:
    house.sends(story("heard"))
    page = house.page("heard")
    what = {"finding": fingerprint(house.sees(page))}
    house.does(f"{page}/waive", **what, reason="It is a name.", until=UNTIL)
    house.does(f"{page}/waive", "Bo", **what)
    held, first, second = told_of(house.store, "heard")
    assert (held, first, second) == (("report.ready", "hold"), ("story.waived", False), ("story.waived", True))
    house.sends(story("pressed"))
    house.does(f"{house.page('pressed')}/override", "Chief Cleo", reason="It must go out now.")
    overridden = [("report.ready", "publish"), ("story.overridden", "publish")]
    assert sorted(told_of(house.store, "pressed")) == [("report.ready", "hold"), *overridden]
    house.sends(story("pressed"))
    assert sorted(told_of(house.store, "pressed")[3:]) == overridden, "it is told each time that it counts"


def test_what_is_waived_over_http_shows_at_the_desk(house: House) -> None:
    report = house.sends(story("two"))
    (finding,) = report["findings"]
    told = {"fingerprint": finding["fingerprint"], "reason": "The mayor says so.", "until": f"{UNTIL}:00Z"}
    for person in ("ana", "ben"):
        headers = {"x-test-roles": "waive", "x-test-person": person}
        where = f"/v1/reports/{report['report_id']}/waivers"
        assert house.client.post(where, json=told, headers=headers).status_code == 201
    shown = house.sees(house.page("two"))
    assert "<bdi>Ana</bdi>, <bdi>Ben</bdi>" in shown
    assert "The mayor says so." in shown
    assert house.sees().index("May go out") < house.sees().index("Baths to close: two<")


def test_a_waiver_that_is_withdrawn_counts_no_longer(house: House) -> None:
    house.sends(story("withdrawn"))
    page = house.page("withdrawn")
    what = {"finding": fingerprint(house.sees(page))}
    house.does(f"{page}/waive", **what, reason="It is a name.", until=UNTIL)
    shown = house.does(f"{page}/waive", "Bo", **what).text
    waiver = re.findall(r'name="waiver" value="([^"]+)"', shown)[0]
    assert "It counts again" in house.does(f"{page}/withdraw", waiver=waiver).text
    assert house.sends(story("withdrawn"))["verdict"] == "hold"
    assert "let through no longer" in house.does(f"{page}/withdraw", waiver=waiver).text
    assert [kind for kind, _ in told_of(house.store, "withdrawn")].count("story.waiver_withdrawn") == 1


def test_a_changed_fact_ends_a_waiver_and_the_page_says_whose(house: House) -> None:
    picture = {"file": "a.jpg", "caption": "The baths [TK]", "credit": "EFE"}
    told = story("changed", pictures=[picture], body="The council voted.")
    house.sends(told)
    page = house.page("changed")
    shown = house.sees(page)
    (block,) = (one for one in shown.split('<article class="finding')[1:] if "<code>copy/placeholder" in one)
    what = {"finding": html.unescape(re.findall(r'name="finding" value="([^"]+)"', block)[0])}
    house.does(f"{page}/waive", **what, reason="It is a name.", until=UNTIL)
    house.does(f"{page}/waive", "Bo", **what)
    picture["file"] = "another.jpg"
    house.sends(told, "update")
    shown = house.sees(page)
    assert "Ada let it through, and a fact has changed since" in shown
    assert "It is a name." in shown


def test_somebody_answers_for_a_held_story(house: House) -> None:
    report = house.sends(story("overridden"))
    page = house.page("overridden")
    assert "Publish all the same" not in house.sees(page)
    assert house.does(f"{page}/override", reason="x").status_code == 403
    assert "Publish all the same" in house.sees(page, "Chief Cleo")
    assert "reason is missing" in house.does(f"{page}/override", "Chief Cleo").text
    done = house.does(f"{page}/override", "Chief Cleo", reason="It cannot wait.").text
    assert "Chief Cleo answers for it" in done
    newest = house.store.history("daily", "overridden")[0]
    assert (newest.verdict, newest.report["overrides"]) == ("publish", report["report_id"])
    assert newest.report["certificate"]["document"]["override"]["reason"] == "It cannot wait."
    assert house.store.journal("daily", kind="override", story_id="overridden")[0].by == "Chief Cleo"
    assert house.does(f"{page}/override", "Chief Cleo", reason="Again.").status_code == 400
    again = house.sends(story("overridden"))
    assert (again["verdict"], again["override"]["made_for"]) == ("publish", report["report_id"])
    assert "Chief Cleo answered for this very story before, and still does" in house.sees(page)
    assert "It cannot wait." in house.sees(page)
    spanish = {"cookie": "who=Ada", "accept-language": "es"}
    assert "Chief Cleo ya respondió de esta misma noticia" in house.client.get(page, headers=spanish).text
    assert "Publish all the same" not in house.sees(page, "Chief Cleo")
    assert house.sends(story("overridden", body="The council [TK] did not vote."))["verdict"] == "hold"
    assert "answered for" not in house.sees(page)
    assert "Publish all the same" in house.sees(page, "Chief Cleo")


def test_drafts_and_what_may_go_out_never_come_and_what_is_killed_goes(house: House) -> None:
    house.sends(story("draft"), "draft")
    house.sends(story("clean", body="The council voted on Monday."))
    house.sends(story("observed"), **{"x-test-caller": "tok_observer"})
    house.sends(story("killed"))
    assert house.queued("killed")
    house.sends(story("killed"), "kill")
    assert [house.queued(name) for name in ("draft", "clean", "observed", "killed")] == [False] * 4


def test_what_is_mended_may_go_out_and_is_put_away(house: House) -> None:
    house.sends(story("mended"))
    page = house.page("mended")
    house.sends(story("mended", body="The council voted on Monday to close the baths."), "update")
    shown = house.sees(page)
    assert "Nothing stands in the way" in shown
    assert "close the baths." in shown
    assert "gone" in shown
    house.does(f"{page}/back", reason="Ask the town hall.")
    house.does(f"{page}/away")
    away, back = house.store.journal("daily", story_id="mended")
    assert [(line.kind, line.by) for line in (back, away)] == [("sent_back", "Ada"), ("put_away", "Ada")]
    assert not house.queued("mended")
    assert house.client.get(page, headers={"cookie": "who=Ada"}).status_code == 404


def test_when_a_story_goes_out_is_its_deadline(house: House) -> None:
    soon = datetime.now(UTC).replace(microsecond=0) + timedelta(hours=3)
    house.sends(story("planned", published=soon.isoformat()))
    assert f'datetime="{soon:%Y-%m-%dT%H:%M:%SZ}"' in house.sees(house.page("planned"))


def test_several_stories_of_one_body_come_one_by_one(house: House) -> None:
    lines = "\n".join(f'{{"headline": "Baths to close: {name}", "body": "[TK]", "id": "{name}"}}' for name in "xy")
    media = {"content-type": "application/x-ndjson"}
    answer = house.client.post("/v1/check?event=publish", content=lines.encode(), headers=media)
    assert answer.text.count('"verdict":"hold"') == 2
    for name in "xy":
        assert f"Baths to close: {name}" in house.sees(house.page(name))
        assert ">[TK]</mark>" in house.sees(house.page(name))


def test_a_story_without_an_id_is_shown_and_cannot_be_let_through(house: House) -> None:
    told = story("nameless")
    del told["id"]
    house.sends(told)
    page = house.page("nameless")
    shown = house.sees(page)
    assert "came without an id" in shown
    what = re.findall(r'/alarm">.*?name="finding" value="([^"]+)"', shown)[0]
    refused = house.does(f"{page}/waive", finding=html.unescape(what), reason="x", until=UNTIL)
    assert refused.status_code == 400
    assert "without an id" in refused.text


def test_a_repeated_request_is_one_version(house: House) -> None:
    for _ in range(2):
        house.sends(story("again"), **{"idempotency-key": "again-1"})
    assert "first version" in house.sees(house.page("again"))


def test_wrong_alarms_are_counted_for_the_title_and_for_prometheus(house: House) -> None:
    house.sends(story("alarm"))
    page = house.page("alarm")
    for _ in range(2):
        house.does(f"{page}/alarm", finding=fingerprint(house.sees(page)))
    assert re.search(r'copy/placeholder</code></th><td class="n">1<', house.sees("/desk/numbers"))
    rules = {rule["name"]: rule for rule in house.client.get("/v1/rules").json()["rules"]}
    assert rules["copy/placeholder"]["wrong_alarms"] == 1
    assert 'compliance_wrong_alarms_total{rule="copy/placeholder"} 1.0' in house.client.get("/metrics").text


def test_text_is_on_disk_only_where_the_house_says_so(house: House, request: pytest.FixtureRequest) -> None:
    house.sends(story("kept"))
    kept = {row["data"] is not None for row in house.store.export("daily") if row["row"] == "desk_version"}
    assert kept == {"text-kept" in request.node.callspec.id}


@pytest.mark.parametrize("headline", ["Half \ud800 a sign", "Nothing \0 at all", "x" * 5000, ""])
def test_a_hostile_headline_gets_its_verdict_and_its_line(house: House, headline: str) -> None:
    told = {"id": f"hostile-{len(headline)}", "headline": headline, "body": "The council [TK] voted."}
    body = json.dumps(told).encode()
    answer = house.client.post("/v1/check?event=publish", content=body, headers={"content-type": "application/json"})
    assert (answer.status_code, answer.json()["verdict"]) == (200, "hold"), answer.text
    queue = house.store.desk.queue("daily")
    assert told["id"] in {line.story_id for line in queue}
    assert house.sees().count("<li class=") == len(queue)


def test_whoever_answered_for_a_story_can_do_so_no_longer(house: House) -> None:
    report = house.sends(story("unanswered"))
    page = house.page("unanswered")
    house.does(f"{page}/override", "Chief Cleo", reason="It cannot wait.")
    assert "Answer for it no longer" in house.sees(page, "Chief Cleo")
    assert "Answer for it no longer" not in house.sees(page)
    assert house.does(f"{page}/unanswer", reason="x").status_code == 403
    assert "reason is missing" in house.does(f"{page}/unanswer", "Chief Cleo").text
    done = house.does(f"{page}/unanswer", "Chief Dora", reason="He has denied it.").text
    assert "nobody answers for this story any more" in done
    assert "Publish all the same" in done
    assert ">[TK]</mark>" in done
    assert house.sends(story("unanswered"))["verdict"] == "hold"
    (line,) = house.store.journal("daily", kind="override_withdrawn", story_id="unanswered")
    assert (line.by, line.detail["answered"]["id"], line.detail["reason"]) == (
        "Chief Dora",
        "Chief Cleo",
        "He has denied it.",
    )
    assert line.detail["made_for"] == report["report_id"]
    assert ("story.override_withdrawn", None) in told_of(house.store, "unanswered")
    twice = house.does(f"{page}/unanswer", "Chief Cleo", reason="Again.")
    assert twice.status_code == 400
    assert "Somebody was faster" in twice.text


def test_it_ends_at_the_desk_when_it_is_ended_over_http(house: House) -> None:
    house.sends(story("ended"))
    page = house.page("ended")
    house.does(f"{page}/override", "Chief Cleo", reason="It cannot wait.")
    again = house.sends(story("ended"))
    assert "Chief Cleo answered for this very story before" in house.sees(page)
    path = f"/v1/reports/{again['report_id']}/override/withdraw"
    headers = {"x-test-person": "dora", "x-test-roles": "override"}
    assert house.client.post(path, json={"reason": "He has denied it."}, headers=headers).status_code == 200
    shown = house.sees(page, "Chief Cleo")
    assert "answered for this very story before" not in shown
    assert ">[TK]</mark>" in shown
    assert house.sends(story("ended"))["verdict"] == "hold"
    done = house.does(f"{page}/override", "Chief Cleo", reason="He takes it back.").text
    assert "you answer for this story" in done


def test_a_fact_that_changed_is_shown_with_what_readers_have(house: House) -> None:
    body = ["The council spent £{} on the bridge over the Leam, the mayor said on Monday.", "It was built in 1911."]
    house.sends(story("changed", body=[body[0].format("4.2m"), body[1]]))
    report = house.sends(story("changed", body=[body[0].format("2.4m"), body[1]]), "correct")
    kept = report["verdict"] == "review"
    assert kept is not bool(report["unchecked"]), "it is compared, or it is said that it was not"
    if not kept:
        return
    shown = house.sees(house.page("changed"))
    assert "The published version says “£4.2m”" in html.unescape(shown)
    assert ">£2.4m</mark>" in shown
