"""The pages without their script: what a form does, what is refused, and what hostile stories come out as."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
FERRY = (EXAMPLES / "ferry-pact.txt").read_text(encoding="utf-8")


def client(app: Starlette, name: str = "Ada", language: str = "en") -> Any:
    made = TestClient(app, cookies={"who": name}, headers={"accept-language": language})
    made.word = f"word-of-{name}"
    return made


def send(desk: Any, path: str, **fields: str) -> Any:
    return desk.post(path, data={"csrf": desk.word, **fields})


def paste(desk: Any, text: str = FERRY, **fields: str) -> tuple[str, str]:
    """The story's address and its page."""
    answer = send(desk, "/desk/stories", text=text, **fields)
    assert answer.status_code == 200, answer.text
    return answer.url.path, answer.text


def finding(page: str, rule: str) -> str:
    """The fingerprint of a rule's finding that can be acted on."""
    block = next(b for b in page.split('<article class="finding')[1:] if f"<code>{rule}</code>" in b)
    return html.unescape(re.findall(r'name="finding" value="([^"]+)"', block)[0])


def test_a_pasted_story_comes_back_marked_and_in_piles(app: Starlette) -> None:
    _, page = paste(client(app))
    assert "Hold" in page
    assert '<mark class="fix" data-f="2 ">Tuesday 7 May</mark>' in page
    assert 'href="#f2"' in page
    assert 'id="f2"' in page
    assert 'href="#m2"' in page
    assert 'id="m2"' in page


def test_in_spanish(app: Starlette) -> None:
    _, page = paste(client(app, language="es-ES"))
    assert '<html lang="es">' in page
    assert "Por corregir" in page
    assert "martes" in page


def test_a_suggestion_is_applied_and_the_story_checked_again(app: Starlette) -> None:
    desk = client(app)
    path, page = paste(desk)
    answer = send(desk, f"{path}/apply", finding=finding(page, "dates/weekday-mismatch"), repair="0")
    assert "version 2" in answer.text
    assert "Nothing to fix." in answer.text
    assert "gone" in answer.text
    assert b"Friday 7 May" in desk.get(f"{path}/source").content


def test_letting_through_needs_a_reason_and_an_end(app: Starlette) -> None:
    desk = client(app)
    path, page = paste(desk)
    what = {"finding": finding(page, "dates/weekday-mismatch")}
    assert "A reason is missing" in send(desk, f"{path}/waive", **what, until="2100-01-01T00:00").text
    assert "end in the future" in send(desk, f"{path}/waive", **what, reason="x", until="2001-01-01T00:00").text
    page = send(desk, f"{path}/waive", **what, reason="The town says so", until="2100-01-01T00:00").text
    assert "The town says so" in page
    assert "Nothing to fix." in page


def test_a_second_person_must_be_another(app: Starlette) -> None:
    ada, bo = client(app, "Ada"), client(app, "Bo")
    path, page = paste(ada, TWO)
    what = {"finding": finding(page, "dates/caption-mismatch")}
    page = send(ada, f"{path}/waive", **what, reason="Archive", until="2100-01-01T00:00").text
    assert "Another person must agree" in page
    refused = send(ada, f"{path}/waive", **what)
    assert refused.status_code == 400
    assert "different person" in refused.text
    assert "Agree, as the second person" in bo.get(path).text
    page = send(bo, f"{path}/waive", **what).text
    assert "<bdi>Ada</bdi>, <bdi>Bo</bdi>" in page


TWO = """Harbour towns sign ferry pact after two years of talks

Karsholm, Mar 11, 2025 (EFE).- The harbour towns of Karsholm and Lindvik signed a pact on Tuesday.

Mayor Ingrid Solvang signs the ferry pact in the town hall of Karsholm, Norway, 9 March 2025. EFE/EPA/JONAS HELM

“Nobody should need a car to visit a grandmother,” Solvang said at the ceremony. EFE
"""


def test_what_nobody_may_let_through(app: Starlette) -> None:
    desk = client(app)
    path, page = paste(desk, "Ferry crews to strike\n\nCrews will stop work on Monday (TK), their union said.\n")
    assert "Nobody may let this through" in page
    what = finding(page, "copy/placeholder")
    answer = send(desk, f"{path}/waive", finding=what, reason="x", until="2100-01-01T00:00")
    assert answer.status_code == 400


def test_who_may_only_check_lets_nothing_through(app: Starlette) -> None:
    desk = client(app, "a reader")
    path, page = paste(desk)
    assert "You may not let findings through" in page
    answer = send(desk, f"{path}/waive", finding="x", reason="x", until="2100-01-01T00:00")
    assert answer.status_code == 403


