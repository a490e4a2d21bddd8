"""One tool in a process of its own: loads it once, then times a round over the stories whenever it is told to.

Run by :mod:`benchmarks.speed.bench` as ``python -m benchmarks.speed.worker TOOL FOLDER``; a line of JSON answers each
line read. The interpreter may be another one than the project's, where a peer is installed.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

from benchmarks.speed.tools import TOOLS


def main(tool: str, folder: Path) -> None:
    """Load the tool, say what that took, and time a round for each line on standard input."""
    texts = json.loads((folder / "stories.json").read_bytes())
    started = time.process_time()
    try:
        check = TOOLS[tool](folder)
    except (ImportError, StopIteration) as error:
        _answer(missing=str(error) or "a part of it is not installed")
        return
    loaded = time.process_time() - started
    for text in texts[:5]:
        check(text)
    _answer(loaded=loaded)
    for _ in sys.stdin:
        started = time.process_time()
        for text in texts:
            check(text)
        spent = time.process_time() - started
        _answer(seconds=spent, peak=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def _answer(**values: object) -> None:
    print(json.dumps(values), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
