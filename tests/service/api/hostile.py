"""Bodies that nobody should send: from a seed always the same, and no story that can be read among them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

Body = tuple[bytes, str]
JSON, BATCH = "application/json", "application/x-ndjson"
TEXTS = ("text/plain", "text/html", "text/markdown", "application/xhtml+xml")
KNOWN = (JSON, "application/vnd.iptc.ninjs+json", BATCH, *TEXTS)
_STORY: dict[str, Any] = {
    "headline": "Baths to close",
    "body": ["The council voted.", {"role": "quote", "text": "“No,” said Ana Pérez."}],
    "pictures": [{"file": "a.jpg", "caption": "The baths in 1911.", "credit": "Ana Pérez/EFE"}],
    "language": "en",
}
_KEYS = (
    *("headline", "standfirst", "byline", "dateline", "body", "published", "updated", "edition_date", "language"),
    *("section", "product", "territories", "channels", "embargo", "sponsored", "ai_assisted", "reviewed_by", "agency"),
    *("teasers", "pictures", "sources"),
)
_NOT_OF_ITS_KIND: tuple[Any, ...] = (1, -1.5e300, {"a": 1}, [[[]]], [None, 1], {"": {"": ""}}, {"oddly": [1]}, [1, 2])
_FRONT_MATTER = (
    *("a: *x", "a: &a [1]\nb: [*a, *a]", "a: [1", "\tb: 1", "a: 1\na: 2", "published: yesterday", "- a\n- b"),
    *("pictures: 3", "a: {b", "a: 'b", "sponsored: perhaps", "language: [1]", "a: " + "[" * 40 + "]" * 40),
)
_IDS = ("a\x00b", "\x1b[31m", ".", "..", "\ud800", "\ufffd", "x" * 501, "\u2028")


def _truncated(random: Random) -> Body:
    data = json.dumps(_STORY).encode()
    return data[: random.randrange(1, len(data))], JSON


def _broken(random: Random) -> Body:
    """JSON with one structural sign replaced by another."""
    data = bytearray(json.dumps(_STORY).encode())
    places = [at for at, sign in enumerate(data) if sign in b'{}[]:,"']
    at = random.choice(places)
    data[at] = random.choice([sign for sign in b"{}[]:;x" if sign != data[at]])
    try:
        json.loads(data)
    except ValueError:
        return bytes(data), JSON
    return _truncated(random)


def _deep(random: Random) -> Body:
    depth = random.randrange(300, 60_000)
    opening, closing = random.choice([("[", "]"), ('{"a":', "}"), ('{"body":[', "]}")])
    inner = random.choice(["", "1", '"x"'])
    return (opening * depth + inner + closing * random.choice([0, depth])).encode(), JSON


def _wrong_type(random: Random) -> Body:
    key, value = random.choice(_KEYS), random.choice(_NOT_OF_ITS_KIND)
    if key == "teasers" and isinstance(value, dict):
        value = [value]
    return json.dumps({**_STORY, key: value}).encode(), JSON


def _no_story(random: Random) -> Body:
    said = random.choice(["null", "1", '"text"', "[]", "{}", "[1]", "[[]]", "true", '{"a":1}', "NaN", "1e999", "[{}]"])
    return (" " * random.randrange(5) + said).encode(), JSON


def _odd_id(random: Random) -> Body:
    return json.dumps({**_STORY, "id": random.choice(_IDS)}).encode(), JSON


def _huge_name(random: Random) -> Body:
    return json.dumps({"x" * random.randrange(1, 50_000): "y" * random.randrange(1, 50_000)}).encode(), JSON


def _too_many(random: Random) -> Body:
    return json.dumps([_STORY] * random.randrange(101, 130)).encode(), JSON


def _huge(random: Random) -> Body:
    return b"a" * random.randrange(2_000_001, 2_100_000), random.choice(KNOWN)


def _not_utf8(random: Random) -> Body:
    bad = random.choice([b"\xff", b"\xc0\xaf", b"\xed\xa0\x80", b"\xf5\x80\x80\x80", b"\xe2\x82", b"\x80"])
    data = json.dumps(_STORY, ensure_ascii=False).encode()
    at = random.randrange(len(data))
    while at and data[at] & 0xC0 == 0x80:
        at -= 1
    return data[:at] + bad + b" " + data[at:], random.choice(KNOWN)


def _binary(random: Random) -> Body:
    return b"\x00" + random.randbytes(random.randrange(1, 400)), random.choice([JSON, "text/plain", "image/png", ""])


def _nothing(random: Random) -> Body:
    return random.choice([b"", b" ", b"\n\t\r\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf \n"]), random.choice(KNOWN)


def _page(random: Random) -> Body:
    depth = random.randrange(513, 3000)
    said = ["<p>", "<!-- -->", "<script>x</script>", "&nbsp;", "<div>" * depth, "<b><i>" * depth, "<ul><li>" * depth]
    return random.choice(said).encode(), random.choice(["text/html", "application/xhtml+xml"])


def _front_matter(random: Random) -> Body:
    return f"---\n{random.choice(_FRONT_MATTER)}\n---\n\nThe council voted.\n".encode(), "text/markdown"


def _medium(random: Random) -> Body:
    names = ["application/xml", "text", "*/*", "multipart/form-data; boundary=x", "a" * 500, "text/plain; charset=x"]
    return b"A story.", random.choice(names)


def _batch(random: Random) -> Body:
    """Lines that hold no story, each in its own way; what is answered has begun by then, so each is its own problem."""
    kinds = (_truncated, _broken, _wrong_type, _no_story, _odd_id)
    lines = [kind(random)[0].strip() for kind in random.choices(kinds, k=random.randrange(1, 4))]
    return b"\n".join(lines), BATCH


KINDS: tuple[Callable[[Random], Body], ...] = (
    *(_truncated, _truncated, _broken, _broken, _wrong_type, _wrong_type, _no_story, _not_utf8, _not_utf8, _binary),
    *(_huge_name, _medium, _deep, _odd_id, _page, _front_matter, _nothing, _batch),
)
_SELDOM = (_huge, _too_many)


def bodies(count: int, seed: int = 0) -> Iterator[tuple[str, Body]]:
    """Hostile bodies with the name of their kind.

    :param count: how many; every two hundredth is over a limit of size.
    """
    random = Random(seed)
    for number in range(count):
        kind = random.choice(_SELDOM if number % 200 == 0 else KINDS)
        yield kind.__name__, kind(random)
