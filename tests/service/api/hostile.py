"""Bodies that nobody should send: from a seed always the same, all of them wrong."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

Body = tuple[bytes, str]
_JSON = "application/json"
_STORY: dict[str, Any] = {
    "headline": "Baths to close",
    "body": ["The council voted.", {"role": "quote", "text": "“No,” said Ana Pérez."}],
    "pictures": [{"file": "a.jpg", "caption": "The baths in 1911.", "credit": "Ana Pérez/EFE"}],
    "language": "en",
}


def _truncated(random: Random) -> Body:
    data = json.dumps(_STORY).encode()
    return data[: random.randrange(1, len(data))], _JSON


def _deep(random: Random) -> Body:
    depth = random.randrange(300, 60_000)
    opening, closing = random.choice([("[", "]"), ('{"a":', "}"), ('{"body":[', "]}")])
    inner = random.choice(["", "1", '"x"'])
    return (opening * depth + inner + closing * random.choice([0, depth])).encode(), _JSON


def _wrong_type(random: Random) -> Body:
    values: list[Any] = [1, -1.5e300, True, {"a": 1}, [[[]]], [None, 1], {"": {"": ""}}]
    key = random.choice(["headline", "language", "pictures", "byline"])
    value = random.choice([value for value in values if key != "pictures" or not isinstance(value, dict)])
    return json.dumps({**_STORY, key: {"oddly": value}}).encode(), _JSON


def _no_story(random: Random) -> Body:
    said = random.choice(["null", "1", '"text"', "[]", "{}", "[1]", "[[]]", "true", '{"a":1}', "NaN", "1e999", "[{}]"])
    return (" " * random.randrange(5) + said).encode(), _JSON


def _huge(random: Random) -> Body:
    size = random.randrange(2_000_001, 2_100_000)
    return (b"a" * size, random.choice([_JSON, "text/plain", "text/html", "text/markdown"]))


def _huge_name(random: Random) -> Body:
    return json.dumps({"x" * random.randrange(1, 50_000): "y" * random.randrange(1, 50_000)}).encode(), _JSON


def _not_utf8(random: Random) -> Body:
    bad = random.choice([b"\xff", b"\xc0\xaf", b"\xed\xa0\x80", b"\xf5\x80\x80\x80", b"\xe2\x82", b"\x80"])
    data = json.dumps(_STORY, ensure_ascii=False).encode()
    at = random.randrange(len(data))
    while at and data[at] & 0xC0 == 0x80:
        at -= 1
    return data[:at] + bad + b" " + data[at:], random.choice([_JSON, "text/plain", "text/html", "application/x-ndjson"])


def _binary(random: Random) -> Body:
    return b"\x00" + random.randbytes(random.randrange(1, 400)), random.choice([_JSON, "text/plain", "image/png", ""])


def _broken(random: Random) -> Body:
    """JSON with one structural sign replaced by another."""
    data = bytearray(json.dumps(_STORY).encode())
    places = [at for at, sign in enumerate(data) if sign in b'{}[]:,"']
    at = random.choice(places)
    data[at] = random.choice([sign for sign in b"{}[]:;x" if sign != data[at]])
    try:
        json.loads(data)
    except ValueError:
        return bytes(data), _JSON
    return _truncated(random)


def _medium(random: Random) -> Body:
    return b"A story.", random.choice(["application/xml", "text", "*/*", "multipart/form-data; boundary=x", "a" * 500])


KINDS: tuple[Callable[[Random], Body], ...] = (
    *(_truncated, _truncated, _broken, _broken, _wrong_type, _no_story, _no_story, _not_utf8, _not_utf8, _binary),
    *(_huge_name, _medium, _deep),
)


def bodies(count: int, seed: int = 0) -> Iterator[tuple[str, Body]]:
    """Hostile bodies with the name of their kind.

    :param count: how many; every five hundredth is over the limit of size.
    """
    random = Random(seed)
    for number in range(count):
        kind = _huge if number % 500 == 0 else random.choice(KINDS)
        yield kind.__name__, kind(random)
