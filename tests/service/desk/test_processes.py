"""Two processes of the service on one record, as behind a proxy: one queue, whoever answers, and whoever is killed."""

from __future__ import annotations

import html
import re
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

pytest.importorskip("uvicorn", reason="the extra 'server' is not installed")
from tests.patience import PATIENCE, posted, until
from tests.service.served import SECRET, Receiver, Served

STORY = {"id": "story-1", "headline": "Baths to close", "body": ["The council met on Monday. TK: the cost."]}
PROXY_SECRET = "what-the-proxy-alone-knows-and-nobody-else"
CONFIG = """
[rules."copy/placeholder"]
waivable = 2

[service.access.proxy]
addresses = ["127.0.0.1/32"]
secret_file = "proxy-secret"

[service.access.groups.night-desk]
roles = ["check", "waive"]
titles = ["daily"]

[service.webhooks.cms]
title = "daily"
secret_file = "secret"
url = "http://127.0.0.1:{port}/in"
private = true
events = ["story.waived"]
"""


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    made = Receiver()
    yield made
    made.close()


@pytest.fixture
def pair(tmp_path: Path, receiver: Receiver) -> Iterator[tuple[Served, Served]]:
    (tmp_path / "secret").write_text(SECRET)
    (tmp_path / "proxy-secret").write_text(PROXY_SECRET)
    (tmp_path / "proxy-secret").chmod(0o600)
    made = [Served(tmp_path, CONFIG.format(port=receiver.port)).start() for _ in range(2)]
    yield made[0], made[1]
    for one in made:
        one.end(signal.SIGKILL)


class Editor:
    """Somebody at the desk of one of the processes, let in by the proxy."""

    def __init__(self, served: Served, name: str) -> None:
        told = {"User": name, "Name": name.title(), "Groups": "night-desk"}
        headers = {"X-Proxy-Secret": PROXY_SECRET, **{f"X-Forwarded-{key}": value for key, value in told.items()}}
        self.client = httpx.Client(
            base_url=served.address, headers={**headers, "accept-language": "en"}, timeout=PATIENCE
        )
        self.client.get("/desk")
        for cookie in self.client.cookies.jar:
            cookie.secure = False  # browsers count this machine as safe, and this client does not

    def sees(self, where: str = "/desk") -> str:
        """A page."""
        return self.client.get(where, follow_redirects=True).text

    def waives(self, where: str, **said: str) -> str:
        """Lets the first finding of a story through, or agrees."""
        page = self.sees(where)
        csrf, finding = (re.findall(rf'name="{name}" value="([^"]+)"', page)[0] for name in ("csrf", "finding"))
        told = {"csrf": csrf, "finding": html.unescape(finding), **said}
        return self.client.post(f"{where}/waive", data=told, follow_redirects=True).text


def sends(served: Served, token: str) -> Any:
    headers = {"authorization": f"Bearer {token}"}
    return posted(f"{served.address}/v1/check?event=publish", json=STORY, headers=headers).json()


def test_one_queue_and_one_decision(pair: tuple[Served, Served], receiver: Receiver) -> None:
    one, other = pair
    token = one.token()
    assert sends(one, token)["verdict"] == "hold"
    ada, bo = Editor(other, "ada"), Editor(other, "bo")
    where = re.findall(r'href="(/desk/stories/[^"]+)"', ada.sees())[0]
    page = ada.sees(where)
    assert "not kept here" in page, "its text is in the memory of the process that got it"
    assert "stands where something is still to come" in page
    ada.waives(where, reason="It is a name.", until="2099-01-01T00:00")
    one.end(signal.SIGKILL)
    assert "Nothing to fix" in bo.waives(where)
    one.start()
    answer = sends(one, token)
    assert answer["verdict"] == "publish"
    assert [person["id"] for person in answer["waived"][0]["waiver"]["by"]] == ["ada", "bo"]
    assert answer["certificate"]["document"]["waived"]
    told = until(lambda: len(receiver.got) > 1 and [told["data"]["counts"] for _, told in receiver.got])
    assert sorted(told) == [False, True], "the CMS hears when it may send again"
    assert "May go out" in Editor(one, "cy").sees()
