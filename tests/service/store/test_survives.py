"""What was acknowledged is there: after a kill, on a full disk, with several writers."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from compliance.service.store import Store
from compliance.service.types import Idempotency
from tests.patience import PATIENCE, until

ROOT = Path(__file__).resolve().parents[3]
WRITER = f"""
import sys
from compliance.service.store import opening
opening.BUSY_SECONDS = {PATIENCE}
"""
WRITER += """
from tests.service.store.made import certificate, message, report
from compliance.service.store import Store
from compliance.service.types import Idempotency, StoreError

store = Store.open(sys.argv[1])
body = {"findings": ["x" * 2000]}
for number in range(int(sys.argv[3])):
    stored = report(report=body, asked_by=sys.argv[2])
    asked = Idempotency(sys.argv[2], str(number), "body")
    try:
        store.record(
            stored, idempotency=asked, certificate=certificate(stored), canonical={"headline": ["y" * 500]},
            messages=[message(body=stored.id)],
        )
    except StoreError as error:
        print("refused", type(error).__name__, flush=True)
        break
    print(stored.id, flush=True)
"""
LIMITED = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, 2_000_000))"


def write(url: str, name: str, count: int, before: str = "") -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", before + WRITER, url, name, str(count)], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )


def told(output: str) -> list[str]:
    return re.findall(r"^rpt_[0-9A-Z]{26}$", output, re.MULTILINE)


def alone(store: Store) -> bool:
    """Whether no other connection is at work on the record; a file has none once its process is gone."""
    others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    with store.reading() as connection:
        return connection.dialect.name != "postgresql" or connection.exec_driver_sql(others).scalar() == 0


def whole(store: Store, acknowledged: list[str]) -> None:
    """Each acknowledged report is there with all that belongs to it, and nothing is there by half."""
    for report_id in acknowledged:
        assert store.report("daily", report_id) is not None, report_id
    with store.reading() as connection:
        rows = {
            table: {row[0] for row in connection.exec_driver_sql(f"SELECT {column} FROM {table}")}
            for table, column in [
                ("reports", "id"),
                ("certificates", "report_id"),
                ("stories", "report_id"),
                ("idempotency", "report_id"),
                ("outbox", "body"),
            ]
        }
    assert rows["reports"] == rows["certificates"] == rows["stories"] == rows["idempotency"] == rows["outbox"]
    assert len(rows["reports"]) - len(acknowledged) in (0, 1), "at most the one that was under way"


@pytest.mark.parametrize("after", [1, 40, 150])
def test_nothing_acknowledged_is_lost_when_the_process_is_killed(url: str, after: int) -> None:
    process = write(url, "tok_1", 100_000)
    assert process.stdout is not None
    lines = [process.stdout.readline() for _ in range(after)]
    process.send_signal(signal.SIGKILL)
    rest, _ = process.communicate()
    store = Store.open(url)
    until(lambda: alone(store), "the server of the killed client did not end what it had begun")
    whole(store, told("".join(lines) + rest))
    store.close()


def test_a_full_disk_refuses_and_keeps_nothing_by_half(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/record.db"
    process = write(url, "tok_1", 100_000, LIMITED)
    output, _ = process.communicate(timeout=PATIENCE)
    assert output.endswith("refused StoreError\n")
    acknowledged = told(output)
    assert len(acknowledged) > 10
    store = Store.open(url)
    whole(store, acknowledged)
    assert store.replayed(Idempotency("tok_1", str(len(acknowledged)), "body")) is None
    store.close()


def test_several_processes_start_and_write_at_once(url: str) -> None:
    processes = [write(url, f"tok_{number}", 40) for number in range(3)]
    outputs = [process.communicate(timeout=PATIENCE)[0] for process in processes]
    assert [len(told(output)) for output in outputs] == [40, 40, 40]
    store = Store.open(url)
    whole(store, [report_id for output in outputs for report_id in told(output)])
    store.close()
