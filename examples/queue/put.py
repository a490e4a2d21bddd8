"""Puts a story on the queue, as a CMS does that publishes through one.

    AMQP_URL=amqp://… python put.py story.json story-17-version-3 publish

The id is the version's: whoever sends the same version again, sends it with the same id.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pika


def main(file: str, message_id: str, event: str = "publish") -> None:
    """Put the story in a file on the queue; it is with the broker when this returns."""
    connection = pika.BlockingConnection(pika.URLParameters(os.environ["AMQP_URL"]))
    channel = connection.channel()
    channel.confirm_delivery()
    channel.queue_declare("stories", durable=True)
    about = pika.BasicProperties(
        message_id=message_id,
        type=event,
        content_type="application/json",
        delivery_mode=pika.DeliveryMode.Persistent,
    )
    channel.basic_publish("", "stories", Path(file).read_bytes(), about, mandatory=True)
    connection.close()


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        raise SystemExit(f"usage: python {sys.argv[0]} STORY.json ID [EVENT]")
    main(*sys.argv[1:])
