from __future__ import annotations

import hmac
import importlib.util
import json
import time
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from datetime import timedelta
from ipaddress import ip_network
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from compliance.service.access import AccessSettings, Denied, Door
from compliance.service.access.cookies import own_path
from compliance.service.access.settings import Group, Oidc, Proxy
from compliance.service.types import Role, ServiceError

_spec = importlib.util.spec_from_file_location("fake_provider", Path(__file__).with_name("provider.py"))
assert _spec is not None
assert _spec.loader is not None
fake = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(fake)

GROUPS = (
    Group("night-desk", frozenset({Role.CHECK, Role.WAIVE}), ("daily", "weekly"), "night editor"),
    Group("chiefs", frozenset({Role.OVERRIDE}), ("daily",)),
)
PROXY = Proxy((ip_network("10.0.0.0/30"),), "what the proxy alone knows")


@pytest.fixture(scope="module")
def server() -> Iterator[Any]:
    provider = fake.FakeProvider()
    yield provider
    provider.server.shutdown()
    provider.server.server_close()


@pytest.fixture
def provider(server, monkeypatch):
    kept = dict(server.__dict__)
    monkeypatch.setattr("compliance.service.access.provider.AGAIN", 0.0)
    yield server
    server.__dict__.update(kept)


@pytest.fixture
def desk(record, clock):
    """A page that says who is there, behind the door; every client is a browser of its own."""

    def make(settings: AccessSettings, address: str = "10.0.0.1") -> TestClient:
        door = Door(record, settings, clock=clock)

        async def page(request: Request) -> Response:
            visit = await door.visit(request)
            if visit is None:
                return await door.sign_in(request)
            return JSONResponse([visit.person.id, visit.caller.title, sorted(visit.caller.roles), visit.csrf])

        async def out(request: Request) -> Response:
            visit = await door.visit(request)
            assert visit is not None
            return await door.sign_out(request, visit)

        def denied(request: Request, error: Exception) -> Response:
            assert isinstance(error, Denied)
            return Response(error.what, error.status)

        routes = [Route("/desk", page), Route("/desk/out", out, methods=["POST"]), *door.routes()]
        app = Starlette(routes=routes, exception_handlers={Denied: denied})
        return TestClient(app, "https://desk.example", client=(address, 1), follow_redirects=False)

    return make


@pytest.fixture
def oidc(provider) -> AccessSettings:
    return AccessSettings(groups=GROUPS, oidc=Oidc(provider.issuer, fake.CLIENT, fake.SECRET, "https://desk.example"))


def travel(browser: TestClient) -> Response:
    """To the provider and back, as a browser goes."""
    away = browser.get("/desk?story=1")
    assert away.status_code == 303
    back = httpx.get(away.headers["location"])
    return browser.get(back.headers["location"])


def test_somebody_signs_in_and_out(desk, oidc):
    browser = desk(oidc)
    home = travel(browser)
    assert (home.status_code, home.headers["location"]) == (303, "/desk?story=1")
    person, title, roles, _ = browser.get("/desk").json()
    assert (person, title, roles) == ("ann", "daily", ["check", "waive"])
    kept = dict(browser.cookies)
    assert browser.post("/desk/out").status_code == 303
    assert "__Host-compliance-session" not in browser.cookies
    thief = desk(oidc)
    thief.cookies.update(kept)
    assert thief.get("/desk").status_code == 303, "a session that was ended stays ended"


def test_the_cookie_is_for_this_host_alone_and_no_script(desk, oidc):
    told = [one for one in travel(desk(oidc)).headers.get_list("set-cookie") if "session=" in one]
    assert len(told) == 1
    for part in ("__Host-", "HttpOnly", "Secure", "SameSite=lax", "Path=/"):
        assert part in told[0]
    assert "Domain" not in told[0]


def test_the_record_holds_no_session(desk, oidc, tmp_path):
    browser = desk(oidc)
    travel(browser)
    secret = browser.cookies["__Host-compliance-session"]
    stored = b"".join(path.read_bytes() for path in tmp_path.glob("access.db*"))
    assert secret.encode() not in stored


def test_the_journey_has_pkce_state_and_nonce_of_its_own(desk, oidc):
    asked = [dict(parse_qsl(urlsplit(desk(oidc).get("/desk").headers["location"]).query)) for _ in range(2)]
    for name in ("state", "nonce", "code_challenge"):
        assert asked[0][name] != asked[1][name]
    assert asked[0]["code_challenge_method"] == "S256"
    assert asked[0]["redirect_uri"] == "https://desk.example/desk/signed-in"


