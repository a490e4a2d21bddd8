"""What a CMS does when a story is saved: it has the story checked by a request that it signs.

    python send.py story.json publish

The standard library alone, so that it can be written anew in whatever language the CMS speaks. The exit code is 0
where the story may be published, 1 where it may not, 2 where there is no verdict.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import sys
import time
import urllib.error
import urllib.request
import uuid
from pathlib import Path
from typing import Any

SERVICE = os.environ.get("COMPLIANCE_URL", "http://127.0.0.1:8080")
SECRET = Path(os.environ.get("COMPLIANCE_SECRET", "in.secret"))
WAITS = (0, 1, 5)
"""Seconds before each try."""
LATER = (408, 425, 429, 500, 502, 503, 504)
"""Answers that may be others at the next try."""


def signed(secret: str, body: bytes) -> dict[str, str]:
    """The headers of one try. Every try has an id and a time stamp of its own: what came once is refused."""
    webhook_id, stamp = f"msg_{uuid.uuid4().hex}", str(int(time.time()))
    content = f"{webhook_id}.{stamp}.".encode() + body
    digest = hmac.new(secret.encode(), content, hashlib.sha256).digest()
    signature = f"v1,{base64.b64encode(digest).decode()}"
    return {"webhook-id": webhook_id, "webhook-timestamp": stamp, "webhook-signature": signature}


def checked(body: bytes, event: str) -> dict[str, Any] | None:
    """The report on a story; ``None`` where the service gave none in time.

    :raises SystemExit: the service refuses the request, now and later.
    """
    address = f"{SERVICE}/v1/check?hook=cms&event={event}"
    secret = SECRET.read_text().strip()
    # the same at every try: a try that was answered, and whose answer was lost, is not a second check
    same = {"Content-Type": "application/json", "Idempotency-Key": uuid.uuid4().hex}
    for wait in WAITS:
        time.sleep(wait)
        request = urllib.request.Request(address, body, {**same, **signed(secret, body)})
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                report: dict[str, Any] = json.load(answer)
                return report
        except urllib.error.HTTPError as error:
            if error.code not in LATER:
                raise SystemExit(f"refused: {error.read().decode()}") from error
        except OSError:
            pass  # out of reach
    return None


def main(file: str, event: str = "publish") -> int:
    """Check the story in a file, and say what is to be said to its author."""
    report = checked(Path(file).read_bytes(), event)
    if report is None:
        print("no verdict: the story waits, or goes out unchecked, as the house has decided beforehand")
        return 2
    print(report["verdict"])
    for finding in report["findings"]:
        print(f"  {finding['rule']}: {finding['message']}")
    return 0 if report["verdict"] == "publish" else 1


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        raise SystemExit(f"usage: python {sys.argv[0]} STORY.json [EVENT]")
    raise SystemExit(main(*sys.argv[1:]))
