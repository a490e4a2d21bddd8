"""Takes stories from a queue, has each checked, and puts the report on another queue.

    AMQP_URL=amqp://… COMPLIANCE_URL=http://… COMPLIANCE_TOKEN=tok_… python consumer.py

A story is acknowledged when its report, or the reason why there is none, is safe on a queue; so it may be ended at any
moment, and the broker gives the story to the next consumer. The service knows the story again by the message's id,
and answers it as before: it is checked, recorded and certified once. The report may then come twice, with one id.
"""

from __future__ import annotations

import json
import os

import pika
from pika.adapters.blocking_connection import BlockingChannel

from compliance.client import Answer, Client, RefusedError
from compliance.errors import ComplianceError

STORIES, VERDICTS, DEAD = "stories", "verdicts", "stories.dead"
WAIT = 5
"""Seconds until a service that is down or full is asked again."""


def main() -> None:
    """Consume until ended."""
    service = Client(os.environ["COMPLIANCE_URL"], os.environ["COMPLIANCE_TOKEN"])
    connection = pika.BlockingConnection(pika.URLParameters(os.environ["AMQP_URL"]))
    channel = connection.channel()
    channel.confirm_delivery()  # what is published is with the broker when the call returns
    channel.basic_qos(prefetch_count=1)
    for queue in (STORIES, VERDICTS, DEAD):
        channel.queue_declare(queue, durable=True)
    print("waiting for stories", flush=True)
    for delivery, story, body in channel.consume(STORIES):
        try:
            answer = asked(service, story, body)
            while not answer.checked:
                print(f"{story.message_id} waits: {answer.why}", flush=True)
                connection.sleep(WAIT)  # and the broker hears that we live
                answer = asked(service, story, body)
        except ComplianceError as error:
            if isinstance(error, RefusedError) and error.status in (401, 403):
                raise SystemExit(f"the token opens nothing: {error}") from error  # the story is not to blame
            bury(channel, story, body, error)
        else:
            publish(channel, story, answer)
        channel.basic_ack(delivery.delivery_tag)


def asked(service: Client, story: pika.BasicProperties, body: bytes) -> Answer:
    """What the service says of a story; ``type`` of the message is the event, ``content_type`` the story's form.

    :raises ComplianceError: it is no story that can be checked, now or later.
    """
    if not story.message_id:
        raise ComplianceError("the message has no message_id", hint="one that stays the same when it is sent again")
    return service.check(
        body,
        event=story.type or "publish",
        content_type=story.content_type or "application/json",
        key=story.message_id,
    )


def publish(channel: BlockingChannel, story: pika.BasicProperties, answer: Answer) -> None:
    """Put the report where those wait for it who publish."""
    about = pika.BasicProperties(
        message_id=answer.report.get("report_id"),
        correlation_id=story.message_id,
        type=answer.verdict,
        content_type="application/json",
        delivery_mode=pika.DeliveryMode.Persistent,
    )
    channel.basic_publish("", VERDICTS, json.dumps(answer.report).encode(), about, mandatory=True)
    print(f"{story.message_id} {answer.verdict}", flush=True)


def bury(channel: BlockingChannel, story: pika.BasicProperties, body: bytes, error: ComplianceError) -> None:
    """Put a story that will never be checked where a person finds it, with the reason."""
    why = {"why": error.what, "hint": error.hint, "status": getattr(error, "status", 0)}
    story.headers = {**(story.headers or {}), **why}
    story.delivery_mode = pika.DeliveryMode.Persistent.value
    channel.basic_publish("", DEAD, body, story, mandatory=True)
    print(f"{story.message_id} refused: {error.what}", flush=True)


if __name__ == "__main__":
    main()