def test_groups_add_up(desk, oidc, provider):
    provider.person = {"sub": "Bo ", "groups": ["chiefs", "night-desk", "strangers", 7]}
    browser = desk(oidc)
    travel(browser)
    assert browser.get("/desk").json()[:3] == ["bo", "daily", ["check", "override", "waive"]]


def test_without_a_group_nobody_comes_in(desk, oidc, provider):
    for groups in (["strangers"], [], None, "strangers", {"night-desk": 1}):
        provider.person = {"sub": "eve", "groups": groups}
        assert travel(desk(oidc)).status_code == 403


def test_an_answer_counts_in_the_browser_that_asked(desk, oidc):
    browser, other = desk(oidc), desk(oidc)
    back = httpx.get(browser.get("/desk").headers["location"]).headers["location"]
    other.get("/desk")
    assert other.get(back).status_code == 403
    assert desk(oidc).get(back).status_code == 403
    assert browser.get(back.replace("state=", "state=x")).status_code == 403
    assert browser.get(back + "&iss=https://other.example").status_code == 403
    assert browser.get(back).status_code == 303
    assert browser.get(back).status_code == 403, "a code counts once"


def test_a_refusal_of_the_provider_is_told(desk, oidc):
    browser = desk(oidc)
    state = dict(parse_qsl(urlsplit(browser.get("/desk").headers["location"]).query))["state"]
    answer = browser.get(f"/desk/signed-in?error=access_denied&state={state}")
    assert (answer.status_code, answer.text) == (403, "the provider did not sign you in")


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"aud": "another"},
        {"aud": None},
        {"aud": [fake.CLIENT, "another"]},
        {"azp": "another"},
        {"iss": "https://other.example"},
        {"exp": int(time.time()) - 120},
        {"exp": None},
        {"iat": int(time.time()) + 10**8},
        {"sub": None},
        {"sub": "a\u200bnn"},
    ],
)
def test_a_word_that_does_not_hold_is_refused(desk, oidc, provider, claims):
    provider.claims = claims
    browser = desk(oidc)
    assert travel(browser).status_code in (401, 403)
    assert browser.get("/desk").status_code == 303


def shared(claims: dict[str, Any], public: bytes) -> str:
    """A word signed with the public key as if it were a shared secret, which the library itself would not do."""
    parts = [json.dumps(part).encode() for part in ({"alg": "HS256", "kid": "first"}, claims)]
    head = ".".join(urlsafe_b64encode(part).decode().rstrip("=") for part in parts)
    return f"{head}.{urlsafe_b64encode(hmac.digest(public, head.encode(), 'sha256')).decode().rstrip('=')}"


def test_a_word_that_the_provider_did_not_sign_is_refused(desk, oidc, provider):
    stranger = rsa.generate_private_key(65537, 2048)
    public = provider.key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    ways = (
        lambda claims: jwt.encode(claims, None, "none", {"kid": "first"}),
        lambda claims: jwt.encode(claims, stranger, "RS256", {"kid": "first"}),
        lambda claims: jwt.encode(claims, stranger, "RS256", {"kid": "unknown"}),
        lambda claims: shared(claims, public),
        lambda claims: jwt.encode(claims, b"\0\0\0" * 11, "HS256", {"kid": "shared"}),
        lambda claims: "no.word.atall",
        lambda claims: "",
        lambda claims: None,
    )
    for way in ways:
        provider.sign_with = way
        assert travel(desk(oidc)).status_code == 403
    provider.sign_with = None
    assert travel(desk(oidc)).status_code == 303


def test_the_provider_changes_its_keys(desk, oidc, provider):
    browser = desk(oidc)
    assert travel(browser).status_code == 303
    asked = provider.keys_asked
    browser.cookies.clear()
    assert travel(browser).status_code == 303
    assert provider.keys_asked == asked, "a key that is known is not asked for again"
    provider.rotate()
    browser.cookies.clear()
    assert travel(browser).status_code == 303


def test_unknown_keys_do_not_make_us_ask_without_end(desk, oidc, provider, monkeypatch):
    monkeypatch.setattr("compliance.service.access.provider.AGAIN", 60.0)
    browser = desk(oidc)
    travel(browser)
    asked, provider.kid = provider.keys_asked, "never seen"
    for _ in range(5):
        browser.cookies.clear()
        assert travel(browser).status_code == 403
    assert provider.keys_asked == asked


def test_the_secret_may_go_in_the_form(desk, oidc, provider):
    provider.about = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}
    assert travel(desk(oidc)).status_code == 303


@pytest.mark.parametrize("about", [{"issuer": "https://other.example"}, {"jwks_uri": "http://other.example/"}])
def test_a_provider_that_is_another_is_refused(desk, oidc, provider, about):
    provider.about = about
    with pytest.raises(ServiceError, match="does not fit"):
        desk(oidc).get("/desk")


