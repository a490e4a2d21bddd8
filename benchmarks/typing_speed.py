"""What a writer waits for: how long the language server takes to start, and from a keystroke to its marks.

``python -m benchmarks.typing_speed`` starts the server as an editor does, opens stories of several sizes, types into
each and prints a table: the clock, and the CPU time of the server and of the process that checks for it (Linux). The
time that typing must rest is no part of either.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import sys
import time
from pathlib import Path
from typing import NamedTuple

from lsprotocol import types
from pygls.lsp.client import LanguageClient

from compliance.lsp.documents import REST_SECONDS

SIZES = (5_000, 50_000, 500_000)


class Row(NamedTuple):
    name: str
    times: list[float]
    checks: float = 0.0
    server: float = 0.0


class Session:
    def __init__(self) -> None:
        self.client = LanguageClient("benchmark", "1")
        self.shown: asyncio.Queue[tuple[float, int | None]] = asyncio.Queue()

        @self.client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def _shown(params: types.PublishDiagnosticsParams) -> None:
            self.shown.put_nowait((time.perf_counter(), params.version))

    async def start(self) -> float:
        began = time.perf_counter()
        await self.client.start_io(sys.executable, "-m", "compliance", "lsp")
        await self.client.initialize_async(types.InitializeParams(types.ClientCapabilities()))
        self.client.initialized(types.InitializedParams())
        return time.perf_counter() - began

    async def open(self, uri: str, text: str) -> float:
        began = time.perf_counter()
        item = types.TextDocumentItem(uri, "markdown", 0, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        at, _ = await self.shown.get()
        return at - began

    async def type(self, uri: str, text: str, version: int) -> float:
        which = types.VersionedTextDocumentIdentifier(version, uri)
        change = types.TextDocumentContentChangeWholeDocument(text)
        began = time.perf_counter()
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(which, [change]))
        at, shown = await self.shown.get()
        assert shown == version
        return at - began

    def used(self) -> tuple[float, float]:
        """CPU seconds of the server and of the processes that it has started."""
        pid = self.client._server.pid  # type: ignore[union-attr]  # pygls has no public name for its process
        children = Path(f"/proc/{pid}/task/{pid}/children")
        return _cpu(pid), sum(map(_cpu, map(int, children.read_text().split())))

    async def end(self) -> None:
        await self.client.shutdown_async(None)
        self.client.exit(None)
        await self.client.stop()


_STREETS = "Harbour Mill Bridge Castle Market Orchard Chapel Quarry River Station".split()
_WORKS = "pavement,drain,lamp,wall,kerb,bench,railing,gutter".split(",")


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def story(size: int) -> str:
    """A story of about that many bytes, no two paragraphs alike, with something to find every five thousand bytes."""
    parts = [
        "# Council mends its streets",
        "Karsholm, March 11 (NNS) - The council said on Tuesday which streets it mends.",
    ]
    written, number = sum(map(len, parts)), 0
    while written < size:
        number += 1
        street, work = _STREETS[number % 10], _WORKS[number % 7]
        comma = " ," if number % 20 == 10 else ","
        parts.append(
            f"In {street} Road the {work} at number {number} is mended from week {number % 51 + 1}{comma} at a cost of "
            f"{number + 90} crowns, the council's engineer said. “We looked at house {number} and at its {work} for "
            f"{number % 13 + 2} days,” she said in a report of {number % 40 + 4} pages."
        )
        written += len(parts[-1]) + 2
    return "\n\n".join(parts) + "\n"


async def measured(rounds: int) -> list[Row]:
    starts, firsts, used = [], [], []
    for _ in range(rounds):
        session = Session()
        started = await session.start()
        starts.append(started)
        firsts.append(started + await session.open("untitled:first", story(SIZES[0])))
        used.append(sum(session.used()))
        await session.end()
    rows = [
        Row("start, to the first answer", starts),
        Row("start, to the first marks", firsts, statistics.median(used)),
    ]
    session = Session()
    await session.start()
    for size in SIZES:
        rows.append(await _typed(session, size, 6 * rounds))
    await session.end()
    return rows


async def _typed(session: Session, size: int, keystrokes: int) -> Row:
    uri, text = f"untitled:{size}", story(size)
    await session.open(uri, text)
    await session.type(uri, f"{text}y", 1)
    before = session.used()
    times = [await session.type(uri, f"{text}{'x' * n}", n + 1) for n in range(1, keystrokes + 1)]
    server, checks = (now - then for now, then in zip(session.used(), before, strict=True))
    name = f"a keystroke in {size // 1000} KB"
    return Row(name, [one - REST_SECONDS for one in times], checks / keystrokes, server / keystrokes)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    rows = asyncio.run(measured(parser.parse_args().rounds))
    print("| what | ms, median | least–most | CPU ms, checking | CPU ms, server |\n|---|---|---|---|---|")
    for row in rows:
        middle, least, most = statistics.median(row.times), min(row.times), max(row.times)
        print(f"| {row.name} | {_ms(middle)} | {_ms(least)}–{_ms(most)} | {_ms(row.checks)} | {_ms(row.server)} |")


def _ms(seconds: float) -> str:
    return f"{1000 * seconds:.0f}" if seconds else ""


if __name__ == "__main__":
    main()
