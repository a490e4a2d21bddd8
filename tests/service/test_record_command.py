from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest

from compliance.checker import Checker
from compliance.cli import run
from compliance.service.canonical import canonical_fields, digest_of, digests_of
from compliance.service.certificates import certify
from compliance.service.decisions import settle
from compliance.service.signing import SigningKey
from compliance.service.store import Store
from compliance.service.store.desk_rows import Alarm
from compliance.service.types import Override
from tests.service.store.made import ANN, BO, NOON, report, waiver
from tests.service.test_decisions import checked, found

STORY = {"headline": "Bridge opens after a year", "body": ["The bridge is open, the mayor said on Monday."]}


@pytest.fixture
def database(tmp_path: Path) -> str:
    path = str(tmp_path / "record.db")
    store = Store.open(path)
    store.record(report())
    store.record(report(story_id="story-2"))
    store.close()
    return path


def test_the_record_is_exported_a_row_a_line(database: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["record", "export", "--database", database, "--title", "daily", "--story", "story-2"]) == 0
    (row,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert (row["row"], row["story_id"]) == ("report", "story-2")


def test_erasing_says_how_many(database: str, capsys: pytest.CaptureFixture[str]) -> None:
    erase = ["record", "erase", "--database", database, "--title", "daily", "--by", "Ann Ek"]
    assert run([*erase, "--story", "story-2"]) == 0
    assert run([*erase, "--older-than", "36500"]) == 0
    assert capsys.readouterr().out == "erased: 1 reports\nerased: nothing, there was none\n"


@pytest.mark.parametrize("more", [[], ["--story", "story-1", "--older-than", "1"]])
def test_what_to_erase_must_be_said(database: str, more: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["record", "erase", "--database", database, "--title", "daily", "--by", "Ann Ek", *more]) == 2
    assert "either --story ID or --older-than DAYS" in capsys.readouterr().err


def test_no_record_is_made_by_a_slip(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "recrod.db"
    assert run(["record", "export", "--database", str(path), "--title", "daily"]) == 2
    assert "there is no such record" in capsys.readouterr().err
    assert not path.exists()


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    """A certificate, the public key and the story, as files."""
    key = SigningKey.at(tmp_path / "key.pem")
    story = tmp_path / "story.json"
    story.write_text(json.dumps(STORY))
    (article,) = Checker().read(story.read_bytes(), "story.json")
    fields = canonical_fields(article)
    answer = checked(found(), digest=digest_of(fields), parts=digests_of(fields)[1])
    settled = settle(answer, [waiver(by=(ANN, BO), reasons={BO.id: "and the agency"})], now=NOON)
    certificate = certify(report(report=settled.report, digest=answer.digest), answer, key)
    assert certificate is not None
    over = Override(BO, "it cannot wait", NOON, made_for="rpt_1", again=True)
    again = certify(report(report=settle(answer, [], now=NOON, override=over).report), answer, key)
    assert again is not None
    (tmp_path / "again.json").write_text(json.dumps(again.document))
    path = tmp_path / "certificate.json"
    path.write_text(json.dumps(certificate.document))
    return {
        "again": f"{tmp_path}/again.json",
        "certificate": str(path),
        "key": f"{tmp_path}/key.pem.pub",
        "story": str(story),
    }


def verify(files: dict[str, str]) -> int:
    return run(["verify", files["certificate"], "--key", files["key"], "--story", files["story"]])


@pytest.mark.parametrize("wrapped", ["document", "certificate"])
def test_a_certificate_is_found_in_what_the_service_hands_out(
    files: dict[str, str], wrapped: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = Path(files["certificate"])
    handed = {"id": "cer_1", "document": json.loads(path.read_text())}
    path.write_text(json.dumps(handed if wrapped == "document" else {"verdict": "publish", "certificate": handed}))
    assert verify(files) == 0
    assert "verified: cer_" in capsys.readouterr().out


def test_a_whole_certificate_of_this_story(files: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert verify(files) == 0
    out = capsys.readouterr().out
    assert "is as it was signed" in out
    assert "let through: captions/missing, by Ann Ek, Bo Li: the picture desk confirmed it; and the agency" in out
    assert "is the story that was certified" in out


def test_a_certificate_says_loudly_that_an_override_counted_again(
    files: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["verify", files["again"], "--key", files["key"]]) == 0
    out = capsys.readouterr().out
    assert "PUBLISHED OVER A VERDICT OF hold, by Bo Li: it cannot wait" in out
    assert "decided at 2026-03-02T12:00:00Z for report rpt_1, of the very same story" in out


def test_another_story(files: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    Path(files["story"]).write_text(json.dumps({**STORY, "headline": "Bridge closes"}))
    assert verify(files) == 1
    assert "is not the story that was certified: another headline" in capsys.readouterr().out


def test_a_changed_certificate(files: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    path = Path(files["certificate"])
    path.write_text(path.read_text().replace("the picture desk", "the whole desk"))
    assert verify(files) == 1
    assert "not verified: the certificate was changed after it was signed" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("certificate", None, "the file cannot be read"),
        ("certificate", "{", "this is no JSON"),
        ("key", None, "get the public key from the service"),
        ("key", "no key", "this is no public key"),
        ("story", None, "the file cannot be read"),
    ],
)
def test_a_file_that_cannot_be_used(
    files: dict[str, str], name: str, content: str | None, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = Path(files[name])
    path.unlink() if content is None else path.write_text(content)
    assert verify(files) == 2
    assert said in capsys.readouterr().err


def test_stats_count_what_the_record_has(database: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    with closing(Store.open(database)) as store:
        for _ in range(2):  # what is sent twice is found once
            store.record(report(story_id="story-3", report={"verdict": "hold", "findings": [found()]}))
        store.desk.wrong_alarm(Alarm("daily", "dsk_1", "story-3", "captions/missing", None, "f1", ANN, NOON))
        store.desk.wrong_alarm(Alarm("weekly", "dsk_2", "story-4", "captions/missing", None, "f1", ANN, NOON))
    told = ["stats", "--judgements", str(tmp_path / "none.jsonl"), "--database", database, "--title", "daily"]
    assert run([*told, "--format", "json"]) == 0
    found_ = json.loads(capsys.readouterr().out)
    (row,) = found_["rules"]
    assert (row["rule"], row["fired"], row["wrong_alarms"], row["precision"]) == ("captions/missing", 1, 1, None)
    assert found_["stories"] == 3
    assert run(told) == 0
    assert "At the desk only wrong alarms are recorded" in capsys.readouterr().out