def test_a_provider_that_does_not_answer(desk):
    settings = AccessSettings(groups=GROUPS, oidc=Oidc("http://127.0.0.1:9", "desk", "secret", "https://desk.example"))
    with pytest.raises(ServiceError, match="does not answer"):
        desk(settings).get("/desk")


def test_a_session_ends_by_itself(desk, oidc, clock):
    browser = desk(oidc)
    travel(browser)
    for _ in range(11):
        clock.forward(minutes=59)
        assert browser.get("/desk").status_code == 200
    clock.forward(minutes=59)
    assert browser.get("/desk").status_code == 200
    clock.forward(minutes=59)
    assert browser.get("/desk").status_code == 303, "twelve hours are a day's work"
    browser.cookies.clear()
    travel(browser)
    clock.forward(minutes=60)
    assert browser.get("/desk").status_code == 303, "an hour without a word"


def test_somebody_turns_to_another_title_of_theirs(desk, oidc, record, clock):
    browser = desk(oidc)
    travel(browser)
    sessions = Door(record, oidc, clock=clock).sessions
    secret = browser.cookies["__Host-compliance-session"]
    sessions.turn_to(secret, "weekly")
    assert browser.get("/desk").json()[1] == "weekly"
    for title in ("monthly", ""):
        with pytest.raises(Denied, match="not open to you"):
            sessions.turn_to(secret, title)
    clock.forward(hours=13)
    with pytest.raises(Denied):
        sessions.turn_to(secret, "daily")


def proxied(user: str, **but: str) -> dict[str, str]:
    told = {"X-Forwarded-User": user, "X-Forwarded-Groups": "night-desk", "X-Proxy-Secret": PROXY.secret}
    return {**told, **but}


def test_a_proxy_says_who_is_there(desk):
    browser = desk(AccessSettings(groups=GROUPS, proxy=PROXY))
    assert browser.get("/desk", headers=proxied("Ann")).status_code == 303
    assert browser.get("/desk", headers=proxied("Ann")).json()[:2] == ["ann", "daily"]
    assert browser.get("/desk", headers=proxied("bo")).status_code == 303, "another person, another session"
    assert browser.get("/desk", headers=proxied("bo")).json()[0] == "bo"
    assert browser.get("/desk").status_code == 403, "without the proxy's word there is no way in"


def test_what_a_group_may_no_longer_do_ends_at_once(desk):
    browser = desk(AccessSettings(groups=GROUPS, proxy=PROXY))
    both = proxied("ann", **{"X-Forwarded-Groups": "night-desk, chiefs"})
    browser.get("/desk", headers=both)
    assert browser.get("/desk", headers=both).json()[2] == ["check", "override", "waive"]
    browser.get("/desk", headers=proxied("ann"))
    assert browser.get("/desk", headers=proxied("ann")).json()[2] == ["check", "waive"]


def test_headers_from_elsewhere_are_refused(desk):
    settings = AccessSettings(groups=GROUPS, proxy=PROXY)
    for address in ("10.0.0.4", "192.0.2.1", "::1", "testclient"):
        answer = desk(settings, address).get("/desk", headers=proxied("ann"))
        assert (answer.status_code, answer.text) == (403, "who you are is said by nobody that is trusted")
    for secret in ("", "what the proxy alone knew"):
        assert desk(settings).get("/desk", headers=proxied("ann", **{"X-Proxy-Secret": secret})).status_code == 403
    told = {**proxied("ann"), "X-Forwarded-For": "10.0.0.1"}
    assert desk(settings, "192.0.2.1").get("/desk", headers=told).status_code == 403


def test_headers_count_for_nothing_where_no_proxy_is_set(desk, oidc):
    assert "127.0.0.1" in desk(oidc).get("/desk", headers=proxied("ann")).headers["location"]
    assert desk(AccessSettings()).get("/desk", headers=proxied("ann")).text == "there is no way to sign in"


@pytest.mark.parametrize(
    "wanted",
    [
        "https://evil.example",
        "//evil.example",
        "/desk//evil.example",
        "/desk/\\evil",
        "/desk/\r\nX: 1",
        "/deskevil",
        "",
    ],
)
def test_nobody_is_sent_elsewhere(wanted):
    assert own_path(wanted) == "/desk"
    assert own_path("/desk/stories/1?a=b") == "/desk/stories/1?a=b"


def test_old_sessions_are_forgotten(desk, oidc, record, clock):
    for _ in range(3):
        travel(desk(oidc))
    clock.now += timedelta(days=1)
    travel(desk(oidc))
    with record.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM sessions").scalar() == 1
