"""Stories for a test of load: of the length of a news story, each another, some with something to find."""

from __future__ import annotations

import random
from typing import Any

_WHO = "The council,The mayor,The trust,The committee,Residents,The company,The school board,The ministry".split(",")
_DID = "agreed,said,voted,decided,announced,promised,confirmed,reported".split(",")
_WHAT = (
    "to mend the old bridge over the river,that the road would be closed for three weeks,to buy two new buses,"
    "that the library would open on Saturdays,to plant 400 trees along the canal,that costs had risen by 12%,"
    "to keep the swimming pool open,that the plan would be put before the public"
).split(",")
_BEGAN = "We have waited,This has taken,The town has asked for it for,My family has paid taxes here for".split(",")
_ENDED = "and now it comes,which is long enough,so it is about time,and we are glad of it,but better late".split(",")
_NAMES = "Anna Reed,Tom Hale,Maria Ortiz,John Webb,Lucy Marsh,Peter Cole".split(",")


def stories(count: int, seed: int = 7) -> list[dict[str, Any]]:
    """That many stories of about 5 KB, always the same ones."""
    chance = random.Random(seed)
    return [_story(chance, number) for number in range(count)]


def _story(chance: random.Random, number: int) -> dict[str, Any]:
    body = [_paragraph(chance) for _ in range(18)]
    if number % 4 == 0:
        body.append("TK: add the cost of the works.")
    picture = {"caption": "The bridge, on 19 March 2024.", "credit": "Photo: Ana Ruiz/Daily"}
    return {
        "id": f"story-{number}",
        "headline": f"{chance.choice(_WHO)} {chance.choice(_DID)} on Tuesday, plan {number}",
        "published": "2024-03-20T09:00:00Z",
        "language": "en-GB",
        "body": body,
        "pictures": [picture],
    }


def _paragraph(chance: random.Random) -> str:
    who, did, what = chance.choice(_WHO), chance.choice(_DID), chance.choice(_WHAT)
    name = chance.choice(_NAMES)
    words = f"{chance.choice(_BEGAN)} {chance.randint(100, 9_999)} days {chance.choice(_ENDED)}"
    return (
        f"{who} {did} on {chance.choice(('Monday', 'Tuesday', 'Friday'))} {what}, after a meeting of "
        f"{chance.randint(2, 5)} hours. “{words},” said {name}, who has lived there since {chance.randint(1970, 2019)}."
        f" {chance.choice(_WHO)} {chance.choice(_DID)} {chance.choice(_WHAT)}."
    )
