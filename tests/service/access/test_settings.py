from __future__ import annotations

import pytest

from compliance.config_values import Problem
from compliance.service.access import from_tables
from compliance.service.types import Role


@pytest.fixture
def secrets(tmp_path, monkeypatch):
    monkeypatch.setenv("DESK_SECRET", "sixteen letters at least")
    monkeypatch.setenv("SHORT", "short")
    monkeypatch.setenv("NO_BASE64", "whsec_*************")
    (tmp_path / "secret").write_text("another of sixteen or more\n")
    return tmp_path


OIDC = {"issuer": "https://id.example", "client_id": "desk", "public_url": "https://desk.example/"}


def test_what_a_house_sets(secrets):
    found = from_tables(
        {
            "titles": {"daily": {"profile": "web", "retention_days": 365, "keep_text": True, "history": False}},
            "access": {
                "idle_minutes": 30,
                "groups": {"night": {"roles": ["check", "waive"], "titles": ["daily"], "position": "night editor"}},
                "oidc": {**OIDC, "secret_env": "DESK_SECRET", "scopes": ["groups"]},
                "proxy": {"addresses": ["10.0.0.1"], "secret_file": "secret", "user_header": "Remote-User"},
            },
            "webhooks": {"cms": {"title": "daily", "secret_env": "DESK_SECRET", "url": "https://cms.example/in"}},
        },
        secrets,
    )
    daily = found.titles["daily"]
    assert (daily.profile, daily.retention_days, daily.history, daily.keep_text) == ("web", 365, False, True)
    assert found.groups[0].roles == {Role.CHECK, Role.WAIVE}
    assert found.oidc is not None
    assert (found.oidc.public_url, found.oidc.scopes) == ("https://desk.example", ("openid", "groups"))
    assert found.proxy is not None
    assert (found.proxy.secret, found.proxy.user_header) == ("another of sixteen or more", "Remote-User")
    assert (found.idle_minutes, found.session_hours) == (30, 12)
    assert found.hooks["cms"].url == "https://cms.example/in"


@pytest.mark.parametrize(
    ("service", "path", "said"),
    [
        ({"titles": {"daily": {"colour": 1}}}, ("titles", "daily", "colour"), "no such setting"),
        ({"titles": {"daily": {"retention_days": 0}}}, ("titles", "daily", "retention_days"), "no number of days"),
        ({"titles": {"daily": {"history": "yes"}}}, ("titles", "daily", "history"), "not allowed"),
        ({"titles": {"daily": 3}}, ("titles", "daily"), "no table"),
        ({"access": {"doors": {}}}, ("access", "doors"), "no such setting"),
        ({"access": {"idle_minutes": 0}}, ("access", "idle_minutes"), "not allowed"),
        (
            {"access": {"groups": {"g": {"roles": ["king"], "titles": ["t"]}}}},
            ("access", "groups", "g", "roles"),
            "no roles",
        ),
        ({"access": {"groups": {"g": {"roles": ["check"]}}}}, ("access", "groups", "g", "titles"), "needs titles"),
        ({"access": {"oidc": OIDC}}, ("access", "oidc"), "secret is missing"),
        ({"access": {"oidc": {**OIDC, "secret_env": "SHORT"}}}, ("access", "oidc", "secret_env"), "too short"),
        ({"access": {"oidc": {**OIDC, "secret_env": "NONE_SUCH"}}}, ("access", "oidc", "secret_env"), "is not set"),
        ({"access": {"oidc": {**OIDC, "issuer": "http://id.example"}}}, ("access", "oidc", "issuer"), "no https://"),
        ({"access": {"oidc": {**OIDC, "client_id": ""}}}, ("access", "oidc", "client_id"), "no text"),
        ({"access": {"proxy": {"secret_file": "secret"}}}, ("access", "proxy", "addresses"), "needs addresses"),
        ({"access": {"proxy": {"addresses": ["here"]}}}, ("access", "proxy", "addresses"), "does not appear"),
        ({"webhooks": {"a": {"secret_file": "none"}}}, ("webhooks", "a", "title"), "title is missing"),
        ({"webhooks": {"a": {"title": "t", "secret_file": "none"}}}, ("webhooks", "a", "secret_file"), "no secret in"),
        (
            {"webhooks": {"a": {"title": "t", "secret_file": "secret", "url": "http://x.example"}}},
            ("webhooks", "a", "url"),
            "no https://",
        ),
        (
            {"webhooks": {"a": {"title": "t", "secret_file": "secret", "events": ["story.waved"]}}},
            ("webhooks", "a", "events"),
            "no event 'story.waved'",
        ),
        ({"webhooks": {"a": {"title": "t", "secret_env": "NO_BASE64"}}}, ("webhooks", "a"), "is no Base64"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(secrets, service, path, said):
    with pytest.raises(Problem, match=said) as refused:
        from_tables(service, secrets)
    assert refused.value.path == path
    assert refused.value.hint
