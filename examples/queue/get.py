"""Takes one message from a queue, and says what stands in it: a verdict, or why there is none.

AMQP_URL=amqp://… python get.py verdicts
"""

from __future__ import annotations

import json
import os
import sys

import pika


def main(queue: str, seconds: float = 60) -> int:
    """Take the next message, and wait for it where there is none yet; the exit code is 1 where none came."""
    connection = pika.BlockingConnection(pika.URLParameters(os.environ["AMQP_URL"]))
    channel = connection.channel()
    channel.queue_declare(queue, durable=True)
    for delivery, about, body in channel.consume(queue, inactivity_timeout=seconds):
        if delivery is None:
            print(f"nothing came to {queue}")
            return 1
        if queue == "verdicts":
            report = json.loads(body)
            print(about.correlation_id, report["verdict"], *(finding["rule"] for finding in report["findings"]))
        else:
            print(about.message_id, (about.headers or {}).get("why", ""))
        channel.basic_ack(delivery.delivery_tag)
        break
    connection.close()
    return 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(f"usage: python {sys.argv[0]} QUEUE")
    raise SystemExit(main(sys.argv[1]))
