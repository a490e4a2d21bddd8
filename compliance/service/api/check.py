"""``POST /v1/check``: a body with stories in, their reports out; a batch is answered line by line as it goes."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import ExitStack
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from compliance.readers.batch import Line, lines
from compliance.service.api import problems
from compliance.service.api.asked import NDJSON, asked, body_of, key_of, media_of, text_of
from compliance.service.api.conclude import COMPARED, Conclusion, conclude, replayed
from compliance.service.api.entry import caller_for
from compliance.service.api.state import State, state_of
from compliance.service.api.written import JSON, REPLAYED, written
from compliance.service.desk.looking import Copy
from compliance.service.types import Event, Role
from compliance.service.workers.comparing import held_against
from compliance.service.workers.jobs import Answer, Job


async def check(request: Request) -> Response:
    """Check the stories of a body."""
    state = state_of(request)
    body = await body_of(request, state.settings)
    caller = await caller_for(request, Role.CHECK, body)
    told = asked(request)
    conclusion = Conclusion.of(state, caller, told)
    media = media_of(request, state.workers.ready.content_types)
    data = text_of(body, request.headers.get("content-type", ""))
    conclusion = conclusion.known(data, key_of(request))
    if media == NDJSON:
        return await _batch(conclusion, data)
    if (earlier := await replayed(conclusion)) is not None:
        return Response(written(earlier), media_type=JSON, headers=REPLAYED)
    conclusion = conclusion.under(state.present)  # a reload meanwhile has closed the workers of before
    with conclusion.present.workers.slot():
        answer = await _looked_at(conclusion, _job(conclusion, data, media))
    _count(state, answer)
    if answer.refused is not None:
        raise problems.refused(answer.refused)
    stories = [
        await conclude(conclusion, checked, Copy(data, "story", None, checked.item, told.now, media))
        for checked in answer.stories
    ]
    request.state.verdicts = [_decided(story.report) for story in stories]
    single = len(stories) == 1 and stories[0].report["item"] is None
    text = stories[0].text if single else b'{"reports":[%s]}' % b",".join(story.text for story in stories)
    return Response(text, media_type=JSON)


def _decided(report: Mapping[str, Any]) -> str:
    """A verdict as the log says it, so that nobody overlooks that a person stands for it."""
    override = report["override"]
    return f"{override['verdict']}, overridden" if override else str(report["verdict"])


def _job(conclusion: Conclusion, data: bytes, media: str) -> Job:
    told, title = conclusion.asked, conclusion.title
    profile, keep_text = title.profile, bool(title.keep_text) and told.event.stored
    return Job(data, media, told.language, told.now, told.utf16, profile=profile, keep_text=keep_text)


async def _looked_at(conclusion: Conclusion, job: Job) -> Answer:
    """What workers say of a body; what is to be published is held against what readers have."""
    workers, event = conclusion.present.workers, conclusion.asked.event
    answer = await workers.run(job)
    # a first publication costs no question where the record could not answer it
    if answer.refused is not None or not (event in COMPARED or (event is Event.PUBLISH and job.keep_text)):
        return answer
    return await held_against(workers, job, answer, partial(conclusion.store.published_before, conclusion.caller.title))


async def _batch(conclusion: Conclusion, data: bytes) -> Response:
    stories = list(lines(data))
    most = conclusion.present.settings.max_stories
    if len(stories) > most:
        raise problems.Problem(413, f"there are more than {most} stories in one body", hint="send them in several")
    held = ExitStack()
    held.enter_context(conclusion.present.workers.slot())

    async def stream() -> AsyncIterator[bytes]:
        for line in stories:
            yield await _line(conclusion, line) + b"\n"

    return _Holding(stream(), held)


class _Holding(StreamingResponse):
    """A streamed answer that keeps its place among those at work until it has ended, however it ends.

    :param held: what is let go of then; a stream that nobody ever began would not do it itself.
    """

    def __init__(self, stream: AsyncIterator[bytes], held: ExitStack) -> None:
        super().__init__(stream, media_type=NDJSON)
        self._held = held

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with self._held:
            await super().__call__(scope, receive, send)


async def _line(conclusion: Conclusion, line: Line) -> bytes:
    """One line's answer: a report, or a problem that says which line it is about."""
    try:
        answer = await _looked_at(conclusion, _job(conclusion, line.data, JSON))
        _count(conclusion.state, answer)
        if answer.refused is not None:
            raise problems.refused(answer.refused)
        checked = answer.stories[0]
        numbered = checked._replace(item=line.item, report={**checked.report, "item": line.item})
        copy = Copy(line.data, "story", None, 0, conclusion.asked.now, JSON)
        return (await conclude(conclusion, numbered, copy)).text
    except Exception as error:  # noqa: BLE001 - the answer has begun: what is wrong with a line is said in its place
        problem = problems.document(problems.problem_of(error))
        return written({"item": line.item, "line": line.number, "problem": problem})


def _count(state: State, answer: Answer) -> None:
    for failed in answer.failed:
        for rule in failed:
            state.metrics.overruns.labels(rule).inc()
