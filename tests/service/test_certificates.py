from __future__ import annotations

import json
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from compliance.service.canonical import digest_of, digests_of
from compliance.service.certificates import CertificateError, certify, match, verify
from compliance.service.decisions import settle
from compliance.service.signing import PublicKey, SigningKey
from compliance.service.types import Event, Override, ServiceError
from tests.service.store.made import ANN, BO, NOON, report, waiver
from tests.service.test_decisions import checked, found

FIELDS: dict[str, Any] = {"headline": ["Bridge opens"], "body": ["It is open."]}


@pytest.fixture
def key(tmp_path: Path) -> SigningKey:
    return SigningKey.at(tmp_path / "key.pem")


def issued(key: SigningKey) -> dict[str, Any]:
    """A certificate with something in every field, as it comes over the wire."""
    story = checked(
        *(found(), found("a/b", "f2"), found("a/c", "f3")),
        digest=digest_of(FIELDS),
        parts=digests_of(FIELDS)[1],
        unchecked=({"what": "credits", "reason": "no metadata"},),
    )
    over = Override(BO, "the public must know", NOON, made_for="rpt_1")
    settled = settle(story, [waiver(by=(ANN,))], now=NOON, observed=["a/c"], override=over)
    of = report(report=settled.report, verdict=settled.verdict, digest=story.digest, person=ANN)
    certificate = certify(of, story, key)
    assert certificate is not None
    assert certificate.document["id"] == certificate.id
    assert json.loads(certificate.text) == certificate.document
    return json.loads(certificate.text)


def test_a_certificate_says_what_was_verified_and_who_answers_for_it(key: SigningKey) -> None:
    document = verify(issued(key), key.public)
    assert document["verified"] == ["a/b"]
    assert document["unchecked"] == [{"what": "credits", "reason": "no metadata"}]
    assert [f["rule"] for f in document["open"]] == ["a/b"]
    assert document["waived"][0]["waiver"]["reason"] == "the picture desk confirmed it"
    assert [f["rule"] for f in document["observed"]] == ["a/c"]
    assert document["override"]["verdict"] == "hold"
    assert [person["id"] for person in document["reviewed_by"]] == ["u-ann", "u-bo"]
    assert document["versions"] == {"compliance": "1.0"}


def test_no_word_of_the_story_is_in_it(key: SigningKey) -> None:
    assert "open." not in json.dumps(issued(key))


@pytest.mark.parametrize(
    "but", [{"verdict": "hold"}, {"verdict": "review"}, {"event": Event.KILL}, {"event": Event.DRAFT}]
)
def test_only_what_may_be_published_is_certified(key: SigningKey, but: dict[str, Any]) -> None:
    settled = settle(checked(), [], now=NOON)
    assert certify(report(report=settled.report, **but), checked(), key) is None


def every_place(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [here for at, inner in items for here in ((*path, at), *every_place(inner, (*path, at)))]


def change(document: Any, path: tuple[str | int, ...], how: Callable[[Any, Any], None]) -> Any:
    changed = json.loads(json.dumps(document))
    inside = changed
    for at in path[:-1]:
        inside = inside[at]
    how(inside, path[-1])
    return changed


def other(inside: Any, at: Any) -> None:
    inside[at] = {"x": 1} if inside[at] != {"x": 1} else 2


def drop(inside: Any, at: Any) -> None:
    del inside[at]


def more(inside: Any, at: Any) -> None:
    if isinstance(inside[at], list):
        inside[at].append("x")
    elif isinstance(inside[at], dict):
        inside[at]["x"] = "x"
    else:
        inside[at] = f"{inside[at]} " if isinstance(inside[at], str) else 7


@pytest.mark.parametrize("how", [other, drop, more])
def test_whatever_is_changed_is_found_out(key: SigningKey, how: Callable[[Any, Any], None]) -> None:
    document = issued(key)
    places = every_place(document)
    assert len(places) > 60
    for path in places:
        with pytest.raises(CertificateError):
            verify(change(document, path, how), key.public)
    with pytest.raises(CertificateError):
        verify({**document, "one more": True}, key.public)


@pytest.mark.parametrize("document", [None, [], "text", {}, {"format": "else"}])
def test_what_is_no_certificate_is_told_so(key: SigningKey, document: Any) -> None:
    with pytest.raises(CertificateError, match="no certificate"):
        verify(document, key.public)


@pytest.mark.parametrize("signature", ["", "!", "ä", "A" * 85, "A" * 86, "A" * 100_000])
def test_a_signature_that_is_none(key: SigningKey, signature: str) -> None:
    with pytest.raises(CertificateError):
        verify({**issued(key), "signature": signature}, key.public)


def test_another_key_is_named(key: SigningKey, tmp_path: Path) -> None:
    another = SigningKey.at(tmp_path / "other.pem").public
    with pytest.raises(CertificateError, match=another.id):
        verify(issued(key), another)


def test_match_says_which_part_differs(key: SigningKey) -> None:
    document = issued(key)
    assert match(document, digest_of(FIELDS)) == (True, ())
    now = {**FIELDS, "headline": ["Bridge closes"], "byline": ["Ann Ek"]}
    assert match(document, digest_of(now)) == (False, ())
    assert match(document, *digests_of(now)) == (False, ("headline", "byline"))


def test_the_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "key.pem"
    first = SigningKey.at(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert SigningKey.at(path).public.id == first.public.id
    assert PublicKey((tmp_path / "key.pem.pub").read_text()).id == first.public.id
    assert sorted(file.name for file in tmp_path.iterdir()) == ["key.pem", "key.pem.pub"]


def test_several_that_start_at_once_have_one_key(tmp_path: Path) -> None:
    program = "import sys, pathlib; from compliance.service.signing import SigningKey; "
    program += "print(SigningKey.at(pathlib.Path(sys.argv[1])).public.id)"
    command = [sys.executable, "-c", program, str(tmp_path / "key.pem")]
    started = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    assert len({process.communicate()[0] for process in started}) == 1


def test_a_key_that_cannot_be_used_is_a_clear_error(tmp_path: Path) -> None:
    path = tmp_path / "key.pem"
    path.write_text("no key")
    path.chmod(0o600)
    with pytest.raises(ServiceError, match="no private key of Ed25519"):
        SigningKey.at(path)
    path.chmod(0o644)
    with pytest.raises(ServiceError, match="everybody may read"):
        SigningKey.at(path)
    with pytest.raises(ServiceError, match="cannot be read"):
        SigningKey.at(tmp_path / "nowhere" / "key.pem")
    with pytest.raises(ServiceError, match="no public key"):
        PublicKey("text")