def test_a_wrong_alarm_is_counted_once(app: Starlette) -> None:
    desk = client(app)
    path, page = paste(desk)
    what = finding(page, "dates/weekday-mismatch")
    for _ in range(2):
        page = send(desk, f"{path}/alarm", finding=what).text
    assert "Called a wrong alarm by Ada" in page
    assert re.search(r"dates/weekday-mismatch</code></th><td class=\"n\">1<", desk.get("/desk/numbers").text)


def test_taking_over_and_sending_back(app: Starlette) -> None:
    ada, bo = client(app, "Ada"), client(app, "Bo")
    path, _ = paste(ada)
    assert "Bo has it" in send(bo, f"{path}/take", how="take").text
    queue = send(bo, f"{path}/back", reason="Ask the town hall").text
    assert "Sent back by Bo" in queue
    assert "Ask the town hall" in queue


def test_the_queue_is_filtered_and_ordered_by_deadline(app: Starlette) -> None:
    desk = client(app)
    paste(desk, TWO.replace("Harbour towns sign", "Later story"), deadline="2099-01-02T00:00")
    paste(desk, TWO.replace("Harbour towns sign", "Sooner story"), deadline="2099-01-01T00:00")
    queue = desk.get("/desk").text
    assert queue.index("Sooner story") < queue.index("Later story")
    assert "Later story" not in desk.get("/desk?q=sooner").text
    assert "No story fits" in desk.get("/desk?verdict=publish").text


def test_several_files_at_once(app: Starlette) -> None:
    desk = client(app)
    files = [("file", (p.name, p.read_bytes())) for p in sorted(EXAMPLES.glob("clean-*"))]
    answer = desk.post("/desk/stories", data={"csrf": desk.word}, files=files)
    assert answer.text.count("<li class=") == len(files) == 2


def test_what_cannot_be_read_is_said_with_the_next_step(app: Starlette) -> None:
    answer = send(client(app), "/desk/stories", text='{"headline": ', format="json")
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert "Traceback" not in answer.text


def test_nothing_is_done_without_the_sessions_word(app: Starlette) -> None:
    desk = client(app)
    for path in ("/desk/stories", "/desk/language", "/desk/sign-out"):
        assert desk.post(path, data={"csrf": "guess", "text": FERRY}).status_code == 403
    assert "No story in hand" in desk.get("/desk").text


def test_strangers_are_shown_the_door(app: Starlette) -> None:
    stranger = TestClient(app)
    for path in ("/desk", "/desk/numbers", "/desk/stories/sty_x"):
        assert stranger.get(path).status_code == 401


def test_nobody_goes_elsewhere_by_choosing_a_language(app: Starlette) -> None:
    desk = client(app)
    for here in ("//evil.example", "/desk//evil", "https://evil.example", "/desk/\\evil"):
        answer = desk.post(
            "/desk/language",
            data={"csrf": desk.word, "language": "es", "here": here},
            follow_redirects=False,
        )
        assert answer.headers["location"] == "/desk"


def test_every_answer_forbids_foreign_script(app: Starlette) -> None:
    desk = client(app)
    path, _ = paste(desk)
    for where in ("/desk", path, f"{path}/source", "/desk/numbers", "/desk/static/desk.js", "/desk/static/other.js"):
        policy = desk.get(where).headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy


HOSTILE = '<script>alert(1)</script> <img src=x onerror=alert(1)> {{ 7*7 }} " onmouseover="alert(1)'
ESCAPED = html.escape(HOSTILE)


@pytest.mark.parametrize("form", ["text", "markdown", "html", "json"])
def test_a_hostile_story_is_text(app: Starlette, form: str) -> None:
    stories = {
        "text": f"{HOSTILE}\n\nThe council (TK) voted. {HOSTILE}\n",
        "markdown": f"# {HOSTILE}\n\nThe council (TK) [voted](javascript:alert(1)). {HOSTILE}\n",
        "html": f"<h1>{ESCAPED}</h1><p>The <a href='javascript:alert(1)'>council</a> (TK) voted. {ESCAPED}</p>",
        "json": '{"headline": "<script>alert(1)</script>", "body": ["Council (TK) \\u202evoted <b onclick=x>a</b>"]}',
    }
    _, page = paste(client(app), stories[form], format=form)
    assert page.count("<script") == 1
    assert not re.search(r"<[^>]*\s(onerror|onmouseover|onclick)\s*=", page.replace("&lt;", ""))
    assert 'href="javascript:' not in page
    assert "{{ 7*7 }}" in page or form == "json"


def test_signs_that_nobody_can_see_are_shown(app: Starlette) -> None:
    _, page = paste(client(app), "Council votes\n\nThe council \u202evoted\u202c on\u200b Monday.\n")
    assert 'title="RIGHT-TO-LEFT OVERRIDE">U+202E</span>' in page
    assert "ZERO WIDTH SPACE" in page
